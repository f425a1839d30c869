//! Clearing everything on this computer.

use leptos::task::spawn_local;

use super::cancel_reading;
use super::manage_sets::{list_sets, show_new_set};
use super::report::report;
use crate::preferences;
use crate::t;
use crate::workspace::Workspace;

/// Deletes every set and every choice, and says so.
pub fn clear_everything(workspace: Workspace) {
    let Workspace { i18n, toasts, .. } = workspace;
    cancel_reading(workspace);
    spawn_local(async move {
        let Some(store) = workspace.store() else { return };
        match store.clear_everything().await {
            Ok(()) => {
                preferences::clear();
                show_new_set(workspace);
                list_sets(workspace).await;
                toasts.done(t!(i18n, "settings-cleared"));
            }
            Err(error) => report(workspace, error),
        }
    });
}
