//! Carrying out the plans by which devices are taken out.
//!
//! Of all plans together it is first looked how far they are, twenty requests in one; then is sent what may be sent. What a step
//! may do is decided by `lifecycle::removal`; here is only known what is on the wire.

mod answer;
mod judge;
mod look;
mod send;
mod sync;

use graph::{Failure, Transport};
use lifecycle::removal::{Deed, Event, Fault, StepState, Wait, states};

use super::{
    LOT, Stop, pace,
    session::{Session, concerns_all},
};
pub use sync::SyncSeen;

use crate::{Course, Environment, Errand, Millis, Removal, State, Storage, Trouble, TroubleKind};

/// What is to be done for a step now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    /// It is sent.
    Send,
    /// It is looked how far it is.
    Look,
}

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Moves all removals along.
    pub async fn removals(&mut self, refresh: bool) -> Result<(), Stop> {
        let now = self.now();
        let is_due = |at: &usize| {
            let intent = &self.intents[*at];
            let moves = !intent.is_over() && intent.state != State::Held;
            intent.removal().is_some() && moves && (refresh || intent.due <= now)
        };
        let places: Vec<usize> = (0..self.intents.len()).filter(is_due).collect();
        let outcome = self.move_removals(&places, refresh).await;
        if matches!(outcome, Err(Stop::Replaced | Stop::Storage(_))) {
            return outcome;
        }
        for at in &places {
            self.settle(*at);
        }
        self.keep_all(&places, Vec::new()).await?;
        outcome
    }

    async fn move_removals(&mut self, places: &[usize], refresh: bool) -> Result<(), Stop> {
        self.look_at(places, refresh).await?;
        let mut next = vec![0; places.len()];
        let mut left = LOT;
        while left > 0 {
            let mut steps = Vec::new();
            for (at, next) in places.iter().zip(&mut next) {
                let all = self.removal(*at).map_or(0, |removal| removal.errands.len());
                let found = (*next..all).find(|step| self.task(*at, *step, refresh) == Some(Task::Send));
                *next = found.map_or(all, |step| step + 1);
                steps.extend(found.map(|step| (*at, step)));
                if steps.len() == left {
                    break;
                }
            }
            if steps.is_empty() {
                break;
            }
            left -= steps.len();
            self.send_steps(steps).await?;
        }
        Ok(())
    }

    fn removal(&self, at: usize) -> Option<&Removal> {
        self.intents[at].removal()
    }

    fn deed(&self, at: usize, step: usize) -> Option<&Deed> {
        self.removal(at)?.plan.steps.get(step).map(|step| &step.deed)
    }

    /// The id of the record to which a step is done.
    fn record(&self, at: usize, step: usize) -> String {
        let step = self.removal(at).and_then(|removal| removal.plan.steps.get(step));
        step.map(|step| step.record.id.clone()).unwrap_or_default()
    }

    fn errand(&self, at: usize, step: usize) -> Option<&Errand> {
        self.removal(at)?.errands.get(step)
    }

    /// Changes how far a step is on the wire.
    fn on_errand(&mut self, at: usize, step: usize, change: impl FnOnce(&mut Errand)) {
        let removal = self.intents[at].removal_mut();
        if let Some(errand) = removal.and_then(|removal| removal.errands.get_mut(step)) {
            change(errand);
        }
    }

    /// Notes that something happened in a step.
    fn note(&mut self, at: usize, step: usize, request_id: Option<&str>, event: Event) {
        let now = self.now() / 1000;
        if let Some(removal) = self.intents[at].removal_mut() {
            removal.observed.add(step, now, request_id, event);
        }
    }

    /// What is to be done for a step now; `None`: nothing, or nothing yet.
    fn task(&self, at: usize, step: usize, refresh: bool) -> Option<Task> {
        let (task, due) = self.next_task(at, step)?;
        // A wait for what may have arrived isn't cut short by sending again.
        (due <= self.now() || refresh && task == Task::Look).then_some(task)
    }

    /// What is to be done for a step next, and when.
    fn next_task(&self, at: usize, step: usize) -> Option<(Task, Millis)> {
        let now = self.now();
        let removal = self.removal(at)?;
        let (errand, deed) = (removal.errands.get(step)?, self.deed(at, step)?);
        if deed.is_by_hand() {
            return None;
        }
        let state = states(&removal.plan, &removal.observed, now / 1000).into_iter().nth(step)?;
        if state.is_done() {
            return None;
        }
        let may_go = self.may_go(at, step);
        let send = match removal.stands_against(step, now) {
            _ if may_go => Some((Task::Send, errand.due)),
            Some(StepState::Waiting { on: Wait::Sync, .. }) => Some((Task::Look, errand.due)),
            Some(StepState::Waiting { on: Wait::SyncInterval, until: Some(until), .. }) => {
                Some((Task::Send, until * 1000))
            }
            _ => None,
        };
        let look = Some((Task::Look, errand.due));
        match (errand.course, &state) {
            // A person gave it up while it was under way, and what comes of it isn't followed.
            (Course::Sent | Course::Taken, StepState::GivenUp { .. }) => None,
            // It was seen not to have happened, and then waited for something: another place may have done it meanwhile.
            (Course::Again, _) if may_go && deed.is_destructive() && removal.was_seen_long_ago(step, now) => {
                look
            }
            (Course::Open | Course::Again, _) => send,
            (Course::Sent, _) if self.is_step_remembered(at, step) && (may_go || !deed.is_destructive()) => {
                Some((Task::Send, errand.due))
            }
            // What failed as nothing was seen of it may come about all the same.
            (Course::Sent | Course::Taken, _)
            | (Course::Failed, StepState::Failed { why: Fault::NotSeen | Fault::NoAnswer, .. }) => look,
            (Course::Approval, _) => match &errand.approval {
                Some(approval) if approval.is_given => send,
                Some(_) => look,
                // A person has to say why first.
                None => None,
            },
            (Course::Failed, _) => None,
        }
    }

    /// Whether nothing stands against sending a step now.
    fn may_go(&self, at: usize, step: usize) -> bool {
        let Some(removal) = self.removal(at) else { return false };
        match removal.stands_against(step, self.now()) {
            None => true,
            #[cfg(feature = "plant")]
            Some(StepState::Waiting { on: Wait::ConfirmationAgain, .. }) => {
                self.engine.plant == Some(super::Plant::SendExpired)
            }
            #[cfg(feature = "plant")]
            Some(StepState::Waiting { on: Wait::Step(_), .. }) => {
                self.engine.plant == Some(super::Plant::SkipProof)
            }
            Some(_) => false,
        }
    }

    /// Whether the service answers a repetition of a step as it did the first time.
    fn is_step_remembered(&self, at: usize, step: usize) -> bool {
        #[cfg(feature = "plant")]
        if self.engine.plant == Some(super::Plant::RepeatStep) {
            return true;
        }
        let sent = self.errand(at, step).and_then(|errand| errand.first_sent);
        self.status.server.is_some() && sent.is_some_and(|sent| self.now() - sent < pace::REMEMBERED)
    }

    /// Notes a failure of a step, which is tried again later.
    fn step_failed(&mut self, at: usize, step: usize, failure: &Failure) -> Stop {
        self.note_step_failure(at, step, failure);
        if concerns_all(failure) {
            return self.out_of_order(failure);
        }
        self.reached();
        Stop::Later
    }

    /// The same of one of several that were asked together, of which each has its own failure, and the service at most one.
    fn note_step_failure(&mut self, at: usize, step: usize, failure: &Failure) {
        let now = self.now();
        let failures = self.errand(at, step).map_or(0, |errand| errand.failures).saturating_add(1);
        let wait = self.wait(failure, failures);
        self.on_errand(at, step, |errand| {
            errand.trouble = Some(Trouble::of(failure, now));
            errand.failures = failures;
            errand.due = now.saturating_add(wait);
        });
    }

    /// Has a step end for now: a person decides whether it is tried again.
    fn step_ends(
        &mut self,
        at: usize,
        step: usize,
        fault: Fault,
        kind: TroubleKind,
        request_id: Option<&str>,
    ) {
        let now = self.now();
        self.note(at, step, request_id, Event::Failed(fault));
        self.on_errand(at, step, |errand| {
            errand.course = Course::Failed;
            errand.due = now + pace::SELDOM;
            let known = errand.trouble.take().filter(|trouble| trouble.at == now);
            errand.trouble = Some(known.unwrap_or_else(|| Trouble {
                at: now,
                kind,
                status: 0,
                code: String::new(),
                message: String::new(),
                request_id: request_id.map(str::to_owned),
            }));
        });
    }

    /// How far a removal is as a whole, and when there is something to do for it.
    fn settle(&mut self, at: usize) {
        let now = self.now();
        let Some(removal) = self.removal(at) else { return };
        let states = removal.states(now);
        let is_settled = |state: &StepState| match state {
            StepState::Done { .. } | StepState::Needless | StepState::GivenUp { .. } => true,
            StepState::Blocked { why, .. } => *why == lifecycle::removal::Obstacle::GivenUp,
            _ => false,
        };
        let is_complete = removal.is_complete(now);
        let is_over = states.iter().all(is_settled)
            && removal.errands.iter().all(|errand| errand.course != Course::Again);
        let due = (0..removal.errands.len()).filter_map(|step| self.next_task(at, step)).map(|(_, due)| due);
        let due = due.min().unwrap_or(Millis::MAX);
        let intent = &mut self.intents[at];
        intent.due = due;
        intent.state = if is_complete {
            State::Done
        } else if is_over {
            State::Rejected
        } else if intent.first_sent.is_some() {
            State::Accepted
        } else {
            State::Waiting
        };
    }
}
