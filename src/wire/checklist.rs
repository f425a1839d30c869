//! The record of a checklist that somebody has begun.

use serde::{Deserialize, Serialize};

use super::{Mark, Wire, WireError};

/// How the names of checklists for users who leave begin in the storage.
pub const USER: &str = "user ";
/// The key of the step of such a checklist that the user is deleted: its name is the user's id.
pub const PERSON: &str = "person";

/// A checklist that somebody has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// When, and by whom.
    pub begun: Mark,
    /// The service that its devices are known by.
    pub server: String,
    /// What is to be done, in order.
    pub items: Vec<ChecklistItem>,
}

/// Something that is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// A device's id, or the key of a step.
    pub key: String,
    /// The device's name.
    pub name: String,
    /// Its serial number.
    pub serial: String,
    /// When it was done, and by whom; by nobody: it was seen.
    pub done: Option<Mark>,
}

/// The record of a [`Checklist`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistRecord {
    begun: Mark,
    server: String,
    items: Vec<ChecklistItem>,
}

impl Wire for Checklist {
    type Record = ChecklistRecord;

    fn to_record(&self) -> ChecklistRecord {
        let Checklist { begun, server, items } = self.clone();
        ChecklistRecord { begun, server, items }
    }

    fn from_record(record: ChecklistRecord) -> Result<Checklist, WireError> {
        let ChecklistRecord { begun, server, items } = record;
        Ok(Checklist { begun, server, items })
    }
}
