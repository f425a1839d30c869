//! Files on their way out: composed from bytes and from stretches of the source files.
//!
//! Rows that stand in their file as they are to be written are a slice of it, which the browser copies when the file is saved. To
//! make a slice takes it a millisecond and more, as long as to read thirty hashes: so where a hash or a few rows are wanted between
//! others, they are read, a few megabytes at a time.

#[cfg(feature = "page")]
mod download;
mod sources;
#[cfg(all(test, feature = "page", target_arch = "wasm32"))]
mod tests;

use std::fmt;

use device_csv::{Encoding, FileId, Part};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::worker::words;
use sources::{Rows, Sources};

#[cfg(feature = "page")]
pub use download::download;
pub use sources::read_hash;

/// How much is gathered here before the browser takes it over.
const PIECE: usize = 8 * 1024 * 1024;

/// Of so few bytes no `Blob` of their own is made.
const SMALL: usize = 64 * 1024;

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

/// Composes files from the same sources.
pub struct Composer<F> {
    sources: Sources<F>,
}

impl<F: Fn(FileId) -> Option<Origin>> Composer<F> {
    /// `origin` has the source file of each id.
    pub fn new(origin: F) -> Composer<F> {
        Composer { sources: Sources::new(origin) }
    }

    /// Composes a file from its parts.
    ///
    /// # Errors
    /// [`ComposeError`]; nothing was written then.
    pub async fn compose(&mut self, parts: &[Part]) -> Result<Blob, ComposeError> {
        let mut out = Output::default();
        for (at, part) in parts.iter().enumerate() {
            let ahead = &parts[at + 1..];
            match part {
                Part::Bytes(bytes) => out.bytes(bytes)?,
                Part::Hash(hash) => out.bytes(&self.sources.hash(hash, ahead).await?)?,
                Part::Rows(rows) => match self.sources.rows(rows, ahead).await? {
                    Rows::Read(bytes) => out.bytes(bytes)?,
                    Rows::Slice(blob) => out.blob(&blob)?,
                },
            }
        }
        out.finish()
    }
}

/// A file that grows.
#[derive(Default)]
pub struct Output {
    gathered: Vec<u8>,
    pieces: Array,
}

impl Output {
    /// Puts bytes to it.
    ///
    /// # Errors
    /// When the browser can't take over what was gathered.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), ComposeError> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE { self.hand_over() } else { Ok(()) }
    }

    fn blob(&mut self, blob: &Blob) -> Result<(), ComposeError> {
        self.hand_over()?;
        self.pieces.push(blob);
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// When the browser can't make it.
    pub fn finish(mut self) -> Result<Blob, ComposeError> {
        self.hand_over()?;
        Blob::new_with_blob_sequence(&self.pieces).map_err(|error| refused(&error))
    }

    fn hand_over(&mut self) -> Result<(), ComposeError> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let bytes = Uint8Array::from(self.gathered.as_slice());
        if self.gathered.len() <= SMALL {
            self.pieces.push(&bytes);
        } else {
            let piece = Blob::new_with_buffer_source_sequence(&Array::of1(&bytes));
            let piece = piece.map_err(|error| refused(&error))?;
            self.pieces.push(&piece);
        }
        self.gathered.clear();
        Ok(())
    }
}

fn refused(error: &JsValue) -> ComposeError {
    ComposeError::Other(words(error))
}
