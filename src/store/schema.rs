//! What the database holds: its object stores and their keys, by version.
//!
//! | Object store | Key | Value |
//! |---|---|---|
//! | `sets` | `[set]` | the set's name, dates, counts and place in its history |
//! | `files` | `[set, file]` | the file's report, digest, and whether its source is kept |
//! | `sources` | `[set, file]` | the file itself, a `Blob` |
//! | `rows` | `[set, file, chunk]` | up to [`BATCH`](crate::wire::BATCH) rows |
//! | `steps` | `[set, step]` | one step of the edit history |
//! | `settings` | `[name]` | text |
//! | `intents` | `[intent]` | what somebody wants done elsewhere, and how far it is |
//! | `payloads` | `[intent]` | what an intent sends |
//! | `devices` | `[id]` | a registered device, as it was last seen |
//! | `imports` | `[id]` | a registration that somebody else has asked for |
//! | `checks` | `[id]` | what a person has checked of a device |
//! | `managed` | `[id]` | a managed device, as it was last seen |
//! | `objects` | `[id]` | a device's object in the directory, as it was last seen |
//! | `history` | `[seconds, number]` | something that was asked, sent, answered or seen |
//! | `told` | `[device, seconds, number]` | nothing: that entry of the history is about this device |
//!
//! Values other than blobs are bytes of [`crate::wire`].

/// The newest version of the schema.
pub const VERSION: u32 = v5::VERSION;

/// Version 1, the first.
pub mod v1 {
    /// Its number.
    pub const VERSION: u32 = 1;
    /// Its object stores, all with keys of their own (not part of the value).
    pub const STORES: [&str; 6] = ["sets", "files", "sources", "rows", "steps", "settings"];
}

/// Version 2: registered devices, and what is to be done to them.
pub mod v2 {
    /// Its number.
    pub const VERSION: u32 = 2;
    /// The object stores that it adds.
    pub const STORES: [&str; 4] = ["intents", "payloads", "devices", "checks"];
}

/// Version 3: registrations that others have asked for.
pub mod v3 {
    /// Its number.
    pub const VERSION: u32 = 3;
    /// The object stores that it adds.
    pub const STORES: [&str; 1] = ["imports"];
}

/// Version 4: devices in management and in the directory, and the history of what was done.
pub mod v4 {
    /// Its number.
    pub const VERSION: u32 = 4;
    /// The object stores that it adds.
    pub const STORES: [&str; 3] = ["managed", "objects", "history"];
}

/// Version 5: which entries of the history are about a device.
pub mod v5 {
    /// Its number.
    pub const VERSION: u32 = 5;
    /// The object stores that it adds.
    pub const STORES: [&str; 1] = ["told"];
}

/// An object store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Sets.
    Sets,
    /// Reports on files.
    Files,
    /// The files themselves.
    Sources,
    /// Rows of files.
    Rows,
    /// Edit history.
    Steps,
    /// Settings, which belong to no set.
    Settings,
    /// What somebody wants done elsewhere.
    Intents,
    /// What intents send.
    Payloads,
    /// Registered devices.
    Devices,
    /// What a person has checked of them.
    Checks,
    /// Registrations that others have asked for.
    Imports,
    /// Managed devices.
    Managed,
    /// Device objects of the directory.
    Objects,
    /// What was done, for good.
    History,
    /// Which entries of that are about a device: written with them, and with nothing else.
    Told,
}

impl Table {
    /// Every object store.
    pub const ALL: [Table; 15] = [
        Table::Sets,
        Table::Files,
        Table::Sources,
        Table::Rows,
        Table::Steps,
        Table::Settings,
        Table::Intents,
        Table::Payloads,
        Table::Devices,
        Table::Checks,
        Table::Imports,
        Table::Managed,
        Table::Objects,
        Table::History,
        Table::Told,
    ];

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Whether it holds what the service has: that is read there again, and is no part of what somebody has made here.
    #[must_use]
    pub fn is_read_again(self) -> bool {
        matches!(self, Table::Devices | Table::Imports | Table::Managed | Table::Objects)
    }

    /// Whether files have it: neither what is read again, nor what follows from another table.
    #[must_use]
    pub fn goes_out(self) -> bool {
        !self.is_read_again() && self != Table::Told
    }

    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Table::Sets => "sets",
            Table::Files => "files",
            Table::Sources => "sources",
            Table::Rows => "rows",
            Table::Steps => "steps",
            Table::Settings => "settings",
            Table::Intents => "intents",
            Table::Payloads => "payloads",
            Table::Devices => "devices",
            Table::Checks => "checks",
            Table::Imports => "imports",
            Table::Managed => "managed",
            Table::Objects => "objects",
            Table::History => "history",
            Table::Told => "told",
        }
    }
}
