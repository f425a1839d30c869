//! One line of the list: a device, and where it stands.

use graph::seconds;
use graph::wire::{EnrollmentState, beta::ProfileAssignmentStatus};
use lifecycle::{
    Attention, Enrolment, Identity, Import, ProfileAssignment, RegistrationError, RegistrationState, standing,
};
use outbox::{Action, Device, Intent, Row, RowStatus, State, Update};

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

pub(super) fn registered(
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

pub(super) fn on_its_way(intent: &Intent, row: &Row, at: (usize, usize), now: i64) -> TenantLine {
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

pub(super) fn by_others(import: &outbox::Import, at: usize, now: i64) -> TenantLine {
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

/// The change that stands one before that place.
fn wish(records: &Records, place: usize) -> Option<&Update> {
    match &records.intents.get(place.checked_sub(1)?)?.action {
        Action::Update(update) => Some(update),
        _ => None,
    }
}
