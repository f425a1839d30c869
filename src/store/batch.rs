//! Changes that are made together or not at all.

use std::{collections::HashSet, rc::Rc};

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

/// Makes a record that knows the last number of its key.
pub type Numbered = Rc<dyn Fn(u32) -> Vec<u8>>;

/// A change to a table.
#[derive(Clone)]
pub enum Change {
    /// Writes a record.
    Put(Table, Key, Value),
    /// Deletes records.
    Delete(Table, Span),
    /// Writes a record that depends on what it held before this batch. An error undoes the whole batch.
    Update(Table, Key, Update),
    /// Writes a record of the history, whose key is the second in which it happened and a number. Where that number is taken, it
    /// gets the first free one after it: nothing that stands there is ever written over. Records of one batch and second follow
    /// each other.
    Append(Table, [u32; 2], Numbered),
}

impl Change {
    fn table(&self) -> Table {
        match self {
            Change::Put(table, ..)
            | Change::Delete(table, _)
            | Change::Update(table, ..)
            | Change::Append(table, ..) => *table,
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

/// Numbers that are free within a second of the history.
#[derive(Debug)]
pub struct Numbers {
    taken: HashSet<u32>,
    last: Option<u32>,
}

impl Numbers {
    /// Those of a second in which these are taken.
    #[must_use]
    pub fn beside(taken: impl Iterator<Item = u32>) -> Numbers {
        Numbers { taken: taken.collect(), last: None }
    }

    /// The next one: behind the last one that was given, else that one, or the first free one after it.
    pub fn next(&mut self, wanted: u32) -> u32 {
        let mut number = self.last.map_or(wanted, |last| last.wrapping_add(1));
        while !self.taken.insert(number) {
            number = number.wrapping_add(1);
        }
        self.last = Some(number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_given_twice_and_those_of_a_batch_ascend() {
        for (taken, wanted, given) in [
            (&[][..], &[7, 7, 7][..], &[7, 8, 9][..]),
            (&[8, 9], &[7, 7, 900], &[7, 10, 11]),
            (&[7], &[7], &[8]),
            (&[], &[900, 7], &[900, 901]),
            (&[u32::MAX, 0], &[u32::MAX], &[1]),
        ] {
            let mut numbers = Numbers::beside(taken.iter().copied());
            let found: Vec<u32> = wanted.iter().map(|wanted| numbers.next(*wanted)).collect();
            assert_eq!(found, given, "{taken:?} {wanted:?}");
        }
    }
}
