//! Words for plans and for how far they are.

use lifecycle::removal::{
    Deed, Fault, Need, Obstacle, Plan, PlanRefusal, Proof, RecordRef, StepState, Unclear, Wait,
};
use lifecycle::texts::Text;

use crate::components::Icon;
use crate::format;
use crate::i18n::I18n;
use crate::pages::manage::refusal;
use crate::queries::Denial;
use crate::t;

/// What a step does.
pub fn deed(i18n: I18n, deed: &Deed) -> String {
    let args = match deed {
        Deed::AssignUser(user) => vec![("user", user.as_str().into())],
        Deed::LeaveGroup(group) => vec![("group", group.name.as_str().into())],
        _ => Vec::new(),
    };
    i18n.text(&deed.text_id(), &args)
}

/// Where a record is, and which.
pub fn record(i18n: I18n, at: &RecordRef) -> String {
    t!(i18n, "remove-record", place = i18n.text(&at.place.text_id(), &[]), id = at.id.as_str())
}

/// What a step needs.
pub fn need(i18n: I18n, plan: &Plan, need: Need) -> String {
    let step = |at: usize| {
        let name = plan.steps.get(at).map(|step| deed(i18n, &step.deed)).unwrap_or_default();
        t!(i18n, "remove-step-named", number = at + 1, name = name)
    };
    match need {
        Need::Proven(at) => t!(i18n, "need-proven", step = step(at)),
        Need::Settled(at) => t!(i18n, "need-settled", step = step(at)),
        Need::Accepted(at) => t!(i18n, "need-accepted", step = step(at)),
        Need::Confirmation => t!(i18n, "need-confirmation"),
        Need::SyncInterval => t!(i18n, "need-sync-interval"),
    }
}

/// How a step is proven.
pub fn proof(i18n: I18n, proof: &Proof) -> String {
    match proof {
        Proof::Gone { serial: Some(serial), .. } => t!(i18n, "proof-gone-serial", serial = serial.as_str()),
        Proof::Gone { serial: None, .. } => t!(i18n, "proof-gone"),
        Proof::DeviceDone => t!(i18n, "proof-device-done"),
        Proof::ReadBack => t!(i18n, "proof-read-back"),
        Proof::Accepted => t!(i18n, "proof-accepted"),
        Proof::Word => t!(i18n, "proof-word"),
    }
}

/// Why a device has no plan.
pub fn denial(i18n: I18n, denial: &Denial) -> String {
    match denial {
        Denial::Unclear => t!(i18n, "remove-unclear"),
        Denial::Underway => t!(i18n, "remove-underway"),
        Denial::Shared => t!(i18n, "remove-shared"),
        Denial::Refused(why) => {
            let said = i18n.text(&why.text_id(), &[]);
            match why {
                PlanRefusal::Impossible(_, why) => format!("{said} {}", refusal(i18n, *why)),
                _ => said,
            }
        }
    }
}

/// Why it isn't clear which records are of a device.
pub fn unclear(i18n: I18n, why: &Unclear) -> String {
    match why {
        Unclear::Several(place) => {
            t!(i18n, "unclear-several", place = i18n.text(&place.text_id(), &[]))
        }
        Unclear::SerialsDiffer(serials) => t!(i18n, "unclear-serials", serials = serials.join(", ")),
    }
}

/// Why something failed.
pub fn fault(i18n: I18n, fault: Fault) -> String {
    let args = match fault {
        Fault::Service(status) => vec![("status", i64::from(status).into())],
        _ => Vec::new(),
    };
    i18n.text(&fault.text_id(), &args)
}

/// The class and the icon of how far a step is.
pub fn look(state: &StepState) -> (&'static str, Icon) {
    match state {
        StepState::Done { .. } | StepState::Needless => ("severity-none", Icon::Success),
        StepState::GivenUp { .. } => ("secondary", Icon::Close),
        StepState::Failed { .. } | StepState::Blocked { .. } => ("severity-error", Icon::Error),
        StepState::Waiting { on: Wait::Confirmation | Wait::ConfirmationAgain, .. } => {
            ("severity-warning", Icon::Warning)
        }
        StepState::Waiting { .. } => ("severity-info", Icon::Clock),
        StepState::Ready => ("severity-info", Icon::Play),
    }
}

/// How far a step is, without how long it still takes.
pub fn state(i18n: I18n, plan: &Plan, at: usize, state: &StepState) -> String {
    let moment = |at: i64| format::moment(i18n.language(), at);
    match state {
        StepState::Done { at } => t!(i18n, "step-done", moment = moment(*at)),
        StepState::Needless => t!(i18n, "step-needless"),
        StepState::GivenUp { at, by } if by.is_empty() => t!(i18n, "step-given-up", moment = moment(*at)),
        StepState::GivenUp { at, by } => {
            t!(i18n, "step-given-up-by", moment = moment(*at), by = by.as_str())
        }
        StepState::Failed { at, why } => {
            t!(i18n, "step-failed", moment = moment(*at), why = fault(i18n, *why))
        }
        StepState::Blocked { by, why } => {
            let why = match why {
                Obstacle::Failed(why) => fault(i18n, *why),
                Obstacle::GivenUp => t!(i18n, "step-blocked-given-up"),
            };
            t!(i18n, "step-blocked", number = *by + 1, why = why)
        }
        StepState::Waiting { on: Wait::Step(step), .. } => t!(i18n, "step-waits-for", number = *step + 1),
        // Since when is no matter: it is of today.
        StepState::Waiting { on: Wait::Allowance, .. } => i18n.text(&Wait::Allowance.text_id(), &[]),
        StepState::Waiting { on, since, .. } => {
            t!(i18n, "step-waiting", what = i18n.text(&on.text_id(), &[]), moment = moment(*since))
        }
        StepState::Ready if plan.steps.get(at).is_some_and(|step| step.deed.is_by_hand()) => {
            t!(i18n, "step-by-hand")
        }
        StepState::Ready => t!(i18n, "step-ready"),
    }
}

/// How long something that is waited for still takes, where that is known.
pub fn left(i18n: I18n, on: Wait, until: Option<i64>, now: i64) -> Option<String> {
    let until = until?;
    match on {
        Wait::Approval => {
            return Some(t!(i18n, "wait-until", moment = format::moment(i18n.language(), until)));
        }
        Wait::Allowance => {
            return Some(t!(i18n, "wait-goes-on", moment = format::moment(i18n.language(), until)));
        }
        _ => {}
    }
    let left = until - now;
    let span = (left > 0).then(|| format::elapsed(left))?;
    Some(match on {
        Wait::SyncInterval => t!(i18n, "wait-sync", span = span),
        Wait::Attempt => t!(i18n, "wait-attempt", span = span),
        _ => t!(i18n, "wait-look", span = span),
    })
}
