//! What unpacks archives.

use std::io::{Read, Seek};

use device_csv::archive::{Archive, ArchiveProblem};
use js_sys::{Array, Function, Uint8Array};
use muster::worker::{Slices, is_table};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::Blob;

/// How much is unpacked at once.
const CHUNK: usize = 256 * 1024;

/// How much of a member is gathered in memory before the browser takes it over.
const PIECE: usize = 8 * 1024 * 1024;

/// Unpacks an archive. `take` is called for each file in it that may hold devices, with its path and its bytes, or with the code of
/// what is wrong with it; for the archive itself with an empty path.
///
/// # Errors
/// When the browser can't read the archive, or `take` throws.
#[wasm_bindgen]
pub fn unpack(blob: &Blob, take: &Function) -> Result<(), JsValue> {
    let (slices, watch) = Slices::new(blob)?;
    let say = |path: &str, what: JsValue| take.call2(&JsValue::NULL, &path.into(), &what).map(|_| ());
    let wrong = |path: &str, problem: ArchiveProblem| say(path, problem.code().key().into());
    let read = || -> Result<(), JsValue> {
        let mut archive = match Archive::open(slices) {
            Ok(archive) => archive,
            Err(problem) => return wrong("", problem),
        };
        for (index, path) in chosen(&archive) {
            match archive.read(index).map_err(Stop::Problem).and_then(member) {
                Ok(whole) => say(&path, whole.into())?,
                Err(Stop::Problem(problem)) => wrong(&path, problem)?,
                Err(Stop::Browser(error)) => return Err(error),
            }
        }
        Ok(())
    };
    let outcome = read();
    // What the browser could not read looks like damage from in here.
    if watch.failure().is_some() {
        return Err(JsValue::from_str("unreadable"));
    }
    outcome
}

/// Why a member was not unpacked.
enum Stop {
    Problem(ArchiveProblem),
    Browser(JsValue),
}

impl From<JsValue> for Stop {
    fn from(error: JsValue) -> Stop {
        Stop::Browser(error)
    }
}

/// The members that would be taken from a folder; all, where none of them would.
fn chosen<R: Read + Seek>(archive: &Archive<R>) -> Vec<(usize, String)> {
    let members = archive.members().iter().enumerate();
    let all: Vec<_> = members.map(|(index, member)| (index, member.path.clone())).collect();
    let tables: Vec<_> = all.iter().filter(|(_, path)| is_table(path)).cloned().collect();
    if tables.is_empty() { all } else { tables }
}

fn member(mut unpacked: impl Read) -> Result<Blob, Stop> {
    let pieces = Array::new();
    let (mut chunk, mut gathered) = (vec![0; CHUNK], Vec::new());
    loop {
        let count = match unpacked.read(&mut chunk) {
            Ok(count) => count,
            Err(error) => return Err(Stop::Problem(ArchiveProblem::of(&error))),
        };
        gathered.extend_from_slice(&chunk[..count]);
        if gathered.len() >= PIECE || count == 0 {
            let bytes = Array::of1(&Uint8Array::from(gathered.as_slice()));
            pieces.push(&Blob::new_with_buffer_source_sequence(&bytes)?.into());
            gathered.clear();
        }
        if count == 0 {
            return Ok(Blob::new_with_blob_sequence(&pieces)?);
        }
    }
}
