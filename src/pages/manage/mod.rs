//! Managed devices: how each is doing, and what can be asked of it.

mod ask;
mod commands;
mod details;
mod limits;
mod list;
mod summary;
mod view;
mod words;

use leptos::prelude::*;

use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::pages::bar::keep_listed;
use crate::pages::refused::{ReadList, refused};
use crate::route::Route;
use crate::t;
use crate::tenant::use_tenant;
use commands::Commands;
use details::Details;
use list::DeviceList;
use summary::{Conditions, DeviceFilters, Platforms};

pub(super) use ask::{AskDialog, WipeChoices, outlook, wipe_choices};
pub(super) use commands::icon as action_icon;
pub(super) use limits::{LimitsCard, tripwire};
pub use view::provide_manage_view;
pub(super) use view::{Asked, Given, use_manage_view};
pub(super) use words::{action_name, chosen, denied, happened, no_choice, refusal, stage_look, stage_words};

/// The page.
#[component]
pub fn ManagePage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_manage_view();
    keep_listed(view.selected, view.active, move || {
        let devices = view.devices.get();
        Box::new(move |key| devices.get(*key).is_none())
    });
    let any = Memo::new(move |_| view.devices.with(|devices| !devices.lines.is_empty()));
    view! {
        <div class="page devices-page manage-page">
            <div class="page-head">
                <h1>{live(move || t!(i18n, Route::Manage.title()))}</h1>
            </div>
            <Show when=when(move || tenant.loaded.get())>
                <Commands />
                {refused(&[ReadList::Managed, ReadList::Objects])}
                <Show when=when(move || any.get()) fallback=|| view! { <Nothing /> }>
                    <div class="summary">
                        <Conditions />
                        <Platforms />
                    </div>
                    <DeviceFilters />
                    <div class="list-and-details" class:with-details=move || view.active.get().is_some()>
                        <DeviceList />
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

/// What to do so that there is something.
#[component]
fn Nothing() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let is_nameless = move || tenant.server.with(Option::is_none);
    let text = move || {
        if is_nameless() {
            "devices-no-service"
        } else if tenant.records.get().lists.managed.read.is_none() {
            "manage-unread"
        } else {
            "manage-none"
        }
    };
    view! {
        <section class="start">
            <p class="start-lead">{live(move || t!(i18n, text()))}</p>
            {live(move || {
                is_nameless()
                    .then(|| view! { <p><a href=Route::Settings.href()>{t!(i18n, "devices-name-service")}</a></p> })
            })}
        </section>
    }
}
