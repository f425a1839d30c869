//! The connection to the service: where it is, whether it can be reached, what waits for it.

mod address;
mod administrator;
mod indicator;
mod state;
mod waiting;

use leptos::{html, prelude::*};

use super::devices::{Problem, synced, use_tenant_view};
use crate::components::{Button, Icon, IconView, Look, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::sync::Standstill;
use crate::t;
use crate::tasks::{refresh, set_server};
use crate::tenant::use_tenant;
use address::AddressProblem;
pub(super) use address::service_address;
use administrator::Administrator;
pub use indicator::ConnectionIndicator;
pub use state::Connection;
use waiting::Waiting;
pub(super) use waiting::changes;

/// The section of the settings.
#[component]
pub fn ConnectionCard() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let named = move || tenant.server.with(Option::is_some);
    view! {
        <section class="card" id="connection">
            <h2>{i18n.says("connection")}</h2>
            <p class="secondary">{i18n.says("connection-lead")}</p>
            // Before the store is open, nothing could be kept.
            <Show when=when(move || tenant.workspace.loaded.get())>
                <Address />
                <Administrator />
                <Show when=when(named)>
                    <Standing />
                </Show>
                <Waiting />
            </Show>
        </section>
    }
}

/// The address, to be named, changed, or taken back.
#[component]
fn Address() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let input = NodeRef::<html::Input>::new();
    // What is typed is the person's own until it is kept: an address that comes up meanwhile doesn't replace it.
    let typed = RwSignal::new(None::<String>);
    Effect::new(move || {
        if typed.with(|typed| typed.is_some() && tenant.server.with(|server| server == typed)) {
            typed.set(None);
        }
    });
    // The message that says it.
    let problem = RwSignal::new(None::<String>);
    let named = move || tenant.server.with(Option::is_some);
    let save = move || {
        let Some(input) = input.get_untracked() else { return };
        let own = window().location().origin().unwrap_or_default();
        match service_address(&input.value(), &own) {
            Ok(address) => {
                problem.set(None);
                typed.set(Some(address.clone()));
                set_server(tenant, Some(address));
            }
            Err(why) => {
                let said = match why {
                    AddressProblem::NoAddress => "service-no-address",
                    AddressProblem::NotEncrypted => "service-not-encrypted",
                };
                problem.set(Some(said.to_owned()));
                let focused = input.focus();
                debug_assert!(focused.is_ok(), "an input takes focus");
            }
        }
    };
    let error = move || problem.get().map(|problem| t!(i18n, &problem));
    view! {
        <form
            class="field"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <label for="service">{i18n.says("service")}</label>
            <input
                id="service"
                class="input"
                type="url"
                autocomplete="off"
                spellcheck="false"
                placeholder="https://muster.contoso.com"
                aria-describedby="service-error service-hint"
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                node_ref=input
                prop:value=move || typed.get().or_else(|| tenant.server.get()).unwrap_or_default()
                on:input=move |event| typed.set(Some(event_target_value(&event)))
                // Emptied and left, it shows again what there is.
                on:change=move |_| typed.update(|typed| *typed = typed.take().filter(|typed| !typed.is_empty()))
            />
            <p id="service-error" class="field-error" role="alert">{live(error)}</p>
            <p id="service-hint" class="secondary">{i18n.says("service-hint")}</p>
            <div class="actions">
                <Button label=i18n.signal("service-save") look=Look::Primary on_press=move |()| save() />
                <Show when=when(named)>
                    <Button
                        label=i18n.signal("service-forget")
                        icon=Icon::Delete
                        on_press=move |()| {
                            typed.set(None);
                            set_server(tenant, None);
                        }
                    />
                </Show>
            </div>
        </form>
    }
}

/// Whether the service can be reached; why not, and when it is tried again.
#[component]
fn Standing() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    let toasts = tenant.workspace.toasts;
    let standing = move || {
        let connection = Connection::of(tenant);
        let (class, icon) = connection.look();
        view! {
            <p class="status-line">
                <span class=class>
                    <IconView icon />
                </span>
                <strong>{connection.say(i18n, tenant)}</strong>
            </p>
        }
    };
    let next = move || {
        let left = tenant.records.get().status.until / 1000 - view.now.get();
        (left > 0).then(|| t!(i18n, "connection-next", left = format::elapsed(left)))
    };
    let trouble = move || match tenant.stopped.get() {
        Some(Standstill::Stopped(words) | Standstill::Storage(words)) => {
            Some(view! { <p class="secondary mono">{words}</p> }.into_any())
        }
        None => tenant.records.with(|records| {
            records
                .status
                .trouble
                .as_ref()
                .map(|trouble| Problem::of_trouble(i18n, trouble).view(i18n, toasts))
        }),
    };
    view! {
        <div role="status">{live(standing)} {live(trouble)}</div>
        <p class="secondary">{live(move || synced(i18n, tenant))}</p>
        <p>{live(next)}</p>
        <div class="actions">
            <Button label=i18n.signal("connection-try") icon=Icon::Sync on_press=move |()| refresh(tenant) />
        </div>
    }
}
