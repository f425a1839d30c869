//! Records in memory, lying over those on disk: what could not be written, kept until it can.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    StoreError,
    batch::{Batch, Change, Value},
    key::{Key, Span},
    schema::Table,
};

/// Changes that are not on disk. Without a disk beneath, this is a whole store in memory.
#[derive(Default)]
pub struct Held {
    deleted: Vec<(Table, Span)>,
    written: BTreeMap<(Table, Key), Value>,
    /// Sets and files that were made here: there must be none with their ids on disk when they are written there.
    created: BTreeSet<(Table, Key)>,
    /// Raised by every change.
    version: u64,
}

impl Held {
    /// Makes all changes of a batch, or none. `below` has, for each update of the batch, the record that lies
    /// below, if there is one.
    pub fn write(&mut self, batch: &Batch, below: Vec<Vec<(Key, Value)>>) -> Result<(), StoreError> {
        let mut below = below.into_iter();
        let mut updated = Vec::new();
        for change in &batch.changes {
            if let Change::Update(table, key, update) = change {
                let below = below.next().and_then(|mut records| records.pop()).map(|(_, value)| value);
                let old = self.get(*table, key, below.as_ref());
                let is_new = old.is_none();
                updated.push((update(old.and_then(Value::bytes))?, is_new));
            }
        }
        self.version += 1;
        let mut updated = updated.into_iter();
        for change in &batch.changes {
            match change {
                Change::Put(table, key, value) => {
                    if *table == Table::Sets {
                        self.created.insert((*table, key.clone()));
                    }
                    self.put(*table, key.clone(), value.clone());
                }
                Change::Delete(table, span) => self.delete(*table, span.clone()),
                Change::Update(table, key, _) => {
                    if let Some((bytes, is_new)) = updated.next() {
                        if is_new && *table == Table::Files {
                            self.created.insert((*table, key.clone()));
                        }
                        self.put(*table, key.clone(), Value::Bytes(bytes));
                    }
                }
                // Nothing of the history is ever held: what can't be kept isn't done.
                Change::Append(table, [second, number], record) => {
                    self.put(*table, Key::of(&[*second, *number]), Value::Bytes(record(*number)));
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, table: Table, key: Key, value: Value) {
        self.written.insert((table, key), value);
    }

    fn delete(&mut self, table: Table, span: Span) {
        self.written.retain(|(of, key), _| *of != table || !span.contains(key));
        self.created.retain(|(of, key)| *of != table || !span.contains(key));
        self.deleted.push((table, span));
    }

    /// A record, when `below` is the one that lies below.
    fn get<'a>(&'a self, table: Table, key: &Key, below: Option<&'a Value>) -> Option<&'a Value> {
        match self.written.get(&(table, key.clone())) {
            Some(value) => Some(value),
            None if self.hides(table, key) => None,
            None => below,
        }
    }

    fn hides(&self, table: Table, key: &Key) -> bool {
        self.deleted.iter().any(|(of, span)| *of == table && span.contains(key))
    }

    /// The records of a span, when `below` are those that lie below.
    #[must_use]
    pub fn over(&self, below: Vec<(Key, Value)>, table: Table, span: &Span) -> Vec<(Key, Value)> {
        let mut records: BTreeMap<Key, Value> =
            below.into_iter().filter(|(key, _)| !self.hides(table, key)).collect();
        for ((of, key), value) in &self.written {
            if *of == table && span.contains(key) {
                records.insert(key.clone(), value.clone());
            }
        }
        records.into_iter().collect()
    }

    /// Everything, as one batch for the disk.
    #[must_use]
    pub fn batch(&self) -> Batch {
        let deleted = self.deleted.iter().map(|(table, span)| Change::Delete(*table, span.clone()));
        let written =
            self.written.iter().map(|((table, key), value)| Change::Put(*table, key.clone(), value.clone()));
        Batch::strict(deleted.chain(written).collect())
    }

    /// What must not be on disk yet.
    #[must_use]
    pub fn created(&self) -> Vec<(Table, Span)> {
        self.created.iter().map(|(table, key)| (*table, Span::One(key.clone()))).collect()
    }

    /// Another number after each change.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.deleted.is_empty() && self.written.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(records: &[(Key, Value)]) -> Vec<String> {
        let text = |(key, value): &(Key, Value)| match value {
            Value::Bytes(bytes) => format!("{key}={}", String::from_utf8_lossy(bytes)),
            Value::Blob(_) => format!("{key}=blob"),
        };
        records.iter().map(text).collect()
    }

    fn bytes(text: &str) -> Value {
        Value::Bytes(text.as_bytes().to_vec())
    }

    #[test]
    fn what_is_held_lies_over_what_is_below() {
        let below = || vec![(Key::of(&[1, 0]), bytes("a")), (Key::of(&[1, 1]), bytes("b"))];
        let mut held = Held::default();
        held.put(Table::Steps, Key::of(&[1, 1]), bytes("B"));
        held.put(Table::Steps, Key::of(&[1, 2]), bytes("C"));
        held.put(Table::Rows, Key::of(&[1, 3]), bytes("elsewhere"));
        let all = Span::under(&[1]);
        assert_eq!(texts(&held.over(below(), Table::Steps, &all)), ["1/0=a", "1/1=B", "1/2=C"]);

        held.delete(Table::Steps, Span::Under { prefix: Key::of(&[1]), from: 1 });
        assert_eq!(texts(&held.over(below(), Table::Steps, &all)), ["1/0=a"]);
        assert!(held.get(Table::Steps, &Key::of(&[1, 2]), Some(&bytes("below"))).is_none());
        assert!(held.get(Table::Steps, &Key::of(&[1, 0]), Some(&bytes("below"))).is_some());

        held.put(Table::Steps, Key::of(&[1, 1]), bytes("again"));
        assert_eq!(texts(&held.over(below(), Table::Steps, &all)), ["1/0=a", "1/1=again"]);
        assert_eq!(held.batch().tables(), [Table::Rows, Table::Steps]);
    }
}
