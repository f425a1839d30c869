//! Why something can't be kept or found.

use std::fmt;

use indexed_db_futures::error::{DomException, Error, OpenDbError};

/// Why something can't be kept or found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser lets this page keep nothing: by a setting, in a private window, in a frame.
    Refused,
    /// The space that the browser grants is used up.
    Full,
    /// A newer version of the program has been here; this page is the older one and must be reloaded.
    NewerVersion,
    /// Another tab with an older version of the program is open and must be closed first.
    Blocked,
    /// The connection was closed: a newer version of the program asked for it in another tab, or the
    /// browser's data was cleared.
    Closed,
    /// There is no such set: it was deleted, maybe in another tab.
    NoSuchSet,
    /// Another tab has just added a file to the set under the same id; nothing was written.
    Conflict,
    /// A record isn't what this program wrote.
    Damaged {
        /// Which record: `rows/3/0/12`.
        what: String,
    },
    /// Anything else, in the browser's words.
    Other(String),
}

impl StoreError {
    /// Whether it is the storage that fails, rather than what was asked of it: then the work goes on in
    /// memory.
    #[must_use]
    pub fn is_storage(&self) -> bool {
        !matches!(self, StoreError::NoSuchSet | StoreError::Conflict | StoreError::Damaged { .. })
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Refused => f.write_str("the browser does not let this page keep anything"),
            StoreError::Full => f.write_str("the browser's storage for this page is full"),
            StoreError::NewerVersion => f.write_str("a newer version has written here: reload the page"),
            StoreError::Blocked => f.write_str("an older version is open in another tab: close it"),
            StoreError::Closed => f.write_str("the storage was closed: reload the page"),
            StoreError::NoSuchSet => f.write_str("the set was deleted"),
            StoreError::Conflict => f.write_str("the set was changed in another tab at the same moment"),
            StoreError::Damaged { what } => write!(f, "the stored record {what} is damaged"),
            StoreError::Other(words) => write!(f, "the browser's storage failed: {words}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Why a database can't be opened.
pub(super) fn opening(error: OpenDbError) -> StoreError {
    match error {
        // Opening is no matter of state: browsers that keep nothing in private windows answer so.
        // The library takes whatever is thrown at once for a version of zero. Ours never is: it is a refusal.
        OpenDbError::NullFactory
        | OpenDbError::UnsupportedEnvironment
        | OpenDbError::VersionZero
        | OpenDbError::Base(Error::DomException(DomException::InvalidStateError(_))) => StoreError::Refused,
        OpenDbError::Base(error) => working(error),
    }
}

/// Why a transaction on an open database fails.
pub(super) fn working(error: Error) -> StoreError {
    match error {
        Error::DomException(error) => exception(&error.into()),
        other => StoreError::Other(other.to_string()),
    }
}

/// What an exception of the database stands for.
pub(super) fn exception(error: &web_sys::DomException) -> StoreError {
    match error.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "NotAllowedError" => StoreError::Refused,
        "VersionError" => StoreError::NewerVersion,
        "InvalidStateError" => StoreError::Closed,
        name => StoreError::Other(format!("{name}: {}", error.message())),
    }
}
