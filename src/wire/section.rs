//! The records of what several workers tell each other that read one file.

use device_csv::{Bearings, BlankRun, Section, Task};
use serde::{Deserialize, Serialize};

use super::{
    Wire, WireError,
    diagnostic::{DiagnosticRecord, PlaceRecord, place_of, place_record},
    from_records,
    names::{ColumnRecords, EncodingRecord, column_records, columns_of},
    to_records,
};

/// The record of [`Bearings`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BearingsRecord {
    encoding: EncodingRecord,
    delimiter: u8,
    columns: ColumnRecords,
    first: (u8, ColumnRecords),
    labelled: bool,
}

/// The record of a [`Task`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRecord {
    id: u32,
    from: u64,
    search: bool,
    limit: Option<u64>,
    bearings: Option<BearingsRecord>,
}

/// The record of a [`Section`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRecord {
    start: u64,
    end: u64,
    rows: u32,
    lines: u32,
    bearings: BearingsRecord,
    diagnostics: Vec<DiagnosticRecord>,
    blank: Option<(PlaceRecord, i64)>,
    quoted: bool,
    not_utf8: Option<PlaceRecord>,
    multibyte: bool,
    damaged: Option<PlaceRecord>,
    halves: bool,
}

impl Wire for Bearings {
    type Record = BearingsRecord;

    fn to_record(&self) -> BearingsRecord {
        BearingsRecord {
            encoding: self.encoding.to_record(),
            delimiter: self.delimiter,
            columns: column_records(&self.columns),
            first: (self.first.0, column_records(&self.first.1)),
            labelled: self.labelled,
        }
    }

    fn from_record(record: BearingsRecord) -> Result<Bearings, WireError> {
        Ok(Bearings {
            encoding: Wire::from_record(record.encoding)?,
            delimiter: record.delimiter,
            columns: columns_of(record.columns)?,
            first: (record.first.0, columns_of(record.first.1)?),
            labelled: record.labelled,
        })
    }
}

impl Wire for Task {
    type Record = TaskRecord;

    fn to_record(&self) -> TaskRecord {
        TaskRecord {
            id: self.id,
            from: self.from,
            search: self.search,
            limit: self.limit,
            bearings: self.bearings.as_ref().map(Wire::to_record),
        }
    }

    fn from_record(record: TaskRecord) -> Result<Task, WireError> {
        Ok(Task {
            id: record.id,
            from: record.from,
            search: record.search,
            limit: record.limit,
            bearings: record.bearings.map(Wire::from_record).transpose()?,
        })
    }
}

impl Wire for Section {
    type Record = SectionRecord;

    fn to_record(&self) -> SectionRecord {
        SectionRecord {
            start: self.start,
            end: self.end,
            rows: self.rows,
            lines: self.lines,
            bearings: self.bearings.to_record(),
            diagnostics: to_records(&self.diagnostics),
            blank: self.blank.map(|BlankRun { place, count }| (place_record(&place), count)),
            quoted: self.quoted,
            not_utf8: self.not_utf8.as_ref().map(place_record),
            multibyte: self.multibyte,
            damaged: self.damaged.as_ref().map(place_record),
            halves: self.halves,
        }
    }

    fn from_record(record: SectionRecord) -> Result<Section, WireError> {
        let blank = record.blank.map(|(place, count)| Ok(BlankRun { place: place_of(place)?, count }));
        let place = |record: Option<PlaceRecord>| record.map(place_of).transpose();
        Ok(Section {
            start: record.start,
            end: record.end,
            rows: record.rows,
            lines: record.lines,
            bearings: Bearings::from_record(record.bearings)?,
            diagnostics: from_records(record.diagnostics)?,
            blank: blank.transpose()?,
            quoted: record.quoted,
            not_utf8: place(record.not_utf8)?,
            multibyte: record.multibyte,
            damaged: place(record.damaged)?,
            halves: record.halves,
        })
    }
}
