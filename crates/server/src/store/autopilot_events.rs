//! Devices that came by Autopilot.

use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// One that came.
pub struct Event<'a> {
    /// The event's id.
    pub id: &'a str,
    /// The managed device's id.
    pub device_id: &'a str,
    /// Its serial number.
    pub serial_number: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Who uses it, where the directory knows them.
    pub user_id: Option<&'a str>,
    /// The name that they signed in by.
    pub user: Option<&'a str>,
    /// The version of its system.
    pub os_version: &'a str,
}

/// Notes it.
pub fn insert(tx: &Tx<'_>, event: &Event<'_>, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO autopilot_events (tenant, id, device_id, happened_at, device_serial_number, managed_device_name, \
         user_id, user_principal_name, os_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        values![
            event.id,
            event.device_id,
            now,
            event.serial_number,
            event.name,
            event.user_id,
            event.user,
            event.os_version
        ],
    )?;
    Ok(())
}

/// Forgets what happened until then, some at a time; how many those were.
pub fn forget(tx: &Tx<'_>, until: Timestamp, limit: usize) -> Result<usize> {
    // They stand in the order in which they happened.
    if oldest(tx)?.is_none_or(|oldest| oldest > until) {
        return Ok(0);
    }
    tx.execute(
        "DELETE FROM autopilot_events WHERE seq IN (SELECT seq FROM autopilot_events \
         WHERE tenant = ?1 AND happened_at <= ?2 ORDER BY seq LIMIT ?3)",
        values![until, limit],
    )
}

/// When the oldest one happened.
pub fn oldest(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.first("SELECT happened_at FROM autopilot_events WHERE tenant = ?1 ORDER BY seq LIMIT 1", &[], |row| {
        row.get(0)
    })
}
