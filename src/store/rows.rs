//! Rows of files, many to a record.

use device_csv::{FileId, Row};

use super::{
    SetId, StoreError,
    batch::{Change, Value},
    damaged,
    key::Key,
    schema::Table,
};
use crate::wire;

/// Rows of a file, in batches that are kept as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batches(Vec<Vec<u8>>);

impl Batches {
    /// Rows that are in memory.
    #[must_use]
    pub fn of(rows: &[Row]) -> Batches {
        Batches(rows.chunks(wire::BATCH).map(wire::pack).collect())
    }

    /// Puts the next batch to them: what [`wire::pack`] made of rows.
    pub fn push(&mut self, packed: Vec<u8>) {
        self.0.push(packed);
    }
}

/// Writes the rows of a file.
pub(super) fn put(set: SetId, file: FileId, rows: &Batches) -> impl Iterator<Item = Change> {
    (0..).zip(&rows.0).map(move |(chunk, packed)| {
        Change::Put(Table::Rows, Key::of(&[set.0, file.0, chunk]), Value::Bytes(packed.clone()))
    })
}

/// The rows of one record.
pub(super) fn read(key: &Key, value: &Value) -> Result<Vec<Row>, StoreError> {
    wire::unpack(value.bytes().unwrap_or_default()).map_err(|error| damaged(Table::Rows, key, error))
}
