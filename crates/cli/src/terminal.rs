//! Standard output and standard error, as a terminal or a pipe.

use std::io::{self, BufWriter, Write};

use anstyle::{AnsiColor, Style};
use device_csv::{DeviceSet, Diagnostic, Severity};

use crate::check::text::diagnostic;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::voice::Voice;

/// How a severity looks.
pub fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Cyan.on_default().bold(),
    }
}

/// Writes text to standard output; colour is left out where there is no terminal to show it.
pub fn print(
    voice: &Voice,
    outcome: Outcome,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    deliver(voice, outcome, anstream::stdout().lock(), write)
}

/// Writes data to standard output, to the byte.
pub fn print_data(
    voice: &Voice,
    outcome: Outcome,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    deliver(voice, outcome, io::stdout().lock(), write)
}

/// A reader that has seen enough and closes the pipe is no failure: what was found stands.
fn deliver(
    voice: &Voice,
    outcome: Outcome,
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Outcome {
    let mut out = BufWriter::new(out);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say_failure(voice, &Failure::Output(error))
        }
        _ => outcome,
    }
}

/// Writes a line to standard error. That nobody can read it is nothing that could be told.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Says what could not be done, on standard error.
pub fn say_failure(voice: &Voice, failure: &Failure) -> Outcome {
    let style = style(Severity::Error);
    say(&format!("muster: {style}{}{style:#}: {}", voice.label(Severity::Error), failure.text(voice)));
    Outcome::Failed
}

/// Says all that could not be done; [`Outcome::Clean`] if there is nothing.
pub fn say_failures(voice: &Voice, failures: &[Failure]) -> Outcome {
    failures.iter().map(|failure| say_failure(voice, failure)).max().unwrap_or(Outcome::Clean)
}

/// Says what was found, on standard error.
pub fn say_diagnostics(voice: &Voice, set: &DeviceSet, found: &[Diagnostic]) {
    let mut err = anstream::stderr().lock();
    for found in found {
        let path = set.file(found.place.file).map_or("", |file| file.path.as_str());
        let _ = diagnostic(&mut err, path, found, voice);
    }
}
