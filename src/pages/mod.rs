//! One file for each route. A page arranges components and calls tasks.

mod check;
mod collect;
mod settings;

pub use check::CheckPage;
pub use collect::{CollectPage, provide_collect};
pub use settings::SettingsPage;
