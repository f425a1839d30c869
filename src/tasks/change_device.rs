//! Changing registered devices, and what is noted of them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use outbox::{Action, Intent, Update};

use super::register::new_intent;
use super::who::administrator;
use crate::components::explain_storage;
use crate::store::StoreError;
use crate::sync::now;
use crate::t;
use crate::tenant::Tenant;
use crate::wire::Checks;

/// A group tag that a registered device is to get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTagChange {
    /// The device's Autopilot id.
    pub device: String,
    /// Its serial number, to show.
    pub serial: String,
    /// The group tag.
    pub tag: String,
}

/// Gives registered devices other group tags: all of it is kept, or none.
pub fn set_group_tags(tenant: Tenant, changes: Vec<GroupTagChange>) {
    let Some(server) = tenant.server.get_untracked() else { return };
    let Some(store) = tenant.workspace.store() else { return };
    let intent = |GroupTagChange { device, serial, tag }| -> (Intent, Option<web_sys::Blob>) {
        let update = Update { device, serial, group_tag: Some(tag), user: None };
        (new_intent(&server, Action::Update(update)), None)
    };
    let intents = changes.into_iter().map(intent).collect();
    tell_failure(tenant, async move { store.add_intents(intents, &administrator(tenant)).await });
}

/// Keeps something that is to be done, for the service that is named.
pub(super) fn keep_intent(tenant: Tenant, action: Action) {
    let Some(server) = tenant.server.get_untracked() else { return };
    let Some(store) = tenant.workspace.store() else { return };
    let intents = vec![(new_intent(&server, action), None)];
    tell_failure(tenant, async move { store.add_intents(intents, &administrator(tenant)).await });
}

/// Changes what a person has checked of a device.
pub fn change_checks(tenant: Tenant, device: String, change: impl Fn(&mut Checks) + 'static) {
    let Some(store) = tenant.workspace.store() else { return };
    tell_failure(tenant, async move { store.change_checks(&device, change).await });
}

/// Means an intent that was meant for another service for the one that is named now: it has moved.
pub fn move_intent(tenant: Tenant, seq: u32, from: String) {
    let Some(store) = tenant.workspace.store() else { return };
    let Some(to) = tenant.server.get_untracked() else { return };
    tell_failure(tenant, async move {
        store.move_intents(&[seq], &from, &to, &administrator(tenant), now()).await
    });
}

/// Takes intents back of which the service has done nothing.
pub fn withdraw(tenant: Tenant, seqs: Vec<u32>) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    tell_failure(tenant, async move {
        let taken = store.withdraw_intents(&seqs, &administrator(tenant), now()).await?;
        if taken < seqs.len() {
            let count = seqs.len() - taken;
            workspace.toasts.failed(t!(workspace.i18n, "withdraw-too-late", count = count));
        }
        Ok(())
    });
}

/// Has intents that came from a file sent from here, all in one transaction: a person says that nobody else sends them.
pub fn release(tenant: Tenant, seqs: Vec<u32>) {
    let Some(store) = tenant.workspace.store() else { return };
    tell_failure(tenant, async move {
        store.release_intents(&seqs, "", &administrator(tenant), now()).await.map(drop)
    });
}

/// Puts away intents to which nothing happens any more.
pub fn put_away(tenant: Tenant, seqs: Vec<u32>) {
    let Some(store) = tenant.workspace.store() else { return };
    tell_failure(tenant, async move { store.put_away_intents(&seqs).await });
}

pub(super) fn tell_failure(tenant: Tenant, work: impl Future<Output = Result<(), StoreError>> + 'static) {
    let workspace = tenant.workspace;
    spawn_local(async move {
        if let Err(error) = work.await {
            workspace.toasts.failed(explain_storage(workspace.i18n, &error));
        }
    });
}
