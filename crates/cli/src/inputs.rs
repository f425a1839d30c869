//! From what was named on the command line to the files to read.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use glob::MatchOptions;

use crate::failure::{Failure, shown};

/// The name of standard input and standard output.
pub const STANDARD: &str = "-";

/// Extensions of the files that are taken from folders, apart from archives.
const TEXTS: [&str; 3] = ["csv", "txt", "xml"];

/// The extension of archives.
const ARCHIVE: &str = "zip";

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

/// The files to read, in the order in which they were named, and what could not be found.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files, each once.
    pub found: Vec<Input>,
    /// What could not be found.
    pub failures: Vec<Failure>,
    /// The files by the names that the system has for them, links resolved.
    pub seen: HashSet<PathBuf>,
}

impl Inputs {
    /// Looks up what was named: files, folders, patterns that no shell has expanded, standard input.
    pub fn of(named: &[PathBuf]) -> Inputs {
        let mut inputs = Inputs::default();
        for path in named {
            if path.as_os_str() == STANDARD {
                inputs.add_standard();
            } else if let Err(error) = inputs.add(path) {
                match path.to_str() {
                    Some(pattern) if error.kind() == io::ErrorKind::NotFound && is_pattern(pattern) => {
                        inputs.add_pattern(pattern);
                    }
                    _ => inputs.failures.push(Failure::Unreadable(shown(path), error)),
                }
            }
        }
        inputs
    }

    fn add_standard(&mut self) {
        if self.found.contains(&Input::Standard) {
            self.failures.push(Failure::InputTwice);
        } else {
            self.found.push(Input::Standard);
        }
    }

    /// Adds a file, or those in a folder.
    fn add(&mut self, path: &Path) -> io::Result<()> {
        if !fs::metadata(path)?.is_dir() {
            self.add_file(path.to_owned());
            return Ok(());
        }
        if self.walk(path) == 0 {
            self.failures.push(Failure::EmptyFolder(shown(path)));
        }
        Ok(())
    }

    /// A file under two names would make a duplicate of every device in it.
    fn add_file(&mut self, path: PathBuf) {
        let own = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(own) {
            self.found.push(Input::File(path));
        }
    }

    /// Adds the files of a folder and of those in it, by name. Folders that are links are not entered: they may lead
    /// back. How many there are, those that can't be read included.
    fn walk(&mut self, folder: &Path) -> usize {
        let entries = match entries_of(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.failures.push(Failure::Unreadable(shown(folder), error));
                return 1;
            }
        };
        let mut count = 0;
        for (path, kind) in entries {
            if kind.is_dir() {
                count += self.walk(&path);
            } else if is_text(&path) || has_extension(&path, ARCHIVE) {
                count += 1;
                self.add_file(path);
            }
        }
        count
    }

    fn add_pattern(&mut self, pattern: &str) {
        let options = MatchOptions {
            case_sensitive: !cfg!(windows),
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        let paths = match glob::glob_with(pattern, options) {
            Ok(paths) => paths,
            Err(error) => return self.failures.push(Failure::BadPattern(pattern.to_owned(), error.msg)),
        };
        let mut matched = false;
        for path in paths {
            matched = true;
            let (path, added) = match path {
                Ok(path) => (path.clone(), self.add(&path)),
                Err(error) => (error.path().to_owned(), Err(error.into())),
            };
            if let Err(error) = added {
                self.failures.push(Failure::Unreadable(shown(&path), error));
            }
        }
        if !matched {
            self.failures.push(Failure::NoMatch(pattern.to_owned()));
        }
    }
}

/// What is in a folder, by name.
fn entries_of(folder: &Path) -> io::Result<Vec<(PathBuf, fs::FileType)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        entries.push((entry.path(), entry.file_type()?));
    }
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(entries)
}

/// Whether a file is one of those that are taken from folders and archives.
pub fn is_text(path: &Path) -> bool {
    TEXTS.iter().any(|extension| has_extension(path, extension))
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?', '['])
}
