//! The record of what is known of users.

use outbox::{DirectoryUser, People};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, from_records, to_records, trouble::TroubleRecord};

/// The record of [`People`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleRecord {
    address: String,
    users: Vec<DirectoryUserRecord>,
    refused: Option<TroubleRecord>,
}

/// The record of a [`DirectoryUser`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryUserRecord {
    id: String,
    read: Option<i64>,
    is_gone: bool,
}

impl Wire for DirectoryUser {
    type Record = DirectoryUserRecord;

    fn to_record(&self) -> DirectoryUserRecord {
        DirectoryUserRecord { id: self.id.clone(), read: self.read, is_gone: self.is_gone }
    }

    fn from_record(record: DirectoryUserRecord) -> Result<DirectoryUser, WireError> {
        let DirectoryUserRecord { id, read, is_gone } = record;
        Ok(DirectoryUser { id, read, is_gone })
    }
}

impl Wire for People {
    type Record = PeopleRecord;

    fn to_record(&self) -> PeopleRecord {
        PeopleRecord {
            address: self.address.clone(),
            users: to_records(&self.users),
            refused: self.refused.as_ref().map(Wire::to_record),
        }
    }

    fn from_record(record: PeopleRecord) -> Result<People, WireError> {
        Ok(People {
            address: record.address,
            users: from_records(record.users)?,
            refused: record.refused.map(Wire::from_record).transpose()?,
        })
    }
}
