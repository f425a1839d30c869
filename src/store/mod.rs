//! What is kept in this browser: sets with their files, rows and edit history, and settings.
//!
//! A [`Store`] has two layers. Beneath lies `IndexedDB` (`disk`). Over it lies memory (`held`), empty as
//! long as the browser keeps what it is given. Where storage is refused, full or taken away, changes stay in
//! memory from then on, a [`Notice::Held`] says so, and the work goes on; [`Store::retry`] writes them out
//! when there is room again. Every operation is written once, over both.
//!
//! Changes that belong together are one transaction: a crash at any moment leaves whole files and whole
//! steps, or none. Nothing but this module knows `IndexedDB`.

mod batch;
mod disk;
#[cfg(feature = "page")]
mod draft;
mod error;
mod files;
mod held;
mod history;
#[cfg(all(test, target_arch = "wasm32"))]
mod history_tests;
mod js;
mod key;
mod load;
mod migrations;
mod notices;
mod opening;
mod quota;
mod rows;
mod schema;
mod sets;
mod settings;
mod steps;
mod take_in;
mod tenant;
mod tenant_disk;
#[cfg(all(test, target_arch = "wasm32"))]
mod tenant_tests;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod write_out;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    mem,
    rc::Rc,
};

use device_csv::FileId;
use web_sys::Blob;

use batch::{Batch, Change};
use disk::Disk;
use held::Held;
use key::Span;

pub use batch::Value;
pub use error::StoreError;
pub use files::StoredFile;
pub use history::{Past, Sought, place, second};
pub use key::{Key, Part};
pub use load::{Damage, LoadedSet};
pub use notices::{Notice, Subscription};
pub use quota::{Estimate, estimate, persist, persisted};
pub use rows::Batches;
pub use schema::{Table, VERSION as SCHEMA};
pub use sets::{SetId, SetSummary, Touch};
pub use take_in::{Contents, Manner, TakeIn};
pub use tenant::{ADMINISTRATOR, SERVER, TenantRecords};
pub use tenant_disk::TenantDisk;
pub use write_out::WriteOut;

use crate::wire::WireError;
use notices::Notices;

/// The name of the program's database.
pub const NAME: &str = "muster";

/// What is kept in this browser. Clones are the same store.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    name: Option<String>,
    disk: RefCell<Option<Rc<Disk>>>,
    held: RefCell<Held>,
    /// Changes to records that can't be read, as the connection is gone: made, in their order, once there is one again.
    queued: RefCell<Vec<Batch>>,
    /// Whether what is held is being written.
    retrying: Cell<bool>,
    /// Why changes are held in memory; `None`: they aren't.
    why: RefCell<Option<StoreError>>,
    /// Files that the disk has no room for, by set and file: they can be read as long as this page lives.
    sources: RefCell<BTreeMap<(SetId, FileId), Blob>>,
    notices: Notices,
}

impl Store {
    /// Opens the database of that name. Where that isn't possible the store works in memory, and
    /// [`Store::held`] says why.
    pub async fn open(name: &str) -> Store {
        let store = Store::new(Some(name), Notices::shared(name));
        match store.connect(name).await {
            Ok(disk) => *store.0.disk.borrow_mut() = Some(Rc::new(disk)),
            Err(error) => *store.0.why.borrow_mut() = Some(error),
        }
        store
    }

    /// A store in memory, which nothing outlives.
    #[must_use]
    pub fn in_memory() -> Store {
        let store = Store::new(None, Notices::private());
        *store.0.why.borrow_mut() = Some(StoreError::Refused);
        store
    }

    fn new(name: Option<&str>, notices: Notices) -> Store {
        Store(Rc::new(Inner {
            name: name.map(str::to_owned),
            disk: RefCell::default(),
            held: RefCell::default(),
            queued: RefCell::default(),
            retrying: Cell::default(),
            why: RefCell::default(),
            sources: RefCell::default(),
            notices,
        }))
    }

    async fn connect(&self, name: &str) -> Result<Disk, StoreError> {
        let inner = Rc::downgrade(&self.0);
        Disk::open(name, move || {
            if let Some(inner) = inner.upgrade() {
                Store(inner).hold(StoreError::Closed);
            }
        })
        .await
    }

    /// Why changes are held in memory only; `None`: they are kept.
    #[must_use]
    pub fn held(&self) -> Option<StoreError> {
        self.0.why.borrow().clone()
    }

    /// Calls `listener` for every [`Notice`], until the subscription is dropped.
    pub fn changes(&self, listener: impl Fn(Notice) + 'static) -> Subscription {
        self.0.notices.subscribe(listener)
    }

    /// Tries again to keep what is held in memory. What is changed meanwhile is kept too.
    ///
    /// # Errors
    /// Why it still can't be kept: [`StoreError::Conflict`] when another tab has made a set or a file with the same id.
    pub async fn retry(&self) -> Result<(), StoreError> {
        let Some(why) = self.held() else { return Ok(()) };
        if self.0.retrying.replace(true) {
            return Err(why);
        }
        let outcome = self.write_out().await;
        self.0.retrying.set(false);
        outcome?;
        self.0.notices.tell(&Notice::Kept);
        self.0.notices.tell_others(None);
        Ok(())
    }

    async fn write_out(&self) -> Result<(), StoreError> {
        let Some(name) = &self.0.name else { return Err(StoreError::Refused) };
        let there = self.disk().filter(|disk| disk.is_open());
        let disk = match there {
            Some(disk) => disk,
            None => Rc::new(self.connect(name).await?),
        };
        let created = self.0.held.borrow().created();
        if !created.is_empty() && disk.read(&created).await?.iter().any(|found| !found.is_empty()) {
            return Err(StoreError::Conflict);
        }
        loop {
            let (batch, version) = {
                let held = self.0.held.borrow();
                (held.batch(), held.version())
            };
            if !batch.changes.is_empty() {
                disk.write(&batch).await?;
            }
            let queued = mem::take(&mut *self.0.queued.borrow_mut());
            let mut refused = None;
            for (at, batch) in queued.iter().enumerate() {
                match disk.write(batch).await {
                    Err(why) if why.is_storage() => {
                        // Those that were not made come before what was queued meanwhile.
                        self.0.queued.borrow_mut().splice(0..0, queued[at..].iter().cloned());
                        return Err(why);
                    }
                    Err(why) => refused = Some(why),
                    Ok(()) => {}
                }
            }
            // Nothing is awaited from here on: what was changed since goes round once more, anything later to disk.
            if self.0.held.borrow().version() == version && self.0.queued.borrow().is_empty() {
                *self.0.disk.borrow_mut() = Some(disk);
                *self.0.held.borrow_mut() = Held::default();
                *self.0.why.borrow_mut() = None;
                return refused.map_or(Ok(()), Err);
            }
        }
    }

    /// Deletes every set and every setting.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn clear_everything(&self) -> Result<(), StoreError> {
        let changes = Table::ALL.map(|table| Change::Delete(table, Span::everything()));
        self.erase(None, &Batch::strict(changes.into())).await?;
        self.0.sources.borrow_mut().clear();
        self.0.notices.tell(&Notice::Changed(None));
        Ok(())
    }

    /// Makes deletions, on disk even while changes are held in memory: what is to go must be gone when this returns,
    /// and it may be just what takes up the room.
    async fn erase(&self, set: Option<SetId>, batch: &Batch) -> Result<(), StoreError> {
        if let Some(disk) = self.disk() {
            disk.write(batch).await?;
            self.0.notices.tell_others(set);
        }
        if self.held().is_some() {
            self.write_held(batch).await?;
        }
        Ok(())
    }

    fn disk(&self) -> Option<Rc<Disk>> {
        self.0.disk.borrow().clone()
    }

    fn hold(&self, why: StoreError) {
        *self.0.why.borrow_mut() = Some(why.clone());
        self.0.notices.tell(&Notice::Held(why));
    }

    async fn read(&self, spans: Vec<(Table, Span)>) -> Result<Vec<Vec<(Key, Value)>>, StoreError> {
        let below = match self.disk() {
            Some(disk) => disk.read(&spans).await?,
            None => vec![Vec::new(); spans.len()],
        };
        let held = self.0.held.borrow();
        if held.is_empty() {
            return Ok(below);
        }
        Ok(below
            .into_iter()
            .zip(spans)
            .map(|(below, (table, span))| held.over(below, table, &span))
            .collect())
    }

    async fn span(&self, table: Table, span: Span) -> Result<Vec<(Key, Value)>, StoreError> {
        Ok(self.read(vec![(table, span)]).await?.pop().unwrap_or_default())
    }

    async fn one(&self, table: Table, key: Key) -> Result<Option<Value>, StoreError> {
        Ok(self.span(table, Span::One(key)).await?.pop().map(|(_, value)| value))
    }

    /// Makes the changes of a batch on disk, or in memory where the disk fails.
    async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        loop {
            if let (None, Some(disk)) = (self.held(), self.disk()) {
                match disk.write(batch).await {
                    // Another change may have failed in the meantime.
                    Err(why) if why.is_storage() => {
                        if self.held().is_none() {
                            self.hold(why);
                        }
                    }
                    outcome => return outcome,
                }
            }
            if self.write_held(batch).await? {
                return Ok(());
            }
        }
    }

    /// Makes the changes of a batch on disk; in memory, once changes are held there.
    async fn try_write(&self, batch: &Batch) -> Result<(), StoreError> {
        loop {
            if let (None, Some(disk)) = (self.held(), self.disk()) {
                return disk.write(batch).await;
            }
            if self.write_held(batch).await? {
                return Ok(());
            }
        }
    }

    /// Makes the changes of a batch in memory. `false`: nothing is held any more, so that they belong on disk.
    async fn write_held(&self, batch: &Batch) -> Result<bool, StoreError> {
        let updated = batch.changes.iter().filter_map(|change| match change {
            Change::Update(table, key, _) => Some((*table, Span::One(key.clone()))),
            _ => None,
        });
        let updated: Vec<_> = updated.collect();
        let below = match self.disk() {
            Some(disk) if !updated.is_empty() => disk.read(&updated).await,
            _ => Ok(vec![Vec::new(); updated.len()]),
        };
        // Nothing is awaited from here on: no other change can come between.
        if self.held().is_none() {
            return Ok(false);
        }
        match below {
            Ok(below) if self.0.queued.borrow().is_empty() => self.0.held.borrow_mut().write(batch, below)?,
            Err(why) if !why.is_storage() => return Err(why),
            // What it would change can't be seen now, or what comes before it couldn't.
            _ => self.0.queued.borrow_mut().push(batch.clone()),
        }
        Ok(true)
    }

    /// As [`Store::write`], and tells the other tabs.
    async fn change(&self, set: SetId, batch: &Batch) -> Result<(), StoreError> {
        self.write(batch).await?;
        self.tell_others(Some(set));
        Ok(())
    }

    /// As [`Store::try_write`], and tells the other tabs.
    async fn try_change(&self, set: SetId, batch: &Batch) -> Result<(), StoreError> {
        self.try_write(batch).await?;
        self.tell_others(Some(set));
        Ok(())
    }

    /// Other tabs see what is on disk, and nothing else.
    fn tell_others(&self, set: Option<SetId>) {
        if self.held().is_none() {
            self.0.notices.tell_others(set);
        }
    }

    fn remember_source(&self, set: SetId, file: FileId, blob: Blob) {
        self.0.sources.borrow_mut().insert((set, file), blob);
    }

    fn remembered_source(&self, set: SetId, file: FileId) -> Option<Blob> {
        self.0.sources.borrow().get(&(set, file)).cloned()
    }

    fn forget_sources(&self, which: impl Fn(SetId, FileId) -> bool) {
        self.0.sources.borrow_mut().retain(|(set, file), _| !which(*set, *file));
    }
}

fn damaged(table: Table, key: &Key, error: WireError) -> StoreError {
    match error {
        // A record of a newer version, although the schema is of ours: written by a newer program.
        WireError::Version(_) => StoreError::NewerVersion,
        WireError::Damaged => StoreError::Damaged { what: format!("{}/{key}", table.name()) },
    }
}
