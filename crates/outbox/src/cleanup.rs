//! Clean-up rules of the service, and what is to become of them.

use graph::wire::{self, text};

use crate::{Millis, Trouble};

/// A clean-up rule, as it was last seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanupRule {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The devices that it is about, as the service writes it.
    pub platform: String,
    /// After how many days without contact it takes a device.
    pub days: i64,
    /// When it was last changed, as the service writes it; empty: not known.
    pub changed: String,
}

/// What is known of the clean-up rules of one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanupRules {
    /// The service.
    pub address: String,
    /// When they were last read.
    pub read: Option<Millis>,
    /// Why they can't be read; what is kept of them is old then.
    pub refused: Option<Trouble>,
    /// The rules.
    pub rules: Vec<CleanupRule>,
    /// The days of the setting that was there before rules, where no rule is about all platforms, as the service writes it;
    /// empty: not known.
    pub legacy: String,
}

/// A rule that is to be made, changed or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The rule's id; empty: it is to be made.
    pub rule: String,
    /// The devices that it is about, as the service writes it.
    pub platform: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The days that it is to have; `None`: it is to be deleted.
    pub days: Option<i64>,
}

impl CleanupRule {
    /// The rule that the service describes.
    #[must_use]
    pub fn seen(found: &wire::ManagedDeviceCleanupRule) -> CleanupRule {
        CleanupRule {
            id: found.id.clone(),
            name: text(found.display_name.as_ref()).to_owned(),
            description: text(found.description.as_ref()).to_owned(),
            platform: found.device_cleanup_rule_platform_type.clone(),
            days: found.device_inactivity_before_retirement_in_days,
            changed: text(found.last_modified_date_time.as_ref()).to_owned(),
        }
    }
}

impl RuleChange {
    /// Whether rules are as this wants them.
    #[must_use]
    pub fn is_fulfilled(&self, rules: &[CleanupRule]) -> bool {
        let Some(days) = self.days else { return rules.iter().all(|rule| rule.id != self.rule) };
        // One that was made has an id that nobody here knows; there is one of each platform.
        let is_it = |rule: &&CleanupRule| match self.rule.as_str() {
            "" => rule.platform == self.platform,
            id => rule.id == id,
        };
        rules.iter().find(is_it).is_some_and(|rule| {
            rule.days == days
                && rule.name.trim() == self.name.trim()
                && rule.description.trim() == self.description.trim()
        })
    }

    /// The rule that is wanted, for the wire.
    pub(crate) fn wanted(&self) -> wire::ManagedDeviceCleanupRule {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        wire::ManagedDeviceCleanupRule {
            id: self.rule.clone(),
            display_name: given(&self.name),
            description: given(&self.description),
            device_cleanup_rule_platform_type: self.platform.clone(),
            device_inactivity_before_retirement_in_days: self.days.unwrap_or_default(),
            last_modified_date_time: None,
        }
    }
}
