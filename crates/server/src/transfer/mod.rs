//! A tenant as a file, to be taken to another database, of whichever kind.
//!
//! The file is lines of JSON: so it is written and read row by row, whatever its size, and what is wrong with it has a line.
//! The first line says what follows; each further line is a row, `{"table":{"column":value,…}}`, in the order of the first
//! line. Columns that hold nothing are left out, bytes are base64, moments are milliseconds. `docs/server.md` documents it.

mod export;
mod format;
mod import;

use std::fmt;

pub use export::{Export, export};
pub use import::import;

use crate::store::StoreError;

/// How many rows went from one place to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transferred {
    /// Rows of all tables.
    pub rows: u64,
    /// Whether the secrets by which devices prove that they are themselves are among them.
    pub with_secrets: bool,
}

/// Why a tenant can't be taken elsewhere. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransferError {
    /// The database.
    Store(StoreError),
    /// The file can't be read or written.
    File(String),
    /// The file isn't what it should be.
    Wrong {
        /// In which line, counted from 1.
        line: u64,
        /// What is wrong, and what to do where something can be done.
        what: String,
    },
    /// It makes no sense here.
    Refused(String),
}

impl fmt::Display for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TransferError::Store(error) => error.fmt(f),
            TransferError::File(text) => write!(f, "the file: {text}"),
            TransferError::Wrong { line, what } => write!(f, "line {line}: {what}"),
            TransferError::Refused(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for TransferError {}

impl From<StoreError> for TransferError {
    fn from(error: StoreError) -> TransferError {
        TransferError::Store(error)
    }
}

impl From<std::io::Error> for TransferError {
    fn from(error: std::io::Error) -> TransferError {
        TransferError::File(error.to_string())
    }
}
