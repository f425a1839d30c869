//! Device objects of the directory.

use super::sql::values;
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
    let physical_ids = physical_ids(device.registration_id, device.group_tag);
    tx.execute(
        "INSERT INTO entra_devices (tenant, id, device_id, display_name, physical_ids, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        values![device.id, device.device_id, device.display_name, &physical_ids, now],
    )?;
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
    let sql = "UPDATE entra_devices SET physical_ids = ?3 WHERE tenant = ?1 AND device_id = ?2";
    tx.execute(sql, values![device_id, physical_ids])?;
    Ok(())
}
