//! Registering the devices of the set: what goes, what stays behind and why, and then how far it is.

use device_csv::{Severity, Target};
use leptos::prelude::*;
use lifecycle::limits::DEVICES_PER_IMPORT;

use super::export::{LeftBehind, Scope, ScopeChoices, Unfixed, plan_of, rows_of};
use super::view::{View, use_view};
use crate::components::{Button, Dialog, DialogShape, Icon, IconView, Look, live};
use crate::i18n::use_i18n;
use crate::pages::connection::Connection;
use crate::pages::devices::Progress;
use crate::route::Route;
use crate::t;
use crate::tasks::{Format, RegisterOverrides, register};
use crate::tenant::use_tenant;

/// The command.
#[component]
pub fn RegisterButton() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_view();
    let reason = move || {
        let id = if tenant.workspace.held.with(Option::is_some) {
            "register-not-kept"
        } else if !any_clean(view) {
            "register-nothing"
        } else {
            return None;
        };
        Some(t!(i18n, id))
    };
    view! {
        <Button
            label=i18n.signal("register")
            icon=Icon::Device
            reason=Signal::derive(reason)
            on_press=move |()| view.registering.set(true)
        />
    }
}

fn any_clean(view: View) -> bool {
    view.devices.with(|devices| {
        devices.all.iter().any(|device| !device.excluded && device.severity != Some(Severity::Error))
    })
}

/// The fly-out.
#[component]
pub fn RegisterDialog() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    view! {
        <Dialog
            open=view.registering
            shape=DialogShape::FlyOut
            title=i18n.signal("register-title")
        >
            <Register />
        </Dialog>
    }
}

#[component]
fn Register() -> impl IntoView {
    // The number from which on the registrations are those of this dialog, once there are any.
    let from = RwSignal::new(None::<u64>);
    live(move || match from.get() {
        None => view! { <Plan from /> }.into_any(),
        Some(from) => view! { <Underway from /> }.into_any(),
    })
}

/// What is to be registered.
#[component]
fn Plan(from: RwSignal<Option<u64>>) -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_view();
    let scope = RwSignal::new(Scope::first(view));
    let format = RwSignal::new(Format::Portal(Target::Intune));
    let rows = rows_of(view, scope);
    let (_, outlook) = plan_of(format, rows);
    let busy = tenant.registering;
    let (tag, user) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let count = Memo::new(move |_| outlook.with(|outlook| outlook.rows));
    // Like every user principal name, and unlike what people type by mistake.
    let wrong_user = Memo::new(move |_| user.with(|user| !user.trim().is_empty() && !user.contains('@')));
    let reason = move || {
        let id = match (count.get(), wrong_user.get(), busy.get()) {
            (0, _, _) => "register-nothing",
            (_, true, _) => "register-user-wrong",
            (_, _, true) => "register-busy",
            _ => return None,
        };
        Some(t!(i18n, id))
    };
    let cancel = move |()| {
        view.cancelled.update_value(|times| *times += 1);
        view.registering.set(false);
    };
    let confirm = move |()| {
        let given = |value: RwSignal<String>| {
            Some(value.get_untracked().trim().to_owned()).filter(|value| !value.is_empty())
        };
        let overrides = RegisterOverrides { group_tag: given(tag), user: given(user) };
        let known = tenant
            .records
            .with_untracked(|records| records.intents.last().map_or(0, |intent| u64::from(intent.seq) + 1));
        // Cancelled, it is taken back as long as nothing is kept. Merely closed, it goes on.
        let cancelled = view.cancelled.get_value();
        let still = move || view.cancelled.get_value() == cancelled;
        let done = move || {
            if from.try_set(Some(known)).is_some() {
                tenant.workspace.toasts.done(t!(i18n, "register-kept"));
            }
        };
        register(tenant, rows.get_untracked(), overrides, still, done);
    };
    view! {
        <div class="dialog-body">
            <ScopeChoices scope />
            <Override id="register-tag" value=tag />
            <Override id="register-user" value=user />
            <p class="field-error" role="alert">
                {live(move || wrong_user.get().then(|| t!(i18n, "register-user-wrong")))}
            </p>
            <Unfixed />
            <div role="status" class="outlook">
                <p>
                    <strong>
                        {live(move || {
                            let batches = count.get().div_ceil(DEVICES_PER_IMPORT);
                            t!(i18n, "register-ready", rows = count.get(), batches = batches)
                        })}
                    </strong>
                </p>
                <Where />
                <LeftBehind outlook format open=view.registering />
            </div>
            <div class="dialog-actions">
                <Button
                    label=Signal::derive(move || {
                        if busy.get() { t!(i18n, "register-busy") } else { t!(i18n, "register-confirm", count = count.get()) }
                    })
                    icon=Icon::Device
                    look=Look::Primary
                    reason=Signal::derive(reason)
                    on_press=confirm
                />
                <Button label=i18n.signal("cancel") on_press=cancel />
            </div>
        </div>
    }
}

/// A value for all devices, whatever the set says.
#[component]
fn Override(id: &'static str, value: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let hint = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>{i18n.says(id)}</label>
            <input
                id=id
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=hint.clone()
                prop:value=move || value.get()
                on:input:target=move |input| value.set(input.target().value())
            />
            <p id=hint class="secondary">{i18n.says("register-override-hint")}</p>
        </div>
    }
}

/// To which service it goes, and whether that can be reached now.
#[component]
fn Where() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let words = move || {
        let connection = Connection::of(tenant);
        let (class, icon) = connection.look();
        let later = match connection {
            Connection::Reachable => None,
            Connection::None => Some(t!(i18n, "register-no-service")),
            _ => Some(t!(i18n, "register-later")),
        };
        let to =
            tenant.server.get().map(|address| view! { <p>{t!(i18n, "register-to", address = address)}</p> });
        view! {
            {to}
            <p class="status-line">
                <span class=class>
                    <IconView icon />
                </span>
                <span>{connection.say(i18n, tenant)} " " {later}</span>
            </p>
        }
    };
    view! { <div>{live(words)}</div> }
}

/// How far it is.
#[component]
fn Underway(from: u64) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="dialog-body">
            <p>{i18n.says("register-background")}</p>
            <Progress from rows=true />
            <div class="dialog-actions">
                <a class="button primary" href=Route::Devices.href()>{i18n.says("register-to-devices")}</a>
            </div>
        </div>
    }
}
