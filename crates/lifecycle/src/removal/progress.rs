//! How far a plan is.

use super::observed::{Entry, Event, Observed};
use super::plan::{Deed, Need, Plan, Proof, Step};
use super::state::{Obstacle, StepState, Wait};
use crate::limits;

/// How far each step is. Total: any plan and any observations have an answer, however long ago they were stored.
#[must_use]
pub fn states(plan: &Plan, observed: &Observed, now: i64) -> Vec<StepState> {
    let mut states: Vec<StepState> = Vec::with_capacity(plan.steps.len());
    for (at, step) in plan.steps.iter().enumerate() {
        let state = state(plan, at, step, observed, &states, now);
        states.push(state);
    }
    states
}

/// Whether all that the plan is for is proven.
#[must_use]
pub fn is_complete(plan: &Plan, states: &[StepState]) -> bool {
    let mut both = plan.steps.iter().zip(states);
    states.len() >= plan.steps.len() && both.all(|(step, state)| state.is_done() || !step.deed.is_essential())
}

fn state(
    plan: &Plan,
    at: usize,
    step: &Step,
    observed: &Observed,
    earlier: &[StepState],
    now: i64,
) -> StepState {
    if let Some(at) = proven(at, step, observed) {
        return StepState::Done { at };
    }
    if let Some(state) = under_way(at, step, observed, now) {
        return state;
    }
    if is_needless(step, earlier) {
        return StepState::Needless;
    }
    what_stands_against(plan, at, step, observed, earlier, now).unwrap_or(StepState::Ready)
}

/// Whether a step may be sent now: one that is ready, or one that has failed or was given up and is tried again, for which all
/// that it needs must hold once more.
///
/// # Errors
/// The state that stands against it.
pub fn may_send(plan: &Plan, at: usize, observed: &Observed, now: i64) -> Result<(), StepState> {
    let mut states = states(plan, observed, now);
    states.truncate(at.saturating_add(1));
    let (Some(step), Some(state)) = (plan.steps.get(at), states.pop()) else {
        return Err(StepState::Needless);
    };
    match state {
        StepState::Ready => Ok(()),
        StepState::Failed { .. } | StepState::GivenUp { .. } => {
            what_stands_against(plan, at, step, observed, &states, now).map_or(Ok(()), Err)
        }
        _ => Err(state),
    }
}

fn what_stands_against(
    plan: &Plan,
    at: usize,
    step: &Step,
    observed: &Observed,
    earlier: &[StepState],
    now: i64,
) -> Option<StepState> {
    let unmet = step.needs.iter().filter_map(|need| unmet(*need, plan, at, observed, earlier, now));
    // What came to nothing tells more than what is to come.
    let mut first = None;
    for state in unmet {
        if matches!(state, StepState::Blocked { .. }) {
            return Some(state);
        }
        first = first.or(Some(state));
    }
    first
}

/// When it was proven, if it is: by the last look of each kind, so that what comes back counts as back.
pub(super) fn proven(at: usize, step: &Step, observed: &Observed) -> Option<i64> {
    let last = |wanted: &dyn Fn(&Event) -> bool| observed.of(at).rev().find(|entry| wanted(&entry.event));
    let gone_by_id = || {
        let look = last(&|event| matches!(event, Event::LookedById { .. }))?;
        (look.event == Event::LookedById { found: false }).then_some(look.at)
    };
    match &step.proof {
        Proof::Gone { serial, except } => {
            let by_id = gone_by_id()?;
            if serial.is_none() {
                return Some(by_id);
            }
            let look = last(&|event| matches!(event, Event::LookedBySerial { .. }))?;
            let Event::LookedBySerial { found } = &look.event else { return None };
            let is_gone = found.iter().all(|id| except.iter().any(|other| other.eq_ignore_ascii_case(id)));
            is_gone.then_some(by_id.max(look.at))
        }
        Proof::DeviceDone => {
            let sent = last(&|event| matches!(event, Event::Sent | Event::Accepted))?;
            let done = last(&|event| matches!(event, Event::DeviceDone)).map(|entry| entry.at);
            // A record that goes by itself after it was asked for went with what was asked.
            let went = || gone_by_id().filter(|gone| *gone >= sent.at && step.deed.takes_record());
            done.or_else(went)
        }
        Proof::ReadBack => last(&|event| matches!(event, Event::ReadBack)).map(|entry| entry.at),
        Proof::Accepted => last(&|event| matches!(event, Event::Accepted)).map(|entry| entry.at),
        Proof::Word => last(&|event| matches!(event, Event::Word { .. })).map(|entry| entry.at),
    }
}

/// What became of a step that began.
fn under_way(at: usize, step: &Step, observed: &Observed, now: i64) -> Option<StepState> {
    let is_course = |entry: &&Entry| {
        matches!(
            entry.event,
            Event::Sent | Event::Accepted | Event::AwaitsApproval | Event::Failed(_) | Event::GivenUp { .. }
        )
    };
    let last = observed.of(at).rev().find(is_course)?;
    let waiting = |on, until| StepState::Waiting { on, since: last.at, until };
    let look = || {
        let seen = observed.of(at).next_back().map_or(last.at, |entry| entry.at.max(last.at));
        Some(seen.saturating_add(crate::refresh_after(now.saturating_sub(last.at))))
    };
    Some(match (&last.event, &step.proof) {
        (Event::GivenUp { by }, _) => StepState::GivenUp { at: last.at, by: by.clone() },
        (Event::Failed(why), _) => StepState::Failed { at: last.at, why: *why },
        (Event::AwaitsApproval, _) => waiting(
            Wait::Approval,
            Some(last.at.saturating_add(limits::APPROVAL_DAYS.saturating_mul(86_400))),
        ),
        (Event::Accepted, Proof::Gone { .. }) => waiting(Wait::Gone, look()),
        (Event::Accepted, Proof::DeviceDone) => waiting(Wait::Device, look()),
        (Event::Accepted, _) => waiting(Wait::ReadBack, look()),
        (_, _) => waiting(Wait::Answer, None),
    })
}

/// A sync has nothing to speed up once all is gone.
fn is_needless(step: &Step, earlier: &[StepState]) -> bool {
    let mut waited = step.needs.iter().filter_map(|need| match need {
        Need::Accepted(of) => Some(*of),
        _ => None,
    });
    step.deed == Deed::Sync && waited.all(|of| earlier.get(of).is_some_and(StepState::is_done))
}

/// What a need that isn't met makes of a step.
fn unmet(
    need: Need,
    plan: &Plan,
    at: usize,
    observed: &Observed,
    earlier: &[StepState],
    now: i64,
) -> Option<StepState> {
    let begun = observed.of(at).next().map_or(plan.made_at, |entry| entry.at);
    let waiting = |on, since, until| Some(StepState::Waiting { on, since, until });
    match need {
        Need::Proven(of) | Need::Settled(of) | Need::Accepted(of) => match earlier.get(of) {
            Some(state) if state.is_done() => None,
            Some(StepState::GivenUp { .. }) if matches!(need, Need::Settled(_)) => None,
            Some(StepState::Waiting { on: Wait::Gone | Wait::Device | Wait::ReadBack, .. })
                if matches!(need, Need::Accepted(_)) =>
            {
                None
            }
            Some(StepState::GivenUp { .. }) => Some(StepState::Blocked { by: of, why: Obstacle::GivenUp }),
            Some(StepState::Failed { why, .. }) => {
                Some(StepState::Blocked { by: of, why: Obstacle::Failed(*why) })
            }
            Some(StepState::Blocked { by, why }) => Some(StepState::Blocked { by: *by, why: *why }),
            // A plan that needs a later step, or none, was not made here: it waits for good.
            Some(_) | None => waiting(Wait::Step(of), plan.made_at, None),
        },
        Need::Confirmation => {
            let confirmed =
                observed.of(at).rev().find(|entry| matches!(entry.event, Event::Confirmed { .. }));
            match confirmed {
                None => waiting(Wait::Confirmation, begun, None),
                Some(entry) if crate::budget::is_confirmed(entry.at, observed.back_since, now) => None,
                Some(entry) => waiting(Wait::ConfirmationAgain, entry.at, None),
            }
        }
        Need::SyncInterval if observed.is_syncing => waiting(Wait::Sync, begun, None),
        Need::SyncInterval => {
            let last = observed.last_sync?;
            let until = last.saturating_add(limits::SYNC_EVERY);
            if now < until { waiting(Wait::SyncInterval, last, Some(until)) } else { None }
        }
    }
}
