//! A change to a row, kept apart from the row itself.

use crate::{Field, RowId};

/// A change to a row. Rows are never altered: edits lie over them and can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Gives a text field another value.
    Set {
        /// The row.
        row: RowId,
        /// The field; not [`Field::Hash`].
        field: Field,
        /// The whole new value.
        value: String,
    },
    /// Takes the repaired hash for the hash, so that it is no longer reported.
    AcceptHash {
        /// The row.
        row: RowId,
    },
    /// Leaves the row out of the set, or takes it in again.
    Exclude {
        /// The row.
        row: RowId,
        /// Out or in.
        excluded: bool,
    },
}

impl Edit {
    /// The row that it changes.
    #[must_use]
    pub fn row(&self) -> RowId {
        match self {
            Edit::Set { row, .. } | Edit::AcceptHash { row } | Edit::Exclude { row, .. } => *row,
        }
    }
}
