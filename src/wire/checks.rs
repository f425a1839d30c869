//! The record of what a person has checked of a device.

use serde::{Deserialize, Serialize};

use super::{Wire, WireError};

/// What a person has checked of a device on its way to its user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    /// Its image is the right one.
    pub image: Option<Mark>,
    /// Its user has the licences.
    pub licence: Option<Mark>,
    /// It was delivered.
    pub delivered: Option<Mark>,
}

/// A check mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// When it was made, seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who made it; empty: nobody said.
    pub by: String,
}

/// The record of [`Checks`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecksRecord {
    image: Option<Mark>,
    licence: Option<Mark>,
    delivered: Option<Mark>,
}

impl Wire for Checks {
    type Record = ChecksRecord;

    fn to_record(&self) -> ChecksRecord {
        let Checks { image, licence, delivered } = self.clone();
        ChecksRecord { image, licence, delivered }
    }

    fn from_record(record: ChecksRecord) -> Result<Checks, WireError> {
        let ChecksRecord { image, licence, delivered } = record;
        Ok(Checks { image, licence, delivered })
    }
}
