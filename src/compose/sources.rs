//! What composed files are made of, read again from where it stands.

use std::borrow::Cow;
use std::collections::HashMap;

use device_csv::{ByteRange, Encoding, FileId, HashCell, HashForm, HashRef, Part, RowsRef, hash_text};
use hardware_hash::{HardwareHash, examine, looks_like_hash};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{ComposeError, Origin};
use crate::worker::slice;

/// What lies no further apart in a file than this is read at once.
const GAP: u64 = 64 * 1024;

/// The most that is read at once.
const WINDOW: u64 = 4 * 1024 * 1024;

/// Rows of so many bytes are left to the browser to copy: as long as it takes to make a slice of a file, so long takes it to read
/// this much.
const WORTH_A_SLICE: u64 = 128 * 1024;

/// A hash is looked at in each stretch of so many bytes that the browser copies.
const UNSEEN: u64 = 32 * 1024 * 1024;

/// A stretch of a source file that was read.
struct Window {
    file: FileId,
    range: ByteRange,
    bytes: Vec<u8>,
}

/// The files that others are composed of.
///
/// What is read of a file that was changed fails in the browser. Where it doesn't tell, something else stands in the place of
/// hashes. In each window one is verified again, and those are looked at that are written alone or end a run of rows; of what the
/// browser copies, one in each [`UNSEEN`] bytes is verified.
pub(super) struct Sources<F> {
    origin: F,
    origins: HashMap<FileId, Origin>,
    window: Option<Window>,
    /// Bytes of each file that the browser copies, since the last hash of it that was verified.
    unseen: HashMap<FileId, u64>,
}

/// Rows of a file, to be written as they stand.
pub(super) enum Rows<'a> {
    /// Few.
    Read(&'a [u8]),
    /// Many: the browser copies them.
    Slice(Blob),
}

impl<F: Fn(FileId) -> Option<Origin>> Sources<F> {
    pub fn new(origin: F) -> Sources<F> {
        Sources { origin, origins: HashMap::new(), window: None, unseen: HashMap::new() }
    }

    fn origin(&mut self, file: FileId) -> Result<Origin, ComposeError> {
        if let Some(known) = self.origins.get(&file) {
            return Ok(known.clone());
        }
        let origin = (self.origin)(file).ok_or(ComposeError::NoSource { file })?;
        self.origins.insert(file, origin.clone());
        Ok(origin)
    }

    /// The canonical text of a hash. `ahead`: the parts that will be asked for after it.
    pub async fn hash(&mut self, hash: &HashRef, ahead: &[Part]) -> Result<Cow<'_, [u8]>, ComposeError> {
        let HashRef { file, range, form } = *hash;
        let is_first = self.open(file, range, ahead).await?;
        let encoding = self.origin(file)?.encoding;
        let raw = self.in_window(file, range).ok_or(ComposeError::Changed { file })?;
        if form == HashForm::Canonical {
            return if is_as_it_was(raw, is_first) {
                Ok(Cow::Borrowed(raw))
            } else {
                Err(ComposeError::Changed { file })
            };
        }
        let text = examine(&hash_text(raw, encoding)).canonical();
        Ok(Cow::Owned(text.ok_or(ComposeError::Changed { file })?.into_bytes()))
    }

    /// Rows as they stand. `ahead`: the parts that will be asked for after them.
    pub async fn rows(&mut self, rows: &RowsRef, ahead: &[Part]) -> Result<Rows<'_>, ComposeError> {
        let RowsRef { file, range, last_hash, .. } = *rows;
        let changed = ComposeError::Changed { file };
        if is_sliced(range) {
            return Ok(Rows::Slice(self.sliced(rows).await?));
        }
        let is_first = self.open(file, range, ahead).await?;
        let last = self.in_window(file, last_hash).ok_or(changed.clone())?;
        if !is_as_it_was(last, is_first) {
            return Err(changed);
        }
        Ok(Rows::Read(self.in_window(file, range).ok_or(changed)?))
    }

    async fn sliced(&mut self, rows: &RowsRef) -> Result<Blob, ComposeError> {
        let RowsRef { file, range, last_hash, .. } = *rows;
        let changed = |_: JsValue| ComposeError::Changed { file };
        let blob = self.origin(file)?.blob;
        let unseen = self.unseen.get(&file).map_or(UNSEEN, |unseen| unseen + range.len());
        if unseen >= UNSEEN {
            let raw = read(&blob, last_hash).await.map_err(changed)?;
            if !is_as_it_was(&raw, true) {
                return Err(ComposeError::Changed { file });
            }
        }
        self.unseen.insert(file, if unseen >= UNSEEN { 0 } else { unseen });
        slice(&blob, range.start, range.end).map_err(changed)
    }

    /// Reads a stretch of a file, if it was not, with what is wanted soon. Whether it had to be.
    async fn open(&mut self, file: FileId, range: ByteRange, ahead: &[Part]) -> Result<bool, ComposeError> {
        if self.in_window(file, range).is_some() {
            return Ok(false);
        }
        let blob = self.origin(file)?.blob;
        let range = stretch(file, range, ahead);
        let bytes = read(&blob, range).await.map_err(|_| ComposeError::Changed { file })?;
        self.window = Some(Window { file, range, bytes });
        Ok(true)
    }

    fn in_window(&self, file: FileId, range: ByteRange) -> Option<&[u8]> {
        let window = self.window.as_ref().filter(|window| window.file == file)?;
        let into = |at: u64| usize::try_from(at.checked_sub(window.range.start)?).ok();
        window.bytes.get(into(range.start)?..into(range.end)?)
    }
}

/// Whether the raw bytes of a canonical hash still are one.
fn is_as_it_was(raw: &[u8], is_verified: bool) -> bool {
    if is_verified {
        examine(raw).content.is_ok()
    } else {
        raw.first() == Some(&b'T') && looks_like_hash(raw)
    }
}

fn is_sliced(range: ByteRange) -> bool {
    range.len() >= WORTH_A_SLICE
}

/// From what is wanted now to the last of what lies after it in the same file, and not far apart.
fn stretch(file: FileId, ByteRange { start, mut end }: ByteRange, ahead: &[Part]) -> ByteRange {
    let read = ahead.iter().filter_map(|part| match part {
        Part::Hash(hash) => Some((hash.file, hash.range)),
        Part::Rows(rows) if !is_sliced(rows.range) => Some((rows.file, rows.range)),
        Part::Rows(_) | Part::Bytes(_) => None,
    });
    for (of, next) in read {
        let near = of == file && next.start >= end && next.start - end <= GAP && next.end - start <= WINDOW;
        if !near {
            break;
        }
        end = next.end;
    }
    ByteRange { start, end }
}

/// A hash with all that it says, read again from its file. `None` when the file can't be read any more, or when
/// something else stands there now.
pub async fn read_hash(blob: &Blob, hash: &HashCell, encoding: Encoding) -> Option<HardwareHash> {
    let raw = read(blob, hash.range).await.ok()?;
    examine(&hash_text(&raw, encoding)).content.ok()
}

async fn read(blob: &Blob, range: ByteRange) -> Result<Vec<u8>, JsValue> {
    let piece = slice(blob, range.start, range.end)?;
    Ok(Uint8Array::new(&JsFuture::from(piece.array_buffer()).await?).to_vec())
}
