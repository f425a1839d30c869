//! Device actions: everything that devices were asked for, from here or by whoever, and what became of it.

mod commands;
mod details;
mod list;
mod progress;
mod summary;
mod view;

use leptos::prelude::*;

use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::pages::bar::keep_listed;
use crate::pages::manage::AskDialog;
use crate::pages::refused::{ReadList, refused};
use crate::route::Route;
use crate::t;
use crate::tenant::use_tenant;
use commands::Commands;
use details::Details;
use list::ActionList;
use summary::{ActionFilters, Kinds, Stages};

pub(super) use progress::{progress, put_away_reason, why, whys};
pub use view::provide_actions_view;
pub(super) use view::use_actions_view;

/// The page.
#[component]
pub fn ActionsPage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_actions_view();
    keep_listed(view.selected, view.active, move || {
        let lines = view.lines.get();
        Box::new(move |key| !lines.iter().any(|line| line.key == *key))
    });
    let any = Memo::new(move |_| view.lines.with(|lines| !lines.is_empty()));
    let nothing = move || view! { <p class="start-lead">{i18n.says("actions-none")}</p> };
    view! {
        <div class="page devices-page actions-page">
            <div class="page-head">
                <h1>{live(move || t!(i18n, Route::Actions.title()))}</h1>
            </div>
            <Show when=when(move || tenant.loaded.get())>
                <Commands />
                {refused(&[ReadList::Managed])}
                <Show when=when(move || any.get()) fallback=nothing>
                    <div class="summary">
                        <Stages />
                        <Kinds />
                    </div>
                    <ActionFilters />
                    <div class="list-and-details" class:with-details=move || view.active.get().is_some()>
                        <ActionList />
                        <Show when=when(move || view.active.get().is_some())>
                            <Details />
                        </Show>
                    </div>
                </Show>
                <AskDialog />
            </Show>
        </div>
    }
}
