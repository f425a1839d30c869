//! How much a tenant may ask for in a day. Rule ACT-2.

use graph::Transport;
use lifecycle::budget::Kind;
use lifecycle::removal::Event;

use super::{order::kind_of, session::Session, together::Piece};
use crate::{Action, Environment, Intent, Millis, Storage, counted_as};

const DAY: Millis = 86_400_000;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Until when nothing more of that kind is sent, as the tenant's day has had as many as it may besides that piece; `None`: there
    /// is room.
    pub fn spent_until(&self, kind: Kind, piece: Piece) -> Option<Millis> {
        let today = self.now().div_euclid(DAY) * DAY;
        let sent = |(at, intent)| match piece {
            Piece::Order(own) if own == at => 0,
            Piece::Step(own, step) if own == at => sent_since(intent, kind, today, Some(step)),
            _ => sent_since(intent, kind, today, None),
        };
        let sent: usize = self.intents.iter().enumerate().map(sent).sum();
        (sent >= kind.cap()).then_some(today + DAY)
    }
}

/// How many of that kind an intent has sent since then, but for a step.
fn sent_since(intent: &Intent, kind: Kind, since: Millis, but: Option<usize>) -> usize {
    match &intent.action {
        Action::Order(order) if kind_of(&order.remote) == Some(kind) => {
            // What was refused yesterday, for the want of an approval or for the moment, counts when it goes.
            usize::from(intent.last_sent.max(intent.first_sent).is_some_and(|sent| sent >= since))
        }
        Action::Removal(removal) => {
            let is_such = |entry: &&lifecycle::removal::Entry| {
                let step = removal.plan.steps.get(entry.step);
                entry.event == Event::Sent
                    && Some(entry.step) != but
                    && entry.at * 1000 >= since
                    && step.is_some_and(|step| counted_as(&step.deed) == Some(kind))
            };
            removal.observed.entries.iter().filter(is_such).count()
        }
        _ => 0,
    }
}
