//! What the element is told of a registration, as JSON.

use std::collections::BTreeMap;

use lifecycle::RegistrationError;
use outbox::{Intent, Millis, Row, RowStatus, State, Status, Trouble, TroubleKind};
use serde::Serialize;

use crate::kept::can_retry;

/// The names of errors that are ours: the service has lost track of a device that it took.
const LOST: [&str; 2] = ["NoImportRecord", "ImportRecordGone"];

/// A registration as a whole.
#[derive(Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// All devices.
    pub devices: usize,
    /// Those that were not sent.
    pub waiting: usize,
    /// Those that were sent, and of which the last word is not known.
    pub sent: usize,
    /// Those that were seen to be registered.
    pub registered: usize,
    /// Those that were not registered.
    pub failed: usize,
    /// Those that were taken back before they were sent.
    pub cancelled: usize,
    /// How many of those that wait can be taken back.
    pub can_cancel: usize,
    /// How many of those that failed can be tried again.
    pub can_retry: usize,
    /// When there will be something to do, in milliseconds since 1970.
    pub next: Option<Millis>,
    /// What stands in the way of all.
    pub trouble: Option<Obstacle>,
}

/// What stands in the way.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Obstacle {
    /// The name by which its texts are found.
    pub kind: &'static str,
    /// The HTTP status; 0 where no answer came.
    pub status: u16,
    /// What the service, or the browser, says.
    pub message: String,
    /// What support asks for.
    pub request_id: Option<String>,
}

/// A device.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceTold {
    /// Its serial number.
    pub serial: String,
    /// The group tag that it gets.
    pub group_tag: String,
    /// The user that it gets.
    pub user: String,
    /// `waiting`, `sent`, `registered`, `failed` or `cancelled`.
    pub state: &'static str,
    /// Why it failed: the name by which the text is found.
    pub error: Option<&'static str>,
    /// What to do, likewise.
    pub advice: Option<&'static str>,
    /// The error's number and name as the service has them.
    pub detail: String,
    /// What stands in its way, or stood last.
    pub trouble: Option<Obstacle>,
}

impl From<&Trouble> for Obstacle {
    fn from(trouble: &Trouble) -> Obstacle {
        Obstacle {
            kind: kind(trouble.kind),
            status: trouble.status,
            message: trouble.message.clone(),
            request_id: trouble.request_id.clone(),
        }
    }
}

fn kind(kind: TroubleKind) -> &'static str {
    match kind {
        TroubleKind::NoAnswer => "no-answer",
        TroubleKind::Unreadable => "unreadable",
        TroubleKind::Throttled => "throttled",
        TroubleKind::Service => "service",
        TroubleKind::SignIn => "sign-in",
        TroubleKind::Approval | TroubleKind::Justification => "approval",
        TroubleKind::NotObserved => "not-observed",
        TroubleKind::NotService => "not-service",
        // The others are not about registering.
        _ => "rejected",
    }
}

/// How far a device is.
pub fn state(intent: &Intent, row: &Row) -> &'static str {
    match (&row.status, intent.state) {
        (RowStatus::Complete { observed: true, .. }, _) => "registered",
        (RowStatus::Failed { .. }, _)
        | (RowStatus::Waiting, State::Rejected | State::Expired | State::Approval) => "failed",
        (RowStatus::Waiting, State::Withdrawn) => "cancelled",
        (RowStatus::Waiting, State::Waiting) => "waiting",
        _ => "sent",
    }
}

/// What is told of a registration as a whole.
pub fn told(intents: &BTreeMap<u32, Intent>, status: &Status, next: Option<Millis>) -> Told {
    // One that waits for itself alone, and says why.
    let own = intents.values().filter(|intent| !intent.is_over()).find_map(|intent| intent.trouble.as_ref());
    let trouble = status.trouble.as_ref().or(own).map(Obstacle::from);
    let mut told = Told { next, trouble, ..Told::default() };
    for intent in intents.values() {
        for row in intent.rows() {
            told.devices += 1;
            *match state(intent, row) {
                "waiting" => &mut told.waiting,
                "registered" => &mut told.registered,
                "failed" => &mut told.failed,
                "cancelled" => &mut told.cancelled,
                _ => &mut told.sent,
            } += 1;
            told.can_cancel += usize::from(intent.can_be_withdrawn());
            told.can_retry += usize::from(can_retry(intent, row));
        }
    }
    told
}

/// Devices `from..to`, those that failed first.
pub fn rows(intents: &BTreeMap<u32, Intent>, from: usize, to: usize) -> Vec<DeviceTold> {
    let all = || intents.values().flat_map(|intent| intent.rows().iter().map(move |row| (intent, row)));
    let is_failed = |(intent, row): &(&Intent, &Row)| state(intent, row) == "failed";
    let ordered = all().filter(is_failed).chain(all().filter(|device| !is_failed(device)));
    ordered.skip(from).take(to.saturating_sub(from)).map(|(intent, row)| device(intent, row)).collect()
}

fn device(intent: &Intent, row: &Row) -> DeviceTold {
    let (mut error, mut advice, mut detail) = (None, None, String::new());
    if let RowStatus::Failed { code, name } = &row.status {
        let known = RegistrationError::from_name(name, *code);
        let is_lost = LOST.contains(&name.as_str());
        error = Some(if is_lost { "lost" } else { known.key() });
        advice = Some(if is_lost { "lost" } else { known.advice().key() });
        detail = if *code == 0 { name.clone() } else { format!("{code} · {name}") };
    }
    DeviceTold {
        serial: row.serial.clone(),
        group_tag: row.group_tag.clone(),
        user: row.user.clone(),
        state: state(intent, row),
        error,
        advice,
        detail,
        trouble: intent.trouble.as_ref().map(Obstacle::from),
    }
}
