//! What managed devices were asked to do.

use super::sql::{Row, values};
use super::{Result, Tx};
use crate::clock::Timestamp;

/// An action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceAction {
    /// Its id.
    pub id: String,
    /// What is to be done, as the wire has it.
    pub name: String,
    /// How far it is, as the wire has it.
    pub state: String,
    /// A JSON object: what was asked for besides.
    pub parameters: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it came as far.
    pub updated_at: Timestamp,
    /// Who asked for it.
    pub asked_by: Option<String>,
    /// A JSON object: what the device brought with its result.
    pub brought: Option<String>,
}

/// One that is asked for.
pub struct Wanted<'a> {
    /// Its id.
    pub id: &'a str,
    /// What is to be done, as the wire has it.
    pub name: &'a str,
    /// A JSON object: what is asked for besides.
    pub parameters: &'a str,
    /// What audits call it.
    pub audited_as: &'a str,
    /// Who asks for it.
    pub asked_by: Option<&'a str>,
    /// The call that asks several devices for it.
    pub bulk_id: Option<&'a str>,
}

/// For how long what is over is remembered, in milliseconds: longer than any day that is counted.
const REMEMBERED: i64 = 30 * 86_400_000;

/// Adds one that waits, and forgets some of what was over long ago.
pub fn insert(tx: &Tx<'_>, device: &str, wanted: &Wanted<'_>, now: Timestamp) -> Result<()> {
    tx.execute(
        "DELETE FROM device_actions WHERE seq IN (SELECT seq FROM device_actions WHERE tenant = ?1 AND name = ?2 \
         AND asked_at < ?3 AND state NOT IN ('pending', 'active') ORDER BY asked_at LIMIT 100)",
        values![wanted.name, now.0 - REMEMBERED],
    )?;
    // What audits tell of the device is kept with it: the device may be gone by then.
    tx.execute(
        "INSERT INTO device_actions (tenant, id, device_id, name, state, parameters, asked_at, updated_at, audited_as, \
         asked_by, bulk_id, device_name, device_user) VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?6, ?6, ?7, ?8, ?9, \
         (SELECT device_name FROM managed_devices WHERE tenant = ?1 AND id = ?3), \
         (SELECT user_principal_name FROM managed_devices WHERE tenant = ?1 AND id = ?3))",
        values![
            wanted.id,
            device,
            wanted.name,
            wanted.parameters,
            now,
            wanted.audited_as,
            wanted.asked_by,
            wanted.bulk_id
        ],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<DeviceAction> {
    Ok(DeviceAction {
        id: row.get(0)?,
        name: row.get(1)?,
        state: row.get(2)?,
        parameters: row.get(3)?,
        asked_at: row.get(4)?,
        updated_at: row.get(5)?,
        asked_by: row.get(6)?,
        brought: row.get(7)?,
    })
}

/// All of a device, the oldest first.
pub fn of_device(tx: &Tx<'_>, device: &str) -> Result<Vec<DeviceAction>> {
    tx.all(
        "SELECT id, name, state, parameters, asked_at, updated_at, asked_by, brought FROM device_actions \
         WHERE tenant = ?1 AND device_id = ?2 ORDER BY seq",
        values![device],
        read,
    )
}

/// Writes how far one is.
pub fn set_state(tx: &Tx<'_>, id: &str, state: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE device_actions SET state = ?3, updated_at = ?4 WHERE tenant = ?1 AND id = ?2",
        values![id, state, now],
    )?;
    Ok(())
}

/// Writes what the device brought with the result of one: a JSON object.
pub fn bring(tx: &Tx<'_>, id: &str, brought: &str) -> Result<()> {
    let sql = "UPDATE device_actions SET brought = ?3 WHERE tenant = ?1 AND id = ?2";
    tx.execute(sql, values![id, brought])?;
    Ok(())
}

/// How many of a kind were asked for since then, of all devices.
pub fn count_since(tx: &Tx<'_>, name: &str, since: Timestamp) -> Result<usize> {
    tx.value(
        "SELECT count(*) FROM device_actions WHERE tenant = ?1 AND name = ?2 AND asked_at >= ?3",
        values![name, since],
    )
}

/// Notes that nothing comes of what a device was still to do.
pub fn cancel(tx: &Tx<'_>, device: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE device_actions SET state = 'canceled', updated_at = ?3 WHERE tenant = ?1 AND device_id = ?2 \
         AND state IN ('pending', 'active')",
        values![device, now],
    )?;
    Ok(())
}
