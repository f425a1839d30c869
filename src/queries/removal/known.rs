//! Every record of a device that is kept, and which are of one.

use std::collections::{HashMap, HashSet};

use graph::seconds;
use lifecycle::RegistrationState;
use lifecycle::action::Join;
use lifecycle::removal::{Ambiguity, Identity, Place, Record, RecordRef, identify};
use lifecycle::{Tick, action};
use outbox::{DirectoryObject, Intent, Managed, RowStatus, State, serial_key};

use crate::queries::managed_devices::{Around, life_of};
use crate::queries::tenant_devices::{TenantLine, column, tenant_devices};
use crate::tenant::Records;

/// What a person picked for a device of which it wasn't clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The records.
    pub records: Vec<RecordRef>,
    /// When, and who.
    pub tick: Tick,
}

/// A device that may be taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The record by which it was chosen.
    pub chosen: RecordRef,
    /// Every record that is of it, or may be.
    pub records: Vec<Record>,
    /// Which are of it; or why that isn't clear.
    pub identity: Result<Identity, Ambiguity>,
    /// The number of the removal of it that is under way.
    pub underway: Option<u32>,
}

impl Candidate {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(&self.records)
    }

    /// Its serial number.
    #[must_use]
    pub fn serial(&self) -> &str {
        self.records.iter().find_map(Record::telling_serial).unwrap_or_default()
    }
}

/// What the device of these records is called: by the name that it has in management, in the directory, or failing that by its
/// serial number.
#[must_use]
pub fn name_of(records: &[Record]) -> String {
    let in_order = [Place::Intune, Place::Entra, Place::Autopilot];
    let ordered = in_order.iter().flat_map(|place| records.iter().filter(move |it| it.at.place == *place));
    let text = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let names = ordered.map(|record| text(&record.name));
    let serials = records.iter().map(|record| text(&record.serial));
    let ids = records.iter().map(|record| record.at.id.clone());
    names.chain(serials).chain(ids).find(|name| !name.is_empty()).unwrap_or_default()
}

/// All records that are kept, to be looked up for many devices.
#[derive(Debug, Default)]
pub struct Known {
    /// The records.
    pub records: Vec<Record>,
    at: HashMap<RecordRef, usize>,
    /// Records by what they have in common: an id or a serial number.
    by_key: HashMap<String, Vec<usize>>,
    /// Records of which a removal is under way, with its number.
    underway: HashMap<RecordRef, u32>,
}

impl Known {
    /// What is kept of the tenant whose service that is, at that moment (seconds).
    #[must_use]
    pub fn of(records: &Records, server: Option<&str>, now: i64) -> Known {
        let mut known = Known::default();
        let own = own_registrations(records);
        for line in tenant_devices(records, server, now).lines {
            let own = line.device.map(|at| registered(&records.devices[at], &own));
            // What was refused left nothing behind.
            let pending = || {
                let is_pending = line.state == RegistrationState::Pending;
                is_pending.then(|| pending(&line))
            };
            known.records.extend(own.or_else(pending));
        }
        let around = Around::of(records, server);
        for managed in &records.managed {
            known
                .records
                .extend([Some(enrolled(records, &around, managed)), apple(managed)].into_iter().flatten());
        }
        for object in &records.objects {
            known.records.extend([Some(entra(object)), computer(object)].into_iter().flatten());
        }
        for (at, record) in known.records.iter().enumerate() {
            known.at.insert(record.at.clone(), at);
            for key in keys(record) {
                known.by_key.entry(key).or_default().push(at);
            }
        }
        for intent in &records.intents {
            let is_open = !matches!(intent.state, State::Done | State::Withdrawn);
            let is_meant = server.is_none_or(|server| server == intent.server);
            if let Some(removal) = intent.removal().filter(|_| is_open && is_meant) {
                known.underway.extend(removal.plan.records.iter().map(|at| (at.clone(), intent.seq)));
            }
        }
        known
    }

    /// The record of that place and id.
    #[must_use]
    pub fn get(&self, at: &RecordRef) -> Option<&Record> {
        self.records.get(*self.at.get(at)?)
    }

    /// All that may be of the device with that record: what has an id or a serial number in common with it, or with what has.
    fn around(&self, chosen: &RecordRef) -> Vec<Record> {
        let mut found: Vec<usize> = self.at.get(chosen).copied().into_iter().collect();
        let mut seen: HashSet<usize> = found.iter().copied().collect();
        let mut next = 0;
        while let Some(at) = found.get(next) {
            for key in keys(&self.records[*at]) {
                let others = self.by_key.get(&key).map(Vec::as_slice).unwrap_or_default();
                found.extend(others.iter().filter(|other| seen.insert(**other)));
            }
            next += 1;
        }
        found.into_iter().map(|at| self.records[at].clone()).collect()
    }

    /// The device with that record; `None`: there is no such record any more. `picked` is what a person said which records are
    /// of it.
    #[must_use]
    pub fn candidate(&self, chosen: &RecordRef, picked: Option<&Picked>) -> Option<Candidate> {
        let first = self.get(chosen)?;
        let around = self.around(chosen);
        let by_hand = picked.and_then(|picked| {
            let records = around.iter().filter(|record| picked.records.contains(&record.at));
            Identity::by_hand(records.cloned().collect(), &around, &picked.tick)
        });
        let identity = by_hand.map_or_else(|| identify(first, &around), Ok);
        let mut records: Vec<Record> = match &identity {
            Ok(identity) if picked.is_none() => {
                identity.members.iter().map(|member| member.record.clone()).collect()
            }
            Ok(_) => around,
            Err(unclear) => unclear.candidates.clone(),
        };
        records.sort_by(|one, other| one.at.cmp(&other.at));
        let underway = records.iter().find_map(|record| self.underway.get(&record.at)).copied();
        Some(Candidate { chosen: chosen.clone(), records, identity, underway })
    }

    /// The record by which the device is known to which that one belongs: the first of all that may be of it, so that a device
    /// that is chosen in two ways is chosen once.
    #[must_use]
    pub fn leading(&self, at: &RecordRef) -> Option<RecordRef> {
        let first = self.get(at)?;
        match identify(first, &self.around(at)) {
            Ok(identity) => identity.members.into_iter().map(|member| member.record.at).min(),
            Err(unclear) => unclear.candidates.into_iter().map(|record| record.at).min(),
        }
    }

    /// The records with that serial number.
    #[must_use]
    pub fn with_serial(&self, serial: &str) -> &[usize] {
        let key = format!("serial {}", serial_key(serial));
        self.by_key.get(&key).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What a record may have in common with others of its device: wider than what tells that they are, which `identify` decides.
fn keys(record: &Record) -> Vec<String> {
    let own = |place: Place| (record.at.place == place).then_some(record.at.id.as_str());
    let ids = [
        ("autopilot", own(Place::Autopilot)),
        ("autopilot", record.autopilot_id.as_deref()),
        ("intune", own(Place::Intune)),
        ("intune", record.managed_device_id.as_deref()),
        ("entra", record.device_id.as_deref()),
        ("serial", record.serial.as_deref()),
    ];
    let known =
        ids.into_iter().filter_map(|(of, id)| Some((of, id?.trim()))).filter(|(_, id)| !id.is_empty());
    known.map(|(of, id)| format!("{of} {}", id.to_ascii_lowercase())).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The ids of registrations that the tenant made itself, as far as that is known: from here, or by imports that were seen.
fn own_registrations(records: &Records) -> HashSet<&str> {
    let rows = records.intents.iter().flat_map(Intent::rows).map(|row| &row.status);
    let made =
        rows.chain(records.imports.iter().map(|import| &import.status)).filter_map(|status| match status {
            RowStatus::Complete { device, .. } => Some(device.as_str()),
            _ => None,
        });
    made.filter(|id| !id.is_empty()).collect()
}

/// Whether a partner registered it. Only a maker gives a purchase order; what others are by, nothing tells but that the tenant
/// did it itself. Rules DR-6 to DR-8.
fn by_partner(device: &outbox::Device, own: &HashSet<&str>) -> Option<bool> {
    if own.contains(device.id.as_str()) {
        return Some(false);
    }
    (!device.purchase_order.trim().is_empty()).then_some(true)
}

fn registered(device: &outbox::Device, own: &HashSet<&str>) -> Record {
    Record {
        by_partner: by_partner(device, own),
        serial: some(&device.serial),
        device_id: some(&device.entra_id),
        managed_device_id: some(&device.intune_id),
        name: some(&device.display_name),
        user: some(&device.user),
        last_seen: seconds(&device.last_contacted),
        ..Record::new(Place::Autopilot, device.id.clone())
    }
}

/// A registration that is under way, from here or by others. Rule RM-4.
fn pending(line: &TenantLine) -> Record {
    Record {
        serial: some(&line.texts[column::SERIAL]),
        user: some(&line.texts[column::USER]),
        is_pending: true,
        ..Record::new(Place::Autopilot, registration(line).id)
    }
}

/// The record of a registration: one that is under way has no id yet, and is known by the key of its line.
#[must_use]
pub fn registration(line: &TenantLine) -> RecordRef {
    let id = if line.device.is_some() {
        line.texts[column::AUTOPILOT].clone()
    } else {
        format!("pending-{:x}", line.key)
    };
    RecordRef { place: Place::Autopilot, id }
}

fn enrolled(records: &Records, around: &Around, managed: &Managed) -> Record {
    Record {
        serial: some(&managed.serial),
        device_id: some(&managed.entra_id),
        name: some(&managed.name),
        user: some(&managed.user),
        last_seen: seconds(&managed.last_sync),
        since: seconds(&managed.enrolled),
        device: life_of(records, around, managed),
        ..Record::new(Place::Intune, managed.id.clone())
    }
}

/// An Apple device of the organisation that automated enrolment brought, so that Apple Business Manager has it by its serial number.
/// Rule DEP-1.
fn apple(managed: &Managed) -> Option<Record> {
    let is_apple = matches!(managed.traits()?.platform, action::Platform::Ios | action::Platform::MacOs);
    let enrolment = managed.enrollment.as_str();
    let is_automated =
        ["appleBulkWithUser", "appleBulkWithoutUser"].iter().any(|it| it.eq_ignore_ascii_case(enrolment));
    let is_company = managed.owner.eq_ignore_ascii_case("company");
    let serial = some(&managed.serial).filter(|_| is_apple && is_automated && is_company)?;
    Some(Record { serial: Some(serial.clone()), ..Record::new(Place::Apple, serial) })
}

fn entra(object: &DirectoryObject) -> Record {
    Record {
        device_id: some(&object.device_id),
        autopilot_id: some(&object.autopilot_id),
        name: some(&object.name),
        last_seen: seconds(&object.last_sign_in),
        since: seconds(&object.registered),
        join: if object.is_synced { Join::Hybrid } else { Join::from_name(&object.trust) },
        ..Record::new(Place::Entra, object.id.clone())
    }
}

/// The computer object of which an object came by sync; its id there is the device id.
fn computer(object: &DirectoryObject) -> Option<Record> {
    let is_hybrid = object.is_synced || Join::from_name(&object.trust) == Join::Hybrid;
    let id = some(&object.device_id).filter(|_| is_hybrid)?;
    Some(Record {
        device_id: Some(id.clone()),
        name: some(&object.name),
        ..Record::new(Place::ActiveDirectory, id)
    })
}
