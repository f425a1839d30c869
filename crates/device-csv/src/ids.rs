//! Names of things inside a set: a file, a row, a field, a stretch of bytes.

/// A file of a set, by its place in the order in which files were added (from 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A device row: the file, and the place of the row among that file's device rows (from 0).
///
/// Headers, blank rows and preamble are not device rows. Ids never change once given: edits refer to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId {
    /// The file.
    pub file: FileId,
    /// The row among the file's device rows, from 0.
    pub row: u32,
}

/// Bytes `start..end` of a file as it is on disk, whatever its encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ByteRange {
    /// First byte, from 0.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

impl ByteRange {
    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `Device Serial Number`
    Serial,
    /// `Windows Product ID`
    ProductId,
    /// `Hardware Hash`
    Hash,
    /// `Group Tag`
    GroupTag,
    /// `Assigned User`
    AssignedUser,
    /// `Manufacturer name` (SMBIOS system manufacturer)
    Manufacturer,
    /// `Device model` (SMBIOS product name)
    Model,
}

impl Field {
    /// Every field, in the order of the portals' headers.
    pub const ALL: [Field; 7] = [
        Field::Serial,
        Field::ProductId,
        Field::Hash,
        Field::GroupTag,
        Field::AssignedUser,
        Field::Manufacturer,
        Field::Model,
    ];

    /// The fields that hold text which can be edited: all but the hash.
    pub const TEXT: [Field; 6] = [
        Field::Serial,
        Field::ProductId,
        Field::GroupTag,
        Field::AssignedUser,
        Field::Manufacturer,
        Field::Model,
    ];

    /// The header that the portals want for it, to the letter.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Field::Serial => "Device Serial Number",
            Field::ProductId => "Windows Product ID",
            Field::Hash => "Hardware Hash",
            Field::GroupTag => "Group Tag",
            Field::AssignedUser => "Assigned User",
            Field::Manufacturer => "Manufacturer name",
            Field::Model => "Device model",
        }
    }

    /// A short name that stays the same for ever: used as a message argument and in stored data.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Field::Serial => "serial",
            Field::ProductId => "product-id",
            Field::Hash => "hash",
            Field::GroupTag => "group-tag",
            Field::AssignedUser => "assigned-user",
            Field::Manufacturer => "manufacturer",
            Field::Model => "model",
        }
    }

    /// The field of that [`key`](Field::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.key() == key)
    }
}
