//! Clean-up rules.

use super::{DAYS, Scope};

/// A clean-up rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Which devices it is about.
    pub scope: Scope,
    /// After how many days without contact it takes one.
    pub days: i64,
}

/// What is wrong with rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleError {
    /// This number of days can't be asked for; [`DAYS`] says which can.
    Days(i64),
    /// There are two rules of one scope.
    Twice(Scope),
}

impl RuleError {
    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            RuleError::Days(_) => "days",
            RuleError::Twice(_) => "twice",
        }
    }
}

/// The rules, if there can be such.
///
/// # Errors
/// What is wrong with the first one that is wrong.
pub fn rules(wanted: &[Rule]) -> Result<&[Rule], RuleError> {
    for (at, rule) in wanted.iter().enumerate() {
        if !DAYS.contains(&rule.days) {
            return Err(RuleError::Days(rule.days));
        }
        // Platforms of which no devices are known are several, and each may have its own.
        if rule.scope != Scope::Other && wanted[..at].iter().any(|other| other.scope == rule.scope) {
            return Err(RuleError::Twice(rule.scope));
        }
    }
    Ok(wanted)
}

/// The rule that the older setting stands for, which is about all platforms and written as a text; `Ok(None)`: none, as of 0 days.
///
/// # Errors
/// Where that isn't a number of days that can be asked for; what isn't a number at all counts as -1.
pub fn legacy(days: &str) -> Result<Option<Rule>, RuleError> {
    let days = days.trim().parse().unwrap_or(-1);
    match days {
        0 => Ok(None),
        days if DAYS.contains(&days) => Ok(Some(Rule { scope: Scope::All, days })),
        days => Err(RuleError::Days(days)),
    }
}
