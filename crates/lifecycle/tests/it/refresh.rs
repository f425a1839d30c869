//! When to look again.

use lifecycle::{limits, refresh_after};

#[test]
fn reg_14_what_is_pending_is_looked_at_again() {
    for (pending, wanted) in [
        // A clock that was put back.
        (-5, limits::POLL_EVERY),
        (0, limits::POLL_EVERY),
        (limits::USUAL_REGISTRATION - 1, limits::POLL_EVERY),
        (limits::USUAL_REGISTRATION, limits::POLL_SLOWER_EVERY),
        (limits::TAKES_LONG - 1, limits::POLL_SLOWER_EVERY),
        (limits::TAKES_LONG, limits::POLL_LONG_EVERY),
        (i64::MAX, limits::POLL_LONG_EVERY),
    ] {
        assert_eq!(refresh_after(pending), wanted, "{pending}");
    }
}

#[test]
fn reg_9_a_usual_registration_is_followed_closely() {
    let looks = (0..limits::USUAL_REGISTRATION).step_by(60).map(refresh_after);
    assert!(looks.into_iter().all(|wait| wait == limits::POLL_EVERY));
}
