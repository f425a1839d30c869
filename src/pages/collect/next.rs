//! Where to go with the files.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::route::Route;

#[component]
pub fn Next() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card collect-next" aria-labelledby="collect-next">
            <h2 id="collect-next">{i18n.says("collect-next")}</h2>
            <p>{i18n.says("collect-next-text")}</p>
            <a class="button primary" href=Route::Check.href()>{i18n.says("collect-next-link")}</a>
        </section>
    }
}
