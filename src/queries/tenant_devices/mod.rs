//! Which devices there are: those that the service has, and those that are on their way to it.

mod history;
mod join;
mod line;
mod list_csv;
mod shown;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod work;

pub use graph::seconds;
pub use history::{Milestone, history};
pub(super) use join::hash;
pub use join::{TenantDevices, tenant_devices};
pub use line::{TenantLine, refusal};
pub use list_csv::list_parts;
pub use shown::{TENANT_COLUMNS, TenantFilter, column, tenant_shown};
pub use work::{Tally, finished, is_open, retries, tag_offer, tag_offers, tally};
