//! Hashes for people.

use std::io::{self, Write};

use anstyle::Style;

use super::Specimen;
use super::sheet::groups;
use crate::check::text::diagnostic;
use crate::voice::{Voice, plain};

const BOLD: Style = Style::new().bold();

/// Writes each hash in groups, with what is to be said about it below.
pub fn write(out: &mut dyn Write, hashes: &[Specimen], voice: &Voice) -> io::Result<()> {
    for (at, specimen) in hashes.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        specimen_text(out, specimen, voice)?;
    }
    Ok(())
}

fn specimen_text(out: &mut dyn Write, specimen: &Specimen, voice: &Voice) -> io::Result<()> {
    let line = specimen.row.hash.as_ref().map_or(specimen.row.line, |hash| hash.line);
    writeln!(out, "{BOLD}{}:{line}{BOLD:#}", plain(&specimen.path))?;
    let groups = specimen.hash.as_ref().map(|hash| groups(hash, voice)).unwrap_or_default();
    for group in groups {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", voice.text(group.heading, &[]))?;
        let labels: Vec<String> = group.lines.iter().map(|(id, _)| voice.text(id, &[])).collect();
        let width = labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
        for (label, (_, value)) in labels.iter().zip(&group.lines) {
            writeln!(out, "  {label:width$}  {}", plain(value))?;
        }
    }
    if !specimen.said.is_empty() {
        writeln!(out)?;
    }
    for found in &specimen.said {
        diagnostic(out, &specimen.path, found, voice)?;
    }
    Ok(())
}
