//! One file for each route. A page arranges components and calls tasks.

mod actions;
mod approvals;
mod bar;
mod check;
mod checklists;
mod cleanup;
mod collect;
mod connection;
mod devices;
mod history;
mod manage;
mod refused;
mod remove;
mod set_dialogs;
mod settings;
mod workspace_file;

pub use actions::{ActionsPage, provide_actions_view};
pub use approvals::{ApprovalsPage, waiting_count};
pub use check::{CheckPage, provide_view};
pub use checklists::ChecklistsPage;
pub use cleanup::CleanupPage;
pub(crate) use cleanup::{cleanup_outcome, cleanup_stays};
pub use collect::{CollectPage, provide_collect};
pub use connection::ConnectionIndicator;
pub use devices::{DevicesPage, provide_tenant_view};
pub use history::{HistoryPage, provide_history_view};
pub use manage::{ManagePage, provide_manage_view};
pub use remove::{RemovePage, provide_remove_view};
pub use settings::SettingsPage;
