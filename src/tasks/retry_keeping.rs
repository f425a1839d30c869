//! Trying again to keep what could not be kept.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::t;
use crate::workspace::Workspace;

/// Tries again to write what is held in memory, and says how that went.
pub fn retry_keeping(workspace: Workspace) {
    spawn_local(async move {
        let Some(store) = workspace.store() else { return };
        match store.retry().await {
            Ok(()) => {
                workspace.held.set(None);
                workspace.toasts.done(t!(workspace.i18n, "storage-kept"));
            }
            Err(error) => workspace.held.set(Some(error)),
        }
    });
}
