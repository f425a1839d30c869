//! What the directories hold, as data: each kind of entity is a table of its properties, from which lists, filters, single
//! entities, changes and the description of the server follow.

mod apple;
mod cleanup_rules;
mod computers;
mod devices;
mod filter;
mod managed_devices;
mod partners;
mod property;
mod question;
mod shown;

pub use apple::{APPLE_DEVICES, APPLE_IDENTITIES, APPLE_SERVERS, DEP_SETTINGS, PRODUCT_FAMILIES};
pub use cleanup_rules::CLEANUP_RULES;
pub use computers::COMPUTERS;
pub use devices::{DELETED_DEVICES, DEVICES};
pub use managed_devices::MANAGED_DEVICES;
pub use partners::{DEVICE_BATCHES, PARTNER_DEVICES, PARTNER_KINDS, PARTNERS};
pub use property::{Entity, Kind};
pub use question::{change, count, count_within, find, find_within, list, list_within};
