//! A file that is to be written, in parts.

use crate::{ByteRange, FileId, HashCell, HashForm};

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its name, without a folder: `autopilot-01.csv`.
    pub name: String,
    /// How many device rows it holds.
    pub rows: usize,
    /// Its content, in order. Neighbouring bytes are one part.
    pub parts: Vec<Part>,
}

/// A stretch of a file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The 4000 characters of the hash that stands there.
    Hash(HashRef),
}

/// A hash in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashRef {
    /// The source file.
    pub file: FileId,
    /// Its raw bytes there.
    pub range: ByteRange,
    /// Whether these are copied as they are, or read by [`hash_text`](crate::hash_text) and made canonical by
    /// [`hardware_hash::examine`].
    pub form: HashForm,
}

impl HashRef {
    pub(super) fn of(file: FileId, hash: &HashCell) -> HashRef {
        HashRef { file, range: hash.range, form: hash.form }
    }
}

/// Collects parts, joining bytes that follow one another.
#[derive(Default)]
pub(super) struct Parts(Vec<Part>);

impl Parts {
    pub fn text(&mut self, text: &str) {
        if let Some(Part::Bytes(bytes)) = self.0.last_mut() {
            bytes.extend_from_slice(text.as_bytes());
        } else {
            self.0.push(Part::Bytes(text.as_bytes().to_vec()));
        }
    }

    pub fn hash(&mut self, hash: HashRef) {
        self.0.push(Part::Hash(hash));
    }

    pub fn finish(self) -> Vec<Part> {
        self.0
    }
}
