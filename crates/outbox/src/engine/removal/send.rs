//! Sending steps.

use graph::{Call, Failure, Refusal, Transport, Warrant, wire::UserAssignment};
use lifecycle::removal::{Deed, Event};

use super::{
    super::{
        Stop, pace,
        session::{Session, concerns_all},
        together::{Parcel, Said, lots},
    },
    Task,
};
use crate::{Course, Environment, Storage, TroubleKind, counted_as};

/// A step that goes out: of which removal, which, and how far it was before.
type Going = (usize, usize, Course);

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends steps, or sends them once more under their ids to a service that remembers ids: of each removal one at most, as what is
    /// sent together arrives in any order.
    pub(super) async fn send_steps(&mut self, steps: &[(usize, usize)]) -> Result<(), Stop> {
        let mut calls = Vec::new();
        for (at, step) in steps.iter().copied() {
            if self.deed(at, step) == Some(&Deed::Sync) {
                match self.send_sync(at, step).await {
                    Ok(()) | Err(Stop::Later) => {}
                    outcome => return outcome,
                }
            } else if let Some((call, warrant)) = self.call_of(at, step) {
                calls.push(((at, step), call.version, warrant != Warrant::None));
            }
        }
        for mut lot in lots(calls) {
            // While others were sent their time may have run out.
            lot.retain(|(at, step)| self.task(*at, *step, false) == Some(Task::Send));
            let going = self.mark_steps(&lot).await?;
            let said = self.send_lot(&self.parcels(&going)).await?;
            self.steps_sent(going, said).await?;
        }
        Ok(())
    }

    fn parcels(&self, going: &[Going]) -> Vec<Parcel> {
        let parcel = |(at, step, _): &Going| {
            let (call, warrant) = self.call_of(*at, *step)?;
            Some(Parcel { id: self.errand(*at, *step)?.id.clone(), call, warrant })
        };
        going.iter().filter_map(parcel).collect()
    }

    /// Asks for a sync, unless that was done by somebody.
    async fn send_sync(&mut self, at: usize, step: usize) -> Result<(), Stop> {
        let was = self.errand(at, step).map(|errand| errand.course);
        if was != Some(Course::Sent) && !self.is_sync_wanted(at, step).await? {
            return Ok(());
        }
        for (at, step, was) in self.mark_steps(&[(at, step)]).await? {
            self.still_leads()?;
            let id = self.errand(at, step).map(|errand| errand.id.clone()).unwrap_or_default();
            let outcome = match self.engine.client.sync_autopilot(&id).await {
                Ok(answer) => {
                    self.heard(&answer);
                    self.sync = None;
                    self.step_taken(at, step, answer.request_id.as_deref());
                    Ok(())
                }
                // One runs, or the last was a moment ago, asked for by whomever: that is no failure.
                Err(Failure::Refused(Refusal { status: 409 | 429, .. })) => self.sync_is_busy(at, step).await,
                Err(failure) => {
                    self.step_refused(at, step, was, &failure);
                    let of_all = Some(failure).filter(concerns_all);
                    self.reached_but(of_all.as_ref()).map_or(Ok(()), Err)
                }
            };
            self.keep(at, Vec::new()).await?;
            outcome?;
        }
        Ok(())
    }

    /// Keeps what came of steps that were sent together.
    async fn steps_sent(&mut self, going: Vec<Going>, said: Vec<Said>) -> Result<(), Stop> {
        let places: Vec<usize> = going.iter().map(|(at, ..)| *at).collect();
        let mut of_all = None;
        for ((at, step, was), said) in going.into_iter().zip(said) {
            match said {
                Ok(answer) => {
                    self.heard(&answer);
                    self.step_taken(at, step, answer.request_id.as_deref());
                }
                Err(failure) => {
                    self.step_refused(at, step, was, &failure);
                    of_all = of_all.or(Some(failure).filter(concerns_all));
                }
            }
        }
        let stop = self.reached_but(of_all.as_ref());
        self.keep_all(&places, Vec::new()).await?;
        stop.map_or(Ok(()), Err)
    }

    /// Marks steps as sent: which of them go out, as of some the day has had as many as it may. From here on they may have arrived,
    /// whoever reads them.
    async fn mark_steps(&mut self, steps: &[(usize, usize)]) -> Result<Vec<Going>, Stop> {
        self.in_touch()?;
        let mut going = Vec::new();
        for (at, step) in steps.iter().copied() {
            let (Some(deed), Some(errand)) = (self.deed(at, step), self.errand(at, step)) else { continue };
            let was = errand.course;
            let counted = counted_as(deed).filter(|_| was != Course::Sent);
            if let Some(until) = counted.and_then(|kind| self.spent_until(kind)) {
                self.on_errand(at, step, |errand| errand.due = until);
                continue;
            }
            self.mark_step(at, step);
            going.push((at, step, was));
        }
        let places: Vec<usize> = going.iter().map(|(at, ..)| *at).collect();
        self.keep_all(&places, Vec::new()).await?;
        Ok(going)
    }

    fn mark_step(&mut self, at: usize, step: usize) {
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
    fn call_of(&self, at: usize, step: usize) -> Option<(Call, Warrant)> {
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
