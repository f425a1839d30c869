//! The sync with the registration service: one for all plans that want it, at most once in ten minutes. Rule DR-10.

use graph::{Transport, seconds, wire::beta::SyncStatus};
use lifecycle::removal::{Event, Need};

use super::super::{Stop, pace, session::Session};
use crate::{Course, Environment, Storage};

/// What is known of the sync.
#[derive(Clone, Debug)]
pub struct SyncSeen {
    /// When one was last asked for, in seconds since 1970.
    last: Option<i64>,
    is_running: bool,
    request_id: Option<String>,
}

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Whether a sync is to be asked for now. Where somebody has asked since what the plan deletes was taken, that one serves.
    pub(super) async fn is_sync_wanted(&mut self, at: usize, step: usize) -> Result<bool, Stop> {
        self.read_sync(at, step).await?;
        Ok(self.may_go(at, step)
            && self.errand(at, step).is_some_and(|errand| errand.course != Course::Taken))
    }

    /// Looks when the last sync was, and whether one runs.
    pub(super) async fn read_sync(&mut self, at: usize, step: usize) -> Result<(), Stop> {
        let known = match self.sync.clone() {
            Some(known) => known,
            None => self.ask_sync(at, step).await?,
        };
        let SyncSeen { last, is_running, request_id } = known;
        let now = self.now();
        let Some(removal) = self.intents[at].removal_mut() else { return Ok(()) };
        removal.observed.last_sync = last;
        removal.observed.is_syncing = is_running;
        let needs = removal.plan.steps.get(step).map(|step| step.needs.as_slice()).unwrap_or_default();
        let taken = needs.iter().filter_map(|need| match need {
            Need::Accepted(of) => Some(*of),
            _ => None,
        });
        let taken = taken.filter_map(|of| {
            let mut course = removal.observed.of(of).rev();
            course.find(|entry| matches!(entry.event, Event::Accepted | Event::Sent)).map(|entry| entry.at)
        });
        let serves = last.is_some_and(|last| taken.max().is_some_and(|taken| last >= taken));
        let was = removal.errands.get(step).map(|errand| (errand.course, errand.last_sent));
        if serves {
            self.step_taken(at, step, request_id.as_deref());
            return Ok(());
        }
        self.on_errand(at, step, |errand| {
            errand.due = now + pace::POLL;
            errand.trouble = None;
        });
        // It is in no list that it was asked for, and it can't arrive any more.
        if let Some((Course::Sent, Some(sent))) = was
            && now >= sent + crate::PATIENCE + pace::SETTLE
        {
            let id = self.engine.env.request_id();
            self.on_errand(at, step, |errand| errand.renew(id, Course::Again));
        }
        Ok(())
    }

    /// Asks when the last sync was: once a turn, for all plans.
    async fn ask_sync(&mut self, at: usize, step: usize) -> Result<SyncSeen, Stop> {
        self.still_leads()?;
        let answer = match self.engine.client.autopilot_settings().await {
            Ok(answer) => answer,
            Err(failure) => return Err(self.step_failed(at, step, &failure)),
        };
        self.heard(&answer);
        let moment = |text: Option<&String>| text.and_then(|text| seconds(text)).filter(|at| *at > 0);
        let known = SyncSeen {
            last: moment(answer.value.last_manual_sync_trigger_date_time.as_ref()),
            is_running: answer.value.sync_status == SyncStatus::InProgress,
            request_id: answer.request_id,
        };
        self.sync = Some(known.clone());
        Ok(known)
    }

    /// The service says that a sync runs, or that the last was a moment ago.
    pub(super) async fn sync_is_busy(&mut self, at: usize, step: usize) -> Result<(), Stop> {
        let id = self.engine.env.request_id();
        self.on_errand(at, step, |errand| errand.renew(id, Course::Again));
        self.sync = None;
        self.read_sync(at, step).await
    }
}
