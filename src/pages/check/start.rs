//! The page before there is a file: what it is for, and where to begin.

use leptos::prelude::*;

use super::add::AddMenu;
use crate::components::{Icon, IconView};
use crate::i18n::use_i18n;
use crate::route::Route;

#[component]
pub fn Start() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="start">
            <IconView icon=Icon::File />
            <p class="start-lead">{i18n.says("check-lead")}</p>
            <p class="secondary">{i18n.says("check-lead-more")}</p>
            <AddMenu class="button primary" />
            <p>
                <a href=Route::Collect.href()>{i18n.says("check-collect")}</a>
            </p>
        </section>
    }
}
