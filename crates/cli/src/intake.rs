//! Reads files into a set.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use device_csv::archive::{Archive, ArchiveProblem, is_archive};
use device_csv::{Context, DeviceSet, Encoding, FileId, FileKind, FileReport, Reader, Row};
use tempfile::SpooledTempFile;

use crate::failure::{Failure, shown};
use crate::inputs::{Input, Inputs, STANDARD, is_text};
use crate::progress::Progress;
use crate::sources::{MEMORY, Sources};

/// Bytes that are read at a time.
const CHUNK: usize = 256 * 1024;

/// Bytes by which an archive, and what kind, is told.
const PREFIX: usize = 128;

/// Whether hashes will be asked for again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// No: what is read is forgotten.
    Nothing,
    /// Yes: what can't be read twice is kept.
    Bytes,
}

/// What came of reading files.
pub struct Intake {
    /// The files that could be read, with their devices.
    pub set: DeviceSet,
    /// Where their bytes are.
    pub sources: Sources,
    /// What could not be read.
    pub failures: Vec<Failure>,
    /// The files that were named, by the names that the system has for them.
    pub named: HashSet<PathBuf>,
    keep: Keep,
    progress: Progress,
    buffer: Vec<u8>,
}

/// Reads files. What can't be read is listed, and the others are read all the same.
pub fn take_in(inputs: Inputs, context: Context, keep: Keep) -> Intake {
    let mut intake = Intake {
        set: DeviceSet::new(context),
        sources: Sources::default(),
        failures: inputs.failures,
        named: inputs.seen,
        keep,
        progress: Progress::new(),
        buffer: vec![0; CHUNK],
    };
    for input in &inputs.found {
        if let Input::File(path) = input {
            intake.progress.expect(path.metadata().map_or(0, |metadata| metadata.len()));
        }
    }
    for input in &inputs.found {
        let (path, read) = match input {
            Input::Standard => (STANDARD.to_owned(), intake.stream(STANDARD, io::stdin().lock())),
            Input::File(path) => (shown(path), intake.file(path)),
        };
        if let Err(error) = read {
            intake.failures.push(Failure::Unreadable(path, error));
        }
    }
    intake.progress.finish();
    intake
}

impl Intake {
    fn file(&mut self, path: &Path) -> io::Result<()> {
        let mut file = File::open(path)?;
        // A pipe with a name can't be read twice either.
        if !file.metadata()?.is_file() {
            return self.stream(&shown(path), file);
        }
        let prefix = prefix(&mut file)?;
        file.rewind()?;
        if is_archive(&prefix) {
            // What counts from here on is what it unpacks to.
            self.progress.advance(file.metadata()?.len());
            self.archive(&shown(path), file);
            return Ok(());
        }
        let id = self.set.next_file_id();
        self.read(id, &shown(path), file, Keep::Nothing)?;
        self.sources.add_file(id, path);
        Ok(())
    }

    /// Reads what can be had only once.
    fn stream(&mut self, path: &str, mut stream: impl Read) -> io::Result<()> {
        let prefix = prefix(&mut stream)?;
        let mut whole = prefix.as_slice().chain(stream);
        if !is_archive(&prefix) {
            let id = self.set.next_file_id();
            return self.read(id, path, whole, self.keep);
        }
        let mut held = SpooledTempFile::new(MEMORY);
        io::copy(&mut whole, &mut held)?;
        held.rewind()?;
        self.archive(path, held);
        Ok(())
    }

    /// Reads the files in an archive. What is wrong with the archive itself is said about it as about any file.
    fn archive(&mut self, path: &str, packed: impl Read + Seek) {
        let mut archive = match Archive::open(packed) {
            Ok(archive) => archive,
            Err(problem) => {
                self.add_problem(path, problem);
                return;
            }
        };
        let chosen = chosen(&archive);
        for &(index, _) in &chosen {
            self.progress.expect(archive.members()[index].size);
        }
        for (index, inner) in chosen {
            let path = format!("{path}/{inner}");
            let id = self.set.next_file_id();
            let read = match archive.read(index) {
                Ok(member) => self.read(id, &path, member, self.keep),
                Err(problem) => Err(io::Error::other(problem)),
            };
            if let Err(error) = read {
                self.add_problem(&path, ArchiveProblem::of(&error));
            }
        }
    }

    fn read(&mut self, id: FileId, path: &str, mut from: impl Read, keep: Keep) -> io::Result<()> {
        let mut reader = Reader::new(id, path);
        let mut rows: Vec<Row> = Vec::new();
        if keep == Keep::Bytes {
            self.sources.add_spooled(id);
        }
        loop {
            let count = match from.read(&mut self.buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let chunk = &self.buffer[..count];
            if keep == Keep::Bytes {
                self.sources.spool(chunk)?;
            }
            reader.push(chunk, &mut rows);
            self.progress.advance(count as u64);
        }
        let report = reader.finish(&mut rows);
        self.set.add_file(report, rows);
        Ok(())
    }

    fn add_problem(&mut self, path: &str, problem: ArchiveProblem) {
        let id = self.set.next_file_id();
        let report = FileReport {
            id,
            path: path.to_owned(),
            size: 0,
            kind: FileKind::Unrecognised,
            encoding: Encoding::Ascii,
            delimiter: None,
            columns: Vec::new(),
            rows: 0,
            diagnostics: vec![problem.diagnostic(id)],
        };
        self.set.add_file(report, Vec::new());
    }
}

/// The members of an archive that are read: those that would be taken from a folder; all, where none of them would.
/// Archives of logs hold one file of hashes among dozens of others.
fn chosen<R: Read + Seek>(archive: &Archive<R>) -> Vec<(usize, String)> {
    let all = archive.members().iter().enumerate().map(|(index, member)| (index, member.path.clone()));
    let texts: Vec<(usize, String)> = all.clone().filter(|(_, path)| is_text(Path::new(path))).collect();
    if texts.is_empty() { all.collect() } else { texts }
}

/// The first bytes, fewer only if there are no more.
fn prefix(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut prefix = Vec::with_capacity(PREFIX);
    from.take(PREFIX as u64).read_to_end(&mut prefix)?;
    Ok(prefix)
}
