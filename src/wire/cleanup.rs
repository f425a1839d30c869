//! The records of clean-up rules, and of what is to become of them.

use outbox::{CleanupRule, CleanupRules, RuleChange};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, from_records, to_records, trouble::TroubleRecord};

/// The record of [`CleanupRules`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanupRulesRecord {
    address: String,
    read: Option<i64>,
    refused: Option<TroubleRecord>,
    rules: Vec<CleanupRuleRecord>,
    legacy: String,
}

/// The record of a [`CleanupRule`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CleanupRuleRecord {
    id: String,
    name: String,
    description: String,
    platform: String,
    days: i64,
    changed: String,
}

/// The record of a [`RuleChange`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChangeRecord {
    rule: String,
    platform: String,
    name: String,
    description: String,
    days: Option<i64>,
}

impl Wire for CleanupRules {
    type Record = CleanupRulesRecord;

    fn to_record(&self) -> CleanupRulesRecord {
        CleanupRulesRecord {
            address: self.address.clone(),
            read: self.read,
            refused: self.refused.as_ref().map(Wire::to_record),
            rules: to_records(&self.rules),
            legacy: self.legacy.clone(),
        }
    }

    fn from_record(record: CleanupRulesRecord) -> Result<CleanupRules, WireError> {
        Ok(CleanupRules {
            address: record.address,
            read: record.read,
            refused: record.refused.map(Wire::from_record).transpose()?,
            rules: from_records(record.rules)?,
            legacy: record.legacy,
        })
    }
}

impl Wire for CleanupRule {
    type Record = CleanupRuleRecord;

    fn to_record(&self) -> CleanupRuleRecord {
        CleanupRuleRecord {
            id: self.id.clone(),
            name: self.name.clone(),
            description: self.description.clone(),
            platform: self.platform.clone(),
            days: self.days,
            changed: self.changed.clone(),
        }
    }

    fn from_record(record: CleanupRuleRecord) -> Result<CleanupRule, WireError> {
        Ok(CleanupRule {
            id: record.id,
            name: record.name,
            description: record.description,
            platform: record.platform,
            days: record.days,
            changed: record.changed,
        })
    }
}

impl Wire for RuleChange {
    type Record = RuleChangeRecord;

    fn to_record(&self) -> RuleChangeRecord {
        RuleChangeRecord {
            rule: self.rule.clone(),
            platform: self.platform.clone(),
            name: self.name.clone(),
            description: self.description.clone(),
            days: self.days,
        }
    }

    fn from_record(record: RuleChangeRecord) -> Result<RuleChange, WireError> {
        Ok(RuleChange {
            rule: record.rule,
            platform: record.platform,
            name: record.name,
            description: record.description,
            days: record.days,
        })
    }
}
