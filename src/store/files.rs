//! Files of a set: what was learnt about them, their rows, and the files themselves.

use std::rc::Rc;

use device_csv::{FileId, FileReport, Step};
use serde::{Deserialize, Serialize};
use web_sys::Blob;

use super::{
    SetId, Store, StoreError, Touch,
    batch::{Batch, Change, Update, Value},
    damaged,
    key::{Key, Span},
    rows::{self, Batches},
    schema::Table,
    sets::update_set,
    steps,
};
use crate::wire::{self, ReportRecord, Wire, WireError};

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// What was learnt about it.
    pub report: FileReport,
    /// By which it is known again when it must be chosen anew.
    pub digest: [u8; 32],
    /// Whether the file itself is kept. Where it isn't, it has to be chosen anew before it can be exported.
    pub kept: bool,
}

/// The record of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileRecord {
    report: ReportRecord,
    digest: [u8; 32],
    kept: bool,
}

impl Store {
    /// Keeps a file that was read: report, rows and, where possible, the file itself, all or nothing.
    /// Returns whether the file itself is kept; where the browser has no room for it, the rest still is.
    ///
    /// Whatever the outcome, [`Store::source`] finds it as long as this page lives.
    ///
    /// # Errors
    /// [`StoreError::NoSuchSet`], [`StoreError::Conflict`].
    pub async fn add_file(
        &self,
        set: SetId,
        report: &FileReport,
        rows: &Batches,
        digest: [u8; 32],
        source: Option<Blob>,
        touch: Touch,
    ) -> Result<bool, StoreError> {
        let batch = |source: Option<&Blob>| {
            let (id, count) = (report.id.0, u64::from(report.rows));
            let file = FileRecord { report: report.to_record(), digest, kept: source.is_some() };
            let mut changes = vec![
                update_set(set, move |record| {
                    record.files += 1;
                    record.rows += count;
                    record.next_file = record.next_file.max(id.saturating_add(1));
                    record.touch(touch);
                }),
                put_new(Key::of(&[set.0, id]), wire::write(&file)),
            ];
            changes.extend(rows::put(set, report.id, rows));
            changes.extend(source.map(|blob| put_source(set, report.id, blob)));
            Batch::relaxed(changes)
        };
        if let Some(blob) = &source {
            match self.try_change(set, &batch(Some(blob))).await {
                Ok(()) => {
                    // Until the connection is back, nothing of what is queued can be read.
                    if !self.0.queued.borrow().is_empty() {
                        self.remember_source(set, report.id, blob.clone());
                    }
                    return Ok(true);
                }
                Err(error) if !error.is_storage() => return Err(error),
                // No room for it, or a browser that keeps no blobs: the rest is worth keeping without it.
                Err(_) => self.remember_source(set, report.id, blob.clone()),
            }
        }
        self.change(set, &batch(None)).await?;
        Ok(false)
    }

    /// Removes a file with its rows, and writes the history as it is without them.
    ///
    /// # Errors
    /// [`StoreError::NoSuchSet`].
    pub async fn remove_file(
        &self,
        set: SetId,
        file: FileId,
        history: (&[Step], u32),
        touch: Touch,
    ) -> Result<(), StoreError> {
        let key = Key::of(&[set.0, file.0]);
        let rows = match self.one(Table::Files, key.clone()).await? {
            // A damaged report can be removed too; what it counted is not known any more.
            Some(value) => read(&key, &value).map_or(0, |file| u64::from(file.report.rows)),
            None => return Ok(()),
        };
        let (steps, cursor) = history;
        let mut changes = vec![
            update_set(set, move |record| {
                record.files = record.files.saturating_sub(1);
                record.rows = record.rows.saturating_sub(rows);
                record.cursor = cursor;
                record.touch(touch);
            }),
            Change::Delete(Table::Files, Span::One(key.clone())),
            Change::Delete(Table::Sources, Span::One(key)),
            Change::Delete(Table::Rows, Span::under(&[set.0, file.0])),
        ];
        changes.extend(steps::replace(set, 0, steps));
        self.change(set, &Batch::strict(changes)).await?;
        self.forget_sources(|of, id| of == set && id == file);
        Ok(())
    }

    /// Gives a file that was chosen anew back to its set. Returns whether it is kept; [`Store::source`] finds
    /// it in any case as long as this page lives.
    ///
    /// # Errors
    /// [`StoreError::NoSuchSet`], or [`StoreError::Damaged`] when there is no report on that file.
    pub async fn attach_source(&self, set: SetId, file: FileId, source: Blob) -> Result<bool, StoreError> {
        let key = Key::of(&[set.0, file.0]);
        let missing = || damaged(Table::Files, &key, WireError::Damaged);
        let value = self.one(Table::Files, key.clone()).await?.ok_or_else(missing)?;
        let StoredFile { report, digest, .. } = read(&key, &value)?;
        let record = FileRecord { report: report.to_record(), digest, kept: true };
        let batch = Batch::relaxed(vec![
            update_set(set, |_| ()),
            Change::Put(Table::Files, key, Value::Bytes(wire::write(&record))),
            put_source(set, file, &source),
        ]);
        match self.try_change(set, &batch).await {
            Ok(()) => Ok(true),
            Err(error) if !error.is_storage() => Err(error),
            Err(_) => {
                self.remember_source(set, file, source);
                Ok(false)
            }
        }
    }

    /// A file itself, `None` where it is neither kept nor was chosen since this page was loaded.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn source(&self, set: SetId, file: FileId) -> Result<Option<Blob>, StoreError> {
        if let Some(blob) = self.remembered_source(set, file) {
            return Ok(Some(blob));
        }
        match self.one(Table::Sources, Key::of(&[set.0, file.0])).await? {
            Some(Value::Blob(blob)) => Ok(Some(blob)),
            _ => Ok(None),
        }
    }
}

/// Writes the record of a file that must not be there yet.
fn put_new(key: Key, bytes: Vec<u8>) -> Change {
    let update: Update = Rc::new(move |old| match old {
        Some(_) => Err(StoreError::Conflict),
        None => Ok(bytes.clone()),
    });
    Change::Update(Table::Files, key, update)
}

fn put_source(set: SetId, file: FileId, blob: &Blob) -> Change {
    Change::Put(Table::Sources, Key::of(&[set.0, file.0]), Value::Blob(blob.clone()))
}

/// A file as it was read.
pub(super) fn read(key: &Key, value: &Value) -> Result<StoredFile, StoreError> {
    let file = wire::read::<FileRecord>(value.bytes().unwrap_or_default()).and_then(|record| {
        let report = FileReport::from_record(record.report)?;
        Ok(StoredFile { report, digest: record.digest, kept: record.kept })
    });
    file.map_err(|error| damaged(Table::Files, key, error))
}
