//! A device row as it stands in its file.

use hardware_hash::{Error, Finding, Identity, Repair, Tuple};

use crate::values::slot;
use crate::{ByteRange, Field, RowId};

/// A field's text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text as it stands, unquoted and decoded, not trimmed. Secrets in it are masked already.
    pub text: String,
    /// The raw bytes of the field in the file, quotes included.
    pub range: ByteRange,
    /// The physical line on which the field starts, from 1.
    pub line: u32,
    /// The number of the column in its row, from 1.
    pub column: u32,
}

/// How the bytes of a hash in the file relate to the 4000 characters that a portal wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashForm {
    /// The range is the canonical text, byte for byte: it can be copied as it is.
    Canonical,
    /// The range must be read, decoded from the file's encoding, and put through `hardware_hash::examine`.
    /// (UTF-16 files, wrapped or padded hashes, other alphabets.)
    Derived,
}

/// A hash where it stands, and what it says. The hash itself is never kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashCell {
    /// The raw bytes of the hash in the file. For a hash that was wrapped over several rows, all of them.
    pub range: ByteRange,
    /// The physical line on which it starts, from 1.
    pub line: u32,
    /// The number of the column in its row, from 1.
    pub column: u32,
    /// How the range becomes canonical text.
    pub form: HashForm,
    /// What was repaired to read it, in the order done. Empty when it was clean.
    pub repairs: Vec<Repair>,
    /// What it says, or why it can't be used.
    pub content: Result<HashSummary, Error>,
}

/// The part of a decoded hash that rules, merging and the grid need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashSummary {
    /// Which device this is; `None` where the hash names none that can be told apart.
    pub identity: Option<Identity>,
    /// Manufacturer, model and serial to the letter; blank markers are empty strings.
    pub tuple: Tuple,
    /// Capture time, seconds since 1970-01-01T00:00:00Z.
    pub captured: Option<i64>,
    /// 13 digits of tag 24, if there.
    pub product_key_id: Option<String>,
    /// Build number of the Windows that made it.
    pub os_build: Option<u16>,
    /// What is missing or unusual in it.
    pub findings: Vec<Finding>,
}

/// A device row as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: RowId,
    /// The physical line on which it starts, from 1.
    pub line: u32,
    /// The whole row in the file, without its line end.
    pub range: ByteRange,
    /// The text cells that the row has, by [`Field::TEXT`] order; `None`: the file has no such column.
    pub cells: [Option<Cell>; 6],
    /// The hash; `None`: no such column, or empty.
    pub hash: Option<HashCell>,
}

impl Row {
    /// The cell of a text field. `None` for [`Field::Hash`].
    #[must_use]
    pub fn cell(&self, field: Field) -> Option<&Cell> {
        self.cells[slot(field)?].as_ref()
    }

    /// The text of a field as it stands, empty when there is none.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.cell(field).map_or("", |cell| cell.text.as_str())
    }

    /// The same row, where that many device rows and lines of its file come before those that it was counted among.
    #[must_use]
    pub fn moved(mut self, rows: u32, lines: u32) -> Row {
        self.id.row = self.id.row.saturating_add(rows);
        self.line = self.line.saturating_add(lines);
        for cell in self.cells.iter_mut().flatten() {
            cell.line = cell.line.saturating_add(lines);
        }
        if let Some(hash) = &mut self.hash {
            hash.line = hash.line.saturating_add(lines);
        }
        self
    }

    /// What the hash says, if it can be used.
    #[must_use]
    pub fn summary(&self) -> Option<&HashSummary> {
        self.hash.as_ref()?.content.as_ref().ok()
    }
}
