//! Hashes as JSON, version 1: see `docs/inspect-json.md`.

use std::io::{self, Write};

use hardware_hash::Repair;
use serde::Serialize;

use super::Specimen;
use super::content::Content;

/// Changes when a program that reads it would have to change.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    hashes: Vec<HashJson<'a>>,
}

#[derive(Serialize)]
struct HashJson<'a> {
    file: &'a str,
    row: u32,
    line: u32,
    column: u32,
    repairs: Vec<&'static str>,
    problems: Vec<ProblemJson>,
    content: Option<Content>,
}

#[derive(Serialize)]
struct ProblemJson {
    rule: &'static str,
    code: &'static str,
    severity: &'static str,
}

/// Writes the hashes.
pub fn write(out: &mut dyn Write, hashes: &[Specimen]) -> io::Result<()> {
    let document = Document { version: VERSION, hashes: hashes.iter().map(hash).collect() };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn hash(specimen: &Specimen) -> HashJson<'_> {
    let cell = specimen.row.hash.as_ref();
    HashJson {
        file: &specimen.path,
        row: specimen.row.id.row + 1,
        line: cell.map_or(specimen.row.line, |cell| cell.line),
        column: cell.map_or(1, |cell| cell.column),
        repairs: cell.map(|cell| cell.repairs.iter().copied().map(repair).collect()).unwrap_or_default(),
        problems: specimen
            .said
            .iter()
            .map(|found| ProblemJson {
                rule: found.rule().id(),
                code: found.code.key(),
                severity: found.severity.key(),
            })
            .collect(),
        content: specimen.hash.as_ref().map(Content::of),
    }
}

fn repair(repair: Repair) -> &'static str {
    match repair {
        Repair::Whitespace => "whitespace",
        Repair::UrlAlphabet => "url-alphabet",
        Repair::Padding => "padding",
        Repair::Length => "length",
    }
}
