//! What reaching a goal comes to, for several devices: their plans, those that have none and why, what goes and what stays.

use std::collections::HashSet;

use lifecycle::action::{
    Action, Device, Enrolment, Join, Platform, Refusal, Traits, Wipe, WipeOption, why_not,
};
use lifecycle::budget::{Budget, Denied, Kind, to_type};
use lifecycle::effects::{self, Effect};
use lifecycle::removal::{Deed, Goal, Identity, Note, Place, Plan, PlanRefusal, plan};
use lifecycle::warning::{Act, Warning, warnings};
use outbox::counted_as;

use super::known::{Candidate, name_of};
use crate::queries::managed_devices::{Group, OrderPlan, Target as Asked};

/// Why a device has no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Which records are of it isn't clear: a person has to say so.
    Unclear,
    /// It is being taken out already.
    Underway,
    /// Another device that was chosen has records of it.
    Shared,
    /// By a rule.
    Refused(PlanRefusal),
}

/// A device with its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The candidate, by its place.
    pub at: usize,
    /// What it is called.
    pub name: String,
    /// Its plan.
    pub plan: Plan,
}

/// What reaching a goal comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemovalPlan {
    /// The devices with their plans.
    pub can: Vec<Target>,
    /// Those without, by their places, and why.
    pub cannot: Vec<(usize, Denial)>,
    /// What goes and what stays, and what to be warned of.
    pub outlook: OrderPlan,
}

impl RemovalPlan {
    /// How often the plans ask for what is counted.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        let steps = self.can.iter().flat_map(|target| &target.plan.steps);
        steps.filter(|step| counted_as(&step.deed) == Some(kind)).count()
    }
}

/// What reaching that goal comes to at that moment (seconds).
#[must_use]
pub fn plan_removals(candidates: &[Candidate], goal: &Goal, now: i64) -> RemovalPlan {
    let mut found = RemovalPlan::default();
    let mut taken = HashSet::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let planned = planned(candidate, goal, now).and_then(|(identity, plan)| {
            let is_shared = plan.records.iter().any(|record| taken.contains(record));
            if is_shared { Err(Denial::Shared) } else { Ok((identity, plan)) }
        });
        match planned {
            Err(denial) => found.cannot.push((at, denial)),
            Ok((identity, plan)) => {
                taken.extend(plan.records.iter().cloned());
                let members: Vec<_> = identity.members.iter().map(|member| member.record.clone()).collect();
                let name = name_of(&members);
                foresee(&mut found.outlook, identity, &plan, &name, now);
                found.can.push(Target { at, name, plan });
            }
        }
    }
    found
}

fn planned<'c>(candidate: &'c Candidate, goal: &Goal, now: i64) -> Result<(&'c Identity, Plan), Denial> {
    if candidate.underway.is_some() {
        return Err(Denial::Underway);
    }
    let identity = candidate.identity.as_ref().map_err(|_| Denial::Unclear)?;
    let plan = plan(identity, goal, now).map_err(Denial::Refused)?;
    Ok((identity, plan))
}

/// Why none of these devices has such a choice for its wipe; `None`: one has, or none is wiped.
#[must_use]
pub fn no_wipe_option(candidates: &[Candidate], option: WipeOption) -> Option<Refusal> {
    let identities = candidates.iter().filter_map(|candidate| candidate.identity.as_ref().ok());
    let managed = identities.flat_map(|identity| identity.at(Place::Intune));
    let mut first = None;
    for device in managed.filter_map(|record| record.device.as_ref()) {
        match why_not(Action::Wipe(Wipe::with(option)), device) {
            None => return None,
            why => first = first.or(why),
        }
    }
    first
}

/// Adds what goes and stays by a plan, and what to be warned of.
fn foresee(outlook: &mut OrderPlan, identity: &Identity, plan: &Plan, name: &str, now: i64) {
    let device = identity.at(Place::Intune).find_map(|record| record.device.clone());
    let device = device.unwrap_or_else(|| unmanaged(identity));
    let mut told: Vec<Warning> = Vec::new();
    if let Goal::Remove { with_objects } = plan.goal {
        told.extend(warnings(Act::Remove { with_objects }, &device, now));
    }
    let mut asked = Vec::new();
    for step in &plan.steps {
        let act = match &step.deed {
            Deed::Wipe(wipe) => Act::Ask(Action::Wipe(*wipe)),
            Deed::Retire => Act::Ask(Action::Retire),
            Deed::DeleteFromIntune => Act::Ask(Action::Delete),
            Deed::DeleteFromEntra => Act::DeleteFromEntra,
            _ => continue,
        };
        // That its other records stay is for the plan to say, which takes them.
        // Nor is the object of a device in use that is taken out of management first.
        let is_unmanaged = plan.steps.iter().any(|step| step.deed == Deed::DeleteFromIntune);
        let is_told = |it: &Warning| match it {
            Warning::StaysInEntra | Warning::StaysInAutopilot | Warning::StaysManaged => false,
            Warning::StillReachable(_) => !is_unmanaged,
            _ => true,
        };
        told.extend(warnings(act, &device, now).into_iter().filter(is_told));
        if let Act::Ask(action) = act {
            asked.push(action);
        }
    }
    // What comes first takes most: after a wipe a deletion finds nothing more.
    let lines = asked.first().map(|action| effects::of(*action, &device)).unwrap_or_default();
    let lines: Vec<_> = lines.into_iter().filter_map(|line| of_plan(line, identity, plan)).collect();
    match outlook.groups.iter_mut().find(|group| group.lines == lines) {
        Some(group) => group.names.push(name.to_owned()),
        None => outlook.groups.push(Group { names: vec![name.to_owned()], lines }),
    }
    let mut once = HashSet::new();
    for warning in told.into_iter().filter(|warning| once.insert(*warning)) {
        match outlook.warnings.iter_mut().find(|(known, _)| *known == warning) {
            Some((_, names)) => names.push(name.to_owned()),
            None => outlook.warnings.push((warning, vec![name.to_owned()])),
        }
    }
    let serial = plan.serial.clone().unwrap_or_default();
    outlook.can.push(Asked { device: String::new(), serial, name: name.to_owned() });
}

/// What an action leaves alone, the rest of the plan may take; of a registration that isn't there nothing is said. Nor is it said that
/// the object in Entra goes where the plan notes how it does, or where the computer object brings it back. Rules DR-3, DR-4.
fn of_plan(line: effects::Line, identity: &Identity, plan: &Plan) -> Option<effects::Line> {
    if line.effects.contains(&Effect::EntraRecordRemoved) {
        let is_hybrid = identity.at(Place::Entra).any(|record| record.join == Join::Hybrid);
        let goes = plan.steps.iter().any(|step| step.deed == Deed::DeleteFromEntra);
        let is_noted = plan.notes.contains(&Note::EntraGoesByItself);
        return Some(line).filter(|_| goes || !(is_hybrid || is_noted));
    }
    if line.kind != effects::Kind::AutopilotRecord {
        return Some(line);
    }
    let goes = plan.steps.iter().any(|step| step.deed == Deed::DeleteFromAutopilot);
    let effects: &'static [Effect] = if goes { &[Effect::Removed] } else { line.effects };
    identity.at(Place::Autopilot).next().map(|_| effects::Line { effects, ..line })
}

/// A device that isn't managed, as far as warnings look at it.
fn unmanaged(identity: &Identity) -> Device {
    let (platform, enrolment) = (Platform::Windows, Enrolment::Device);
    let traits = Traits { platform, enrolment, version: (10, 0, 0), is_supervised: false };
    let entra = identity.at(Place::Entra).next();
    Device {
        is_listed: false,
        is_in_entra: entra.is_some(),
        is_in_autopilot: identity.at(Place::Autopilot).next().is_some(),
        join: entra.map(|record| record.join).unwrap_or_default(),
        last_contact: identity.members.iter().filter_map(|member| member.record.last_seen).max(),
        ..Device::of(traits)
    }
}

/// Whether so much may be asked for today, once a person has typed the number of devices where that is wanted.
///
/// # Errors
/// The reason why not.
pub fn check_removals(budget: &Budget, plan: &RemovalPlan, typed: &str, now: i64) -> Result<(), Denied> {
    let devices = plan.can.len();
    if devices == 0 {
        return Err(Denied::Nothing);
    }
    for kind in Kind::ALL {
        let count = plan.count(kind);
        if count > 0 {
            // What is typed is the number of devices, below.
            budget.check(kind, count, &count.to_string(), now)?;
        }
    }
    match to_type(devices) {
        Some(wanted) if typed.trim().is_empty() => Err(Denied::NotTyped { wanted }),
        Some(wanted) if typed.trim().parse() != Ok(wanted) => Err(Denied::Mistyped { wanted }),
        _ => Ok(()),
    }
}
