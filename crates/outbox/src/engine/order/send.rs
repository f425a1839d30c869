//! Sending orders.

use std::collections::HashSet;

use graph::{Call, Failure, Transport, Verdict, Warrant};

use super::{
    super::{
        Stop, pace,
        session::{Session, concerns_all},
        together::{Parcel, Said, lots},
    },
    kind_of,
};
use crate::{
    Action, Approval, Environment, Millis, Seen, State, Storage,
    order::{destroys, ends_management},
};

/// An order that goes out: its place, and how far it was before.
type Going = (usize, State);

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends the orders at those places, or sends them once more under their ids to a service that remembers ids.
    pub(super) async fn send_orders(&mut self, places: &[usize]) -> Result<(), Stop> {
        let mut devices = HashSet::new();
        let calls: Vec<_> = places
            .iter()
            .filter_map(|at| {
                let order = self.order_of(*at)?;
                // What is sent together arrives in any order: a device's second order goes after its first.
                let is_first = devices.insert(order.device.clone());
                let needs_warrant = order.warrant() != Warrant::None;
                is_first.then(|| (*at, Call::order(&order.device, &order.remote).version, needs_warrant))
            })
            .collect();
        for lot in lots(calls) {
            let going = self.mark_orders(&lot).await?;
            let parcels: Vec<Parcel> = going.iter().filter_map(|(at, _)| self.parcel_of(*at)).collect();
            let said = self.send_lot(&parcels).await?;
            self.sent(going, said).await?;
        }
        Ok(())
    }

    fn parcel_of(&self, at: usize) -> Option<Parcel> {
        let order = self.order_of(at)?;
        let call = Call::order(&order.device, &order.remote);
        Some(Parcel { id: self.wire_id(at), call, warrant: order.warrant() })
    }

    /// Marks orders as sent: which of them go out, as others may not any more, or not today.
    async fn mark_orders(&mut self, places: &[usize]) -> Result<Vec<Going>, Stop> {
        self.in_touch()?;
        let now = self.now();
        let mut going = Vec::new();
        for at in places {
            let was = self.intents[*at].state;
            // While others were sent its time may have run out.
            let Some(order) = self.order_of(*at).filter(|_| self.is_to_be_sent(*at)) else { continue };
            // What is under way already is no longer to be kept from being sent: it is only asked what became of it.
            if was == State::Waiting && order.expires.is_some_and(|expires| expires <= now) {
                self.intents[*at].state = State::Expired;
            } else if was == State::Waiting
                && let Some(until) = self.is_spent_until(*at)
            {
                self.intents[*at].due = until;
            } else {
                self.mark(*at);
                going.push((*at, was));
            }
        }
        self.keep_marked(places).await?;
        Ok(going)
    }

    /// Until when the tenant's day has had as many of these as it may; `None`: it hasn't.
    fn is_spent_until(&self, at: usize) -> Option<Millis> {
        let order = self.order_of(at).filter(|order| destroys(&order.remote))?;
        self.spent_until(kind_of(&order.remote)?)
    }

    /// Keeps what came of orders that were sent together.
    async fn sent(&mut self, going: Vec<Going>, said: Vec<Said>) -> Result<(), Stop> {
        let places: Vec<usize> = going.iter().map(|(at, _)| *at).collect();
        let mut of_all = None;
        for ((at, was), said) in going.into_iter().zip(said) {
            match said {
                Ok(answer) => {
                    self.went_well(at, &answer);
                    self.taken_order(at, answer.request_id);
                }
                Err(failure) => {
                    self.not_ordered(at, was, &failure);
                    of_all = of_all.or(Some(failure).filter(concerns_all));
                }
            }
        }
        let stop = self.reached_but(of_all.as_ref());
        self.keep_all(&places, Vec::new()).await?;
        stop.map_or(Ok(()), Err)
    }

    fn taken_order(&mut self, at: usize, request_id: Option<String>) {
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.state = State::Accepted;
        intent.looks = 0;
        intent.request_id = request_id.or(intent.request_id.take());
        intent.due = now;
    }

    /// What a failure means for an order that was in that state before it was sent.
    fn not_ordered(&mut self, at: usize, was: State, failure: &Failure) {
        let refused = match failure {
            Failure::Refused(refused) => Some(refused),
            _ => None,
        };
        let code = refused.and_then(|refused| refused.approval_code.as_deref()).map(str::to_owned);
        let is_gone = failure.is_not_found();
        self.note_failure(at, failure);
        let now = self.now();
        let intent = &mut self.intents[at];
        let Action::Order(order) = &mut intent.action else { return };
        intent.state = match failure.verdict() {
            Verdict::Uncertain(_) => State::Sent,
            Verdict::Retry(_) | Verdict::SignIn => was,
            // It left on its own, or was taken out by an attempt of which nothing was heard.
            Verdict::Rejected if is_gone && ends_management(&order.remote) => {
                order.seen = Seen::Gone;
                intent.trouble = None;
                State::Done
            }
            Verdict::Rejected => State::Rejected,
            Verdict::Justification => State::Approval,
            Verdict::Approval => {
                if let Some(code) = code {
                    let known = order.approval.take().filter(|known| known.code == code);
                    let new = Approval { code, expires: String::new(), is_given: false };
                    order.approval = Some(Approval { is_given: false, ..known.unwrap_or(new) });
                }
                intent.due = now + pace::POLL;
                State::Approval
            }
        };
    }
}
