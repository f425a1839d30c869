//! Plans carried out in a small world that does what the services do, with failures of every kind, in any order.

use std::collections::{BTreeMap, BTreeSet};

use lifecycle::action::{Join, Wipe};
use lifecycle::removal::{
    Deed, Event, Fault, First, Goal, How, Need, Observed, Place, Plan, Record, RecordRef, StepState, Wait,
    Why, identify, is_complete, may_send, plan, receipt, states,
};
use proptest::prelude::*;

use super::{SERIAL, is_autopilot_deletion};

/// The services. What was deleted goes some time after that was accepted.
struct World {
    there: BTreeSet<RecordRef>,
    going: BTreeMap<RecordRef, u8>,
    has_user: bool,
    now: i64,
}

impl World {
    fn has(&self, place: Place) -> bool {
        self.there.iter().any(|record| record.place == place)
    }

    fn tick(&mut self, by: i64, is_hybrid: bool) {
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
        if is_hybrid && self.has(Place::ActiveDirectory) {
            self.there.insert(RecordRef { place: Place::Entra, id: "o-1".to_owned() });
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
            Deed::UnassignUser => self.has_user = false,
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
        Deed::UnassignUser if !world.has_user => observed.add(at, world.now, Some("look"), Event::ReadBack),
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
        if step.deed == Deed::DeleteComputer {
            world.there.remove(&RecordRef { place: Place::ActiveDirectory, id: "d-1".to_owned() });
        }
        if step.record.place != Place::Entra {
            world.there.remove(&step.record);
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

fn goals() -> impl Strategy<Value = Goal> {
    prop_oneof![
        Just(Goal::Remove { with_objects: true }),
        Just(Goal::Deregister { first: None, with_object: false }),
        Just(Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: false }),
        Just(Goal::Deregister { first: Some(First::Retire), with_object: false }),
        Just(Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: true }),
    ]
}

/// A device, in any of the places, and its records.
fn devices() -> impl Strategy<Value = Vec<Record>> {
    (any::<[bool; 5]>(), any::<bool>()).prop_map(|(places, has_user)| {
        let serial = Some(SERIAL.to_owned());
        let device_id = Some("d-1".to_owned());
        let join = if places[3] { Join::Hybrid } else { Join::Joined };
        let user = has_user.then(|| "ada@example.org".to_owned());
        let make = |place, id: &str| Record {
            serial: serial.clone(),
            device_id: device_id.clone(),
            ..Record::new(place, id)
        };
        let mut records = vec![Record { user, ..make(Place::Autopilot, "a-1") }];
        records.extend(places[1].then(|| make(Place::Intune, "m-1")));
        records.extend(places[2].then(|| Record { join, ..make(Place::Entra, "o-1") }));
        records.extend((places[2] && places[3]).then(|| make(Place::ActiveDirectory, "d-1")));
        records.extend(places[4].then(|| make(Place::Partner, "p-1")));
        records
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// However it goes: a registration never goes before the managed device, nothing that is there is called gone, what is left
    /// is said, and once nothing fails any more it comes to its end.
    #[test]
    fn dr_2_dr_5_rm_5_whatever_fails_nothing_is_orphaned_unsaid(
        records in devices(),
        goal in goals(),
        chances in prop::collection::vec((any::<u8>(), any::<u8>(), 0..4_000_i64), 0..120),
    ) {
        let identity = identify(&records[0], &records[1..]).unwrap();
        let plan = plan(&identity, &goal, 0).unwrap();
        let is_hybrid = records.iter().any(|record| record.at.place == Place::ActiveDirectory);
        let mut world = World {
            there: records.iter().map(|record| record.at.clone()).collect(),
            going: BTreeMap::new(),
            has_user: records[0].user.is_some(),
            now: 0,
        };
        let mut observed = Observed::default();
        for (chance, luck, time) in chances {
            act(&mut world, &plan, &mut observed, chance, luck);
            world.tick(time, is_hybrid);
            says_what_is(&world, &plan, &observed)?;
        }
        // From here on everything works, and what was given up is taken up again.
        for round in 0..200 {
            for at in 0..plan.steps.len() {
                let state = states(&plan, &observed, world.now)[at].clone();
                if matches!(state, StepState::GivenUp { .. } | StepState::Failed { .. }) {
                    look(&world, &plan, at, &mut observed);
                    observed.add(at, world.now, None, Event::Confirmed { by: "Ada".to_owned() });
                    if may_send(&plan, at, &observed, world.now).is_ok() && world.there.contains(&plan.steps[at].record) {
                        send(&mut world, &plan, &mut observed, at, 30);
                    }
                } else {
                    act(&mut world, &plan, &mut observed, u8::try_from(at).unwrap(), 30);
                }
                world.tick(60, is_hybrid);
            }
            says_what_is(&world, &plan, &observed)?;
            if is_complete(&plan, &states(&plan, &observed, world.now)) {
                prop_assert!(!world.has(Place::Autopilot) && !world.has(Place::Intune));
                break;
            }
            // A device that was gone before it could be asked stays unasked; a person gives that up.
            for (at, step) in plan.steps.iter().enumerate() {
                let is_asked = matches!(step.deed, Deed::Wipe(_) | Deed::Retire);
                if is_asked && round > 20 && !world.there.contains(&step.record) {
                    observed.add(at, world.now, None, Event::GivenUp { by: "Ada".to_owned() });
                }
            }
        }
        let end = receipt(&plan, &observed, world.now);
        let unasked = |open: &lifecycle::removal::Open| matches!(open.deed, Deed::Wipe(_) | Deed::Retire | Deed::UnassignUser | Deed::Sync);
        prop_assert!(end.open.iter().all(unasked), "{:?}", end.open);
    }

    /// A plan has steps for records of this device alone, and each needs earlier steps only.
    #[test]
    fn dr_9_dr_2_plans_keep_to_their_device(records in devices(), goal in goals(), decoys in 0..4_u8) {
        let mut found = records[1..].to_vec();
        for decoy in 0..decoys {
            let mut other = Record::new(Place::ALL[usize::from(decoy)], format!("other-{decoy}"));
            other.name.clone_from(&Some("LAPTOP-1".to_owned()));
            other.serial = Some(format!("{SERIAL}{decoy}"));
            found.push(other);
        }
        let identity = identify(&records[0], &found).unwrap();
        let plan = plan(&identity, &goal, 0).unwrap();
        for (at, step) in plan.steps.iter().enumerate() {
            prop_assert!(records.iter().any(|record| record.at == step.record), "{:?}", step.record);
            for need in &step.needs {
                if let Need::Proven(of) | Need::Settled(of) | Need::Accepted(of) = need {
                    prop_assert!(*of < at);
                }
            }
            if is_autopilot_deletion(&step.deed) {
                for (other, earlier) in plan.steps.iter().enumerate() {
                    if earlier.deed == Deed::DeleteFromIntune {
                        prop_assert!(step.needs.contains(&Need::Proven(other)));
                    }
                }
            }
        }
    }

    /// Any observations have an answer, those of steps that aren't in the plan included.
    #[test]
    fn dr_10_any_stored_state_can_be_gone_on_with(
        goal in goals(),
        entries in prop::collection::vec((0..12_usize, any::<i64>(), 0..12_u8), 0..30),
        times in any::<(Option<i64>, Option<i64>, i64)>(),
    ) {
        let plan = plan(&super::identity_of(&super::records()), &goal, 0).unwrap();
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
    let gone = plan.records.len() - receipt.left.len();
    for left in &receipt.left {
        if let Why::NotYet(_) = left.why {
            prop_assert_eq!(gone, 0);
        }
    }
    Ok(())
}
