//! Collect: how to obtain hardware hashes, with scripts and steps that are filled in.

pub(super) mod copy;
mod form;
mod guide;
mod next;
mod result;
mod view;
mod ways;

use leptos::prelude::*;

use crate::components::live;
use crate::i18n::use_i18n;
use crate::route::Route;
use crate::t;
use form::ValuesForm;
use guide::GuideView;
use view::use_view;
use ways::Ways;

pub(in crate::pages) use copy::copy;
pub use view::provide_collect;

/// The page.
#[component]
pub fn CollectPage() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    view! {
        <div class="page collect-page">
            <div class="page-head">
                <h1>{live(move || t!(i18n, Route::Collect.title()))}</h1>
            </div>
            <p class="collect-intro">{i18n.says("collect-intro")}</p>
            <Ways />
            <div class="collect-columns" class:collect-alone=move || view.fields().is_empty()>
                <ValuesForm />
                <GuideView />
            </div>
        </div>
    }
}
