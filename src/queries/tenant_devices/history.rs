//! What happened to a device, as far as it was seen or done from here.

use device_csv::order::sort_by_key;
use outbox::{Action, EventKind, Intent, Millis, Row, RowStatus, State, same_serial};

use super::line::{TenantLine, refusal};
use crate::tenant::Records;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// When.
    pub at: Millis,
    /// What: the end of its message's id.
    pub key: &'static str,
    /// To what: a value, or the name of one.
    pub value: String,
}

/// What happened to a device, the newest first.
#[must_use]
pub fn history(records: &Records, line: &TenantLine) -> Vec<Milestone> {
    let mut found = Vec::new();
    let mut add = |at, key, value: &str| found.push(Milestone { at, key, value: value.to_owned() });
    let device = line.device.map(|at| &records.devices[at]);
    for intent in records.intents.iter().filter(|intent| intent.state != State::Withdrawn) {
        match &intent.action {
            Action::Register { rows, .. } => {
                let of_it = |row: &&Row| !row.serial.is_empty() && same_serial(&row.serial, line.serial());
                for row in rows.iter().filter(of_it) {
                    registration(intent, row, &mut add);
                }
            }
            Action::Update(update) if device.is_some_and(|device| device.id == update.device) => {
                if let Some(tag) = &update.group_tag {
                    add(intent.made, "tag-asked", tag);
                }
                if let Some(user) = &update.user {
                    add(intent.made, "user-asked", user);
                }
                if let Some(trouble) = intent.trouble.as_ref().filter(|_| intent.state == State::Rejected) {
                    add(trouble.at, "change-refused", &trouble.code);
                }
            }
            Action::Removal(removal) if same_serial(&removal.serial, line.serial()) => {
                add(intent.made, "removal-asked", &removal.reason);
                if intent.state == State::Done {
                    let last = removal.observed.entries.iter().map(|entry| entry.at).max();
                    add(last.map_or(intent.made, |at| at * 1000), "removal-done", "");
                }
            }
            // What is asked of a managed device stands in the list of actions.
            Action::Update(_)
            | Action::Order(_)
            | Action::Removal(_)
            | Action::Rule(_)
            | Action::Decision(_) => {}
        }
    }
    if let Some(import) = line.import.and_then(|at| records.imports.get(at)) {
        match &import.status {
            RowStatus::Complete { .. } => add(import.since, "registered", ""),
            RowStatus::Failed { name, .. } => add(import.since, "refused", name),
            RowStatus::Waiting | RowStatus::Pending => add(import.since, "elsewhere", ""),
        }
    }
    for event in device.iter().flat_map(|device| &device.events) {
        match &event.kind {
            EventKind::Seen => add(event.at, "seen", ""),
            EventKind::Enrollment(state) => add(event.at, "enrolment", state.as_str()),
            EventKind::Profile(status) => add(event.at, "profile", status.as_str()),
            EventKind::GroupTag(tag) => add(event.at, "tag", tag),
            EventKind::User(user) => add(event.at, "user", user),
        }
    }
    sort_by_key(&mut found, |milestone| std::cmp::Reverse(milestone.at));
    found
}

fn registration(intent: &Intent, row: &Row, add: &mut impl FnMut(Millis, &'static str, &str)) {
    add(intent.made, "planned", "");
    if let Some(sent) = intent.first_sent {
        add(sent, "sent", "");
    }
    match (&row.status, refusal(intent, row)) {
        (RowStatus::Complete { .. }, _) => add(row.since, "registered", ""),
        (RowStatus::Failed { name, .. }, _) => add(row.since, "refused", name),
        (_, Some(_)) => {
            let trouble = intent.trouble.as_ref();
            add(
                trouble.map_or(row.since, |trouble| trouble.at),
                "refused",
                trouble.map_or("", |it| &it.code),
            );
        }
        _ => {}
    }
}
