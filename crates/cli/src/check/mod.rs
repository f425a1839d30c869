//! `muster check`: says what is wrong in files.

mod json;
pub mod text;

use device_csv::{DeviceSet, Diagnostic, FileId, Severity};
use messages::Language;

use crate::args::{CheckArgs, Format};
use crate::inputs::Inputs;
use crate::intake::{Keep, take_in};
use crate::outcome::Outcome;
use crate::terminal;
use crate::voice::Voice;

/// Reads the files, judges them and prints what was found.
pub fn run(args: &CheckArgs, voice: &Voice) -> Outcome {
    let intake = take_in(Inputs::of(&args.files.files), args.rules.context(), Keep::Nothing);
    let findings = Findings::of(&intake.set);
    let found = if findings.count(Severity::Error) > 0 { Outcome::Errors } else { Outcome::Clean };
    let outcome = found.max(terminal::say_failures(voice, &intake.failures));
    let outcome = match args.format {
        Format::Text => terminal::print(voice, outcome, |out| text::write(out, &findings, voice)),
        Format::Json => {
            let english = Voice::new(Language::English);
            terminal::print_data(voice, outcome, |out| {
                json::write(out, &findings, &intake.failures, &english)
            })
        }
    };
    // The program ends here: to give back the memory of a million rows, text by text, takes a tenth of the time that reading took.
    std::mem::forget(intake);
    outcome
}

/// What is said about a set, in the order of files and lines.
pub struct Findings<'a> {
    /// The set.
    pub set: &'a DeviceSet,
    /// What is said, file by file; first what is about the file as a whole.
    pub diagnostics: Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Gathers everything that is to be said.
    pub fn of(set: &DeviceSet) -> Findings<'_> {
        let mut diagnostics = set.diagnostics();
        diagnostics.sort_by_key(|found| (found.place.file, found.place.line, found.place.column));
        Findings { set, diagnostics }
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }

    /// The name of a file.
    pub fn path(&self, file: FileId) -> &str {
        self.set.file(file).map_or("", |report| report.path.as_str())
    }
}
