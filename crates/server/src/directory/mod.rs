//! What the directories hold, as data: each kind of entity is a table of its properties, from which lists, filters, single
//! entities, changes and the description of the server follow.

mod cleanup_rules;
mod devices;
mod filter;
mod managed_devices;
#[cfg(any(test, feature = "fuzzing"))]
pub mod proof;
mod property;
mod question;
mod shown;

pub use cleanup_rules::{CLEANUP_RULES, PLATFORM_TYPES};
pub use devices::{DELETED_DEVICES, DEVICES};
pub use managed_devices::MANAGED_DEVICES;
pub use property::{Entity, Kind, Property};
pub use question::{change, count, find, list};
