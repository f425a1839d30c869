//! Stretches of a table that are read apart from each other, and what they say together.
//!
//! Where a row starts can't be known for sure in the middle of a file: a line may be inside a quoted field, or go on with a
//! hash. So both sides look for a row that is *certain* by its looks ([`Layout::is_certain`](super::layout::Layout)): the
//! section behind a boundary begins with the first one, the section before it goes on to the first one. If they don't meet,
//! the one behind is void, and is read again from where the one before has ended.

use super::layout::Layout;
use super::notes::Notes;
use crate::{Arg, Code, Diagnostic, Encoding, Field, FileId, FileKind, FileReport, Place};

/// How the rows of a table are to be read, as far as it is known at one of its rows. With it, reading can begin there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearings {
    /// What the first bytes of the file say about its encoding.
    pub encoding: Encoding,
    /// What stands between fields.
    pub delimiter: u8,
    /// What the columns hold.
    pub columns: Vec<Option<Field>>,
    /// Delimiter and columns as they were found first: files that were put one after the other may change them.
    pub first: (u8, Vec<Option<Field>>),
    /// Whether each field has its label before it, as in the report of Configuration Manager.
    pub labelled: bool,
}

/// A run of blank rows that may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlankRun {
    /// From the first to the last of them.
    pub place: Place,
    /// How many they are.
    pub count: i64,
}

/// What was learnt from a stretch of a table beside its rows.
///
/// Rows and lines are counted from the section's own start, also in places and in the rows that it gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The byte of the file at which it begins.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
    /// Device rows.
    pub rows: u32,
    /// Physical lines.
    pub lines: u32,
    /// How rows are read behind it.
    pub bearings: Bearings,
    /// What is to be said about its form.
    pub diagnostics: Vec<Diagnostic>,
    /// Blank rows at its end.
    pub blank: Option<BlankRun>,
    /// Whether a quoted field was spoken of: the first of a file is.
    pub quoted: bool,
    /// The first row with bytes that are not UTF-8.
    pub not_utf8: Option<Place>,
    /// Whether there is UTF-8 beyond ASCII.
    pub multibyte: bool,
    /// The first row with zeros between letters, or that was dropped.
    pub damaged: Option<Place>,
    /// Whether halves of UTF-16 characters were replaced.
    pub halves: bool,
}

impl Section {
    pub(super) fn new(
        (start, end): (u64, u64),
        lines: u32,
        (layout, encoding): (Layout, Encoding),
        notes: Notes,
        halves: bool,
    ) -> Section {
        let rows = layout.rows();
        Section {
            start,
            end,
            rows,
            lines,
            bearings: layout.into_bearings(encoding),
            diagnostics: notes.diagnostics,
            blank: notes.blank,
            quoted: notes.quoted,
            not_utf8: notes.not_utf8,
            multibyte: notes.multibyte,
            damaged: notes.damaged,
            halves,
        }
    }

    /// Puts the section behind it to it.
    pub fn join(&mut self, next: Section) {
        let moved = |place: Place| place.moved(self.rows, self.lines);
        // The next one begins with a device, which ends a run of blank rows.
        if let Some(BlankRun { place, count }) = self.blank.take() {
            self.diagnostics.push(blank_rows(place, count));
        }
        let is_said = self.quoted;
        let diagnostics = next.diagnostics.into_iter();
        self.diagnostics.extend(
            diagnostics
                .filter(|diagnostic| !(is_said && diagnostic.code == Code::Quoted))
                .map(|diagnostic| Diagnostic { place: moved(diagnostic.place), ..diagnostic }),
        );
        self.blank = next.blank.map(|blank| BlankRun { place: moved(blank.place), ..blank });
        self.not_utf8 = self.not_utf8.or(next.not_utf8.map(moved));
        self.damaged = self.damaged.or(next.damaged.map(moved));
        self.quoted |= next.quoted;
        self.multibyte |= next.multibyte;
        self.halves |= next.halves;
        self.rows = self.rows.saturating_add(next.rows);
        self.lines = self.lines.saturating_add(next.lines);
        self.bearings = next.bearings;
        self.end = next.end;
    }

    /// What is to be said about a file that these are all rows of.
    #[must_use]
    pub fn report(self, id: FileId, path: String, size: u64) -> FileReport {
        let Bearings { encoding, first: (delimiter, columns), labelled, .. } = self.bearings;
        let mut notes = Notes {
            diagnostics: self.diagnostics,
            blank: self.blank,
            quoted: self.quoted,
            not_utf8: self.not_utf8,
            multibyte: self.multibyte,
            damaged: self.damaged,
        };
        notes.end_blank();
        if self.rows == 0 {
            notes.say(Code::FileWithoutDevices, Place::file(id), Vec::new());
        }
        let encoding = notes.encoding(encoding);
        notes.say_encoding(encoding, self.halves, Place::file(id));
        FileReport {
            id,
            path,
            size,
            kind: if labelled { FileKind::ReportExport } else { FileKind::Table },
            encoding,
            delimiter: (columns.len() > 1).then_some(char::from(delimiter)),
            columns,
            rows: self.rows,
            diagnostics: notes.into_diagnostics(),
        }
    }
}

/// What is said about a run of blank rows.
pub(super) fn blank_rows(place: Place, count: i64) -> Diagnostic {
    Diagnostic::new(Code::BlankRows, place, vec![("count", Arg::Number(count))])
}
