//! What a long time out of reach means for what was confirmed before it.

use graph::Transport;
use lifecycle::{budget::Offline, limits, removal::Event};

use super::{Stop, session::Session};
use crate::{Action, Environment, Order, State, Storage, order::destroys};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// After a long time in which nothing was heard of the service, nothing destructive goes by what a person confirmed at its
    /// begin or before. That is kept before anything is asked: once the service is heard again, nobody would know.
    pub async fn note_absence(&mut self) -> Result<(), Stop> {
        let now = self.now() / 1000;
        let is_long = |heard: i64| Offline { from: heard / 1000, to: now }.is_long();
        // Nor was it ever heard, where nothing is known.
        if !self.status.heard.is_none_or(is_long) {
            return Ok(());
        }
        // What was said since then was said while it was out of reach, and not long ago.
        let before = now - limits::OFFLINE_LONG;
        let at = self.now();
        #[cfg(feature = "plant")]
        let is_planted = self.engine.plant == Some(super::Plant::SendStaleOrder);
        #[cfg(not(feature = "plant"))]
        let is_planted = false;
        for intent in self.intents.iter_mut().filter(|intent| !intent.is_over()) {
            let (made, is_waiting) = (intent.made / 1000, intent.state == State::Waiting);
            match &mut intent.action {
                Action::Order(order)
                    if destroys(&order.remote) && said(order, made) <= before && !is_planted =>
                {
                    // It isn't sent from now on, whatever it waits for, and is only looked for where it may have arrived.
                    order.expires = Some(order.expires.map_or(at, |expires| expires.min(at)));
                    if is_waiting {
                        intent.state = State::Expired;
                    }
                }
                Action::Removal(removal) => {
                    let observed = &mut removal.observed;
                    let back = observed.back_since;
                    let is_void = observed.entries.iter().any(|entry| {
                        matches!(entry.event, Event::Confirmed { .. })
                            && entry.at <= before
                            && back.is_none_or(|back| entry.at > back)
                    });
                    if is_void {
                        observed.back_since = Some(before);
                    }
                }
                _ => {}
            }
        }
        let all: Vec<usize> = (0..self.intents.len()).collect();
        self.keep_all(&all, Vec::new()).await
    }

    /// To be asked before anything is marked as sent that may destroy. A computer may sleep in the midst of a turn: then the turn ends, and the next
    /// one notes the absence.
    pub fn in_touch(&self) -> Result<(), Stop> {
        let from = self.status.heard.unwrap_or(0).max(self.began) / 1000;
        if (Offline { from, to: self.now() / 1000 }).is_long() { Err(Stop::Held) } else { Ok(()) }
    }

    /// Whether a person's word for something that destroys is still to be acted upon.
    pub fn is_destruction_waiting(&self) -> bool {
        self.intents.iter().filter(|intent| !intent.is_over()).any(|intent| match &intent.action {
            Action::Order(order) => {
                matches!(intent.state, State::Waiting | State::Held) && destroys(&order.remote)
            }
            Action::Removal(removal) => {
                let is_word = |event: &Event| matches!(event, Event::Confirmed { .. });
                removal.observed.entries.iter().any(|entry| is_word(&entry.event))
            }
            _ => false,
        })
    }
}

/// When a person last gave their word for an order that was made then, in seconds: what came out of a file is released later.
fn said(order: &Order, made: i64) -> i64 {
    order.expires.map_or(made, |expires| made.max(expires / 1000 - limits::CONFIRMATION_KEEPS))
}
