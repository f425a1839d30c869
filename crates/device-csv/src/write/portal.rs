//! Files that a portal takes: ASCII, CRLF, no quotes, the exact header, no more rows than one upload may hold.

use std::borrow::Cow;
use std::collections::HashSet;

use super::part::{HashRef, LINE_END, OutFile, Parts, RowsRef};
use crate::check::{is_plain, is_product_key_id};
use crate::{
    Code, Context, Device, DeviceSet, Diagnostic, Field, FileId, FileReport, HashForm, Row, RowId, Target,
    Values, clean,
};

/// What an export comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The files, in order; none where no device can be written.
    pub files: Vec<OutFile>,
    /// The rows that are written, in order.
    pub written: Vec<RowId>,
    /// The rows of the chosen devices that are not written, and why not.
    pub left_behind: Vec<LeftBehind>,
    /// How many written devices have a group tag for which the target's file has no column.
    pub group_tags_not_taken: usize,
    /// How many written devices have an assigned user for which the target's file has no column.
    pub users_not_taken: usize,
}

/// A row that is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The row.
    pub row: RowId,
    /// Why not.
    pub why: Why,
}

/// Why a row is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another row stands for the device: that one.
    Duplicate(RowId),
    /// These are wrong with it.
    Problems(Vec<Diagnostic>),
}

/// Plans the files for a target from chosen devices of a set, such as
/// `set.devices().filter(|device| filter.matches(&set, device))`.
///
/// Devices are judged by the rules of that target, whatever the set's own is. A device about which something is wrong
/// stays behind; so do the duplicates of those that go. Values are written [clean].
///
/// An empty serial is taken from the hash. Intune's last columns are left out where they would be empty, as in the files that the collection script makes:
/// *Assigned User* where no device has one, and *Group Tag* too where no device has either. A product id is written
/// only if it is a product key id.
#[must_use]
pub fn export<'a>(set: &DeviceSet, target: Target, devices: impl IntoIterator<Item = &'a Device>) -> Export {
    let (going, left_behind) = ready(set, target, devices);
    let written = going.iter().map(|(row, _)| row.id).collect();
    let mut export = Export { written, left_behind, ..Export::default() };
    let having = |field| going.iter().filter(|(_, values)| !values.clean(field).is_empty()).count();
    let (group_tags, users) = (having(Field::GroupTag), having(Field::AssignedUser));
    let columns: Vec<Field> = target
        .columns()
        .into_iter()
        .filter(|field| match field {
            Field::GroupTag => group_tags > 0 || users > 0,
            Field::AssignedUser => users > 0,
            _ => true,
        })
        .collect();
    if !columns.contains(&Field::GroupTag) {
        export.group_tags_not_taken = group_tags;
    }
    if !columns.contains(&Field::AssignedUser) {
        export.users_not_taken = users;
    }
    let commas: HashSet<FileId> =
        set.files().filter(|report| is_of_commas(report)).map(|report| report.id).collect();
    let digits = going.len().div_ceil(target.max_rows()).to_string().len().max(2);
    for (i, rows) in going.chunks(target.max_rows()).enumerate() {
        let name = format!("{}-{:0digits$}.csv", stem(target), i + 1);
        export.files.push(file(&commas, name, target, &columns, rows));
    }
    export
}

/// The devices that a target takes, each with its kept row and its values, and those that stay behind.
pub(super) fn ready<'s, 'd>(
    set: &'s DeviceSet,
    target: Target,
    devices: impl IntoIterator<Item = &'d Device>,
) -> (Vec<(&'s Row, Values<'s>)>, Vec<LeftBehind>) {
    let context = Context { target, ..set.context().clone() };
    let (mut going, mut left_behind) = (Vec::new(), Vec::new());
    for device in devices {
        let Some((row, values)) = set.row(device.row).zip(set.device_values(device)) else { continue };
        let problems = set.holding_up(device, &context);
        if problems.is_empty() {
            going.push((row, values));
        } else {
            left_behind.push(LeftBehind { row: row.id, why: Why::Problems(problems) });
        }
        let duplicate = |&row: &RowId| LeftBehind { row, why: Why::Duplicate(device.row) };
        left_behind.extend(device.others.iter().map(duplicate));
    }
    (going, left_behind)
}

fn stem(target: Target) -> &'static str {
    match target {
        Target::Intune => "autopilot",
        Target::PartnerCenter => "partner-center",
    }
}

/// Whether commas stand between the fields of all rows of a file.
fn is_of_commas(report: &FileReport) -> bool {
    report.delimiter == Some(',') && !report.diagnostics.iter().any(|found| found.code == Code::Delimiter)
}

/// `commas`: the files that have commas between fields.
fn file(
    commas: &HashSet<FileId>,
    name: String,
    target: Target,
    columns: &[Field],
    rows: &[(&Row, Values)],
) -> OutFile {
    let mut parts = Parts::default();
    let header: Vec<&str> = columns.iter().map(|field| field.header()).collect();
    parts.text(&header.join(","));
    for (row, values) in rows {
        let text = |field| {
            if target.writes(field, row.hash.is_some()) { written(field, row, values) } else { "".into() }
        };
        if let Some(as_it_stands) = as_it_stands(row, columns, text).filter(|_| commas.contains(&row.id.file))
        {
            parts.row(as_it_stands, row.line);
            continue;
        }
        parts.text(LINE_END);
        for (i, &field) in columns.iter().enumerate() {
            if i > 0 {
                parts.text(",");
            }
            match &row.hash {
                Some(hash) if field == Field::Hash => parts.hash(HashRef::of(row.id.file, hash)),
                _ => parts.text(&text(field)),
            }
        }
    }
    parts.text(LINE_END);
    OutFile { name, rows: rows.len(), parts: parts.finish() }
}

/// A row, if it stands in its file byte for byte as it is to be written. `text`: what is to be written of a field.
///
/// A field that has as many bytes as it has characters, all of them ASCII, was neither quoted nor changed. Between two fields that
/// are one byte apart stands the file's delimiter.
fn as_it_stands<'t>(row: &Row, columns: &[Field], text: impl Fn(Field) -> Cow<'t, str>) -> Option<RowsRef> {
    let hash = row.hash.as_ref().filter(|hash| hash.form == HashForm::Canonical)?;
    let mut next = row.range.start;
    for &field in columns {
        let range = if field == Field::Hash {
            hash.range
        } else {
            let (cell, wanted) = (row.cell(field)?, text(field));
            let is_so = cell.text == wanted && wanted.is_ascii() && cell.range.len() == wanted.len() as u64;
            Some(cell.range).filter(|_| is_so)?
        };
        if range.start != next {
            return None;
        }
        next = range.end + 1;
    }
    let is_whole = next == row.range.end + 1;
    is_whole.then_some(RowsRef { file: row.id.file, range: row.range, rows: 1, last_hash: hash.range })
}

/// The value of a field as it is written.
pub(super) fn written<'a>(field: Field, row: &'a Row, values: &Values<'a>) -> Cow<'a, str> {
    let value = values.clean(field);
    match field {
        Field::ProductId if !is_product_key_id(&value) => Cow::Borrowed(""),
        Field::Serial if value.is_empty() => {
            let in_hash = row.summary().map(|summary| clean(&summary.tuple.serial)).unwrap_or_default();
            if is_plain(&in_hash) { in_hash } else { value }
        }
        _ => value,
    }
}
