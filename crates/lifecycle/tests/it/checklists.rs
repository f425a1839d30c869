//! Step lists for what a person does.

use lifecycle::action::{Action, Device, Enrolment, Pending, Platform, Wipe, WipeOption};
use lifecycle::checklist::{
    AppleStep,
    BeforeUserGoes::{Choose, DeleteOnly, Nothing, Wait},
    before_user_goes, may_be_apples, user_can_go,
};

use crate::made::{device, traits};

const WIPE: Action = Action::Wipe(Wipe::PLAIN);

#[test]
fn dep_1_the_way_out_of_automated_enrolment() {
    let keys = AppleStep::ALL.map(AppleStep::key);
    assert_eq!(keys, ["retire", "open-business-manager", "find-by-serial", "choose-unassigned", "reassign"]);
    let copied: Vec<_> = AppleStep::ALL.iter().filter_map(|step| step.copies("C02AB1CDEFGH")).collect();
    assert_eq!(copied, ["C02AB1CDEFGH"]);
    let opened: Vec<_> = AppleStep::ALL.into_iter().filter_map(AppleStep::address).collect();
    assert_eq!(opened, ["https://business.apple.com/"]);
    assert!(may_be_apples(&Device::of(traits(Platform::Ios, Enrolment::Device, (17, 0, 0)))));
    assert!(!may_be_apples(&device()));
}

#[test]
fn usr_1_before_a_user_is_deleted() {
    let android = |enrolment| Device::of(traits(Platform::Android, enrolment, (14, 0, 0)));
    let pending =
        |action| Device { pending: vec![Pending { action, since: 0, is_issued: false }], ..device() };
    let keep = Action::Wipe(Wipe::with(WipeOption::KeepEnrolment));
    for (device, is_own, wanted) in [
        (device(), false, Choose { first: WIPE, instead: Some(Action::Retire) }),
        (device(), true, Choose { first: Action::Retire, instead: Some(WIPE) }),
        (android(Enrolment::WorkProfile), false, Choose { first: Action::Retire, instead: None }),
        (android(Enrolment::Dedicated), true, Choose { first: WIPE, instead: None }),
        (pending(Action::Retire), false, Wait(Action::Retire)),
        // These leave it in management.
        (pending(keep), false, Choose { first: WIPE, instead: Some(Action::Retire) }),
        (pending(Action::Restart), false, Choose { first: WIPE, instead: Some(Action::Retire) }),
        (Device { is_user_gone: true, ..device() }, false, DeleteOnly),
        (Device { is_listed: false, ..device() }, false, Nothing),
    ] {
        assert_eq!(before_user_goes(&device, is_own), wanted, "{device:?}");
        assert_eq!(user_can_go([&device]), wanted == Nothing);
    }
    assert!(user_can_go([]));
}
