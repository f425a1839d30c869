//! The record of a diagnostic.

use device_csv::{Arg, ByteRange, Code, Diagnostic, Field, FileId, Fix, Place, RowId, Severity};
use serde::{Deserialize, Serialize};

use super::{
    Wire, WireError,
    edit::EditRecord,
    from_records,
    names::{FieldRecord, SeverityRecord},
    to_records,
};

/// The record of a [`Diagnostic`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticRecord {
    code: String,
    severity: SeverityRecord,
    place: PlaceRecord,
    args: Vec<(String, ArgRecord)>,
    fixes: Vec<FixRecord>,
}

/// The record of a [`Place`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRecord {
    file: u32,
    row: Option<(u32, u32)>,
    line: Option<u32>,
    column: Option<u32>,
    field: Option<FieldRecord>,
    range: Option<(u64, u64)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum ArgRecord {
    Text(String),
    Number(i64),
    Time(i64),
    Field(FieldRecord),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FixRecord {
    edits: Vec<EditRecord>,
    safe: bool,
}

impl Wire for Diagnostic {
    type Record = DiagnosticRecord;

    fn to_record(&self) -> DiagnosticRecord {
        DiagnosticRecord {
            code: self.code.to_record(),
            severity: self.severity.to_record(),
            place: place_record(&self.place),
            args: self.args.iter().map(|(name, arg)| ((*name).to_owned(), arg_record(arg))).collect(),
            fixes: self
                .fixes
                .iter()
                .map(|fix| FixRecord { edits: to_records(&fix.edits), safe: fix.safe })
                .collect(),
        }
    }

    fn from_record(record: DiagnosticRecord) -> Result<Diagnostic, WireError> {
        let code = Code::from_record(record.code)?;
        Ok(Diagnostic {
            code,
            severity: Severity::from_record(record.severity)?,
            place: place_of(record.place)?,
            args: record
                .args
                .into_iter()
                .map(|(name, arg)| Ok((arg_name(code, &name)?, arg_of(arg)?)))
                .collect::<Result<_, WireError>>()?,
            fixes: record
                .fixes
                .into_iter()
                .map(|fix| Ok(Fix { edits: from_records(fix.edits)?, safe: fix.safe }))
                .collect::<Result<_, WireError>>()?,
        })
    }
}

pub(super) fn place_record(place: &Place) -> PlaceRecord {
    let Place { file, row, line, column, field, range } = *place;
    PlaceRecord {
        file: file.0,
        row: row.map(|id| (id.file.0, id.row)),
        line,
        column,
        field: field.as_ref().map(Wire::to_record),
        range: range.map(|range| (range.start, range.end)),
    }
}

pub(super) fn place_of(record: PlaceRecord) -> Result<Place, WireError> {
    Ok(Place {
        file: FileId(record.file),
        row: record.row.map(|(file, row)| RowId { file: FileId(file), row }),
        line: record.line,
        column: record.column,
        field: record.field.map(Field::from_record).transpose()?,
        range: record.range.map(|(start, end)| ByteRange { start, end }),
    })
}

/// The code's own copy of an argument's name.
fn arg_name(code: Code, name: &str) -> Result<&'static str, WireError> {
    code.args().iter().copied().find(|known| *known == name).ok_or(WireError::Damaged)
}

fn arg_record(arg: &Arg) -> ArgRecord {
    match arg {
        Arg::Text(text) => ArgRecord::Text(text.clone()),
        Arg::Number(number) => ArgRecord::Number(*number),
        Arg::Time(seconds) => ArgRecord::Time(*seconds),
        Arg::Field(field) => ArgRecord::Field(field.to_record()),
    }
}

fn arg_of(record: ArgRecord) -> Result<Arg, WireError> {
    Ok(match record {
        ArgRecord::Text(text) => Arg::Text(text),
        ArgRecord::Number(number) => Arg::Number(number),
        ArgRecord::Time(seconds) => Arg::Time(seconds),
        ArgRecord::Field(field) => Arg::Field(Field::from_record(field)?),
    })
}
