//! Where a device is on the guided path.

use lifecycle::{
    Attention, Checks, Delivery, Licence,
    Progress::{self, Ahead, Blocked, Current, Done},
    Reached,
    RegistrationState::{Active, Failed, Inactive, Pending, ReadyForUser},
    STATIONS, Standing, Tick, path,
};

use crate::{NOW, at, standings};

fn tick() -> Tick {
    Tick { at: NOW, by: "admin@contoso.example".to_owned() }
}

fn checks(image: bool, licence: Licence, delivered: bool) -> Checks {
    Checks { image: image.then(tick), licence, delivered: delivered.then(tick) }
}

fn progress(reached: Reached, checks: &Checks) -> [Progress; 5] {
    let path = path(reached, checks);
    assert_eq!(path.map(|(station, _)| station), STATIONS);
    path.map(|(_, progress)| progress)
}

#[test]
fn reg_2_a_device_goes_from_station_to_station() {
    let registered = |state| Reached::Registration(at(state));
    for (reached, wanted) in [
        (Reached::Nothing, [Current, Ahead, Ahead, Ahead, Ahead]),
        (Reached::Hash, [Done, Current, Ahead, Ahead, Ahead]),
        (Reached::Merged, [Done, Done, Current, Ahead, Ahead]),
        (registered(Pending), [Done, Done, Current, Ahead, Ahead]),
        (registered(Failed), [Done, Done, Blocked, Ahead, Ahead]),
        (registered(ReadyForUser), [Done, Done, Done, Current, Ahead]),
        (registered(Active), [Done; 5]),
        (registered(Inactive), [Done; 5]),
    ] {
        assert_eq!(progress(reached, &Checks::default()), wanted, "{reached:?}");
    }
}

#[test]
fn reg_12_the_image_is_checked_before_delivery_or_ahead_of_time() {
    let ticked = checks(true, Licence::Unknown, false);
    for (reached, wanted) in [
        (Reached::Nothing, [Current, Ahead, Ahead, Done, Ahead]),
        (Reached::Registration(at(Pending)), [Done, Done, Current, Done, Ahead]),
        (Reached::Registration(at(Failed)), [Done, Done, Blocked, Done, Ahead]),
        (Reached::Registration(at(ReadyForUser)), [Done, Done, Done, Done, Current]),
    ] {
        assert_eq!(progress(reached, &ticked), wanted, "{reached:?}");
    }
}

#[test]
fn reg_13_delivery_takes_licences() {
    for (licence, suffices, wanted) in [
        (Licence::Unknown, false, Current),
        (Licence::Present, true, Current),
        (Licence::ByHand(tick()), true, Current),
        (Licence::Missing, false, Blocked),
    ] {
        assert_eq!(licence.suffices(), suffices, "{licence:?}");
        let checks = checks(true, licence, false);
        let found = progress(Reached::Registration(at(ReadyForUser)), &checks);
        assert_eq!(found, [Done, Done, Done, Done, wanted], "{checks:?}");
    }
}

#[test]
fn reg_13_a_device_that_may_not_enrol_is_not_delivered() {
    let blocked = Standing { state: ReadyForUser, attention: Some(Attention::Blocked) };
    let found = progress(Reached::Registration(blocked), &checks(true, Licence::Present, false));
    assert_eq!(found, [Done, Done, Done, Done, Blocked]);
}

#[test]
fn reg_13_delivery_is_ticked_or_seen() {
    let ticked = checks(false, Licence::Missing, true);
    let tick = tick();
    for (state, by_hand, wanted) in [
        (None, false, None),
        (Some(Pending), false, None),
        (Some(Failed), false, None),
        (Some(ReadyForUser), false, None),
        (Some(Active), false, Some(Delivery::Observed)),
        (Some(Inactive), false, Some(Delivery::Observed)),
        (Some(ReadyForUser), true, Some(Delivery::ByHand(&tick))),
        (Some(Active), true, Some(Delivery::ByHand(&tick))),
    ] {
        let checks = if by_hand { ticked.clone() } else { Checks::default() };
        assert_eq!(checks.delivery(state), wanted, "{state:?}");
    }
    // What was handed over without a check of its image still waits for that.
    let found = progress(Reached::Registration(at(ReadyForUser)), &ticked);
    assert_eq!(found, [Done, Done, Done, Current, Done]);
}

#[test]
fn reg_2_a_device_is_at_one_station_or_at_the_end() {
    let mut reached = vec![Reached::Nothing, Reached::Hash, Reached::Merged];
    reached.extend(standings().map(Reached::Registration));
    for reached in reached {
        for licence in [Licence::Unknown, Licence::Present, Licence::Missing, Licence::ByHand(tick())] {
            for (image, delivered) in [(false, false), (false, true), (true, false), (true, true)] {
                let checks = checks(image, licence.clone(), delivered);
                let found = progress(reached, &checks);
                let here = found.iter().filter(|progress| matches!(progress, Current | Blocked)).count();
                assert_eq!(here, usize::from(found != [Done; 5]), "{reached:?} {checks:?}");
                let first = found.iter().position(|progress| *progress != Done);
                assert!(first.is_none_or(|at| found[at] != Ahead), "{reached:?} {checks:?}");
            }
        }
    }
}
