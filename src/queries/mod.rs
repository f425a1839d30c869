//! Read-only views on the workspace, one question a file.

mod approvals;
mod checklists;
mod cleanup;
mod devices;
mod export_plan;
mod hash_facts;
mod history;
mod managed_devices;
mod models;
mod passphrase;
mod removal;
mod tenant_devices;

pub use approvals::{
    ApprovalLine, ApprovalLists, ChosenRequests, approvals, approvals_waiting, can_be_taken_back,
    chosen_requests,
};
pub use checklists::{
    Leaver, Retiring, apple_devices, begin_apple, begin_user, devices_of, leaver, retiring, seen_gone, to_do,
    users, with_new_devices,
};
pub use cleanup::{
    CLEANUP_COLUMNS, CleanupLine, CleanupPreview, Outcome, RuleLine, RuleWork, check_rule, cleanup_column,
    cleanup_preview, cleanup_rules, cleanup_shown, days, due_by_day, rules_with,
};
pub use devices::{Brief, COLUMNS, DeviceLine, Devices, Shown, devices, key, line, shown};
pub use export_plan::{Plan, export_sources, plan_export};
pub use hash_facts::{FactGroup, hash_facts};
pub use history::{HistoryFilter, HistoryKind, history_csv, history_csv_head, history_json};
pub use managed_devices::*;
pub use models::{ModelCount, models};
pub use passphrase::{Strength, strength};
pub use removal::*;
pub use tenant_devices::{
    Milestone, TENANT_COLUMNS, Tally, TenantDevices, TenantFilter, TenantLine, column, finished, history,
    is_open, list_parts, refusal, retries, seconds, tag_offer, tag_offers, tally, tenant_devices,
    tenant_shown,
};
