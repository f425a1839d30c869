//! An archive, each of its members read like a file of its own.

use std::io::{self, Read};

use device_csv::{
    Encoding, FileId, FileKind, FileReport,
    archive::{Archive, ArchiveProblem},
};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::{
    digest::FileDigest,
    failure,
    intake::Intake,
    message::Post,
    pace::Pace,
    slices::{Slices, Watch},
    table_name::is_table,
};
use crate::turn::next_turn;
use crate::wire::FromWorker;

/// How much is unpacked at once.
const CHUNK: usize = 256 * 1024;

/// How much is unpacked without an ear for what the page says.
const UNHEARD: usize = 4 * 1024 * 1024;

/// How much of a member is gathered in memory before the browser takes it over.
const PIECE: usize = 16 * 1024 * 1024;

/// Why a member could not be read to its end.
enum Stop {
    /// Something is wrong with it, which is a diagnostic.
    Problem(ArchiveProblem),
    /// The browser gave up.
    Browser(JsValue),
}

impl From<JsValue> for Stop {
    fn from(error: JsValue) -> Stop {
        Stop::Browser(error)
    }
}

/// Reads the members of an archive. Returns the id of the next file.
pub async fn check(blob: &Blob, mut id: u32, path: &str, pace: &Pace, post: Post<'_>) -> u32 {
    let (slices, watch) = match Slices::new(blob) {
        Ok(opened) => opened,
        Err(error) => {
            post(FromWorker::Failed { path: path.to_owned(), reason: failure::reason(&error) }, None);
            return id.saturating_add(1);
        }
    };
    let mut archive = match Archive::open(slices) {
        Ok(archive) => archive,
        Err(problem) => {
            stopped(Stop::Problem(problem), &watch, id, path, post);
            return id.saturating_add(1);
        }
    };
    for (index, inner, size) in chosen(&archive) {
        let path = format!("{path}/{inner}");
        let read = match archive.read(index) {
            Ok(unpacked) => member(unpacked, (id, &path, size), &watch, pace, post).await,
            Err(problem) => Err(Stop::Problem(problem)),
        };
        if let Err(stop) = read {
            stopped(stop, &watch, id, &path, post);
        }
        id = id.saturating_add(1);
    }
    id
}

/// The members that are read: those that would be taken from a folder; all, where none of them would. An archive of
/// logs holds one file of hashes among dozens of others.
fn chosen<R: Read + io::Seek>(archive: &Archive<R>) -> Vec<(usize, String, u64)> {
    let members = archive.members().iter().enumerate();
    let all: Vec<_> = members.map(|(index, member)| (index, member.path.clone(), member.size)).collect();
    let tables: Vec<_> = all.iter().filter(|(_, path, _)| is_table(path)).cloned().collect();
    if tables.is_empty() { all } else { tables }
}

async fn member(
    mut unpacked: impl Read,
    (id, path, size): (u32, &str, u64),
    watch: &Watch,
    pace: &Pace,
    post: Post<'_>,
) -> Result<(), Stop> {
    let mut intake = Intake::begin(id, path, size, post);
    let mut pieces = Pieces::default();
    let (mut chunk, mut unheard) = (vec![0; CHUNK], 0);
    loop {
        let count = match unpacked.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) => return Err(Stop::Problem(ArchiveProblem::of(&error))),
        };
        intake.take(&chunk[..count], watch.position());
        pieces.push(&chunk[..count])?;
        unheard += count;
        if unheard >= UNHEARD {
            unheard = 0;
            next_turn().await;
            pace.wait().await;
        }
    }
    let (report, digest) = intake.finish();
    post(FromWorker::checked(&report, digest), Some(pieces.finish()?.as_ref()));
    Ok(())
}

/// Says why a file could not be read: as a failure where the browser gave up, else as an empty file with a diagnostic.
fn stopped(stop: Stop, watch: &Watch, id: u32, path: &str, post: Post<'_>) {
    let reason = match (watch.failure(), stop) {
        (Some(reason), _) => reason,
        (None, Stop::Browser(error)) => failure::reason(&error),
        (None, Stop::Problem(problem)) => {
            let report = FileReport {
                id: FileId(id),
                path: path.to_owned(),
                size: 0,
                kind: FileKind::Unrecognised,
                encoding: Encoding::Ascii,
                delimiter: None,
                columns: Vec::new(),
                rows: 0,
                diagnostics: vec![problem.diagnostic(FileId(id))],
            };
            // Rows that were read before are void: the page starts the file anew.
            post(FromWorker::Started { id, path: path.to_owned(), size: report.size }, None);
            match Blob::new() {
                Ok(empty) => {
                    return post(FromWorker::checked(&report, FileDigest::new().finish()), Some(&empty));
                }
                Err(error) => failure::reason(&error),
            }
        }
    };
    post(FromWorker::Failed { path: path.to_owned(), reason }, None);
}

/// What was unpacked, handed to the browser piece by piece: it may keep it on disk.
#[derive(Default)]
struct Pieces {
    gathered: Vec<u8>,
    pieces: Array,
}

impl Pieces {
    fn push(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.hand_over()?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Blob, JsValue> {
        self.hand_over()?;
        Blob::new_with_blob_sequence(&self.pieces)
    }

    fn hand_over(&mut self) -> Result<(), JsValue> {
        let bytes = Array::of1(&Uint8Array::from(self.gathered.as_slice()));
        self.pieces.push(&Blob::new_with_buffer_source_sequence(&bytes)?.into());
        self.gathered.clear();
        Ok(())
    }
}
