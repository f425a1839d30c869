//! Plans carried out in a small world that does what the services do, with failures of every kind, in any order.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use lifecycle::action::{Action, Join, Wipe, why_not};
use lifecycle::removal::{
    Deed, Event, Fault, First, Goal, How, Identity, Left, Need, Observed, Place, Plan, PlanRefusal, Record,
    RecordRef, Step, StepState, Wait, Why, is_complete, may_send, plan, receipt, states,
};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::cases::{Case, GOALS, cases};
use super::is_autopilot_deletion;

/// The services. What was deleted goes some time after that was accepted.
struct World {
    there: BTreeSet<RecordRef>,
    going: BTreeMap<RecordRef, u8>,
    /// The registrations with a user.
    users: BTreeSet<RecordRef>,
    /// Records of which a person says that they are another device's.
    others: BTreeSet<RecordRef>,
    /// The object that the organisation's own directory brings back.
    synced: Option<RecordRef>,
    now: i64,
}

impl World {
    fn of(own: &[Record], identity: &Identity) -> World {
        let at = |record: &Record| record.at.clone();
        let has_computer = own.iter().any(|record| record.at.place == Place::ActiveDirectory);
        let synced = own.iter().find(|record| record.join == Join::Hybrid && has_computer);
        World {
            there: own.iter().map(at).collect(),
            going: BTreeMap::new(),
            users: own.iter().filter(|record| record.user.is_some()).map(at).collect(),
            others: identity.others.iter().cloned().collect(),
            synced: synced.map(at),
            now: 0,
        }
    }

    /// Whether the device has a record there.
    fn has(&self, place: Place) -> bool {
        self.there.iter().any(|record| record.place == place && !self.others.contains(record))
    }

    fn tick(&mut self, by: i64) {
        self.now += by;
        let mut gone = Vec::new();
        for (record, left) in &mut self.going {
            *left = left.saturating_sub(1);
            if *left == 0 {
                gone.push(record.clone());
            }
        }
        for record in gone {
            self.going.remove(&record);
            self.there.remove(&record);
        }
        // What the organisation's own directory still has comes back to Entra.
        if let (Some(synced), true) = (&self.synced, self.has(Place::ActiveDirectory)) {
            self.there.insert(synced.clone());
        }
    }

    /// What the services do with a step that is sent.
    fn answer(&mut self, deed: &Deed, record: &RecordRef, delay: u8) -> Result<(), Fault> {
        let missing = !self.there.contains(record);
        match deed {
            _ if missing => return Err(Fault::NoSuchRecord),
            Deed::DeleteFromAutopilot => {
                assert!(!self.has(Place::Intune), "a registration was to go before the managed device");
                self.going.insert(record.clone(), delay);
            }
            Deed::DeleteFromEntra if self.has(Place::Autopilot) => return Err(Fault::StillRegistered),
            Deed::DeleteFromIntune | Deed::DeleteFromEntra | Deed::Wipe(_) | Deed::Retire => {
                self.going.insert(record.clone(), delay);
            }
            Deed::UnassignUser => drop(self.users.remove(record)),
            Deed::Sync => {
                let soon: Vec<_> = self.going.keys().cloned().collect();
                for record in soon {
                    self.going.insert(record, 1);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// What a driver sees of a step that waits.
fn look(world: &World, plan: &Plan, at: usize, observed: &mut Observed) {
    let step = &plan.steps[at];
    let there = world.there.contains(&step.record);
    match &step.deed {
        Deed::DeleteFromIntune | Deed::DeleteFromAutopilot | Deed::DeleteFromEntra => {
            observed.add(at, world.now, Some("look"), Event::LookedById { found: there });
            let found = world.there.iter().filter(|record| record.place == step.record.place);
            let found = found.map(|record| record.id.clone()).collect();
            observed.add(at, world.now, Some("look"), Event::LookedBySerial { found });
        }
        Deed::Wipe(_) | Deed::Retire if !there => {
            observed.add(at, world.now, Some("look"), Event::LookedById { found: false });
        }
        Deed::UnassignUser if !world.users.contains(&step.record) => {
            observed.add(at, world.now, Some("look"), Event::ReadBack);
        }
        Deed::LeaveGroup(_) | Deed::DisableInEntra | Deed::AssignUser(_) => {
            observed.add(at, world.now, Some("look"), Event::ReadBack);
        }
        _ => {}
    }
}

/// One thing that somebody does, by chance.
fn act(world: &mut World, plan: &Plan, observed: &mut Observed, chance: u8, luck: u8) {
    let found = states(plan, observed, world.now);
    let at = usize::from(chance) % plan.steps.len();
    match &found[at] {
        StepState::Waiting { on: Wait::Confirmation | Wait::ConfirmationAgain, .. } => {
            observed.add(at, world.now, None, Event::Confirmed { by: "Ada".to_owned() });
        }
        StepState::Ready | StepState::Failed { .. } if may_send(plan, at, observed, world.now).is_ok() => {
            send(world, plan, observed, at, luck);
        }
        StepState::Failed { .. } | StepState::Waiting { .. } if luck % 8 == 7 => {
            observed.add(at, world.now, None, Event::GivenUp { by: "Ada".to_owned() });
        }
        StepState::Failed { .. } | StepState::Waiting { .. } | StepState::Ready => {
            look(world, plan, at, observed);
        }
        StepState::Done { .. }
        | StepState::Needless
        | StepState::GivenUp { .. }
        | StepState::Blocked { .. } => {}
    }
}

/// A step is sent, or done by a person, with or without luck.
fn send(world: &mut World, plan: &Plan, observed: &mut Observed, at: usize, luck: u8) {
    let step = &plan.steps[at];
    if step.deed.is_by_hand() {
        match step.deed {
            Deed::DeleteComputer => world.there.retain(|record| record.place != Place::ActiveDirectory),
            Deed::ReleaseAtApple | Deed::ReleaseAtPartner => drop(world.there.remove(&step.record)),
            _ => {}
        }
        observed.add(at, world.now, None, Event::Word { by: "Ada".to_owned() });
        return;
    }
    observed.add(at, world.now, Some("send"), Event::Sent);
    let event = match luck % 8 {
        0 => Event::Failed(Fault::Service(503)),
        // It was done, and the answer was lost.
        1 => {
            let _ = world.answer(&step.deed, &step.record, luck / 8 + 1);
            Event::Failed(Fault::NoAnswer)
        }
        2 => Event::Failed(Fault::NotAllowed),
        _ => match world.answer(&step.deed, &step.record, luck / 8 + 1) {
            Ok(()) => Event::Accepted,
            Err(fault) => Event::Failed(fault),
        },
    };
    if step.deed == Deed::Sync && event == Event::Accepted {
        observed.last_sync = Some(world.now);
    }
    observed.add(at, world.now, Some("send"), event);
}

/// However it goes: a registration never goes before the managed device, nothing that is there is called gone, what is left
/// is said, and once nothing fails any more it comes to its end. Where nothing ever fails, all of it is proven.
#[test]
fn dr_2_dr_5_rm_5_whatever_fails_nothing_is_orphaned_unsaid() {
    let chances = prop::collection::vec((any::<u8>(), any::<u8>(), 0..4_000_i64), 0..120);
    let met = each(1_500, (cases(), chances), |(case, chances)| {
        let identity = case.identity();
        let plan = match plan(&identity, &case.goal, 0) {
            Ok(plan) => plan,
            Err(refusal) => {
                prop_assert!(is_right(&refusal, case, &identity), "{refusal:?}");
                return Ok(vec![refusal.key().to_owned()]);
            }
        };
        prop_assert!(plan.is_sound(), "{plan:#?}");
        let mut world = World::of(&case.own, &identity);
        let mut observed = Observed::default();
        for (chance, luck, time) in chances {
            act(&mut world, &plan, &mut observed, *chance, *luck);
            world.tick(*time);
            says_what_is(&world, &plan, &observed)?;
        }
        let is_complete = finish(&mut world, &plan, &mut observed)?;
        let end = receipt(&plan, &observed, world.now);
        prop_assert_eq!(is_complete, end.is_complete);
        // What was to be done to a record that went before stays undone.
        let is_lost =
            |open: &lifecycle::removal::Open| open.deed == Deed::Sync || !world.there.contains(&open.record);
        prop_assert!(is_complete || end.open.iter().all(is_lost), "{:?}", end.open);

        let mut world = World::of(&case.own, &identity);
        prop_assert!(finish(&mut world, &plan, &mut Observed::default())?, "{plan:#?}");
        Ok(case.labels())
    });
    let counts = |place: Place| {
        let most = if matches!(place, Place::Autopilot | Place::Intune | Place::Entra) { 2 } else { 1 };
        (0..=most).map(move |count| format!("{} {count}", place.key()))
    };
    let others = ["hybrid", "user", "groups", "another case", "several true", "several false"];
    let decoys = ["other-0", "other-1", "other-2", "other-3"];
    let refusals = ["registration-pending", "still-managed", "impossible", "keeps-user", "nothing-to-do"];
    let wanted = GOALS.into_iter().chain(others).chain(decoys).chain(refusals).map(str::to_owned);
    for label in wanted.chain(Place::ALL.into_iter().flat_map(counts)) {
        assert!(met.get(&label).is_some_and(|times| *times >= 5), "{label} was hardly met: {met:?}");
    }
}

/// A plan has steps for records of this device alone, each needs earlier steps only, and no registration goes before each managed
/// device is proven gone.
#[test]
fn dr_9_dr_2_plans_keep_to_their_device() {
    each(1_500, cases(), |case| {
        let identity = case.identity();
        let Ok(plan) = plan(&identity, &case.goal, 0) else { return Ok(Vec::new()) };
        for (at, step) in plan.steps.iter().enumerate() {
            prop_assert!(case.own.iter().any(|record| record.at == step.record), "{:?}", step.record);
            prop_assert!(!identity.others.contains(&step.record));
            for need in &step.needs {
                if let Need::Proven(of) | Need::Settled(of) | Need::Accepted(of) = need {
                    prop_assert!(*of < at);
                }
            }
            if is_autopilot_deletion(&step.deed) {
                for record in identity.at(Place::Intune) {
                    let goes = |earlier: &Step| {
                        earlier.deed == Deed::DeleteFromIntune && earlier.record == record.at
                    };
                    let gone = plan.steps.iter().position(goes);
                    prop_assert!(gone.is_some_and(|gone| step.needs.contains(&Need::Proven(gone))));
                }
            }
        }
        Ok(Vec::new())
    });
}

/// Tries so many; how often each thing that they name was met.
fn each<S: Strategy>(
    cases: u32,
    strategy: S,
    test: impl Fn(&S::Value) -> Result<Vec<String>, TestCaseError>,
) -> BTreeMap<String, u32>
where
    S::Value: std::fmt::Debug,
{
    let met = RefCell::new(BTreeMap::new());
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&strategy, |value| {
        for label in test(&value)? {
            *met.borrow_mut().entry(label).or_default() += 1;
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    met.into_inner()
}

/// Whether a plan is refused with reason.
fn is_right(refusal: &PlanRefusal, case: &Case, identity: &Identity) -> bool {
    let is_at = |place| identity.at(place).next().is_some();
    let takes_registration = matches!(case.goal, Goal::Remove { .. } | Goal::Deregister { .. });
    match refusal {
        PlanRefusal::RegistrationPending(at) => {
            takes_registration && case.own.iter().any(|record| record.at == *at && record.is_pending)
        }
        PlanRefusal::StillManaged(at) => {
            case.goal == Goal::Remove { with_objects: false } && at.place == Place::Intune
        }
        PlanRefusal::Impossible(at, why) => {
            let device = case.own.iter().find(|record| record.at == *at).and_then(|it| it.device.as_ref());
            let asked = match &case.goal {
                Goal::Deregister { first: Some(First::Retire), .. } => Action::Retire,
                Goal::HandOver { wipe, .. } | Goal::Lost { wipe } => Action::Wipe(*wipe),
                _ => Action::Wipe(Wipe::PLAIN),
            };
            device.is_some_and(|device| why_not(asked, device) == Some(*why))
        }
        PlanRefusal::KeepsUser => {
            matches!(&case.goal, Goal::HandOver { wipe, .. } if wipe.keep_user_data || wipe.keep_enrolment)
        }
        PlanRefusal::NothingToDo => match &case.goal {
            Goal::Lost { .. } => {
                ![Place::Intune, Place::Entra, Place::ActiveDirectory].into_iter().any(is_at)
            }
            Goal::Deregister { with_object: true, .. } | Goal::Remove { with_objects: true } => {
                ![Place::Autopilot, Place::Intune, Place::Entra].into_iter().any(is_at)
            }
            Goal::Remove { .. } | Goal::Deregister { .. } => {
                ![Place::Autopilot, Place::Intune].into_iter().any(is_at)
            }
            Goal::HandOver { .. } => false,
        },
    }
}

/// From here on everything works, and what was given up is taken up again. Whether all of it is proven in the end.
fn finish(world: &mut World, plan: &Plan, observed: &mut Observed) -> Result<bool, TestCaseError> {
    for round in 0..200 {
        for at in 0..plan.steps.len() {
            let state = states(plan, observed, world.now)[at].clone();
            if matches!(state, StepState::GivenUp { .. } | StepState::Failed { .. }) {
                look(world, plan, at, observed);
                observed.add(at, world.now, None, Event::Confirmed { by: "Ada".to_owned() });
                if may_send(plan, at, observed, world.now).is_ok()
                    && world.there.contains(&plan.steps[at].record)
                {
                    send(world, plan, observed, at, 30);
                }
            } else {
                act(world, plan, observed, u8::try_from(at).unwrap(), 30);
            }
            world.tick(60);
        }
        says_what_is(world, plan, observed)?;
        if is_complete(plan, &states(plan, observed, world.now)) {
            let takes = matches!(plan.goal, Goal::Remove { .. } | Goal::Deregister { .. });
            prop_assert!(!world.has(Place::Intune), "{plan:#?}");
            prop_assert_eq!(takes, takes && !world.has(Place::Autopilot));
            return Ok(true);
        }
        // A device that was gone before it could be asked stays unasked; a person gives that up.
        for (at, step) in plan.steps.iter().enumerate() {
            let is_asked = matches!(step.deed, Deed::Wipe(_) | Deed::Retire);
            if is_asked && round > 20 && !world.there.contains(&step.record) {
                observed.add(at, world.now, None, Event::GivenUp { by: "Ada".to_owned() });
            }
        }
    }
    Ok(false)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any observations have an answer, those of steps that aren't in the plan included.
    #[test]
    fn dr_10_any_stored_state_can_be_gone_on_with(
        goal in cases().prop_map(|case| case.goal),
        entries in prop::collection::vec((0..12_usize, any::<i64>(), 0..12_u8), 0..30),
        times in any::<(Option<i64>, Option<i64>, i64)>(),
    ) {
        let Ok(plan) = plan(&super::identity_of(&super::records()), &goal, 0) else { return Ok(()) };
        let mut observed = Observed { last_sync: times.0, back_since: times.1, ..Observed::default() };
        for (step, at, kind) in entries {
            let by = "Ada".to_owned();
            observed.add(step, at, None, match kind {
                0 => Event::Confirmed { by },
                1 => Event::Sent,
                2 => Event::Accepted,
                3 => Event::AwaitsApproval,
                4 => Event::Failed(Fault::NoAnswer),
                5 => Event::GivenUp { by },
                6 => Event::Word { by },
                7 => Event::LookedById { found: false },
                8 => Event::LookedById { found: true },
                9 => Event::LookedBySerial { found: vec![] },
                10 => Event::DeviceDone,
                _ => Event::ReadBack,
            });
        }
        let found = states(&plan, &observed, times.2);
        prop_assert_eq!(found.len(), plan.steps.len());
        let receipt = receipt(&plan, &observed, times.2);
        prop_assert_eq!(receipt.is_complete, is_complete(&plan, &found));
        prop_assert!(receipt.done.len() + receipt.open.len() <= plan.steps.len());
    }
}

/// The receipt at any moment: nothing that is there was last seen gone by it, and all that is there is in it.
fn says_what_is(world: &World, plan: &Plan, observed: &Observed) -> Result<(), TestCaseError> {
    let receipt = receipt(plan, observed, world.now);
    for done in &receipt.done {
        if let How::Gone { .. } = done.how
            && done.record.place != Place::Entra
        {
            prop_assert!(!world.there.contains(&done.record), "called gone: {:?}", done.record);
        }
    }
    for record in &world.there {
        let is_said = receipt.left.iter().any(|left| left.record == *record);
        prop_assert!(is_said, "left unsaid: {record:?}");
    }
    // Where one is gone, each other one that was to go and isn't known to be is called orphaned.
    let is_own = |left: &&Left| left.why != Why::LeftOut;
    let gone = plan.records.len() - receipt.left.iter().filter(is_own).count();
    for left in &receipt.left {
        if let Why::NotYet(_) = left.why {
            prop_assert_eq!(gone, 0);
        }
    }
    Ok(())
}
