//! Why the store could not do what it was asked to.

use std::fmt;

/// Why the store could not do what it was asked to. No error holds anything of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The database was last used by a newer server.
    Newer {
        /// The version of its tables.
        found: usize,
        /// The newest version that is known here.
        known: usize,
    },
    /// The server is going down.
    Closed,
    /// Another server is changing the tenant just now.
    Taken,
    /// A fault in the server itself.
    Panicked,
    /// The database said so.
    Database(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Newer { found, known } => write!(
                f,
                "the database has version {found}, but this server knows versions up to {known} only: start a newer \
                 server, or use another database"
            ),
            StoreError::Closed => f.write_str("the server is going down: try again when it is up"),
            StoreError::Taken => f.write_str("another server is at it just now: try again"),
            StoreError::Panicked => f.write_str("a fault in the server: nothing was changed"),
            StoreError::Database(text) => write!(f, "the database can't be used: {text}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        // The text of a wrong statement may hold values; there are none in what is prepared here, but a file may be
        // no database at all, and that text is what helps.
        StoreError::Database(error.to_string())
    }
}

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> StoreError {
        StoreError::Database(super::tls::explain(&error))
    }
}
