//! What was found in files as data, for programs: what `muster check` prints and what the widget tells its host.

use serde::Serialize;

use crate::{DeviceSet, Diagnostic, FileId, FileReport};

/// The version of [`CheckDocument`]: it changes when a program that reads it would have to change.
pub const CHECK_VERSION: u32 = 1;

/// What is said about a set of files; `docs/check-json.md` describes it as JSON.
#[derive(Serialize)]
pub struct CheckDocument<'a> {
    version: u32,
    files: Vec<File<'a>>,
    devices: usize,
    diagnostics: Vec<Item<'a>>,
    unreadable: &'a [Unreadable],
}

/// The words of a [`CheckDocument`].
pub struct CheckWords<'a> {
    /// What a diagnostic says.
    pub message: &'a dyn Fn(&Diagnostic) -> String,
    /// What to do about it.
    pub help: &'a dyn Fn(&Diagnostic) -> Option<String>,
    /// What its fix does, if it has one.
    pub fix: &'a dyn Fn(&Diagnostic) -> Option<String>,
}

/// A file that could not be read.
#[derive(Clone, Debug, Serialize)]
pub struct Unreadable {
    /// Its name, with its folders.
    pub path: String,
    /// Why not.
    pub message: String,
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

impl<'a> CheckDocument<'a> {
    /// What is said about a set: these diagnostics of it, in that order.
    #[must_use]
    pub fn of<'d>(
        set: &'a DeviceSet,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        unreadable: &'a [Unreadable],
        words: &CheckWords,
    ) -> CheckDocument<'a> {
        CheckDocument {
            version: CHECK_VERSION,
            files: set.files().map(file).collect(),
            devices: set.devices().count(),
            diagnostics: diagnostics.into_iter().map(|found| item(set, found, words)).collect(),
            unreadable,
        }
    }
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

fn item<'a>(set: &'a DeviceSet, found: &Diagnostic, words: &CheckWords) -> Item<'a> {
    let path = |file: FileId| set.file(file).map_or("", |report| report.path.as_str());
    Item {
        rule: found.rule().id(),
        code: found.code.key(),
        severity: found.severity.key(),
        file: path(found.place.file),
        line: found.place.line,
        column: found.place.column,
        message: (words.message)(found),
        help: (words.help)(found),
        fix: (words.fix)(found),
        safe: found.safe_fix().is_some(),
    }
}
