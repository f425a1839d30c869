//! What the server remembers. SQL is here and nowhere else, one file for each table; it keeps to what `SQLite` and
//! `PostgreSQL` have in common.

pub mod answers;
pub mod column;
pub mod entra_devices;
pub mod identities;
pub mod imports;
pub mod slice;
pub mod syncs;

mod database;
mod error;
mod migrations;
mod readers;
mod writer;

pub use database::Database;
pub use error::StoreError;

/// A transaction: what is done in it is done together or not at all.
pub struct Tx<'c>(&'c rusqlite::Connection);

/// What the functions of this module give.
pub type Result<T> = std::result::Result<T, StoreError>;
