//! The result as JSON, version 1: see `docs/check-json.md`.

use std::io::{self, Write};

use device_csv::{Diagnostic, FileReport};
use serde::Serialize;

use super::Findings;
use crate::failure::Failure;
use crate::voice::Voice;

/// Changes when a program that reads it would have to change.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    files: Vec<File<'a>>,
    devices: usize,
    diagnostics: Vec<Item<'a>>,
    unreadable: Vec<Unreadable<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    kind: &'static str,
    encoding: &'static str,
    delimiter: Option<char>,
    rows: u32,
}

#[derive(Serialize)]
struct Item<'a> {
    rule: &'static str,
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    message: String,
    help: Option<String>,
    fix: Option<String>,
    safe: bool,
}

#[derive(Serialize)]
struct Unreadable<'a> {
    path: &'a str,
    message: String,
}

/// Writes the result. `voice` is English, whatever the reader's language: programs compare these texts.
pub fn write(
    out: &mut dyn Write,
    findings: &Findings,
    failures: &[Failure],
    voice: &Voice,
) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        files: findings.set.files().map(file).collect(),
        devices: findings.set.devices().count(),
        diagnostics: findings.diagnostics.iter().map(|found| item(findings, found, voice)).collect(),
        unreadable: failures
            .iter()
            .map(|failure| Unreadable { path: failure.path(), message: failure.text(voice) })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn file(report: &FileReport) -> File<'_> {
    File {
        path: &report.path,
        kind: report.kind.key(),
        encoding: report.encoding.label(),
        delimiter: report.delimiter,
        rows: report.rows,
    }
}

fn item<'a>(findings: &'a Findings, found: &Diagnostic, voice: &Voice) -> Item<'a> {
    Item {
        rule: found.rule().id(),
        code: found.code.key(),
        severity: found.severity.key(),
        file: findings.path(found.place.file),
        line: found.place.line,
        column: found.place.column,
        message: voice.diagnostic(found),
        help: voice.help(found),
        fix: voice.fix(found),
        safe: found.safe_fix().is_some(),
    }
}
