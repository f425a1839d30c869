//! What managed devices were asked to do.

use super::sql::values;
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
}

/// For how long what is over is remembered, in milliseconds: longer than any day that is counted.
const REMEMBERED: i64 = 30 * 86_400_000;

/// Adds one that waits, and forgets some of what was over long ago.
pub fn insert(
    tx: &Tx<'_>,
    device: &str,
    id: &str,
    name: &str,
    parameters: &str,
    now: Timestamp,
) -> Result<()> {
    tx.execute(
        "DELETE FROM device_actions WHERE seq IN (SELECT seq FROM device_actions WHERE tenant = ?1 AND name = ?2 \
         AND asked_at < ?3 AND state NOT IN ('pending', 'active') ORDER BY asked_at LIMIT 100)",
        values![name, now.0 - REMEMBERED],
    )?;
    tx.execute(
        "INSERT INTO device_actions (tenant, id, device_id, name, state, parameters, asked_at, updated_at) \
         VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?6, ?6)",
        values![id, device, name, parameters, now],
    )?;
    Ok(())
}

/// All of a device, the oldest first.
pub fn of_device(tx: &Tx<'_>, device: &str) -> Result<Vec<DeviceAction>> {
    tx.all(
        "SELECT id, name, state, parameters, asked_at, updated_at FROM device_actions \
         WHERE tenant = ?1 AND device_id = ?2 ORDER BY seq",
        values![device],
        |row| {
            Ok(DeviceAction {
                id: row.get(0)?,
                name: row.get(1)?,
                state: row.get(2)?,
                parameters: row.get(3)?,
                asked_at: row.get(4)?,
                updated_at: row.get(5)?,
            })
        },
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
