//! The versions of the tables. A step once published is never changed: add another one, for both kinds of database.

use super::link::Link;
use super::{Result, StoreError};

/// The steps of `SQLite`: each leads to the version of its place, counted from 1.
pub const SQLITE: &[&str] = &[
    include_str!("../../migrations/sqlite/0001.sql"),
    include_str!("../../migrations/sqlite/0002.sql"),
    include_str!("../../migrations/sqlite/0003.sql"),
];

/// The steps of `PostgreSQL`.
pub const POSTGRES: &[&str] = &[include_str!("../../migrations/postgres/0001.sql")];

/// Brings the tables to the newest version. A crash in between leaves a version whole.
pub fn migrate(link: &dyn Link, steps: &[&str]) -> Result<()> {
    let found = link.version()?;
    if found > steps.len() {
        return Err(StoreError::Newer { found, known: steps.len() });
    }
    for (index, step) in steps.iter().enumerate().skip(found) {
        link.begin()?;
        let stepped = link.run_all(step).and_then(|()| link.set_version(index + 1));
        if let Err(error) = stepped {
            // The error is what counts; a transaction that can't be undone either ends with the connection.
            let _ = link.run("ROLLBACK");
            return Err(error);
        }
        link.run("COMMIT")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::sqlite::Sqlite;
    use super::*;

    fn schema(link: &Sqlite) -> Vec<String> {
        let mut found = Vec::new();
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
        link.each(sql, &[], &mut |row| {
            found.push(row.get(0).unwrap());
            true
        })
        .unwrap();
        found
    }

    fn empty() -> Sqlite {
        Sqlite::on(Connection::open_in_memory().unwrap())
    }

    #[test]
    fn every_old_version_becomes_the_newest() {
        let fresh = empty();
        migrate(&fresh, SQLITE).unwrap();
        for version in 0..=SQLITE.len() {
            let old = empty();
            migrate(&old, &SQLITE[..version]).unwrap();
            migrate(&old, SQLITE).unwrap();
            assert_eq!(schema(&old), schema(&fresh), "from version {version}");
        }
    }

    #[test]
    fn a_newer_database_is_refused() {
        let link = empty();
        link.set_version(99).unwrap();
        assert_eq!(migrate(&link, SQLITE), Err(StoreError::Newer { found: 99, known: SQLITE.len() }));
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let link = empty();
        let broken = ["CREATE TABLE a (b TEXT);", "CREATE TABLE c (d TEXT); CREATE TABLE a (b TEXT);"];
        assert!(migrate(&link, &broken).is_err());
        assert_eq!(schema(&link), ["CREATE TABLE a (b TEXT)"]);
    }
}
