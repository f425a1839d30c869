//! Deciding about what waits for a second administrator.

use outbox::{Action, Decision};

use super::change_device::keep_intent;
use crate::tenant::Tenant;

/// Has a decision sent.
pub fn decide(tenant: Tenant, decision: Decision) {
    keep_intent(tenant, Action::Decision(decision));
}
