//! The result for people.

use std::io::{self, Write};

use anstyle::Style;
use device_csv::{Diagnostic, Severity};

use super::Findings;
use crate::terminal::style;
use crate::voice::{Voice, plain};

const BOLD: Style = Style::new().bold();

/// Writes the result: file by file, then a summary.
pub fn write(out: &mut dyn Write, findings: &Findings, voice: &Voice) -> io::Result<()> {
    for of_file in findings.diagnostics.chunk_by(|a, b| a.place.file == b.place.file) {
        for found in of_file {
            diagnostic(out, findings.path(found.place.file), found, voice)?;
        }
        writeln!(out)?;
    }
    summary(out, findings, voice)
}

/// Writes a diagnostic, with what to do about it: `path:line:column: severity[RULE] message`.
pub fn diagnostic(out: &mut dyn Write, path: &str, found: &Diagnostic, voice: &Voice) -> io::Result<()> {
    write!(out, "{BOLD}{}", plain(path))?;
    for number in [found.place.line, found.place.column].into_iter().flatten() {
        write!(out, ":{number}")?;
    }
    let style = style(found.severity);
    let (severity, rule) = (voice.label(found.severity), found.rule().id());
    writeln!(out, ":{BOLD:#} {style}{severity}[{rule}]{style:#} {}", plain(&voice.diagnostic(found)))?;
    if let Some(help) = voice.help(found) {
        writeln!(out, "    {}: {}", voice.text("cli-help", &[]), plain(&help))?;
    }
    if let Some(fix) = voice.fix(found) {
        let label = if found.safe_fix().is_some() { "cli-fix-safe" } else { "cli-fix" };
        writeln!(out, "    {}: {}", voice.text(label, &[]), plain(&fix))?;
    }
    Ok(())
}

fn summary(out: &mut dyn Write, findings: &Findings, voice: &Voice) -> io::Result<()> {
    let severities =
        [(Severity::Error, "cli-errors"), (Severity::Warning, "cli-warnings"), (Severity::Info, "cli-infos")];
    let mut counts = Vec::new();
    for (severity, id) in severities {
        let count = findings.count(severity);
        let text = voice.text(id, &[("count", count.into())]);
        let style = if count == 0 { Style::new() } else { style(severity) };
        counts.push(format!("{style}{text}{style:#}"));
    }
    let files = voice.text("cli-files", &[("count", findings.set.files().count().into())]);
    let devices = voice.text("cli-devices", &[("count", findings.set.devices().count().into())]);
    writeln!(out, "{files}, {devices}: {}.", counts.join(", "))?;
    let fixable = findings.diagnostics.iter().filter(|found| found.safe_fix().is_some()).count();
    if fixable > 0 {
        writeln!(out, "{}", voice.text("cli-fixable", &[("count", fixable.into())]))?;
    }
    Ok(())
}
