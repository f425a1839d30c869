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
    /// Takes the repaired hash for the hash, so that its repairs are no longer reported; or reports them again.
    AcceptHash {
        /// The row.
        row: RowId,
        /// Taken or not.
        accepted: bool,
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
            Edit::Set { row, .. } | Edit::AcceptHash { row, .. } | Edit::Exclude { row, .. } => *row,
        }
    }

    /// Whether both change the same thing, perhaps to something else.
    #[must_use]
    pub fn same_place(&self, other: &Edit) -> bool {
        match (self, other) {
            (Edit::Set { row, field, .. }, Edit::Set { row: other_row, field: other_field, .. }) => {
                row == other_row && field == other_field
            }
            (Edit::AcceptHash { row, .. }, Edit::AcceptHash { row: other_row, .. })
            | (Edit::Exclude { row, .. }, Edit::Exclude { row: other_row, .. }) => row == other_row,
            _ => false,
        }
    }
}
