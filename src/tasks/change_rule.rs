//! Changing clean-up rules.

use outbox::{Action, CleanupRule, RuleChange};

use super::change_device::keep_intent;
use crate::tenant::Tenant;

/// Has a rule made or changed, so that it has these days; with `None`, deleted.
pub fn change_rule(tenant: Tenant, rule: &CleanupRule, days: Option<i64>) {
    let change = RuleChange {
        rule: rule.id.clone(),
        platform: rule.platform.clone(),
        name: rule.name.clone(),
        description: rule.description.clone(),
        days,
    };
    keep_intent(tenant, Action::Rule(change));
}
