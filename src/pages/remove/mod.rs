//! Remove devices: which, why, by which steps; then how far they are, and what came of it.

mod choose;
mod confirm;
mod draft;
mod goal;
mod print;
mod receipt;
mod records;
mod removal;
mod review;
mod view;
mod watch;
mod words;

use leptos::prelude::*;

use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::pages::bar::command_bar;
use crate::route::Route;
use crate::t;
use crate::tasks::forget_unread_groups;
use crate::tenant::use_tenant;

pub use view::provide_remove_view;
pub(super) use view::use_remove_view;

/// The page.
#[component]
pub fn RemovePage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_remove_view();
    let any = move || view.chosen.with(|chosen| !chosen.is_empty());
    view! {
        <div class="page remove-page">
            <div class="page-head">
                <h1>{live(move || t!(i18n, Route::Remove.title()))}</h1>
            </div>
            <Show when=when(move || tenant.loaded.get())>
                {command_bar(forget_unread_groups, ().into_any(), ().into_any())}
                {choose::view()}
                <Show when=when(any)>
                    {records::view()}
                    {goal::view()}
                    <Show when=when(move || view.form.with(|form| form.kind.is_some()))>
                        {review::view()}
                        {confirm::view()}
                    </Show>
                </Show>
                {watch::view()}
                {print::view()}
            </Show>
        </div>
    }
}
