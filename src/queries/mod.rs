//! Read-only views on the workspace, one question a file.

mod approvals;
mod cleanup;
mod devices;
mod export_plan;
mod hash_facts;
mod models;
mod tenant_devices;

pub use approvals::{ApprovalLine, ApprovalLists, approvals, approvals_waiting, can_be_taken_back};
pub use cleanup::{
    CLEANUP_COLUMNS, CleanupLine, CleanupPreview, Outcome, RuleLine, RuleWork, check_rule, cleanup_column,
    cleanup_preview, cleanup_rules, cleanup_shown, days, rules_with,
};
pub use devices::{Brief, COLUMNS, DeviceLine, Devices, Shown, devices, key, line, shown};
pub use export_plan::{Plan, export_sources, plan_export};
pub use hash_facts::{FactGroup, hash_facts};
pub use models::{ModelCount, models};
pub use tenant_devices::{
    Milestone, TENANT_COLUMNS, Tally, TenantDevices, TenantFilter, TenantLine, column, finished, history,
    is_open, list_parts, refusal, retries, seconds, tag_offer, tag_offers, tally, tenant_devices,
    tenant_shown,
};
