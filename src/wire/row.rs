//! The record of a device row.

use device_csv::{ByteRange, Cell, FileId, Row, RowId};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, hash::HashRecord};

/// The record of a [`Row`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRecord {
    file: u32,
    row: u32,
    line: u32,
    start: u64,
    end: u64,
    cells: [Option<CellRecord>; 6],
    hash: Option<HashRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct CellRecord {
    text: String,
    start: u64,
    end: u64,
    line: u32,
    column: u32,
}

impl Wire for Row {
    type Record = RowRecord;

    fn to_record(&self) -> RowRecord {
        RowRecord {
            file: self.id.file.0,
            row: self.id.row,
            line: self.line,
            start: self.range.start,
            end: self.range.end,
            cells: self.cells.each_ref().map(|cell| cell.as_ref().map(cell_record)),
            hash: self.hash.as_ref().map(Wire::to_record),
        }
    }

    fn from_record(record: RowRecord) -> Result<Row, WireError> {
        Ok(Row {
            id: RowId { file: FileId(record.file), row: record.row },
            line: record.line,
            range: ByteRange { start: record.start, end: record.end },
            cells: record.cells.map(|cell| cell.map(cell_of)),
            hash: record.hash.map(Wire::from_record).transpose()?,
        })
    }
}

fn cell_record(cell: &Cell) -> CellRecord {
    CellRecord {
        text: cell.text.clone(),
        start: cell.range.start,
        end: cell.range.end,
        line: cell.line,
        column: cell.column,
    }
}

fn cell_of(record: CellRecord) -> Cell {
    Cell {
        text: record.text,
        range: ByteRange { start: record.start, end: record.end },
        line: record.line,
        column: record.column,
    }
}
