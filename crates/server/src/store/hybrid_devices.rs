//! Device objects of the directory that come from the organisation's own one by sync.

use super::sql::values;
use super::{Result, Tx, entra_devices, look};
use crate::clock::Timestamp;

/// Deletes those whose computer is gone, some at a time, from where the sync has stopped to look; how many those were, and
/// whether it has looked at all of them. Nothing of them can be restored.
pub fn delete_orphans(tx: &Tx<'_>, limit: usize) -> Result<(usize, bool)> {
    let sql = "SELECT looked_object FROM computer_syncs WHERE tenant = ?1";
    let after: Option<String> = tx.first(sql, &[], |row| row.get(0))?.flatten();
    let looked: Vec<(String, String, i64, bool)> = tx.all(
        "SELECT d.device_id, d.id, d.seq, CASE WHEN EXISTS \
         (SELECT 1 FROM computers c WHERE c.tenant = ?1 AND c.id = d.device_id) THEN 1 ELSE 0 END \
         FROM (SELECT device_id, id, seq FROM directory_devices WHERE tenant = ?1 AND trust_type = 'ServerAd' \
         AND device_id > ?2 ORDER BY device_id LIMIT ?3) d ORDER BY d.device_id",
        values![after.unwrap_or_default(), look::stretch(limit)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let (seen, is_all) = look::seen(&looked, limit, |(.., has_computer)| !has_computer);
    if let Some((last, ..)) = seen.last() {
        let sql = "UPDATE computer_syncs SET looked_object = ?2 WHERE tenant = ?1";
        tx.execute(sql, values![last])?;
    }
    let orphans = seen.iter().filter(|(.., has_computer)| !has_computer);
    let mut orphans: Vec<(i64, &str)> = orphans.map(|(_, id, seq, _)| (*seq, id.as_str())).collect();
    orphans.sort_unstable();
    for (_, orphan) in &orphans {
        entra_devices::delete(tx, orphan)?;
    }
    Ok((orphans.len(), is_all))
}

/// The objectGUIDs of computers that have no object, some at a time, from where the sync has stopped to look; and whether it has
/// looked at all of them.
pub fn missing(tx: &Tx<'_>, limit: usize) -> Result<(Vec<String>, bool)> {
    let sql = "SELECT looked_computer FROM computer_syncs WHERE tenant = ?1";
    let after: Option<i64> = tx.first(sql, &[], |row| row.get(0))?.flatten();
    let looked: Vec<(i64, String, bool)> = tx.all(
        "SELECT c.seq, c.id, CASE WHEN EXISTS \
         (SELECT 1 FROM directory_devices d WHERE d.tenant = ?1 AND d.device_id = c.id) THEN 1 ELSE 0 END \
         FROM (SELECT seq, id FROM computers WHERE tenant = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3) c ORDER BY c.seq",
        values![after.unwrap_or_default(), look::stretch(limit)],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let (seen, is_all) = look::seen(&looked, limit, |(.., has_object)| !has_object);
    if let Some((last, ..)) = seen.last() {
        let sql = "UPDATE computer_syncs SET looked_computer = ?2 WHERE tenant = ?1";
        tx.execute(sql, values![last])?;
    }
    let missing = seen.iter().filter(|(.., has_object)| !has_object);
    Ok((missing.map(|(_, id, _)| id.clone()).collect(), is_all))
}

/// Makes the object of a computer. What is managed under it is told as before.
pub fn insert(tx: &Tx<'_>, id: &str, computer: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO directory_devices (tenant, id, device_id, display_name, physical_ids, created_at, registered_at, \
         account_enabled, trust_type, profile_type, operating_system, operating_system_version, \
         on_premises_sync_enabled, on_premises_last_sync_at, on_premises_security_identifier) \
         SELECT tenant, ?2, id, name, '[]', ?4, ?4, enabled, 'ServerAd', 'RegisteredDevice', 'Windows', \
         operating_system_version, 1, ?4, object_sid FROM computers WHERE tenant = ?1 AND id = ?3",
        values![id, computer, now],
    )?;
    tx.execute("UPDATE computers SET is_changed = 0 WHERE tenant = ?1 AND id = ?2", values![computer])?;
    tx.execute(
        "UPDATE directory_devices SET is_managed = 1, is_compliant = 1, management_type = 'MDM', \
         device_ownership = 'Company', \
         manufacturer = (SELECT max(m.manufacturer) FROM managed_devices m WHERE m.tenant = ?1 \
         AND m.azure_ad_device_id = ?2 AND m.removed_at IS NULL), \
         model = (SELECT max(m.model) FROM managed_devices m WHERE m.tenant = ?1 \
         AND m.azure_ad_device_id = ?2 AND m.removed_at IS NULL), \
         approximate_last_sign_in_at = (SELECT max(m.last_sync_at) FROM managed_devices m WHERE m.tenant = ?1 \
         AND m.azure_ad_device_id = ?2 AND m.removed_at IS NULL) \
         WHERE tenant = ?1 AND device_id = ?2 AND EXISTS (SELECT 1 FROM managed_devices m WHERE m.tenant = ?1 \
         AND m.azure_ad_device_id = ?2 AND m.removed_at IS NULL)",
        values![computer],
    )?;
    Ok(())
}

/// The objectGUIDs of computers of which something waits to be synced, some at a time.
pub fn changed(tx: &Tx<'_>, limit: usize) -> Result<Vec<String>> {
    tx.all(
        "SELECT id FROM computers WHERE tenant = ?1 AND is_changed = 1 ORDER BY seq LIMIT ?2",
        values![limit],
        |row| row.get(0),
    )
}

/// Writes on its object what has changed of a computer.
pub fn update(tx: &Tx<'_>, computer: &str, now: Timestamp) -> Result<()> {
    let of_computer =
        |column: &str| format!("(SELECT c.{column} FROM computers c WHERE c.tenant = ?1 AND c.id = ?2)");
    let sql = format!(
        "UPDATE directory_devices SET display_name = {}, account_enabled = {}, operating_system_version = \
         coalesce({}, operating_system_version), on_premises_last_sync_at = ?3 \
         WHERE tenant = ?1 AND device_id = ?2 AND trust_type = 'ServerAd'",
        of_computer("name"),
        of_computer("enabled"),
        of_computer("operating_system_version"),
    );
    tx.execute(&sql, values![computer, now])?;
    tx.execute("UPDATE computers SET is_changed = 0 WHERE tenant = ?1 AND id = ?2", values![computer])?;
    Ok(())
}
