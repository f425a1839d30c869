//! Read-only views on the workspace, one question a file.

mod devices;
mod export_plan;
mod hash_facts;
mod models;

pub use devices::{COLUMNS, DeviceLine, Devices, Shown, devices, key, shown};
pub use export_plan::{Plan, export_sources, plan_export};
pub use hash_facts::{FactGroup, hash_facts};
pub use models::{ModelCount, models};
