//! How much may be destroyed today. Rule ACT-2.

use lifecycle::action::Action;
use lifecycle::budget::{Asked, Budget, Denied, Kind, Tripwire, is_typed};
use lifecycle::removal::StepState;
use outbox::{Intent, State, asked, counted_as};

use super::device::order_to;
use crate::tenant::Records;

/// What an organisation that has said nothing allows in a day: enough for a day's work, and no more than can be mended.
pub const DEFAULT_TRIPWIRE: Tripwire = Tripwire { wipes: Some(50), retires: Some(100), deletes: Some(100) };

/// What may still be asked for at that moment (seconds), in the tenant whose service that is. What waits to be sent counts today:
/// that is when it goes.
#[must_use]
pub fn budget(records: &Records, server: Option<&str>, tripwire: Tripwire, now: i64) -> Budget {
    let removals = records.intents.iter().filter(|it| server.is_none_or(|server| server == it.server));
    let removals = removals.flat_map(|intent| of_removal(intent, now));
    let own = records.intents.iter().filter_map(|intent| {
        let kind = Kind::of(asked(&order_to(intent, server)?.remote))?;
        let at = match (intent.last_sent.max(intent.first_sent), intent.state) {
            // What was refused until it is approved, or for the moment, counts when it goes.
            (_, State::Waiting | State::Approval | State::Held) => now,
            (Some(sent), _) => sent / 1000,
            (None, State::Expired) => return None,
            (None, _) => now,
        };
        Some(Asked { kind, at })
    });
    Budget { tripwire, own: own.chain(removals).collect() }
}

/// What a removal asks for, or has.
pub(super) fn of_removal(intent: &Intent, now: i64) -> Vec<Asked> {
    let Some(removal) = intent.removal().filter(|_| intent.state != State::Withdrawn) else {
        return Vec::new();
    };
    let states = removal.states(now * 1000);
    let steps = removal.plan.steps.iter().zip(&removal.errands).zip(&states);
    let asked = steps.filter_map(|((step, errand), state)| {
        let kind = counted_as(&step.deed)?;
        let at = match (errand.last_sent, state) {
            (Some(sent), _) => sent / 1000,
            // What isn't to be sent any more doesn't count.
            (
                None,
                StepState::Done { .. }
                | StepState::Needless
                | StepState::GivenUp { .. }
                | StepState::Failed { .. }
                | StepState::Blocked { .. },
            ) => return None,
            (None, _) => now,
        };
        Some(Asked { kind, at })
    });
    asked.collect()
}

/// The tripwire that was kept as a text; what it doesn't say is as usual.
#[must_use]
pub fn read_tripwire(text: Option<&str>) -> Tripwire {
    let Some(text) = text else { return DEFAULT_TRIPWIRE };
    let mut numbers = text.split(',').map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    Tripwire { wipes: next(), retires: next(), deletes: next() }
}

/// A tripwire as a text: wipes, retires and deletions; nothing: as many as the service allows.
#[must_use]
pub fn write_tripwire(tripwire: Tripwire) -> String {
    let text = |number: Option<usize>| number.map_or_else(String::new, |number| number.to_string());
    [tripwire.wipes, tripwire.retires, tripwire.deletes].map(text).join(",")
}

/// Whether so many devices may be asked for an action at that moment (seconds), once a person has typed their number where that is
/// wanted.
///
/// # Errors
/// The reason why not.
pub fn confirm(budget: &Budget, action: Action, devices: usize, typed: &str, now: i64) -> Result<(), Denied> {
    if let Some(kind) = Kind::of(action) {
        return budget.check(kind, devices, typed, now).map(|_| ());
    }
    // What isn't counted, and still destroys something, is confirmed in the same way.
    match devices {
        0 => Err(Denied::Nothing),
        _ if action.is_destructive() => is_typed(devices, typed),
        _ => Ok(()),
    }
}
