//! Changes that are made together or not at all.

use std::rc::Rc;

use device_csv::order::sort_by;
use web_sys::Blob;

use super::{
    StoreError,
    key::{Key, Span},
    schema::Table,
};

/// What a record holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Bytes of [`crate::wire`], or a setting's text.
    Bytes(Vec<u8>),
    /// A file.
    Blob(Blob),
}

impl Value {
    /// Its bytes; `None` for a file.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Value::Bytes(bytes) => Some(bytes),
            Value::Blob(_) => None,
        }
    }
}

/// Makes a record from the one that is there, `None` where there is none. It may be run more than once.
pub type Update = Rc<dyn Fn(Option<&[u8]>) -> Result<Vec<u8>, StoreError>>;

/// A change to a table.
#[derive(Clone)]
pub enum Change {
    /// Writes a record.
    Put(Table, Key, Value),
    /// Deletes records.
    Delete(Table, Span),
    /// Writes a record that depends on what it held before this batch. An error undoes the whole batch.
    Update(Table, Key, Update),
}

impl Change {
    fn table(&self) -> Table {
        match self {
            Change::Put(table, ..) | Change::Delete(table, _) | Change::Update(table, ..) => *table,
        }
    }
}

/// Changes that are made together, in their order, or not at all.
#[derive(Clone)]
pub struct Batch {
    /// The changes.
    pub changes: Vec<Change>,
    /// Whether to wait until they are safe from a loss of power: for what can't be made again.
    pub strict: bool,
}

impl Batch {
    /// Changes whose loss with the power would be a nuisance, no more.
    #[must_use]
    pub fn relaxed(changes: Vec<Change>) -> Batch {
        Batch { changes, strict: false }
    }

    /// Changes that must not be lost.
    #[must_use]
    pub fn strict(changes: Vec<Change>) -> Batch {
        Batch { changes, strict: true }
    }

    /// The tables that it touches, each once.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let mut tables: Vec<Table> = self.changes.iter().map(Change::table).collect();
        if tables.contains(&Table::History) {
            tables.push(Table::Told);
        }
        sort_by(&mut tables, Ord::cmp);
        tables.dedup();
        tables
    }
}
