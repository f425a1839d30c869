//! Files on their way out: composed from bytes and from stretches of the source files, of which a few megabytes are held at a time.
//!
//! With a slice of the source for each hash the browser would copy all of them; but to make one takes it most of a millisecond, as
//! long as to read a hundred.

mod download;
mod hashes;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use std::fmt;

use device_csv::{Encoding, FileId, Part};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::worker::words;
use hashes::Hashes;

pub use download::download;
pub use hashes::read_hash;

/// How much is gathered here before the browser takes it over.
const PIECE: usize = 8 * 1024 * 1024;

/// A source file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its bytes.
    pub blob: Blob,
    /// How they stand for characters.
    pub encoding: Encoding,
}

/// Why a file can't be composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComposeError {
    /// The source file is not at hand: it has to be chosen anew.
    NoSource {
        /// The file.
        file: FileId,
    },
    /// The source file was changed, moved or deleted since it was checked: it can't be read any more, or something
    /// else stands where a hash stood.
    Changed {
        /// The file.
        file: FileId,
    },
    /// The browser can't make the file; in its words.
    Other(String),
}

impl fmt::Display for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ComposeError::NoSource { file } => write!(f, "file {} has to be chosen again", file.0),
            ComposeError::Changed { file } => write!(f, "file {} was changed since it was checked", file.0),
            ComposeError::Other(words) => write!(f, "the browser could not make the file: {words}"),
        }
    }
}

impl std::error::Error for ComposeError {}

/// Composes a file from its parts. `origin` has the source file of each id.
///
/// # Errors
/// [`ComposeError`]; nothing was written then.
pub async fn compose(
    parts: &[Part],
    origin: impl Fn(FileId) -> Option<Origin>,
) -> Result<Blob, ComposeError> {
    let mut hashes = Hashes::new(parts, &origin);
    let mut out = Output::default();
    for part in parts {
        match part {
            Part::Bytes(bytes) => out.bytes(bytes)?,
            Part::Hash(hash) => out.bytes(&hashes.text(hash).await?)?,
        }
    }
    out.finish()
}

/// A file that grows.
#[derive(Default)]
struct Output {
    gathered: Vec<u8>,
    pieces: Array,
}

impl Output {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), ComposeError> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE { self.hand_over() } else { Ok(()) }
    }

    fn finish(mut self) -> Result<Blob, ComposeError> {
        self.hand_over()?;
        Blob::new_with_blob_sequence(&self.pieces).map_err(|error| refused(&error))
    }

    fn hand_over(&mut self) -> Result<(), ComposeError> {
        let bytes = Array::of1(&Uint8Array::from(self.gathered.as_slice()));
        let piece = Blob::new_with_buffer_source_sequence(&bytes).map_err(|error| refused(&error))?;
        self.pieces.push(&piece);
        self.gathered.clear();
        Ok(())
    }
}

fn refused(error: &JsValue) -> ComposeError {
    ComposeError::Other(words(error))
}
