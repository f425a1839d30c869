//! One line of the list: a managed device, and how it is doing.

use std::collections::HashMap;

use graph::seconds;
use lifecycle::action::{ActionState, ManagementState, Platform, reported};
use lifecycle::limits::INACTIVE_AFTER;
use outbox::{Action, Managed, State, asked};

use super::actions::{Stage, stage};
use super::device::{Around, reported_state, results_of};
use super::shown::{MANAGED_COLUMNS, platform_place};
use crate::queries::tenant_devices::hash;
use crate::tenant::Records;

/// How a device is doing, in the few words by which the list is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// A person should look at it.
    NeedsLook,
    /// It was asked for something that it hasn't done yet.
    UnderWay,
    /// It wasn't heard of for long.
    Silent,
    /// Nothing is to be said of it.
    Fine,
}

impl Condition {
    /// Every condition, those first that want something.
    pub const ALL: [Condition; 4] =
        [Condition::NeedsLook, Condition::UnderWay, Condition::Silent, Condition::Fine];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Condition::NeedsLook => "needs-look",
            Condition::UnderWay => "under-way",
            Condition::Silent => "silent",
            Condition::Fine => "fine",
        }
    }
}

/// What the list says that a device is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Something that was asked of it.
    Asked(lifecycle::action::Action, Stage),
    /// Nothing that is known besides what the service says of it as a whole.
    State(ManagementState),
}

/// A managed device as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedLine {
    /// The key by which the grid knows it.
    pub key: u64,
    /// The device, by its place among the records.
    pub at: usize,
    /// What stands in each column; of the state nothing.
    pub texts: [String; MANAGED_COLUMNS.len()],
    /// Its platform; `None`: one that the rules don't know.
    pub platform: Option<Platform>,
    /// What it is at.
    pub doing: Doing,
    /// How it is doing.
    pub condition: Condition,
}

/// The managed devices of a tenant.
#[derive(Debug, Default)]
pub struct ManagedLines {
    /// The devices, by id.
    pub lines: Vec<ManagedLine>,
    /// How many are in each condition, in the order of [`Condition::ALL`].
    pub conditions: [usize; 4],
    /// How many are of each platform, in the order of [`super::PLATFORMS`].
    pub platforms: [usize; 5],
    at: HashMap<u64, usize>,
}

impl ManagedLines {
    /// The line with that key.
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&ManagedLine> {
        self.lines.get(*self.at.get(&key)?)
    }

    /// The line of the device with that id.
    #[must_use]
    pub fn of_device(&self, records: &Records, id: &str) -> Option<&ManagedLine> {
        self.get(hash(id)).filter(|line| records.managed.get(line.at).is_some_and(|it| it.id == id))
    }
}

/// The managed devices of the tenant whose service that is, with how each is doing at that moment (seconds).
#[must_use]
pub fn managed_lines(records: &Records, server: Option<&str>, now: i64) -> ManagedLines {
    let around = Around::of(records, server);
    let mut found = ManagedLines::default();
    for (at, managed) in records.managed.iter().enumerate() {
        let doing = doing(records, &around, managed);
        let line = ManagedLine {
            key: hash(&managed.id),
            at,
            texts: texts(managed),
            platform: managed.traits().map(|traits| traits.platform),
            doing: doing.0,
            condition: doing.1.unwrap_or_else(|| by_contact(managed, now)),
        };
        found.conditions[line.condition as usize] += 1;
        found.platforms[platform_place(line.platform)] += 1;
        found.at.insert(line.key, found.lines.len());
        found.lines.push(line);
    }
    found
}

fn texts(managed: &Managed) -> [String; MANAGED_COLUMNS.len()] {
    [
        &managed.name,
        "",
        &managed.operating_system,
        &managed.serial,
        &managed.user,
        &managed.os_version,
        &managed.owner,
        &managed.last_sync,
        &managed.manufacturer,
        &managed.model,
        &managed.compliance,
        &managed.enrollment,
        &managed.join,
        &managed.enrolled,
        &managed.certificate_until,
        &managed.entra_id,
        &managed.id,
    ]
    .map(str::to_owned)
}

/// What a device is at, and what that makes of it; `None`: what its last contact does.
fn doing(records: &Records, around: &Around, managed: &Managed) -> (Doing, Option<Condition>) {
    // What was asked from here is known better than what the list says, which may be older.
    let own = around.orders(&managed.id).iter().rev().map(|at| &records.intents[*at]);
    for intent in own {
        let Action::Order(order) = &intent.action else { continue };
        let action = asked(&order.remote);
        let condition = match intent.state {
            State::Approval if intent.wants_reason() => Condition::NeedsLook,
            State::Rejected | State::Expired | State::Held => Condition::NeedsLook,
            State::Done | State::Withdrawn => continue,
            State::Waiting | State::Sent | State::Accepted | State::Approval => Condition::UnderWay,
        };
        return (Doing::Asked(action, stage(intent, order)), Some(condition));
    }
    let claimed = |at: usize| {
        around.orders(&managed.id).iter().any(|place| match &records.intents[*place].action {
            Action::Order(order) => {
                results_of(&records.intents[*place], order, &managed.actions).contains(&at)
            }
            _ => false,
        })
    };
    for (at, action) in managed.actions.iter().enumerate().rev() {
        let stage = match reported_state(action) {
            ActionState::Pending => Stage::Pending,
            ActionState::Active => Stage::Active,
            _ => continue,
        };
        if let Some(known) = reported(&action.name).filter(|_| !claimed(at)) {
            return (Doing::Asked(known, stage), Some(Condition::UnderWay));
        }
    }
    let state = ManagementState::from_name(managed.state.as_str());
    (Doing::State(state), of_state(state))
}

fn of_state(state: ManagementState) -> Option<Condition> {
    use ManagementState as S;
    match state {
        S::RetireFailed | S::WipeFailed | S::Unhealthy => Some(Condition::NeedsLook),
        S::RetirePending | S::WipePending | S::DeletePending | S::RetireIssued | S::WipeIssued => {
            Some(Condition::UnderWay)
        }
        S::Managed | S::WipeCanceled | S::RetireCanceled | S::Discovered | S::Unknown => None,
    }
}

fn by_contact(managed: &Managed, now: i64) -> Condition {
    match seconds(&managed.last_sync) {
        Some(last) if now - last <= INACTIVE_AFTER => Condition::Fine,
        _ => Condition::Silent,
    }
}
