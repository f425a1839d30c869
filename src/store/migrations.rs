//! How a database of one version becomes one of the next.

use indexed_db_futures::{Build, database::Database};

use super::schema::{v1, v2, v3, v4};

/// A version of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    V1,
    V2,
    V3,
    V4,
}

impl Version {
    const ALL: [Version; 4] = [Version::V1, Version::V2, Version::V3, Version::V4];

    fn number(self) -> u32 {
        match self {
            Version::V1 => v1::VERSION,
            Version::V2 => v2::VERSION,
            Version::V3 => v3::VERSION,
            Version::V4 => v4::VERSION,
        }
    }

    /// Makes a database of the version before into one of this version.
    fn upgrade(self, db: &Database) -> indexed_db_futures::Result<()> {
        match self {
            Version::V1 => create_stores(db, &v1::STORES),
            Version::V2 => create_stores(db, &v2::STORES),
            Version::V3 => create_stores(db, &v3::STORES),
            Version::V4 => create_stores(db, &v4::STORES),
        }
    }
}

/// Takes a database from version `from` (0: just made) to version `to`, one version after the other.
///
/// # Errors
/// The browser's; the database then stays as it was.
pub fn migrate(from: u32, to: u32, db: &Database) -> indexed_db_futures::Result<()> {
    Version::ALL
        .into_iter()
        .filter(|version| (from + 1..=to).contains(&version.number()))
        .try_for_each(|version| version.upgrade(db))
}

fn create_stores(db: &Database, names: &[&str]) -> indexed_db_futures::Result<()> {
    for name in names {
        db.create_object_store(*name).build()?;
    }
    Ok(())
}
