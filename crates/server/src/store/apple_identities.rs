//! What the service knows of Apple devices since it last asked Apple Business Manager.

use super::sql::values;
use super::{Result, Tx, look};
use crate::clock::Timestamp;

/// When the next sync of any server is due.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(due_at) FROM apple_servers WHERE tenant = ?1", &[])
}

/// A server whose sync is due.
pub fn due(tx: &Tx<'_>, now: Timestamp) -> Result<Option<String>> {
    let sql = "SELECT id FROM apple_servers WHERE tenant = ?1 AND due_at <= ?2 ORDER BY due_at, seq LIMIT 1";
    tx.first(sql, values![now], |row| row.get(0))
}

/// When a sync was last asked for.
pub fn last_asked(tx: &Tx<'_>, server: &str) -> Result<Option<Timestamp>> {
    let sql = "SELECT last_asked_at FROM apple_servers WHERE tenant = ?1 AND id = ?2";
    Ok(tx.first(sql, values![server], |row| row.get(0))?.flatten())
}

/// Has a sync done as soon as may be.
pub fn ask(tx: &Tx<'_>, server: &str, now: Timestamp) -> Result<()> {
    let sql = "UPDATE apple_servers SET last_asked_at = ?3, due_at = ?3, looked_device = NULL, looked_identity = NULL \
               WHERE tenant = ?1 AND id = ?2";
    tx.execute(sql, values![server, now])?;
    Ok(())
}

/// Notes that a sync is done, and when the next one is due.
pub fn finish(tx: &Tx<'_>, server: &str, now: Timestamp, due_at: Option<Timestamp>) -> Result<()> {
    tx.execute(
        "UPDATE apple_servers SET last_sync_at = ?3, due_at = ?4, looked_device = NULL, looked_identity = NULL, \
         synced_devices = (SELECT count(*) \
         FROM apple_identities i WHERE i.tenant = ?1 AND i.server_id = ?2 AND i.deleted_at IS NULL) \
         WHERE tenant = ?1 AND id = ?2",
        values![server, now, due_at],
    )?;
    Ok(())
}

/// Devices assigned to a server that the service doesn't know, some at a time, from where the sync has stopped to look: what the serial
/// number is compared by; and whether it has looked at all of them.
pub fn unknown(tx: &Tx<'_>, server: &str, limit: usize) -> Result<(Vec<String>, bool)> {
    let sql = "SELECT looked_device FROM apple_servers WHERE tenant = ?1 AND id = ?2";
    let after: Option<i64> = tx.first(sql, values![server], |row| row.get(0))?.flatten();
    let looked: Vec<(i64, String, bool)> = tx.all(
        "SELECT d.seq, d.id, CASE WHEN EXISTS (SELECT 1 FROM apple_identities i \
         WHERE i.tenant = ?1 AND i.server_id = ?2 AND i.serial_key = d.id) THEN 1 ELSE 0 END FROM \
         (SELECT seq, id FROM apple_devices WHERE tenant = ?1 AND server_id = ?2 AND seq > ?3 ORDER BY seq LIMIT ?4) d \
         ORDER BY d.seq",
        values![server, after.unwrap_or_default(), look::stretch(limit)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let (seen, is_all) = look::seen(&looked, limit, |(.., is_known)| !is_known);
    if let Some((last, ..)) = seen.last() {
        let sql = "UPDATE apple_servers SET looked_device = ?3 WHERE tenant = ?1 AND id = ?2";
        tx.execute(sql, values![server, last])?;
    }
    let unknown = seen.iter().filter(|(.., is_known)| !is_known);
    Ok((unknown.map(|(_, serial_key, _)| serial_key.clone()).collect(), is_all))
}

/// Takes in one that the service didn't know.
pub fn insert(tx: &Tx<'_>, id: &str, server: &str, serial_key: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO apple_identities (tenant, id, server_id, serial_number, serial_key, platform, description, created_at) \
         SELECT tenant, ?2, server_id, serial_number, id, CASE product_family WHEN 'Mac' THEN 'macOS' \
         WHEN 'AppleTV' THEN 'tvOS' WHEN 'Vision' THEN 'visionOS' ELSE 'ios' END, model, ?5 \
         FROM apple_devices WHERE tenant = ?1 AND server_id = ?3 AND id = ?4",
        values![id, server, serial_key, now],
    )?;
    Ok(())
}

/// Notes which ones are assigned no more and which are again, some at a time, from where the sync has stopped to look; how many
/// those were, and whether it has looked at all of them.
pub fn compare(tx: &Tx<'_>, server: &str, now: Timestamp, limit: usize) -> Result<(usize, bool)> {
    let sql = "SELECT looked_identity FROM apple_servers WHERE tenant = ?1 AND id = ?2";
    let after: Option<String> = tx.first(sql, values![server], |row| row.get(0))?.flatten();
    let looked: Vec<(String, bool, bool)> = tx.all(
        "SELECT i.serial_key, CASE WHEN i.deleted_at IS NULL THEN 1 ELSE 0 END, CASE WHEN EXISTS (SELECT 1 \
         FROM apple_devices d WHERE d.tenant = ?1 AND d.server_id = ?2 AND d.id = i.serial_key) THEN 1 ELSE 0 END \
         FROM (SELECT serial_key, deleted_at FROM apple_identities WHERE tenant = ?1 AND server_id = ?2 \
         AND serial_key > ?3 ORDER BY serial_key LIMIT ?4) i ORDER BY i.serial_key",
        values![server, after.unwrap_or_default(), look::stretch(limit)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let (seen, is_all) = look::seen(&looked, limit, |(_, is_here, is_assigned)| is_here != is_assigned);
    if let Some((last, ..)) = seen.last() {
        let sql = "UPDATE apple_servers SET looked_identity = ?3 WHERE tenant = ?1 AND id = ?2";
        tx.execute(sql, values![server, last])?;
    }
    let mut changed = 0;
    for (serial_key, _, is_assigned) in seen.iter().filter(|(_, is_here, is_assigned)| is_here != is_assigned)
    {
        let deleted_at = (!is_assigned).then_some(now);
        let sql = "UPDATE apple_identities SET deleted_at = ?4 WHERE tenant = ?1 AND server_id = ?2 AND serial_key = ?3";
        changed += tx.execute(sql, values![server, serial_key, deleted_at])?;
    }
    Ok((changed, is_all))
}

/// Forgets those that were found gone until then, some at a time; how many those were.
pub fn forget(tx: &Tx<'_>, server: &str, until: Timestamp, limit: usize) -> Result<usize> {
    tx.execute(
        "DELETE FROM apple_identities WHERE seq IN (SELECT seq FROM apple_identities \
         WHERE tenant = ?1 AND server_id = ?2 AND deleted_at <= ?3 LIMIT ?4)",
        values![server, until, limit],
    )
}

/// The one of a serial number that is assigned to a server, as far as the service knows.
pub fn of_serial(tx: &Tx<'_>, server: &str, serial_key: &str) -> Result<Option<String>> {
    tx.first(
        "SELECT id FROM apple_identities WHERE tenant = ?1 AND server_id = ?2 AND serial_key = ?3 \
         AND deleted_at IS NULL",
        values![server, serial_key],
        |row| row.get(0),
    )
}

/// Notes that one is enrolled.
pub fn enrol(tx: &Tx<'_>, id: &str, managed_device: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE apple_identities SET enrollment_state = 'enrolled', managed_device_id = ?3, last_contacted_at = ?4 \
         WHERE tenant = ?1 AND id = ?2",
        values![id, managed_device, now],
    )?;
    Ok(())
}

/// Notes that a managed device was heard of.
pub fn heard(tx: &Tx<'_>, serial_key: &str, managed_device: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE apple_identities SET last_contacted_at = ?4 \
         WHERE tenant = ?1 AND serial_key = ?2 AND managed_device_id = ?3",
        values![serial_key, managed_device, now],
    )?;
    Ok(())
}

/// Notes that a device is managed no more.
pub fn part(tx: &Tx<'_>, serial_key: &str, managed_device: &str) -> Result<()> {
    tx.execute(
        "UPDATE apple_identities SET enrollment_state = 'notContacted', managed_device_id = NULL \
         WHERE tenant = ?1 AND serial_key = ?2 AND managed_device_id = ?3",
        values![serial_key, managed_device],
    )?;
    Ok(())
}
