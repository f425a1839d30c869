//! What rules would do, before they are saved. Rules CL-1, CL-2, CL-3.
//!
//! ```
//! use lifecycle::action::{Enrolment, Platform};
//! use lifecycle::cleanup::{Candidate, Rule, Scope, preview};
//!
//! let day = 86_400;
//! let device = Candidate {
//!     platform: Platform::Windows,
//!     enrolment: Enrolment::Device,
//!     last_contact: Some(0),
//!     is_elsewhere_managed: false,
//!     is_in_entra: true,
//!     is_in_autopilot: false,
//! };
//! let seen = preview(&[device], &[Rule { scope: Scope::Windows, days: 30 }], 10 * day);
//! assert_eq!(seen.by_day.get(&30).copied(), Some(1), "in twenty days");
//! ```

use std::collections::BTreeMap;

use super::{Rule, Scope, falls_due};
use crate::action::{Enrolment, Platform};

const DAY: i64 = 86_400;

/// A managed device, as far as clean-up looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// Its operating system.
    pub platform: Platform,
    /// How it is managed.
    pub enrolment: Enrolment,
    /// When it checked in last, in seconds since 1970; `None`: never.
    pub last_contact: Option<i64>,
    /// Whether it is another product that manages it, such as Jamf.
    pub is_elsewhere_managed: bool,
    /// Whether Entra has an object of it, which stays.
    pub is_in_entra: bool,
    /// Whether it is registered with Autopilot, which stays so.
    pub is_in_autopilot: bool,
}

/// What becomes of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is taken as soon as the rules are there.
    AtOnce {
        /// By which rule.
        rule: Rule,
        /// For how many whole days it has been due.
        overdue: i64,
    },
    /// It is taken later, unless it checks in before.
    Later {
        /// By which rule.
        rule: Rule,
        /// When, in seconds since 1970.
        at: i64,
    },
    /// It is not taken.
    Spared(Spared),
}

/// Why a device is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spared {
    /// Rules don't take Android Enterprise on devices of the organisation. Rule CL-2.
    CorporateAndroid,
    /// Rules don't take what another product manages.
    ElsewhereManaged,
    /// No rule is about its platform.
    NoRule,
    /// It never checked in, so no time has passed since.
    NeverSeen,
}

impl Spared {
    /// Every reason.
    pub const ALL: [Spared; 4] =
        [Spared::CorporateAndroid, Spared::ElsewhereManaged, Spared::NoRule, Spared::NeverSeen];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Spared::CorporateAndroid => "corporate-android",
            Spared::ElsewhereManaged => "elsewhere-managed",
            Spared::NoRule => "no-rule",
            Spared::NeverSeen => "never-seen",
        }
    }
}

/// What rules would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What becomes of each device, in the order in which they came.
    pub fates: Vec<Fate>,
    /// How many are taken at once.
    pub at_once: usize,
    /// How many are taken later, by the day: the number of days since 1970, in UTC. Days without any aren't there.
    pub by_day: BTreeMap<i64, usize>,
    /// How many are spared, by the reason.
    pub spared: BTreeMap<Spared, usize>,
    /// Of those that are taken, at once or later: how many objects stay in Entra.
    pub stay_in_entra: usize,
    /// Of those: how many stay registered with Autopilot.
    pub stay_in_autopilot: usize,
}

/// What rules would do with devices.
#[must_use]
pub fn preview(devices: &[Candidate], rules: &[Rule], now: i64) -> Preview {
    let mut seen = Preview::default();
    for device in devices {
        let fate = fate(device, rules, now);
        match fate {
            Fate::AtOnce { .. } => seen.at_once += 1,
            Fate::Later { at, .. } => *seen.by_day.entry(at.div_euclid(DAY)).or_default() += 1,
            Fate::Spared(why) => *seen.spared.entry(why).or_default() += 1,
        }
        if !matches!(fate, Fate::Spared(_)) {
            seen.stay_in_entra += usize::from(device.is_in_entra);
            seen.stay_in_autopilot += usize::from(device.is_in_autopilot);
        }
        seen.fates.push(fate);
    }
    seen
}

/// Several rules may be about a device: the one takes it that is due first.
fn fate(device: &Candidate, rules: &[Rule], now: i64) -> Fate {
    if !Scope::All.takes(device.platform, device.enrolment) {
        return Fate::Spared(Spared::CorporateAndroid);
    }
    if device.is_elsewhere_managed {
        return Fate::Spared(Spared::ElsewhereManaged);
    }
    let about_it = rules.iter().filter(|rule| rule.scope.takes(device.platform, device.enrolment));
    let Some(rule) = about_it.min_by_key(|rule| rule.days) else { return Fate::Spared(Spared::NoRule) };
    let Some(last) = device.last_contact else { return Fate::Spared(Spared::NeverSeen) };
    let at = falls_due(last, rule.days);
    if at <= now {
        Fate::AtOnce { rule: *rule, overdue: now.saturating_sub(at) / DAY }
    } else {
        Fate::Later { rule: *rule, at }
    }
}
