//! Registered devices, and what is to be done to them.
//!
//! Two write here, and never the same: the page adds intents and takes back what was never sent; the worker that talks to
//! the service moves them along. Every write of an intent names the revision that it changes, so that a worker which was
//! frozen and replaced changes nothing when it thaws. None of it is ever held in memory only: an intent that isn't kept
//! isn't sent.

use std::rc::Rc;

use outbox::{Change as Step, Device, Intent, Payload, State, Status, StorageError};

use super::{
    NAME, Store, StoreError,
    batch::{Batch, Change, Update, Value},
    damaged,
    disk::Disk,
    key::{Key, Span},
    notices::{Notice, Notices, Subscription},
    schema::Table,
};
use crate::wire::{self, Checks, Wire};

/// The name of the setting that counts intents.
const COUNTER: &str = "next intent";
/// The name of the setting that holds the address of the service. An empty one was taken back by a person.
pub const SERVER: &str = "server";
/// The name of the setting that says how things stand with the service.
const STATUS: &str = "service status";

/// What is kept of a tenant, all as of one moment.
#[derive(Debug, Default)]
pub struct TenantRecords {
    /// Intents, the oldest first.
    pub intents: Vec<Intent>,
    /// Devices, by id.
    pub devices: Vec<Device>,
    /// What a person has checked, by the device's id.
    pub checks: Vec<(String, Checks)>,
    /// How things stand with the service.
    pub status: Status,
}

impl Store {
    /// All that is kept of a tenant. Records that are damaged are left out.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn tenant(&self) -> Result<TenantRecords, StoreError> {
        let tables = [Table::Intents, Table::Devices, Table::Checks].map(|table| (table, Span::everything()));
        let status = (Table::Settings, Span::One(Key::named(STATUS)));
        let mut found = self.read(tables.into_iter().chain([status]).collect()).await?.into_iter();
        let mut next = || found.next().unwrap_or_default();
        let (intents, devices, checks, status) = (next(), next(), next(), next());
        let check = |(key, value): (Key, Value)| Some((key.name()?.to_owned(), decode(&value)?));
        Ok(TenantRecords {
            intents: decode_all(&intents),
            devices: decode_all(&devices),
            checks: checks.into_iter().filter_map(check).collect(),
            status: decode_all(&status).pop().unwrap_or_default(),
        })
    }

    /// Keeps new intents with what they send, all or none, and tells who sends them. Their `seq` is given here, in their
    /// order.
    ///
    /// # Errors
    /// When they can't be kept: then nothing will be sent.
    pub async fn add_intents(&self, intents: Vec<(Intent, Payload)>) -> Result<(), StoreError> {
        let disk = self.safe_disk()?;
        let first = reserve(&disk, u32::try_from(intents.len()).unwrap_or(u32::MAX)).await?;
        let mut changes = Vec::new();
        for (seq, (mut intent, payload)) in (first..).zip(intents) {
            intent.seq = seq;
            let key = Key::of(&[seq]);
            changes.push(Change::Put(Table::Intents, key.clone(), Value::Bytes(wire::encode(&intent))));
            if !payload.bytes.is_empty() {
                changes.push(Change::Put(Table::Payloads, key, Value::Bytes(payload.bytes)));
            }
        }
        disk.write(&Batch::strict(changes)).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// What an intent sends, as long as that is kept.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn payload(&self, seq: u32) -> Result<Option<Payload>, StoreError> {
        Ok(self.one(Table::Payloads, Key::of(&[seq])).await?.and_then(bytes).map(|bytes| Payload { bytes }))
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

    /// Keeps what a person has checked of the device of that id.
    ///
    /// # Errors
    /// When it can't be kept.
    pub async fn put_checks(&self, device: &str, checks: &Checks) -> Result<(), StoreError> {
        let put = Change::Put(Table::Checks, Key::named(device), Value::Bytes(wire::encode(checks)));
        self.safe_disk()?.write(&Batch::strict(vec![put])).await?;
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
            Change::Delete(Table::Settings, Span::One(Key::named(STATUS))),
        ];
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

/// Takes numbers in a transaction of its own: a crash before they are used wastes some, no more.
async fn reserve(disk: &Disk, count: u32) -> Result<u32, StoreError> {
    let read = |old: Option<&[u8]>| old.and_then(|bytes| bytes.try_into().ok()).map_or(1, u32::from_le_bytes);
    let taken = Rc::new(std::cell::Cell::new(1));
    let update: Update = Rc::new({
        let taken = Rc::clone(&taken);
        move |old| {
            taken.set(read(old));
            Ok(read(old).wrapping_add(count).to_le_bytes().to_vec())
        }
    });
    disk.write(&Batch::strict(vec![Change::Update(Table::Settings, Key::named(COUNTER), update)])).await?;
    Ok(taken.get())
}

fn bytes(value: Value) -> Option<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Some(bytes),
        Value::Blob(_) => None,
    }
}

fn decode<T: Wire>(value: &Value) -> Option<T> {
    wire::decode(value.bytes()?).ok()
}

fn decode_all<T: Wire>(records: &[(Key, Value)]) -> Vec<T> {
    records.iter().filter_map(|(_, value)| decode(value)).collect()
}

fn read(seq: u32, old: Option<&[u8]>) -> Result<Intent, StoreError> {
    let old = old.ok_or(StoreError::Conflict)?;
    wire::decode(old).map_err(|error| damaged(Table::Intents, &Key::of(&[seq]), error))
}

/// The storage of the worker that talks to the service.
pub struct TenantDisk {
    /// The service that it writes about; `None`: any.
    server: Option<String>,
    disk: Disk,
    notices: Notices,
}

impl TenantDisk {
    /// Opens the program's database, to write what is heard of a service as long as that is the one that is named.
    ///
    /// # Errors
    /// When it can't be opened.
    pub async fn open(server: &str) -> Result<TenantDisk, StoreError> {
        let server = Some(server.to_owned());
        Ok(TenantDisk { server, disk: Disk::open(NAME, || {}).await?, notices: Notices::shared(NAME) })
    }

    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn of(disk: Disk, notices: Notices) -> TenantDisk {
        TenantDisk { server: None, disk, notices }
    }

    /// Calls `listener` when a page has changed something of the tenant, until the subscription is dropped.
    pub fn changes(&self, listener: impl Fn() + 'static) -> Subscription {
        self.notices.subscribe(move |notice| {
            if notice == Notice::Tenant {
                listener();
            }
        })
    }

    async fn all<T: Wire>(&self, table: Table, span: Span) -> Result<Vec<T>, StorageError> {
        let mut found = self.disk.read(&[(table, span)]).await.map_err(failed)?;
        Ok(decode_all(&found.pop().unwrap_or_default()))
    }
}

impl outbox::Storage for TenantDisk {
    async fn intents(&self) -> Result<Vec<Intent>, StorageError> {
        self.all(Table::Intents, Span::everything()).await
    }

    async fn payload(&self, seq: u32) -> Result<Payload, StorageError> {
        let span = Span::One(Key::of(&[seq]));
        let mut found = self.disk.read(&[(Table::Payloads, span)]).await.map_err(failed)?;
        let value = found.pop().and_then(|mut records| records.pop()).map(|(_, value)| value);
        Ok(Payload { bytes: value.and_then(bytes).unwrap_or_default() })
    }

    async fn devices(&self) -> Result<Vec<Device>, StorageError> {
        self.all(Table::Devices, Span::everything()).await
    }

    async fn status(&self) -> Result<Status, StorageError> {
        let status = self.all(Table::Settings, Span::One(Key::named(STATUS))).await?.pop();
        Ok(status.unwrap_or_default())
    }

    async fn commit(&self, steps: Vec<Step>) -> Result<(), StorageError> {
        // Devices can be read again at any time; what concerns an intent can't.
        let strict = steps.iter().any(|step| matches!(step, Step::Intent(_)));
        let mut changes: Vec<Change> = steps.into_iter().map(change).collect();
        // Another service may have been named in another tab.
        changes.extend(self.server.as_ref().map(|server| still_named(server)));
        self.disk.write(&Batch { changes, strict }).await.map_err(failed)?;
        self.notices.tell_others_of_tenant();
        Ok(())
    }
}

fn change(step: Step) -> Change {
    match step {
        Step::Intent(mut intent) => {
            let (seq, expected) = (intent.seq, intent.revision);
            intent.revision += 1;
            let update: Update = Rc::new(move |old| {
                if read(seq, old)?.revision == expected {
                    Ok(wire::encode(&intent))
                } else {
                    Err(StoreError::Conflict)
                }
            });
            Change::Update(Table::Intents, Key::of(&[seq]), update)
        }
        Step::DropPayload(seq) => Change::Delete(Table::Payloads, Span::One(Key::of(&[seq]))),
        Step::Device(device) => {
            Change::Put(Table::Devices, Key::named(&device.id), Value::Bytes(wire::encode(&device)))
        }
        Step::DropDevice(id) => Change::Delete(Table::Devices, Span::One(Key::named(&id))),
        Step::Status(status) => {
            Change::Put(Table::Settings, Key::named(STATUS), Value::Bytes(wire::encode(&status)))
        }
    }
}

/// Undoes a batch where another service is named.
fn still_named(server: &str) -> Change {
    let server = server.as_bytes().to_vec();
    let update: Update =
        Rc::new(
            move |old| {
                if old == Some(server.as_slice()) { Ok(server.clone()) } else { Err(StoreError::Conflict) }
            },
        );
    Change::Update(Table::Settings, Key::named(SERVER), update)
}

fn failed(error: StoreError) -> StorageError {
    match error {
        StoreError::Conflict => StorageError::Overtaken,
        other => StorageError::Failed(other.to_string()),
    }
}
