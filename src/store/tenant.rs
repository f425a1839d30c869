//! Registered devices, and what is to be done to them.
//!
//! Two write here, and never the same: the page adds intents and takes back what was never sent; the worker that talks to
//! the service moves them along. Every write of an intent names the revision that it changes, so that a worker which was
//! frozen and replaced changes nothing when it thaws. None of it is ever held in memory only: an intent that isn't kept
//! isn't sent.

use std::rc::Rc;

use device_csv::order::sort_by_key;
use outbox::{
    Approvals, CleanupRules, Device, DirectoryObject, Entry, Import, Intent, Lists, Managed, Millis, People,
    State, Status, retried, told, wished,
};
use web_sys::Blob;

use super::{
    Store, StoreError,
    batch::{Batch, Change, Numbered, Update, Value},
    damaged,
    disk::Disk,
    js::blob_of,
    key::{Key, Span},
    notices::Notice,
    schema::Table,
};
use crate::wire::{self, Checklist, Checks, Wire};

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

/// The name of the setting that says what is known of users.
pub(super) const PEOPLE: &str = "directory users";

/// The settings that say what was read of a service.
pub(super) const READ_AGAIN: [&str; 5] = [LISTS, STATUS, RULES, APPROVALS, PEOPLE];

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
    /// Checklists that were begun, by their names, in which there is a space: no id has one.
    pub checklists: Vec<(String, Checklist)>,
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
    /// What is known of users.
    pub people: People,
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
        let settings = READ_AGAIN.map(|name| (Table::Settings, Span::One(Key::named(name))));
        let mut found = self.read(tables.into_iter().chain(settings).collect()).await?.into_iter();
        let mut next = || found.next().unwrap_or_default();
        let (intents, devices, imports, checks) = (next(), next(), next(), next());
        let (managed, objects, lists, status) = (next(), next(), next(), next());
        let (rules, approvals, people) = (next(), next(), next());
        let is_damaged = |(key, value): &(Key, Value)| match decode::<Intent>(value) {
            Some(_) => None,
            None => key.id(0),
        };
        let check = |(key, value): (Key, Value)| Some((key.name()?.to_owned(), decode(&value)?));
        let checklist = |(key, value): (Key, Value)| Some((key.name()?.to_owned(), decode(&value)?));
        let is_checklist = |(key, _): &(Key, Value)| key.name().is_some_and(|name| name.contains(' '));
        let (checklists, checks): (Vec<_>, Vec<_>) = checks.into_iter().partition(is_checklist);
        Ok(TenantRecords {
            damaged: intents.iter().filter_map(is_damaged).collect(),
            intents: decode_all(&intents),
            devices: decode_all(&devices),
            imports: decode_all(&imports),
            checklists: checklists.into_iter().filter_map(checklist).collect(),
            checks: checks.into_iter().filter_map(check).collect(),
            managed: decode_all(&managed),
            objects: decode_all(&objects),
            lists: decode_all(&lists).pop().unwrap_or_default(),
            rules: decode_all(&rules).pop().unwrap_or_default(),
            approvals: decode_all(&approvals).pop().unwrap_or_default(),
            people: decode_all(&people).pop().unwrap_or_default(),
            status: decode_all(&status).pop().unwrap_or_default(),
        })
    }

    /// Keeps new intents with what they send, all or none, and tells who sends them. Their `seq` is given here, in their
    /// order. `by` is whom the history names; empty: nobody has said who they are.
    ///
    /// # Errors
    /// When they can't be kept: then nothing will be sent.
    pub async fn add_intents(
        &self,
        intents: Vec<(Intent, Option<Blob>)>,
        by: &str,
    ) -> Result<(), StoreError> {
        let disk = self.safe_disk()?;
        let first = reserve(&disk, u32::try_from(intents.len()).unwrap_or(u32::MAX)).await?;
        disk.write(&Batch::strict(new_intents(first, intents, by))).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// Writes an intent over the one that it was made of, as a person has said something of it, and has the history tell who. Whoever
    /// sends hears of it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was changed meanwhile: then it is to be said of what it is now.
    pub async fn change_intent(
        &self,
        old: &Intent,
        new: Intent,
        by: &str,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write_intents(rewritten(old, new, by, now)).await
    }

    /// As [`Store::change_intent`] for several, all or none: pages hear of it once.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when one of them was changed meanwhile: then nothing is written.
    pub async fn change_intents(
        &self,
        pairs: Vec<(Intent, Intent)>,
        by: &str,
        now: Millis,
    ) -> Result<(), StoreError> {
        let changes = pairs.into_iter().flat_map(|(old, new)| rewritten(&old, new, by, now));
        self.write_intents(changes.collect()).await
    }

    async fn write_intents(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        self.safe_disk()?.write(&Batch::strict(changes)).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// What happened from that second on, the newest first, at most so much. Damaged entries are left out.
    ///
    /// # Errors
    /// When the storage can't be read.
    pub async fn history(&self, from: u32, most: usize) -> Result<Vec<Entry>, StoreError> {
        let span = Span::Under { prefix: Key::of(&[]), from };
        let found = self.read(vec![(Table::History, span)]).await?.pop().unwrap_or_default();
        let mut entries: Vec<Entry> = decode_all(&found);
        // Within a second by the millisecond.
        sort_by_key(&mut entries, |entry: &Entry| std::cmp::Reverse((entry.at, entry.number)));
        entries.truncate(most);
        Ok(entries)
    }

    /// As [`Store::add_intents`], as long as the number of the next intent is that one: nobody has added any since.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody has; or when they can't be kept.
    pub async fn add_intents_at(
        &self,
        next: u32,
        intents: Vec<(Intent, Option<Blob>)>,
        by: &str,
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
        changes.extend(new_intents(next, intents, by));
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
    pub async fn retry_intent(
        &self,
        old: &Intent,
        intent: Intent,
        payload: Option<Blob>,
        by: &str,
    ) -> Result<(), StoreError> {
        self.retry_all(&[(old.clone(), intent)], payload, by).await
    }

    /// The same for many that send nothing of their own, all in one transaction. Those that were changed meanwhile are left out: how
    /// many are tried anew.
    ///
    /// # Errors
    /// When the new ones can't be kept.
    pub async fn retry_intents(
        &self,
        mut pairs: Vec<(Intent, Intent)>,
        by: &str,
    ) -> Result<usize, StoreError> {
        while !pairs.is_empty() {
            match self.retry_all(&pairs, None, by).await {
                Err(StoreError::Conflict) => {}
                outcome => return outcome.map(|()| pairs.len()),
            }
            let seqs: Vec<u32> = pairs.iter().map(|(old, _)| old.seq).collect();
            let kept = self.intents_of(&seqs).await?;
            let is_same =
                |old: &Intent| kept.iter().any(|kept| (kept.seq, kept.revision) == (old.seq, old.revision));
            pairs.retain(|(old, _)| is_same(old));
        }
        Ok(0)
    }

    async fn retry_all(
        &self,
        pairs: &[(Intent, Intent)],
        payload: Option<Blob>,
        by: &str,
    ) -> Result<(), StoreError> {
        let disk = self.safe_disk()?;
        let mut next = reserve(&disk, u32::try_from(pairs.len()).unwrap_or(u32::MAX)).await?;
        let mut changes = Vec::new();
        for (old, intent) in pairs {
            let is_held = old.state == State::Approval;
            let state = if is_held { State::Withdrawn } else { old.state };
            changes.extend(rewritten(old, Intent { state, ..old.clone() }, by, intent.made));
            changes.extend(retried(old, intent, by, chance()).iter().map(entry));
            changes.extend(new_intents(next, vec![(intent.clone(), payload.clone())], by));
            next = next.wrapping_add(1);
        }
        self.write_intents(changes).await
    }

    /// The intents of those numbers that are kept.
    async fn intents_of(&self, seqs: &[u32]) -> Result<Vec<Intent>, StoreError> {
        let spans = seqs.iter().map(|seq| (Table::Intents, Span::One(Key::of(&[*seq])))).collect();
        Ok(self.read(spans).await?.iter().flat_map(|found| decode_all::<Intent>(found)).collect())
    }

    /// Means intents that were meant for one service for another: those that came up before any was named, or one that has
    /// moved.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn move_intents(
        &self,
        seqs: &[u32],
        from: &str,
        to: &str,
        by: &str,
        now: Millis,
    ) -> Result<(), StoreError> {
        loop {
            let kept = self.read(vec![(Table::Intents, Span::everything())]).await?.pop().unwrap_or_default();
            // Another tab may have been first.
            let meant = |intent: &Intent| seqs.contains(&intent.seq) && intent.server == from;
            let kept: Vec<Intent> = decode_all::<Intent>(&kept).into_iter().filter(meant).collect();
            if kept.is_empty() {
                return Ok(());
            }
            let moved = |old: Intent| {
                let new = Intent { server: to.to_owned(), ..old.clone() };
                rewritten(&old, new, by, now)
            };
            match self.write_intents(kept.into_iter().flat_map(moved).collect()).await {
                Err(StoreError::Conflict) => {}
                outcome => return outcome,
            }
        }
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

    /// Takes intents back, all in one transaction, but those of which something may have reached the service by now: how many were
    /// taken back.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn withdraw_intents(&self, seqs: &[u32], by: &str, now: Millis) -> Result<usize, StoreError> {
        let withdrawn = |old: &Intent| {
            let forget = Change::Delete(Table::Payloads, Span::One(Key::of(&[old.seq])));
            old.can_be_withdrawn().then(|| (Intent { state: State::Withdrawn, ..old.clone() }, Some(forget)))
        };
        self.say_of(seqs, by, now, withdrawn).await
    }

    /// Says why an order is given that waits for that, and has it sent again. Whether it still waited for it.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn justify_intent(
        &self,
        seq: u32,
        reason: &str,
        by: &str,
        now: Millis,
    ) -> Result<bool, StoreError> {
        let justified = |old: &Intent| {
            let mut new = old.clone();
            new.justify(reason, now).then_some((new, None))
        };
        Ok(self.say_of(&[seq], by, now, justified).await? > 0)
    }

    /// Has a person's word make of intents what it comes to; `None`: it counts for nothing any more. For how many it counted.
    async fn say_of(
        &self,
        seqs: &[u32],
        by: &str,
        now: Millis,
        word: impl Fn(&Intent) -> Option<(Intent, Option<Change>)>,
    ) -> Result<usize, StoreError> {
        loop {
            let (mut changes, mut count) = (Vec::new(), 0);
            for old in self.intents_of(seqs).await? {
                let Some((new, more)) = word(&old) else { continue };
                changes.extend(rewritten(&old, new, by, now).into_iter().chain(more));
                count += 1;
            }
            if count == 0 {
                return Ok(0);
            }
            match self.write_intents(changes).await {
                // Whoever sends may have noted something meanwhile, and still it may count.
                Err(StoreError::Conflict) => {}
                outcome => return outcome.map(|()| count),
            }
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

    /// Changes a checklist, or begins it; what another tab has ticked meanwhile stays.
    ///
    /// # Errors
    /// When it can't be kept.
    pub async fn change_checklist(
        &self,
        name: &str,
        change: impl Fn(Option<Checklist>) -> Checklist + 'static,
    ) -> Result<(), StoreError> {
        let update: Update =
            Rc::new(move |old| Ok(wire::encode(&change(old.and_then(|old| wire::decode(old).ok())))));
        let change = Change::Update(Table::Checks, Key::named(name), update);
        self.safe_disk()?.write(&Batch::strict(vec![change])).await?;
        self.told_of_tenant();
        Ok(())
    }

    /// Deletes a checklist.
    ///
    /// # Errors
    /// When the storage can't be written.
    pub async fn drop_checklist(&self, name: &str) -> Result<(), StoreError> {
        let change = Change::Delete(Table::Checks, Span::One(Key::named(name)));
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
        let mut changes =
            vec![Change::Put(Table::Settings, Key::named(SERVER), Value::Bytes(address.as_bytes().to_vec()))];
        changes.extend(forget_service());
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
    pub(super) fn safe_disk(&self) -> Result<Rc<Disk>, StoreError> {
        match self.held() {
            Some(why) => Err(why),
            None => self.disk().ok_or(StoreError::Refused),
        }
    }

    pub(super) fn told_of_tenant(&self) {
        self.0.notices.tell(&Notice::Tenant);
        self.0.notices.tell_others_of_tenant();
    }
}

/// The changes that write an intent over the one that it was made of, unless that was changed meanwhile, and tell of it.
fn rewritten(old: &Intent, mut new: Intent, by: &str, now: Millis) -> Vec<Change> {
    let (seq, expected) = (old.seq, old.revision);
    let mut changes: Vec<Change> = told(old, &new, by, now, chance()).iter().map(entry).collect();
    new.revision = expected + 1;
    let update: Update = Rc::new(move |kept| {
        if read(seq, kept)?.revision == expected { Ok(wire::encode(&new)) } else { Err(StoreError::Conflict) }
    });
    changes.push(Change::Update(Table::Intents, Key::of(&[seq]), update));
    changes
}

/// What was read of a service is forgotten.
pub(super) fn forget_service() -> Vec<Change> {
    let tables = Table::ALL.into_iter().filter(|table| table.is_read_again());
    let tables = tables.map(|table| Change::Delete(table, Span::everything()));
    let settings = READ_AGAIN.map(|name| Change::Delete(Table::Settings, Span::One(Key::named(name))));
    tables.chain(settings).collect()
}

/// The changes that keep new intents, with numbers from `first` on.
fn new_intents(first: u32, intents: Vec<(Intent, Option<Blob>)>, by: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    for (seq, (mut intent, payload)) in (first..).zip(intents) {
        intent.seq = seq;
        let key = Key::of(&[seq]);
        changes.extend(wished(&intent, by, chance()).iter().map(entry));
        changes.push(Change::Put(Table::Intents, key.clone(), Value::Bytes(wire::encode(&intent))));
        changes.extend(payload.map(|blob| Change::Put(Table::Payloads, key, Value::Blob(blob))));
    }
    changes
}

/// Any number, from which entries of one second are told apart: so those of several tabs seldom have to make way for each other.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is below 2^32")]
fn chance() -> u32 {
    (js_sys::Math::random() * 4_294_967_296.0) as u32
}

/// The change that adds to the history.
pub(super) fn entry(entry: &Entry) -> Change {
    let seconds = u32::try_from(entry.at / 1000).unwrap_or(0);
    let (wanted, entry) = (entry.number, entry.clone());
    let numbered: Numbered = Rc::new(move |number| wire::encode(&Entry { number, ..entry.clone() }));
    Change::Append(Table::History, [seconds, wanted], numbered)
}

/// The number of the next intent, as it is kept.
fn counted(kept: Option<&[u8]>) -> u32 {
    kept.and_then(|bytes| bytes.try_into().ok()).map_or(1, u32::from_le_bytes)
}

/// Takes numbers in a transaction of its own: a crash before they are used wastes some, no more.
pub(super) async fn reserve(disk: &Disk, count: u32) -> Result<u32, StoreError> {
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
