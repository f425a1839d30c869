//! Saying that the store could not do something.

use leptos::prelude::*;

use crate::store::StoreError;
use crate::t;
use crate::workspace::Workspace;

/// What keeps the storage from keeping things stays on the page; what went wrong once is said once.
pub(super) fn report(workspace: Workspace, error: StoreError) {
    let Workspace { i18n, toasts, .. } = workspace;
    match error {
        StoreError::NoSuchSet => toasts.failed(t!(i18n, "storage-set-gone")),
        StoreError::Conflict => toasts.failed(t!(i18n, "storage-conflict")),
        StoreError::Damaged { what } => toasts.failed(t!(i18n, "storage-damaged", what = what)),
        storage => workspace.held.set(Some(storage)),
    }
}
