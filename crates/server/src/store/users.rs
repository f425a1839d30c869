//! People of the directory, as this server works with them. What clients are shown is read by `directory`.

use super::sql::values;
use super::{Result, Tx, counts, groups};
use crate::clock::Timestamp;

/// Somebody.
#[derive(Clone, Debug)]
pub struct User {
    /// The id.
    pub id: String,
    /// What they are called.
    pub display_name: Option<String>,
    /// Where they work: licences depend on it.
    pub usage_location: Option<String>,
    /// What is assigned to them: a JSON array.
    pub assigned_licenses: Option<String>,
    /// When they were deleted.
    pub deleted_at: Option<Timestamp>,
    /// Whether they may sign in.
    pub is_enabled: bool,
}

const READ: &str = "SELECT id, display_name, usage_location, assigned_licenses, deleted_at, account_enabled FROM directory_users";

/// By what names are compared.
pub fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn one(tx: &Tx<'_>, condition: &str, value: &str) -> Result<Option<User>> {
    tx.first(&format!("{READ} WHERE tenant = ?1 AND {condition}"), values![value], |row| {
        Ok(User {
            id: row.get(0)?,
            display_name: row.get(1)?,
            usage_location: row.get(2)?,
            assigned_licenses: row.get(3)?,
            deleted_at: row.get(4)?,
            is_enabled: row.get(5)?,
        })
    })
}

/// The one of that id, deleted or not.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<User>> {
    one(tx, "id = ?2", id)
}

/// The one of that name, who wasn't deleted.
pub fn of_name(tx: &Tx<'_>, name: &str) -> Result<Option<User>> {
    one(tx, "name_key = ?2 AND deleted_at IS NULL", &name_key(name))
}

/// Who asks, where the directory knows them and they may sign in: by the id that they say, or else by the name.
pub fn of_administrator(tx: &Tx<'_>, id: Option<&str>, name: Option<&str>) -> Result<Option<User>> {
    let found = match (id, name) {
        (Some(id), _) => find(tx, id)?.filter(|user| user.deleted_at.is_none()),
        (None, Some(name)) => of_name(tx, name)?,
        (None, None) => None,
    };
    Ok(found.filter(|user| user.is_enabled))
}

/// The name of somebody, deleted or not.
pub fn name(tx: &Tx<'_>, id: &str) -> Result<String> {
    tx.value("SELECT user_principal_name FROM directory_users WHERE tenant = ?1 AND id = ?2", values![id])
}

/// Adds somebody, of whom nothing is known yet but the name.
pub fn insert(tx: &Tx<'_>, id: &str, name: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO directory_users (tenant, id, user_principal_name, name_key, user_type, created_at) \
         VALUES (?1, ?2, ?3, ?4, 'Member', ?5)",
        values![id, name, name_key(name), now],
    )?;
    Ok(())
}

/// Gives somebody another name.
pub fn rename(tx: &Tx<'_>, id: &str, name: &str) -> Result<()> {
    tx.execute(
        "UPDATE directory_users SET user_principal_name = ?3, name_key = ?4 WHERE tenant = ?1 AND id = ?2",
        values![id, name, name_key(name)],
    )?;
    Ok(())
}

/// Moves somebody to the deleted ones, or with `None` back.
pub fn set_deleted(tx: &Tx<'_>, id: &str, deleted_at: Option<Timestamp>) -> Result<()> {
    let sql = "UPDATE directory_users SET deleted_at = ?3 WHERE tenant = ?1 AND id = ?2";
    tx.execute(sql, values![id, deleted_at])?;
    Ok(())
}

/// Deletes somebody for good, from groups too.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    groups::forget(tx, id)?;
    tx.execute("DELETE FROM directory_users WHERE tenant = ?1 AND id = ?2", values![id])?;
    Ok(())
}

/// Writes what is assigned: a JSON array.
pub fn assign(tx: &Tx<'_>, id: &str, licenses: &str) -> Result<()> {
    let sql = "UPDATE directory_users SET assigned_licenses = ?3 WHERE tenant = ?1 AND id = ?2";
    tx.execute(sql, values![id, licenses])?;
    Ok(())
}

/// To how many a product is assigned, but for one of them.
pub fn count_assigned(tx: &Tx<'_>, sku: &str, but: &str) -> Result<u64> {
    let all = counts::assigned(tx, sku)?;
    let sql = "SELECT 1 FROM directory_users \
               WHERE tenant = ?1 AND id = ?2 AND deleted_at IS NULL AND assigned_licenses LIKE ?3";
    let has_one = tx.exists(sql, values![but, counts::has_licence(sku)])?;
    Ok(all.saturating_sub(u64::from(has_one)))
}

/// Who uses a device of the directory.
pub fn of_device(tx: &Tx<'_>, object: &str) -> Result<Vec<String>> {
    tx.all(
        "SELECT DISTINCT user_id FROM managed_devices WHERE tenant = ?1 AND user_id IS NOT NULL \
         AND removed_at IS NULL AND azure_ad_device_id = \
         (SELECT device_id FROM directory_devices WHERE tenant = ?1 AND id = ?2) ORDER BY user_id",
        values![object],
        |row| row.get(0),
    )
}

/// When the first of the deleted ones was deleted.
pub fn oldest_deleted(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(deleted_at) FROM directory_users WHERE tenant = ?1 AND deleted_at IS NOT NULL", &[])
}

/// Deletes for good who was deleted until then, some at a time; how many those were.
pub fn purge(tx: &Tx<'_>, until: Timestamp, limit: usize) -> Result<usize> {
    let due: Vec<String> = tx.all(
        "SELECT id FROM directory_users WHERE tenant = ?1 AND deleted_at <= ?2 AND deleted_at IS NOT NULL \
         ORDER BY deleted_at LIMIT ?3",
        values![until, limit],
        |row| row.get(0),
    )?;
    for id in &due {
        delete(tx, id)?;
    }
    Ok(due.len())
}
