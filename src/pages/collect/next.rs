//! Where to go with the files.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::route::Route;
use crate::t;

#[component]
pub fn Next() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card collect-next" aria-labelledby="collect-next">
            <h2 id="collect-next">{move || t!(i18n, "collect-next")}</h2>
            <p>{move || t!(i18n, "collect-next-text")}</p>
            <a class="button primary" href=Route::Check.href()>{move || t!(i18n, "collect-next-link")}</a>
        </section>
    }
}
