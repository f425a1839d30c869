//! The confirmation.

use leptos::prelude::*;
use lifecycle::action::is_unlock_code;
use lifecycle::budget::{Budget, Denied, to_type};

use super::view::{GoalForm, RemoveView, use_remove_view};
use crate::components::{Button, Icon, Look, live, number_field, reason_field};
use crate::i18n::use_i18n;
use crate::pages::devices::use_tenant_view;
use crate::pages::manage::{denied as denied_words, tripwire};
use crate::queries::{RemovalTarget, budget, check_removals};
use crate::t;
use crate::tasks::{Departure, remove_devices};
use crate::tenant::{Tenant, use_tenant};

/// The reason for a second administrator, the number to type, and the button.
pub fn view() -> AnyView {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_remove_view());
    let now = use_tenant_view().now;
    let count = Memo::new(move |_| view.plan.with(|plan| plan.can.len()));
    let wanted = move || to_type(count.get());
    // What is typed changes neither what was asked for today nor what the plans ask for.
    let budget = Memo::new(move |_| {
        let server = tenant.server.get();
        tenant.records.with(|records| budget(records, server.as_deref(), tripwire(), now.get()))
    });
    let denied = Memo::new(move |_| {
        let check = |budget: &Budget| {
            view.plan.with(|plan| {
                view.typed.with(|typed| check_removals(budget, plan, typed, now.get_untracked()))
            })
        };
        budget.with(check).err()
    });
    let reason = move || {
        if tenant.workspace.held.with(Option::is_some) {
            Some(t!(i18n, "register-not-kept"))
        } else if view.busy.get() {
            Some(t!(i18n, "remove-busy"))
        } else if view.without_groups.with(|(reading, _)| *reading > 0) {
            let (count, _) = view.without_groups.get();
            Some(t!(i18n, "remove-groups-reading", count = count))
        } else if view.form.with(GoalForm::has_code) && !view.code.with(|code| is_unlock_code(code)) {
            Some(t!(i18n, "ask-code-wrong"))
        } else {
            denied.get().map(|denied| denied_words(i18n, denied))
        }
    };
    let over = move || {
        denied
            .get()
            .filter(|denied| matches!(denied, Denied::Cap { .. } | Denied::Tripwire { .. }))
            .map(|denied| denied_words(i18n, denied))
    };
    let press = move |()| {
        view.busy.set(true);
        confirm(tenant, view);
    };
    view! {
        <section class="card no-print remove-confirm" aria-label=i18n.says("remove-confirm-head")>
            <h2>{i18n.says("remove-confirm-head")}</h2>
            {reason_field("remove-reason", view.reason)}
            {number_field("remove-typed", wanted, view.typed)}
            <p class="field-error" role="alert">{live(over)}</p>
            <p class="secondary">{i18n.says("remove-confirm-hint")}</p>
            <Button
                label=Signal::derive(move || t!(i18n, "remove-confirm", count = count.get()))
                icon=Icon::Delete
                look=Look::Danger
                reason=Signal::derive(reason)
                on_press=press
            />
        </section>
    }
    .into_any()
}

/// Keeps what is planned. What is kept is no longer chosen; what couldn't be, stays so.
fn confirm(tenant: Tenant, view: RemoveView) {
    let i18n = tenant.workspace.i18n;
    let plan = view.plan.get_untracked();
    let code = view.form.with_untracked(GoalForm::has_code).then(|| view.code.get_untracked());
    let departure = |target: &RemovalTarget| Departure {
        name: target.name.clone(),
        plan: target.plan.clone(),
        unlock_code: code.clone(),
    };
    let departures: Vec<Departure> = plan.can.iter().map(departure).collect();
    let reason = view.reason.get_untracked().trim().to_owned();
    let toasts = tenant.workspace.toasts;
    let kept = move |records: Vec<lifecycle::removal::RecordRef>| {
        // One whose first record is gone was planned by another.
        let kept = view.stay.get_untracked().with_any(&records.into_iter().collect());
        view.chosen.update(|chosen| chosen.retain(|at| !kept.contains(at)));
        view.typed.set(String::new());
    };
    remove_devices(tenant, departures, reason, kept, move |outcome| {
        view.busy.set(false);
        if let Some(count) = outcome {
            view.reason.set(String::new());
            view.code.set(String::new());
            view.form.set(GoalForm::default());
            toasts.done(t!(i18n, "remove-kept", count = count));
        }
    });
}
