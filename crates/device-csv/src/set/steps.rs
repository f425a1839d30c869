//! Doing, undoing and doing again.

use super::{Cause, Change, DeviceSet, History, Step};
use crate::secret::mask;
use crate::{Edit, RowId};

impl DeviceSet {
    /// Makes edits as one step, which [`undo`](DeviceSet::undo) takes back. Edits that change nothing, or rows that
    /// are not there, are passed over; a product key that somebody types is hidden. Whether anything was changed.
    pub fn apply(&mut self, cause: Cause, edits: &[Edit]) -> bool {
        let code = if let Cause::Fixed(code) = cause { Some(code) } else { None };
        let mut changes = Vec::new();
        for edit in edits {
            let mut edit = edit.clone();
            if let Edit::Set { value, .. } = &mut edit {
                *value = mask(value).into_owned();
            }
            if let Some(before) = self.table.make(&edit) {
                changes.push(Change { edit, before, code });
            }
        }
        self.record(cause, changes)
    }

    /// Takes rows back to what their files say, as one step. Whether anything was changed.
    pub fn restore(&mut self, rows: &[RowId]) -> bool {
        let edits: Vec<Edit> = rows.iter().flat_map(|&row| self.table.restoring(row)).collect();
        self.apply(Cause::Restored, &edits)
    }

    /// Takes the last step back. Whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.history.back() else { return false };
        let mut rows = Vec::with_capacity(step.changes.len());
        for change in step.changes.iter().rev() {
            self.table.make(&change.before);
            rows.push(change.edit.row());
        }
        self.groups.update(&self.table, &rows, &self.context);
        true
    }

    /// Does the step again that was taken back last. Whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.history.forth() else { return false };
        let mut rows = Vec::with_capacity(step.changes.len());
        for change in &step.changes {
            self.table.make(&change.edit);
            rows.push(change.edit.row());
        }
        self.groups.update(&self.table, &rows, &self.context);
        true
    }

    /// What was done, and undone.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    pub(super) fn record(&mut self, cause: Cause, changes: Vec<Change>) -> bool {
        if changes.is_empty() {
            return false;
        }
        let rows: Vec<RowId> = changes.iter().map(|change| change.edit.row()).collect();
        self.groups.update(&self.table, &rows, &self.context);
        self.history.push(Step { cause, changes });
        true
    }
}
