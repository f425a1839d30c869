//! What kept the job, or a part of it, from being done.

use std::io;
use std::path::Path;

use crate::inputs::STANDARD;
use crate::voice::{Voice, plain};

/// What kept the job, or a part of it, from being done.
#[derive(Debug)]
pub enum Failure {
    /// A file or folder can't be read.
    Unreadable(String, io::Error),
    /// A pattern, or a name, that no file has.
    NoMatch(String),
    /// A pattern that is none, and what is wrong with it.
    BadPattern(String, &'static str),
    /// A folder without files to read.
    EmptyFolder(String),
    /// A folder where a file is wanted.
    Folder(String),
    /// Standard input was asked for twice.
    InputTwice,
    /// A file that would have to be written over one that is read.
    OverInput(String),
    /// Files of an earlier run that would seem to be a part of this one's result.
    Earlier(Vec<String>),
    /// Two things would be written to one file.
    SameOutput(String),
    /// A file can't be written.
    Unwritable(String, io::Error),
    /// Standard output can't be written.
    Output(io::Error),
    /// A file was changed between being checked and being copied from.
    Changed(String),
    /// More files than standard output can take, which is one.
    TooManyFiles(usize),
    /// A file without a hash.
    NoHash(String),
    /// A file has no hash in the device row of that number.
    NoSuchRow(String, u32),
}

impl Failure {
    /// What it is about, as it was given on the command line or was found.
    pub fn path(&self) -> &str {
        match self {
            Failure::Unreadable(path, _)
            | Failure::NoMatch(path)
            | Failure::BadPattern(path, _)
            | Failure::EmptyFolder(path)
            | Failure::Folder(path)
            | Failure::OverInput(path)
            | Failure::SameOutput(path)
            | Failure::Unwritable(path, _)
            | Failure::Changed(path)
            | Failure::NoHash(path)
            | Failure::NoSuchRow(path, _) => path,
            Failure::Earlier(paths) => paths.first().map_or(STANDARD, String::as_str),
            Failure::InputTwice | Failure::Output(_) | Failure::TooManyFiles(_) => STANDARD,
        }
    }

    /// What happened, to what, and what to do next.
    pub fn text(&self, voice: &Voice) -> String {
        let path = plain(self.path());
        let path = ("path", path.as_str().into());
        match self {
            Failure::Unreadable(_, error) => {
                voice.text("cli-unreadable", &[path, ("reason", error.to_string().into())])
            }
            Failure::NoMatch(_) => voice.text("cli-no-match", &[path]),
            Failure::BadPattern(_, reason) => {
                voice.text("cli-bad-pattern", &[path, ("reason", (*reason).into())])
            }
            Failure::EmptyFolder(_) => voice.text("cli-empty-folder", &[path]),
            Failure::Folder(_) => voice.text("cli-folder", &[path]),
            Failure::InputTwice => voice.text("cli-input-twice", &[]),
            Failure::OverInput(_) => voice.text("cli-over-input", &[path]),
            Failure::Earlier(paths) => {
                let all: Vec<String> = paths.iter().map(|path| plain(path)).collect();
                voice.text("cli-earlier", &[("paths", all.join(", ").into()), ("count", paths.len().into())])
            }
            Failure::SameOutput(_) => voice.text("cli-same-output", &[path]),
            Failure::Unwritable(_, error) => match error.kind() {
                io::ErrorKind::NotFound => voice.text("cli-unwritable-no-folder", &[path]),
                io::ErrorKind::PermissionDenied => voice.text("cli-unwritable-not-allowed", &[path]),
                _ => voice.text("cli-unwritable", &[path, ("reason", error.to_string().into())]),
            },
            Failure::Output(error) => voice.text("cli-output", &[("reason", error.to_string().into())]),
            Failure::Changed(_) => voice.text("cli-changed", &[path]),
            Failure::TooManyFiles(files) => voice.text("cli-too-many-files", &[("files", (*files).into())]),
            Failure::NoHash(_) => voice.text("cli-no-hash", &[path]),
            Failure::NoSuchRow(_, row) => voice.text("cli-no-such-row", &[path, ("row", (*row).into())]),
        }
    }
}

/// A path as it is shown.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use messages::Language;

    use super::*;

    #[test]
    fn what_keeps_a_file_from_being_written_comes_with_what_to_do() {
        let error = io::Error::from;
        for (error, language, wanted) in [
            (error(io::ErrorKind::NotFound), Language::English, "Make the folder first"),
            (error(io::ErrorKind::NotFound), Language::Dutch, "Maak eerst die map"),
            (error(io::ErrorKind::PermissionDenied), Language::English, "Check your rights"),
            (error(io::ErrorKind::PermissionDenied), Language::Dutch, "Controleer je rechten"),
            (io::Error::other("disk on fire"), Language::English, "disk on fire. Choose another"),
            (io::Error::other("disk on fire"), Language::Dutch, "disk on fire. Kies een andere"),
        ] {
            let text = Failure::Unwritable("a/out.csv".to_owned(), error).text(&Voice::new(language));
            assert!(text.starts_with("a/out.csv ") && text.contains(wanted), "{text}");
        }
    }
}
