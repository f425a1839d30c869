//! Which operations take the approval of a second administrator.

use super::sql::values;
use super::{Result, Row, Tx};
use crate::clock::Timestamp;

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its id.
    pub id: String,
    /// Its name.
    pub display_name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Which operations it protects, as the wire has it.
    pub kind: String,
    /// Of which platforms, as the wire has it.
    pub platform: String,
    /// Both once more, as a JSON object.
    pub set: String,
    /// The groups whose members approve: ids, a JSON array.
    pub approver_group_ids: String,
}

const COLUMNS: &str =
    "id, display_name, description, policy_type, policy_platform, policy_set, approver_group_ids";

fn read(row: &Row<'_>) -> Result<Policy> {
    Ok(Policy {
        id: row.get(0)?,
        display_name: row.get(1)?,
        description: row.get(2)?,
        kind: row.get(3)?,
        platform: row.get(4)?,
        set: row.get(5)?,
        approver_group_ids: row.get(6)?,
    })
}

/// All of them.
pub fn all(tx: &Tx<'_>) -> Result<Vec<Policy>> {
    let sql = format!("SELECT {COLUMNS} FROM approval_policies WHERE tenant = ?1 ORDER BY seq");
    tx.all(&sql, &[], read)
}

/// The one of that id.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Policy>> {
    let sql = format!("SELECT {COLUMNS} FROM approval_policies WHERE tenant = ?1 AND id = ?2");
    tx.first(&sql, values![id], read)
}

/// The one that protects operations of that type.
pub fn of_type(tx: &Tx<'_>, policy_type: &str) -> Result<Option<Policy>> {
    let sql = format!("SELECT {COLUMNS} FROM approval_policies WHERE tenant = ?1 AND policy_type = ?2");
    tx.first(&sql, values![policy_type], read)
}

/// Adds one.
pub fn insert(tx: &Tx<'_>, policy: &Policy, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO approval_policies (tenant, id, display_name, description, policy_type, policy_platform, policy_set, \
         approver_group_ids, modified_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        values![
            policy.id,
            policy.display_name,
            policy.description,
            policy.kind,
            policy.platform,
            policy.set,
            policy.approver_group_ids,
            now
        ],
    )?;
    Ok(())
}

/// Writes what may have changed of one.
pub fn update(tx: &Tx<'_>, policy: &Policy, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE approval_policies SET display_name = ?3, description = ?4, approver_group_ids = ?5, modified_at = ?6 \
         WHERE tenant = ?1 AND id = ?2",
        values![policy.id, policy.display_name, policy.description, policy.approver_group_ids, now],
    )?;
    Ok(())
}

/// Deletes one.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("DELETE FROM approval_policies WHERE tenant = ?1 AND id = ?2", values![id])?;
    Ok(())
}
