//! Registered devices and intents, as the worker that talks to the service reads and writes them.

use std::rc::Rc;

use outbox::{
    Approvals, Change as Step, CleanupRules, Device, DirectoryObject, Import, Intent, Lists, Managed,
    Payload, People, Status, StorageError,
};

use super::{
    NAME, StoreError,
    batch::{Batch, Change, Update, Value},
    disk::Disk,
    js::bytes_in,
    key::{Key, Span},
    notices::{Notice, Notices, Subscription},
    schema::Table,
    tenant::{APPROVALS, LISTS, PEOPLE, RULES, SERVER, STATUS, decode_all, entry, read},
};
use crate::wire::{self, Checklist, PERSON, USER, Wire};

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

    /// What a setting says; nothing where it can't be read.
    async fn noted<T: Wire + Default>(&self, name: &str) -> Result<T, StorageError> {
        let found = self.all(Table::Settings, Span::One(Key::named(name))).await?.pop();
        Ok(found.unwrap_or_default())
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
        let bytes = match value {
            Some(Value::Bytes(bytes)) => bytes,
            // A file that can't be read is as good as none: the engine says so of the intent.
            Some(Value::Blob(blob)) => bytes_in(&blob).await.unwrap_or_default(),
            None => Vec::new(),
        };
        Ok(Payload { bytes })
    }

    async fn devices(&self) -> Result<Vec<Device>, StorageError> {
        self.all(Table::Devices, Span::everything()).await
    }

    async fn device(&self, id: &str) -> Result<Option<Device>, StorageError> {
        Ok(self.all(Table::Devices, Span::One(Key::named(id))).await?.pop())
    }

    async fn imports(&self) -> Result<Vec<Import>, StorageError> {
        self.all(Table::Imports, Span::everything()).await
    }

    async fn managed(&self) -> Result<Vec<Managed>, StorageError> {
        self.all(Table::Managed, Span::everything()).await
    }

    async fn objects(&self) -> Result<Vec<DirectoryObject>, StorageError> {
        self.all(Table::Objects, Span::everything()).await
    }

    async fn lists(&self) -> Result<Lists, StorageError> {
        self.noted(LISTS).await
    }

    async fn rules(&self) -> Result<CleanupRules, StorageError> {
        self.noted(RULES).await
    }

    async fn approvals(&self) -> Result<Approvals, StorageError> {
        self.noted(APPROVALS).await
    }

    /// Who is to be deleted, by the checklists of this service.
    async fn people(&self) -> Result<People, StorageError> {
        let mut found = self.disk.read(&[(Table::Checks, Span::everything())]).await.map_err(failed)?;
        let found = found.pop().unwrap_or_default();
        let lists = found.iter().filter(|(key, _)| key.name().is_some_and(|name| name.starts_with(USER)));
        let lists = lists.filter_map(|(_, value)| wire::decode::<Checklist>(value.bytes()?).ok());
        let server = self.server.clone().unwrap_or_default();
        let here = lists.filter(|list| list.server == server);
        let items = here.flat_map(|list| list.items).filter(|item| item.key == PERSON);
        let ids: Vec<String> = items.map(|item| item.name).collect();
        if ids.is_empty() {
            return Ok(People::default());
        }
        Ok(self.noted::<People>(PEOPLE).await?.of(&server, ids))
    }

    async fn status(&self) -> Result<Status, StorageError> {
        self.noted(STATUS).await
    }

    async fn commit(&self, steps: Vec<Step>) -> Result<(), StorageError> {
        // Devices can be read again at any time; what concerns an intent can't.
        let strict = steps.iter().any(|step| matches!(step, Step::Intent(_) | Step::History(_)));
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
        Step::Import(import) => {
            Change::Put(Table::Imports, Key::named(&import.id), Value::Bytes(wire::encode(&import)))
        }
        Step::DropImport(id) => Change::Delete(Table::Imports, Span::One(Key::named(&id))),
        Step::Managed(device) => {
            Change::Put(Table::Managed, Key::named(&device.id), Value::Bytes(wire::encode(&device)))
        }
        Step::DropManaged(id) => Change::Delete(Table::Managed, Span::One(Key::named(&id))),
        Step::Object(object) => {
            Change::Put(Table::Objects, Key::named(&object.id), Value::Bytes(wire::encode(&object)))
        }
        Step::DropObject(id) => Change::Delete(Table::Objects, Span::One(Key::named(&id))),
        Step::Lists(lists) => note(LISTS, &lists),
        Step::Rules(rules) => note(RULES, &rules),
        Step::Approvals(approvals) => note(APPROVALS, &approvals),
        Step::People(people) => note(PEOPLE, &people),
        Step::History(told) => entry(&told),
        Step::Status(status) => note(STATUS, &status),
    }
}

fn note<T: Wire>(name: &str, value: &T) -> Change {
    Change::Put(Table::Settings, Key::named(name), Value::Bytes(wire::encode(value)))
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
