//! The set as JSON, for programs.

use std::collections::{BTreeMap, HashMap};

use hardware_hash::Identity;
use serde::Serialize;

use super::utc::rfc3339;
use crate::{
    Arg, Change, Code, Device, DeviceSet, Diagnostic, Edit, Field, FileId, FileReport, HashSummary, RowId,
};

/// The version of the JSON that [`json`] writes.
pub const JSON_VERSION: u32 = 1;

#[derive(Serialize)]
struct SetJson<'a> {
    version: u32,
    target: &'static str,
    files: Vec<FileJson<'a>>,
    devices: Vec<DeviceJson>,
    diagnostics: Vec<DiagnosticJson>,
    excluded: Vec<PlaceJson>,
    steps: Vec<StepJson>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    path: &'a str,
    kind: &'static str,
    encoding: &'static str,
    delimiter: Option<char>,
    size: u64,
    rows: u32,
}

#[derive(Serialize)]
struct PlaceJson {
    file: usize,
    line: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeviceJson {
    #[serde(flatten)]
    place: PlaceJson,
    serial: String,
    manufacturer: String,
    model: String,
    group_tag: String,
    assigned_user: String,
    product_id: String,
    hash: Option<HashJson>,
    duplicates: Vec<PlaceJson>,
    exportable: bool,
    diagnostics: Vec<DiagnosticJson>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HashJson {
    serial: String,
    manufacturer: String,
    model: String,
    identity: Option<IdentityJson>,
    captured: Option<String>,
    os_build: Option<u16>,
    product_key_id: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum IdentityJson {
    EndorsementKey { sha256: String },
    Firmware { uuid: String, serial: String, manufacturer: String },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DiagnosticJson {
    rule: &'static str,
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    place: PlaceJson,
    column: Option<u32>,
    field: Option<&'static str>,
    args: BTreeMap<&'static str, ArgJson>,
    safe_fix: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ArgJson {
    Text(String),
    Number(i64),
}

#[derive(Serialize)]
struct StepJson {
    cause: &'static str,
    changes: Vec<ChangeJson>,
}

#[derive(Serialize)]
struct ChangeJson {
    #[serde(flatten)]
    place: PlaceJson,
    what: &'static str,
    from: String,
    to: String,
    code: Option<&'static str>,
    rule: Option<&'static str>,
}

/// Chosen devices of a set as JSON text, on lines and indented:
///
/// ```text
/// {
///   "version": 1,
///   "target": "intune",
///   "files": [{ "path", "kind", "encoding", "delimiter", "size", "rows" }],
///   "devices": [{
///     "file", "line",                  where the row stands that is kept: index in `files`, line from 1
///     "serial", "manufacturer", "model", "groupTag", "assignedUser", "productId",
///     "hash": {                        null: no hash, or one that can't be used
///       "serial", "manufacturer", "model",   to the letter, as the hash has them
///       "identity": { "kind": "endorsement-key", "sha256" }
///                 | { "kind": "firmware", "uuid", "serial", "manufacturer" } | null,
///       "captured",                    RFC 3339 in UTC, or null
///       "osBuild", "productKeyId"      or null
///     },
///     "duplicates": [{ "file", "line" }],
///     "exportable": true,              whether it is written to the target's file
///     "diagnostics": [diagnostic]
///   }],
///   "diagnostics": [diagnostic],       about files as a whole
///   "excluded": [{ "file", "line" }],  rows left out
///   "steps": [{                        what was done, oldest first
///     "cause": "fixed" | "safe-fixes" | "by-hand" | "bulk" | "restored",
///     "changes": [{ "file", "line", "what", "from", "to", "code", "rule" }]
///   }]
/// }
/// ```
/// A diagnostic is `{ "rule", "code", "severity", "file", "line", "column", "field", "args", "safeFix" }`: `line` and
/// `column` count from 1 in the file as it is, `args` are the values that its message names, `safeFix` says whether
/// it can be mended unseen. `what` is a field's key, `hash` (taken as repaired) or `excluded`, these two with `"true"`
/// and `"false"`. Keys are only added within a version; hashes and product keys are never in it.
///
/// # Panics
/// Never: strings and numbers can always be written.
#[must_use]
pub fn json<'a>(set: &DeviceSet, devices: impl IntoIterator<Item = &'a Device>) -> String {
    let places = Places::of(set);
    let value = SetJson {
        version: JSON_VERSION,
        target: set.context().target.key(),
        files: set.files().map(file).collect(),
        devices: devices.into_iter().map(|chosen| device(set, &places, chosen)).collect(),
        diagnostics: set.file_diagnostics().iter().map(|found| diagnostic(&places, found)).collect(),
        excluded: set.excluded().into_iter().map(|row| places.row(row)).collect(),
        steps: set
            .history()
            .done()
            .iter()
            .map(|step| StepJson {
                cause: step.cause.key(),
                changes: step.changes.iter().map(|done| change(&places, done)).collect(),
            })
            .collect(),
    };
    serde_json::to_string_pretty(&value).expect("strings and numbers can be written")
}

/// Where rows are, as the JSON says it.
struct Places<'a> {
    set: &'a DeviceSet,
    files: HashMap<FileId, usize>,
}

impl Places<'_> {
    fn of(set: &DeviceSet) -> Places<'_> {
        Places { set, files: set.files().enumerate().map(|(i, file)| (file.id, i)).collect() }
    }

    fn at(&self, file: FileId, line: Option<u32>) -> PlaceJson {
        PlaceJson { file: self.files.get(&file).copied().unwrap_or_default(), line }
    }

    fn row(&self, id: RowId) -> PlaceJson {
        self.at(id.file, self.set.row(id).map(|row| row.line))
    }
}

fn file(report: &FileReport) -> FileJson<'_> {
    FileJson {
        path: &report.path,
        kind: report.kind.key(),
        encoding: report.encoding.label(),
        delimiter: report.delimiter,
        size: report.size,
        rows: report.rows,
    }
}

fn device(set: &DeviceSet, places: &Places, device: &Device) -> DeviceJson {
    let known = |field| set.known(device, field).into_owned();
    let found = device.rows().flat_map(|row| set.diagnostics_of(row));
    DeviceJson {
        place: places.row(device.row),
        serial: known(Field::Serial),
        manufacturer: known(Field::Manufacturer),
        model: known(Field::Model),
        group_tag: known(Field::GroupTag),
        assigned_user: known(Field::AssignedUser),
        product_id: known(Field::ProductId),
        hash: set.row(device.row).and_then(|row| row.summary()).map(hash),
        duplicates: device.others.iter().map(|&row| places.row(row)).collect(),
        exportable: device.exportable,
        diagnostics: found.map(|found| diagnostic(places, &found)).collect(),
    }
}

fn hash(summary: &HashSummary) -> HashJson {
    HashJson {
        serial: summary.tuple.serial.clone(),
        manufacturer: summary.tuple.manufacturer.clone(),
        model: summary.tuple.model.clone(),
        identity: summary.identity.as_ref().map(|identity| match identity {
            Identity::EndorsementKey(digest) => IdentityJson::EndorsementKey { sha256: hexadecimal(digest) },
            Identity::Firmware { uuid, serial, manufacturer } => IdentityJson::Firmware {
                uuid: uuid.to_string(),
                serial: serial.clone(),
                manufacturer: manufacturer.clone(),
            },
        }),
        captured: summary.captured.map(rfc3339),
        os_build: summary.os_build,
        product_key_id: summary.product_key_id.clone(),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn diagnostic(places: &Places, found: &Diagnostic) -> DiagnosticJson {
    let arg = |arg: &Arg| match arg {
        Arg::Text(text) => ArgJson::Text(text.clone()),
        Arg::Number(number) => ArgJson::Number(*number),
        Arg::Time(time) => ArgJson::Text(rfc3339(*time)),
        Arg::Field(field) => ArgJson::Text(field.key().to_owned()),
    };
    DiagnosticJson {
        rule: found.rule().id(),
        code: found.code.key(),
        severity: found.severity.key(),
        place: places.at(found.place.file, found.place.line),
        column: found.place.column,
        field: found.place.field.map(Field::key),
        args: found.args.iter().map(|(name, value)| (*name, arg(value))).collect(),
        safe_fix: found.safe_fix().is_some(),
    }
}

fn change(places: &Places, change: &Change) -> ChangeJson {
    let (what, to) = said(&change.edit);
    let (_, from) = said(&change.before);
    ChangeJson {
        place: places.row(change.edit.row()),
        what,
        from,
        to,
        code: change.code.map(Code::key),
        rule: change.code.map(|code| code.rule().id()),
    }
}

/// What an edit changes, and to what.
fn said(edit: &Edit) -> (&'static str, String) {
    match edit {
        Edit::Set { field, value, .. } => (field.key(), value.clone()),
        Edit::AcceptHash { accepted, .. } => (Field::Hash.key(), accepted.to_string()),
        Edit::Exclude { excluded, .. } => ("excluded", excluded.to_string()),
    }
}
