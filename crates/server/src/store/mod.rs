//! What the server remembers. SQL is here and nowhere else, one file for each table. Statements keep to what `SQLite` and
//! `PostgreSQL` have in common; where they differ, [`link::Link`] has a function for it.

pub mod answers;
pub mod apple;
pub mod apple_identities;
pub mod approval_policies;
pub mod approval_requests;
pub mod autopilot_events;
pub mod changes;
pub mod cleanup_rules;
pub mod computers;
pub mod counts;
pub mod device_actions;
pub mod device_categories;
pub mod device_reports;
pub mod entra_devices;
pub mod groups;
pub mod hybrid_devices;
pub mod identities;
pub mod imports;
pub mod managed_devices;
pub mod partners;
pub mod put_off;
pub mod question;
pub mod removals;
pub mod slice;
pub mod sql;
pub mod syncs;
pub mod tenants;
pub mod tracking;
pub mod users;
pub mod whole;

mod beside;
mod database;
mod direct;
mod error;
mod link;
mod look;
mod migrations;
mod postgres;
mod readers;
mod sqlite;
mod tls;
mod tx;
mod writer;

pub use beside::copy;
pub use database::Database;
pub use error::StoreError;
pub use migrations::known_steps;
use sql::Row;
pub use tenants::Tenant;
pub use tx::Tx;

/// What the functions of this module give.
pub type Result<T> = std::result::Result<T, StoreError>;
