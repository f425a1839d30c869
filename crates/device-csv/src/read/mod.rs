//! From the bytes of a file, in chunks of any size, to device rows.
//!
//! In the order in which a byte meets them: `sniff` tells tables from markup and from what is no text; `encoding` makes
//! text; `frame` finds where rows end, and `wrap` puts a hash together that was broken over rows; `layout` decides
//! what a row is (with `glance`, `seeking`, `header`, `words`) and `device` what it says (with `split`, `columns`, `align`,
//! `hash`); `notes` gathers what is to be said. `oa3` reads the other kind of file. `section` puts stretches of a table together
//! that were read apart.
//!
//! No result depends on how the bytes were cut into chunks. What is kept of a file is the row that is being read, at
//! most [`frame::ROW_LIMIT`] and a little, and all of an XML report, at most [`oa3::LIMIT`].

mod align;
pub mod archive;
mod columns;
mod device;
#[cfg(test)]
mod differential;
mod encoding;
mod frame;
mod glance;
mod hash;
mod header;
mod layout;
mod line;
mod notes;
mod oa3;
mod plain;
mod plan;
mod section;
mod seeking;
mod sniff;
mod split;
mod table;
mod windows_1252;
mod words;
mod wrap;

pub use hash::hash_text;
pub use plan::{Fate, Plan, Task};
pub use section::{Bearings, BlankRun, Section};

use encoding::{Decoder, Unit, detect};
use oa3::Report;
use sniff::{Content, PREFIX, sniff};
use table::Table;

use crate::{Code, Diagnostic, Encoding, FileId, FileKind, FileReport, Place, Row};

/// Reads a file.
///
/// ```
/// use device_csv::{Field, FileId, Reader};
///
/// let mut reader = Reader::new(FileId(0), "devices.csv");
/// let mut rows = Vec::new();
/// reader.push(b"Manufacturer,Model,Serial Number\r\nConto", &mut rows);
/// reader.push(b"so,Book 1,1234\r\n", &mut rows);
/// let report = reader.finish(&mut rows);
/// assert_eq!(rows[0].text(Field::Manufacturer), "Contoso");
/// assert_eq!(report.rows, 1);
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    id: FileId,
    path: String,
    size: u64,
    limit: Option<u64>,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    /// Gathering the first bytes.
    Start(Vec<u8>),
    Table(Box<Table>),
    Report(Box<Report>),
    Binary,
}

impl Reader {
    /// A reader for a file. `path` is its name, with the folder or archive that it came from.
    #[must_use]
    pub fn new(id: FileId, path: &str) -> Reader {
        Reader { id, path: path.to_owned(), size: 0, limit: None, stage: Stage::Start(Vec::new()) }
    }

    /// The same, for the section of the file that ends before the first certain row that starts behind the byte `limit`. To
    /// be told before the first bytes.
    #[must_use]
    pub fn up_to(self, limit: u64) -> Reader {
        Reader { limit: Some(limit), ..self }
    }

    /// A reader for a section of a table that begins at the byte `start`; where `search` is set, with the first certain row that
    /// starts behind it. It ends before the first one that starts behind the byte `limit`, or with the file.
    #[must_use]
    pub fn within(id: FileId, bearings: &Bearings, start: u64, search: bool, limit: Option<u64>) -> Reader {
        let table = Table::within(id, bearings, start, search, limit);
        Reader { id, path: String::new(), size: 0, limit, stage: Stage::Table(Box::new(table)) }
    }

    /// How rows are to be read from here on; `None` while that isn't known, or where there are none.
    #[must_use]
    pub fn bearings(&self) -> Option<Bearings> {
        self.table()?.bearings()
    }

    /// Where the section's first row starts, once that is known.
    #[must_use]
    pub fn start(&self) -> Option<u64> {
        self.table()?.start()
    }

    /// Whether the section has ended: more bytes tell nothing.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.table().is_some_and(Table::is_over)
    }

    /// Ends a section, in its middle or, where it has not ended, with the file, which has that many bytes. Adds its last rows to
    /// `rows`. `None`: it holds no certain row, or is not of a table.
    pub fn end(self, size: u64, rows: &mut Vec<Row>) -> Option<Section> {
        let Stage::Table(table) = self.stage else { return None };
        table.end(size, rows)
    }

    fn table(&self) -> Option<&Table> {
        if let Stage::Table(table) = &self.stage { Some(table) } else { None }
    }

    /// Takes the next bytes of the file; adds the rows that they complete to `rows`.
    pub fn push(&mut self, mut chunk: &[u8], rows: &mut Vec<Row>) {
        self.size += chunk.len() as u64;
        if let Stage::Start(prefix) = &mut self.stage {
            let (head, rest) = chunk.split_at(chunk.len().min(PREFIX - prefix.len()));
            prefix.extend_from_slice(head);
            if prefix.len() < PREFIX {
                return;
            }
            self.decide(rows);
            chunk = rest;
        }
        self.stage.push(chunk, rows);
    }

    /// Ends the file: adds its last rows to `rows`, and returns what was learnt about it as a whole.
    pub fn finish(mut self, rows: &mut Vec<Row>) -> FileReport {
        if let Stage::Start(_) = self.stage {
            self.decide(rows);
        }
        match self.stage {
            Stage::Table(table) => table.finish(self.path, self.size, rows),
            Stage::Report(report) => report.finish(self.path, self.size, rows),
            Stage::Start(_) | Stage::Binary => FileReport {
                id: self.id,
                path: self.path,
                size: self.size,
                kind: FileKind::Unrecognised,
                encoding: Encoding::Ascii,
                delimiter: None,
                columns: Vec::new(),
                rows: 0,
                diagnostics: vec![Diagnostic::new(Code::FileBinary, Place::file(self.id), Vec::new())],
            },
        }
    }

    /// Decides what the file is, by its first bytes.
    fn decide(&mut self, rows: &mut Vec<Row>) {
        let Stage::Start(prefix) = std::mem::replace(&mut self.stage, Stage::Binary) else { return };
        let (encoding, mark) = detect(&prefix);
        let unit = Unit::of(encoding);
        let start = mark as u64;
        self.stage = match sniff(&prefix[mark..], unit) {
            Content::Binary => Stage::Binary,
            Content::Xml => {
                Stage::Report(Box::new(Report::new(self.id, encoding, Decoder::new(unit), start)))
            }
            Content::Text => {
                Stage::Table(Box::new(Table::new(self.id, encoding, Decoder::new(unit), start, self.limit)))
            }
        };
        self.stage.push(&prefix[mark..], rows);
    }
}

impl Stage {
    fn push(&mut self, chunk: &[u8], rows: &mut Vec<Row>) {
        match self {
            Stage::Table(table) => table.push(chunk, rows),
            Stage::Report(report) => report.push(chunk),
            Stage::Start(_) | Stage::Binary => {}
        }
    }
}
