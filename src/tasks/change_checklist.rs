//! Beginning checklists, ticking what is done, and putting them away.

use super::change_device::tell_failure;
use crate::tenant::Tenant;
use crate::wire::{Checklist, Mark};

/// Begins a checklist, unless it was begun already.
pub fn begin_checklist(tenant: Tenant, name: String, checklist: Checklist) {
    let Some(store) = tenant.workspace.store() else { return };
    tell_failure(tenant, async move {
        store.change_checklist(&name, move |old| old.unwrap_or_else(|| checklist.clone())).await
    });
}

/// Ticks things of a checklist, or with `None` takes the ticks back; what another tab has ticked meanwhile stays.
pub fn tick(tenant: Tenant, name: String, begun: Checklist, keys: Vec<String>, mark: Option<Mark>) {
    let Some(store) = tenant.workspace.store() else { return };
    tell_failure(tenant, async move {
        let change = move |old: Option<Checklist>| {
            let mut checklist = old.unwrap_or_else(|| begun.clone());
            for key in &keys {
                if !checklist.items.iter().any(|item| item.key == *key) {
                    checklist.items.extend(begun.items.iter().find(|item| item.key == *key).cloned());
                }
            }
            let wanted = |key: &String| keys.contains(key);
            checklist
                .items
                .iter_mut()
                .filter(|item| wanted(&item.key))
                .for_each(|item| item.done.clone_from(&mark));
            checklist
        };
        store.change_checklist(&name, change).await
    });
}

/// Puts a checklist away.
pub fn put_checklist_away(tenant: Tenant, name: String) {
    let Some(store) = tenant.workspace.store() else { return };
    tell_failure(tenant, async move { store.drop_checklist(&name).await });
}
