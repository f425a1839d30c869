//! What the directories hold, as data: each kind of entity is a table of its properties, from which lists, filters, single
//! entities, changes and the description of the server follow.

mod apple;
mod approvals;
mod audits;
mod autopilot_events;
mod cleanup_rules;
mod computers;
mod delta;
mod device_categories;
mod devices;
mod filter;
mod groups;
pub mod licences;
mod managed_devices;
mod partners;
mod place;
#[cfg(any(test, feature = "fuzzing"))]
pub mod proof;
mod property;
mod question;
mod rule;
mod shown;
mod users;

pub use apple::{APPLE_DEVICES, APPLE_IDENTITIES, APPLE_SERVERS, DEP_SETTINGS, PRODUCT_FAMILIES};
pub use approvals::{APPROVAL_POLICIES, APPROVAL_REQUESTS, POLICY_TYPES};
pub use audits::REMOTE_ACTION_AUDITS;
pub use autopilot_events::AUTOPILOT_EVENTS;
pub use cleanup_rules::{CLEANUP_RULES, PLATFORM_TYPES};
pub use computers::COMPUTERS;
pub use delta::{Followed, delta};
pub use device_categories::DEVICE_CATEGORIES;
pub use devices::{DELETED_DEVICES, DEVICES};
pub use groups::GROUPS;
pub use managed_devices::MANAGED_DEVICES;
pub use partners::{DEVICE_BATCHES, PARTNER_DEVICES, PARTNER_KINDS, PARTNERS};
pub use property::{Entity, Kind, Property};
pub use question::{One, Within, change, count, find, find_within, list, object};
pub use rule::{Rule, read as read_rule};
pub use users::{DELETED_USERS, USERS};
