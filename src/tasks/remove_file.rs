//! Taking a file out of the set.

use device_csv::FileId;
use leptos::prelude::*;

use super::change_values::raise;
use super::report::report;
use super::save_steps::touch;
use crate::workspace::Workspace;

/// Takes a file out of the open set, with the changes made to its rows. One that is still arriving stays: reading it is cancelled,
/// not this. Whether it was taken out.
pub fn remove_file(workspace: Workspace, file: FileId) -> bool {
    if let Some(why) = untrack(|| workspace.still_arriving(file)) {
        workspace.toasts.failed(why);
        return false;
    }
    if !workspace.set.try_update(|set| set.remove_file(file)).unwrap_or(false) {
        return false;
    }
    raise(workspace);
    workspace.sources.update(|sources| {
        sources.remove(&file);
    });
    let (Some(store), Some(id)) = (workspace.store(), workspace.id.get_untracked()) else { return true };
    let touch = touch(workspace);
    let (steps, cursor) = workspace.set.with_untracked(|set| {
        let history = set.history();
        let steps: Vec<_> = history.done().iter().chain(history.undone()).cloned().collect();
        (steps, u32::try_from(history.done().len()).unwrap_or(u32::MAX))
    });
    workspace.keep(async move {
        if let Err(error) = store.remove_file(id, file, (&steps, cursor), touch).await {
            report(workspace, error);
        }
    });
    true
}
