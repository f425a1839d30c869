//! All safe fixes at once.

use std::collections::{HashMap, HashSet};

use super::{Cause, Change, Device, DeviceSet};
use crate::order::sort_by_key;
use crate::{Code, Diagnostic, Edit, Field, Fix, RowId};

/// A fix can uncover another problem with a safe fix: a serial that is trimmed may turn out to lack its zeros. More
/// than a few rounds means that two fixes undo one another, which the tests rule out.
const ROUNDS: usize = 8;

/// The thing that an edit changes.
#[derive(PartialEq, Eq, Hash)]
enum Spot {
    Text(Field),
    Hash,
    Excluded,
}

impl DeviceSet {
    /// Every diagnostic that has a fix which can be applied unseen, with that fix.
    #[must_use]
    pub fn safe_fixes(&self) -> Vec<(Diagnostic, Fix)> {
        self.devices()
            .flat_map(Device::rows)
            .flat_map(|row| self.diagnostics_of(row))
            .filter_map(|diagnostic| {
                let fix = diagnostic.safe_fix()?.clone();
                Some((diagnostic, fix))
            })
            .collect()
    }

    /// Applies safe fixes until none is left, as one step. Gives the number of changes made.
    pub fn apply_safe_fixes(&mut self) -> usize {
        let mut changes = Vec::new();
        for _ in 0..ROUNDS {
            let made = self.round();
            if made.is_empty() {
                break;
            }
            let rows: Vec<RowId> = made.iter().map(|change| change.edit.row()).collect();
            self.groups.update(&self.table, &rows, &self.context);
            changes.extend(made);
        }
        let count = changes.len();
        self.record(Cause::SafeFixes, changes);
        count
    }

    /// Applies the safe fixes that there are now, but of those that change the same thing to something else only the
    /// first: the next round judges it anew.
    fn round(&mut self) -> Vec<Change> {
        let mut fixes: Vec<(Code, Fix)> =
            self.safe_fixes().into_iter().map(|(diagnostic, fix)| (diagnostic.code, fix)).collect();
        // Rows that are left out need no other fix.
        sort_by_key(&mut fixes, |(_, fix)| !fix.edits.iter().any(is_exclusion));
        let mut excluded = HashSet::new();
        let mut edited: HashMap<(RowId, Spot), Edit> = HashMap::new();
        let mut changes = Vec::new();
        for (code, fix) in fixes {
            let clashes = fix.edits.iter().any(|edit| {
                excluded.contains(&edit.row()) || edited.get(&spot(edit)).is_some_and(|other| other != edit)
            });
            if clashes {
                continue;
            }
            for edit in fix.edits {
                if is_exclusion(&edit) {
                    excluded.insert(edit.row());
                }
                if let Some(before) = self.table.make(&edit) {
                    changes.push(Change { edit: edit.clone(), before, code: Some(code) });
                }
                edited.insert(spot(&edit), edit);
            }
        }
        changes
    }
}

fn is_exclusion(edit: &Edit) -> bool {
    matches!(edit, Edit::Exclude { excluded: true, .. })
}

fn spot(edit: &Edit) -> (RowId, Spot) {
    match edit {
        Edit::Set { row, field, .. } => (*row, Spot::Text(*field)),
        Edit::AcceptHash { row, .. } => (*row, Spot::Hash),
        Edit::Exclude { row, .. } => (*row, Spot::Excluded),
    }
}
