//! The files of a set with their rows, and the edits that lie over them.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::order::sort_by;
use crate::values::slot;
use crate::{Edit, Field, FileId, FileReport, Row, RowId, Values};

/// A file and its rows.
pub(super) struct Source {
    pub report: FileReport,
    pub rows: Vec<Row>,
    /// The diagnostics of the report that are about one device row, by the row's number.
    notes: HashMap<u32, Vec<usize>>,
}

/// Room for no more rows is made before they come.
const MOST_EXPECTED: usize = 300_000;

/// What was changed in a row.
#[derive(Default, PartialEq, Eq)]
struct Overlay {
    texts: [Option<Box<str>>; 6],
    hash_accepted: bool,
    excluded: bool,
}

#[derive(Default)]
pub(super) struct Table {
    files: BTreeMap<FileId, Source>,
    /// Only rows that were changed have one.
    overlays: HashMap<RowId, Overlay>,
}

impl Table {
    pub fn insert(&mut self, report: FileReport, rows: Vec<Row>) {
        let mut notes: HashMap<u32, Vec<usize>> = HashMap::new();
        for (i, diagnostic) in report.diagnostics.iter().enumerate() {
            if let Some(row) = diagnostic.place.row {
                notes.entry(row.row).or_default().push(i);
            }
        }
        self.files.insert(report.id, Source { report, rows, notes });
    }

    /// Puts rows to a file of which nothing else is known; how many it had before.
    pub fn extend(&mut self, file: FileId, path: &str, rows: Vec<Row>, expected: usize) -> usize {
        let source = self.files.entry(file).or_insert_with(|| {
            let mut report = FileReport::unread(file);
            path.clone_into(&mut report.path);
            let mut room = Vec::new();
            // The first rows may be shorter than the others by far. Without room it is made as rows come.
            let _ = room.try_reserve(expected.min(MOST_EXPECTED));
            Source { report, rows: room, notes: HashMap::new() }
        });
        let before = source.rows.len();
        source.rows.extend(rows);
        source.report.rows = u32::try_from(source.rows.len()).unwrap_or(u32::MAX);
        before
    }

    /// Puts a report to the rows of its file; the rows that it speaks of.
    pub fn complete(&mut self, report: FileReport) -> Vec<RowId> {
        let told = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.place.row).collect();
        let rows = self.files.remove(&report.id).map(|source| source.rows).unwrap_or_default();
        self.insert(report, rows);
        told
    }

    pub fn remove(&mut self, file: FileId) -> bool {
        self.overlays.retain(|row, _| row.file != file);
        self.files.remove(&file).is_some()
    }

    pub fn source(&self, file: FileId) -> Option<&Source> {
        self.files.get(&file)
    }

    /// In the order of their ids.
    pub fn sources(&self) -> impl DoubleEndedIterator<Item = &Source> {
        self.files.values()
    }

    pub fn row(&self, id: RowId) -> Option<&Row> {
        self.files.get(&id.file)?.rows.get(id.row as usize)
    }

    /// What reading the file had to say about this row.
    pub fn notes(&self, id: RowId) -> impl Iterator<Item = &crate::Diagnostic> {
        let source = self.files.get(&id.file);
        let at = source.and_then(|source| source.notes.get(&id.row)).map_or(&[][..], Vec::as_slice);
        at.iter().filter_map(move |&i| source?.report.diagnostics.get(i))
    }

    pub fn values<'a>(&'a self, row: &'a Row) -> Values<'a> {
        let mut values = Values::of_row(row);
        if let Some(overlay) = self.overlays.get(&row.id) {
            for (value, changed) in values.texts.iter_mut().zip(&overlay.texts) {
                if let Some(changed) = changed {
                    *value = changed;
                }
            }
            values.hash_accepted = overlay.hash_accepted;
        }
        values
    }

    pub fn is_excluded(&self, id: RowId) -> bool {
        self.overlays.get(&id).is_some_and(|overlay| overlay.excluded)
    }

    /// Whether a text of the row was changed.
    pub fn is_edited(&self, id: RowId) -> bool {
        self.overlays.get(&id).is_some_and(|overlay| overlay.texts.iter().any(Option::is_some))
    }

    /// Rows left out, in order.
    pub fn excluded(&self) -> Vec<RowId> {
        let mut rows: Vec<RowId> =
            self.overlays.iter().filter(|(_, overlay)| overlay.excluded).map(|(&id, _)| id).collect();
        sort_by(&mut rows, Ord::cmp);
        rows
    }

    /// The edits that take a row back to what its file says.
    pub fn restoring(&self, id: RowId) -> Vec<Edit> {
        let (Some(row), Some(overlay)) = (self.row(id), self.overlays.get(&id)) else { return Vec::new() };
        let mut edits: Vec<Edit> = Field::TEXT
            .into_iter()
            .zip(&overlay.texts)
            .filter(|(_, changed)| changed.is_some())
            .map(|(field, _)| Edit::Set { row: id, field, value: row.text(field).to_owned() })
            .collect();
        if overlay.hash_accepted {
            edits.push(Edit::AcceptHash { row: id, accepted: false });
        }
        if overlay.excluded {
            edits.push(Edit::Exclude { row: id, excluded: false });
        }
        edits
    }

    /// Makes an edit and gives the edit that undoes it; `None` if it changes nothing or there is nothing to change.
    pub fn make(&mut self, edit: &Edit) -> Option<Edit> {
        let id = edit.row();
        let row = self.files.get(&id.file)?.rows.get(id.row as usize)?;
        let before = self.current(row, edit)?;
        if before == *edit {
            return None;
        }
        let overlay = self.overlays.entry(id).or_default();
        match edit {
            Edit::Set { field, value, .. } => {
                // A value equal to the file's is no change: restoring a row leaves no trace.
                let changed = (value != row.text(*field)).then(|| value.as_str().into());
                overlay.texts[slot(*field)?] = changed;
            }
            Edit::AcceptHash { accepted, .. } => overlay.hash_accepted = *accepted,
            Edit::Exclude { excluded, .. } => overlay.excluded = *excluded,
        }
        if *overlay == Overlay::default() {
            self.overlays.remove(&id);
        }
        Some(before)
    }

    /// The edit that would make a thing what it is now.
    fn current(&self, row: &Row, edit: &Edit) -> Option<Edit> {
        Some(match *edit {
            Edit::Set { row: id, field, .. } => {
                slot(field)?;
                Edit::Set { row: id, field, value: self.values(row).get(field).to_owned() }
            }
            Edit::AcceptHash { row: id, .. } => {
                Edit::AcceptHash { row: id, accepted: self.values(row).hash_accepted }
            }
            Edit::Exclude { row: id, .. } => Edit::Exclude { row: id, excluded: self.is_excluded(id) },
        })
    }
}
