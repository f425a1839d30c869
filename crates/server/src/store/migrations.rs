//! The versions of the tables. A step once published is never changed: add another one.

use rusqlite::Connection;

use super::{Result, StoreError};

/// Each step leads to the version of its place, counted from 1.
const STEPS: &[&str] =
    &[include_str!("../../migrations/0001.sql"), include_str!("../../migrations/0002.sql")];

/// Brings the tables to the newest version. A crash in between leaves a version whole.
pub fn migrate(connection: &Connection) -> Result<()> {
    migrate_to(connection, STEPS)
}

fn migrate_to(connection: &Connection, steps: &[&str]) -> Result<()> {
    let found: usize = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > steps.len() {
        return Err(StoreError::Newer { found, known: steps.len() });
    }
    for (index, step) in steps.iter().enumerate().skip(found) {
        let version = index + 1;
        connection
            .execute_batch(&format!("BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {version};\nCOMMIT;"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(connection: &Connection) -> Vec<String> {
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(|sql| sql.unwrap()).collect()
    }

    #[test]
    fn every_old_version_becomes_the_newest() {
        let fresh = Connection::open_in_memory().unwrap();
        migrate(&fresh).unwrap();
        for version in 0..=STEPS.len() {
            let old = Connection::open_in_memory().unwrap();
            migrate_to(&old, &STEPS[..version]).unwrap();
            migrate(&old).unwrap();
            assert_eq!(schema(&old), schema(&fresh), "from version {version}");
        }
    }

    #[test]
    fn a_newer_database_is_refused() {
        let connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert_eq!(migrate(&connection), Err(StoreError::Newer { found: 99, known: STEPS.len() }));
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let connection = Connection::open_in_memory().unwrap();
        let broken = ["CREATE TABLE a (b TEXT);", "CREATE TABLE c (d TEXT); CREATE TABLE a (b TEXT);"];
        assert!(migrate_to(&connection, &broken).is_err());
        connection.execute_batch("ROLLBACK").unwrap();
        assert_eq!(schema(&connection), ["CREATE TABLE a (b TEXT)"]);
    }
}
