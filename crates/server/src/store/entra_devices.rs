//! Device objects of the directory.

use lifecycle::limits::SIGN_IN_NOTED_DAYS;

use super::put_off::{self, DELETED_DEVICES, DEVICES, What};
use super::sql::values;
use super::{Result, Tx, groups};
use crate::clock::Timestamp;

/// A device object.
pub struct EntraDevice<'a> {
    /// The object's id.
    pub id: &'a str,
    /// The device's id.
    pub device_id: &'a str,
    /// Its name: the serial number, until it gets another one.
    pub display_name: &'a str,
    /// The Autopilot identity's id.
    pub registration_id: &'a str,
    /// The group tag.
    pub group_tag: &'a str,
}

/// What a registered device carries: by these, groups pick their members.
fn physical_ids(registration_id: &str, group_tag: &str) -> String {
    let mut ids = vec![format!("[ZTDID]:{registration_id}")];
    if !group_tag.is_empty() {
        ids.push(format!("[OrderID]:{group_tag}"));
    }
    serde_json::Value::from(ids).to_string()
}

/// Adds one.
pub fn insert(tx: &Tx<'_>, device: &EntraDevice<'_>, now: Timestamp) -> Result<()> {
    let physical_ids = physical_ids(device.registration_id, device.group_tag);
    tx.execute(
        "INSERT INTO directory_devices (tenant, id, device_id, display_name, physical_ids, created_at, \
         registered_at, account_enabled, trust_type, profile_type, operating_system) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1, 'AzureAd', 'RegisteredDevice', 'Windows')",
        values![device.id, device.device_id, device.display_name, &physical_ids, now],
    )?;
    put_off::created(tx, DEVICES, device.id)
}

/// Writes the group tag of a registered device on it.
pub fn tag(tx: &Tx<'_>, device_id: &str, registration_id: &str, group_tag: &str) -> Result<()> {
    set(tx, device_id, &physical_ids(registration_id, group_tag))
}

/// Takes the marks of a registration from it. Until `kept_until` it still can't be deleted.
pub fn untag(tx: &Tx<'_>, device_id: &str, kept_until: Timestamp) -> Result<()> {
    set(tx, device_id, "[]")?;
    let sql = "UPDATE directory_devices SET kept_until = ?3 WHERE tenant = ?1 AND device_id = ?2";
    tx.execute(sql, values![device_id, kept_until])?;
    Ok(())
}

fn set(tx: &Tx<'_>, device_id: &str, physical_ids: &str) -> Result<()> {
    let sql = "UPDATE directory_devices SET physical_ids = ?3 WHERE tenant = ?1 AND device_id = ?2";
    tx.execute(sql, values![device_id, physical_ids])?;
    Ok(())
}

/// A device that joins without being registered.
pub struct Joined<'a> {
    /// The object's id.
    pub id: &'a str,
    /// The device's id.
    pub device_id: &'a str,
    /// Whether the organisation owns it.
    pub is_corporate: bool,
}

/// Adds one that joins; what is known of it is for [`manage`].
pub fn join(tx: &Tx<'_>, device: &Joined<'_>, now: Timestamp) -> Result<()> {
    let trust = if device.is_corporate { "AzureAd" } else { "Workplace" };
    tx.execute(
        "INSERT INTO directory_devices (tenant, id, device_id, physical_ids, created_at, registered_at, \
         account_enabled, trust_type, profile_type) VALUES (?1, ?2, ?3, '[]', ?4, ?4, 1, ?5, 'RegisteredDevice')",
        values![device.id, device.device_id, now, trust],
    )?;
    put_off::created(tx, DEVICES, device.id)
}

/// What a device that enrols says of itself.
pub struct Facts<'a> {
    /// Its name.
    pub name: &'a str,
    /// The manufacturer.
    pub manufacturer: &'a str,
    /// The model.
    pub model: &'a str,
    /// The operating system.
    pub operating_system: &'a str,
    /// Its version.
    pub os_version: &'a str,
    /// Whether the organisation owns it.
    pub is_corporate: bool,
}

/// Writes that a device is managed now, and what it says of itself. One that was deleted is there again.
pub fn manage(tx: &Tx<'_>, device_id: &str, facts: &Facts<'_>, now: Timestamp) -> Result<()> {
    let owner = if facts.is_corporate { "Company" } else { "Personal" };
    tx.execute(
        "UPDATE directory_devices SET display_name = ?3, manufacturer = ?4, model = ?5, operating_system = ?6, \
         operating_system_version = ?7, device_ownership = ?8, is_managed = 1, is_compliant = 1, \
         management_type = 'MDM', approximate_last_sign_in_at = ?9, deleted_at = NULL \
         WHERE tenant = ?1 AND device_id = ?2",
        values![
            device_id,
            facts.name,
            facts.manufacturer,
            facts.model,
            facts.operating_system,
            facts.os_version,
            owner,
            now
        ],
    )?;
    Ok(())
}

/// Writes that a device is managed no more.
pub fn release(tx: &Tx<'_>, device_id: &str) -> Result<()> {
    tx.execute(
        "UPDATE directory_devices SET is_managed = 0, is_compliant = 0, management_type = NULL \
         WHERE tenant = ?1 AND device_id = ?2",
        values![device_id],
    )?;
    Ok(())
}

/// Notes that a device was heard of, where that was noted some time ago: it is approximate, and most check-ins change nothing here.
pub fn heard(tx: &Tx<'_>, device_id: &str, now: Timestamp) -> Result<()> {
    const APART: i64 = SIGN_IN_NOTED_DAYS * 86_400_000;
    tx.execute(
        "UPDATE directory_devices SET approximate_last_sign_in_at = ?3 WHERE tenant = ?1 AND device_id = ?2 \
         AND coalesce(approximate_last_sign_in_at, 0) <= ?4",
        values![device_id, now, now.0 - APART],
    )?;
    Ok(())
}

/// What decides whether one can be deleted.
pub struct Standing {
    /// Whether it is registered with Autopilot.
    pub is_registered: bool,
    /// Until when it can't be deleted, though its registration is gone.
    pub kept_until: Option<Timestamp>,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
    /// Whether it comes from the organisation's own directory by sync.
    pub is_hybrid: bool,
}

/// The one of that object id, deleted or not.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Standing>> {
    let sql = "SELECT physical_ids, kept_until, deleted_at, trust_type FROM directory_devices \
               WHERE tenant = ?1 AND id = ?2";
    tx.first(sql, values![id], |row| {
        let marks: Option<&str> = row.get(0)?;
        let trust: Option<&str> = row.get(3)?;
        Ok(Standing {
            is_registered: marks.is_some_and(|marks| marks.to_ascii_uppercase().contains("[ZTDID]")),
            kept_until: row.get(1)?,
            deleted_at: row.get(2)?,
            is_hybrid: trust == Some("ServerAd"),
        })
    })
}

/// Moves one to the deleted ones, or with `None` back.
pub fn set_deleted(tx: &Tx<'_>, id: &str, deleted_at: Option<Timestamp>) -> Result<()> {
    let sql = "UPDATE directory_devices SET deleted_at = ?3 WHERE tenant = ?1 AND id = ?2";
    tx.execute(sql, values![id, deleted_at])?;
    let aftermath = tx.aftermath();
    if deleted_at.is_none() && aftermath.has_put_off {
        put_off::take_back(tx, What::Hiding, DEVICES, id)?;
        put_off::take_back(tx, What::Showing, DELETED_DEVICES, id)?;
    } else if deleted_at.is_some() {
        put_off::deleted(tx, DEVICES, id)?;
        // What is deleted by half can't be restored at first.
        if let Some(later) = aftermath.visible_at.max(aftermath.whole_at) {
            put_off::put(tx, What::Showing, DELETED_DEVICES, id, later)?;
        }
    }
    Ok(())
}

/// Deletes one for good, from groups too.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    groups::forget(tx, id)?;
    let mut is_still_shown = put_off::is_still_shown(tx, DEVICES, id)?;
    if tx.aftermath().visible_at.is_some() {
        let was_deleted = find(tx, id)?.is_some_and(|found| found.deleted_at.is_some());
        is_still_shown |= put_off::deleted(tx, if was_deleted { DELETED_DEVICES } else { DEVICES }, id)?;
    }
    if is_still_shown {
        // A hybrid device's object may be deleted again while the one before it is still shown: of those with one deviceId
        // the last one is.
        tx.execute(
            "DELETE FROM directory_devices WHERE tenant = -CAST(?1 AS BIGINT) \
             AND device_id IN (SELECT device_id FROM directory_devices WHERE tenant = ?1 AND id = ?2)",
            values![id],
        )?;
    }
    put_off::delete(tx, "directory_devices", id, is_still_shown)?;
    Ok(())
}

/// When the oldest of the deleted ones was deleted.
pub fn oldest_deleted(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value(
        "SELECT min(deleted_at) FROM directory_devices WHERE tenant = ?1 AND deleted_at IS NOT NULL",
        &[],
    )
}

/// Deletes for good what was deleted until then, some at a time; how many those were.
pub fn purge(tx: &Tx<'_>, until: Timestamp, limit: usize) -> Result<usize> {
    let due: Vec<String> = tx.all(
        "SELECT id FROM directory_devices WHERE tenant = ?1 AND deleted_at <= ?2 AND deleted_at IS NOT NULL \
         ORDER BY deleted_at LIMIT ?3",
        values![until, limit],
        |row| row.get(0),
    )?;
    for id in &due {
        delete(tx, id)?;
    }
    Ok(due.len())
}
