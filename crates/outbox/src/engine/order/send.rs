//! Sending orders.

use std::collections::HashSet;

use graph::{Failure, MAX_BATCH, Transport, Verdict, Version, Warrant, order_item};

use super::{
    super::{
        Stop, pace,
        session::{Session, concerns_all},
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
        let mut of_version: [Vec<usize>; 2] = Default::default();
        let mut alone = Vec::new();
        for at in places {
            let Some(order) = self.order_of(*at) else { continue };
            // What is sent together arrives in any order: a device's second order goes after its first.
            if !devices.insert(order.device.clone()) {
                continue;
            }
            match (order.warrant(), order_item("", &order.device, &order.remote).0) {
                (Warrant::Reason(_) | Warrant::Code(_), _) => alone.push(*at),
                (Warrant::None, Version::V1) => of_version[0].push(*at),
                (Warrant::None, Version::Beta) => of_version[1].push(*at),
            }
        }
        for (version, places) in [Version::V1, Version::Beta].into_iter().zip(of_version) {
            for some in places.chunks(MAX_BATCH) {
                let going = self.mark_orders(some).await?;
                self.send_together(version, &going).await?;
            }
        }
        for at in alone {
            for going in self.mark_orders(&[at]).await? {
                self.send_alone(going).await?;
            }
        }
        Ok(())
    }

    /// Marks orders as sent: which of them go out, as others may not any more, or not today.
    async fn mark_orders(&mut self, places: &[usize]) -> Result<Vec<Going>, Stop> {
        let now = self.now();
        let mut going = Vec::new();
        for at in places {
            let was = self.intents[*at].state;
            let Some(order) = self.order_of(*at) else { continue };
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
        #[cfg(feature = "plant")]
        if self.engine.plant == Some(super::super::Plant::SendBeforePersist) {
            return Ok(going);
        }
        self.keep_all(places, Vec::new()).await?;
        Ok(going)
    }

    /// Until when the tenant's day has had as many of these as it may; `None`: it hasn't.
    fn is_spent_until(&self, at: usize) -> Option<Millis> {
        let order = self.order_of(at).filter(|order| destroys(&order.remote))?;
        self.spent_until(kind_of(&order.remote)?)
    }

    async fn send_together(&mut self, version: Version, going: &[Going]) -> Result<(), Stop> {
        if let [going] = going {
            return self.send_alone(*going).await;
        }
        let item = |(at, _): &Going| {
            let order = self.order_of(*at)?;
            Some(order_item(&self.wire_id(*at), &order.device, &order.remote).1)
        };
        let items: Vec<_> = going.iter().filter_map(item).collect();
        if items.is_empty() {
            return Ok(());
        }
        self.still_leads()?;
        let id = self.engine.env.request_id();
        let results = match self.engine.client.batch(version, &id, &items).await {
            Ok(results) => results,
            // It takes no batches, or not this one. None of it was done.
            Err(failure) if failure.verdict() == Verdict::Rejected => {
                for going in going {
                    self.send_alone(*going).await?;
                }
                return Ok(());
            }
            Err(failure) => going.iter().map(|_| Err(failure.clone())).collect(),
        };
        let results = results.into_iter().map(|result| result.map(|answer| answer.map(drop)));
        self.sent(going.iter().copied().zip(results).collect()).await
    }

    async fn send_alone(&mut self, going: Going) -> Result<(), Stop> {
        let Some(order) = self.order_of(going.0) else { return Ok(()) };
        self.still_leads()?;
        let id = self.wire_id(going.0);
        let result = self.engine.client.ask_device(&id, &order.device, &order.remote, &order.warrant()).await;
        self.sent(vec![(going, result)]).await
    }

    /// Keeps what came of orders that were sent together.
    async fn sent(&mut self, results: Vec<(Going, Result<graph::Answer<()>, Failure>)>) -> Result<(), Stop> {
        let places: Vec<usize> = results.iter().map(|((at, _), _)| *at).collect();
        let mut of_all = None;
        for ((at, was), result) in results {
            match result {
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
