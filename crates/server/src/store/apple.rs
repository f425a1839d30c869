//! Apple Business Manager: its servers and devices.

use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// A device that the organisation has bought.
pub struct AppleDevice<'a> {
    /// By what its serial number is compared.
    pub serial_key: &'a str,
    /// The serial number.
    pub serial_number: &'a str,
    /// The model.
    pub model: Option<&'a str>,
    /// What Apple calls its kind.
    pub product_family: &'a str,
}

/// Adds a server; `false`: there is one of that name.
pub fn insert_server(tx: &Tx<'_>, id: &str, name: &str, name_key: &str, now: Timestamp) -> Result<bool> {
    let added = tx.execute(
        "INSERT INTO apple_servers (tenant, id, server_name, name_key, created_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT DO NOTHING",
        values![id, name, name_key, now],
    )?;
    Ok(added > 0)
}

/// Whether there is a server of that id; and if so, whether the service has its token.
pub fn is_connected(tx: &Tx<'_>, id: &str) -> Result<Option<bool>> {
    let sql = "SELECT connected_at FROM apple_servers WHERE tenant = ?1 AND id = ?2";
    tx.first(sql, values![id], |row| Ok(row.get::<Option<Timestamp>>(0)?.is_some()))
}

/// Whether the service has the token of any server.
pub fn has_token(tx: &Tx<'_>) -> Result<bool> {
    tx.exists("SELECT 1 FROM apple_servers WHERE tenant = ?1 AND connected_at IS NOT NULL LIMIT 1", &[])
}

/// Gives the service a server's token, until when it holds; it asks at once.
pub fn connect(tx: &Tx<'_>, id: &str, now: Timestamp, expires_at: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE apple_servers SET connected_at = ?3, token_expires_at = ?4, due_at = ?3 \
         WHERE tenant = ?1 AND id = ?2 AND connected_at IS NULL",
        values![id, now, expires_at],
    )?;
    Ok(())
}

/// Adds a device; `false`: there is one of that serial number.
pub fn insert_device(tx: &Tx<'_>, device: &AppleDevice<'_>, now: Timestamp) -> Result<bool> {
    let added = tx.execute(
        "INSERT INTO apple_devices (tenant, id, serial_number, model, product_family, added_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        values![device.serial_key, device.serial_number, device.model, device.product_family, now],
    )?;
    Ok(added > 0)
}

/// Assigns a device to a server, or to none; `false`: there is no such device.
pub fn assign(tx: &Tx<'_>, serial_key: &str, server: Option<&str>, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE apple_devices SET server_id = ?3, assigned_at = ?4 WHERE tenant = ?1 AND id = ?2";
    let at = server.map(|_| now);
    Ok(tx.execute(sql, values![serial_key, server, at])? > 0)
}

/// Whether there is a device of that serial number.
pub fn has_device(tx: &Tx<'_>, serial_key: &str) -> Result<bool> {
    tx.exists("SELECT 1 FROM apple_devices WHERE tenant = ?1 AND id = ?2", values![serial_key])
}

/// The server that a device is assigned to.
pub fn server_of(tx: &Tx<'_>, serial_key: &str) -> Result<Option<String>> {
    let sql = "SELECT server_id FROM apple_devices WHERE tenant = ?1 AND id = ?2";
    Ok(tx.first(sql, values![serial_key], |row| row.get(0))?.flatten())
}

/// Releases a device from the organisation; `false`: there is none.
pub fn release(tx: &Tx<'_>, serial_key: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM apple_devices WHERE tenant = ?1 AND id = ?2", values![serial_key])? > 0)
}
