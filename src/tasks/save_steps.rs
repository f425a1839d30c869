//! Writing the history of changes to the store.

use device_csv::Step;
use leptos::prelude::*;

use super::report::report;
use crate::format;
use crate::store::{StoreError, Touch};
use crate::workspace::Workspace;

/// The set's dates and counts, now.
pub(super) fn touch(workspace: Workspace) -> Touch {
    let devices = workspace.set.with_untracked(|set| set.devices().count());
    Touch { now: format::now(), devices: u32::try_from(devices).unwrap_or(u32::MAX) }
}

/// Keeps the step that was made last.
pub(super) fn save_last_step(workspace: Workspace) {
    let (done, last) = workspace.set.with_untracked(|set| {
        let done = set.history().done();
        (done.len(), done.last().cloned())
    });
    if let Some(last) = last {
        save(workspace, done - 1, done - 1, vec![last], done);
    }
}

/// Keeps how many steps are in force: after undo and redo. `before`: how many were.
pub(super) fn save_cursor(workspace: Workspace, before: usize) {
    let (done, all) = workspace.set.with_untracked(|set| {
        let history = set.history();
        (history.done().len(), history.done().len() + history.undone().len())
    });
    save(workspace, before, all, Vec::new(), done);
}

fn save(workspace: Workspace, before: usize, from: usize, steps: Vec<Step>, cursor: usize) {
    let (Some(store), Some(id)) = (workspace.store(), workspace.id.get_untracked()) else { return };
    let touch = touch(workspace);
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    workspace.keep(async move {
        let expected = Some(number(before));
        match store.put_steps(id, expected, number(from), &steps, number(cursor), touch).await {
            Ok(()) => {}
            Err(StoreError::Conflict) => {
                report(workspace, StoreError::Conflict);
                // What is kept is what counts: this page shows it again.
                workspace.behind.set_value(true);
            }
            Err(error) => report(workspace, error),
        }
    });
}
