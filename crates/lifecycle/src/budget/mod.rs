//! How much may be destroyed in a day, and how long a person's word for it holds. Rule ACT-2.
//!
//! ```
//! use lifecycle::budget::{Asked, Budget, Denied, Kind, Tripwire};
//!
//! let budget = Budget { tripwire: Tripwire { wipes: Some(20), ..Tripwire::default() }, own: vec![] };
//! let denied = budget.check(Kind::Wipe, 21, "21", 0).unwrap_err();
//! assert!(matches!(denied, Denied::Tripwire { left: 20, .. }));
//! assert_eq!(budget.check(Kind::Wipe, 20, "20", 0), Ok(vec![0..20]));
//! ```

mod held;

use std::ops::Range;

pub use held::{Held, Offline, held, is_confirmed};

use crate::action::Action;
use crate::limits;

const DAY: i64 = 86_400;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Wipes.
    Wipe,
    /// Retires.
    Retire,
    /// Deletions.
    Delete,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Wipe, Kind::Retire, Kind::Delete];

    /// As what an action is counted; `None`: it isn't.
    #[must_use]
    pub fn of(action: Action) -> Option<Kind> {
        match action {
            Action::Wipe(_) => Some(Kind::Wipe),
            Action::Retire => Some(Kind::Retire),
            Action::Delete => Some(Kind::Delete),
            Action::Restart | Action::Sync | Action::FreshStart { .. } => None,
        }
    }

    /// How many a tenant may ask for in a day, with all tools together.
    #[must_use]
    pub fn cap(self) -> usize {
        match self {
            Kind::Wipe => limits::WIPES_PER_DAY,
            Kind::Retire => limits::RETIRES_PER_DAY,
            Kind::Delete => limits::DELETES_PER_DAY,
        }
    }

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::Wipe => "wipe",
            Kind::Retire => "retire",
            Kind::Delete => "delete",
        }
    }
}

/// What the organisation itself allows in a day, which may be less than the service does, and never counts for more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tripwire {
    /// Wipes; `None`: as many as the service allows.
    pub wipes: Option<usize>,
    /// Retires.
    pub retires: Option<usize>,
    /// Deletions.
    pub deletes: Option<usize>,
}

impl Tripwire {
    /// How many of a kind, where that is less than the service allows.
    #[must_use]
    pub fn of(self, kind: Kind) -> Option<usize> {
        let own = match kind {
            Kind::Wipe => self.wipes,
            Kind::Retire => self.retires,
            Kind::Delete => self.deletes,
        };
        own.filter(|own| *own < kind.cap())
    }
}

/// Something that was asked for from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// What.
    pub kind: Kind,
    /// When, in seconds since 1970.
    pub at: i64,
}

/// What a tenant may still ask for. Other tools aren't known: the service may refuse sooner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// What the organisation allows.
    pub tripwire: Tripwire,
    /// What was asked for from here, queued or sent, in this tenant.
    pub own: Vec<Asked>,
}

/// Why something isn't asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Denied {
    /// No device is chosen.
    Nothing,
    /// The service allows so many in a day, of which so many are left until then.
    Cap {
        /// How many in a day.
        most: usize,
        /// How many today.
        left: usize,
        /// When the next day begins, in seconds since 1970.
        until: i64,
    },
    /// The organisation itself allows so many.
    Tripwire {
        /// How many in a day.
        most: usize,
        /// How many today.
        left: usize,
        /// When the next day begins, in seconds since 1970.
        until: i64,
    },
    /// The number that has to be typed wasn't.
    NotTyped {
        /// Which it is.
        wanted: usize,
    },
    /// Another number was typed.
    Mistyped {
        /// Which it is.
        wanted: usize,
    },
}

impl Denied {
    /// One of each, with made-up arguments.
    pub const EXAMPLES: [Denied; 5] = [
        Denied::Nothing,
        Denied::Cap { most: 500, left: 3, until: 0 },
        Denied::Tripwire { most: 20, left: 3, until: 0 },
        Denied::NotTyped { wanted: 40 },
        Denied::Mistyped { wanted: 40 },
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Denied::Nothing => "nothing",
            Denied::Cap { .. } => "cap",
            Denied::Tripwire { .. } => "tripwire",
            Denied::NotTyped { .. } => "not-typed",
            Denied::Mistyped { .. } => "mistyped",
        }
    }
}

impl Budget {
    /// How many of a kind were asked for from here today. A tenant's day is one of UTC.
    #[must_use]
    pub fn used(&self, kind: Kind, now: i64) -> usize {
        let today = now.div_euclid(DAY);
        self.own.iter().filter(|asked| asked.kind == kind && asked.at.div_euclid(DAY) == today).count()
    }

    /// How many of a kind are left today.
    #[must_use]
    pub fn left(&self, kind: Kind, now: i64) -> usize {
        let most = self.tripwire.of(kind).unwrap_or(kind.cap());
        most.saturating_sub(self.used(kind, now))
    }

    /// The batches in which so many devices are asked, each a stretch of the list, once a person has typed their number.
    ///
    /// # Errors
    /// The reason why not.
    pub fn check(
        &self,
        kind: Kind,
        devices: usize,
        typed: &str,
        now: i64,
    ) -> Result<Vec<Range<usize>>, Denied> {
        let left = self.left(kind, now);
        let until = day_after(now);
        if devices == 0 {
            return Err(Denied::Nothing);
        }
        if devices > left {
            return Err(match self.tripwire.of(kind) {
                Some(most) => Denied::Tripwire { most, left, until },
                None => Denied::Cap { most: kind.cap(), left, until },
            });
        }
        is_typed(devices, typed)?;
        Ok(batches(devices))
    }
}

/// The number that a person has to type to confirm for so many devices; `None`: one is confirmed as it is.
#[must_use]
pub fn to_type(devices: usize) -> Option<usize> {
    (devices >= limits::TYPED_FROM).then_some(devices)
}

/// Whether a person has typed the number of devices, where it is wanted.
///
/// # Errors
/// The reason why not.
pub fn is_typed(devices: usize, typed: &str) -> Result<(), Denied> {
    match to_type(devices) {
        Some(wanted) if typed.trim().is_empty() => Err(Denied::NotTyped { wanted }),
        Some(wanted) if typed.trim().parse() != Ok(wanted) => Err(Denied::Mistyped { wanted }),
        _ => Ok(()),
    }
}

/// The stretches of a list of devices that are asked at a time.
#[must_use]
pub fn batches(devices: usize) -> Vec<Range<usize>> {
    let starts = (0..devices).step_by(limits::DEVICES_PER_BULK);
    starts.map(|start| start..devices.min(start + limits::DEVICES_PER_BULK)).collect()
}

/// When the day after begins.
fn day_after(now: i64) -> i64 {
    now.div_euclid(DAY).saturating_add(1).saturating_mul(DAY)
}
