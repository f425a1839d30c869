//! Registered devices, and what is to be done to them.
//!
//! Two write here, and never the same: the page adds intents and takes back what was never sent; the worker that talks to
//! the service moves them along. Every write of an intent names the revision that it changes, so that a worker which was
//! frozen and replaced changes nothing when it thaws. None of it is ever held in memory only: an intent that isn't kept
//! isn't sent.

use std::rc::Rc;

use outbox::{
    Approvals, CleanupRules, Device, DirectoryObject, Import, Intent, Lists, Managed, State, Status,
};
use web_sys::Blob;

use super::{
    Store, StoreError,
    batch::{Batch, Change, Update, Value},
    damaged,
    disk::Disk,
    js::blob_of,
    key::{Key, Span},
    notices::Notice,
    schema::Table,
};
use crate::wire::{self, Checks, Wire};

/// The name of the setting that counts intents.
const COUNTER: &str = "next intent";
/// The name of the setting that holds the address of the service. An empty one was taken back by a person.
pub const SERVER: &str = "server";
/// The name of the setting that holds the name of who works here; an empty one was taken back.
pub const ADMINISTRATOR: &str = "administrator";
/// The name of the setting that says how things stand with the service.
pub(super) const STATUS: &str = "service status";
/// The name of the setting that says what is known of the service's lists.
pub(super) const LISTS: &str = "service lists";
/// The name of the setting that says what is known of the service's clean-up rules.
pub(super) const RULES: &str = "cleanup rules";
/// The name of the setting that says what is known of the service's requests for approval.
pub(super) const APPROVALS: &str = "approval requests";

/// What is kept of a tenant, all as of one moment.
#[derive(Debug, Default)]
pub struct TenantRecords {
    /// Intents, the oldest first.
    pub intents: Vec<Intent>,
    /// The numbers of intents that can't be read any more.
    pub damaged: Vec<u32>,
    /// Devices, by id.
    pub devices: Vec<Device>,
    /// Registrations that others have asked for, by id.
    pub imports: Vec<Import>,
    /// What a person has checked, by the device's id.
    pub checks: Vec<(String, Checks)>,
    /// Managed devices, by id.
    pub managed: Vec<Managed>,
    /// Device objects of the directory, by id.
    pub objects: Vec<DirectoryObject>,
    /// What is known of the service's lists.
    pub lists: Lists,
    /// What is known of the service's clean-up rules.
    pub rules: CleanupRules,
    /// What is known of the service's requests for approval.
    pub approvals: Approvals,
    /// How things stand with the service.
    pub status: Status,
}

impl Store {
    /// All that is kept of a tenant. Records that are damaged are left out: what the service has is read again, and of
    /// intents the numbers are told.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn tenant(&self) -> Result<TenantRecords, StoreError> {
        let tables =
            [Table::Intents, Table::Devices, Table::Imports, Table::Checks, Table::Managed, Table::Objects];
        let tables = tables.map(|table| (table, Span::everything()));
        let settings =
            [LISTS, STATUS, RULES, APPROVALS].map(|name| (Table::Settings, Span::One(Key::named(name))));
        let mut found = self.read(tables.into_iter().chain(settings).collect()).await?.into_iter();
        let mut next = || found.next().unwrap_or_default();
        let (intents, devices, imports, checks) = (next(), next(), next(), next());
        let (managed, objects, lists, status) = (next(), next(), next(), next());
        let (rules, approvals) = (next(), next());
        let is_damaged = |(key, value): &(Key, Value)| match decode::<Intent>(value) {
            Some(_) => None,
            None => key.id(0),
        };
        let check = |(key, value): (Key, Value)| Some((key.name()?.to_owned(), decode(&value)?));
        Ok(TenantRecords {
            damaged: intents.iter().filter_map(is_damaged).collect(),
            intents: decode_all(&intents),
            devices: decode_all(&devices),
            imports: decode_all(&imports),
            checks: checks.into_iter().filter_map(check).collect(),
            managed: decode_all(&managed),
            objects: decode_all(&objects),
            lists: decode_all(&lists).pop().unwrap_or_default(),
            rules: decode_all(&rules).pop().unwrap_or_default(),
            approvals: decode_all(&approvals).pop().unwrap_or_default(),
            status: decode_all(&status).pop().unwrap_or_default(),
        })
    }

    /// Keeps new intents with what they send, all or none, and tells who sends them. Their `seq` is given here, in their
    /// order.
    ///
    /// # Errors
    /// When they can't be kept: then nothing will be sent.
    pub async fn add_intents(&self, intents: Vec<(Intent, Option<Blob>)>) -> Result<(), StoreError> {
        self.put_intents(intents, None).await
    }

    /// As [`Store::add_intents`], as long as the number of the next intent is that one: nobody has added any since.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody has; or when they can't be kept.
    pub async fn add_intents_at(
        &self,
        next: u32,
        intents: Vec<(Intent, Option<Blob>)>,
    ) -> Result<(), StoreError> {
        let count = u32::try_from(intents.len()).unwrap_or(u32::MAX);
        let update: Update = Rc::new(move |old| {
            if counted(old) == next {
                Ok(next.wrapping_add(count).to_le_bytes().to_vec())
            } else {
                Err(StoreError::Conflict)
            }
        });
        let mut changes = vec![Change::Update(Table::Settings, Key::named(COUNTER), update)];
        changes.extend(new_intents(next, intents));
        self.safe_disk()?.write(&Batch::strict(changes)).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// The number of the next intent.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn next_intent(&self) -> Result<u32, StoreError> {
        let found = self.one(Table::Settings, Key::named(COUNTER)).await?;
        Ok(counted(found.as_ref().and_then(Value::bytes)))
    }

    /// Keeps an intent that tries anew what another one wanted, as [`Store::add_intents`] does, as long as nobody has done
    /// so in another tab. One that waits for approval is taken back: nothing of it was done.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the old one was changed meanwhile; or when the new one can't be kept.
    pub async fn retry_intent(&self, old: &Intent, intent: Intent, payload: Blob) -> Result<(), StoreError> {
        let (seq, expected) = (old.seq, old.revision);
        let update: Update = Rc::new(move |kept| {
            let mut old: Intent = read(seq, kept)?;
            if old.revision != expected {
                return Err(StoreError::Conflict);
            }
            if old.state == State::Approval {
                old.state = State::Withdrawn;
            }
            old.revision += 1;
            Ok(wire::encode(&old))
        });
        let touch = Change::Update(Table::Intents, Key::of(&[seq]), update);
        self.put_intents(vec![(intent, Some(payload))], Some(touch)).await
    }

    async fn put_intents(
        &self,
        intents: Vec<(Intent, Option<Blob>)>,
        more: Option<Change>,
    ) -> Result<(), StoreError> {
        let disk = self.safe_disk()?;
        let first = reserve(&disk, u32::try_from(intents.len()).unwrap_or(u32::MAX)).await?;
        let mut changes: Vec<Change> = more.into_iter().collect();
        changes.extend(new_intents(first, intents));
        disk.write(&Batch::strict(changes)).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// Means intents that were meant for one service for another: those that came up before any was named, or one that has
    /// moved.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn move_intents(&self, seqs: &[u32], from: &str, to: &str) -> Result<(), StoreError> {
        let move_ = |seq: &u32| {
            let (seq, from, to) = (*seq, from.to_owned(), to.to_owned());
            let update: Update = Rc::new(move |old| {
                let mut intent: Intent = read(seq, old)?;
                // Another tab may have been first.
                if intent.server == from {
                    intent.server.clone_from(&to);
                    intent.revision += 1;
                }
                Ok(wire::encode(&intent))
            });
            Change::Update(Table::Intents, Key::of(&[seq]), update)
        };
        self.safe_disk()?.write(&Batch::strict(seqs.iter().map(move_).collect())).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// What an intent sends, as long as that is kept.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn payload(&self, seq: u32) -> Result<Option<Blob>, StoreError> {
        match self.one(Table::Payloads, Key::of(&[seq])).await? {
            Some(Value::Blob(blob)) => Ok(Some(blob)),
            // As versions before kept it.
            Some(Value::Bytes(bytes)) => blob_of(&bytes).map(Some),
            None => Ok(None),
        }
    }

    /// Takes an intent back, unless something of it may have reached the service by now. Whether it was taken back.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn withdraw_intent(&self, seq: u32) -> Result<bool, StoreError> {
        let update: Update = Rc::new(move |old| {
            let mut intent: Intent = read(seq, old)?;
            if !intent.can_be_withdrawn() {
                return Err(StoreError::Conflict);
            }
            intent.state = State::Withdrawn;
            intent.revision += 1;
            Ok(wire::encode(&intent))
        });
        let key = Key::of(&[seq]);
        let forget = Change::Delete(Table::Payloads, Span::One(key.clone()));
        let batch = Batch::strict(vec![Change::Update(Table::Intents, key, update), forget]);
        match self.safe_disk()?.write(&batch).await {
            Err(StoreError::Conflict) => Ok(false),
            outcome => outcome.map(|()| {
                self.told_of_tenant();
                true
            }),
        }
    }

    /// Puts intents away to which nothing happens any more, with what they sent.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn put_away_intents(&self, seqs: &[u32]) -> Result<(), StoreError> {
        let one = |table, seq: &u32| Change::Delete(table, Span::One(Key::of(&[*seq])));
        let changes = seqs.iter().flat_map(|seq| [one(Table::Intents, seq), one(Table::Payloads, seq)]);
        self.safe_disk()?.write(&Batch::strict(changes.collect())).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// Changes what a person has checked of the device of that id; what another tab has checked meanwhile stays.
    ///
    /// # Errors
    /// When it can't be kept.
    pub async fn change_checks(
        &self,
        device: &str,
        change: impl Fn(&mut Checks) + 'static,
    ) -> Result<(), StoreError> {
        let update: Update = Rc::new(move |old| {
            // What can't be read is no mark.
            let mut checks: Checks = old.and_then(|old| wire::decode(old).ok()).unwrap_or_default();
            change(&mut checks);
            Ok(wire::encode(&checks))
        });
        let change = Change::Update(Table::Checks, Key::named(device), update);
        self.safe_disk()?.write(&Batch::strict(vec![change])).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// Names the service, an empty text for none. The devices of the one before are forgotten, and how things stood with it.
    /// Intents stay, as each knows which service it is meant for; so do checks.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn name_server(&self, address: &str) -> Result<(), StoreError> {
        let changes = vec![
            Change::Put(Table::Settings, Key::named(SERVER), Value::Bytes(address.as_bytes().to_vec())),
            Change::Delete(Table::Devices, Span::everything()),
            Change::Delete(Table::Imports, Span::everything()),
            Change::Delete(Table::Managed, Span::everything()),
            Change::Delete(Table::Objects, Span::everything()),
            Change::Delete(Table::Settings, Span::One(Key::named(LISTS))),
            Change::Delete(Table::Settings, Span::One(Key::named(RULES))),
            Change::Delete(Table::Settings, Span::One(Key::named(APPROVALS))),
            Change::Delete(Table::Settings, Span::One(Key::named(STATUS))),
        ];
        self.safe_disk()?.write(&Batch::strict(changes)).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// Says who works here, an empty text for nobody: in every tab.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn name_administrator(&self, user: &str) -> Result<(), StoreError> {
        let value = Value::Bytes(user.as_bytes().to_vec());
        let changes = vec![Change::Put(Table::Settings, Key::named(ADMINISTRATOR), value)];
        self.safe_disk()?.write(&Batch::strict(changes)).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// The disk, as long as what is written there stays.
    fn safe_disk(&self) -> Result<Rc<Disk>, StoreError> {
        match self.held() {
            Some(why) => Err(why),
            None => self.disk().ok_or(StoreError::Refused),
        }
    }

    fn told_of_tenant(&self) {
        self.0.notices.tell(&Notice::Tenant);
        self.0.notices.tell_others_of_tenant();
    }
}

/// The changes that keep new intents, with numbers from `first` on.
fn new_intents(first: u32, intents: Vec<(Intent, Option<Blob>)>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (seq, (mut intent, payload)) in (first..).zip(intents) {
        intent.seq = seq;
        let key = Key::of(&[seq]);
        changes.push(Change::Put(Table::Intents, key.clone(), Value::Bytes(wire::encode(&intent))));
        changes.extend(payload.map(|blob| Change::Put(Table::Payloads, key, Value::Blob(blob))));
    }
    changes
}

/// The number of the next intent, as it is kept.
fn counted(kept: Option<&[u8]>) -> u32 {
    kept.and_then(|bytes| bytes.try_into().ok()).map_or(1, u32::from_le_bytes)
}

/// Takes numbers in a transaction of its own: a crash before they are used wastes some, no more.
async fn reserve(disk: &Disk, count: u32) -> Result<u32, StoreError> {
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

fn decode<T: Wire>(value: &Value) -> Option<T> {
    wire::decode(value.bytes()?).ok()
}

pub(super) fn decode_all<T: Wire>(records: &[(Key, Value)]) -> Vec<T> {
    records.iter().filter_map(|(_, value)| decode(value)).collect()
}

pub(super) fn read(seq: u32, old: Option<&[u8]>) -> Result<Intent, StoreError> {
    let old = old.ok_or(StoreError::Conflict)?;
    wire::decode(old).map_err(|error| damaged(Table::Intents, &Key::of(&[seq]), error))
}
