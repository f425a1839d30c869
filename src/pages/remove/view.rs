//! What the page knows: the devices that were chosen, the goal, the plans, and which removal is looked at.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;
use lifecycle::Tick;
use lifecycle::action::Wipe;
use lifecycle::removal::{First, Goal, Place, RecordRef};

use super::draft;
use crate::format;
use crate::pages::devices::use_tenant_view;
use crate::queries::{
    Candidate, Found, Known, Picked, RemovalPlan, Stay, TenantDevices, objects_of, plan_removals,
    registration, stay, with_groups, with_partner, without_groups,
};
use crate::tasks::{administrator, read_groups};
use crate::tenant::{Tenant, use_tenant};

/// A goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalKind {
    Remove,
    Deregister,
    HandOver,
    Lost,
}

impl GoalKind {
    pub const ALL: [GoalKind; 4] =
        [GoalKind::Remove, GoalKind::Deregister, GoalKind::HandOver, GoalKind::Lost];

    /// The key by which its text is found.
    pub fn key(self) -> &'static str {
        match self {
            GoalKind::Remove => "remove",
            GoalKind::Deregister => "deregister",
            GoalKind::HandOver => "hand-over",
            GoalKind::Lost => "lost",
        }
    }
}

/// What a device does before it is deregistered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Before {
    #[default]
    Nothing,
    Wipe,
    Retire,
}

impl Before {
    pub const ALL: [Before; 3] = [Before::Wipe, Before::Retire, Before::Nothing];

    /// The key by which its text is found.
    pub fn key(self) -> &'static str {
        match self {
            Before::Nothing => "nothing",
            Before::Wipe => "wipe",
            Before::Retire => "retire",
        }
    }
}

/// What is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalForm {
    /// The goal; `None`: nobody has chosen.
    pub kind: Option<GoalKind>,
    /// Whether the objects in Intune and Entra go too, or what a deregistration leaves of them. Rule RM-3: only if somebody
    /// says so.
    pub with_objects: bool,
    /// Whether a partner has the devices in its list, too, as far as a person knows.
    pub by_partner: bool,
    /// What comes before a deregistration.
    pub before: Before,
    /// How a device is wiped.
    pub wipe: Wipe,
    /// To whom it is handed over.
    pub to: String,
}

impl GoalForm {
    /// The goal, once one was chosen.
    pub fn goal(&self) -> Option<Goal> {
        let wipe = self.wipe;
        let to = Some(self.to.trim()).filter(|to| !to.is_empty()).map(str::to_owned);
        Some(match self.kind? {
            GoalKind::Remove => Goal::Remove { with_objects: self.with_objects },
            GoalKind::Deregister => Goal::Deregister {
                first: match self.before {
                    Before::Nothing => None,
                    Before::Wipe => Some(First::Wipe(wipe)),
                    Before::Retire => Some(First::Retire),
                },
                with_object: self.with_objects,
            },
            GoalKind::HandOver => Goal::HandOver { wipe, to },
            GoalKind::Lost => Goal::Lost { wipe },
        })
    }

    /// Whether the code that unlocks a Mac belongs to it.
    pub fn has_code(&self) -> bool {
        self.wipes() && self.wipe.unlock_code
    }

    /// Whether a device is wiped by it.
    pub fn wipes(&self) -> bool {
        match self.kind {
            Some(GoalKind::Deregister) => self.before == Before::Wipe,
            Some(GoalKind::HandOver | GoalKind::Lost) => true,
            Some(GoalKind::Remove) | None => false,
        }
    }
}

/// The state of the page. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct RemoveView {
    /// Every record that is kept.
    pub known: Memo<Arc<Known>>,
    /// The devices that were chosen, each by a record.
    pub chosen: RwSignal<Vec<RecordRef>>,
    /// Which records a person picked where that wasn't clear.
    pub picked: RwSignal<HashMap<RecordRef, Picked>>,
    /// The same, as far as they are still there.
    pub stay: Memo<Arc<Stay>>,
    /// The same, with all their records.
    pub candidates: Memo<Arc<Vec<Candidate>>>,
    /// What is searched for.
    pub search: RwSignal<String>,
    /// The list of serial numbers, as it was pasted.
    pub list: RwSignal<String>,
    /// What came of it.
    pub found: RwSignal<Option<Found>>,
    /// The device whose records are shown.
    pub examined: RwSignal<Option<RecordRef>>,
    /// The records of it that are ticked.
    pub ticked: RwSignal<Vec<RecordRef>>,
    /// The goal.
    pub form: RwSignal<GoalForm>,
    /// The code that unlocks a Mac after its wipe.
    pub code: RwSignal<String>,
    /// Of how many objects the groups are being read, where they matter, and of how many they can't be.
    pub without_groups: Memo<(usize, usize)>,
    /// What reaching it comes to.
    pub plan: Memo<Arc<RemovalPlan>>,
    /// Why, for a second administrator.
    pub reason: RwSignal<String>,
    /// The number of devices, typed.
    pub typed: RwSignal<String>,
    /// Whether what was confirmed is being kept.
    pub busy: RwSignal<bool>,
    /// The removal that is looked at.
    pub open: RwSignal<Option<u32>>,
    /// Removals that are ticked, for their receipts.
    pub marked: RwSignal<Vec<u32>>,
    /// Removals whose receipts are being printed.
    pub printed: RwSignal<Vec<u32>>,
}

impl RemoveView {
    /// Chooses devices by records of them, besides those that are. How many are new.
    pub fn choose(self, records: &[RecordRef]) -> usize {
        let known = self.known.get_untracked();
        let mut chosen = self.chosen.get_untracked();
        let before = chosen.len();
        let there = self.stay.get_untracked().records();
        for leading in records.iter().filter_map(|at| known.leading(at)) {
            if !chosen.contains(&leading) && !there.contains(&leading) {
                chosen.push(leading);
            }
        }
        let new = chosen.len() - before;
        if new > 0 {
            self.chosen.set(chosen);
            self.typed.set(String::new());
        }
        new
    }

    /// Chooses managed devices by their ids.
    pub fn choose_managed(self, ids: Vec<String>) {
        let records = ids.into_iter().map(|id| RecordRef { place: Place::Intune, id });
        self.choose(&records.collect::<Vec<_>>());
    }

    /// Chooses devices of the list of registrations, those under way included: it is said of them that they can't go.
    pub fn choose_lines(self, devices: &TenantDevices, keys: &HashSet<u64>) {
        let ticked = devices.lines.iter().filter(|line| keys.contains(&line.key));
        self.choose(&ticked.map(registration).collect::<Vec<_>>());
    }

    /// Takes a device from those that were chosen.
    pub fn leave_out(self, at: &RecordRef) {
        self.chosen.update(|chosen| chosen.retain(|other| other != at));
        self.typed.set(String::new());
    }

    /// Shows the records of a device, or hides them.
    pub fn examine(self, candidate: &Candidate) {
        if self.examined.get_untracked().as_ref() == Some(&candidate.chosen) {
            return self.examined.set(None);
        }
        self.ticked.set(match &candidate.identity {
            Ok(identity) => identity.members.iter().map(|member| member.record.at.clone()).collect(),
            Err(_) => Vec::new(),
        });
        self.examined.set(Some(candidate.chosen.clone()));
    }

    /// Notes which records a person says are of a device.
    pub fn pick(self, tenant: Tenant, chosen: RecordRef) {
        let tick = Tick { at: format::now(), by: administrator(tenant) };
        let records = self.ticked.get_untracked();
        self.picked.update(|picked| {
            picked.insert(chosen, Picked { records, tick });
        });
    }
}

/// Makes the view of removals known to everything below. It outlives the page.
pub fn provide_remove_view() {
    let tenant = use_tenant();
    let now = use_tenant_view().now;
    let known = Memo::new_with_compare(
        move |_| {
            let (server, now) = (tenant.server.get(), now.get_untracked());
            Arc::new(tenant.records.with(|records| Known::of(records, server.as_deref(), now)))
        },
        |_, _| true,
    );
    let chosen = RwSignal::new(Vec::<RecordRef>::new());
    let picked = RwSignal::new(HashMap::<RecordRef, Picked>::new());
    // What was known of devices that were chosen before the page was loaded.
    let earlier = RwSignal::new(Arc::new(Vec::new()));
    let stayed = Memo::new(move |before: Option<&Arc<Stay>>| {
        let (known, picked, earlier) = (known.get(), picked.get(), earlier.get());
        let before = before.map(|before| before.chosen.as_slice()).filter(|it| !it.is_empty());
        let before = before.unwrap_or(&earlier);
        Arc::new(chosen.with(|chosen| stay(&known, chosen, &picked, before)))
    });
    let form = RwSignal::new(GoalForm::default());
    let by_partner =
        Memo::new(move |_| form.with(|form| form.by_partner && form.kind == Some(GoalKind::Deregister)));
    let candidates = Memo::new(move |_| {
        let found = stayed.with(|stay| stay.candidates.clone());
        Arc::new(if by_partner.get() { with_partner(&found) } else { found })
    });
    let wants_groups = move || form.with(|form| form.kind == Some(GoalKind::Remove));
    // They are asked for once, and again when what couldn't be read was forgotten.
    Effect::new(move |asked: Option<HashSet<String>>| {
        let mut asked = asked.unwrap_or_default();
        let objects = if wants_groups() { objects_of(&candidates.get()) } else { Vec::new() };
        let wanted: Vec<String> = tenant.groups.with(|known| {
            asked.retain(|object| !known.contains_key(object));
            objects.into_iter().filter(|it| !known.contains_key(it) && !asked.contains(it)).collect()
        });
        if !wanted.is_empty() {
            read_groups(tenant, &wanted);
            asked.extend(wanted);
        }
        asked
    });
    let without_groups = Memo::new(move |_| {
        let objects = if wants_groups() { objects_of(&candidates.get()) } else { Vec::new() };
        tenant.groups.with(|known| without_groups(&objects, known))
    });
    let plan = Memo::new(move |_| {
        let mut candidates = candidates.get();
        if wants_groups() {
            candidates = Arc::new(tenant.groups.with(|known| with_groups(&candidates, known)));
        }
        let goal = form.with(GoalForm::goal);
        let plan = goal.map(|goal| plan_removals(&candidates, &goal, now.get_untracked()));
        Arc::new(plan.unwrap_or_default())
    });
    let view = RemoveView {
        known,
        chosen,
        picked,
        stay: stayed,
        candidates,
        search: RwSignal::new(String::new()),
        list: RwSignal::new(String::new()),
        found: RwSignal::new(None),
        examined: RwSignal::new(None),
        ticked: RwSignal::new(Vec::new()),
        form,
        code: RwSignal::new(String::new()),
        without_groups,
        plan,
        reason: RwSignal::new(String::new()),
        typed: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        open: RwSignal::new(None),
        marked: RwSignal::new(Vec::new()),
        printed: RwSignal::new(Vec::new()),
    };
    draft::follow(tenant, view, earlier);
    provide_context(view);
}

/// The view of removals.
pub fn use_remove_view() -> RemoveView {
    expect_context()
}
