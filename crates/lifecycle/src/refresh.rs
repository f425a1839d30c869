//! When to look again.

use crate::limits;

/// Seconds after which it is worth looking again at what has been pending for so many seconds. Rules REG-9 and REG-14: as
/// long as anything is pending, and never when nothing is. What takes long is looked at less often, but is not given up.
#[must_use]
pub fn refresh_after(pending: i64) -> i64 {
    match pending {
        ..limits::USUAL_REGISTRATION => limits::POLL_EVERY,
        limits::USUAL_REGISTRATION..limits::TAKES_LONG => limits::POLL_SLOWER_EVERY,
        _ => limits::POLL_LONG_EVERY,
    }
}
