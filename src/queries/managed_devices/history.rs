//! What happened to a managed device, as far as it was asked from here or by others.

use device_csv::order::sort_by_key;
use outbox::{Intent, State, same_serial};

use super::actions::{ActionLine, Stage, expiry};
use crate::tenant::Records;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When, seconds.
    pub at: i64,
    /// What: the end of its message's id.
    pub key: &'static str,
    /// Of which action, by its place among the lines.
    pub line: usize,
}

/// What happened to the device with that id, or to an earlier one with that serial number, the newest first; `lines` are all actions.
#[must_use]
pub fn happenings(records: &Records, lines: &[ActionLine], device: &str, serial: &str) -> Vec<Happening> {
    let mut found = Vec::new();
    let is_it = |action: &ActionLine| {
        (!device.is_empty() && action.device == device)
            || (!serial.is_empty() && same_serial(&action.serial, serial))
    };
    for (line, action) in lines.iter().enumerate().filter(|(_, action)| is_it(action)) {
        let mut add = |at: i64, key| found.push(Happening { at, key, line });
        if let Some(intent) = action.own.map(|at| &records.intents[at]) {
            own(intent, action, &mut add);
            continue;
        }
        add(action.asked, "asked-elsewhere");
        if let Some(key) = end(action.stage).filter(|_| action.heard > 0) {
            add(action.heard, key);
        }
    }
    sort_by_key(&mut found, |happening| std::cmp::Reverse(happening.at));
    found
}

fn own(intent: &Intent, action: &ActionLine, add: &mut impl FnMut(i64, &'static str)) {
    add(intent.made / 1000, "asked");
    if let Some(sent) = intent.first_sent {
        add(sent / 1000, "sent");
    }
    // Of what expires nothing need ever have been heard.
    let expired = expiry(intent).filter(|_| action.stage == Stage::Expired);
    let ended = expired.map_or(action.heard, |(at, _)| at);
    // Until it is over, what was heard last may not be the end.
    if let Some(key) = end(action.stage).filter(|_| intent.is_over() && ended > 0) {
        add(ended, if intent.state == State::Withdrawn { "taken-back" } else { key });
    }
}

fn end(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Done => Some("done"),
        Stage::Failed => Some("failed"),
        Stage::Canceled => Some("called-off"),
        Stage::Expired => Some("expired"),
        Stage::Approval
        | Stage::Held
        | Stage::Waiting
        | Stage::Sent
        | Stage::Pending
        | Stage::Active
        | Stage::Unknown => None,
    }
}
