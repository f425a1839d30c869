//! A source, read from its first byte to its last.

use device_csv::archive::is_archive;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{
    archive, failure,
    intake::{Intake, Post},
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
pub async fn check(blob: &Blob, id: u32, path: &str, post: Post<'_>) -> u32 {
    let checked = match prefix(blob).await {
        Ok(prefix) if is_archive(&prefix) => return archive::check(blob, id, path, post),
        Ok(_) => file(blob, id, path, post).await,
        Err(error) => Err(error),
    };
    if let Err(error) = checked {
        post(FromWorker::Failed { path: path.to_owned(), reason: failure::reason(&error) }, None);
    }
    id.saturating_add(1)
}

async fn prefix(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let start = slice(blob, 0, PREFIX)?;
    Ok(Uint8Array::new(&JsFuture::from(start.array_buffer()).await?).to_vec())
}

async fn file(blob: &Blob, id: u32, path: &str, post: Post<'_>) -> Result<(), JsValue> {
    let mut stream = Stream::new(blob)?;
    let mut intake = Intake::begin(id, path, size(blob), post);
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    while stream.next(&mut chunk).await? {
        bytes += chunk.len() as u64;
        intake.take(&chunk, bytes);
    }
    let (report, digest) = intake.finish();
    post(FromWorker::checked(&report, digest), None);
    Ok(())
}
