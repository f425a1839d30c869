//! What asking several devices comes to: who can and who can't, what goes and what stays, and what to be warned of.

use lifecycle::action::{Action, Device, Refusal, why_not};
use lifecycle::effects::{self, Line};
use lifecycle::warning::{Act, Warning, warnings};
use outbox::Managed;

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

/// What it comes to when these devices, by their ids, are asked for an action at that moment (seconds). Where the orders are there
/// already, and a person is to give their word for them, their numbers are `given`: they don't stand in their own way.
#[must_use]
pub fn plan_order(
    records: &Records,
    server: Option<&str>,
    ids: &[String],
    action: Action,
    now: i64,
    given: &[u32],
) -> OrderPlan {
    let around = Around::of(records, server).without(records, given);
    let mut plan = OrderPlan::default();
    for id in ids {
        let managed = managed(records, id);
        let names = [managed.map(|it| &it.name), managed.map(|it| &it.serial), Some(id)];
        let name = names.into_iter().flatten().find(|name| !name.is_empty()).cloned().unwrap_or_default();
        let device = match able(records, &around, managed, action) {
            Ok(device) => device,
            Err(why) => {
                plan.spare(why, name);
                continue;
            }
        };
        let serial = managed.map(|managed| managed.serial.clone()).unwrap_or_default();
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
        plan.can.push(Target { device: id.clone(), serial, name });
    }
    plan.warnings.sort_by_key(|(warning, _)| warning.rank());
    plan
}

/// Why none of these devices, by their ids, can be asked for an action: the first one's reason; `None`: one can, or there is none.
#[must_use]
pub fn why_none(
    records: &Records,
    server: Option<&str>,
    ids: &[String],
    action: Action,
) -> Option<Impossible> {
    let around = Around::of(records, server);
    let mut first = None;
    for id in ids {
        let why = able(records, &around, managed(records, id), action).err()?;
        first = first.or(Some(why));
    }
    first
}

/// The managed device with that id. They are kept by id.
fn managed<'r>(records: &'r Records, id: &str) -> Option<&'r Managed> {
    let found = records.managed.binary_search_by(|managed| managed.id.as_str().cmp(id));
    found.ok().map(|at| &records.managed[at])
}

/// The device as the rules see it, where it can be asked for an action.
fn able(
    records: &Records,
    around: &Around,
    managed: Option<&Managed>,
    action: Action,
) -> Result<Device, Impossible> {
    let managed = managed.ok_or(Impossible::Refused(Refusal::NotListed))?;
    let device = life_of(records, around, managed).ok_or(Impossible::Platform)?;
    match why_not(action, &device) {
        Some(refusal) => Err(Impossible::Refused(refusal)),
        None => Ok(device),
    }
}

impl OrderPlan {
    fn spare(&mut self, why: Impossible, name: String) {
        match self.cannot.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => self.cannot.push((why, vec![name])),
        }
    }
}
