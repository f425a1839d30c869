//! Sets: their names, dates and counts.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{
    Store, StoreError,
    batch::{Batch, Change, Update, Value},
    damaged,
    disk::Disk,
    key::{Key, Span},
    schema::Table,
};
use crate::wire;

/// The id of a set in this browser. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SetId(pub u32);

/// What a list of sets shows of each.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SetSummary {
    /// Its id.
    pub id: SetId,
    /// The name that a person gave it.
    pub name: String,
    /// When it was made, seconds since 1970-01-01T00:00:00Z.
    pub created: i64,
    /// When something in it was last changed, seconds since 1970-01-01T00:00:00Z.
    pub modified: i64,
    /// How many files it has.
    pub files: u32,
    /// How many device rows its files have.
    pub rows: u64,
    /// How many distinct devices those are.
    pub devices: u32,
}

/// What comes with every change to what a set holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Now, seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// How many distinct devices the set has after the change.
    pub devices: u32,
}

/// The record of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SetRecord {
    pub name: String,
    pub created: i64,
    pub modified: i64,
    pub files: u32,
    pub rows: u64,
    pub devices: u32,
    /// How many steps of the history are in force.
    pub cursor: u32,
    /// The id of the next file: ids of removed files aren't given again.
    pub next_file: u32,
}

/// The name of the setting that counts sets. No setting of a person's can have a space in its name.
const COUNTER: &str = "next set";

impl Store {
    /// Every set, in the order in which they were made. Sets whose record is damaged are left out.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn sets(&self) -> Result<Vec<SetSummary>, StoreError> {
        let records = self.span(Table::Sets, Span::everything()).await?;
        let summary = |(key, value): (Key, Value)| Some(read(&key, &value).ok()?.summary(SetId(key.id(0)?)));
        Ok(records.into_iter().filter_map(summary).collect())
    }

    /// Makes an empty set.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn create_set(&self, name: &str, now: i64) -> Result<SetSummary, StoreError> {
        let id = self.next_set_id().await?;
        let record = SetRecord {
            name: name.to_owned(),
            created: now,
            modified: now,
            files: 0,
            rows: 0,
            devices: 0,
            cursor: 0,
            next_file: 0,
        };
        let put = Change::Put(Table::Sets, Key::of(&[id.0]), Value::Bytes(wire::write(&record)));
        self.change(id, &Batch::strict(vec![put])).await?;
        Ok(record.summary(id))
    }

    /// An id in a transaction of its own: a crash before the set is made wastes a number, no more.
    async fn next_set_id(&self) -> Result<SetId, StoreError> {
        let key = Key::named(COUNTER);
        let count = |old: Option<&[u8]>| -> u32 {
            old.and_then(|bytes| bytes.try_into().ok()).map_or(1, u32::from_le_bytes)
        };
        let taken = Rc::new(std::cell::Cell::new(0));
        let update: Update = Rc::new({
            let taken = Rc::clone(&taken);
            move |old| {
                taken.set(count(old));
                Ok(count(old).wrapping_add(1).to_le_bytes().to_vec())
            }
        });
        self.write(&Batch::strict(vec![Change::Update(Table::Settings, key, update)])).await?;
        // Not counted: it will be when the storage can be read again, and a set can be made then.
        if taken.get() == 0 { Err(self.held().unwrap_or(StoreError::Closed)) } else { Ok(SetId(taken.get())) }
    }

    /// Gives a set another name.
    ///
    /// # Errors
    /// [`StoreError::NoSuchSet`].
    pub async fn rename_set(&self, set: SetId, name: &str, now: i64) -> Result<(), StoreError> {
        let name = name.to_owned();
        let update = update_set(set, move |record| {
            record.name.clone_from(&name);
            record.modified = now;
        });
        self.change(set, &Batch::strict(vec![update])).await
    }

    /// Deletes a set with all that is in it.
    ///
    /// # Errors
    /// When the storage can't be written: then the set is still there.
    pub async fn delete_set(&self, set: SetId) -> Result<(), StoreError> {
        let mut changes = vec![Change::Delete(Table::Sets, Span::One(Key::of(&[set.0])))];
        for table in [Table::Files, Table::Sources, Table::Rows, Table::Steps] {
            changes.push(Change::Delete(table, Span::under(&[set.0])));
        }
        self.erase(Some(set), &Batch::strict(changes)).await?;
        self.forget_sources(|of, _| of == set);
        Ok(())
    }
}

/// Takes ids of sets in a transaction of its own; the first of them.
pub(super) async fn reserve_sets(disk: &Disk, count: u32) -> Result<u32, StoreError> {
    let counted = |old: Option<&[u8]>| -> u32 {
        old.and_then(|bytes| bytes.try_into().ok()).map_or(1, u32::from_le_bytes)
    };
    let taken = Rc::new(std::cell::Cell::new(1));
    let update: Update = Rc::new({
        let taken = Rc::clone(&taken);
        move |old| {
            taken.set(counted(old));
            Ok(counted(old).wrapping_add(count).to_le_bytes().to_vec())
        }
    });
    disk.write(&Batch::strict(vec![Change::Update(Table::Settings, Key::named(COUNTER), update)])).await?;
    Ok(taken.get())
}

impl SetRecord {
    pub(super) fn summary(&self, id: SetId) -> SetSummary {
        SetSummary {
            id,
            name: self.name.clone(),
            created: self.created,
            modified: self.modified,
            files: self.files,
            rows: self.rows,
            devices: self.devices,
        }
    }

    pub(super) fn touch(&mut self, touch: Touch) {
        self.modified = touch.now;
        self.devices = touch.devices;
    }
}

/// The record of a set as it was read.
pub(super) fn read(key: &Key, value: &Value) -> Result<SetRecord, StoreError> {
    wire::read(value.bytes().unwrap_or_default()).map_err(|error| damaged(Table::Sets, key, error))
}

/// Changes the record of a set, which must be there.
pub(super) fn update_set(set: SetId, change: impl Fn(&mut SetRecord) + 'static) -> Change {
    try_update_set(set, move |record| {
        change(record);
        Ok(())
    })
}

/// As [`update_set`], with a change that may find that it can't be made.
pub(super) fn try_update_set(
    set: SetId,
    change: impl Fn(&mut SetRecord) -> Result<(), StoreError> + 'static,
) -> Change {
    let key = Key::of(&[set.0]);
    let update: Update = Rc::new({
        let key = key.clone();
        move |old| {
            let old = old.ok_or(StoreError::NoSuchSet)?;
            let mut record = wire::read(old).map_err(|error| damaged(Table::Sets, &key, error))?;
            change(&mut record)?;
            Ok(wire::write(&record))
        }
    });
    Change::Update(Table::Sets, key, update)
}
