//! When to look again.

use crate::{Attention, RegistrationState, Standing, limits};

/// Seconds after which the list is worth reading again: while anything is pending, and never when nothing is. Rules
/// REG-9 and REG-14. What takes long is looked at less often, but is not given up.
#[must_use]
pub fn refresh_after<'s>(standings: impl IntoIterator<Item = &'s Standing>) -> Option<i64> {
    standings
        .into_iter()
        .filter(|standing| standing.state == RegistrationState::Pending)
        .map(|standing| match standing.attention {
            Some(Attention::TakesLong | Attention::NotListed) => limits::POLL_LONG_EVERY,
            _ => limits::POLL_EVERY,
        })
        .min()
}
