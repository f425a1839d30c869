//! Hashes read again from where they stand.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use device_csv::{ByteRange, Encoding, FileId, HashCell, HashForm, HashRef, Part, hash_text};
use hardware_hash::{HardwareHash, examine, looks_like_hash};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{ComposeError, Origin};
use crate::worker::slice;

/// Hashes of a file that lie no further apart than this are read at once.
const GAP: u64 = 64 * 1024;

/// The most that is read at once.
const WINDOW: u64 = 4 * 1024 * 1024;

/// A stretch of a source file that was read.
struct Window {
    file: FileId,
    range: ByteRange,
    bytes: Vec<u8>,
}

/// The hashes that a composed file needs.
pub(super) struct Hashes<'a, F> {
    origin: &'a F,
    origins: HashMap<FileId, Origin>,
    /// Those to come, in order.
    ahead: VecDeque<HashRef>,
    window: Option<Window>,
}

impl<'a, F: Fn(FileId) -> Option<Origin>> Hashes<'a, F> {
    pub fn new(parts: &[Part], origin: &'a F) -> Hashes<'a, F> {
        let all = parts.iter().filter_map(|part| match part {
            Part::Hash(hash) => Some(*hash),
            Part::Bytes(_) => None,
        });
        Hashes { origin, origins: HashMap::new(), ahead: all.collect(), window: None }
    }

    fn origin(&mut self, file: FileId) -> Result<Origin, ComposeError> {
        if let Some(known) = self.origins.get(&file) {
            return Ok(known.clone());
        }
        let origin = (self.origin)(file).ok_or(ComposeError::NoSource { file })?;
        self.origins.insert(file, origin.clone());
        Ok(origin)
    }

    /// The canonical text of a hash. They are asked for in the order of the parts.
    ///
    /// What is read of a file that was changed fails in the browser. Where it doesn't tell, something else stands in the place of
    /// hashes: one in each window is verified again, and the others are looked at.
    pub async fn text(&mut self, hash: &HashRef) -> Result<Cow<'_, [u8]>, ComposeError> {
        self.ahead.pop_front();
        let Origin { blob, encoding } = self.origin(hash.file)?;
        let is_first = self.in_window(hash).is_none();
        if is_first {
            let range = self.stretch(hash);
            let bytes = read(&blob, range).await.map_err(|_| changed(hash))?;
            self.window = Some(Window { file: hash.file, range, bytes });
        }
        let raw = self.in_window(hash).ok_or_else(|| changed(hash))?;
        let is_as_it_was = match hash.form {
            HashForm::Derived => {
                let text = examine(&hash_text(raw, encoding)).canonical().ok_or_else(|| changed(hash))?;
                return Ok(Cow::Owned(text.into_bytes()));
            }
            HashForm::Canonical if is_first => examine(raw).content.is_ok(),
            HashForm::Canonical => raw.first() == Some(&b'T') && looks_like_hash(raw),
        };
        if is_as_it_was { Ok(Cow::Borrowed(raw)) } else { Err(changed(hash)) }
    }

    fn in_window(&self, hash: &HashRef) -> Option<&[u8]> {
        let window = self.window.as_ref().filter(|window| window.file == hash.file)?;
        let into = |at: u64| usize::try_from(at.checked_sub(window.range.start)?).ok();
        window.bytes.get(into(hash.range.start)?..into(hash.range.end)?)
    }

    /// From a hash to the last of those ahead that lie after it in the same file, and not far apart.
    fn stretch(&self, hash: &HashRef) -> ByteRange {
        let ByteRange { start, mut end } = hash.range;
        for next in &self.ahead {
            let near = next.file == hash.file
                && next.range.start >= end
                && next.range.start - end <= GAP
                && next.range.end - start <= WINDOW;
            if !near {
                break;
            }
            end = next.range.end;
        }
        ByteRange { start, end }
    }
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

fn changed(hash: &HashRef) -> ComposeError {
    ComposeError::Changed { file: hash.file }
}
