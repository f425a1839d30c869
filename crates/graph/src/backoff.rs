//! How long to wait where the service doesn't say.

use std::time::Duration;

/// Waiting times that double from one attempt to the next, up to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The longest first wait.
    pub first: Duration,
    /// The longest wait of all.
    pub limit: Duration,
}

impl Backoff {
    /// The wait after the given number of attempts in a row that failed. `chance` is any number: it spreads the waits
    /// over the upper half of what is due, so that many consoles which lost one service don't come back as one.
    #[must_use]
    pub fn delay(self, failed: u32, chance: u64) -> Duration {
        let doubled = 1_u32.checked_shl(failed.saturating_sub(1)).unwrap_or(u32::MAX);
        let due = self.first.checked_mul(doubled).map_or(self.limit, |due| due.min(self.limit));
        // At most half of what fits, so that two halves can be added.
        let half = u64::try_from(due.as_millis() / 2).unwrap_or(u64::MAX).min(u64::MAX / 2);
        Duration::from_millis(half + chance % (half + 1))
    }
}

impl Default for Backoff {
    /// From two seconds to five minutes.
    fn default() -> Backoff {
        Backoff { first: Duration::from_secs(2), limit: Duration::from_mins(5) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_limit() {
        let backoff = Backoff::default();
        for (failed, least, most) in [
            (0, 1_000, 2_000),
            (1, 1_000, 2_000),
            (2, 2_000, 4_000),
            (7, 64_000, 128_000),
            (9, 150_000, 300_000),
            (40, 150_000, 300_000),
            (u32::MAX, 150_000, 300_000),
        ] {
            assert_eq!(backoff.delay(failed, 0).as_millis(), least, "{failed}");
            let longest = (0..=300_000).step_by(500).map(|chance| backoff.delay(failed, chance)).max();
            assert!(longest.is_some_and(|longest| longest <= Duration::from_millis(most)), "{failed}");
        }
    }

    #[test]
    fn no_wait_is_too_long_to_be_spread() {
        let backoff = Backoff { first: Duration::MAX, limit: Duration::MAX };
        assert_eq!(backoff.delay(9, u64::MAX), Duration::from_millis(u64::MAX - 1));
    }
}
