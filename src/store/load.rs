//! A whole set, as it was left.

use std::collections::BTreeMap;

use device_csv::{FileId, Row, Step};

use super::{
    SetId, SetSummary, Store, StoreError, StoredFile,
    batch::Value,
    files,
    key::{Key, Span},
    rows,
    schema::Table,
    sets, steps,
};

/// A whole set, as it was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedSet {
    /// Its name, dates and counts.
    pub summary: SetSummary,
    /// Its files, by id.
    pub files: Vec<StoredFile>,
    /// The rows of those files, by id.
    pub rows: Vec<Row>,
    /// Its edit history.
    pub steps: Vec<Step>,
    /// How many of the steps are in force.
    pub cursor: u32,
    /// The id for the next file.
    pub next_file: FileId,
    /// What is not in the above, because its records are damaged.
    pub damaged: Vec<Damage>,
}

/// Something of a set that can't be read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A file, with all its rows.
    File {
        /// Its id.
        id: FileId,
        /// Its name, where that can still be read.
        path: Option<String>,
    },
    /// The history from a step on.
    Steps {
        /// The first step that is gone, from 0.
        from: u32,
    },
}

impl Store {
    /// Everything of a set but its files themselves. Damage to a record costs what that record stands for,
    /// never the rest.
    ///
    /// # Errors
    /// [`StoreError::NoSuchSet`], or when the storage can't be read.
    pub async fn load_set(&self, set: SetId) -> Result<LoadedSet, StoreError> {
        let set_key = Key::of(&[set.0]);
        let under = || Span::under(&[set.0]);
        let found = self
            .read(vec![
                (Table::Sets, Span::One(set_key.clone())),
                (Table::Files, under()),
                (Table::Rows, under()),
                (Table::Steps, under()),
            ])
            .await?;
        let Ok([sets, files, rows, steps]) = <[_; 4]>::try_from(found) else {
            return Err(StoreError::NoSuchSet);
        };
        let (_, value) = sets.first().ok_or(StoreError::NoSuchSet)?;
        let record = sets::read(&set_key, value)?;

        let mut damaged = Vec::new();
        let (files, rows) = whole_files(files, rows, &mut damaged);
        let steps = whole_steps(&steps, &mut damaged);
        let count = u32::try_from(steps.len()).unwrap_or(u32::MAX);
        Ok(LoadedSet {
            summary: record.summary(set),
            files,
            rows,
            steps,
            cursor: record.cursor.min(count),
            next_file: FileId(record.next_file),
            damaged,
        })
    }
}

type Records = Vec<(Key, Value)>;

/// The files whose report and rows are all there.
fn whole_files(files: Records, rows: Records, damaged: &mut Vec<Damage>) -> (Vec<StoredFile>, Vec<Row>) {
    let mut chunks: BTreeMap<u32, Records> = BTreeMap::new();
    for (key, value) in rows {
        chunks.entry(key.id(1).unwrap_or_default()).or_default().push((key, value));
    }
    let (mut whole, mut all_rows) = (Vec::new(), Vec::new());
    for (key, value) in files {
        let id = FileId(key.id(1).unwrap_or_default());
        let Ok(file) = files::read(&key, &value) else {
            damaged.push(Damage::File { id, path: None });
            continue;
        };
        let chunks = chunks.remove(&id.0).unwrap_or_default();
        match whole_rows(&file, &chunks) {
            Some(rows) => {
                all_rows.extend(rows);
                whole.push(file);
            }
            None => damaged.push(Damage::File { id, path: Some(file.report.path) }),
        }
    }
    (whole, all_rows)
}

fn whole_rows(file: &StoredFile, chunks: &[(Key, Value)]) -> Option<Vec<Row>> {
    let mut all = Vec::new();
    for (key, value) in chunks {
        all.extend(rows::read(key, value).ok()?);
    }
    (all.len() == file.report.rows as usize).then_some(all)
}

/// The steps up to the first that is missing or damaged.
fn whole_steps(records: &[(Key, Value)], damaged: &mut Vec<Damage>) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, (key, value)) in (0..).zip(records) {
        match steps::read(key, value) {
            Ok(step) if key.id(1) == Some(at) => steps.push(step),
            _ => {
                damaged.push(Damage::Steps { from: at });
                break;
            }
        }
    }
    steps
}
