//! What asking devices comes to, and how much may be asked for.

use lifecycle::action::{Refusal, Wipe};
use lifecycle::budget::{Denied, Kind, Tripwire};
use lifecycle::warning::Warning;

use super::*;

const PLAIN: Action = Action::Wipe(Wipe::PLAIN);

fn plan(records: &Records, ids: &[&str], action: Action) -> OrderPlan {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    plan_order(records, Some(SERVER), &ids, action, NOW, &[])
}

#[test]
fn rs_4_act_2_who_can_and_who_cannot_by_reason() {
    let mut old = managed("b", "Windows");
    old.os_version = "6.2.9200".to_owned();
    let fleet = ["a", "c", "d", "e"].into_iter().zip(["Windows", "macOS", "macOS", "ChromeOS"]);
    let mut devices: Vec<Managed> = fleet.map(|(id, system)| managed(id, system)).collect();
    devices.insert(1, old);
    let plan = plan(&records(devices, vec![]), &["a", "b", "c", "d", "e", "z"], Action::Restart);
    let can: Vec<&str> = plan.can.iter().map(|target| target.name.as_str()).collect();
    assert_eq!(can, ["PC-a"]);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        plan.cannot,
        [
            (Impossible::Refused(Refusal::Version(6, 3, 0)), names(&["PC-b"])),
            (Impossible::Refused(Refusal::Platform), names(&["PC-c", "PC-d"])),
            (Impossible::Platform, names(&["PC-e"])),
            (Impossible::Refused(Refusal::NotListed), names(&["z"])),
        ]
    );
    assert_eq!(plan.warnings, [(Warning::RestartsUnasked(300), names(&["PC-a"]))]);
}

#[test]
fn wp_4_a_choice_is_there_where_one_device_has_it() {
    let records = records(vec![managed("a", "Windows"), managed("b", "macOS")], vec![]);
    let why = |ids: &[&str]| {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        why_none(&records, Some(SERVER), &ids, Action::Restart)
    };
    assert_eq!(why(&["b", "a"]), None);
    assert_eq!(why(&["z", "b"]), Some(Impossible::Refused(Refusal::NotListed)), "the first one's reason");
    assert_eq!(why(&["b"]), Some(Impossible::Refused(Refusal::Platform)));
    assert_eq!(why(&[]), None);
}

#[test]
fn wp_4_devices_to_which_the_same_happens_are_one_group() {
    let devices = vec![managed("a", "Windows"), managed("b", "Windows"), managed("c", "iOS")];
    let records = records(devices, vec![]);
    let sizes = |plan: &OrderPlan| plan.groups.iter().map(|group| group.names.len()).collect::<Vec<_>>();
    // A phone may have an eSIM, whose data plan goes too.
    assert_eq!(sizes(&plan(&records, &["a", "b", "c"], PLAIN)), [2, 1]);
    assert_eq!(sizes(&plan(&records, &["a", "b"], PLAIN)), [2]);
    let retired = plan(&records, &["a", "b", "c"], Action::Retire);
    assert_eq!(sizes(&retired), [2, 1]);
    assert_ne!(retired.groups[0].lines, retired.groups[1].lines);
    let keep = Action::Wipe(Wipe { keep_enrolment: true, ..Wipe::PLAIN });
    assert_ne!(plan(&records, &["a"], keep).groups[0].lines, plan(&records, &["a"], PLAIN).groups[0].lines);
}

#[test]
fn act_1_what_waits_is_said_whoever_asked_for_it() {
    let mut device = managed("a", "Windows");
    device.actions = vec![result("retire", ActionState::Pending, AN_HOUR_AGO)];
    let ignored = |records: &Records| {
        let plan = plan(records, &["a"], Action::Restart);
        plan.warnings.iter().filter(|(warning, _)| matches!(warning, Warning::IgnoredFor(_))).count()
    };
    assert_eq!(ignored(&records(vec![device.clone()], vec![])), 1, "by others");
    let retire = |state, seen| vec![order(1, "a", Action::Retire, state, seen)];
    let plain = || vec![managed("a", "Windows")];
    assert_eq!(ignored(&records(plain(), retire(State::Waiting, Seen::Nothing))), 1, "not sent yet");
    assert_eq!(ignored(&records(plain(), retire(State::Expired, Seen::Nothing))), 0, "expired");
    device.actions = vec![result("retire", ActionState::Pending, A_MINUTE_AGO)];
    let both = records(vec![device], retire(State::Accepted, Seen::Pending));
    assert_eq!(ignored(&both), 1, "the order and its result are one");
}

#[test]
fn rt_6_a_registered_device_loses_its_accounts() {
    for (is_registered, wanted) in [(Some(true), 1), (Some(false), 0), (None, 0)] {
        let device = Managed { is_registered, ..managed("a", "Windows") };
        let plan = plan(&records(vec![device], vec![]), &["a"], Action::Retire);
        let found = plan.warnings.iter().filter(|it| it.0 == Warning::LosesEntraAccounts).count();
        assert_eq!(found, wanted, "{is_registered:?}");
    }
}

#[test]
fn act_2_own_orders_of_today_count() {
    let yesterday = {
        let mut intent = order(4, "d", PLAIN, State::Done, Seen::Gone);
        intent.first_sent = Some((NOW - 86_400) * 1000);
        intent
    };
    let mut queued_yesterday = order(5, "e", PLAIN, State::Waiting, Seen::Nothing);
    queued_yesterday.made = (NOW - 86_400) * 1000;
    let mut elsewhere = order(6, "f", PLAIN, State::Waiting, Seen::Nothing);
    elsewhere.server = "https://other.example".to_owned();
    let intents = vec![
        order(1, "a", PLAIN, State::Accepted, Seen::Nothing),
        order(2, "b", PLAIN, State::Expired, Seen::Nothing),
        order(3, "c", PLAIN, State::Withdrawn, Seen::Nothing),
        yesterday,
        queued_yesterday,
        elsewhere,
        order(7, "g", Action::Retire, State::Done, Seen::Gone),
        order(8, "h", Action::Restart, State::Done, Seen::Done),
    ];
    let records = records(vec![], intents);
    let budget = budget(&records, Some(SERVER), Tripwire { wipes: Some(3), ..DEFAULT_TRIPWIRE }, NOW);
    assert_eq!((budget.used(Kind::Wipe, NOW), budget.used(Kind::Retire, NOW)), (2, 1));
    assert_eq!(confirm(&budget, PLAIN, 1, "", NOW), Ok(()));
    assert!(matches!(confirm(&budget, PLAIN, 2, "2", NOW), Err(Denied::Tripwire { most: 3, left: 1, .. })));
}

#[test]
fn act_2_several_devices_lose_something_only_by_their_number() {
    let fresh = Action::FreshStart { keep_user_data: true };
    for (action, devices, typed, wanted) in [
        (Action::Restart, 0, "", Err(Denied::Nothing)),
        (Action::Restart, 500, "", Ok(())),
        (fresh, 1, "", Ok(())),
        (fresh, 2, "", Err(Denied::NotTyped { wanted: 2 })),
        (fresh, 2, " 3", Err(Denied::Mistyped { wanted: 2 })),
        (fresh, 2, " 2 ", Ok(())),
        (PLAIN, 2, "two", Err(Denied::Mistyped { wanted: 2 })),
        (PLAIN, 2, "2", Ok(())),
    ] {
        let budget = budget(&Records::default(), None, DEFAULT_TRIPWIRE, NOW);
        assert_eq!(confirm(&budget, action, devices, typed, NOW), wanted, "{action:?} {devices} {typed}");
    }
}

#[test]
fn a_tripwire_is_kept_as_text() {
    for (text, wanted) in [
        (None, DEFAULT_TRIPWIRE),
        (Some("5,6,7"), Tripwire { wipes: Some(5), retires: Some(6), deletes: Some(7) }),
        (Some(",6,"), Tripwire { wipes: None, retires: Some(6), deletes: None }),
        (Some("x"), Tripwire::default()),
    ] {
        assert_eq!(read_tripwire(text), wanted, "{text:?}");
        assert_eq!(read_tripwire(Some(&write_tripwire(wanted))), wanted);
    }
}

// What came out of a file, and is looked at before it is sent, doesn't wait for itself.
#[test]
fn act_1_an_order_that_is_given_does_not_stand_in_its_own_way() {
    let held = |seq| order(seq, "a", PLAIN, State::Held, Seen::Nothing);
    let records = records(vec![managed("a", "Windows")], vec![held(1), held(2)]);
    let asked_already = |orders: &[u32]| {
        let plan = plan_order(&records, Some(SERVER), &["a".to_owned()], PLAIN, NOW, orders);
        plan.warnings.iter().filter(|(warning, _)| matches!(warning, Warning::AlreadyAsked(_))).count()
    };
    assert_eq!((asked_already(&[]), asked_already(&[1]), asked_already(&[1, 2])), (1, 1, 0));
}
