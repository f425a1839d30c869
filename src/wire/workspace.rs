//! The record of what a workspace's file is.

use serde::{Deserialize, Serialize};

use super::{Wire, WireError};

/// What a workspace's file is: the first of its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// When it was made, seconds since 1970-01-01T00:00:00Z.
    pub made: i64,
    /// The version of the program that made it.
    pub program: String,
    /// The version of the storage that its records come from.
    pub schema: u32,
}

/// The record of a [`Manifest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestRecord {
    made: i64,
    program: String,
    schema: u32,
}

impl Wire for Manifest {
    type Record = ManifestRecord;

    fn to_record(&self) -> ManifestRecord {
        let Manifest { made, program, schema } = self.clone();
        ManifestRecord { made, program, schema }
    }

    fn from_record(record: ManifestRecord) -> Result<Manifest, WireError> {
        let ManifestRecord { made, program, schema } = record;
        Ok(Manifest { made, program, schema })
    }
}
