//! The sync with the registration service: one row of each tenant.

use super::sql::values;
use super::{Result, StoreError, Tx};
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
    tx.execute(
        "INSERT INTO syncs (tenant, id, status) VALUES (?1, ?2, 'unknown') ON CONFLICT DO NOTHING",
        values![id],
    )?;
    Ok(())
}

/// What is known.
pub fn get(tx: &Tx<'_>) -> Result<Sync> {
    let sql = "SELECT id, last_sync_at, last_asked_at, status, due_at FROM syncs WHERE tenant = ?1";
    let found = tx.first(sql, &[], |row| {
        Ok(Sync {
            id: row.get(0)?,
            last_sync_at: row.get(1)?,
            last_asked_at: row.get(2)?,
            status: row.get(3)?,
            due_at: row.get(4)?,
        })
    })?;
    found.ok_or_else(|| StoreError::Database("the tenant was never opened".to_owned()))
}

/// When the one that runs is done.
pub fn due_at(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let due = tx.first("SELECT due_at FROM syncs WHERE tenant = ?1", &[], |row| row.get(0))?;
    Ok(due.flatten())
}

/// Starts one.
pub fn start(tx: &Tx<'_>, now: Timestamp, due_at: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE syncs SET last_asked_at = ?2, status = 'inProgress', due_at = ?3 WHERE tenant = ?1",
        values![now, due_at],
    )?;
    Ok(())
}

/// Writes what is known of it, while none runs.
pub fn update(tx: &Tx<'_>, sync: &Sync) -> Result<()> {
    tx.execute(
        "UPDATE syncs SET last_sync_at = ?2, last_asked_at = ?3, status = ?4 WHERE tenant = ?1 AND due_at IS NULL",
        values![sync.last_sync_at, sync.last_asked_at, sync.status],
    )?;
    Ok(())
}

/// Ends the one that runs, where that is due; whether it was.
pub fn finish_due(tx: &Tx<'_>, now: Timestamp) -> Result<bool> {
    let changed = tx.execute(
        "UPDATE syncs SET last_sync_at = due_at, status = 'completed', due_at = NULL \
         WHERE tenant = ?1 AND due_at <= ?2",
        values![now],
    )?;
    Ok(changed > 0)
}
