//! The sync with the registration service: one row.

use rusqlite::params;

use super::{Result, Tx};
use crate::clock::Timestamp;

/// What is known of it.
#[derive(Clone, Debug)]
pub struct Sync {
    /// The id of the settings that it is shown in.
    pub id: String,
    /// When one was last done.
    pub last_sync_at: Option<Timestamp>,
    /// When one was last asked for.
    pub last_asked_at: Option<Timestamp>,
    /// How it went, as the wire has it.
    pub status: String,
    /// When the one that runs is done.
    pub due_at: Option<Timestamp>,
}

/// Makes the row, where there is none.
pub fn ensure(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.0.prepare_cached(
        "INSERT INTO syncs (one, id, status) VALUES (1, ?1, 'unknown') ON CONFLICT DO NOTHING",
    )?
    .execute([id])?;
    Ok(())
}

/// What is known.
pub fn get(tx: &Tx<'_>) -> Result<Sync> {
    let mut statement = tx
        .0
        .prepare_cached("SELECT id, last_sync_at, last_asked_at, status, due_at FROM syncs WHERE one = 1")?;
    Ok(statement.query_row([], |row| {
        Ok(Sync {
            id: row.get(0)?,
            last_sync_at: row.get::<_, Option<i64>>(1)?.map(Timestamp),
            last_asked_at: row.get::<_, Option<i64>>(2)?.map(Timestamp),
            status: row.get(3)?,
            due_at: row.get::<_, Option<i64>>(4)?.map(Timestamp),
        })
    })?)
}

/// Starts one.
pub fn start(tx: &Tx<'_>, now: Timestamp, due_at: Timestamp) -> Result<()> {
    tx.0.prepare_cached(
        "UPDATE syncs SET last_asked_at = ?1, status = 'inProgress', due_at = ?2 WHERE one = 1",
    )?
    .execute(params![now.0, due_at.0])?;
    Ok(())
}

/// Ends the one that runs, where that is due; whether it was.
pub fn finish_due(tx: &Tx<'_>, now: Timestamp) -> Result<bool> {
    let changed =
        tx.0.prepare_cached(
            "UPDATE syncs SET last_sync_at = due_at, status = 'completed', due_at = NULL \
             WHERE one = 1 AND due_at <= ?1",
        )?
        .execute([now.0])?;
    Ok(changed > 0)
}
