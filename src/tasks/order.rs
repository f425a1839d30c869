//! Asking managed devices to do something: what is asked is kept, and the worker sends it.

use graph::Remote;
use leptos::prelude::*;
use lifecycle::limits::CONFIRMATION_KEEPS;
use outbox::{Action, Intent, Order, Seen, State, destroys};

use super::change_device::tell_failure;
use super::register::new_intent;
use super::who::administrator;
use crate::components::explain_storage;
use crate::queries::Target;
use crate::store::StoreError;
use crate::sync::now;
use crate::t;
use crate::tenant::Tenant;

/// Asks devices to do something, an intent each: all of it is kept, or none. `reason` says why, for a second administrator; it may
/// be empty. `done` is called with whether it was kept.
pub fn order(
    tenant: Tenant,
    targets: Vec<Target>,
    remote: &Remote,
    reason: &str,
    done: impl FnOnce(bool) + 'static,
) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    // A device is known by its id at one service alone.
    let Some(server) = tenant.server.get_untracked() else { return };
    let expires = confirmed_until(remote);
    let intent = |Target { device, serial, name }| {
        let order = Order::new(&device, remote.clone());
        let order = Order { serial, name, expires, reason: reason.to_owned(), ..order };
        (new_intent(&server, Action::Order(order)), None)
    };
    let intents: Vec<(Intent, Option<web_sys::Blob>)> = targets.into_iter().map(intent).collect();
    let by = administrator(tenant);
    workspace.keep(async move {
        match store.add_intents(intents, &by).await {
            Ok(()) => done(true),
            Err(error) => {
                workspace.toasts.failed(explain_storage(workspace.i18n, &error));
                done(false);
            }
        }
    });
}

/// Asks once more for what an order wanted, as something new: of what failed nothing is left at the service. `done` is called with
/// whether that was kept.
pub fn order_again(tenant: Tenant, seq: u32, reason: String, done: impl FnOnce(bool) + 'static) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    let records = tenant.records.get_untracked();
    let Some(old) = records.intents.iter().find(|intent| intent.seq == seq).cloned() else { return };
    let Action::Order(order) = &old.action else { return };
    let reason = if reason.is_empty() { order.reason.clone() } else { reason };
    let expires = confirmed_until(&order.remote);
    // What was approved stays so until it is used or its time is over, whenever it is confirmed again.
    let approval = order.approval.clone().filter(|approval| approval.is_given && old.state == State::Expired);
    let order = Order { expires, reason, approval, seen: Seen::Nothing, ..order.clone() };
    let intent = new_intent(&old.server, Action::Order(order));
    let by = administrator(tenant);
    workspace.keep(async move {
        match store.retry_intent(&old, intent, None, &by).await {
            Ok(()) => done(true),
            // Another tab was first: the page shows it in a moment.
            Err(StoreError::Conflict) => done(false),
            Err(error) => {
                workspace.toasts.failed(explain_storage(workspace.i18n, &error));
                done(false);
            }
        }
    });
}

/// Says why something is asked for that a second administrator has to approve, and sends it again.
pub fn justify(tenant: Tenant, seq: u32, reason: String) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    let by = administrator(tenant);
    tell_failure(tenant, async move {
        if !store.justify_intent(seq, &reason, &by, now()).await? {
            workspace.toasts.failed(t!(workspace.i18n, "order-decided"));
        }
        Ok(())
    });
}

/// Until when it may be sent, as it is confirmed now.
fn confirmed_until(remote: &Remote) -> Option<i64> {
    destroys(remote).then(|| now() + CONFIRMATION_KEEPS * 1000)
}
