//! Trying again to keep what could not be kept.

use leptos::prelude::*;

use crate::t;
use crate::workspace::Workspace;

/// Tries again to write what is held in memory, and says how that went.
pub fn retry_keeping(workspace: Workspace) {
    workspace.keep(async move {
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
