//! Rows of files, many to a record.

use device_csv::{FileId, Row};

use super::{
    SetId, StoreError,
    batch::{Change, Value},
    damaged,
    key::Key,
    schema::{ROWS_IN_CHUNK, Table},
};
use crate::wire;

/// Writes the rows of a file.
pub(super) fn put(set: SetId, file: FileId, rows: &[Row]) -> impl Iterator<Item = Change> {
    (0..).zip(rows.chunks(ROWS_IN_CHUNK)).map(move |(chunk, rows)| {
        Change::Put(Table::Rows, Key::of(&[set.0, file.0, chunk]), Value::Bytes(wire::encode_all(rows)))
    })
}

/// The rows of one record.
pub(super) fn read(key: &Key, value: &Value) -> Result<Vec<Row>, StoreError> {
    wire::decode_all(value.bytes().unwrap_or_default()).map_err(|error| damaged(Table::Rows, key, error))
}
