//! What managed devices say of themselves besides who they are: of Defender, and of their configuration.

use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// What is known of a device, from which the states that clients are told follow.
#[derive(Clone, Debug)]
pub struct Known {
    /// The id of the device.
    pub id: String,
    /// Its platform, as `/agent` has it.
    pub platform: String,
    /// How it is managed, as `/agent` has it.
    pub enrolment: String,
    /// The version of its system.
    pub os_version: String,
    /// When it was last heard of.
    pub last_sync_at: Option<Timestamp>,
    /// Whether it complies, as the wire has it.
    pub compliance: String,
    /// The id of its user.
    pub user_id: Option<String>,
    /// The name by which its user signed in.
    pub user_principal_name: Option<String>,
    /// What people call its user.
    pub user_display_name: Option<String>,
    /// Who enrolled it.
    pub enrolled_by: Option<String>,
    /// What it said last of Defender, as JSON.
    pub protection: Option<String>,
    /// What it said last of its configuration, as JSON.
    pub configurations: Option<String>,
    /// When Defender was last through it quickly.
    pub quick_scan_at: Option<Timestamp>,
    /// When it was last through all of it.
    pub full_scan_at: Option<Timestamp>,
}

/// What is known of a device.
pub fn known(tx: &Tx<'_>, id: &str) -> Result<Option<Known>> {
    tx.first(
        "SELECT id, platform, enrolment, os_version, last_sync_at, compliance_state, user_id, user_principal_name, \
         user_display_name, enrolled_by_user_principal_name, protection, configurations, quick_scan_at, full_scan_at \
         FROM managed_devices WHERE tenant = ?1 AND id = ?2",
        values![id],
        |row| {
            Ok(Known {
                id: row.get(0)?,
                platform: row.get(1)?,
                enrolment: row.get(2)?,
                os_version: row.get::<Option<String>>(3)?.unwrap_or_default(),
                last_sync_at: row.get(4)?,
                compliance: row.get(5)?,
                user_id: row.get(6)?,
                user_principal_name: row.get(7)?,
                user_display_name: row.get(8)?,
                enrolled_by: row.get(9)?,
                protection: row.get(10)?,
                configurations: row.get(11)?,
                quick_scan_at: row.get(12)?,
                full_scan_at: row.get(13)?,
            })
        },
    )
}

/// Writes what a device says; what it says nothing of stays.
pub fn say(tx: &Tx<'_>, id: &str, protection: Option<&str>, configurations: Option<&str>) -> Result<()> {
    tx.execute(
        "UPDATE managed_devices SET protection = coalesce(?3, protection), \
         configurations = coalesce(?4, configurations) WHERE tenant = ?1 AND id = ?2",
        values![id, protection, configurations],
    )?;
    Ok(())
}

/// Notes that Defender was through a device: quickly, or through all of it.
pub fn scanned(tx: &Tx<'_>, id: &str, is_quick: bool, now: Timestamp) -> Result<()> {
    let column = if is_quick { "quick_scan_at" } else { "full_scan_at" };
    let sql = format!("UPDATE managed_devices SET {column} = ?3 WHERE tenant = ?1 AND id = ?2");
    tx.execute(&sql, values![id, now])?;
    Ok(())
}
