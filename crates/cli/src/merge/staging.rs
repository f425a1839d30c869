//! Files that are written aside and moved to their places when all of them are whole.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use device_csv::{DeviceSet, HashRef, Part, hash_text};
use hardware_hash::examine;
use tempfile::{NamedTempFile, TempPath};

use super::Destination;
use crate::failure::{Failure, shown};
use crate::inputs::STANDARD;
use crate::sources::Sources;

/// Files that are written but not yet in their places. Dropped, it leaves nothing behind.
pub struct Staging<'a> {
    /// Files that may not be written over.
    named: &'a HashSet<PathBuf>,
    files: Vec<(TempPath, PathBuf)>,
    standard: Option<Vec<u8>>,
}

impl<'a> Staging<'a> {
    /// Nothing written yet.
    pub fn new(named: &'a HashSet<PathBuf>) -> Staging<'a> {
        Staging { named, files: Vec::new(), standard: None }
    }

    /// Writes a file aside, with its hashes copied from their files.
    pub fn add(
        &mut self,
        destination: &Destination,
        parts: &[Part],
        set: &DeviceSet,
        sources: &mut Sources,
    ) -> Result<(), Failure> {
        match destination {
            Destination::Standard if self.standard.is_some() => Err(Failure::SameOutput(STANDARD.to_owned())),
            Destination::Standard => {
                let mut bytes = Vec::new();
                fill(&mut bytes, STANDARD, parts, set, sources)?;
                self.standard = Some(bytes);
                Ok(())
            }
            Destination::File(path) => self.add_file(path, parts, set, sources),
        }
    }

    fn add_file(
        &mut self,
        path: &Path,
        parts: &[Part],
        set: &DeviceSet,
        sources: &mut Sources,
    ) -> Result<(), Failure> {
        let unwritable = |error| Failure::Unwritable(shown(path), error);
        if fs::canonicalize(path).is_ok_and(|own| self.named.contains(&own)) {
            return Err(Failure::OverInput(shown(path)));
        }
        if path.is_dir() {
            return Err(Failure::Folder(shown(path)));
        }
        if self.files.iter().any(|(_, other)| other == path) {
            return Err(Failure::SameOutput(shown(path)));
        }
        let mut file = BufWriter::new(beside(path).map_err(unwritable)?);
        fill(&mut file, &shown(path), parts, set, sources)?;
        let file = file.into_inner().map_err(|error| unwritable(error.into_error()))?;
        self.files.push((file.into_temp_path(), path.to_owned()));
        Ok(())
    }

    /// Moves the files to their places, and writes what goes to standard output.
    pub fn publish(self) -> Result<(), Failure> {
        for (file, path) in self.files {
            file.persist(&path).map_err(|error| Failure::Unwritable(shown(&path), error.error))?;
        }
        if let Some(bytes) = self.standard {
            let mut out = io::stdout().lock();
            let written = out.write_all(&bytes).and_then(|()| out.flush());
            // A reader that closes the pipe has what it wanted.
            if let Err(error) = written
                && error.kind() != io::ErrorKind::BrokenPipe
            {
                return Err(Failure::Unwritable(STANDARD.to_owned(), error));
            }
        }
        Ok(())
    }
}

/// A file in the folder of another: moving it there is then a matter of its name alone.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".muster-");
    // Temporary files are for their owner alone; this one will be a file like any other.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn fill(
    out: &mut impl Write,
    path: &str,
    parts: &[Part],
    set: &DeviceSet,
    sources: &mut Sources,
) -> Result<(), Failure> {
    for part in parts {
        let written = match part {
            Part::Bytes(bytes) => out.write_all(bytes),
            Part::Hash(hash) => out.write_all(text_of(*hash, set, sources)?.as_bytes()),
        };
        written.map_err(|error| Failure::Unwritable(path.to_owned(), error))?;
    }
    out.flush().map_err(|error| Failure::Unwritable(path.to_owned(), error))
}

/// The text of a hash as a portal takes it. It is verified once more: its file may have been changed since.
fn text_of(hash: HashRef, set: &DeviceSet, sources: &mut Sources) -> Result<String, Failure> {
    let Some(file) = set.file(hash.file) else { return Err(Failure::Changed(String::new())) };
    let raw = match sources.bytes(hash.file, hash.range) {
        Ok(raw) => raw,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(Failure::Changed(file.path.clone()));
        }
        Err(error) => return Err(Failure::Unreadable(file.path.clone(), error)),
    };
    let examination = examine(&hash_text(&raw, file.encoding));
    examination.canonical().ok_or_else(|| Failure::Changed(file.path.clone()))
}
