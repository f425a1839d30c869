//! All that somebody has made here, one record after the other, for a file.
//!
//! Records are read as they are needed: of a large set no more is in memory than some of its rows. What is changed in the meantime
//! is noticed at the end.

use std::collections::VecDeque;

use device_csv::FileId;

use super::{
    SetId, Store, StoreError,
    batch::Value,
    key::{Key, Part, Span},
    schema::Table,
    take_in::is_a_persons,
};

/// Records that are read at once.
const AT_ONCE: u32 = 32;

/// What is to be read yet.
enum Step {
    /// The rest of a table, or of what is below a set or a file.
    Rest { table: Table, under: Vec<u32>, after: Option<Key> },
    /// A file itself.
    Source(Key),
    /// What an intent sends.
    Payload(u32),
}

/// All that somebody has made here, one record after the other.
pub struct WriteOut {
    store: Store,
    /// The sets as they were when this began.
    sets: Vec<(Key, Value)>,
    ready: VecDeque<(Table, Key, Value)>,
    steps: VecDeque<Step>,
}

impl Store {
    /// Begins to write out all that somebody has made here, as of now: sets, intents with what they send, checks, history, and
    /// settings that a person makes. What the service has is left out, as it is read there again.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn write_out_all(&self) -> Result<WriteOut, StoreError> {
        let tables = Table::ALL.into_iter().filter(|table| {
            // These are large, and read by and by.
            let is_large = matches!(
                table,
                Table::Sources | Table::Rows | Table::Steps | Table::Payloads | Table::History
            );
            table.goes_out() && !is_large
        });
        let tables: Vec<Table> = tables.collect();
        let found = self.read(tables.iter().map(|table| (*table, Span::everything())).collect()).await?;
        let mut out = WriteOut {
            store: self.clone(),
            sets: Vec::new(),
            ready: VecDeque::new(),
            steps: VecDeque::new(),
        };
        for (table, records) in tables.into_iter().zip(found) {
            for (key, value) in records {
                out.add(table, key, value);
            }
        }
        out.steps.push_back(Step::Rest { table: Table::History, under: Vec::new(), after: None });
        Ok(out)
    }
}

impl WriteOut {
    fn add(&mut self, table: Table, key: Key, value: Value) {
        match table {
            // What the program notes for itself is true of this browser alone.
            Table::Settings if !is_a_persons(&key) => return,
            Table::Sets => {
                let under = key.id(0).into_iter().collect();
                self.steps.push_back(Step::Rest { table: Table::Steps, under, after: None });
                self.sets.push((key.clone(), value.clone()));
            }
            Table::Files => {
                let under = [key.id(0), key.id(1)].into_iter().flatten().collect();
                self.steps.push_back(Step::Rest { table: Table::Rows, under, after: None });
                self.steps.push_back(Step::Source(key.clone()));
            }
            Table::Intents => self.steps.extend(key.id(0).map(Step::Payload)),
            _ => {}
        }
        self.ready.push_back((table, key, value));
    }

    /// The next record; `None`: these were all.
    ///
    /// # Errors
    /// When the storage can't be read. [`StoreError::Conflict`] when a set was changed since this began: then what was written isn't
    /// one state of it.
    pub async fn next(&mut self) -> Result<Option<(Table, Key, Value)>, StoreError> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Ok(Some(ready));
            }
            match self.steps.pop_front() {
                Some(step) => self.take(step).await?,
                None => return self.check().await.map(|()| None),
            }
        }
    }

    async fn take(&mut self, step: Step) -> Result<(), StoreError> {
        match step {
            Step::Rest { table, under, after } => {
                let found = self.store.some(table, &under, after.as_ref(), AT_ONCE).await?;
                if let Some((last, _)) = found.last().filter(|_| found.len() >= AT_ONCE as usize) {
                    let after = Some(last.clone());
                    self.steps.push_front(Step::Rest { table, under, after });
                }
                self.ready.extend(found.into_iter().map(|(key, value)| (table, key, value)));
            }
            Step::Source(key) => {
                let (Some(set), Some(file)) = (key.id(0), key.id(1)) else { return Ok(()) };
                if let Some(blob) = self.store.source(SetId(set), FileId(file)).await? {
                    self.ready.push_back((Table::Sources, key, Value::Blob(blob)));
                }
            }
            Step::Payload(seq) => {
                if let Some(blob) = self.store.payload(seq).await? {
                    self.ready.push_back((Table::Payloads, Key::of(&[seq]), Value::Blob(blob)));
                }
            }
        }
        Ok(())
    }

    /// Whether the sets are as they were.
    async fn check(&self) -> Result<(), StoreError> {
        let now = self.store.span(Table::Sets, Span::everything()).await?;
        let same = now.len() == self.sets.len()
            && now
                .iter()
                .zip(&self.sets)
                .all(|((key, value), (old_key, old))| key == old_key && value.bytes() == old.bytes());
        if same { Ok(()) } else { Err(StoreError::Conflict) }
    }
}

impl Store {
    /// Some of the records whose keys begin with these ids, and come after that one.
    async fn some(
        &self,
        table: Table,
        under: &[u32],
        after: Option<&Key>,
        most: u32,
    ) -> Result<Vec<(Key, Value)>, StoreError> {
        // What is held in memory is there already.
        if self.held().is_some() || self.disk().is_none() {
            let all = self.span(table, Span::under(under)).await?;
            let rest = all.into_iter().filter(|(key, _)| after.is_none_or(|after| key > after));
            return Ok(rest.take(most as usize).collect());
        }
        let Some(disk) = self.disk() else { return Ok(Vec::new()) };
        let mut found = match after {
            Some(key) => disk.first(table, &Span::After(key.clone()), most).await?,
            None => disk.first(table, &Span::under(under), most).await?,
        };
        let prefix: Vec<Part> = under.iter().map(|id| Part::Number(*id)).collect();
        found.retain(|(key, _)| key.0.starts_with(&prefix));
        Ok(found)
    }
}
