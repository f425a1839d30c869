//! What a plan does, in which order.

use lifecycle::action::{Device, Enrolment, Join, Platform, Refusal, Wipe, WipeOption};
use lifecycle::removal::{
    Deed, First, Goal, Group, Identity, Need, Note, Place, Plan, PlanRefusal, Proof, Record, identify, plan,
};

use super::{SERIAL, deeds, identity_of, records, step};
use crate::made::traits;

const DEREGISTER: Goal = Goal::Deregister { first: None, with_object: false };

fn made(identity: &Identity, goal: &Goal) -> Plan {
    plan(identity, goal, 0).unwrap()
}

fn needs(plan: &Plan, wanted: &str) -> Vec<Need> {
    plan.steps[step(plan, wanted)].needs.clone()
}

// DR-1, DR-2: the whole chain, in its order.
#[test]
fn dr_1_dr_2_deregistration_in_order() {
    let [autopilot, intune, mut entra, _] = records();
    entra.join = Join::Joined;
    let plan = made(&identity_of(&[autopilot, intune, entra]), &DEREGISTER);
    assert_eq!(
        deeds(&plan),
        [
            ("delete-from-intune", Place::Intune),
            ("unassign-user", Place::Autopilot),
            ("delete-from-autopilot", Place::Autopilot),
            ("sync", Place::Autopilot),
        ]
    );
    assert_eq!(plan.serial.as_deref(), Some(SERIAL));
    assert_eq!(needs(&plan, "delete-from-intune"), [Need::Confirmation]);
    assert_eq!(needs(&plan, "unassign-user"), [Need::Proven(0)]);
    assert_eq!(
        needs(&plan, "delete-from-autopilot"),
        [Need::Proven(0), Need::Settled(1), Need::Confirmation]
    );
    assert_eq!(needs(&plan, "sync"), [Need::Accepted(2), Need::SyncInterval]);
    for deletion in [0, 2] {
        let gone = Proof::Gone { serial: Some(SERIAL.to_owned()), except: vec![] };
        assert_eq!(plan.steps[deletion].proof, gone);
    }
}

// RM-3, DR-3: the object goes last, and only if somebody says so; then nothing is said of its going by itself.
#[test]
fn rm_3_dr_3_deregistration_with_its_object() {
    let [autopilot, intune, mut entra, _] = records();
    entra.join = Join::Joined;
    let goal = Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: true };
    let plan = made(&identity_of(&[autopilot, intune, entra]), &goal);
    let order: Vec<&str> = deeds(&plan).into_iter().map(|(deed, _)| deed).collect();
    assert_eq!(
        order,
        ["wipe", "delete-from-intune", "unassign-user", "delete-from-autopilot", "sync", "delete-from-entra"]
    );
    assert_eq!(needs(&plan, "delete-from-entra"), [Need::Proven(1), Need::Proven(3), Need::Confirmation]);
    assert!(!plan.notes.contains(&Note::EntraGoesByItself));
}

// DR-4: what a computer object would bring back waits until that is gone.
#[test]
fn dr_4_the_object_of_a_hybrid_device_waits_for_its_computer() {
    let [autopilot, intune, mut entra, _] = records();
    entra.join = Join::Hybrid;
    let goal = Goal::Deregister { first: None, with_object: true };
    let plan = made(&identity_of(&[autopilot, intune, entra]), &goal);
    let computer = step(&plan, "delete-computer");
    assert!(needs(&plan, "delete-from-entra").contains(&Need::Proven(computer)));
}

#[test]
fn dr_2_no_user_to_unassign() {
    let [mut autopilot, intune, ..] = records();
    for user in [None, Some(" ".to_owned())] {
        autopilot.user = user;
        let plan = made(&identity_of(&[autopilot.clone(), intune.clone()]), &DEREGISTER);
        assert!(plan.steps.iter().all(|step| step.deed != Deed::UnassignUser));
    }
}

#[test]
fn dr_3_entra_is_left_to_itself() {
    let plan = made(&identity_of(&records()), &DEREGISTER);
    assert!(plan.steps.iter().all(|step| step.record.place != Place::Entra));
    assert!(plan.notes.contains(&Note::EntraGoesByItself));
}

#[test]
fn dr_4_the_computer_object_of_a_hybrid_device_is_deleted_by_a_person() {
    let plan = made(&identity_of(&records()), &DEREGISTER);
    let of = &plan.steps[step(&plan, "delete-computer")];
    assert_eq!((of.record.place, &of.proof), (Place::ActiveDirectory, &Proof::Word));
    assert!(of.deed.is_by_hand());
    // Nobody has shown it, and Entra says that there is one.
    let plan = made(&identity_of(&records()[..3]), &DEREGISTER);
    let of = &plan.steps[step(&plan, "delete-computer")];
    assert_eq!((of.record.place, &of.proof), (Place::Entra, &Proof::Word));
}

#[test]
fn dr_6_dr_7_dr_8_partners() {
    let [mut autopilot, intune, ..] = records();
    for (by_partner, wanted) in [
        (None, vec![]),
        (Some(true), vec![Note::OthersDeleteOnlyAutopilot, Note::PartnerLeavesTenantBlank]),
        (Some(false), vec![Note::PartnerDoesNotSeeIt]),
    ] {
        autopilot.by_partner = by_partner;
        let plan = made(&identity_of(&[autopilot.clone(), intune.clone()]), &DEREGISTER);
        assert_eq!(plan.notes, wanted);
    }
    let partner = Record { serial: Some(SERIAL.to_owned()), ..Record::new(Place::Partner, "p-1") };
    let plan = made(&identity_of(&[autopilot, intune, partner]), &DEREGISTER);
    let released = step(&plan, "release-at-partner");
    assert_eq!(
        plan.steps[released].needs,
        [Need::Proven(0), Need::Proven(step(&plan, "delete-from-autopilot"))]
    );
}

#[test]
fn dep_1_apple_retires_first_and_releases_last() {
    let apple =
        Record { serial: Some("C02AB1CDEFGH".to_owned()), ..Record::new(Place::Apple, "C02AB1CDEFGH") };
    let intune = Record { serial: apple.serial.clone(), ..Record::new(Place::Intune, "m-1") };
    let plan = made(&identify(&apple, &[intune]).unwrap(), &DEREGISTER);
    let order = ["retire", "delete-from-intune", "release-at-apple"];
    assert_eq!(deeds(&plan).into_iter().map(|(key, _)| key).collect::<Vec<_>>(), order);
    assert_eq!(plan.steps[1].needs, [Need::Settled(0), Need::Confirmation]);
    assert_eq!(plan.steps[2].needs, [Need::Proven(1)]);
}

#[test]
fn rm_2_rm_3_removal_with_objects_and_groups() {
    let mut records = records();
    let group =
        |id: &str, name: &str, is_dynamic| Group { id: id.to_owned(), name: name.to_owned(), is_dynamic };
    records[2].groups = vec![
        group("g-1", "Modern Workplace Devices-First", false),
        group("g-2", "Modern Workplace Devices-All", true),
        group("g-3", "Sales", false),
    ];
    let plan = made(&identity_of(&records), &Goal::Remove { with_objects: true });
    let order: Vec<_> = deeds(&plan).into_iter().map(|(key, _)| key).collect();
    assert_eq!(
        order,
        [
            "delete-from-intune",
            "unassign-user",
            "delete-from-autopilot",
            "sync",
            "leave-group",
            "delete-computer",
            "delete-from-entra"
        ]
    );
    assert_eq!(plan.steps[4].deed, Deed::LeaveGroup(records[2].groups[0].clone()));
    assert_eq!(
        plan.steps[6].needs,
        [Need::Proven(0), Need::Proven(2), Need::Proven(5), Need::Settled(4), Need::Confirmation]
    );
    assert!(plan.notes.contains(&Note::DynamicGroupsFollow));
}

#[test]
fn rm_1_rm_2_removal_alone() {
    let [autopilot, _, entra, _] = records();
    let alone = Goal::Remove { with_objects: false };
    let removal = made(&identity_of(&[autopilot, entra]), &alone);
    assert_eq!(
        deeds(&removal).into_iter().map(|(key, _)| key).collect::<Vec<_>>(),
        ["unassign-user", "delete-from-autopilot", "sync"]
    );
    assert_eq!(removal.goal, alone);
    // DR-5: what is managed is not taken from Autopilot alone.
    let refused = plan(&identity_of(&records()), &alone, 0);
    assert_eq!(refused, Err(PlanRefusal::StillManaged(records()[1].at.clone())));
}

#[test]
fn rm_4_what_is_pending_cannot_be_removed() {
    let mut records = records();
    records[0].is_pending = true;
    let identity = identity_of(&records);
    for goal in [Goal::Remove { with_objects: false }, Goal::Remove { with_objects: true }, DEREGISTER] {
        assert_eq!(plan(&identity, &goal, 0), Err(PlanRefusal::RegistrationPending(records[0].at.clone())));
    }
    assert!(plan(&identity, &Goal::Lost { wipe: Wipe::PLAIN }, 0).is_ok());
}

#[test]
fn wp_8_handing_over_wipes_first_and_gives_it_to_the_next() {
    let goal = |wipe, to: Option<&str>| Goal::HandOver { wipe, to: to.map(str::to_owned) };
    let identity = identity_of(&records());
    let plan_of = |to| made(&identity, &goal(Wipe::PLAIN, to));
    let steps = |to| deeds(&plan_of(to)).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(steps(Some("bob@example.org")), ["wipe", "unassign-user", "assign-user"]);
    assert_eq!(steps(None), ["wipe", "unassign-user"]);
    assert_eq!(steps(Some("ADA@example.org")), ["wipe"]);
    assert_eq!(plan_of(None).steps[1].needs, [Need::Proven(0)]);
    for keep in [WipeOption::KeepEnrolment, WipeOption::KeepUserData] {
        assert_eq!(plan(&identity, &goal(Wipe::with(keep), None), 0), Err(PlanRefusal::KeepsUser));
    }
    let [mut autopilot, ..] = records();
    autopilot.user = None;
    let unmanaged = made(&identity_of(&[autopilot]), &goal(Wipe::PLAIN, Some("bob@example.org")));
    assert_eq!(
        deeds(&unmanaged).into_iter().map(|(key, _)| key).collect::<Vec<_>>(),
        ["reset-by-hand", "assign-user"]
    );
}

#[test]
fn wp_8_what_is_lost_is_wiped_and_stays_registered() {
    let mut records = records();
    let lost = Goal::Lost { wipe: Wipe::PLAIN };
    let steps = |records: &[Record]| {
        deeds(&made(&identity_of(records), &lost)).into_iter().map(|(key, _)| key).collect::<Vec<_>>()
    };
    assert_eq!(steps(&records), ["disable-computer", "wipe"]);
    assert_eq!(steps(&records[..3]), ["disable-computer", "wipe"]);
    records[2].join = Join::Joined;
    assert_eq!(steps(&records[..3]), ["disable-in-entra", "wipe"]);
    let profile = traits(Platform::Android, Enrolment::WorkProfile, (14, 0, 0));
    records[1].device = Some(Device::of(profile));
    assert_eq!(steps(&records[..3]), ["disable-in-entra", "retire"]);
}

#[test]
fn wp_5_rt_5_what_a_device_cannot_do_is_in_no_plan() {
    let mut records = records();
    let profile = traits(Platform::Android, Enrolment::WorkProfile, (14, 0, 0));
    records[1].device = Some(Device::of(profile));
    let first = Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: false };
    let refused = Err(PlanRefusal::Impossible(records[1].at.clone(), Refusal::Enrolment));
    assert_eq!(plan(&identity_of(&records), &first, 0), refused);
    let dedicated = traits(Platform::Android, Enrolment::Dedicated, (14, 0, 0));
    records[1].device = Some(Device::of(dedicated));
    let first = Goal::Deregister { first: Some(First::Retire), with_object: false };
    assert_eq!(plan(&identity_of(&records), &first, 0), refused);
}

#[test]
fn dr_5_nothing_to_do_is_said() {
    let entra = Record::new(Place::Entra, "o-1");
    assert_eq!(plan(&identity_of(&[entra]), &DEREGISTER, 0), Err(PlanRefusal::NothingToDo));
}
