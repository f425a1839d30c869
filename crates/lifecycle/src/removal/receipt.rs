//! The receipt: what was observed gone where and when, by which requests; what is left where; and what that means.

use super::observed::{Event, Observed};
use super::plan::{Deed, Goal, Plan, Proof, Step};
use super::progress::{is_complete, proven, states};
use super::record::{Place, RecordRef};
use super::state::StepState;

/// What came of a plan, so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The serial number.
    pub serial: Option<String>,
    /// What for.
    pub goal: Goal,
    /// Whether all of it is proven.
    pub is_complete: bool,
    /// What is proven.
    pub done: Vec<Done>,
    /// What isn't.
    pub open: Vec<Open>,
    /// The records that are left.
    pub left: Vec<Left>,
}

/// A step that is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its place in the plan.
    pub step: usize,
    /// What it did.
    pub deed: Deed,
    /// To which record.
    pub record: RecordRef,
    /// How that is known.
    pub how: How,
    /// The requests that it took, in order.
    pub requests: Vec<Request>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Its id, which support asks for.
    pub id: String,
}

/// How it is known that a step is done. Moments are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// The record was observed gone.
    Gone {
        /// When it wasn't found by its id.
        by_id: i64,
        /// When no other was found by the serial number.
        by_serial: Option<i64>,
    },
    /// The service says that the device has done it.
    DeviceDone(i64),
    /// It was read back.
    ReadBack(i64),
    /// The service took it.
    Accepted(i64),
    /// A person said so.
    Word {
        /// When.
        at: i64,
        /// Who.
        by: String,
    },
}

/// A step that isn't proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its place in the plan.
    pub step: usize,
    /// What it does.
    pub deed: Deed,
    /// To which record.
    pub record: RecordRef,
    /// How far it is.
    pub state: StepState,
}

/// A record that is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Which.
    pub record: RecordRef,
    /// Why.
    pub why: Why,
}

/// Why a record is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It was to stay.
    OnPurpose,
    /// It goes by itself, once all steps are done. Rule DR-3.
    GoesByItself,
    /// The step that takes it isn't proven, and all others of the device are there too.
    NotYet(usize),
    /// The step that takes it isn't proven, and others of the device are gone: what it stands for is in no other list. Rule DR-5.
    Orphaned(usize),
    /// It has an id in common or the same serial number, and a person said that it is another device's.
    LeftOut,
}

impl Why {
    /// One of each, with made-up arguments.
    pub const EXAMPLES: [Why; 5] =
        [Why::OnPurpose, Why::GoesByItself, Why::NotYet(0), Why::Orphaned(0), Why::LeftOut];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Why::OnPurpose => "on-purpose",
            Why::GoesByItself => "goes-by-itself",
            Why::NotYet(_) => "not-yet",
            Why::Orphaned(_) => "orphaned",
            Why::LeftOut => "left-out",
        }
    }
}

/// The receipt of a plan, at any moment.
#[must_use]
pub fn receipt(plan: &Plan, observed: &Observed, now: i64) -> Receipt {
    let states = states(plan, observed, now);
    let mut done = Vec::new();
    let mut open = Vec::new();
    for (at, (step, state)) in plan.steps.iter().zip(&states).enumerate() {
        match how(at, step, observed) {
            Some(how) => done.push(Done {
                step: at,
                deed: step.deed.clone(),
                record: step.record.clone(),
                how,
                requests: requests(at, observed),
            }),
            None => open.push(Open {
                step: at,
                deed: step.deed.clone(),
                record: step.record.clone(),
                state: state.clone(),
            }),
        }
    }
    open.retain(|open| open.state != StepState::Needless);
    let is_gone =
        |record: &RecordRef| done.iter().any(|done| done.record == *record && takes(done, &plan.steps));
    let any_gone = plan.records.iter().any(is_gone);
    let mut left = Vec::new();
    for record in plan.records.iter().filter(|record| !is_gone(record)) {
        // The last step that would take it: an earlier one may be given up for it.
        let taking = plan.steps.iter().rposition(|step| step.record == *record && deletes(step));
        let why = match taking {
            Some(step) if done.iter().any(|done| done.step == step) => Why::GoesByItself,
            Some(step) if any_gone => Why::Orphaned(step),
            Some(step) => Why::NotYet(step),
            None if goes_by_itself(plan, record) => Why::GoesByItself,
            None => Why::OnPurpose,
        };
        left.push(Left { record: record.clone(), why });
    }
    left.extend(plan.others.iter().map(|record| Left { record: record.clone(), why: Why::LeftOut }));
    let is_complete = is_complete(plan, &states);
    Receipt { serial: plan.serial.clone(), goal: plan.goal.clone(), is_complete, done, open, left }
}

/// Whether a step is there to take the record to which it is done. A computer object that nobody has shown is found by way of
/// Entra's, which goes by itself or in a step of its own.
fn deletes(step: &Step) -> bool {
    let is_elsewhere = step.deed == Deed::DeleteComputer && step.record.place == Place::Entra;
    step.deed.takes_record() && !is_elsewhere
}

/// Whether the record of a step that is done is gone with it. That a device has done something doesn't tell by itself that its
/// record is gone, but that this was looked for does.
fn takes(done: &Done, steps: &[Step]) -> bool {
    let is_taken = steps.get(done.step).is_some_and(deletes);
    is_taken && !matches!(done.how, How::DeviceDone(_))
}

fn goes_by_itself(plan: &Plan, record: &RecordRef) -> bool {
    record.place == Place::Entra && matches!(plan.goal, Goal::Deregister { .. })
}

fn how(at: usize, step: &Step, observed: &Observed) -> Option<How> {
    let proven = proven(at, step, observed)?;
    let mut entries = observed.of(at).rev();
    Some(match &step.proof {
        Proof::Gone { serial, .. } => {
            let moment = |by_id: bool| {
                let mut entries = observed.of(at).rev();
                let look = entries.find(|entry| match entry.event {
                    Event::LookedById { .. } => by_id,
                    Event::LookedBySerial { .. } => !by_id,
                    _ => false,
                });
                look.map(|entry| entry.at)
            };
            How::Gone {
                by_id: moment(true).unwrap_or(proven),
                by_serial: serial.as_ref().and_then(|_| moment(false)),
            }
        }
        Proof::DeviceDone => {
            // Of both, that the record was observed gone says more.
            match entries.find(|entry| matches!(entry.event, Event::LookedById { .. })) {
                Some(entry) if entry.event == (Event::LookedById { found: false }) => {
                    How::Gone { by_id: entry.at, by_serial: None }
                }
                _ => How::DeviceDone(proven),
            }
        }
        Proof::ReadBack => How::ReadBack(proven),
        Proof::Accepted => How::Accepted(proven),
        Proof::Word => {
            let by = entries.find_map(|entry| match &entry.event {
                Event::Word { by } => Some(by.clone()),
                _ => None,
            });
            How::Word { at: proven, by: by.unwrap_or_default() }
        }
    })
}

fn requests(at: usize, observed: &Observed) -> Vec<Request> {
    let told = observed.of(at).filter_map(|entry| Some((entry.at, entry.request_id.clone()?)));
    told.map(|(at, id)| Request { at, id }).collect()
}
