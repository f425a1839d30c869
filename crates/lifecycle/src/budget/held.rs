//! How long a person's word holds for something destructive.

use crate::limits;

/// Why something destructive that is queued isn't sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    /// It was confirmed too long ago, and expired then.
    Expired {
        /// When, in seconds since 1970.
        at: i64,
    },
    /// The service was out of reach for long, since it was confirmed.
    WasOffline {
        /// Since when.
        from: i64,
        /// Until when.
        to: i64,
    },
}

impl Held {
    /// One of each, with made-up arguments.
    pub const EXAMPLES: [Held; 2] = [Held::Expired { at: 0 }, Held::WasOffline { from: 0, to: 1 }];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Held::Expired { .. } => "expired",
            Held::WasOffline { .. } => "was-offline",
        }
    }
}

/// A stretch of time in which the service was out of reach, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Offline {
    /// When it was reached last.
    pub from: i64,
    /// When it was reached again.
    pub to: i64,
}

impl Offline {
    /// Whether it was so long that nothing destructive goes afterwards without being confirmed again.
    #[must_use]
    pub fn is_long(self) -> bool {
        self.to.saturating_sub(self.from) >= limits::OFFLINE_LONG
    }
}

/// Why something destructive that was confirmed then isn't sent now; `None`: it may be. `keeps` is how many seconds a
/// confirmation holds, usually [`limits::CONFIRMATION_KEEPS`]; `offline` is the last time that the service was out of reach.
#[must_use]
pub fn held(confirmed_at: i64, keeps: i64, offline: Option<Offline>, now: i64) -> Option<Held> {
    let expires = confirmed_at.saturating_add(keeps);
    if now >= expires {
        return Some(Held::Expired { at: expires });
    }
    let since = offline.filter(|offline| offline.is_long() && confirmed_at <= offline.to);
    since.map(|offline| Held::WasOffline { from: offline.from, to: offline.to })
}

/// Whether what was confirmed then still is, where the service was reached again after long at `back_since`. By what is said of the
/// future nothing is, give or take [`limits::CLOCK`].
#[must_use]
pub fn is_confirmed(confirmed_at: i64, back_since: Option<i64>, now: i64) -> bool {
    confirmed_at <= now.saturating_add(limits::CLOCK)
        && held(confirmed_at, limits::CONFIRMATION_KEEPS, None, now).is_none()
        && back_since.is_none_or(|back| confirmed_at > back)
}
