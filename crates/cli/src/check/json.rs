//! The result as JSON, version 1: see `docs/check-json.md`.

use std::io::{self, Write};

use device_csv::{CheckDocument, CheckWords, Unreadable};

use super::Findings;
use crate::failure::Failure;
use crate::voice::Voice;

/// Writes the result. `voice` is English, whatever the reader's language: programs compare these texts.
pub fn write(
    out: &mut dyn Write,
    findings: &Findings,
    failures: &[Failure],
    voice: &Voice,
) -> io::Result<()> {
    let of_failure =
        |failure: &Failure| Unreadable { path: failure.path().to_owned(), message: failure.text(voice) };
    let unreadable: Vec<Unreadable> = failures.iter().map(of_failure).collect();
    let words = CheckWords {
        message: &|found| voice.diagnostic(found),
        help: &|found| voice.help(found),
        fix: &|found| voice.fix(found),
    };
    let document = CheckDocument::of(findings.set, &findings.diagnostics, &unreadable, &words);
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
