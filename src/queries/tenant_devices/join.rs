//! One list of what the service has and of what is on its way there.

use std::collections::HashMap;

use graph::wire::{EnrollmentState, beta::ProfileAssignmentStatus};
use lifecycle::{
    Attention, Enrolment, Identity, Import, ProfileAssignment, RegistrationError, RegistrationState, standing,
};
use outbox::{Action, Device, Intent, Row, RowStatus, State, Update, serial_key};

use super::moment::seconds;
use super::shown::{TENANT_COLUMNS, column};
use crate::tenant::Records;

/// A device as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantLine {
    /// The key by which the grid knows it: the same before and after it is registered.
    pub key: u64,
    /// What stands in each column; of the state nothing.
    pub texts: [String; TENANT_COLUMNS.len()],
    /// Where it stands with its registration.
    pub state: RegistrationState,
    /// What the state alone doesn't tell.
    pub attention: Option<Attention>,
    /// Why its registration from here was refused, if it was. A registered device can be refused too.
    pub refusal: Option<RegistrationError>,
    /// Since when its registration is under way, seconds.
    pub since: Option<i64>,
    /// Whether the group tag is one that was asked for, and is not to be seen yet.
    pub tag_asked: bool,
    /// The same of the user.
    pub user_asked: bool,
    /// The last change of it from here, by its place among the intents, if the service refused that.
    pub change_refused: Option<usize>,
    /// The registered device, by its place among the records.
    pub device: Option<usize>,
    /// Its newest registration from here, by the places of the intent and the row.
    pub row: Option<(usize, usize)>,
    /// Its registration by somebody else, by its place among the records. Only where there is nothing else of it.
    pub import: Option<usize>,
}

impl TenantLine {
    /// Whether a person should look at it.
    #[must_use]
    pub fn needs_look(&self) -> bool {
        use Attention::{Approval, NotSent, ProfilePending};
        let waits = matches!(self.attention, None | Some(NotSent | Approval | ProfilePending));
        !waits || self.refusal.is_some() || self.change_refused.is_some()
    }

    /// The serial number.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.texts[column::SERIAL]
    }
}

/// The devices of a tenant.
#[derive(Debug, Default)]
pub struct TenantDevices {
    /// What the service has, by id; then what is on its way there, in the order in which it came up; then what others are
    /// registering.
    pub lines: Vec<TenantLine>,
    /// How many are in each state, in the order of [`RegistrationState::ALL`].
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
        if intent.state.is_final() || !counts(intent, server) {
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

/// The change that stands one before that place.
fn wish(records: &Records, place: usize) -> Option<&Update> {
    match &records.intents.get(place.checked_sub(1)?)?.action {
        Action::Update(update) => Some(update),
        Action::Register { .. } => None,
    }
}

fn registered(
    records: &Records,
    at: usize,
    row: Option<(usize, usize)>,
    asked: Option<(usize, usize)>,
    now: i64,
) -> TenantLine {
    let device = &records.devices[at];
    let (tag, user) = asked.unwrap_or_default();
    let tag = wish(records, tag).and_then(|update| update.group_tag.as_deref());
    let user = wish(records, user).and_then(|update| update.user.as_deref());
    let (intent, import) = row.map(|(intent, row)| (&records.intents[intent], row)).unzip();
    let import = intent.zip(import).map(|(intent, row)| (intent, &intent.rows()[row]));
    let identity = Identity {
        enrolment: enrolment(&device.enrollment),
        last_contacted: seconds(&device.last_contacted),
        profile: profile(&device.profile),
    };
    let known = lifecycle::Records { import: import.map(as_import), identity: Some(identity) };
    let mut line = line(&known, now);
    line.refusal = import.and_then(|(intent, row)| refusal(intent, row));
    (line.device, line.row) = (Some(at), row);
    (line.tag_asked, line.user_asked) = (tag.is_some(), user.is_some());
    line.texts = texts(device, tag, user);
    line
}

fn texts(device: &Device, tag: Option<&str>, user: Option<&str>) -> [String; TENANT_COLUMNS.len()] {
    [
        "",
        &device.serial,
        &device.manufacturer,
        &device.model,
        tag.unwrap_or(&device.group_tag),
        user.unwrap_or(&device.user),
        &device.last_contacted,
        device.enrollment.as_str(),
        device.profile.as_str(),
        &device.display_name,
        &device.purchase_order,
        &device.id,
        &device.entra_id,
        &device.intune_id,
    ]
    .map(str::to_owned)
}

fn on_its_way(intent: &Intent, row: &Row, at: (usize, usize), now: i64) -> TenantLine {
    let known = lifecycle::Records { import: Some(as_import((intent, row))), identity: None };
    let mut line = line(&known, now);
    line.row = Some(at);
    line.refusal = refusal(intent, row);
    line.since = (line.state == RegistrationState::Pending).then_some(since(intent, row));
    line.texts[column::SERIAL].clone_from(&row.serial);
    line.texts[column::TAG].clone_from(&row.group_tag);
    line.texts[column::USER].clone_from(&row.user);
    if let RowStatus::Complete { device, .. } = &row.status {
        line.texts[column::AUTOPILOT].clone_from(device);
    }
    line
}

fn by_others(import: &outbox::Import, at: usize, now: i64) -> TenantLine {
    let since = import.since / 1000;
    let refusal = error_of(&import.status);
    let known = match (&import.status, refusal) {
        (_, Some(error)) => Import::Failed(error),
        (RowStatus::Complete { .. }, _) => Import::Complete { since },
        _ => Import::InProgress { since },
    };
    let mut line = line(&lifecycle::Records { import: Some(known), identity: None }, now);
    line.import = Some(at);
    line.refusal = refusal;
    line.since = (line.state == RegistrationState::Pending).then_some(since);
    line.texts[column::SERIAL].clone_from(&import.serial);
    line.texts[column::TAG].clone_from(&import.group_tag);
    line.texts[column::USER].clone_from(&import.user);
    line
}

fn line(known: &lifecycle::Records, now: i64) -> TenantLine {
    let standing = standing(known, now);
    TenantLine {
        key: 0,
        texts: Default::default(),
        state: standing.map_or(RegistrationState::Pending, |standing| standing.state),
        attention: standing.and_then(|standing| standing.attention),
        refusal: None,
        since: None,
        tag_asked: false,
        user_asked: false,
        change_refused: None,
        device: None,
        row: None,
        import: None,
    }
}

/// Since when a registration is as far as it is, seconds.
fn since(intent: &Intent, row: &Row) -> i64 {
    match row.status {
        RowStatus::Waiting => intent.first_sent.unwrap_or(intent.made) / 1000,
        _ => row.since / 1000,
    }
}

fn as_import((intent, row): (&Intent, &Row)) -> Import {
    let since = since(intent, row);
    match (&row.status, intent.state) {
        _ if refusal(intent, row).is_some() => {
            Import::Failed(refusal(intent, row).unwrap_or(RegistrationError::Unexpected))
        }
        (RowStatus::Complete { .. }, _) => Import::Complete { since },
        (RowStatus::Waiting, State::Waiting) => Import::Waiting,
        (RowStatus::Waiting, State::Approval) => Import::Approval,
        _ => Import::InProgress { since },
    }
}

/// Why the registration of a device was refused, if it was: by itself, or with the whole call.
#[must_use]
pub fn refusal(intent: &Intent, row: &Row) -> Option<RegistrationError> {
    match &row.status {
        RowStatus::Waiting | RowStatus::Pending if intent.state == State::Rejected => {
            Some(RegistrationError::Unexpected)
        }
        status => error_of(status),
    }
}

fn error_of(status: &RowStatus) -> Option<RegistrationError> {
    match status {
        RowStatus::Failed { code, name } => Some(RegistrationError::from_name(name, *code)),
        _ => None,
    }
}

fn enrolment(state: &EnrollmentState) -> Enrolment {
    match state {
        EnrollmentState::Enrolled => Enrolment::Enrolled,
        EnrollmentState::PendingReset => Enrolment::PendingReset,
        EnrollmentState::Failed => Enrolment::Failed,
        EnrollmentState::NotContacted => Enrolment::NotContacted,
        EnrollmentState::Blocked => Enrolment::Blocked,
        EnrollmentState::Unknown | EnrollmentState::Other(_) => Enrolment::Unknown,
    }
}

fn profile(status: &ProfileAssignmentStatus) -> ProfileAssignment {
    match status {
        ProfileAssignmentStatus::AssignedInSync => ProfileAssignment::AssignedInSync,
        ProfileAssignmentStatus::AssignedOutOfSync => ProfileAssignment::AssignedOutOfSync,
        ProfileAssignmentStatus::AssignedUnkownSyncState => ProfileAssignment::AssignedUnknown,
        ProfileAssignmentStatus::NotAssigned => ProfileAssignment::NotAssigned,
        ProfileAssignmentStatus::Pending => ProfileAssignment::Pending,
        ProfileAssignmentStatus::Failed => ProfileAssignment::Failed,
        ProfileAssignmentStatus::Unknown | ProfileAssignmentStatus::Other(_) => ProfileAssignment::Unknown,
    }
}

/// A number for a serial number, always the same (FNV-1a).
fn hash(serial: &str) -> u64 {
    serial_key(serial)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
