//! `muster inspect`: shows what hardware hashes say.

mod content;
mod json;
mod sheet;
mod text;

use device_csv::{Context, DeviceSet, Diagnostic, Row, RowId, Rule, Severity, hash_text};
use hardware_hash::{HardwareHash, examine};

use crate::args::{Format, InspectArgs};
use crate::clock;
use crate::failure::{Failure, shown};
use crate::inputs::Inputs;
use crate::intake::{Intake, Keep, take_in};
use crate::outcome::Outcome;
use crate::terminal;
use crate::voice::Voice;

/// Reads a file and prints the hashes in it, decoded.
pub fn run(args: &InspectArgs, voice: &Voice) -> Outcome {
    if args.file.is_dir() {
        return terminal::say_failure(voice, &Failure::Folder(shown(&args.file)));
    }
    let mut intake = take_in(
        Inputs::of(std::slice::from_ref(&args.file)),
        Context { now: clock::now(), ..Context::default() },
        Keep::Bytes,
    );
    let outcome = terminal::say_failures(voice, &intake.failures);
    if outcome == Outcome::Failed {
        return outcome;
    }
    let rows = rows(&intake.set, args.row);
    if rows.is_empty() {
        return nothing(args, &intake.set, voice);
    }
    let mut hashes = Vec::with_capacity(rows.len());
    for row in rows {
        match specimen(&mut intake, row) {
            Ok(specimen) => hashes.push(specimen),
            Err(failure) => return terminal::say_failure(voice, &failure),
        }
    }
    let wrong = hashes.iter().flat_map(|hash| &hash.said).any(|found| found.severity == Severity::Error);
    let outcome = if wrong { Outcome::Errors } else { Outcome::Clean };
    match args.format {
        Format::Text => terminal::print(voice, outcome, |out| text::write(out, &hashes, voice)),
        Format::Json => terminal::print_data(voice, outcome, |out| json::write(out, &hashes)),
    }
}

/// A hash as it was found.
struct Specimen {
    /// The file, with the archive that it is in.
    path: String,
    /// The row.
    row: Row,
    /// What it says; `None`: it can't be used, and what is said about it tells why.
    hash: Option<HardwareHash>,
    /// What is to be said about the hash itself.
    said: Vec<Diagnostic>,
}

/// The rows that have a hash; of each file only the one of that number, if one was asked for.
fn rows(set: &DeviceSet, number: Option<u32>) -> Vec<RowId> {
    let wanted = |row: &&Row| row.hash.is_some() && number.is_none_or(|number| row.id.row + 1 == number);
    set.files().flat_map(|file| set.rows(file.id)).filter(wanted).map(|row| row.id).collect()
}

/// Says why there is no hash to show.
fn nothing(args: &InspectArgs, set: &DeviceSet, voice: &Voice) -> Outcome {
    if let Some(row) = args.row {
        return terminal::say_failure(voice, &Failure::NoSuchRow(shown(&args.file), row));
    }
    let errors: Vec<Diagnostic> =
        set.file_diagnostics().into_iter().filter(|found| found.severity == Severity::Error).collect();
    terminal::say_failure(voice, &Failure::NoHash(shown(&args.file)));
    terminal::say_diagnostics(voice, set, &errors);
    Outcome::Errors
}

fn specimen(intake: &mut Intake, id: RowId) -> Result<Specimen, Failure> {
    let gone = || Failure::Changed(String::new());
    let file = intake.set.file(id.file).ok_or_else(gone)?;
    let row = intake.set.row(id).cloned().ok_or_else(gone)?;
    let range = row.hash.as_ref().ok_or_else(gone)?.range;
    let raw = intake
        .sources
        .bytes(id.file, range)
        .map_err(|error| Failure::Unreadable(file.path.clone(), error))?;
    let hash = examine(&hash_text(&raw, file.encoding)).content.ok();
    let mut said = intake.set.diagnostics_of(id);
    said.retain(|found| is_about_hash(found.rule()));
    Ok(Specimen { path: file.path.clone(), row, hash, said })
}

/// Whether a rule looks at the hash itself, not at what stands beside it in the row.
fn is_about_hash(rule: Rule) -> bool {
    use Rule::{X1, X2, X3, X4, X5, X6, X7, X8, X9, X10, X11};
    matches!(rule, X1 | X2 | X3 | X4 | X5 | X6 | X7 | X8 | X9 | X10 | X11)
}
