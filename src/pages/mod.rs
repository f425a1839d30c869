//! One file for each route. A page arranges components and calls tasks.

mod check;
mod collect;
mod connection;
mod devices;
mod set_dialogs;
mod settings;
mod workspace_file;

pub use check::{CheckPage, provide_view};
pub use collect::{CollectPage, provide_collect};
pub use connection::ConnectionIndicator;
pub use devices::{DevicesPage, provide_tenant_view};
pub use settings::SettingsPage;
