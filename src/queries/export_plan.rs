//! What an export comes to: the files, and what stays behind and why.

use std::collections::{BTreeSet, HashMap};

use device_csv::order::sort_by_key;
use device_csv::{Code, Device, DeviceSet, Diagnostic, FileId, OutFile, Part, RowId, Severity, Why};
use device_csv::{ReportWords, export, json, report};
use messages::Messages;

use crate::format;
use crate::tasks::Format;

/// What an export comes to.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files, in order.
    pub files: Vec<OutFile>,
    /// The devices in them.
    pub rows: usize,
    /// The devices that stay behind, by their kept rows.
    pub left: Vec<RowId>,
    /// Why they do: a diagnostic of each kind that holds devices up, and how many it holds up, the most first.
    pub reasons: Vec<(Diagnostic, usize)>,
    /// Values that the format has no column for.
    pub dropped_values: usize,
}

/// Plans the export of devices by their kept rows, in that order. Messages are needed for the words of the report.
#[must_use]
pub fn plan_export(set: &DeviceSet, messages: &Messages, format: Format, rows: &[RowId]) -> Plan {
    let kept = |row: &RowId| set.device_of(*row).filter(|device| device.row == *row);
    let devices: Vec<&Device> = rows.iter().filter_map(kept).collect();
    match format {
        Format::Portal(target) => {
            let plan = export(set, target, devices);
            let mut left = Vec::new();
            let mut reasons: HashMap<Code, (Diagnostic, usize)> = HashMap::new();
            for behind in plan.left_behind {
                let Why::Problems(problems) = behind.why else { continue };
                left.push(behind.row);
                // A device with the same problem twice is still one device.
                let mut kinds: HashMap<Code, Diagnostic> = HashMap::new();
                kinds.extend(problems.into_iter().map(|problem| (problem.code, problem)));
                for (code, problem) in kinds {
                    reasons.entry(code).or_insert((problem, 0)).1 += 1;
                }
            }
            let mut reasons: Vec<(Diagnostic, usize)> = reasons.into_values().collect();
            sort_by_key(&mut reasons, |(problem, count)| (std::cmp::Reverse(*count), problem.code));
            Plan {
                rows: plan.written.len(),
                files: plan.files,
                left,
                reasons,
                dropped_values: plan.group_tags_not_taken + plan.users_not_taken,
            }
        }
        Format::Report => {
            let rows = devices.len();
            Plan { files: vec![write_report(set, messages, devices)], rows, ..Plan::default() }
        }
        Format::Json => {
            let rows = devices.len();
            let parts = vec![Part::Bytes(json(set, devices).into_bytes())];
            let file = OutFile { name: "devices.json".to_owned(), rows, parts };
            Plan { files: vec![file], rows, ..Plan::default() }
        }
    }
}

fn write_report(set: &DeviceSet, messages: &Messages, devices: Vec<&Device>) -> OutFile {
    let text = |id| messages.text(id, &[]);
    let headers =
        ["column-captured", "column-status", "filter-severity", "column-file", "report-line"].map(text);
    let time = |moment| format::moment(messages.language(), moment);
    let words = ReportWords {
        headers: headers.each_ref().map(String::as_str),
        status: &|severity| {
            text(match severity {
                Some(Severity::Error) => "report-status-error",
                Some(Severity::Warning) => "report-status-warning",
                Some(Severity::Info) | None => "report-status-ready",
            })
        },
        problem: &|diagnostic| messages.diagnostic(diagnostic, &time),
        time: &time,
    };
    report(set, devices, &words, true)
}

/// The source files that are needed to write these.
#[must_use]
pub fn export_sources(files: &[OutFile]) -> BTreeSet<FileId> {
    files.iter().flat_map(|file| &file.parts).filter_map(Part::source).collect()
}
