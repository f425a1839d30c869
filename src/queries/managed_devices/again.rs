//! What a person gives their word for once more: what failed or expired, of which nothing is left at the service, and what came out of
//! a file.

use lifecycle::action::Action;
use outbox::{Action as Wish, Intent, State, asked};

use super::ActionLine;
use crate::tenant::Records;

/// Orders of one kind, with the same choices, for which one word is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// What was asked.
    pub action: Action,
    /// The code that unlocks a Mac afterwards; empty: none was chosen.
    pub code: String,
    /// The numbers of the orders.
    pub seqs: Vec<u32>,
    /// The devices, by their Intune ids, in the same order.
    pub devices: Vec<String>,
}

/// Whether an order failed or wasn't sent in time, and wasn't given once more since.
#[must_use]
pub fn can_be_asked_again(line: &ActionLine, intent: &Intent) -> bool {
    matches!(intent.state, State::Rejected | State::Expired) && !line.was_repeated
}

/// Which of these actions can be asked for once more, by what was asked.
#[must_use]
pub fn to_ask_again(records: &Records, lines: &[ActionLine]) -> Vec<Again> {
    together(records, lines, can_be_asked_again)
}

/// Which of these actions came out of a file and wait for a person, by what was asked.
#[must_use]
pub fn to_release(records: &Records, lines: &[ActionLine]) -> Vec<Again> {
    together(records, lines, |_, intent| intent.state == State::Held)
}

fn together(
    records: &Records,
    lines: &[ActionLine],
    is_wanted: impl Fn(&ActionLine, &Intent) -> bool,
) -> Vec<Again> {
    let mut found: Vec<Again> = Vec::new();
    for line in lines {
        let Some(intent) = line.own.and_then(|own| records.intents.get(own)) else { continue };
        let Wish::Order(order) = &intent.action else { continue };
        if !is_wanted(line, intent) {
            continue;
        }
        let (action, code) = (asked(&order.remote), order.unlock_code());
        let place = found.iter().position(|again| (again.action, again.code.as_str()) == (action, code));
        let place = place.unwrap_or_else(|| {
            found.push(Again { action, code: code.to_owned(), seqs: Vec::new(), devices: Vec::new() });
            found.len() - 1
        });
        found[place].seqs.push(intent.seq);
        found[place].devices.push(order.device.clone());
    }
    found
}
