//! How much may be destroyed in a day.

use lifecycle::action::{Action, Wipe};
use lifecycle::budget::{
    Asked, Budget, Denied, Held, Kind, Offline, Tripwire, batches, held, is_confirmed, to_type,
};
use lifecycle::limits;
use proptest::prelude::*;

use crate::{DAY, NOW};

fn asked(kind: Kind, count: usize, at: i64) -> Vec<Asked> {
    vec![Asked { kind, at }; count]
}

const TOMORROW: i64 = (NOW / DAY + 1) * DAY;

#[test]
fn act_2_the_caps_of_the_service() {
    for (kind, cap) in [(Kind::Wipe, 500), (Kind::Retire, 1_000), (Kind::Delete, 1_000)] {
        let full = Budget { own: asked(kind, cap - 5, NOW), ..Budget::default() };
        assert!(full.check(kind, 5, "5", NOW).is_ok(), "{kind:?}");
        let denied = Denied::Cap { most: cap, left: 5, until: TOMORROW };
        assert_eq!(full.check(kind, 6, "6", NOW), Err(denied), "{kind:?}");
        for other in Kind::ALL.into_iter().filter(|other| *other != kind) {
            assert_eq!(full.used(other, NOW), 0);
        }
    }
}

#[test]
fn act_2_the_organisations_own_tripwire() {
    let budget = |wipes, own| Budget { tripwire: Tripwire { wipes, ..Tripwire::default() }, own };
    let used = asked(Kind::Wipe, 15, NOW);
    let denied = Denied::Tripwire { most: 20, left: 5, until: TOMORROW };
    assert_eq!(budget(Some(20), used.clone()).check(Kind::Wipe, 6, "6", NOW), Err(denied));
    assert!(budget(Some(20), used.clone()).check(Kind::Wipe, 5, "5", NOW).is_ok());
    // It counts only where it is lower, and nothing at all can be allowed.
    let denied = Denied::Cap { most: 500, left: 485, until: TOMORROW };
    assert_eq!(budget(Some(9_999), used).check(Kind::Wipe, 486, "486", NOW), Err(denied));
    let none = Denied::Tripwire { most: 0, left: 0, until: TOMORROW };
    assert_eq!(budget(Some(0), vec![]).check(Kind::Wipe, 1, "", NOW), Err(none));
}

#[test]
fn act_2_a_day_is_one_of_utc() {
    let midnight = NOW / DAY * DAY;
    let budget = Budget {
        own: [
            asked(Kind::Wipe, 3, midnight - 1),
            asked(Kind::Wipe, 2, midnight),
            asked(Kind::Wipe, 1, TOMORROW),
        ]
        .concat(),
        ..Budget::default()
    };
    for (now, used) in [(midnight - 1, 3), (midnight, 2), (TOMORROW - 1, 2), (TOMORROW, 1), (i64::MAX, 0)] {
        assert_eq!(budget.used(Kind::Wipe, now), used, "{now}");
    }
}

#[test]
fn act_2_the_number_is_typed() {
    let budget = Budget::default();
    for (devices, typed, wanted) in [
        (0, "", Err(Denied::Nothing)),
        (1, "", Ok(1)),
        (2, "", Err(Denied::NotTyped { wanted: 2 })),
        (2, " 2 ", Ok(1)),
        (40, "4", Err(Denied::Mistyped { wanted: 40 })),
        (40, "forty", Err(Denied::Mistyped { wanted: 40 })),
        (140, "140", Ok(2)),
    ] {
        assert_eq!(budget.check(Kind::Retire, devices, typed, NOW).map(|batches| batches.len()), wanted);
    }
    assert_eq!(to_type(1), None);
    assert_eq!(to_type(7), Some(7));
}

#[test]
fn act_2_what_is_counted() {
    for (action, wanted) in [
        (Action::Wipe(Wipe::PLAIN), Some(Kind::Wipe)),
        (Action::Retire, Some(Kind::Retire)),
        (Action::Delete, Some(Kind::Delete)),
        (Action::Restart, None),
        (Action::Sync, None),
        (Action::FreshStart { keep_user_data: true }, None),
    ] {
        assert_eq!(Kind::of(action), wanted, "{action:?}");
    }
}

#[test]
fn act_2_what_waits_expires_and_does_not_outlive_a_long_time_offline() {
    let keeps = limits::CONFIRMATION_KEEPS;
    assert_eq!(keeps, 24 * 3_600);
    assert_eq!(held(NOW, keeps, None, NOW + keeps - 1), None);
    assert_eq!(held(NOW, keeps, None, NOW + keeps), Some(Held::Expired { at: NOW + keeps }));
    let offline = |hours: i64| Offline { from: NOW - 60, to: NOW + hours * 3_600 };
    let later = NOW + 20 * 3_600;
    assert_eq!(held(NOW, keeps, Some(offline(3)), later), None);
    let long = offline(5);
    assert_eq!(held(NOW, keeps, Some(long), later), Some(Held::WasOffline { from: long.from, to: long.to }));
    // Confirmed again afterwards, it goes.
    assert_eq!(held(long.to + 1, keeps, Some(long), later), None);
    assert!(is_confirmed(NOW, None, NOW + 1));
    assert!(!is_confirmed(NOW, Some(NOW), NOW + 1));
    assert!(!is_confirmed(NOW, None, i64::MAX));
    // What a screen shows is a moment old; of tomorrow nobody has spoken yet.
    assert!(is_confirmed(NOW, None, NOW - 1) && !is_confirmed(NOW, None, NOW - 61));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Batches are the list, in order, a hundred at a time.
    #[test]
    fn act_2_batches(devices in 0..2_000_usize) {
        let all = batches(devices);
        prop_assert!(all.iter().all(|batch| !batch.is_empty() && batch.len() <= 100));
        prop_assert_eq!(all.into_iter().flatten().collect::<Vec<_>>(), (0..devices).collect::<Vec<_>>());
    }

    /// However often it is asked, no more goes in a day than the lower of both allows.
    #[test]
    fn act_2_never_more_than_allowed(tripwire in prop::option::of(0..1_500_usize), wishes in prop::collection::vec(1..300_usize, 0..12)) {
        let mut budget = Budget { tripwire: Tripwire { retires: tripwire, ..Tripwire::default() }, own: vec![] };
        for devices in wishes {
            if budget.check(Kind::Retire, devices, &devices.to_string(), NOW).is_ok() {
                budget.own.extend(asked(Kind::Retire, devices, NOW));
            }
        }
        prop_assert!(budget.used(Kind::Retire, NOW) <= tripwire.unwrap_or(1_000).min(1_000));
    }
}
