//! The record of a registration that somebody else has asked for.

use outbox::{Import, RowStatus};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, intent::RowStatusRecord};

/// The record of an [`Import`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    id: String,
    serial: String,
    group_tag: String,
    user: String,
    status: RowStatusRecord,
    since: i64,
}

impl Wire for Import {
    type Record = ImportRecord;

    fn to_record(&self) -> ImportRecord {
        ImportRecord {
            id: self.id.clone(),
            serial: self.serial.clone(),
            group_tag: self.group_tag.clone(),
            user: self.user.clone(),
            status: self.status.to_record(),
            since: self.since,
        }
    }

    fn from_record(record: ImportRecord) -> Result<Import, WireError> {
        Ok(Import {
            id: record.id,
            serial: record.serial,
            group_tag: record.group_tag,
            user: record.user,
            status: RowStatus::from_record(record.status)?,
            since: record.since,
        })
    }
}
