//! What devices are sorted into. A category's name stands on its devices and on their objects in the directory, by which groups pick
//! their members.

use super::sql::values;
use super::{Result, Tx};

/// A category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: String,
    /// Its name.
    pub display_name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Who may see it, as a JSON array.
    pub role_scope_tag_ids: Option<String>,
}

const READ: &str = "SELECT id, display_name, description, role_scope_tag_ids FROM device_categories";

/// The one of that id.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Category>> {
    one(tx, "id = ?2", id)
}

/// The one of that name, whatever its case.
pub fn of_name(tx: &Tx<'_>, name: &str) -> Result<Option<Category>> {
    one(tx, "lower(display_name) = ?2", &name.to_ascii_lowercase())
}

fn one(tx: &Tx<'_>, condition: &str, value: &str) -> Result<Option<Category>> {
    tx.first(&format!("{READ} WHERE tenant = ?1 AND {condition}"), values![value], |row| {
        Ok(Category {
            id: row.get(0)?,
            display_name: row.get(1)?,
            description: row.get(2)?,
            role_scope_tag_ids: row.get(3)?,
        })
    })
}

/// Adds one.
pub fn insert(tx: &Tx<'_>, category: &Category) -> Result<()> {
    tx.execute(
        "INSERT INTO device_categories (tenant, id, display_name, description, role_scope_tag_ids) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
        values![category.id, category.display_name, category.description, category.role_scope_tag_ids],
    )?;
    Ok(())
}

/// Writes what has changed of one, and its name on its devices.
pub fn update(tx: &Tx<'_>, category: &Category) -> Result<()> {
    let is_named = "SELECT 1 FROM device_categories WHERE tenant = ?1 AND id = ?2 AND display_name = ?3";
    let is_same = tx.exists(is_named, values![category.id, category.display_name])?;
    tx.execute(
        "UPDATE device_categories SET display_name = ?3, description = ?4, role_scope_tag_ids = ?5 \
         WHERE tenant = ?1 AND id = ?2",
        values![category.id, category.display_name, category.description, category.role_scope_tag_ids],
    )?;
    // It may have very many devices.
    if is_same {
        return Ok(());
    }
    write(tx, "device_category_id", &category.id, Some(&category.display_name))
}

/// Deletes one, of which its devices know nothing then; `false`: there is none.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<bool> {
    write(tx, "device_category_id", id, None)?;
    let sql =
        "UPDATE managed_devices SET device_category_id = NULL WHERE tenant = ?1 AND device_category_id = ?2";
    tx.execute(sql, values![id])?;
    Ok(tx.execute("DELETE FROM device_categories WHERE tenant = ?1 AND id = ?2", values![id])? > 0)
}

/// The category of a device.
pub fn of_device(tx: &Tx<'_>, device: &str) -> Result<Option<String>> {
    let sql = "SELECT device_category_id FROM managed_devices WHERE tenant = ?1 AND id = ?2";
    Ok(tx.first(sql, values![device], |row| row.get(0))?.flatten())
}

/// Puts a device into a category, or into none.
pub fn assign(tx: &Tx<'_>, device: &str, category: Option<&Category>) -> Result<()> {
    let sql = "UPDATE managed_devices SET device_category_id = ?3 WHERE tenant = ?1 AND id = ?2";
    tx.execute(sql, values![device, category.map(|category| category.id.as_str())])?;
    write(tx, "id", device, category.map(|category| category.display_name.as_str()))
}

/// Writes a name on the devices of which a column holds that, and on their objects in the directory.
fn write(tx: &Tx<'_>, column: &str, value: &str, name: Option<&str>) -> Result<()> {
    let objects = format!(
        "UPDATE directory_devices SET device_category = ?3 WHERE tenant = ?1 AND device_id IN \
         (SELECT azure_ad_device_id FROM managed_devices WHERE tenant = ?1 AND {column} = ?2)"
    );
    tx.execute(&objects, values![value, name])?;
    let devices = format!(
        "UPDATE managed_devices SET device_category_display_name = ?3 WHERE tenant = ?1 AND {column} = ?2"
    );
    tx.execute(&devices, values![value, name])?;
    Ok(())
}
