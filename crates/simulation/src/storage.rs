//! The browser's storage: transactions that are made as a whole or not at all, and may fail.

use std::collections::BTreeMap;

use outbox::{
    Approvals, Change, CleanupRules, Device, DirectoryObject, Entry, Import, Intent, Lists, Managed, Payload,
    Status, Storage, StorageError,
};

use crate::{executor::later, world::World};

/// What is kept.
#[derive(Default)]
pub struct Records {
    pub intents: BTreeMap<u32, Intent>,
    pub payloads: BTreeMap<u32, Payload>,
    pub devices: BTreeMap<String, Device>,
    pub imports: BTreeMap<String, Import>,
    pub managed: BTreeMap<String, Managed>,
    pub objects: BTreeMap<String, DirectoryObject>,
    pub lists: Lists,
    pub rules: CleanupRules,
    pub approvals: Approvals,
    pub status: Status,
    pub history: Vec<Entry>,
    pub next: u32,
}

impl Records {
    fn apply(&mut self, changes: Vec<Change>) -> Result<(), StorageError> {
        let current = |change: &Change| match change {
            Change::Intent(intent) => {
                self.intents.get(&intent.seq).is_some_and(|kept| kept.revision == intent.revision)
            }
            _ => true,
        };
        if !changes.iter().all(current) {
            return Err(StorageError::Overtaken);
        }
        for change in changes {
            match change {
                Change::Intent(mut intent) => {
                    intent.revision += 1;
                    self.intents.insert(intent.seq, intent);
                }
                Change::DropPayload(seq) => {
                    self.payloads.remove(&seq);
                }
                Change::Device(device) => {
                    self.devices.insert(device.id.clone(), device);
                }
                Change::DropDevice(id) => {
                    self.devices.remove(&id);
                }
                Change::Import(import) => {
                    self.imports.insert(import.id.clone(), import);
                }
                Change::DropImport(id) => {
                    self.imports.remove(&id);
                }
                Change::Managed(device) => {
                    self.managed.insert(device.id.clone(), device);
                }
                Change::DropManaged(id) => {
                    self.managed.remove(&id);
                }
                Change::Object(object) => {
                    self.objects.insert(object.id.clone(), object);
                }
                Change::DropObject(id) => {
                    self.objects.remove(&id);
                }
                Change::Rules(rules) => self.rules = rules,
                Change::Approvals(approvals) => self.approvals = approvals,
                Change::Lists(lists) => self.lists = lists,
                // Nobody wants to know of any.
                Change::People(_) => {}
                Change::Status(status) => self.status = status,
                Change::History(entry) => self.history.push(entry),
            }
        }
        Ok(())
    }
}

/// The storage as one life of a tab sees it.
pub struct TabStorage {
    pub world: World,
    pub tab: usize,
    pub life: u64,
}

impl TabStorage {
    /// A transaction. What a tab asked for right before it crashed may still be done.
    async fn transaction<T: 'static>(
        &self,
        work: impl FnOnce(&mut Records) -> Result<T, StorageError> + 'static,
        writes: bool,
    ) -> Result<T, StorageError> {
        let (promise, later) = later();
        let (tab, life) = (self.tab, self.life);
        let wait = self.world.between(0, 4);
        self.world.after(wait, None, move |world| {
            let lives = world.0.tabs.borrow()[tab].life == life;
            if !lives && world.wrong(500) {
                return;
            }
            // It fails before it did anything, or, which is as bad, after it did everything.
            let (before, after) = if writes {
                (world.wrong(world.0.plan.storage), world.wrong(world.0.plan.storage / 4))
            } else {
                (world.wrong(world.0.plan.storage / 4), false)
            };
            let outcome =
                if before { Err(failure()) } else { work(&mut world.console(tab).records.borrow_mut()) };
            let outcome = if after { Err(failure()) } else { outcome };
            if outcome.is_err() {
                world.note(|| {
                    format!(
                        "tab {tab}: the storage fails ({})",
                        if after { "too late" } else { "or was overtaken" }
                    )
                });
            }
            let wait = world.between(0, 2);
            world.after(wait, Some(tab), move |_| promise.keep(outcome));
            if writes {
                world.tell_tabs(tab);
            }
        });
        later.await
    }
}

fn failure() -> StorageError {
    StorageError::Failed("the disk is full".to_owned())
}

impl Storage for TabStorage {
    async fn intents(&self) -> Result<Vec<Intent>, StorageError> {
        self.transaction(|records| Ok(records.intents.values().cloned().collect()), false).await
    }

    async fn payload(&self, seq: u32) -> Result<Payload, StorageError> {
        self.transaction(move |records| Ok(records.payloads.get(&seq).cloned().unwrap_or_default()), false)
            .await
    }

    async fn devices(&self) -> Result<Vec<Device>, StorageError> {
        self.transaction(|records| Ok(records.devices.values().cloned().collect()), false).await
    }

    async fn device(&self, id: &str) -> Result<Option<Device>, StorageError> {
        let id = id.to_owned();
        self.transaction(move |records| Ok(records.devices.get(&id).cloned()), false).await
    }

    async fn imports(&self) -> Result<Vec<Import>, StorageError> {
        self.transaction(|records| Ok(records.imports.values().cloned().collect()), false).await
    }

    async fn managed(&self) -> Result<Vec<Managed>, StorageError> {
        self.transaction(|records| Ok(records.managed.values().cloned().collect()), false).await
    }

    async fn objects(&self) -> Result<Vec<DirectoryObject>, StorageError> {
        self.transaction(|records| Ok(records.objects.values().cloned().collect()), false).await
    }

    async fn lists(&self) -> Result<Lists, StorageError> {
        self.transaction(|records| Ok(records.lists.clone()), false).await
    }

    async fn rules(&self) -> Result<CleanupRules, StorageError> {
        self.transaction(|records| Ok(records.rules.clone()), false).await
    }

    async fn approvals(&self) -> Result<Approvals, StorageError> {
        self.transaction(|records| Ok(records.approvals.clone()), false).await
    }

    async fn status(&self) -> Result<Status, StorageError> {
        self.transaction(|records| Ok(records.status.clone()), false).await
    }

    async fn commit(&self, changes: Vec<Change>) -> Result<(), StorageError> {
        let tab = self.tab;
        self.world.note(|| {
            format!("tab {tab}: writes {}", changes.iter().map(name).collect::<Vec<_>>().join(", "))
        });
        self.transaction(move |records| records.apply(changes), true).await
    }
}

fn name(change: &Change) -> String {
    match change {
        Change::Intent(intent) => {
            let rows: Vec<String> =
                intent.rows().iter().map(|row| format!("{} {:?}", row.serial, row.status)).collect();
            format!("intent {} {:?} [{}]", intent.seq, intent.state, rows.join("; "))
        }
        Change::DropPayload(seq) => format!("no payload {seq}"),
        Change::Device(device) => format!("device {}", device.serial),
        Change::DropDevice(id) => format!("no device {id}"),
        Change::Import(import) => format!("import {} {:?}", import.serial, import.status),
        Change::DropImport(id) => format!("no import {id}"),
        Change::Managed(device) => format!("managed {} {:?}", device.serial, device.state),
        Change::DropManaged(id) => format!("no managed {id}"),
        Change::Object(object) => format!("object {}", object.name),
        Change::DropObject(id) => format!("no object {id}"),
        Change::Rules(_) => "rules".to_owned(),
        Change::Approvals(_) => "approvals".to_owned(),
        Change::People(_) => "people".to_owned(),
        Change::Lists(_) => "lists".to_owned(),
        Change::History(entry) => format!("history {} {} {:?}", entry.intent, entry.what, entry.happened),
        Change::Status(status) => format!("status until {}", status.until - crate::world::BEGIN),
    }
}
