//! When to look again.

use lifecycle::{
    Attention::{self, NotListed, NotSent, TakesLong},
    RegistrationState::{Active, Failed, Inactive, Pending, ReadyForUser},
    Standing, limits, refresh_after,
};

use crate::{at, standings};

const LONG: [Attention; 2] = [TakesLong, NotListed];

#[test]
fn reg_14_the_list_is_read_again_while_anything_is_pending() {
    let pending = |attention| Standing { state: Pending, attention: Some(attention) };
    for (standings, wanted) in [
        (vec![], None),
        (vec![at(Active)], None),
        (vec![at(Active), at(Inactive), at(ReadyForUser), at(Failed)], None),
        (vec![at(Pending)], Some(limits::POLL_EVERY)),
        (vec![at(Active), at(Pending)], Some(limits::POLL_EVERY)),
        (vec![pending(NotSent)], Some(limits::POLL_EVERY)),
        (vec![pending(TakesLong)], Some(limits::POLL_LONG_EVERY)),
        (vec![pending(NotListed), at(Failed)], Some(limits::POLL_LONG_EVERY)),
        (vec![pending(TakesLong), at(Pending)], Some(limits::POLL_EVERY)),
    ] {
        assert_eq!(refresh_after(&standings), wanted, "{standings:?}");
    }
}

#[test]
fn reg_14_nothing_but_pending_devices_counts() {
    for standing in standings() {
        let long = standing.attention.is_some_and(|attention| LONG.contains(&attention));
        let interval = if long { limits::POLL_LONG_EVERY } else { limits::POLL_EVERY };
        assert_eq!(
            refresh_after([&standing]),
            (standing.state == Pending).then_some(interval),
            "{standing:?}"
        );
    }
}
