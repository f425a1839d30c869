//! Which records are of a device, what plans come to, and what lists of serial numbers say, case by case.

use std::collections::{HashMap, HashSet};

use graph::wire::{EnrollmentState, ManagementState, beta::ProfileAssignmentStatus};
use lifecycle::Tick;
use lifecycle::budget::{Asked, Budget, Denied, Kind, Tripwire};
use lifecycle::effects;
use lifecycle::removal::{
    Deed, Event, First, Goal, Group, Match, Need, Note, Place, Plan, PlanRefusal, Record, RecordRef,
    StepState, Unclear, Wait, identify, plan,
};
use outbox::{Action, Device, DirectoryObject, Intent, Managed, Removal, Row, RowStatus, State};

use super::*;
use crate::tenant::Records;

const SERVER: &str = "https://muster.example";
/// 2026-11-21T15:00:00Z, in seconds.
const NOW: i64 = 1_795_273_200;
const REMOVE: Goal = Goal::Remove { with_objects: true };

fn at(place: Place, id: &str) -> RecordRef {
    RecordRef { place, id: id.to_owned() }
}

fn registered(id: &str, serial: &str) -> Device {
    Device {
        id: id.to_owned(),
        serial: serial.to_owned(),
        manufacturer: "Contoso".to_owned(),
        model: "Contoso Book".to_owned(),
        group_tag: String::new(),
        user: String::new(),
        user_name: String::new(),
        product_key: String::new(),
        profile_assigned: String::new(),
        display_name: String::new(),
        purchase_order: String::new(),
        enrollment: EnrollmentState::Enrolled,
        last_contacted: "2026-11-21T14:00:00Z".to_owned(),
        profile: ProfileAssignmentStatus::AssignedInSync,
        entra_id: String::new(),
        intune_id: String::new(),
        events: Vec::new(),
    }
}

fn managed(id: &str, serial: &str, name: &str) -> Managed {
    Managed {
        id: id.to_owned(),
        name: name.to_owned(),
        serial: serial.to_owned(),
        operating_system: "Windows".to_owned(),
        os_version: "10.0.22631.1".to_owned(),
        enrollment: String::new(),
        agent: "mdm".to_owned(),
        kind: String::new(),
        owner: "company".to_owned(),
        state: ManagementState::Managed,
        compliance: String::new(),
        is_supervised: false,
        entra_id: String::new(),
        join: String::new(),
        user_id: String::new(),
        user: "ann@contoso.com".to_owned(),
        user_name: String::new(),
        manufacturer: "Contoso".to_owned(),
        model: "Contoso Book".to_owned(),
        enrolled: String::new(),
        last_sync: "2026-11-21T14:00:00Z".to_owned(),
        certificate_until: String::new(),
        is_registered: None,
        actions: Vec::new(),
    }
}

fn object(id: &str, device_id: &str, name: &str) -> DirectoryObject {
    DirectoryObject {
        id: id.to_owned(),
        device_id: device_id.to_owned(),
        name: name.to_owned(),
        is_enabled: true,
        is_managed: true,
        is_synced: false,
        trust: "AzureAd".to_owned(),
        operating_system: "Windows".to_owned(),
        autopilot_id: String::new(),
        registered: String::new(),
        last_sign_in: String::new(),
    }
}

fn known(records: &Records) -> Known {
    Known::of(records, Some(SERVER), NOW)
}

fn places(candidate: &Candidate) -> Vec<RecordRef> {
    candidate.records.iter().map(|record| record.at.clone()).collect()
}

#[test]
fn records_are_joined_by_ids_and_serials_and_never_by_names() {
    let mut own = registered("a-1", "5CG-0001");
    own.entra_id = "d-1".to_owned();
    let records = Records {
        devices: vec![own, registered("a-2", "5CG-0002")],
        managed: vec![managed("m-1", "5cg-0001 ", "PC-1"), managed("m-2", "5CG-0009", "PC-1")],
        objects: vec![object("e-1", "D-1", "PC-1"), object("e-2", "d-2", "PC-1")],
        ..Records::default()
    };
    let known = known(&records);
    let candidate = known.candidate(&at(Place::Autopilot, "a-1"), None).expect("it is there");
    let wanted = [at(Place::Autopilot, "a-1"), at(Place::Intune, "m-1"), at(Place::Entra, "e-1")];
    assert_eq!(places(&candidate), wanted, "others are only called the same");
    assert!(candidate.identity.is_ok());
    assert_eq!((candidate.name().as_str(), candidate.serial()), ("PC-1", "5CG-0001"));
    for one in &wanted {
        assert_eq!(known.leading(one), Some(wanted[0].clone()), "chosen by any record it is chosen once");
    }
    assert_eq!(known.candidate(&at(Place::Autopilot, "gone"), None), None);
}

// DR-5 to DR-8: that a partner has it, nothing tells but a person.
#[test]
fn a_partner_is_asked_last_where_a_person_says_that_it_has_the_devices() {
    let mut unclear = managed("m-8", "5CG-0003", "PC-8");
    unclear.enrolled = "2026-01-02T03:04:05Z".to_owned();
    let records = Records {
        devices: vec![
            registered("a-1", "5CG-0001"),
            registered("a-2", "Default string"),
            registered("a-3", "5CG-0003"),
        ],
        managed: vec![managed("m-1", "5CG-0001", "PC-1"), unclear, managed("m-9", "5CG-0003", "PC-9")],
        ..Records::default()
    };
    let known = known(&records);
    let chosen = ["a-1", "a-2", "a-3"]
        .map(|id| known.candidate(&at(Place::Autopilot, id), None).expect("it is there"));
    assert!(chosen[2].identity.is_err(), "two are called so");
    assert!(chosen[2].records.iter().any(|record| record.since == Some(1_767_323_045)));
    let found = with_partner(&chosen);
    assert_eq!(places(&found[0]).last(), Some(&at(Place::Partner, "5CG-0001")));
    assert_eq!(
        (&found[1], &found[2]),
        (&chosen[1], &chosen[2]),
        "without a telling serial number, or a clear identity"
    );
    let goal = Goal::Deregister { first: None, with_object: false };
    let plan = plan_removals(&found[..1], &goal, NOW);
    let last = plan.can[0].plan.steps.last().expect("there are steps");
    assert_eq!((&last.deed, &last.record), (&Deed::ReleaseAtPartner, &at(Place::Partner, "5CG-0001")));
    assert!(last.needs.iter().any(|need| matches!(need, Need::Proven(_))), "once it is registered no more");
    let without = plan_removals(&chosen[..1], &goal, NOW);
    assert!(without.can[0].plan.steps.iter().all(|step| step.deed != Deed::ReleaseAtPartner));
}

#[test]
fn what_is_known_of_other_places() {
    let hybrid =
        DirectoryObject { trust: "ServerAd".to_owned(), is_synced: true, ..object("e-1", "d-1", "PC") };
    let phone = |enrollment: &str, owner: &str| Managed {
        operating_system: "iOS".to_owned(),
        enrollment: enrollment.to_owned(),
        owner: owner.to_owned(),
        ..managed("m-1", "F2L-0001", "iPhone")
    };
    for (managed, objects, wanted) in [
        (vec![], vec![hybrid], vec![Place::Entra, Place::ActiveDirectory]),
        (vec![], vec![object("e-1", "d-1", "PC")], vec![Place::Entra]),
        (vec![phone("appleBulkWithUser", "company")], vec![], vec![Place::Intune, Place::Apple]),
        (vec![phone("appleBulkWithoutUser", "company")], vec![], vec![Place::Intune, Place::Apple]),
        (vec![phone("appleBulkWithUser", "personal")], vec![], vec![Place::Intune]),
        (vec![phone("appleUserEnrollment", "company")], vec![], vec![Place::Intune]),
        (vec![managed("m-1", "S-0001", "PC")], vec![], vec![Place::Intune]),
    ] {
        let records = Records { managed, objects, ..Records::default() };
        let known = known(&records);
        let found = known.candidate(&known.records[0].at, None).expect("it is there");
        assert_eq!(found.records.iter().map(|record| record.at.place).collect::<Vec<_>>(), wanted);
    }
}

// DR-6, DR-8.
#[test]
fn dr_6_who_registered_a_device_is_known_where_anything_tells() {
    let by_maker = Device { purchase_order: "PO-7".to_owned(), ..registered("a-1", "5CG-0001") };
    let import = outbox::Import {
        id: "i-3".to_owned(),
        serial: "5CG-0003".to_owned(),
        group_tag: String::new(),
        user: String::new(),
        status: RowStatus::Complete { device: "a-3".to_owned(), observed: false },
        since: 0,
    };
    let records = Records {
        devices: vec![by_maker, registered("a-2", "5CG-0002"), registered("a-3", "5CG-0003")],
        imports: vec![import],
        ..Records::default()
    };
    let known = known(&records);
    let by_partner = |id: &str| known.get(&at(Place::Autopilot, id)).and_then(|record| record.by_partner);
    assert_eq!(["a-1", "a-2", "a-3"].map(by_partner), [Some(true), None, Some(false)]);
}

#[test]
fn a_person_says_which_records_are_of_a_device() {
    let records = Records {
        devices: vec![registered("a-1", "5CG-0001")],
        managed: vec![managed("m-1", "5CG-0001", "PC-1"), managed("m-2", "5CG-0001", "PC-2")],
        ..Records::default()
    };
    let known = known(&records);
    let chosen = at(Place::Autopilot, "a-1");
    let candidate = known.candidate(&chosen, None).expect("it is there");
    assert_eq!(candidate.identity.as_ref().unwrap_err().why, [Unclear::Several(Place::Intune)]);
    let plan = plan_removals(std::slice::from_ref(&candidate), &REMOVE, NOW);
    assert_eq!(plan.cannot, [(0, Denial::Unclear)]);

    let tick = Tick { at: NOW, by: "help desk".to_owned() };
    let picked = Picked { records: vec![chosen.clone(), at(Place::Intune, "m-2")], tick: tick.clone() };
    let candidate = known.candidate(&chosen, Some(&picked)).expect("it is there");
    assert_eq!(candidate.records.len(), 3, "what was left out stays in sight");
    let identity = candidate.identity.as_ref().expect("a person has said it");
    assert!(identity.members.iter().all(|member| member.by == Match::Hand(tick.clone())));
    let plan = plan_removals(std::slice::from_ref(&candidate), &REMOVE, NOW);
    assert_eq!(plan.can[0].plan.others, [at(Place::Intune, "m-1")]);
    assert!(plan.can[0].plan.steps.iter().all(|step| step.record.id != "m-1"));
}

#[test]
fn dr_5_what_becomes_of_the_registration_is_said_of_the_whole_plan() {
    let says = |records: &Records, goal: &Goal| {
        let candidate = known(records).candidate(&at(Place::Intune, "m-1"), None).expect("it is there");
        let groups = plan_removals(&[candidate], goal, NOW).outlook.groups;
        let mut lines = groups.into_iter().flat_map(|group| group.lines);
        lines.find(|line| line.kind == effects::Kind::AutopilotRecord).map(|line| line.effects)
    };
    let deregister = Goal::Deregister { first: None, with_object: false };
    let managed = vec![managed("m-1", "5CG-0001", "PC-1")];
    let mut records = Records { managed, ..Records::default() };
    assert_eq!(says(&records, &deregister), None, "there is none");
    records.devices = vec![registered("a-1", "5CG-0001")];
    assert_eq!(says(&records, &deregister), Some(&[effects::Effect::Removed][..]), "it goes with the plan");
}

// DR-3, DR-4.
#[test]
fn dr_3_what_becomes_of_the_object_in_entra_is_said_once() {
    let says = |object: DirectoryObject, goal: &Goal| {
        let managed = Managed { entra_id: "d-1".to_owned(), ..managed("m-1", "5CG-0001", "PC-1") };
        let records = Records { managed: vec![managed], objects: vec![object], ..Records::default() };
        let candidate = known(&records).candidate(&at(Place::Intune, "m-1"), None).expect("it is there");
        let plan = plan_removals(&[candidate], goal, NOW);
        let mut lines = plan.outlook.groups.into_iter().flat_map(|group| group.lines);
        let goes = lines.any(|line| line.effects.contains(&effects::Effect::EntraRecordRemoved));
        (goes, plan.can[0].plan.notes.contains(&Note::EntraGoesByItself))
    };
    let retired = |with_object| Goal::Deregister { first: Some(First::Retire), with_object };
    for is_synced in [false, true] {
        let object = DirectoryObject { is_synced, ..object("e-1", "d-1", "PC-1") };
        assert_eq!(says(object.clone(), &retired(false)), (false, true), "it goes by itself");
        assert_eq!(says(object, &retired(true)), (true, false), "a step takes it");
    }
}

#[test]
fn rm_4_a_pending_registration_is_not_removed() {
    let row = Row {
        serial: "5CG-0001".to_owned(),
        group_tag: String::new(),
        user: String::new(),
        span: (0, 0),
        status: RowStatus::Pending,
        since: NOW * 1000,
        import: None,
    };
    let action = Action::Register { rows: vec![row], import_id: None, before: Vec::new() };
    let mut intent = Intent::new("i-1".to_owned(), SERVER, NOW * 1000, action);
    intent.first_sent = Some(NOW * 1000);
    let records = Records { intents: vec![intent], ..Records::default() };
    let known = known(&records);
    let candidate = known.candidate(&known.records[0].at, None).expect("it is there");
    for goal in
        [REMOVE, Goal::Remove { with_objects: false }, Goal::Deregister { first: None, with_object: false }]
    {
        let plan = plan_removals(std::slice::from_ref(&candidate), &goal, NOW);
        assert!(plan.can.is_empty());
        assert!(matches!(plan.cannot[0].1, Denial::Refused(PlanRefusal::RegistrationPending(_))));
    }
}

/// A removal that was confirmed and kept, and nothing more.
fn kept(known: &Known, chosen: &RecordRef) -> Intent {
    let candidate = known.candidate(chosen, None).expect("it is there");
    let plan = plan_removals(&[candidate], &REMOVE, NOW).can.remove(0).plan;
    let ids: Vec<String> = (0..plan.steps.len()).map(|at| format!("id-{at}")).collect();
    let steps: Vec<usize> = (0..ids.len()).collect();
    let mut intent =
        Intent::new("i-1".to_owned(), SERVER, NOW * 1000, Action::Removal(Removal::new(plan, ids)));
    intent.seq = 7;
    assert!(intent.confirm(&steps, "help desk", NOW * 1000));
    intent
}

#[test]
fn what_is_being_removed_is_not_removed_again_and_counts_towards_the_day() {
    let mut records = Records {
        devices: vec![registered("a-1", "5CG-0001")],
        managed: vec![managed("m-1", "5CG-0001", "PC-1")],
        ..Records::default()
    };
    let intent = kept(&known(&records), &at(Place::Autopilot, "a-1"));
    records.intents.push(intent.clone());
    let candidate = known(&records).candidate(&at(Place::Intune, "m-1"), None).expect("it is there");
    assert_eq!(candidate.underway, Some(7));
    assert_eq!(plan_removals(&[candidate], &REMOVE, NOW).cannot, [(0, Denial::Underway)]);
    let budget = |records: &Records| crate::queries::budget(records, Some(SERVER), Tripwire::default(), NOW);
    assert_eq!(budget(&records).own, [Asked { kind: Kind::Delete, at: NOW }]);
    // What was given up isn't asked for any more, unless it went out.
    assert!(records.intents[0].give_up(0, "help desk", NOW * 1000));
    assert_eq!(budget(&records).own, []);
    records.intents[0] = intent;
    records.intents[0].state = outbox::State::Withdrawn;
    assert_eq!(budget(&records).own, []);
    assert_eq!(known(&records).candidate(&at(Place::Intune, "m-1"), None).unwrap().underway, None);
}

#[test]
fn plans_are_held_to_the_typed_number_and_the_limits_of_the_day() {
    let records = Records {
        managed: (1..=3).map(|n| managed(&format!("m-{n}"), &format!("5CG-000{n}"), "PC")).collect(),
        ..Records::default()
    };
    let known = known(&records);
    let all: Vec<Candidate> =
        (1..=3).filter_map(|n| known.candidate(&at(Place::Intune, &format!("m-{n}")), None)).collect();
    let plan = |count: usize| plan_removals(&all[..count], &REMOVE, NOW);
    let free = Budget::default();
    let tight = Budget { tripwire: Tripwire { deletes: Some(2), ..Tripwire::default() }, own: vec![] };
    assert_eq!(check_removals(&free, &plan(0), "", NOW), Err(Denied::Nothing));
    assert_eq!(check_removals(&free, &plan(1), "", NOW), Ok(()));
    assert_eq!(check_removals(&free, &plan(2), " ", NOW), Err(Denied::NotTyped { wanted: 2 }));
    assert_eq!(check_removals(&free, &plan(2), "3", NOW), Err(Denied::Mistyped { wanted: 2 }));
    assert_eq!(check_removals(&tight, &plan(2), "2", NOW), Ok(()));
    let denied = check_removals(&tight, &plan(3), "3", NOW);
    assert!(matches!(denied, Err(Denied::Tripwire { most: 2, left: 2, .. })), "{denied:?}");
    // The same device chosen in two ways is planned once.
    let twice = [all[0].clone(), all[0].clone()];
    assert_eq!(plan_removals(&twice, &REMOVE, NOW).cannot, [(1, Denial::Shared)]);
}

#[test]
fn serial_numbers_are_read_from_lists_and_tables() {
    for (text, wanted) in [
        ("A-1\nA-2\r\n\n  A-3 ", vec!["A-1", "A-2", "A-3"]),
        ("\u{feff}Device Serial Number,Windows Product ID\r\nA-1,\r\n\"A,2\",x", vec!["A-1", "A,2"]),
        ("Name;Serial number\nPC;A-1\nPC;A-2", vec!["A-1", "A-2"]),
        ("Serial Number\nA-1", vec!["A-1"]),
        ("A-1,PC\nA-2,PC", vec!["A-1", "A-2"]),
        ("", vec![]),
    ] {
        assert_eq!(serials_in(text), wanted, "{text:?}");
    }
}

// DR-9: what several devices have in common doesn't choose one of them.
#[test]
fn dr_9_a_serial_number_that_was_never_filled_in_chooses_nothing() {
    let mut records = Records {
        devices: vec![registered("a-1", "Default string"), registered("a-2", "Default string")],
        ..Records::default()
    };
    let serials = ["Default string".to_owned()];
    let found = find_serials(&known(&records), &serials);
    assert_eq!((found.devices, found.vague), (Vec::new(), serials.to_vec()));
    // Where one device alone has it, there is no other that could be meant.
    records.devices.pop();
    let found = find_serials(&known(&records), &serials);
    assert_eq!((found.devices, found.vague), (vec![at(Place::Autopilot, "a-1")], Vec::new()));
}

#[test]
fn what_was_found_what_not_and_what_twice() {
    let records = Records {
        devices: vec![registered("a-1", "5CG-0001"), registered("a-2", "5CG-0002")],
        ..Records::default()
    };
    let known = known(&records);
    let serials = ["5cg-0001", "5CG-0001", "5CG-0001 ", "NOPE-1", "5CG-0002"].map(str::to_owned);
    let found = find_serials(&known, &serials);
    assert_eq!(found.devices, [at(Place::Autopilot, "a-1"), at(Place::Autopilot, "a-2")]);
    assert_eq!((found.missing, found.twice), (vec!["NOPE-1".to_owned()], vec!["5CG-0001".to_owned()]));
    assert_eq!(search(&known, " cg-0002", 9), [at(Place::Autopilot, "a-2")]);
    assert_eq!(search(&known, "5cg", 1).len(), 1);
    assert_eq!(search(&known, " ", 9), []);
}

// RM-2.
#[test]
fn rm_2_a_device_leaves_its_assigned_groups_of_the_modern_workplace() {
    let group = |id: &str, name: &str, is_dynamic: bool| Group {
        id: id.to_owned(),
        name: name.to_owned(),
        is_dynamic,
    };
    let device = Device { entra_id: "d-1".to_owned(), ..registered("a-1", "5CG-0001") };
    let records =
        Records { devices: vec![device], objects: vec![object("e-1", "d-1", "PC-1")], ..Records::default() };
    let candidates =
        vec![known(&records).candidate(&at(Place::Autopilot, "a-1"), None).expect("it is there")];
    let objects = objects_of(&candidates);
    assert_eq!(objects, ["e-1"]);
    assert_eq!(without_groups(&objects, &Groups::new()), (1, 0));
    assert_eq!(without_groups(&objects, &Groups::from([("e-1".to_owned(), None)])), (0, 1));
    let found = vec![
        group("g-1", "Modern Workplace Devices-Test", false),
        group("g-2", "Modern Workplace Devices-All", true),
        group("g-3", "Sales", false),
    ];
    let groups = Groups::from([("e-1".to_owned(), Some(found))]);
    assert_eq!(without_groups(&objects, &groups), (0, 0));
    let goal = Goal::Remove { with_objects: false };
    let plan = plan_removals(&with_groups(&candidates, &groups), &goal, NOW).can.remove(0).plan;
    let left: Vec<&str> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.deed {
            Deed::LeaveGroup(group) => Some(group.id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(left, ["g-1"]);
    assert!(plan.notes.contains(&Note::DynamicGroupsFollow));
}

#[test]
fn what_is_confirmed_again_is_all_that_is_to_come() {
    let device = Device { intune_id: "m-1".to_owned(), ..registered("a-1", "5CG-0001") };
    let records = Records {
        devices: vec![device],
        managed: vec![managed("m-1", "5CG-0001", "PC-1")],
        ..Records::default()
    };
    let known = known(&records);
    let intent = kept(&known, &at(Place::Autopilot, "a-1"));
    let removal = intent.removal().expect("it is a removal");
    let states = removal.states(NOW * 1000);
    let destructive: Vec<usize> =
        (0..states.len()).filter(|at| removal.plan.steps[*at].deed.is_destructive()).collect();
    assert!(destructive.len() > 1);
    let later = removal.states((NOW + 90_000) * 1000);
    assert_eq!(to_confirm(removal, &later), destructive, "those after the first one, too");
    let mut confirmed = intent.clone();
    confirmed.confirm(&destructive, "ann", (NOW + 90_000) * 1000);
    let removal = confirmed.removal().expect("it is a removal");
    assert_eq!(to_confirm(removal, &removal.states((NOW + 90_001) * 1000)), [0; 0]);
}

#[test]
fn receipts_say_what_is_proven_and_what_is_left() {
    let records = Records { managed: vec![managed("m-1", "5CG-0001", "PC \"1\"")], ..Records::default() };
    let mut intent = kept(&known(&records), &at(Place::Intune, "m-1"));
    let Action::Removal(removal) = &mut intent.action else { panic!("it is one") };
    let moment = |at: i64| format!("t{}", at - NOW);
    removal.name = "PC \"1\"".to_owned();
    let open = "5CG-0001,\"PC \"\"1\"\"\",no,open,delete-from-intune,intune,m-1,ready,,,\r\n";
    let left = "5CG-0001,\"PC \"\"1\"\"\",no,left,,intune,m-1,not-yet,,,\r\n";
    assert!(receipts_csv(&[removal], NOW, &moment).ends_with(&format!("{open}{left}")));
    // A day later its confirmation has expired.
    let expired = receipts_csv(&[removal], NOW + 90_000, &moment);
    assert!(expired.contains(",m-1,waiting: confirmation-again,"), "{expired}");
    removal.observed.add(0, NOW + 5, Some("r-1"), Event::LookedById { found: false });
    removal.observed.add(0, NOW + 6, Some("r-2"), Event::LookedBySerial { found: vec![] });
    let done = "5CG-0001,\"PC \"\"1\"\"\",yes,done,delete-from-intune,intune,m-1,gone,t6,,r-1 r-2\r\n";
    assert!(receipts_csv(&[removal], NOW + 9, &moment).ends_with(done));
    let json = receipts_json(&[removal], NOW + 9, &moment);
    for part in [r#""name": "PC \"1\"","#, r#""complete": true"#, r#""requests": ["r-1", "r-2"]"#] {
        assert!(json.contains(part), "{part} in {json}");
    }
}

#[test]
fn the_course_counts_devices_and_says_what_they_wait_for() {
    let records = Records { managed: vec![managed("m-1", "5CG-0001", "PC")], ..Records::default() };
    let intent = kept(&known(&records), &at(Place::Intune, "m-1"));
    let now = NOW * 1000;
    let found = course([&intent].into_iter(), now);
    assert_eq!((found.devices, found.complete, found.look), (1, 0, 0));
    assert_eq!(found.deeds, [("delete-from-intune", 0, 1)]);
    // A day later its confirmation has expired.
    let later = now + 25 * 3_600_000;
    let found = course([&intent].into_iter(), later);
    assert_eq!((found.look, found.waits.len()), (1, 1));
    let removal = intent.removal().expect("it is one");
    let said = words_for(removal, 0, &removal.states(later)[0]);
    assert_eq!(said, [Word::Confirm, Word::GiveUp]);
    // What a person does by hand waits for them, and so does a reason that nobody has given.
    let mut by_hand = removal.clone();
    by_hand.plan.steps[0].deed = Deed::ReleaseAtApple;
    assert!(needs_person(&by_hand, &[StepState::Ready]));
    assert!(!needs_person(removal, &[StepState::Ready]));
    let waits = [StepState::Waiting { on: Wait::Approval, since: 0, until: None }];
    assert!(needs_person(removal, &waits));
    by_hand.reason = "It is lost".to_owned();
    assert!(!needs_person(&by_hand, &waits));
}

/// What others do meanwhile.
type Delete = fn(&mut Records);

/// A device with all three records, the ids of which tell that they are of one; and another one.
fn whole() -> Records {
    let own = Device { entra_id: "d-1".to_owned(), ..registered("a-1", "5CG-0001") };
    Records {
        devices: vec![own, registered("a-2", "5CG-0002")],
        managed: vec![managed("m-1", "5CG-0001", "PC-1")],
        objects: vec![object("e-1", "d-1", "PC-1")],
        ..Records::default()
    }
}

#[test]
fn a_chosen_device_stays_whatever_others_delete_of_it() {
    let (registration, enrolment, object) =
        (at(Place::Autopilot, "a-1"), at(Place::Intune, "m-1"), at(Place::Entra, "e-1"));
    let chosen = [registration.clone()];
    let picked = HashMap::new();
    let before = stay(&known(&whole()), &chosen, &picked, &[]);
    assert_eq!(before.chosen[0].records, [registration.clone(), enrolment.clone(), object.clone()]);
    assert_eq!(before.gone(&known(&whole()), &registration), []);
    let of_autopilot: Delete = |records| {
        records.devices.remove(0);
    };
    let of_intune: Delete = |records| records.managed.clear();
    let of_entra: Delete = |records| records.objects.clear();
    for (deleted, gone, left) in [
        (&[of_autopilot][..], &[Place::Autopilot][..], &[Place::Intune][..]),
        (&[of_intune], &[Place::Intune], &[Place::Autopilot, Place::Entra]),
        (&[of_entra], &[Place::Entra], &[Place::Autopilot, Place::Intune]),
        (&[of_autopilot, of_intune], &[Place::Autopilot, Place::Intune], &[Place::Entra]),
        (&[of_autopilot, of_intune, of_entra], &[Place::Autopilot, Place::Intune, Place::Entra], &[]),
    ] {
        let mut records = whole();
        for delete in deleted {
            delete(&mut records);
        }
        let known = known(&records);
        let after = stay(&known, &chosen, &picked, &before.chosen);
        assert_eq!(after.gone(&known, &registration), gone);
        let found = after.candidates.iter().find(|it| it.chosen == registration);
        assert_eq!(found.is_some(), !left.is_empty(), "{gone:?}");
        let there: Vec<Place> = found.into_iter().flat_map(places).map(|it| it.place).collect();
        assert_eq!(there, left);
        let lost: Vec<(&str, &str)> = after.lost().map(|it| (it.name.as_str(), it.serial.as_str())).collect();
        let wanted = if left.is_empty() { vec![("PC-1", "5CG-0001")] } else { Vec::new() };
        assert_eq!(lost, wanted, "what is lost is still named");
        // What was only away for a moment is there again.
        let again = stay(&super::tests::known(&whole()), &chosen, &picked, &after.chosen);
        assert_eq!(again.candidates, before.candidates);
    }
}

#[test]
fn two_choices_that_come_to_one_device_are_one() {
    let (registration, enrolment) = (at(Place::Autopilot, "a-1"), at(Place::Intune, "m-1"));
    let both = [registration.clone(), enrolment.clone()];
    let picked = HashMap::new();
    let before = stay(&known(&whole()), &both[..1], &picked, &[]);
    let mut records = whole();
    records.devices.remove(0);
    let after = stay(&known(&records), &both, &picked, &before.chosen);
    assert_eq!(after.chosen.iter().map(|it| &it.at).collect::<Vec<_>>(), [&enrolment]);
    assert_eq!(after.candidates.len(), 1);
    let kept = after.with_any(&HashSet::from([enrolment.clone()]));
    assert_eq!(kept, HashSet::from([enrolment.clone()]));
    let alone = stay(&known(&records), &both[..1], &picked, &before.chosen);
    assert_eq!(alone.with_any(&HashSet::from([enrolment])), HashSet::from([registration]));
}

// Whoever writes a file can call a plan anything: what counts is whose records it takes.
#[test]
fn a_plan_from_a_file_is_called_by_the_records_that_it_is_about() {
    let records = Records {
        devices: vec![registered("a-1", "5CG-0001")],
        managed: vec![managed("m-1", "5CG-0001", "DIRECTOR-1")],
        objects: vec![object("e-1", "d-1", "DIRECTOR-1"), object("e-2", "d-2", "OTHER-2")],
        ..Records::default()
    };
    let plan_of = |managed: &str, object: &str| {
        let serial = Some("5CG-0001".to_owned());
        let chosen = Record { serial: serial.clone(), ..Record::new(Place::Autopilot, "a-1") };
        let found = [
            Record { serial, device_id: Some("d-1".to_owned()), ..Record::new(Place::Intune, managed) },
            Record { device_id: Some("d-1".to_owned()), ..Record::new(Place::Entra, object) },
        ];
        let identity = identify(&chosen, &found).expect("one in each place");
        plan(&identity, &REMOVE, NOW).expect("nothing stands against it")
    };
    let named = |plan: Plan, state: State, back_since: Option<i64>| {
        let ids = (0..plan.steps.len()).map(|at| at.to_string());
        let mut removal = Removal { name: "OLD-LAPTOP".to_owned(), ..Removal::new(plan, ids) };
        removal.serial = "OLD-1".to_owned();
        removal.observed.back_since = back_since;
        let intent = Intent::new("i".to_owned(), SERVER, NOW * 1000, Action::Removal(removal.clone()));
        told_names(&records, &Intent { state, ..intent }, &removal)
    };
    let both = |name: &str, serial: &str| (name.to_owned(), serial.to_owned());
    assert_eq!(named(plan_of("m-1", "e-1"), State::Waiting, None), both("OLD-LAPTOP", "OLD-1"), "made here");
    for (state, back) in [(State::Held, None), (State::Waiting, Some(NOW))] {
        assert_eq!(named(plan_of("m-1", "e-1"), state, back), both("DIRECTOR-1", "5CG-0001"));
        assert_eq!(named(plan_of("m-1", "e-2"), state, back), both("DIRECTOR-1, OTHER-2", "5CG-0001"));
        assert_eq!(named(plan_of("m-9", "e-9"), state, back), both("OLD-LAPTOP", "5CG-0001"), "gone by now");
    }
}
