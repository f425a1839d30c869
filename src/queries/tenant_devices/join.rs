//! One list of what the service has and of what is on its way there.

use std::collections::HashMap;

use outbox::{Action, Intent, RowStatus, State, serial_key};

use super::line::{TenantLine, by_others, on_its_way, registered};
use crate::tenant::Records;

/// The devices of a tenant.
#[derive(Debug, Default)]
pub struct TenantDevices {
    /// What the service has, by id; then what is on its way there, in the order in which it came up; then what others are
    /// registering.
    pub lines: Vec<TenantLine>,
    /// How many are in each state, in the order of [`lifecycle::RegistrationState::ALL`].
    pub counts: [usize; 5],
    at: HashMap<u64, usize>,
}

impl TenantDevices {
    /// The line with that key.
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&TenantLine> {
        self.lines.get(*self.at.get(&key)?)
    }

    fn push(&mut self, mut line: TenantLine) {
        line.key = hash(line.serial());
        // Two devices with one serial number, or with none.
        while self.at.contains_key(&line.key) {
            line.key = line.key.wrapping_add(1);
        }
        self.at.insert(line.key, self.lines.len());
        self.counts[line.state as usize] += 1;
        self.lines.push(line);
    }
}

/// The devices of the tenant whose service that is, with where each stands at that moment (seconds).
///
/// A registration belongs to the device whose id the service gave for it; where it gave none, to the one with exactly its
/// serial number. Of several the newest counts, and none that was taken back. What is meant for another service is left
/// out. Devices without a serial number can't be told to be the same, so each is listed.
#[must_use]
pub fn tenant_devices(records: &Records, server: Option<&str>, now: i64) -> TenantDevices {
    let mut rows = Rows::of(records, server);
    let mut elsewhere = elsewhere(records);
    let asked = asked(records, server);
    let refused = refused_changes(records, server);
    let mut devices = TenantDevices::default();
    for (at, device) in records.devices.iter().enumerate() {
        let serial = serial_key(&device.serial);
        elsewhere.remove(&serial);
        let row = rows.by_id.get(&device.id).max(rows.by_serial.get(&serial)).copied();
        if let Some((intent, row)) = row {
            // What is left in the end has no device.
            rows.by_id.remove(&device.id);
            let own = serial_key(&records.intents[intent].rows()[row].serial);
            if rows.newest.get(&own) == Some(&(intent, row)) {
                rows.newest.remove(&own);
            }
        }
        let mut line = registered(records, at, row, asked.get(&device.id).copied(), now);
        line.change_refused = refused.get(&device.id).map(|(at, _)| *at);
        devices.push(line);
    }
    for (place, intent) in records.intents.iter().enumerate().filter(|(_, intent)| counts(intent, server)) {
        for (row_place, row) in intent.rows().iter().enumerate() {
            let (at, serial) = ((place, row_place), serial_key(&row.serial));
            // What was seen to be registered and is no more was removed: it is on no way.
            let removed = matches!(row.status, RowStatus::Complete { observed: true, .. });
            let is_left = match &row.status {
                RowStatus::Complete { device, .. } if serial.is_empty() => rows.by_id.contains_key(device),
                _ => serial.is_empty() || rows.newest.get(&serial) == Some(&at),
            };
            if !removed && is_left {
                elsewhere.remove(&serial);
                devices.push(on_its_way(intent, row, at, now));
            }
        }
    }
    for (at, import) in records.imports.iter().enumerate() {
        let serial = serial_key(&import.serial);
        if serial.is_empty() || elsewhere.get(&serial) == Some(&(at, 0)) {
            devices.push(by_others(import, at, now));
        }
    }
    devices
}

/// Whether an intent says anything of the devices of a service.
fn counts(intent: &Intent, server: Option<&str>) -> bool {
    intent.state != State::Withdrawn && server.is_none_or(|server| server == intent.server)
}

/// The registrations by others, by serial number: of several the one that may still come true.
fn elsewhere(records: &Records) -> Places {
    let mut found = Places::new();
    for (at, import) in records.imports.iter().enumerate() {
        let place = found.entry(serial_key(&import.serial)).or_insert((at, 0));
        if !matches!(import.status, RowStatus::Failed { .. }) {
            *place = (at, 0);
        }
    }
    found
}

/// Two places: the one type of map keeps the program small.
pub(super) type Places = HashMap<String, (usize, usize)>;

/// Where the newest registrations stand.
#[derive(Default)]
struct Rows {
    /// By the serial number.
    newest: Places,
    /// By the serial number, as long as the service has said no id.
    by_serial: Places,
    /// By the id that the service said.
    by_id: Places,
}

impl Rows {
    fn of(records: &Records, server: Option<&str>) -> Rows {
        let mut rows = Rows::default();
        for (place, intent) in records.intents.iter().enumerate() {
            if !counts(intent, server) {
                continue;
            }
            for (row_place, row) in intent.rows().iter().enumerate() {
                let (serial, at) = (serial_key(&row.serial), (place, row_place));
                let is_named =
                    matches!(&row.status, RowStatus::Complete { device, .. } if !device.is_empty());
                if serial.is_empty() && !is_named {
                    continue;
                }
                rows.newest.insert(serial.clone(), at);
                match &row.status {
                    RowStatus::Complete { device, .. } if !device.is_empty() => {
                        rows.by_id.insert(device.clone(), at);
                    }
                    _ => {
                        rows.by_serial.insert(serial, at);
                    }
                }
            }
        }
        rows
    }
}

/// The last wishes that are not to be seen yet, by the device's id: one past the places of the intents that give it a group
/// tag and a user; 0: none does.
fn asked(records: &Records, server: Option<&str>) -> Places {
    let mut asked = Places::new();
    for (at, intent) in records.intents.iter().enumerate() {
        let Action::Update(update) = &intent.action else { continue };
        if intent.is_over() || !counts(intent, server) {
            continue;
        }
        let (tag, user) = asked.entry(update.device.clone()).or_default();
        if update.group_tag.is_some() {
            *tag = at + 1;
        }
        if update.user.is_some() {
            *user = at + 1;
        }
    }
    asked
}

/// The devices whose last change was refused, with its place among the intents.
fn refused_changes(records: &Records, server: Option<&str>) -> Places {
    let mut refused = Places::new();
    for (at, intent) in records.intents.iter().enumerate().filter(|(_, intent)| counts(intent, server)) {
        let Action::Update(update) = &intent.action else { continue };
        refused.remove(&update.device);
        if intent.state == State::Rejected {
            refused.insert(update.device.clone(), (at, 0));
        }
    }
    refused
}

/// A number for a serial number or an id, always the same (FNV-1a).
pub(in crate::queries) fn hash(serial: &str) -> u64 {
    serial_key(serial)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
