//! How a database of one version becomes one of the next.

use indexed_db_futures::{Build, database::Database};

use super::{
    disk::fill_told,
    schema::{v1, v2, v3, v4, v5},
};

/// A version of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    V1,
    V2,
    V3,
    V4,
    V5,
}

impl Version {
    const ALL: [Version; 5] = [Version::V1, Version::V2, Version::V3, Version::V4, Version::V5];

    fn number(self) -> u32 {
        match self {
            Version::V1 => v1::VERSION,
            Version::V2 => v2::VERSION,
            Version::V3 => v3::VERSION,
            Version::V4 => v4::VERSION,
            Version::V5 => v5::VERSION,
        }
    }

    /// Makes a database of the version before into one of this version.
    async fn upgrade(self, db: &Database) -> indexed_db_futures::Result<()> {
        match self {
            Version::V1 => create_stores(db, &v1::STORES),
            Version::V2 => create_stores(db, &v2::STORES),
            Version::V3 => create_stores(db, &v3::STORES),
            Version::V4 => create_stores(db, &v4::STORES),
            Version::V5 => fill_told(&db.create_object_store(v5::STORES[0]).build()?).await,
        }
    }
}

/// Takes a database from version `from` (0: just made) to version `to`, one version after the other.
///
/// # Errors
/// The browser's; the database then stays as it was.
pub async fn migrate(from: u32, to: u32, db: &Database) -> indexed_db_futures::Result<()> {
    let wanted = |version: &Version| (from + 1..=to).contains(&version.number());
    for version in Version::ALL.into_iter().filter(wanted) {
        version.upgrade(db).await?;
    }
    Ok(())
}

fn create_stores(db: &Database, names: &[&str]) -> indexed_db_futures::Result<()> {
    for name in names {
        db.create_object_store(*name).build()?;
    }
    Ok(())
}
