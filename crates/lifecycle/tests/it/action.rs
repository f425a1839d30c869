//! What a device can be asked to do.

use lifecycle::action::{
    Action, ActionState, Device, Enrolment, Join, ManagementState, Obliteration, Pending, Platform, Refusal,
    Traits, Wipe, WipeOption, goes_before_others, is_unlock_code, offered, pending, refusal, reported,
    version, why_not,
};

use crate::made::{device, traits, windows};

fn keep() -> Wipe {
    Wipe::with(WipeOption::KeepEnrolment)
}

// WP-2: there is one choice, of which the account and the data are parts.
#[test]
fn wp_2_a_users_data_are_kept_with_the_enrolment_alone() {
    let data = Wipe::PLAIN.choose(WipeOption::KeepUserData, true);
    assert_eq!((data.keep_enrolment, data.keep_user_data), (true, true));
    let neither = data.choose(WipeOption::KeepEnrolment, false);
    assert_eq!(neither, Wipe::PLAIN);
    let enrolment = data.choose(WipeOption::KeepUserData, false);
    assert_eq!(enrolment, keep());
    for option in WipeOption::ALL {
        assert!(Wipe::PLAIN.choose(option, true).has(option), "{option:?}");
        assert!(!Wipe::PLAIN.choose(option, true).choose(option, false).has(option), "{option:?}");
    }
}

// RS-2, RS-3, RS-4
#[test]
fn rs_2_rs_3_rs_4_restart() {
    let android = |enrolment, major| traits(Platform::Android, enrolment, (major, 0, 0));
    let ios = traits(Platform::Ios, Enrolment::Device, (17, 0, 0));
    for (traits, wanted) in [
        (windows((6, 3, 9600)), None),
        (windows((10, 0, 19_045)), None),
        (windows((6, 2, 9200)), Some(Refusal::Version(6, 3, 0))),
        (android(Enrolment::Dedicated, 7), None),
        (android(Enrolment::Dedicated, 6), Some(Refusal::Version(7, 0, 0))),
        (android(Enrolment::FullyManaged, 6), None),
        (android(Enrolment::FullyManaged, 5), Some(Refusal::Version(6, 0, 0))),
        (android(Enrolment::CorporateWorkProfile, 8), None),
        (android(Enrolment::CorporateWorkProfile, 7), Some(Refusal::Version(8, 0, 0))),
        (android(Enrolment::DeviceAdministrator, 14), Some(Refusal::Enrolment)),
        (android(Enrolment::WorkProfile, 14), Some(Refusal::Enrolment)),
        (ios, Some(Refusal::Supervision)),
        (Traits { is_supervised: true, ..ios }, None),
        (traits(Platform::MacOs, Enrolment::Device, (14, 0, 0)), Some(Refusal::Platform)),
    ] {
        assert_eq!(refusal(Action::Restart, &traits), wanted, "{traits:?}");
        assert_eq!(why_not(Action::Restart, &Device::of(traits)), wanted, "{traits:?}");
    }
}

#[test]
fn rs_3_ios_takes_the_right_to_lock() {
    let ios = Traits { is_supervised: true, ..traits(Platform::Ios, Enrolment::Device, (17, 0, 0)) };
    for (may_lock, wanted) in [(None, None), (Some(true), None), (Some(false), Some(Refusal::LockRight))] {
        assert_eq!(why_not(Action::Restart, &Device { may_lock, ..Device::of(ios) }), wanted);
    }
    let other = Device { may_lock: Some(false), ..device() };
    assert_eq!(why_not(Action::Restart, &other), None);
}

// WP-3, WP-5
#[test]
fn wp_3_wp_5_wipe() {
    let user = traits(Platform::Ios, Enrolment::User, (17, 0, 0));
    let profile = traits(Platform::Android, Enrolment::WorkProfile, (14, 0, 0));
    let mac = traits(Platform::MacOs, Enrolment::Device, (14, 0, 0));
    for (traits, wipe, wanted) in [
        (windows((10, 0, 16_299)), keep(), None),
        (windows((10, 0, 15_063)), keep(), Some(Refusal::Version(10, 0, 16_299))),
        (windows((10, 0, 15_063)), Wipe::PLAIN, None),
        (mac, keep(), Some(Refusal::Option(WipeOption::KeepEnrolment))),
        (mac, Wipe::PLAIN, None),
        (user, Wipe::PLAIN, Some(Refusal::Enrolment)),
        (user, keep(), Some(Refusal::Enrolment)),
        (profile, Wipe::PLAIN, Some(Refusal::Enrolment)),
        (traits(Platform::Android, Enrolment::Dedicated, (14, 0, 0)), Wipe::PLAIN, None),
    ] {
        assert_eq!(refusal(Action::Wipe(wipe), &traits), wanted, "{traits:?} {wipe:?}");
    }
}

/// Each choice by each platform: the first version that has it, or none.
#[test]
fn wp_6_wp_9_choices_of_a_wipe() {
    use WipeOption::{KeepEnrolment, KeepEsim, KeepUserData, Obliteration, Protected, UnlockCode};
    let first = |option, platform| match (option, platform) {
        (KeepEnrolment | KeepUserData, Platform::Windows) => Some((10, 0, 16_299)),
        (Protected, Platform::Windows) => Some((10, 0, 15_063)),
        (UnlockCode, Platform::MacOs) => Some((10, 8, 0)),
        (Obliteration, Platform::MacOs) => Some((12, 0, 0)),
        (KeepEsim, Platform::Ios) => Some((11, 0, 0)),
        _ => None,
    };
    for option in WipeOption::ALL {
        let wipe = Wipe::with(option);
        assert_eq!(wipe.chosen().collect::<Vec<_>>(), [option]);
        for platform in Platform::ALL {
            let enrolment =
                if platform == Platform::Android { Enrolment::FullyManaged } else { Enrolment::Device };
            let why = |version| refusal(Action::Wipe(wipe), &traits(platform, enrolment, version));
            match first(option, platform) {
                None => assert_eq!(why((99, 0, 0)), Some(Refusal::Option(option)), "{platform:?}"),
                Some(version) => {
                    assert_eq!(why(version), None, "{option:?}");
                    let refused = Some(Refusal::Version(version.0, version.1, version.2));
                    assert_eq!(why((version.0 - 1, 99, 99_999)), refused, "{option:?}");
                }
            }
        }
    }
    let new = windows((10, 0, 22_631));
    for option in [KeepEnrolment, KeepUserData] {
        let both = Wipe { protected: true, ..Wipe::with(option) };
        assert_eq!(refusal(Action::Wipe(both), &new), Some(Refusal::Together(option, Protected)));
    }
    let kept = Wipe { keep_user_data: true, ..keep() };
    assert_eq!(refusal(Action::Wipe(kept), &new), None);
}

#[test]
fn wp_9_unlock_codes() {
    for (text, wanted) in [
        ("123456", true),
        ("000000", true),
        ("12345", false),
        ("1234567", false),
        ("12345a", false),
        ("١٢٣", false),
    ] {
        assert_eq!(is_unlock_code(text), wanted, "{text}");
    }
    let names: Vec<&str> = Obliteration::NAMES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["default", "doNotObliterate", "obliterateWithWarning", "always"]);
}

// RT-5, FS-1
#[test]
fn rt_5_fs_1_retire_and_fresh_start() {
    let dedicated = traits(Platform::Android, Enrolment::Dedicated, (14, 0, 0));
    assert_eq!(refusal(Action::Retire, &dedicated), Some(Refusal::Enrolment));
    assert_eq!(refusal(Action::Wipe(Wipe::PLAIN), &dedicated), None);
    assert_eq!(refusal(Action::Retire, &windows((6, 3, 0))), None);
    for keep_user_data in [false, true] {
        let fresh = Action::FreshStart { keep_user_data };
        assert_eq!(refusal(fresh, &windows((10, 0, 0))), None);
        assert_eq!(refusal(fresh, &windows((6, 3, 0))), Some(Refusal::Version(10, 0, 0)));
        assert_eq!(refusal(fresh, &dedicated), Some(Refusal::Platform));
    }
    for action in [Action::Sync, Action::Delete] {
        assert_eq!(refusal(action, &dedicated), None);
    }
}

#[test]
fn usr_1_a_device_whose_user_is_gone_can_only_be_deleted() {
    let orphan = Device { is_user_gone: true, ..device() };
    for (action, wanted) in [
        (Action::Wipe(Wipe::PLAIN), Some(Refusal::UserGone)),
        (Action::Retire, Some(Refusal::UserGone)),
        (Action::Delete, None),
        (Action::Restart, None),
    ] {
        assert_eq!(why_not(action, &orphan), wanted, "{action:?}");
    }
}

#[test]
fn rt_2_what_is_not_in_the_list_can_be_asked_for_nothing() {
    let gone = Device { is_listed: false, ..device() };
    assert!(offered(&gone).iter().all(|(_, why)| *why == Some(Refusal::NotListed)));
}

/// A device is offered each action and each choice once; of a new Windows device, all but what Windows hasn't got.
#[test]
fn fs_1_wp_9_all_that_is_offered() {
    let all = offered(&device());
    let refused: Vec<_> = all.iter().filter_map(|(_, why)| *why).collect();
    let none = [WipeOption::UnlockCode, WipeOption::KeepEsim, WipeOption::Obliteration];
    assert_eq!(refused, none.map(Refusal::Option));
    assert_eq!(all.len(), Action::PLAIN.len() + 1 + WipeOption::ALL.len());
}

#[test]
fn act_1_what_goes_before_others() {
    for (action, wanted) in [
        (Action::Wipe(keep()), true),
        (Action::Wipe(Wipe::PLAIN), true),
        (Action::Retire, true),
        (Action::Delete, true),
        (Action::Restart, false),
        (Action::Sync, false),
        (Action::FreshStart { keep_user_data: false }, false),
    ] {
        assert_eq!(goes_before_others(action), wanted, "{action:?}");
    }
}

#[test]
fn st_1_states_are_known_by_graphs_names() {
    let names = [
        "managed",
        "retirePending",
        "retireFailed",
        "wipePending",
        "wipeFailed",
        "unhealthy",
        "deletePending",
        "retireIssued",
        "wipeIssued",
        "wipeCanceled",
        "retireCanceled",
        "discovered",
        "unknownFutureValue",
    ];
    assert_eq!(names.map(ManagementState::from_name).to_vec(), ManagementState::all().collect::<Vec<_>>());
    assert_eq!(ManagementState::from_name("somethingNew"), ManagementState::Unknown);
    let mut keys: Vec<_> = ManagementState::all().map(ManagementState::key).collect();
    keys.dedup();
    assert_eq!(keys.len(), names.len());
}

#[test]
fn joins_by_the_names_of_both_directories() {
    for (name, wanted) in [
        ("AzureAd", Join::Joined),
        ("azureADJoined", Join::Joined),
        ("ServerAd", Join::Hybrid),
        ("hybridAzureADJoined", Join::Hybrid),
        ("Workplace", Join::Registered),
        ("azureADRegistered", Join::Registered),
        ("", Join::Unknown),
    ] {
        assert_eq!(Join::from_name(name), wanted, "{name}");
    }
}

#[test]
fn versions() {
    for (text, wanted) in [
        ("10.0.19045.3803", (10, 0, 19_045)),
        ("8.1", (8, 1, 0)),
        (" 14 ", (14, 0, 0)),
        ("", (0, 0, 0)),
        ("x.1", (0, 1, 0)),
    ] {
        assert_eq!(version(text), wanted);
    }
}

#[test]
fn rs_5_reports_of_actions() {
    let restart = Pending { action: Action::Restart, since: 7, is_issued: false };
    for (name, state, is_over, wanted) in [
        ("rebootNow", "pending", false, Some(restart)),
        ("REBOOTNOW", "active", false, Some(Pending { is_issued: true, ..restart })),
        ("rebootNow", "done", true, None),
        ("rebootNow", "failed", true, None),
        ("rebootNow", "canceled", true, None),
        ("rebootNow", "notSupported", true, None),
        ("rebootNow", "none", false, None),
        ("locateDevice", "pending", false, None),
    ] {
        let state = ActionState::from_name(state);
        assert_eq!(pending(name, state, 7), wanted, "{name} {state:?}");
        assert_eq!(state.is_over(), is_over, "{state:?}");
    }
    for (name, wanted) in [
        ("wipe", Some(Action::Wipe(Wipe::PLAIN))),
        ("factoryReset", Some(Action::Wipe(Wipe::PLAIN))),
        ("factoryResetKeepEnrollmentData", Some(Action::Wipe(keep()))),
        ("removeCompanyData", Some(Action::Retire)),
        ("RetireWipe", Some(Action::Retire)),
        ("delete", Some(Action::Delete)),
        ("syncDevice", Some(Action::Sync)),
        ("cleanWindowsDevice", Some(Action::FreshStart { keep_user_data: false })),
        ("remoteLock", None),
    ] {
        assert_eq!(reported(name), wanted, "{name}");
    }
}
