//! Why a file can't be opened.

use std::fmt;

/// Why a file can't be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It isn't a workspace at all.
    NotOurs,
    /// It is of a format that came later.
    Newer(u16),
    /// The header was altered, or asks for what no program that writes such files asks for.
    Header,
    /// It was cut short.
    Truncated,
    /// A chunk doesn't open: the passphrase is another one, or the file was altered. In the first chunk one can't be told from the
    /// other.
    Sealed {
        /// Which chunk, from 0.
        chunk: u32,
    },
    /// It opened, and what is in it isn't what such a file holds.
    Content,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::NotOurs => f.write_str("not a workspace file"),
            FileError::Newer(version) => write!(f, "a workspace file of format {version}, which is newer"),
            FileError::Header => f.write_str("the file's header is damaged"),
            FileError::Truncated => f.write_str("the file was cut short"),
            FileError::Sealed { chunk: 0 } => f.write_str("another passphrase, or the file was altered"),
            FileError::Sealed { chunk } => write!(f, "chunk {chunk} of the file was altered"),
            FileError::Content => f.write_str("the file holds something else than a workspace"),
        }
    }
}

impl std::error::Error for FileError {}
