//! What is under way, what can be tried again, and what can be put away.

use std::collections::HashSet;

use lifecycle::RegistrationError;
use outbox::{Action, Intent, RowStatus, State, serial_key};

use super::join::{Places, TenantDevices};
use super::line::{TenantLine, refusal};
use super::shown::column;
use crate::tenant::Records;

/// How far the devices of a registration are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub all: usize,
    /// Registered.
    pub done: usize,
    /// Refused.
    pub failed: usize,
}

/// How far the devices of a registration are.
#[must_use]
pub fn tally(intent: &Intent) -> Tally {
    let rows = intent.rows();
    Tally {
        all: rows.len(),
        done: rows.iter().filter(|row| matches!(row.status, RowStatus::Complete { .. })).count(),
        failed: rows.iter().filter(|row| refusal(intent, row).is_some()).count(),
    }
}

/// Whether something may still happen to it by itself, or by a second administrator.
#[must_use]
pub fn is_open(intent: &Intent) -> bool {
    !intent.is_over() || intent.state == State::Approval
}

/// What to try again: of each registration the devices that were refused, can come through unchanged, and weren't sent
/// again since. `only` says of which devices, by their serial numbers; `None`: of all.
#[must_use]
pub fn retries(records: &Records, only: Option<&[String]>) -> Vec<(u32, Vec<String>)> {
    let only: Option<HashSet<String>> =
        only.map(|only| only.iter().map(|serial| serial_key(serial)).collect());
    let wanted = |serial: &str| only.as_ref().is_none_or(|only| only.contains(&serial_key(serial)));
    let newest = newest(records);
    let mut found = Vec::new();
    for (place, intent) in records.intents.iter().enumerate() {
        let serials: Vec<String> = failed(intent)
            .filter(|(_, can_retry)| *can_retry)
            .map(|(serial, _)| serial)
            .filter(|serial| is_newest(&newest, serial, place) && wanted(serial))
            .map(str::to_owned)
            .collect();
        if !serials.is_empty() {
            found.push((intent.seq, serials));
        }
    }
    found
}

/// The devices that were refused as they are registered already, with the group tag that they were to get and don't have: to
/// register again doesn't change it. Only of those that are `wanted`.
#[must_use]
pub fn tag_offers<'d>(
    records: &'d Records,
    devices: &'d TenantDevices,
    wanted: &dyn Fn(&TenantLine) -> bool,
) -> Vec<(&'d TenantLine, &'d str)> {
    let lines = devices.lines.iter().filter(|line| wanted(line));
    lines.filter_map(|line| Some((line, tag_offer(records, line)?))).collect()
}

/// The group tag that a device was to get and doesn't have, if it was refused as it is registered already.
#[must_use]
pub fn tag_offer<'r>(records: &'r Records, line: &TenantLine) -> Option<&'r str> {
    let (intent, row) = line.row.filter(|_| line.device.is_some())?;
    let tag = records.intents.get(intent)?.rows().get(row)?.group_tag.as_str();
    let offers = line.refusal.is_some_and(RegistrationError::offers_group_tag);
    (offers && !tag.is_empty() && line.texts[column::TAG] != tag).then_some(tag)
}

/// What can be put away without a loss: what is over, and left nothing that a person still has to look at.
#[must_use]
pub fn finished(records: &Records) -> Vec<u32> {
    let newest = newest(records);
    let is_over = |(place, intent): &(usize, &Intent)| match intent.state {
        // What managed devices were asked stands on a page of its own.
        _ if matches!(intent.action, Action::Order(_)) => false,
        State::Withdrawn => true,
        // What was taken out has a receipt, which stays until a person puts that one away.
        _ if matches!(intent.action, Action::Removal(_)) => false,
        State::Done => failed(intent).all(|(serial, _)| !is_newest(&newest, serial, *place)),
        _ => false,
    };
    records.intents.iter().enumerate().filter(is_over).map(|(_, intent)| intent.seq).collect()
}

/// The devices that were refused, and whether the same can come through another time.
fn failed(intent: &Intent) -> impl Iterator<Item = (&str, bool)> {
    intent
        .rows()
        .iter()
        .filter_map(|row| refusal(intent, row).map(|error| (row.serial.as_str(), error.can_retry())))
}

/// Whether no later registration is of the device with that serial number. Without one, no other is known to be.
fn is_newest(newest: &Places, serial: &str, place: usize) -> bool {
    let key = serial_key(serial);
    key.is_empty() || newest.get(&key).is_none_or(|(newest, _)| *newest <= place)
}

/// The newest registration of each device, by its place.
fn newest(records: &Records) -> Places {
    let mut newest = Places::new();
    for (place, intent) in records.intents.iter().enumerate() {
        if intent.state != State::Withdrawn {
            newest.extend(intent.rows().iter().map(|row| (serial_key(&row.serial), (place, 0))));
        }
    }
    newest
}
