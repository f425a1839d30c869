//! Taking in what comes out of a file, one record after the other; at the end all of it is there, or nothing.
//!
//! A file may be larger than memory, and than one transaction can be. So what belongs to sets is written by and by, under ids that
//! no set has: nobody sees it. One transaction at the end makes the sets, and all else with them. Where it never comes to that, what
//! was written is deleted: at once, or by whoever takes in a file next.

use std::collections::HashMap;
use std::mem;
use std::rc::Rc;

use outbox::{Intent, Millis};
use web_sys::Blob;

use super::{
    SetId, Store, StoreError,
    batch::{Batch, Change, Update, Value},
    disk::Disk,
    key::{Key, Part, Span},
    notices::Notice,
    schema::Table,
    sets::reserve_sets,
    tenant::{ADMINISTRATOR, SERVER, forget_service, read, reserve},
};
use crate::wire;

/// How many bytes are gathered before they are written.
const GATHERED: usize = 8 << 20;
/// A day.
const DAY: Millis = 86_400_000;
/// How often all is tried that another tab may come between.
const TRIES: u32 = 5;

/// The name of the setting that says under which ids a file is being taken in. No setting of a person's has a space in its name.
const UNDERWAY: &str = "taking in";

/// What becomes of what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It stays, and the file's is added.
    Add,
    /// It goes, but for the history and what is under way.
    Replace,
}

/// What a file has beside its sets' insides.
#[derive(Default)]
pub struct Contents {
    /// Sets, by their ids in the file, as they are kept.
    pub sets: Vec<(u32, Vec<u8>)>,
    /// Intents, with what they send.
    pub intents: Vec<(Intent, Option<Blob>)>,
    /// The history, as it is kept.
    pub history: Vec<(Key, Vec<u8>)>,
    /// Settings of a person's, as far as they are wanted: the service, and who works here.
    pub settings: Vec<(Key, Vec<u8>)>,
    /// Any other record.
    pub others: Vec<(Table, Key, Value)>,
}

/// A file that is being taken in.
pub struct TakeIn {
    store: Store,
    disk: Rc<Disk>,
    /// The new ids of sets, by those in the file.
    ids: HashMap<u32, u32>,
    mark: Vec<u8>,
    gathered: Vec<Change>,
    bytes: usize,
}

impl Store {
    /// Begins to take in a file that has sets of these ids.
    ///
    /// # Errors
    /// When the storage can't be written: what is taken in is never held in memory only.
    pub async fn take_in(&self, sets: &[u32]) -> Result<TakeIn, StoreError> {
        let disk = self.safe_disk()?;
        let count = u32::try_from(sets.len()).unwrap_or(u32::MAX);
        let first = reserve_sets(&disk, count).await?;
        let key = Key::named(UNDERWAY);
        let mut old = disk.read(&[(Table::Settings, Span::One(key.clone()))]).await?;
        let old = old.pop().and_then(|mut found| found.pop());
        let mut changes = Vec::new();
        if let Some((first, count)) = old.as_ref().and_then(|(_, value)| range_of(value.bytes()?)) {
            changes.extend(deletions(first..first.saturating_add(count)));
        }
        let mark = [first.to_le_bytes(), count.to_le_bytes()].concat();
        changes.push(Change::Put(Table::Settings, key, Value::Bytes(mark.clone())));
        disk.write(&Batch::strict(changes)).await?;
        let ids = sets.iter().copied().zip(first..).collect();
        Ok(TakeIn { store: self.clone(), disk, ids, mark, gathered: Vec::new(), bytes: 0 })
    }
}

/// The first of the ids, and their number.
fn range_of(mark: &[u8]) -> Option<(u32, u32)> {
    let (first, count) = (mark.first_chunk::<4>()?, mark.last_chunk::<4>()?);
    (mark.len() == 8).then(|| (u32::from_le_bytes(*first), u32::from_le_bytes(*count)))
}

/// Deletes what is below sets.
fn deletions(sets: impl IntoIterator<Item = u32>) -> Vec<Change> {
    let tables = [Table::Files, Table::Sources, Table::Rows, Table::Steps];
    let of = |set: u32| tables.map(|table| Change::Delete(table, Span::under(&[set])));
    sets.into_iter().flat_map(of).collect()
}

impl TakeIn {
    /// Takes a record in that lies below a set: a file's report, the file itself, rows, a step.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn put(&mut self, table: Table, mut key: Key, value: Value) -> Result<(), StoreError> {
        // Of a set that isn't in the file there is nothing to be seen.
        let Some(new) = key.id(0).and_then(|old| self.ids.get(&old)) else { return Ok(()) };
        key.0[0] = Part::Number(*new);
        self.bytes += value.bytes().map_or(0, <[u8]>::len);
        self.gathered.push(Change::Put(table, key, value));
        if self.bytes >= GATHERED { self.write().await } else { Ok(()) }
    }

    async fn write(&mut self) -> Result<(), StoreError> {
        self.bytes = 0;
        let changes = mem::take(&mut self.gathered);
        if changes.is_empty() { Ok(()) } else { self.disk.write(&Batch::relaxed(changes)).await }
    }

    /// Deletes what was written, where it doesn't come to the end.
    ///
    /// # Errors
    /// When the storage can't be written; whoever takes in a file next does it then.
    pub async fn abandon(self) -> Result<(), StoreError> {
        let mut changes = deletions(self.ids.into_values());
        changes.push(still_taking_in(&self.mark));
        self.disk.write(&Batch::strict(changes)).await
    }

    /// Makes the sets, and all else with them: everything, or nothing. The new id of the first set.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another tab takes in a file too, or changes intents all the time; or when the storage can't be
    /// written.
    pub async fn finish(
        mut self,
        manner: Manner,
        contents: &Contents,
        now: Millis,
    ) -> Result<Option<SetId>, StoreError> {
        self.write().await?;
        let mut attempt = 0;
        loop {
            let mut changes = vec![still_taking_in(&self.mark)];
            self.sets(manner, contents, &mut changes).await?;
            self.intents(manner, contents, now, &mut changes).await?;
            self.rest(manner, contents, &mut changes).await?;
            match self.disk.write(&Batch::strict(changes)).await {
                Err(StoreError::Conflict) if attempt + 1 < TRIES => attempt += 1,
                outcome => {
                    outcome?;
                    break;
                }
            }
        }
        if manner == Manner::Replace {
            self.store.0.sources.borrow_mut().clear();
        }
        self.store.told_of_tenant();
        self.store.0.notices.tell(&Notice::Changed(None));
        self.store.0.notices.tell_others(None);
        Ok(contents.sets.first().and_then(|(id, _)| self.ids.get(id)).map(|id| SetId(*id)))
    }

    async fn sets(
        &self,
        manner: Manner,
        contents: &Contents,
        changes: &mut Vec<Change>,
    ) -> Result<(), StoreError> {
        if manner == Manner::Replace {
            for (key, _) in self.all(Table::Sets).await? {
                changes.extend(deletions(key.id(0)));
                changes.push(Change::Delete(Table::Sets, Span::One(key)));
            }
        }
        let known = contents.sets.iter().filter_map(|(id, bytes)| Some((*self.ids.get(id)?, bytes)));
        changes.extend(
            known.map(|(id, bytes)| Change::Put(Table::Sets, Key::of(&[id]), Value::Bytes(bytes.clone()))),
        );
        Ok(())
    }

    /// Intents go by their ids, and of those that are about the same the one that is further wins: so nothing is doubled, and nothing
    /// goes back.
    ///
    /// What is under way here stays, whatever takes the place of the rest; and so does what was sent within a day, as it counts against
    /// what may be asked for today.
    async fn intents(
        &self,
        manner: Manner,
        contents: &Contents,
        now: Millis,
        changes: &mut Vec<Change>,
    ) -> Result<(), StoreError> {
        let mut here: HashMap<String, Intent> = HashMap::new();
        for (key, value) in self.all(Table::Intents).await? {
            match value.bytes().and_then(|bytes| wire::decode::<Intent>(bytes).ok()) {
                Some(intent) => drop(here.insert(intent.id.clone(), intent)),
                None if manner == Manner::Replace => changes.extend(put_away(&key)),
                None => {}
            }
        }
        let count = u32::try_from(contents.intents.len()).unwrap_or(u32::MAX);
        let first = reserve(&self.disk, count).await?;
        let taken = contents.intents.iter().filter(|(theirs, _)| !theirs.stays_behind());
        for (seq, (theirs, payload)) in (first..).zip(taken) {
            let intent = theirs.clone().from_file(now);
            match here.remove(&intent.id) {
                Some(ours) if !intent.is_further_than(&ours) || !intent.is_same_wish(&ours) => {}
                Some(ours) => {
                    let (seq, expected) = (ours.seq, ours.revision);
                    let new = wire::encode(&Intent { seq, revision: expected + 1, ..intent });
                    let update: Update = Rc::new(move |old| {
                        if read(seq, old)?.revision == expected {
                            Ok(new.clone())
                        } else {
                            Err(StoreError::Conflict)
                        }
                    });
                    let key = Key::of(&[seq]);
                    changes.push(Change::Update(Table::Intents, key.clone(), update));
                    changes.push(payload_change(key, payload.as_ref()));
                }
                None => {
                    let key = Key::of(&[seq]);
                    let bytes = wire::encode(&Intent { seq, revision: 0, ..intent });
                    changes.push(Change::Put(Table::Intents, key.clone(), Value::Bytes(bytes)));
                    changes.push(payload_change(key, payload.as_ref()));
                }
            }
        }
        if manner == Manner::Replace {
            let is_done_with = |ours: &Intent| {
                ours.is_over() && ours.last_sent.max(ours.first_sent).is_none_or(|sent| now - sent > DAY)
            };
            let done_with = here.into_values().filter(is_done_with);
            changes.extend(done_with.flat_map(|ours| put_away(&Key::of(&[ours.seq]))));
        }
        Ok(())
    }

    /// Settings, checks and whatever else there is; and the history, which is only ever added to.
    async fn rest(
        &self,
        manner: Manner,
        contents: &Contents,
        changes: &mut Vec<Change>,
    ) -> Result<(), StoreError> {
        changes.extend(contents.history.iter().map(|(key, bytes)| {
            let bytes = bytes.clone();
            // What stands there stays as it is.
            let update: Update = Rc::new(move |old| Ok(old.map_or_else(|| bytes.clone(), <[u8]>::to_vec)));
            Change::Update(Table::History, key.clone(), update)
        }));
        // What the program notes for itself is true of one browser alone, and comes out of no file, whoever wrote it.
        let settings = contents.settings.iter().filter(|(key, _)| is_a_persons(key));
        let settings =
            settings.map(|(key, bytes)| (Table::Settings, key.clone(), Value::Bytes(bytes.clone())));
        let all: Vec<_> = settings.chain(contents.others.iter().cloned()).collect();
        let spans = all.iter().map(|(table, key, _)| (*table, Span::One(key.clone()))).collect::<Vec<_>>();
        let here = if spans.is_empty() { Vec::new() } else { self.disk.read(&spans).await? };
        if manner == Manner::Replace {
            changes.push(Change::Delete(Table::Checks, Span::everything()));
        }
        for ((table, key, value), here) in all.into_iter().zip(here) {
            let here = here.first().and_then(|(_, value)| value.bytes());
            if manner == Manner::Add && table != Table::Settings && here.is_some() {
                continue;
            }
            if key == Key::named(SERVER) && table == Table::Settings && here != value.bytes() {
                changes.extend(forget_service());
            }
            changes.push(Change::Put(table, key, value));
        }
        Ok(())
    }

    async fn all(&self, table: Table) -> Result<Vec<(Key, Value)>, StoreError> {
        let mut found = self.disk.read(&[(table, Span::everything())]).await?;
        Ok(found.pop().unwrap_or_default())
    }
}

/// Ends the taking in, if it is still that one: otherwise what was written was deleted by another one.
fn still_taking_in(mark: &[u8]) -> Change {
    let mark = mark.to_vec();
    let update: Update =
        Rc::new(
            move |old| {
                if old == Some(mark.as_slice()) { Ok(Vec::new()) } else { Err(StoreError::Conflict) }
            },
        );
    Change::Update(Table::Settings, Key::named(UNDERWAY), update)
}

/// Whether it is the name of a setting that a person makes.
#[must_use]
pub fn is_a_persons(key: &Key) -> bool {
    [SERVER, ADMINISTRATOR].iter().any(|name| *key == Key::named(name))
}

fn put_away(key: &Key) -> [Change; 2] {
    [Table::Intents, Table::Payloads].map(|table| Change::Delete(table, Span::One(key.clone())))
}

fn payload_change(key: Key, payload: Option<&Blob>) -> Change {
    match payload {
        Some(blob) => Change::Put(Table::Payloads, key, Value::Blob(blob.clone())),
        None => Change::Delete(Table::Payloads, Span::One(key)),
    }
}
