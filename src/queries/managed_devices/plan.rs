//! What asking several devices comes to: who can and who can't, what goes and what stays, and what to be warned of.

use lifecycle::action::{Action, Refusal, why_not};
use lifecycle::effects::{self, Line};
use lifecycle::warning::{Act, Warning, warnings};

use super::device::{Around, life_of};
use crate::tenant::Records;

/// A device that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its Intune id.
    pub device: String,
    /// Its serial number.
    pub serial: String,
    /// Its name, or what it is called where it has none.
    pub name: String,
}

/// Why a device isn't asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// By a rule.
    Refused(Refusal),
    /// Nothing is known of devices of its platform.
    Platform,
}

/// Devices to which the same happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are called.
    pub names: Vec<String>,
    /// What goes and what stays.
    pub lines: Vec<Line>,
}

/// What asking these devices comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderPlan {
    /// Those that are asked.
    pub can: Vec<Target>,
    /// Those that can't be, by reason.
    pub cannot: Vec<(Impossible, Vec<String>)>,
    /// What goes and what stays, by devices to which the same happens.
    pub groups: Vec<Group>,
    /// What to be warned of, the gravest first, and of which devices.
    pub warnings: Vec<(Warning, Vec<String>)>,
}

/// What it comes to when these devices, by their ids, are asked for an action at that moment (seconds).
#[must_use]
pub fn plan_order(
    records: &Records,
    server: Option<&str>,
    ids: &[String],
    action: Action,
    now: i64,
) -> OrderPlan {
    plan_with(records, &Around::of(records, server), ids, action, now)
}

/// The same where the orders are there already, by their numbers, and a person is to give their word for them: they don't stand in
/// their own way.
#[must_use]
pub fn plan_given(
    records: &Records,
    server: Option<&str>,
    ids: &[String],
    action: Action,
    now: i64,
    orders: &[u32],
) -> OrderPlan {
    plan_with(records, &Around::of(records, server).without(records, orders), ids, action, now)
}

fn plan_with(records: &Records, around: &Around, ids: &[String], action: Action, now: i64) -> OrderPlan {
    let mut plan = OrderPlan::default();
    for id in ids {
        // They are kept by id.
        let found = records.managed.binary_search_by(|managed| managed.id.as_str().cmp(id));
        let Some(managed) = found.ok().map(|at| &records.managed[at]) else {
            plan.spare(Impossible::Refused(Refusal::NotListed), id.clone());
            continue;
        };
        let name = [&managed.name, &managed.serial, id].into_iter().find(|name| !name.is_empty());
        let name = name.cloned().unwrap_or_default();
        let Some(device) = life_of(records, around, managed) else {
            plan.spare(Impossible::Platform, name);
            continue;
        };
        if let Some(refusal) = why_not(action, &device) {
            plan.spare(Impossible::Refused(refusal), name);
            continue;
        }
        let lines = effects::of(action, &device);
        match plan.groups.iter_mut().find(|group| group.lines == lines) {
            Some(group) => group.names.push(name.clone()),
            None => plan.groups.push(Group { names: vec![name.clone()], lines }),
        }
        for warning in warnings(Act::Ask(action), &device, now) {
            match plan.warnings.iter_mut().find(|(known, _)| *known == warning) {
                Some((_, names)) => names.push(name.clone()),
                None => plan.warnings.push((warning, vec![name.clone()])),
            }
        }
        plan.can.push(Target { device: id.clone(), serial: managed.serial.clone(), name });
    }
    plan.warnings.sort_by_key(|(warning, _)| warning.rank());
    plan
}

impl OrderPlan {
    fn spare(&mut self, why: Impossible, name: String) {
        match self.cannot.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => self.cannot.push((why, vec![name])),
        }
    }
}
