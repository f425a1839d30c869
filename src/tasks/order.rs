//! Asking managed devices to do something: what is asked is kept, and the worker sends it.

use std::collections::HashSet;

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
/// be empty. `done` is called with how many are asked; `None`: nothing was kept.
pub fn order(
    tenant: Tenant,
    targets: Vec<Target>,
    remote: &Remote,
    reason: &str,
    done: impl FnOnce(Option<usize>) + 'static,
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
        let count = intents.len();
        done(kept(tenant, store.add_intents(intents, &by).await.map(|()| count)));
    });
}

/// Asks once more for what orders wanted, as something new, all in one transaction: of what failed nothing is left at the service. An
/// empty `reason` leaves each its own. Those that another tab has asked for once more are left out. `done` is called with how many
/// are asked; `None`: nothing was kept.
pub fn order_again(tenant: Tenant, seqs: Vec<u32>, reason: &str, done: impl FnOnce(Option<usize>) + 'static) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    let again = |old: &Intent| {
        let Action::Order(order) = &old.action else { return None };
        let reason = if reason.is_empty() { order.reason.clone() } else { reason.to_owned() };
        let expires = confirmed_until(&order.remote);
        // What was approved stays so until it is used or its time is over, whenever it is confirmed again.
        let approval =
            order.approval.clone().filter(|approval| approval.is_given && old.state == State::Expired);
        let order = Order { expires, reason, approval, seen: Seen::Nothing, ..order.clone() };
        Some((old.clone(), new_intent(&old.server, Action::Order(order))))
    };
    let wanted: HashSet<u32> = seqs.into_iter().collect();
    let pairs: Vec<(Intent, Intent)> = tenant.records.with_untracked(|records| {
        let wanted = records.intents.iter().filter(|intent| wanted.contains(&intent.seq));
        wanted.filter_map(again).collect()
    });
    let by = administrator(tenant);
    workspace.keep(async move {
        done(kept(tenant, store.retry_intents(pairs, &by).await));
    });
}

/// Has orders that came out of a file sent from here, all in one transaction: a person has seen them, and says that nobody else sends
/// them. `done` is called with how many are; `None`: nothing was kept.
pub fn release_orders(
    tenant: Tenant,
    seqs: Vec<u32>,
    reason: String,
    done: impl FnOnce(Option<usize>) + 'static,
) {
    let Some(store) = tenant.workspace.store() else { return };
    let by = administrator(tenant);
    tenant.workspace.keep(async move {
        done(kept(tenant, store.release_intents(&seqs, &reason, &by, now()).await));
    });
}

/// How many were kept; a failure is told.
fn kept(tenant: Tenant, outcome: Result<usize, StoreError>) -> Option<usize> {
    let workspace = tenant.workspace;
    outcome.map_err(|error| workspace.toasts.failed(explain_storage(workspace.i18n, &error))).ok()
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
