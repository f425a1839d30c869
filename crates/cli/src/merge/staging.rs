//! Files that are written aside and moved to their places when all of them are whole.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use device_csv::{ByteRange, DeviceSet, FileId, FileReport, HashRef, Part, RowsRef, hash_text};
use hardware_hash::{TEXT_LEN, examine};
use tempfile::{NamedTempFile, TempPath};

use super::Destination;
use crate::failure::{Failure, shown};
use crate::sources::Sources;

/// Files that are written but not yet in their places. Dropped, it leaves nothing behind.
pub struct Staging<'a> {
    /// Files that may not be written over.
    named: &'a HashSet<PathBuf>,
    files: Vec<(Destination, Staged)>,
}

/// A file that is not yet in its place.
enum Staged {
    /// Whole, under another name; it goes to that path.
    Aside(TempPath, PathBuf),
    /// In memory: standard output, pipes and devices are written to, not replaced.
    Memory(Vec<u8>),
}

impl<'a> Staging<'a> {
    /// Nothing written yet.
    pub fn new(named: &'a HashSet<PathBuf>) -> Staging<'a> {
        Staging { named, files: Vec::new() }
    }

    /// Writes a file aside, with its hashes and rows copied from their files.
    pub fn add(
        &mut self,
        destination: &Destination,
        parts: &[Part],
        set: &DeviceSet,
        sources: &mut Sources,
    ) -> Result<(), Failure> {
        if self.files.iter().any(|(other, _)| other == destination) {
            return Err(Failure::SameOutput(destination.shown()));
        }
        let staged = match destination {
            Destination::File(path) if !is_stream(path) => self.aside(path, parts, set, sources)?,
            Destination::Standard | Destination::File(_) => {
                let mut bytes = Vec::new();
                fill(&mut bytes, &destination.shown(), parts, set, sources)?;
                Staged::Memory(bytes)
            }
        };
        self.files.push((destination.clone(), staged));
        Ok(())
    }

    fn aside(
        &self,
        path: &Path,
        parts: &[Part],
        set: &DeviceSet,
        sources: &mut Sources,
    ) -> Result<Staged, Failure> {
        let unwritable = |error| Failure::Unwritable(shown(path), error);
        if path.is_dir() {
            return Err(Failure::Folder(shown(path)));
        }
        // A link stays one: what it leads to is replaced.
        let own = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.named.contains(&own) {
            return Err(Failure::OverInput(shown(path)));
        }
        let file = beside(&own).map_err(unwritable)?;
        // Past the temporary file, whose errors would name it instead of the file that is wanted.
        fill(&mut BufWriter::new(file.as_file()), &shown(path), parts, set, sources)?;
        Ok(Staged::Aside(file.into_temp_path(), own))
    }

    /// Moves the files to their places, and writes what is in memory.
    pub fn publish(self) -> Result<(), Failure> {
        for (destination, staged) in self.files {
            let published = match (&destination, staged) {
                (_, Staged::Aside(file, own)) => file.persist(own).map_err(|error| error.error),
                (Destination::Standard, Staged::Memory(bytes)) => pour(&bytes, io::stdout().lock()),
                (Destination::File(path), Staged::Memory(bytes)) => {
                    File::options().write(true).open(path).and_then(|stream| pour(&bytes, stream))
                }
            };
            published.map_err(|error| match destination {
                Destination::Standard => Failure::Output(error),
                Destination::File(path) => Failure::Unwritable(shown(&path), error),
            })?;
        }
        Ok(())
    }
}

/// Whether there is something at a path that is neither file nor folder: a pipe, a device.
fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Writes all. A reader that closes the pipe has what it wanted.
fn pour(bytes: &[u8], mut to: impl Write) -> io::Result<()> {
    match to.write_all(bytes).and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// A file in the folder of another: moving it there is then a matter of its name alone.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Temporary files are for their owner alone; this one will be a file like any other.
    tempfile::Builder::new().prefix(".muster-").make_in(folder, |path| File::create_new(path))
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
            Part::Rows(rows) => out.write_all(&rows_of(*rows, set, sources)?),
        };
        written.map_err(|error| Failure::Unwritable(path.to_owned(), error))?;
    }
    out.flush().map_err(|error| Failure::Unwritable(path.to_owned(), error))
}

/// The text of a hash as a portal takes it. It is verified once more: its file may have been changed since.
fn text_of(hash: HashRef, set: &DeviceSet, sources: &mut Sources) -> Result<String, Failure> {
    let (raw, file) = bytes(hash.file, hash.range, set, sources)?;
    let examination = examine(&hash_text(&raw, file.encoding));
    examination.canonical().ok_or_else(|| Failure::Changed(file.path.clone()))
}

/// Rows that are written as they stand. Their hashes are verified once more, as those that are written alone.
fn rows_of(rows: RowsRef, set: &DeviceSet, sources: &mut Sources) -> Result<Vec<u8>, Failure> {
    let (raw, file) = bytes(rows.file, rows.range, set, sources)?;
    let is_hash = |field: &[u8]| {
        let found = (field.len() == TEXT_LEN).then(|| examine(field));
        found.is_some_and(|found| found.content.is_ok() && found.repairs.is_empty())
    };
    let is_row = |line: &[u8]| line.split(|&byte| byte == b',').any(is_hash);
    let ends = raw.windows(2).enumerate().filter(|(_, end)| end == b"\r\n").map(|(at, _)| at);
    let (mut start, mut count, mut are_rows) = (0, 0, true);
    for end in ends.chain([raw.len()]) {
        are_rows &= is_row(&raw[start..end]);
        count += 1;
        start = end + 2;
    }
    if are_rows && count == rows.rows { Ok(raw) } else { Err(Failure::Changed(file.path.clone())) }
}

/// A stretch of a source file, and the file.
fn bytes<'s>(
    file: FileId,
    range: ByteRange,
    set: &'s DeviceSet,
    sources: &mut Sources,
) -> Result<(Vec<u8>, &'s FileReport), Failure> {
    let Some(report) = set.file(file) else { return Err(Failure::Changed(String::new())) };
    match sources.bytes(file, range) {
        Ok(raw) => Ok((raw, report)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Err(Failure::Changed(report.path.clone()))
        }
        Err(error) => Err(Failure::Unreadable(report.path.clone(), error)),
    }
}
