//! Sending steps.

use graph::{Call, Failure, Refusal, Transport, Warrant, wire::UserAssignment};
use lifecycle::removal::{Deed, Event};

use super::{
    super::{Stop, pace, session::Session, together::Piece},
    Task,
};
use crate::{Course, Environment, Storage, TroubleKind, counted_as};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends steps, of each removal one at most.
    pub(super) async fn send_steps(&mut self, steps: Vec<(usize, usize)>) -> Result<(), Stop> {
        let (syncs, others): (Vec<_>, Vec<_>) =
            steps.into_iter().partition(|(at, step)| self.deed(*at, *step) == Some(&Deed::Sync));
        for (at, step) in syncs {
            match self.send_sync(at, step).await {
                Ok(()) | Err(Stop::Later) => {}
                outcome => return outcome,
            }
        }
        self.send_pieces(others.into_iter().map(|(at, step)| Piece::Step(at, step)).collect()).await
    }

    /// Asks for a sync, unless that was done by somebody.
    async fn send_sync(&mut self, at: usize, step: usize) -> Result<(), Stop> {
        let was = self.errand(at, step).map_or(Course::Open, |errand| errand.course);
        if was != Course::Sent && !self.is_sync_wanted(at, step).await? {
            return Ok(());
        }
        self.note_sent(at, step);
        self.keep(at, Vec::new()).await?;
        self.still_leads()?;
        let outcome = match self.engine.client.sync_autopilot(&self.step_id(at, step)).await {
            Ok(answer) => {
                self.heard(&answer);
                self.sync = None;
                self.step_taken(at, step, answer.request_id.as_deref());
                Ok(())
            }
            // One runs, or the last was a moment ago, asked for by whomever: that is no failure.
            Err(Failure::Refused(Refusal { status: 409 | 429, .. })) => self.sync_is_busy(at, step).await,
            Err(failure) => {
                let before = self.status.failures;
                self.step_refused(at, step, was, &failure);
                self.reached_but(before, vec![failure]).map_or(Ok(()), Err)
            }
        };
        self.keep(at, Vec::new()).await?;
        outcome
    }

    pub fn step_id(&self, at: usize, step: usize) -> String {
        self.errand(at, step).map(|errand| errand.id.clone()).unwrap_or_default()
    }

    /// Marks a step as sent, if it may still go, and go today.
    pub fn mark_step(&mut self, at: usize, step: usize) -> bool {
        // While others were sent its time may have run out.
        if self.task(at, step, false) != Some(Task::Send) {
            return false;
        }
        let is_new = self.errand(at, step).is_some_and(|errand| errand.course != Course::Sent);
        let counted = self.deed(at, step).and_then(counted_as).filter(|_| is_new);
        if let Some(until) = counted.and_then(|kind| self.spent_until(kind, Piece::Step(at, step))) {
            self.on_errand(at, step, |errand| errand.due = until);
            return false;
        }
        self.note_sent(at, step);
        true
    }

    fn note_sent(&mut self, at: usize, step: usize) {
        let now = self.now();
        let new_id = self.engine.env.request_id();
        #[cfg(feature = "plant")]
        let is_planted = self.engine.plant == Some(super::super::Plant::RepeatStep);
        #[cfg(not(feature = "plant"))]
        let is_planted = false;
        self.on_errand(at, step, |errand| {
            // Whoever refused for want of a reason may remember that.
            let lacked = errand.trouble.as_ref().is_some_and(|it| it.kind == TroubleKind::Justification);
            if lacked || is_planted && errand.course == Course::Sent {
                errand.id = new_id;
                errand.first_sent = None;
            }
            errand.first_sent.get_or_insert(now);
            errand.last_sent = Some(now);
            errand.course = Course::Sent;
        });
        let intent = &mut self.intents[at];
        intent.first_sent.get_or_insert(now);
        intent.last_sent = Some(now);
        intent.state = crate::State::Accepted;
        let is_marked = intent.removal().is_some_and(|removal| {
            let mut course = removal.observed.of(step).rev().filter(|entry| is_course(&entry.event));
            course.next().is_some_and(|entry| entry.event == Event::Sent)
        });
        if !is_marked {
            self.note(at, step, None, Event::Sent);
        }
    }

    /// What a step asks for, and by what it is let through; `None`: nothing, or the sync.
    pub fn step_call(&self, at: usize, step: usize) -> Option<(Call, Warrant)> {
        let (removal, record) = (self.removal(at)?, self.record(at, step));
        if let Some(remote) = removal.remote(step) {
            return Some((Call::order(&record, &remote), removal.warrant(step)));
        }
        let call = match self.deed(at, step)? {
            Deed::UnassignUser => Call::unassign_user(&record),
            Deed::AssignUser(user) => {
                let assignment = UserAssignment {
                    user_principal_name: Some(user.clone()),
                    addressable_user_name: Some(String::new()),
                };
                Call::assign_user(&record, &assignment)
            }
            Deed::DeleteFromAutopilot => Call::deregister(&record),
            Deed::LeaveGroup(group) => Call::leave_group(&group.id, &record),
            Deed::DisableInEntra => Call::disable_directory_device(&record),
            Deed::DeleteFromEntra => Call::delete_directory_device(&record),
            // A person does these, and the others are asked for in another way.
            Deed::Sync
            | Deed::ResetByHand
            | Deed::DeleteComputer
            | Deed::DisableComputer
            | Deed::ReleaseAtApple
            | Deed::ReleaseAtPartner
            | Deed::Wipe(_)
            | Deed::Retire
            | Deed::DeleteFromIntune => return None,
        };
        Some((call, Warrant::None))
    }

    /// The service took it.
    pub fn step_taken(&mut self, at: usize, step: usize, request_id: Option<&str>) {
        let now = self.now();
        let waits_for_device = matches!(self.deed(at, step), Some(Deed::Wipe(_) | Deed::Retire));
        // A service that remembers ids shows at once what it took.
        let wait = if self.status.server.is_some() && !waits_for_device { 0 } else { pace::POLL };
        self.note(at, step, request_id, Event::Accepted);
        self.on_errand(at, step, |errand| {
            errand.course = Course::Taken;
            errand.due = now + wait;
            errand.failures = 0;
            errand.looks = 0;
            errand.trouble = None;
            errand.refused_since = None;
        });
    }
}

/// Whether it says how far a step is.
pub(super) fn is_course(event: &Event) -> bool {
    matches!(
        event,
        Event::Sent | Event::Accepted | Event::AwaitsApproval | Event::Failed(_) | Event::GivenUp { .. }
    )
}
