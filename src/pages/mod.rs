//! One file for each route. A page arranges components and calls tasks.

mod approvals;
mod check;
mod cleanup;
mod collect;
mod connection;
mod devices;
mod set_dialogs;
mod settings;

pub use approvals::{ApprovalsPage, waiting_count};
pub use check::{CheckPage, provide_view};
pub use cleanup::CleanupPage;
pub(crate) use cleanup::{cleanup_outcome, cleanup_stays};
pub use collect::{CollectPage, provide_collect};
pub use connection::ConnectionIndicator;
pub use devices::{DevicesPage, provide_tenant_view};
pub use settings::SettingsPage;
