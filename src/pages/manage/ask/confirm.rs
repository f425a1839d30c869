//! The confirmation.

use leptos::prelude::*;
use lifecycle::action::{Action, is_unlock_code};
use lifecycle::budget::{Denied, to_type};
use outbox::remote;

use super::{Form, words};
use crate::components::{Button, Look, live, number_field, reason_field, when};
use crate::i18n::use_i18n;
use crate::pages::connection::Connection;
use crate::pages::devices::use_tenant_view;
use crate::pages::manage::commands::icon;
use crate::pages::manage::limits::tripwire;
use crate::pages::manage::view::{Given, use_manage_view};
use crate::queries::{budget, confirm};
use crate::t;
use crate::tasks::{order, order_again, release_orders};
use crate::tenant::use_tenant;

/// The number to type, the reason for a second administrator, and the button.
pub fn view(form: Form) -> AnyView {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_manage_view());
    let now = use_tenant_view().now;
    let is_destructive = form.action.get_untracked().is_destructive();
    let count = Memo::new(move |_| form.plan.with(|plan| plan.can.len()));
    let wanted = move || to_type(count.get()).filter(|_| is_destructive);
    // What the limits of the day, and the typed number, say.
    let budget = Memo::new(move |_| {
        let server = tenant.server.get();
        tenant.records.with(|records| budget(records, server.as_deref(), tripwire(), now.get()))
    });
    let denied = Memo::new(move |_| {
        let (action, count, typed) = (form.action.get(), count.get(), form.typed.get());
        budget.with(|budget| confirm(budget, action, count, &typed, now.get_untracked()).err())
    });
    let busy = RwSignal::new(false);
    let no_code = move || {
        let wants = matches!(form.action.get(), Action::Wipe(wipe) if wipe.unlock_code);
        wants && !form.code.with(|code| is_unlock_code(code))
    };
    let reason = move || {
        if tenant.workspace.held.with(Option::is_some) {
            Some(t!(i18n, "register-not-kept"))
        } else if no_code() {
            Some(t!(i18n, "ask-code-wrong"))
        } else {
            denied.get().map(|denied| words::denied(i18n, denied))
        }
    };
    let over = move || {
        denied
            .get()
            .filter(|denied| matches!(denied, Denied::Cap { .. } | Denied::Tripwire { .. }))
            .map(|denied| words::denied(i18n, denied))
    };
    let press = move |()| {
        // Pressed twice, it is asked once.
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let action = form.action.get_untracked();
        let targets = form.plan.get_untracked().can;
        let seqs: Vec<u32> = form.orders.with_value(|orders| {
            let is_asked = |device: &str| targets.iter().any(|target| target.device == device);
            orders.iter().filter(|(device, _)| is_asked(device)).map(|(_, seq)| *seq).collect()
        });
        let why = form.reason.get_untracked().trim().to_owned();
        let toasts = tenant.workspace.toasts;
        let done = move |kept: Option<usize>| {
            busy.set(false);
            let Some(kept) = kept else { return };
            view.asking.set(false);
            toasts.done(t!(i18n, "asked-kept", action = words::action_name(i18n, action), count = kept));
        };
        match form.given.get_value() {
            Given::New => order(tenant, targets, &remote(action, &form.code.get_untracked()), &why, done),
            Given::Again(_) => order_again(tenant, seqs, &why, done),
            Given::Released(_) => release_orders(tenant, seqs, why, done),
        }
    };
    let label = move || {
        let action = words::action_name(i18n, form.action.get());
        t!(i18n, "ask-confirm", action = action, count = count.get())
    };
    let later = move || {
        let connection = Connection::of(tenant);
        let id = if is_destructive { "ask-later-day" } else { "register-later" };
        (connection != Connection::Reachable).then(|| t!(i18n, id))
    };
    let is_held = form.given.with_value(|given| matches!(given, Given::Released(_)));
    let held = is_held.then(|| view! { <p>{t!(i18n, "ask-released")}</p> });
    view! {
        {held}
        <Show when=when(move || is_destructive)>
            {reason_field("ask-reason", form.reason)}
        </Show>
        {number_field("ask-typed", wanted, form.typed)}
        <p class="field-error" role="alert">{live(over)}</p>
        <p class="secondary">{live(later)}</p>
        <div class="dialog-actions">
            <Button
                label=Signal::derive(label)
                icon=icon(form.action.get_untracked())
                look=if is_destructive { Look::Danger } else { Look::Primary }
                reason=Signal::derive(reason)
                on_press=press
            />
            <Button label=i18n.signal("cancel") on_press=move |()| view.asking.set(false) />
        </div>
    }
    .into_any()
}
