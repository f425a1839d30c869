//! What is known of the lists that a service may not let everybody read.

use crate::{Millis, Trouble};

/// What is known of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// When it was last read to its end.
    pub read: Option<Millis>,
    /// Where what has changed since can be read; `None`: the whole list is read.
    pub changes: Option<String>,
    /// Why it can't be read; what is kept of it is old then.
    pub refused: Option<Trouble>,
}

/// What is known of the lists of one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The service.
    pub address: String,
    /// Managed devices.
    pub managed: ListState,
    /// Device objects of the directory.
    pub objects: ListState,
}
