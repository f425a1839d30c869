//! Devices: what is registered, what is on its way, and what became of it.

mod commands;
mod details;
mod list;
mod path;
mod progress;
mod summary;
mod view;
mod words;

use leptos::prelude::*;

use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::pages::bar::keep_listed;
use crate::route::Route;
use crate::t;
use crate::tenant::use_tenant;
use commands::Commands;
use details::Details;
use list::DeviceList;
use progress::Registrations;
use summary::{DeviceFilters, States};
pub use view::provide_tenant_view;

pub(super) use progress::{Progress, intent_key};
pub(super) use view::use_tenant_view;
pub(super) use words::{Problem, fact, platform, ruling_key, synced, title};

/// The page.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    keep_listed(view.selected, view.active, move || {
        let devices = view.devices.get();
        Box::new(move |key| devices.get(*key).is_none())
    });
    let any = Memo::new(move |_| {
        let kept = tenant.records.with(|records| !records.intents.is_empty() || !records.damaged.is_empty());
        kept || view.devices.with(|devices| !devices.lines.is_empty())
    });
    view! {
        <div class="page devices-page">
            <div class="page-head">
                <h1>{live(move || t!(i18n, Route::Devices.title()))}</h1>
            </div>
            <Show when=when(move || tenant.loaded.get())>
                <Commands />
                <Show when=when(move || any.get()) fallback=|| view! { <Nothing /> }>
                    <div class="summary">
                        <Registrations />
                        <States />
                    </div>
                    <DeviceFilters />
                    <div class="list-and-details" class:with-details=move || view.active.get().is_some()>
                        <DeviceList />
                        <Show when=when(move || view.active.get().is_some())>
                            <Details />
                        </Show>
                    </div>
                </Show>
            </Show>
        </div>
    }
}

/// What to do so that there is something.
#[component]
fn Nothing() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    // (what is missing, what the link says, where it leads)
    let texts = move || {
        if tenant.server.with(Option::is_none) {
            ("devices-no-service", "devices-name-service", Route::Settings)
        } else {
            ("devices-none", "devices-to-check", Route::Check)
        }
    };
    view! {
        <section class="start">
            <p class="start-lead">{live(move || t!(i18n, texts().0))}</p>
            <p>
                <a href=move || texts().2.href()>{live(move || t!(i18n, texts().1))}</a>
            </p>
        </section>
    }
}
