//! The record of an edit.

use device_csv::{Edit, Field, FileId, RowId};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, names::FieldRecord};

/// The record of an [`Edit`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditRecord {
    /// [`Edit::Set`]
    Set {
        /// File, row.
        row: (u32, u32),
        /// The field.
        field: FieldRecord,
        /// Its new value.
        value: String,
    },
    /// [`Edit::AcceptHash`]
    AcceptHash {
        /// File, row.
        row: (u32, u32),
        /// Taken, or taken back.
        accepted: bool,
    },
    /// [`Edit::Exclude`]
    Exclude {
        /// File, row.
        row: (u32, u32),
        /// Out or in.
        excluded: bool,
    },
}

impl Wire for Edit {
    type Record = EditRecord;

    fn to_record(&self) -> EditRecord {
        let RowId { file, row } = self.row();
        let row = (file.0, row);
        match self {
            Edit::Set { field, value, .. } => {
                EditRecord::Set { row, field: field.to_record(), value: value.clone() }
            }
            Edit::AcceptHash { accepted, .. } => EditRecord::AcceptHash { row, accepted: *accepted },
            Edit::Exclude { excluded, .. } => EditRecord::Exclude { row, excluded: *excluded },
        }
    }

    fn from_record(record: EditRecord) -> Result<Edit, WireError> {
        let id = |(file, row)| RowId { file: FileId(file), row };
        Ok(match record {
            EditRecord::Set { row, field, value } => {
                Edit::Set { row: id(row), field: Field::from_record(field)?, value }
            }
            EditRecord::AcceptHash { row, accepted } => Edit::AcceptHash { row: id(row), accepted },
            EditRecord::Exclude { row, excluded } => Edit::Exclude { row: id(row), excluded },
        })
    }
}
