//! The record of what was learnt about a file as a whole.

use device_csv::{Encoding, FileId, FileKind, FileReport};
use serde::{Deserialize, Serialize};

use super::{
    Wire, WireError,
    diagnostic::DiagnosticRecord,
    from_records,
    names::{ColumnRecords, EncodingRecord, FileKindRecord, column_records, columns_of},
    to_records,
};

/// The record of a [`FileReport`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRecord {
    id: u32,
    path: String,
    size: u64,
    kind: FileKindRecord,
    encoding: EncodingRecord,
    delimiter: Option<char>,
    columns: ColumnRecords,
    rows: u32,
    diagnostics: Vec<DiagnosticRecord>,
}

impl Wire for FileReport {
    type Record = ReportRecord;

    fn to_record(&self) -> ReportRecord {
        ReportRecord {
            id: self.id.0,
            path: self.path.clone(),
            size: self.size,
            kind: self.kind.to_record(),
            encoding: self.encoding.to_record(),
            delimiter: self.delimiter,
            columns: column_records(&self.columns),
            rows: self.rows,
            diagnostics: to_records(&self.diagnostics),
        }
    }

    fn from_record(record: ReportRecord) -> Result<FileReport, WireError> {
        Ok(FileReport {
            id: FileId(record.id),
            path: record.path,
            size: record.size,
            kind: FileKind::from_record(record.kind)?,
            encoding: Encoding::from_record(record.encoding)?,
            delimiter: record.delimiter,
            columns: columns_of(record.columns)?,
            rows: record.rows,
            diagnostics: from_records(record.diagnostics)?,
        })
    }
}
