//! Tenants.

use super::link::Link;
use super::sql::values;
use super::{Result, StoreError};

/// Whose data it is. Only what is of one tenant can be seen or changed in a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tenant(pub(super) i64);

impl Tenant {
    /// The one that every database has.
    pub const DEFAULT: Tenant = Tenant(1);
}

/// Adds a tenant where there is none of that name.
pub(super) fn ensure(link: &dyn Link, name: &str) -> Result<Tenant> {
    link.begin()?;
    let added = link
        .execute("INSERT INTO tenants (name) VALUES (?1) ON CONFLICT DO NOTHING", values![name])
        .and_then(|_| find(link, name));
    link.run(if added.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    added?.ok_or_else(|| StoreError::Database("a tenant that was added isn't there".to_owned()))
}

/// The tenant of that name.
pub(super) fn find(link: &dyn Link, name: &str) -> Result<Option<Tenant>> {
    let mut found = None;
    link.each("SELECT seq FROM tenants WHERE name = ?1", values![name], &mut |row| {
        found = Some(row.get(0).map(Tenant));
        false
    })?;
    found.transpose()
}

/// All of them.
pub(super) fn all(link: &dyn Link) -> Result<Vec<Tenant>> {
    let mut all = Ok(Vec::new());
    link.each("SELECT seq FROM tenants ORDER BY seq", &[], &mut |row| {
        match (row.get(0), &mut all) {
            (Ok(seq), Ok(all)) => all.push(Tenant(seq)),
            (Err(error), all) => *all = Err(error),
            (Ok(_), Err(_)) => {}
        }
        true
    })?;
    all
}
