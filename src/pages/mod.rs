//! One file for each route. A page arranges components and calls tasks.

mod check;
mod collect;
mod set_dialogs;
mod settings;

pub use check::{CheckPage, provide_view};
pub use collect::{CollectPage, provide_collect};
pub use settings::SettingsPage;
