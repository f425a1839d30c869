//! Device objects of the directory.

use rusqlite::params;

use super::{Result, Tx};
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
    tx.0.prepare_cached(
        "INSERT INTO entra_devices (id, device_id, display_name, physical_ids, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        device.id,
        device.device_id,
        device.display_name,
        physical_ids(device.registration_id, device.group_tag),
        now.0
    ])?;
    Ok(())
}

/// Writes the group tag of a registered device on it.
pub fn tag(tx: &Tx<'_>, device_id: &str, registration_id: &str, group_tag: &str) -> Result<()> {
    set(tx, device_id, &physical_ids(registration_id, group_tag))
}

/// Takes the marks of a registration from it.
pub fn untag(tx: &Tx<'_>, device_id: &str) -> Result<()> {
    set(tx, device_id, "[]")
}

fn set(tx: &Tx<'_>, device_id: &str, physical_ids: &str) -> Result<()> {
    tx.0.prepare_cached("UPDATE entra_devices SET physical_ids = ?2 WHERE device_id = ?1")?
        .execute([device_id, physical_ids])?;
    Ok(())
}
