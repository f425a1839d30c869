//! What a merge wrote and what it did not, on standard error.

use std::io::{self, BufWriter, Write};

use device_csv::{DeviceSet, Diagnostic, Export, Severity, Why};

use super::Destination;
use crate::check::text::diagnostic;
use crate::outcome::Outcome;
use crate::terminal;
use crate::voice::{Voice, plain};

/// Says how many fixes were applied.
pub fn fixed(count: usize, voice: &Voice) {
    terminal::say(&voice.text("cli-fixed", &[("count", count.into())]));
}

/// Says what was written where, and what was left behind for what reason.
pub fn give(set: &DeviceSet, export: &Export, destinations: &[Destination], voice: &Voice) -> Outcome {
    let about_files: Vec<Diagnostic> =
        set.file_diagnostics().into_iter().filter(|found| found.severity == Severity::Error).collect();
    let behind: Vec<&[Diagnostic]> = export
        .left_behind
        .iter()
        .filter_map(|left| match &left.why {
            Why::Problems(found) => Some(found.as_slice()),
            Why::Duplicate(_) => None,
        })
        .collect();
    let account = Account { set, export, destinations, voice, about_files: &about_files, behind: &behind };
    // That nobody can read it is nothing that could be told.
    let _ = account.write(&mut BufWriter::new(anstream::stderr().lock()));
    if about_files.is_empty() && behind.is_empty() && !export.written.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Errors
    }
}

struct Account<'a> {
    set: &'a DeviceSet,
    export: &'a Export,
    destinations: &'a [Destination],
    voice: &'a Voice,
    /// Errors about files as a whole.
    about_files: &'a [Diagnostic],
    /// Of each device that was left behind, what is wrong with it.
    behind: &'a [&'a [Diagnostic]],
}

impl Account<'_> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.diagnostics(out, self.about_files)?;
        for (file, destination) in self.export.files.iter().zip(self.destinations) {
            let path = plain(&destination.shown());
            let args = [("path", path.into()), ("count", file.rows.into())];
            writeln!(out, "{}", self.voice.text("cli-wrote", &args))?;
        }
        if self.export.files.is_empty() {
            writeln!(out, "{}", self.voice.text("cli-wrote-nothing", &[]))?;
        }
        self.count(out, "cli-left-behind", self.behind.len())?;
        for found in self.behind {
            self.diagnostics(out, found)?;
        }
        self.count(out, "cli-duplicates", self.export.left_behind.len() - self.behind.len())?;
        self.count(out, "cli-tags-not-taken", self.export.group_tags_not_taken)?;
        self.count(out, "cli-users-not-taken", self.export.users_not_taken)?;
        out.flush()
    }

    fn diagnostics(&self, out: &mut impl Write, found: &[Diagnostic]) -> io::Result<()> {
        for found in found {
            let path = self.set.file(found.place.file).map_or("", |file| file.path.as_str());
            diagnostic(out, path, found, self.voice)?;
        }
        Ok(())
    }

    fn count(&self, out: &mut impl Write, id: &str, count: usize) -> io::Result<()> {
        if count == 0 { Ok(()) } else { writeln!(out, "{}", self.voice.text(id, &[("count", count.into())])) }
    }
}
