//! What crosses from one instance of the program to another, in space (page and worker) or in time (the
//! browser's storage): bytes.
//!
//! The structs here are apart from the domain's own, so that a change there can't silently change what
//! is stored: every record has one struct here, a conversion each way, and a snapshot of its bytes.
//!
//! Bytes are one version byte, then the record in the postcard encoding. Postcard numbers the variants of
//! an enum by their order: **append variants, never reorder or remove them**, and raise [`VERSION`] for
//! any other change.

#[cfg(any(feature = "page", feature = "sync"))]
mod approval;
#[cfg(any(feature = "page", feature = "sync"))]
mod checklist;
#[cfg(any(feature = "page", feature = "sync"))]
mod checks;
#[cfg(any(feature = "page", feature = "sync"))]
mod cleanup;
mod columns;
#[cfg(any(feature = "page", feature = "sync"))]
mod device;
mod diagnostic;
#[cfg(feature = "page")]
mod draft;
mod edit;
mod file;
mod hash;
#[cfg(any(feature = "page", feature = "sync"))]
mod history;
#[cfg(any(feature = "page", feature = "sync"))]
mod import;
#[cfg(any(feature = "page", feature = "sync"))]
mod intent;
#[cfg(any(feature = "page", feature = "sync"))]
mod managed;
mod message;
mod names;
#[cfg(any(feature = "page", feature = "sync"))]
mod order;
#[cfg(any(feature = "page", feature = "sync"))]
mod people;
#[cfg(any(feature = "page", feature = "sync"))]
mod plan;
#[cfg(any(feature = "page", feature = "sync"))]
mod removal;
mod rows;
mod section;
mod step;
#[cfg(all(test, feature = "page", not(target_arch = "wasm32")))]
mod tenant_tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
#[cfg(any(feature = "page", feature = "sync"))]
mod trouble;
#[cfg(feature = "page")]
mod workspace;

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};

#[cfg(any(feature = "page", feature = "sync"))]
pub use checklist::{Checklist, ChecklistItem, PERSON, USER};
#[cfg(any(feature = "page", feature = "sync"))]
pub use checks::{Checks, Mark};
#[cfg(any(feature = "page", feature = "sync"))]
pub(crate) use file::ReportRecord;
pub use message::{FailReason, FromWorker, ToWorker, report_of, section_of, task_of};
pub use rows::{BATCH, BEFORE, pack, unpack};
#[cfg(feature = "page")]
pub use workspace::Manifest;

/// The version of everything that this program writes.
pub const VERSION: u8 = 1;

/// Why bytes can't be read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireError {
    /// Written by a version of the program that this one doesn't know.
    Version(u8),
    /// Not what this program writes: cut short, altered, or of another kind.
    Damaged,
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WireError::Version(version) => write!(f, "written in format {version}, which is not known here"),
            WireError::Damaged => f.write_str("damaged"),
        }
    }
}

impl std::error::Error for WireError {}

/// A domain value that has a record.
pub trait Wire: Sized {
    /// Its record.
    type Record: Serialize + DeserializeOwned;

    /// The record that says the same.
    fn to_record(&self) -> Self::Record;

    /// The value that a record stands for.
    ///
    /// # Errors
    /// [`WireError::Damaged`] when the record names something that doesn't exist.
    fn from_record(record: Self::Record) -> Result<Self, WireError>;
}

/// The bytes of one value.
#[must_use]
pub fn encode<T: Wire>(value: &T) -> Vec<u8> {
    write(&value.to_record())
}

/// The value that [`encode`] wrote.
///
/// # Errors
/// [`WireError`] when the bytes are of another version, or aren't such a value.
pub fn decode<T: Wire>(bytes: &[u8]) -> Result<T, WireError> {
    T::from_record(read(bytes)?)
}

pub(crate) fn write<R: Serialize>(record: &R) -> Vec<u8> {
    // Records hold numbers, texts, lists and enums: postcard can write all of them, and growing a Vec
    // doesn't fail.
    postcard::to_extend(record, vec![VERSION]).unwrap_or_default()
}

pub(crate) fn read<R: DeserializeOwned>(bytes: &[u8]) -> Result<R, WireError> {
    match bytes.split_first() {
        Some((&VERSION, body)) => match postcard::take_from_bytes(body) {
            Ok((record, [])) => Ok(record),
            _ => Err(WireError::Damaged),
        },
        Some((&other, _)) => Err(WireError::Version(other)),
        None => Err(WireError::Damaged),
    }
}

fn to_records<T: Wire>(values: &[T]) -> Vec<T::Record> {
    values.iter().map(Wire::to_record).collect()
}

fn from_records<T: Wire>(records: Vec<T::Record>) -> Result<Vec<T>, WireError> {
    records.into_iter().map(T::from_record).collect()
}
