//! What to warn of.

use lifecycle::action::{Action, Device, Enrolment, Join, Pending, Platform, Traits, Wipe, WipeOption};
use lifecycle::warning::{Act, Warning::*, offers_entra_deletion, warnings, would_be_done};

use crate::made::{device, traits, windows};
use crate::{DAY, NOW};

fn reachable() -> Device {
    Device { last_contact: Some(NOW - DAY), ..device() }
}

fn ask(action: Action) -> Act {
    Act::Ask(action)
}

const WIPE: Action = Action::Wipe(Wipe::PLAIN);

#[test]
fn rs_1_a_restart_comes_unasked() {
    assert_eq!(warnings(ask(Action::Restart), &reachable(), NOW), [RestartsUnasked(300)]);
}

#[test]
fn rs_3_an_ipad_restarts_at_once() {
    let ios = Traits { is_supervised: true, ..traits(Platform::Ios, Enrolment::Device, (17, 0, 0)) };
    let ios = Device { last_contact: Some(NOW), ..Device::of(ios) };
    assert_eq!(warnings(ask(Action::Restart), &ios, NOW), [RestartsAtOnce, MayLoseWifi, TakesLockRight]);
    let known = Device { may_lock: Some(true), ..ios };
    assert_eq!(warnings(ask(Action::Restart), &known, NOW), [RestartsAtOnce, MayLoseWifi]);
}

#[test]
fn wp_6_wp_7_wp_8_a_wipe() {
    assert_eq!(warnings(ask(WIPE), &reachable(), NOW), [Unrecoverable, ArrivesWithin(900)]);
    let protected = Action::Wipe(Wipe::with(WipeOption::Protected));
    assert_eq!(
        warnings(ask(protected), &reachable(), NOW),
        [Unrecoverable, KeepsResetting, MayNotStart, ArrivesWithin(900)]
    );
    for platform in Platform::ALL {
        let any = Device::of(traits(platform, Enrolment::Device, (10, 0, 0)));
        assert!(warnings(ask(WIPE), &any, NOW).contains(&ArrivesWithin(900)), "{platform:?}");
    }
}

#[test]
fn rt_2_rt_7_a_retire_waits_for_the_device() {
    let of = |last_contact| warnings(ask(Action::Retire), &Device { last_contact, ..device() }, NOW);
    let usual = [ArrivesWithin(900), AtCheckIn];
    assert_eq!(of(Some(NOW - 7 * DAY)), usual);
    let old = NOW - 7 * DAY - 1;
    assert_eq!(of(Some(old)), [&usual[..], &[NotHeardOf(Some(old))]].concat());
    assert_eq!(of(None), [&usual[..], &[NotHeardOf(None)]].concat());
}

#[test]
fn rt_6_a_device_that_was_joined_as_it_was_set_up_loses_its_accounts() {
    let joined = Device { join: Join::Joined, was_joined_at_setup: true, ..reachable() };
    for (device, wanted) in [
        (joined.clone(), true),
        (Device { join: Join::Unknown, ..joined.clone() }, true),
        (Device { join: Join::Hybrid, ..joined.clone() }, false),
        (Device { was_joined_at_setup: false, ..joined.clone() }, false),
        (Device { traits: windows((6, 3, 0)), ..joined.clone() }, false),
    ] {
        for action in [Action::Retire, Action::Delete] {
            let first = warnings(ask(action), &device, NOW).first() == Some(&LosesEntraAccounts);
            assert_eq!(first, wanted, "{device:?}");
        }
        assert!(!warnings(ask(WIPE), &device, NOW).contains(&LosesEntraAccounts));
    }
}

#[test]
fn dl_1_cl_3_a_deletion_leaves_the_other_records() {
    let everywhere = Device { is_in_entra: true, is_in_autopilot: true, ..reachable() };
    assert_eq!(
        warnings(ask(Action::Delete), &everywhere, NOW),
        [LeavesListAtOnce, DeleteRetires, ServicesWordOnly, StaysInEntra, StaysInAutopilot]
    );
    let mac = Device::of(traits(Platform::MacOs, Enrolment::Device, (14, 0, 0)));
    let mac = Device { last_contact: Some(NOW), ..mac };
    assert_eq!(warnings(ask(Action::Delete), &mac, NOW), [LeavesListAtOnce, ServicesWordOnly]);
}

#[test]
fn cl_3_a_clean_up_leaves_the_other_records() {
    for (is_in_entra, is_in_autopilot) in [(false, false), (false, true), (true, false), (true, true)] {
        let found = warnings(Act::CleanUp, &Device { is_in_entra, is_in_autopilot, ..device() }, NOW);
        assert_eq!(found.contains(&StaysInEntra), is_in_entra);
        assert_eq!(found.contains(&StaysInAutopilot), is_in_autopilot);
        assert_eq!(found.len(), usize::from(is_in_entra) + usize::from(is_in_autopilot));
    }
}

#[test]
fn aad_1_deletion_in_entra_is_for_what_cannot_be_reached() {
    let old = Device { last_contact: Some(NOW - 90 * DAY), is_in_entra: true, ..device() };
    assert_eq!(warnings(Act::DeleteFromEntra, &old, NOW), [Permanent, StaysManaged]);
    let unmanaged = Device { is_listed: false, join: Join::Hybrid, ..old.clone() };
    assert_eq!(warnings(Act::DeleteFromEntra, &unmanaged, NOW), [Permanent, ComesBackBySync]);
    let recent = Device { last_contact: Some(NOW - DAY), ..old.clone() };
    assert_eq!(
        warnings(Act::DeleteFromEntra, &recent, NOW),
        [Permanent, StaysManaged, StillReachable(NOW - DAY)]
    );
    for (device, wanted) in [
        (old.clone(), true),
        (Device { last_contact: None, ..old.clone() }, true),
        (recent, false),
        (Device { is_in_autopilot: true, ..old.clone() }, false),
        (Device { is_in_entra: false, ..old }, false),
    ] {
        assert_eq!(offers_entra_deletion(&device, NOW), wanted, "{device:?}");
    }
}

#[test]
fn rm_1_rm_3_removal() {
    let of = |with_objects| warnings(Act::Remove { with_objects }, &reachable(), NOW);
    assert_eq!(of(false), [Permanent, CanRegisterAgain]);
    assert_eq!(of(true), [Permanent, CanRegisterAgain, NoLongerManaged, LosesAccess, DataMayGo]);
}

#[test]
fn usr_1_before_a_user_goes() {
    assert_eq!(warnings(Act::DeleteUser, &reachable(), NOW), [NoMoreWipe]);
    assert_eq!(warnings(Act::DeleteUser, &Device { is_listed: false, ..reachable() }, NOW), []);
}

/// Every action over every other that waits: issued or not.
#[test]
fn act_1_of_several_only_what_ends_management_is_done() {
    let keep = Action::Wipe(Wipe::with(WipeOption::KeepEnrolment));
    for action in Action::PLAIN {
        for other in Action::PLAIN.into_iter().chain([keep]) {
            for is_issued in [false, true] {
                let pending = Pending { action: other, since: NOW - 60, is_issued };
                let busy = Device { pending: vec![pending], ..reachable() };
                let alone = warnings(ask(action), &reachable(), NOW);
                let found = warnings(ask(action), &busy, NOW);
                let more: Vec<_> = found.into_iter().filter(|one| !alone.contains(one)).collect();
                let ends = |action| matches!(action, Action::Wipe(_) | Action::Retire | Action::Delete);
                let wanted = match (ends(action), ends(other)) {
                    _ if action == other => Some(AlreadyAsked(pending)),
                    _ if matches!((action, other), (Action::Wipe(_), Action::Wipe(_))) && !is_issued => {
                        Some(Replaces(pending))
                    }
                    (true, false) => Some(Overrides(pending)),
                    (false, true) => Some(IgnoredFor(pending)),
                    (true, true) if is_issued => Some(IgnoredFor(pending)),
                    _ => None,
                };
                assert_eq!(more, wanted.into_iter().collect::<Vec<_>>(), "{action:?} over {other:?}");
                let ignored = matches!(wanted, Some(IgnoredFor(_)));
                assert_eq!(would_be_done(action, &busy), !ignored, "{action:?} over {other:?}");
            }
        }
    }
}
