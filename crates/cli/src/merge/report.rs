//! The report of a merge.

use std::path::Path;

use device_csv::{DeviceSet, Part, ReportWords, json, report};

use crate::voice::{Voice, moment};

/// What a report of that name holds: JSON, or CSV for people. Hashes are not in it: it is made to be passed around.
pub fn parts(path: &Path, set: &DeviceSet, voice: &Voice) -> Vec<Part> {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        let mut text = json(set, set.devices());
        text.push('\n');
        return vec![Part::Bytes(text.into_bytes())];
    }
    let headers = [
        "cli-report-captured",
        "cli-report-status",
        "cli-report-problems",
        "cli-report-file",
        "cli-report-line",
    ]
    .map(|id| voice.text(id, &[]));
    let words = ReportWords {
        headers: headers.each_ref().map(String::as_str),
        status: &|severity| match severity {
            Some(severity) => voice.severity(severity),
            None => voice.text("cli-report-ready", &[]),
        },
        problem: &|found| voice.diagnostic(found),
        time: &moment,
    };
    report(set, set.devices(), &words, false).parts
}
