//! A source, read from its first byte to its last.

use device_csv::{FileReport, archive::is_archive};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{
    archive, failure,
    intake::Intake,
    message::Post,
    pace::Pace,
    sections::{self, Office, Stop},
    slices::{size, slice},
    stream::Stream,
};
use crate::wire::FromWorker;

/// Bytes by which an archive, and what kind, is told.
const PREFIX: u64 = 128;

/// Reads a source: a file, or an archive of files. Everything that is learnt goes to `post`; what can't be
/// read as well. Returns the id of the next file.
///
/// Runs in a worker.
pub async fn check(blob: &Blob, id: u32, path: &str, desk: &Desk, post: Post<'_>) -> u32 {
    let checked = match prefix(blob).await {
        Ok(prefix) if is_archive(&prefix) => return archive::check(blob, id, path, &desk.pace, post).await,
        Ok(_) => file(blob, id, path, desk, post).await,
        Err(error) => Err(Stop::Browser(error)),
    };
    if let Err(stop) = checked {
        let reason = match stop {
            Stop::Browser(error) => failure::reason(&error),
            Stop::Lost(reason) => reason,
        };
        post(FromWorker::Failed { path: path.to_owned(), reason }, None);
    }
    id.saturating_add(1)
}

/// What stays from one source to the next: whether to read on, and who helps.
#[derive(Default)]
pub struct Desk {
    pub(super) pace: Pace,
    pub(super) office: Office,
}

async fn prefix(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let start = slice(blob, 0, PREFIX)?;
    Ok(Uint8Array::new(&JsFuture::from(start.array_buffer()).await?).to_vec())
}

async fn file(blob: &Blob, id: u32, path: &str, desk: &Desk, post: Post<'_>) -> Result<(), Stop> {
    let (report, digest) = match sections::bearings(blob).await? {
        Some(bearings) => desk.office.read(blob, (id, path), bearings, &desk.pace, post).await?,
        None => in_one_go(blob, id, path, &desk.pace, post).await?,
    };
    post(FromWorker::checked(&report, digest), None);
    Ok(())
}

async fn in_one_go(
    blob: &Blob,
    id: u32,
    path: &str,
    pace: &Pace,
    post: Post<'_>,
) -> Result<(FileReport, [u8; 32]), JsValue> {
    let mut stream = Stream::new(blob)?;
    let mut intake = Intake::begin(id, path, size(blob), post);
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    while stream.next(&mut chunk).await? {
        bytes += chunk.len() as u64;
        intake.take(&chunk, bytes);
        pace.wait().await;
    }
    Ok(intake.finish())
}
