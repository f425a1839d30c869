//! Sending a step.

use graph::{Answer, Failure, Transport, wire::UserAssignment};
use lifecycle::removal::{Deed, Event};

use super::super::{Stop, pace, session::Session};
use crate::{Course, Environment, Storage, TroubleKind, counted_as};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends a step, or sends it once more under its id to a service that remembers ids.
    pub(super) async fn send_step(&mut self, at: usize, step: usize) -> Result<(), Stop> {
        let (Some(deed), Some(errand)) = (self.deed(at, step).cloned(), self.errand(at, step)) else {
            return Ok(());
        };
        let was = errand.course;
        if deed == Deed::Sync && was != Course::Sent && !self.is_sync_wanted(at, step).await? {
            return Ok(());
        }
        let is_new = was != Course::Sent;
        if let Some(until) = counted_as(&deed).filter(|_| is_new).and_then(|kind| self.spent_until(kind)) {
            self.on_errand(at, step, |errand| errand.due = until);
            return Ok(());
        }
        self.mark_step(at, step).await?;
        self.still_leads()?;
        match self.ask(at, step, &deed).await {
            Ok(answer) => {
                self.heard(&answer);
                if deed == Deed::Sync {
                    self.sync = None;
                }
                self.step_taken(at, step, answer.request_id.as_deref());
                self.keep(at, Vec::new()).await
            }
            Err(failure) => {
                let outcome = self.step_refused(at, step, was, &failure).await;
                self.keep(at, Vec::new()).await?;
                outcome
            }
        }
    }

    /// Marks a step as sent. From here on it may have arrived, whoever reads it.
    async fn mark_step(&mut self, at: usize, step: usize) -> Result<(), Stop> {
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
        self.keep(at, Vec::new()).await
    }

    async fn ask(&self, at: usize, step: usize, deed: &Deed) -> Result<Answer<()>, Failure> {
        let client = &self.engine.client;
        let id = self.errand(at, step).map(|errand| errand.id.clone()).unwrap_or_default();
        let record = self.record(at, step);
        let removal = self.removal(at);
        if let Some((remote, warrant)) =
            removal.and_then(|removal| Some((removal.remote(step)?, removal.warrant(step))))
        {
            return client.ask_device(&id, &record, &remote, &warrant).await;
        }
        match deed {
            Deed::UnassignUser => client.unassign_user(&id, &record).await,
            Deed::AssignUser(user) => {
                let assignment = UserAssignment {
                    user_principal_name: Some(user.clone()),
                    addressable_user_name: Some(String::new()),
                };
                client.assign_user(&id, &record, &assignment).await
            }
            Deed::DeleteFromAutopilot => client.deregister(&id, &record).await,
            Deed::Sync => client.sync_autopilot(&id).await,
            Deed::LeaveGroup(group) => client.leave_group(&id, &group.id, &record).await,
            Deed::DisableInEntra => client.disable_directory_device(&id, &record).await,
            Deed::DeleteFromEntra => client.delete_directory_device(&id, &record).await,
            // A person does these, and the others are asked above.
            Deed::ResetByHand
            | Deed::DeleteComputer
            | Deed::DisableComputer
            | Deed::ReleaseAtApple
            | Deed::ReleaseAtPartner
            | Deed::Wipe(_)
            | Deed::Retire
            | Deed::DeleteFromIntune => {
                let words = "nothing is sent for this".to_owned();
                Err(Failure::Unreadable { words, request_id: None })
            }
        }
    }

    /// The service took it.
    pub(super) fn step_taken(&mut self, at: usize, step: usize, request_id: Option<&str>) {
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
