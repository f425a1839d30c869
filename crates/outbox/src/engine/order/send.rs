//! Sending orders.

use std::collections::HashSet;

use graph::{Answer, Call, Failure, Transport, Verdict, Warrant};

use super::{
    super::{Stop, pace, session::Session, together::Piece},
    kind_of,
};
use crate::{
    Action, Approval, Environment, Millis, Seen, State, Storage,
    order::{destroys, ends_management},
};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends the orders at those places. A device's second order goes after its first.
    pub(super) async fn send_orders(&mut self, places: &[usize]) -> Result<(), Stop> {
        let mut devices = HashSet::new();
        let is_first =
            |at: &&usize| self.order_of(**at).is_some_and(|order| devices.insert(order.device.clone()));
        let pieces = places.iter().filter(is_first).map(|at| Piece::Order(*at)).collect();
        self.send_pieces(pieces).await
    }

    pub fn order_call(&self, at: usize) -> Option<(Call, Warrant)> {
        let order = self.order_of(at)?;
        Some((Call::order(&order.device, &order.remote), order.warrant()))
    }

    /// Marks an order as sent, if it may still go, and go today.
    pub fn mark_order(&mut self, at: usize) -> bool {
        let (now, was) = (self.now(), self.intents[at].state);
        // While others were sent its time may have run out.
        let Some(order) = self.order_of(at).filter(|_| self.is_to_be_sent(at)) else { return false };
        // What is under way already is no longer to be kept from being sent: it is only asked what became of it.
        if was == State::Waiting && order.expires.is_some_and(|expires| expires <= now) {
            self.intents[at].state = State::Expired;
            return false;
        }
        if was == State::Waiting
            && let Some(until) = self.is_spent_until(at)
        {
            self.intents[at].due = until;
            return false;
        }
        self.mark(at);
        true
    }

    /// Until when the tenant's day has had as many of these as it may; `None`: it hasn't.
    fn is_spent_until(&self, at: usize) -> Option<Millis> {
        let order = self.order_of(at).filter(|order| destroys(&order.remote))?;
        self.spent_until(kind_of(&order.remote)?, Piece::Order(at))
    }

    pub fn order_taken(&mut self, at: usize, answer: Answer<()>) {
        self.went_well(at, &answer);
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.state = State::Accepted;
        intent.looks = 0;
        intent.request_id = answer.request_id.or(intent.request_id.take());
        intent.due = now;
    }

    /// What a failure means for an order that was in that state before it was sent.
    pub fn order_refused(&mut self, at: usize, was: State, failure: &Failure) {
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
