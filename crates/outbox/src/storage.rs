//! What is kept.

use std::fmt;

use crate::{
    Approvals, CleanupRules, Device, DirectoryObject, Entry, Import, Intent, Lists, Managed, Payload, People,
    Status,
};

/// A change to what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Writes an intent over the one of the same `seq`, which must be there, and of the same revision. What is written
    /// has the next one.
    Intent(Intent),
    /// Deletes an intent's payload.
    DropPayload(u32),
    /// Writes a device.
    Device(Device),
    /// Deletes the device of that id.
    DropDevice(String),
    /// Writes a registration that somebody else has asked for.
    Import(Import),
    /// Deletes the one of that id.
    DropImport(String),
    /// Writes a managed device.
    Managed(Managed),
    /// Deletes the managed device of that id.
    DropManaged(String),
    /// Writes a device object.
    Object(DirectoryObject),
    /// Deletes the device object of that id.
    DropObject(String),
    /// Writes what is known of lists.
    Lists(Lists),
    /// Writes what is known of clean-up rules.
    Rules(CleanupRules),
    /// Writes what is known of requests for approval.
    Approvals(Approvals),
    /// Writes what is known of users.
    People(People),
    /// Writes how things stand.
    Status(Status),
    /// Adds to the history, for good: in the same commit as what it tells of.
    History(Entry),
}

/// Why nothing was read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// Somebody else changed an intent meanwhile, or put it away.
    Overtaken,
    /// It can't be read or written now; in the storage's words.
    Failed(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Overtaken => f.write_str("changed by another tab meanwhile"),
            StorageError::Failed(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for StorageError {}

/// What is kept of one service.
pub trait Storage {
    /// Every intent, in the order of `seq`.
    fn intents(&self) -> impl Future<Output = Result<Vec<Intent>, StorageError>>;

    /// What an intent sends.
    fn payload(&self, seq: u32) -> impl Future<Output = Result<Payload, StorageError>>;

    /// Every device.
    fn devices(&self) -> impl Future<Output = Result<Vec<Device>, StorageError>>;

    /// The device of that id.
    fn device(&self, id: &str) -> impl Future<Output = Result<Option<Device>, StorageError>>;

    /// Every registration that somebody else has asked for.
    fn imports(&self) -> impl Future<Output = Result<Vec<Import>, StorageError>>;

    /// Every managed device.
    fn managed(&self) -> impl Future<Output = Result<Vec<Managed>, StorageError>>;

    /// Every device object.
    fn objects(&self) -> impl Future<Output = Result<Vec<DirectoryObject>, StorageError>>;

    /// What is known of lists.
    fn lists(&self) -> impl Future<Output = Result<Lists, StorageError>>;

    /// What is known of clean-up rules.
    fn rules(&self) -> impl Future<Output = Result<CleanupRules, StorageError>>;

    /// What is known of requests for approval.
    fn approvals(&self) -> impl Future<Output = Result<Approvals, StorageError>>;

    /// The users of whom somebody wants to know whether they are still there, with what is known of them.
    fn people(&self) -> impl Future<Output = Result<People, StorageError>> {
        async { Ok(People::default()) }
    }

    /// How things stand.
    fn status(&self) -> impl Future<Output = Result<Status, StorageError>>;

    /// Makes all changes or none, and returns when they are safe.
    fn commit(&self, changes: Vec<Change>) -> impl Future<Output = Result<(), StorageError>>;
}
