//! Asking managed devices to do something, and following it until it is seen to be done.
//!
//! Of all orders together those are sent first that may be sent, then it is looked how far others are, twenty requests in one.
//! After a lot of each it is read again what is kept: what a person takes back meanwhile isn't sent, and what they ask for
//! doesn't wait for thousands of others.

mod look;
mod seen;
mod send;

use graph::{Remote, Transport};
use lifecycle::budget::Kind;

use super::{LOT, Stop, session::Session};
use crate::{Action, Environment, Order, State, Storage};
pub(super) use seen::seen_of;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Moves orders along: a lot of those that are due. With `refresh` all are looked at, as a person waits for that.
    pub async fn orders(&mut self, refresh: bool) -> Result<(), Stop> {
        let due =
            (0..self.intents.len()).filter(|at| self.order_of(*at).is_some() && self.is_due(*at, refresh));
        let (mut send, mut look): (Vec<usize>, Vec<usize>) = due.partition(|at| self.is_to_be_sent(*at));
        // What has waited longest comes first, so that each has its turn.
        send.sort_by_key(|at| self.intents[*at].due);
        look.sort_by_key(|at| self.intents[*at].due);
        send.truncate(LOT);
        if !refresh {
            look.truncate(LOT);
        }
        self.send_orders(&send).await?;
        self.look_at_orders(&look).await
    }

    fn order_of(&self, at: usize) -> Option<&Order> {
        match &self.intents[at].action {
            Action::Order(order) => Some(order),
            _ => None,
        }
    }

    /// Whether an order goes out next, rather than being looked at.
    fn is_to_be_sent(&self, at: usize) -> bool {
        let expires = self.order_of(at).and_then(|order| order.expires);
        match self.intents[at].state {
            State::Waiting => true,
            // Should it not have arrived, it would be done now, which nobody's word covers any more: it is only looked for.
            State::Sent => self.is_remembered(at) && expires.is_none_or(|expires| expires > self.now()),
            _ => false,
        }
    }
}

/// As what it is counted among what a tenant may ask for in a day.
pub(super) fn kind_of(remote: &Remote) -> Option<Kind> {
    match remote {
        Remote::Wipe(_) => Some(Kind::Wipe),
        Remote::Retire => Some(Kind::Retire),
        Remote::Delete => Some(Kind::Delete),
        Remote::Restart | Remote::Sync | Remote::FreshStart { .. } => None,
    }
}
