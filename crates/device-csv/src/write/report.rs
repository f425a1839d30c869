//! The full report: every device with all that is known and said about it, for people.

use super::part::{HashRef, OutFile, Parts};
use super::quote::cell;
use crate::{Device, DeviceSet, Diagnostic, Field, Severity};

/// The words of a report, in the reader's language.
pub struct ReportWords<'a> {
    /// Headers of the columns that are not fields: when the hash was captured, how bad the worst problem is, the
    /// problems, the file, the line in it.
    pub headers: [&'a str; 5],
    /// The name of a severity; of [`None`]: nothing is wrong.
    pub status: &'a dyn Fn(Option<Severity>) -> String,
    /// What a diagnostic says.
    pub problem: &'a dyn Fn(&Diagnostic) -> String,
    /// A moment, seconds since 1970-01-01T00:00:00Z.
    pub time: &'a dyn Fn(i64) -> String,
}

/// The columns of fields before those with the words' headers.
const FIELDS: [Field; 6] = [
    Field::Serial,
    Field::Manufacturer,
    Field::Model,
    Field::GroupTag,
    Field::AssignedUser,
    Field::ProductId,
];

/// Plans the report of chosen devices: UTF-8 with a byte order mark, so that spreadsheets know it, comma, CRLF, a row
/// a device. A cell that a spreadsheet would run as a formula has an apostrophe before it.
///
/// With `hashes` there is a last column of hardware hashes, and the report can be read back: the headers of fields
/// are the portals', in every language.
#[must_use]
pub fn report<'a>(
    set: &DeviceSet,
    devices: impl IntoIterator<Item = &'a Device>,
    words: &ReportWords,
    hashes: bool,
) -> OutFile {
    let mut parts = Parts::default();
    let fields = FIELDS.iter().map(|field| field.header());
    let header: Vec<_> =
        fields.chain(words.headers).chain(hashes.then_some(Field::Hash.header())).map(cell).collect();
    parts.text("\u{feff}");
    parts.text(&header.join(","));
    parts.text("\r\n");
    let mut rows = 0;
    for device in devices {
        let cells = cells(set, device, words);
        let cells: Vec<_> = cells.iter().map(|value| cell(value)).collect();
        parts.text(&cells.join(","));
        if hashes {
            parts.text(",");
            let usable = set.row(device.row).filter(|row| row.summary().is_some());
            if let Some(hash) = usable.and_then(|row| row.hash.as_ref()) {
                parts.hash(HashRef::of(device.row.file, hash));
            }
        }
        parts.text("\r\n");
        rows += 1;
    }
    OutFile { name: "report.csv".to_owned(), rows, parts: parts.finish() }
}

fn cells(set: &DeviceSet, device: &Device, words: &ReportWords) -> Vec<String> {
    let captured = set.row(device.row).and_then(|row| row.summary()?.captured);
    let problems: Vec<String> =
        device.rows().flat_map(|row| set.diagnostics_of(row)).map(|d| (words.problem)(&d)).collect();
    let mut cells: Vec<String> = FIELDS.iter().map(|&field| set.known(device, field).into_owned()).collect();
    cells.push(captured.map(words.time).unwrap_or_default());
    cells.push((words.status)(device.severity()));
    cells.push(problems.join(" "));
    cells.push(set.file(device.row.file).map(|file| file.path.clone()).unwrap_or_default());
    cells.push(set.row(device.row).map(|row| row.line.to_string()).unwrap_or_default());
    cells
}
