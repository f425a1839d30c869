//! Changing what the set says: fixes, edits by hand, undo and redo.

use device_csv::{Cause, Code, Edit, Field, Fix, RowId};
use leptos::prelude::*;

use super::save_steps::{save_cursor, save_last_step};
use crate::workspace::Workspace;

/// Counts a change of the open set.
pub(super) fn raise(workspace: Workspace) {
    workspace.changes.update_value(|changes| *changes = changes.wrapping_add(1));
}

/// Makes edits as one step. Whether anything was changed. Of rows that are still arriving nothing can be kept: then it is said, and
/// nothing is changed.
pub fn change(workspace: Workspace, cause: Cause, edits: &[Edit]) -> bool {
    let arriving = workspace.arriving.get_untracked();
    let among = edits.iter().map(|edit| edit.row().file).find(|file| arriving.contains(file));
    if let Some(why) = among.and_then(|file| untrack(|| workspace.still_arriving(file))) {
        workspace.toasts.failed(why);
        return false;
    }
    let changed = workspace.set.try_update(|set| set.apply(cause, edits)).unwrap_or(false);
    if changed {
        raise(workspace);
        save_last_step(workspace);
    }
    changed
}

/// Applies one fix of a diagnostic.
pub fn apply_fix(workspace: Workspace, code: Code, fix: &Fix) -> bool {
    change(workspace, Cause::Fixed(code), &fix.edits)
}

/// Applies every fix that needs no look, as one step. Gives the number of changes.
pub fn apply_safe_fixes(workspace: Workspace) -> usize {
    if let Some(why) = untrack(|| workspace.any_arriving()) {
        workspace.toasts.failed(why);
        return 0;
    }
    let changes = workspace.set.try_update(device_csv::DeviceSet::apply_safe_fixes).unwrap_or(0);
    if changes > 0 {
        raise(workspace);
        save_last_step(workspace);
    }
    changes
}

/// The edits that give devices a value. Every row of a device gets it: a value that only the kept row had would be in
/// conflict with those of the others.
fn edits(workspace: Workspace, rows: &[RowId], field: Field, value: &str) -> Vec<Edit> {
    workspace.set.with_untracked(|set| {
        let of_device = |row: &RowId| match set.device_of(*row) {
            Some(device) if matches!(field, Field::GroupTag | Field::AssignedUser) => device.rows().collect(),
            _ => vec![*row],
        };
        rows.iter().flat_map(of_device).map(|row| Edit::Set { row, field, value: value.to_owned() }).collect()
    })
}

/// Gives devices, by their kept rows, values for fields. Whether anything was changed.
pub fn set_values(workspace: Workspace, cause: Cause, rows: &[RowId], values: &[(Field, String)]) -> bool {
    let edits: Vec<Edit> =
        values.iter().flat_map(|(field, value)| edits(workspace, rows, *field, value)).collect();
    change(workspace, cause, &edits)
}

/// Leaves devices out, or takes rows in again.
pub fn exclude(workspace: Workspace, cause: Cause, rows: &[RowId], excluded: bool) -> bool {
    let all: Vec<RowId> = workspace.set.with_untracked(|set| {
        rows.iter()
            .flat_map(|row| set.device_of(*row).map_or_else(|| vec![*row], |device| device.rows().collect()))
            .collect()
    });
    let edits: Vec<Edit> = all.into_iter().map(|row| Edit::Exclude { row, excluded }).collect();
    change(workspace, cause, &edits)
}

/// Takes the last step back.
pub fn undo(workspace: Workspace) {
    let before = workspace.set.with_untracked(|set| set.history().done().len());
    if workspace.set.try_update(device_csv::DeviceSet::undo).unwrap_or(false) {
        raise(workspace);
        save_cursor(workspace, before);
    }
}

/// Does the step again that was taken back last.
pub fn redo(workspace: Workspace) {
    let before = workspace.set.with_untracked(|set| set.history().done().len());
    if workspace.set.try_update(device_csv::DeviceSet::redo).unwrap_or(false) {
        raise(workspace);
        save_cursor(workspace, before);
    }
}
