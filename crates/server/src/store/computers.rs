//! Computers of the organisation's own directory, and when they are synced.

use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// A computer that joins the domain.
pub struct Computer<'a> {
    /// Its objectGUID.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// By what names are compared.
    pub name_key: &'a str,
    /// The name that others find it by.
    pub dns_host_name: &'a str,
    /// Where it is in the directory.
    pub distinguished_name: &'a str,
    /// The operating system.
    pub operating_system: Option<&'a str>,
    /// Its version.
    pub operating_system_version: Option<&'a str>,
    /// Whether it may sign in.
    pub is_enabled: bool,
    /// The objectSid.
    pub object_sid: &'a str,
}

/// Adds one.
pub fn insert(tx: &Tx<'_>, computer: &Computer<'_>, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO computers (tenant, id, name, name_key, dns_host_name, distinguished_name, operating_system, \
         operating_system_version, enabled, object_sid, created_at, last_logon_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
        values![
            computer.id,
            computer.name,
            computer.name_key,
            computer.dns_host_name,
            computer.distinguished_name,
            computer.operating_system,
            computer.operating_system_version,
            computer.is_enabled,
            computer.object_sid,
            now
        ],
    )?;
    Ok(())
}

/// The objectGUID of the one of that name.
pub fn of_name(tx: &Tx<'_>, name_key: &str) -> Result<Option<String>> {
    let sql = "SELECT id FROM computers WHERE tenant = ?1 AND name_key = ?2";
    tx.first(sql, values![name_key], |row| row.get(0))
}

/// By what the name of the one with that objectGUID is compared.
pub fn name_of(tx: &Tx<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT name_key FROM computers WHERE tenant = ?1 AND id = ?2";
    tx.first(sql, values![id], |row| row.get(0))
}

/// Marks one: something of it waits to be synced.
pub fn mark(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE computers SET is_changed = 1 WHERE tenant = ?1 AND id = ?2", values![id])?;
    Ok(())
}

/// Notes that one was signed in to. As in reality, it isn't written each time, but when it is two weeks old.
pub fn signed_in(tx: &Tx<'_>, id: &str, now: Timestamp) -> Result<()> {
    const OLD: i64 = 14 * 86_400_000;
    tx.execute(
        "UPDATE computers SET last_logon_at = ?3 WHERE tenant = ?1 AND id = ?2 \
         AND coalesce(last_logon_at, 0) <= ?4",
        values![id, now, now.0 - OLD],
    )?;
    Ok(())
}

/// Deletes one; `false`: there is none.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM computers WHERE tenant = ?1 AND id = ?2", values![id])? > 0)
}

/// Whether there is anything that a sync has to look at: computers, or what came of them.
pub fn is_synced(tx: &Tx<'_>) -> Result<bool> {
    Ok(tx.exists("SELECT 1 FROM computers WHERE tenant = ?1 LIMIT 1", &[])?
        || tx.exists(
            "SELECT 1 FROM directory_devices WHERE tenant = ?1 AND trust_type = 'ServerAd' LIMIT 1",
            &[],
        )?)
}

/// What is known of the sync.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sync {
    /// When the last one was done.
    pub last_sync_at: Option<Timestamp>,
    /// When the next one is due.
    pub due_at: Option<Timestamp>,
}

/// What is known of the sync.
pub fn sync(tx: &Tx<'_>) -> Result<Sync> {
    let found =
        tx.first("SELECT last_sync_at, due_at FROM computer_syncs WHERE tenant = ?1", &[], |row| {
            Ok(Sync { last_sync_at: row.get(0)?, due_at: row.get(1)? })
        })?;
    Ok(found.unwrap_or_default())
}

/// Makes the directory, where there is none.
pub fn ensure(tx: &Tx<'_>, domain_sid: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO computer_syncs (tenant, domain_sid, next_rid) VALUES (?1, ?2, 1104) ON CONFLICT DO NOTHING",
        values![domain_sid],
    )?;
    Ok(())
}

/// Whether there is a directory.
pub fn has_directory(tx: &Tx<'_>) -> Result<bool> {
    tx.exists("SELECT 1 FROM computer_syncs WHERE tenant = ?1", &[])
}

/// An objectSid that no other computer of the directory has or had.
pub fn next_sid(tx: &Tx<'_>) -> Result<String> {
    tx.execute("UPDATE computer_syncs SET next_rid = next_rid + 1 WHERE tenant = ?1", &[])?;
    let sql = "SELECT domain_sid, next_rid - 1 FROM computer_syncs WHERE tenant = ?1";
    let sid = tx.first(sql, &[], |row| Ok(format!("{}-{}", row.get::<&str>(0)?, row.get::<i64>(1)?)))?;
    Ok(sid.unwrap_or_default())
}

/// Says when the next sync is due.
pub fn schedule(tx: &Tx<'_>, due_at: Option<Timestamp>) -> Result<()> {
    tx.execute("UPDATE computer_syncs SET due_at = ?2 WHERE tenant = ?1", values![due_at])?;
    Ok(())
}

/// Has the sync look at everything again, from the first.
pub fn start_anew(tx: &Tx<'_>) -> Result<()> {
    let sql = "UPDATE computer_syncs SET looked_object = NULL, looked_computer = NULL WHERE tenant = ?1";
    tx.execute(sql, &[])?;
    Ok(())
}

/// Notes that a sync is done, and says when the next one is due.
pub fn finish(tx: &Tx<'_>, now: Timestamp, due_at: Option<Timestamp>) -> Result<()> {
    start_anew(tx)?;
    let sql = "UPDATE computer_syncs SET last_sync_at = ?2, due_at = ?3 WHERE tenant = ?1";
    tx.execute(sql, values![now, due_at])?;
    Ok(())
}
