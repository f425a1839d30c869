//! What is registered, and what became of it: in memory, and with whoever keeps it, if somebody does.

#[cfg(test)]
mod tests;

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashSet},
    rc::Rc,
};

use device_csv::Field;
use lifecycle::RegistrationError;
use muster::wire::{decode, encode};
use outbox::{
    Action, Approvals, Change, CleanupRules, Device, DirectoryObject, Import, Intent, Lists, Managed, Millis,
    Payload, Row, RowStatus, State, Status, Storage, StorageError, TroubleKind, row_json, serial_key,
};

use crate::told::state;

/// A record by its name; without bytes it is to be deleted.
pub type Record = (String, Option<Vec<u8>>);

/// Keeps records beyond this program's end.
pub trait Keeper {
    /// Keeps all of these or none, and returns when they are safe.
    ///
    /// # Errors
    /// In its own words.
    fn keep(&self, records: Vec<Record>) -> impl Future<Output = Result<(), String>>;
}

const STATUS: &str = "status";
const INTENT: &str = "intent ";
const PAYLOAD: &str = "payload ";

/// What is registered at one service. Copies are the same.
pub struct Kept<K>(Rc<Inner<K>>);

struct Inner<K> {
    keeper: K,
    intents: RefCell<BTreeMap<u32, Intent>>,
    payloads: RefCell<BTreeMap<u32, Payload>>,
    /// Registered devices that were seen; they are needed no longer than it takes to note that.
    devices: RefCell<BTreeMap<String, Device>>,
    status: RefCell<Status>,
}

impl<K> Clone for Kept<K> {
    fn clone(&self) -> Self {
        Kept(Rc::clone(&self.0))
    }
}

impl<K: Keeper> Kept<K> {
    /// What was kept in these records. What can't be read is left out: its devices are to be registered once more, which does no harm.
    pub fn new(keeper: K, records: Vec<(String, Vec<u8>)>) -> Kept<K> {
        let (mut intents, mut payloads, mut status) = (BTreeMap::new(), BTreeMap::new(), Status::default());
        for (name, bytes) in records {
            if let Some(seq) = name.strip_prefix(PAYLOAD).and_then(|seq| seq.parse().ok()) {
                payloads.insert(seq, Payload { bytes });
            } else if name == STATUS {
                status = decode(&bytes).unwrap_or_default();
            } else if let Ok(intent) = decode::<Intent>(&bytes) {
                intents.insert(intent.seq, intent);
            }
        }
        Kept(Rc::new(Inner {
            keeper,
            intents: RefCell::new(intents),
            payloads: RefCell::new(payloads),
            devices: RefCell::default(),
            status: RefCell::new(status),
        }))
    }

    /// Looks at every intent, in their order, and at how things stand.
    pub fn look<V>(&self, at: impl FnOnce(&BTreeMap<u32, Intent>, &Status) -> V) -> V {
        at(&self.0.intents.borrow(), &self.0.status.borrow())
    }

    /// Has the devices of a file registered that was made for Intune: values without quotes, between commas. How many of them are under way
    /// or registered already, and are left out.
    ///
    /// # Errors
    /// What the keeper says.
    pub async fn add(&self, id: String, server: &str, now: Millis, csv: &[u8]) -> Result<usize, String> {
        let taken = self.taken();
        let (mut rows, mut payload, mut left) = (Vec::new(), Payload::default(), 0);
        for [serial, product_key, hash, group_tag, user] in devices(csv) {
            if taken.contains(&serial_key(serial)) {
                left += 1;
                continue;
            }
            let (mut object, tail) = row_json(serial, product_key, group_tag, user);
            object.extend_from_slice(hash.as_bytes());
            object.extend_from_slice(&tail);
            let span = payload.push(&object);
            let [serial, group_tag, user] = [serial, group_tag, user].map(str::to_owned);
            rows.push(Row {
                serial,
                group_tag,
                user,
                span,
                status: RowStatus::Waiting,
                since: now,
                import: None,
            });
        }
        if !rows.is_empty() {
            self.put(id, server, now, rows, payload).await?;
        }
        Ok(left)
    }

    /// How many devices of such a file [`Kept::add`] would have registered.
    pub fn count_new(&self, csv: &[u8]) -> usize {
        let taken = self.taken();
        devices(csv).filter(|[serial, ..]| !taken.contains(&serial_key(serial))).count()
    }

    async fn put(
        &self,
        id: String,
        server: &str,
        now: Millis,
        rows: Vec<Row>,
        payload: Payload,
    ) -> Result<(), String> {
        let seq = self.0.intents.borrow().last_key_value().map_or(1, |(last, _)| last + 1);
        let action = Action::Register { rows, import_id: None, before: Vec::new() };
        let intent = Intent { seq, ..Intent::new(id, server, now, action) };
        let records =
            vec![(of(INTENT, seq), Some(encode(&intent))), (of(PAYLOAD, seq), Some(payload.bytes.clone()))];
        // Kept before anybody sends it.
        self.0.keeper.keep(records).await?;
        self.0.payloads.borrow_mut().insert(seq, payload);
        self.0.intents.borrow_mut().insert(seq, intent);
        Ok(())
    }

    /// The serial numbers of devices that are on their way or there.
    fn taken(&self) -> HashSet<String> {
        let intents = self.0.intents.borrow();
        let all = intents.values().flat_map(|intent| intent.rows().iter().map(move |row| (intent, row)));
        let taken =
            all.filter(|(intent, row)| matches!(state(intent, row), "waiting" | "sent" | "registered"));
        taken.map(|(_, row)| serial_key(&row.serial)).filter(|serial| !serial.is_empty()).collect()
    }

    /// Takes back what was not sent.
    ///
    /// # Errors
    /// What the keeper says.
    pub async fn cancel(&self) -> Result<(), String> {
        self.change(|intent| {
            let is_unsent = intent.can_be_withdrawn();
            if is_unsent {
                intent.state = State::Withdrawn;
            }
            is_unsent
        })
        .await
    }

    /// A person wants to know now: waits end that were chosen here, but not one that the service has asked for.
    ///
    /// # Errors
    /// What the keeper says.
    pub async fn hurry(&self) -> Result<(), String> {
        let is_asked = |status: &Status| {
            status.trouble.as_ref().is_some_and(|trouble| trouble.kind == TroubleKind::Throttled)
        };
        let remembers = {
            let mut status = self.0.status.borrow_mut();
            if is_asked(&status) {
                return Ok(());
            }
            status.until = 0;
            status.server.is_some()
        };
        self.change(|intent| {
            // What may have arrived at a service that forgets must not be sent again before its time.
            let is_waiting = match intent.state {
                State::Waiting | State::Accepted => true,
                State::Sent => remembers,
                _ => false,
            };
            let is_throttled =
                intent.trouble.as_ref().is_some_and(|trouble| trouble.kind == TroubleKind::Throttled);
            let is_cut = is_waiting && !is_throttled && intent.due > 0;
            if is_cut {
                intent.due = 0;
            }
            is_cut
        })
        .await
    }

    /// Writes those intents that `act` changes.
    async fn change(&self, act: impl Fn(&mut Intent) -> bool) -> Result<(), String> {
        let mut records = Vec::new();
        for intent in self.0.intents.borrow_mut().values_mut() {
            if act(intent) {
                intent.revision += 1;
                records.push((of(INTENT, intent.seq), Some(encode(intent))));
            }
        }
        if records.is_empty() { Ok(()) } else { self.0.keeper.keep(records).await }
    }

    /// Puts away what is over; `but_registered`: not those that are registered, which so aren't sent again.
    ///
    /// # Errors
    /// What the keeper says.
    pub async fn forget(&self, but_registered: bool) -> Result<(), String> {
        let mut records = Vec::new();
        self.0.intents.borrow_mut().retain(|seq, intent| {
            if !intent.is_over() {
                return true;
            }
            let is_left = |row: &Row| but_registered && state(intent, row) == "registered";
            let rows: Vec<Row> = intent.rows().iter().filter(|row| is_left(row)).cloned().collect();
            if rows.len() == intent.rows().len() {
                return true;
            }
            self.0.payloads.borrow_mut().remove(seq);
            records.push((of(PAYLOAD, *seq), None));
            let is_empty = rows.is_empty();
            if !is_empty {
                intent.action = Action::Register { rows, import_id: None, before: Vec::new() };
                intent.revision += 1;
            }
            records.push((of(INTENT, *seq), (!is_empty).then(|| encode(intent))));
            !is_empty
        });
        if self.0.intents.borrow().is_empty() {
            self.0.devices.borrow_mut().clear();
        }
        if records.is_empty() { Ok(()) } else { self.0.keeper.keep(records).await }
    }

    /// Has those registered once more that failed, where that can help. `id` makes ids.
    ///
    /// # Errors
    /// What the keeper says.
    pub async fn again(&self, id: impl Fn() -> String, now: Millis) -> Result<(), String> {
        let seqs: Vec<u32> = self.0.intents.borrow().keys().copied().collect();
        for seq in seqs {
            let Some(intent) = self.0.intents.borrow().get(&seq).cloned() else { continue };
            let (again, stay): (Vec<Row>, Vec<Row>) =
                intent.rows().iter().cloned().partition(|row| can_retry(&intent, row));
            let Some(payload) = self.0.payloads.borrow().get(&seq).cloned() else { continue };
            if again.is_empty() {
                continue;
            }
            let mut fresh = Payload::default();
            let rows = again.into_iter().filter_map(|row| {
                let span = fresh.push(payload.object(&row)?);
                Some(Row { span, status: RowStatus::Waiting, since: now, import: None, ..row })
            });
            let rows = rows.collect();
            self.put(id(), &intent.server, now, rows, fresh).await?;
            // Only now: if the program ends between the two, they are there twice, and are registered once.
            let record = if stay.is_empty() {
                self.0.intents.borrow_mut().remove(&seq);
                self.0.payloads.borrow_mut().remove(&seq);
                vec![(of(INTENT, seq), None), (of(PAYLOAD, seq), None)]
            } else {
                let action = Action::Register { rows: stay, import_id: None, before: Vec::new() };
                let rest = Intent { action, revision: intent.revision + 1, ..intent };
                let bytes = encode(&rest);
                self.0.intents.borrow_mut().insert(seq, rest);
                vec![(of(INTENT, seq), Some(bytes))]
            };
            self.0.keeper.keep(record).await?;
        }
        Ok(())
    }
}

/// Whether a device was not registered, and may be if it is sent once more.
pub fn can_retry(intent: &Intent, row: &Row) -> bool {
    match (&row.status, intent.state) {
        (RowStatus::Failed { code, name }, state) => {
            let error = RegistrationError::from_name(name, *code);
            intent.is_over() && state != State::Withdrawn && error.can_retry()
        }
        (RowStatus::Waiting, State::Rejected | State::Expired | State::Approval) => true,
        _ => false,
    }
}

fn of(kind: &str, seq: u32) -> String {
    format!("{kind}{seq}")
}

/// Serial number, product key id, hash, group tag and user of the devices of a file.
fn devices(csv: &[u8]) -> impl Iterator<Item = [&str; 5]> {
    const FIELDS: [Field; 5] =
        [Field::Serial, Field::ProductId, Field::Hash, Field::GroupTag, Field::AssignedUser];
    let text = std::str::from_utf8(csv).unwrap_or_default();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let places = FIELDS.map(|field| header.iter().position(|name| *name == field.header()));
    lines.filter(|line| !line.is_empty()).map(move |line| {
        let cells: Vec<&str> = line.split(',').collect();
        places.map(|place| place.and_then(|place| cells.get(place).copied()).unwrap_or_default())
    })
}

impl<K: Keeper> Storage for Kept<K> {
    async fn intents(&self) -> Result<Vec<Intent>, StorageError> {
        Ok(self.0.intents.borrow().values().cloned().collect())
    }

    async fn payload(&self, seq: u32) -> Result<Payload, StorageError> {
        Ok(self.0.payloads.borrow().get(&seq).cloned().unwrap_or_default())
    }

    async fn devices(&self) -> Result<Vec<Device>, StorageError> {
        Ok(self.0.devices.borrow().values().cloned().collect())
    }

    async fn device(&self, id: &str) -> Result<Option<Device>, StorageError> {
        Ok(self.0.devices.borrow().get(id).cloned())
    }

    async fn imports(&self) -> Result<Vec<Import>, StorageError> {
        Ok(Vec::new())
    }

    async fn managed(&self) -> Result<Vec<Managed>, StorageError> {
        Ok(Vec::new())
    }

    async fn objects(&self) -> Result<Vec<DirectoryObject>, StorageError> {
        Ok(Vec::new())
    }

    async fn lists(&self) -> Result<Lists, StorageError> {
        Ok(Lists::default())
    }

    async fn rules(&self) -> Result<CleanupRules, StorageError> {
        Ok(CleanupRules::default())
    }

    async fn approvals(&self) -> Result<Approvals, StorageError> {
        Ok(Approvals::default())
    }

    async fn status(&self) -> Result<Status, StorageError> {
        Ok(self.0.status.borrow().clone())
    }

    async fn commit(&self, changes: Vec<Change>) -> Result<(), StorageError> {
        let is_overtaken = |change: &Change| match change {
            Change::Intent(intent) => {
                let intents = self.0.intents.borrow();
                intents.get(&intent.seq).is_none_or(|there| there.revision != intent.revision)
            }
            _ => false,
        };
        if changes.iter().any(is_overtaken) {
            return Err(StorageError::Overtaken);
        }
        let mut records = Vec::new();
        for change in changes {
            match change {
                Change::Intent(mut intent) => {
                    intent.revision += 1;
                    records.push((of(INTENT, intent.seq), Some(encode(&intent))));
                    self.0.intents.borrow_mut().insert(intent.seq, intent);
                }
                Change::DropPayload(seq) => {
                    self.0.payloads.borrow_mut().remove(&seq);
                    records.push((of(PAYLOAD, seq), None));
                }
                Change::Device(device) => {
                    self.0.devices.borrow_mut().insert(device.id.clone(), device);
                }
                Change::Status(status) => {
                    records.push((STATUS.to_owned(), Some(encode(&status))));
                    *self.0.status.borrow_mut() = status;
                }
                // Of all else nothing is kept here: whoever embeds this has lists of their own.
                _ => {}
            }
        }
        if records.is_empty() {
            return Ok(());
        }
        self.0.keeper.keep(records).await.map_err(StorageError::Failed)
    }
}
