//! A file that is to be written, in parts.

use crate::{ByteRange, FileId, HashCell, HashForm};

/// The line end that portals take.
pub(super) const LINE_END: &str = "\r\n";

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its name, without a folder: `autopilot-01.csv`.
    pub name: String,
    /// How many device rows it holds.
    pub rows: usize,
    /// Its content, in order. Neighbouring bytes are one part.
    pub parts: Vec<Part>,
}

/// A stretch of a file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The 4000 characters of the hash that stands there.
    Hash(HashRef),
    /// Rows that stand in their file as they are to be written.
    Rows(RowsRef),
}

impl Part {
    /// The source file that it is taken from.
    #[must_use]
    pub fn source(&self) -> Option<FileId> {
        match self {
            Part::Bytes(_) => None,
            Part::Hash(hash) => Some(hash.file),
            Part::Rows(rows) => Some(rows.file),
        }
    }
}

/// Rows that stand in a source file, one after the other, byte for byte as they are to be written: each with one [canonical]
/// hash, and CRLF between them.
///
/// [canonical]: HashForm::Canonical
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowsRef {
    /// The source file.
    pub file: FileId,
    /// From the first byte of the first row to the last one of the last, without its line end.
    pub range: ByteRange,
    /// How many rows there are.
    pub rows: usize,
    /// Where the hash of the last one is: to see whether the file is still what it was.
    pub last_hash: ByteRange,
}

/// A hash in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashRef {
    /// The source file.
    pub file: FileId,
    /// Its raw bytes there.
    pub range: ByteRange,
    /// Whether these are copied as they are, or read by [`hash_text`](crate::hash_text) and made canonical by
    /// [`hardware_hash::examine`].
    pub form: HashForm,
}

impl HashRef {
    pub(super) fn of(file: FileId, hash: &HashCell) -> HashRef {
        HashRef { file, range: hash.range, form: hash.form }
    }
}

/// Collects parts, joining bytes, and rows, that follow one another.
#[derive(Default)]
pub(super) struct Parts {
    parts: Vec<Part>,
    /// The physical line of the last row that was taken as it stands.
    line: u32,
}

impl Parts {
    pub fn text(&mut self, text: &str) {
        if let Some(Part::Bytes(bytes)) = self.parts.last_mut() {
            bytes.extend_from_slice(text.as_bytes());
        } else {
            self.parts.push(Part::Bytes(text.as_bytes().to_vec()));
        }
    }

    pub fn hash(&mut self, hash: HashRef) {
        self.parts.push(Part::Hash(hash));
    }

    /// Begins a row that stands on a line of its file as it is to be written, with the line end before it.
    pub fn row(&mut self, row: RowsRef, line: u32) {
        let follows = line == self.line.wrapping_add(1);
        self.line = line;
        if let Some(Part::Rows(rows)) = self.parts.last_mut()
            && rows.file == row.file
            // Two bytes in which one line ends, and no other: CRLF.
            && rows.range.end + 2 == row.range.start
            && follows
        {
            rows.range.end = row.range.end;
            rows.rows += row.rows;
            rows.last_hash = row.last_hash;
            return;
        }
        self.text(LINE_END);
        self.parts.push(Part::Rows(row));
    }

    pub fn finish(self) -> Vec<Part> {
        self.parts
    }
}
