//! What was put off by a fault that was asked for. While there is nothing of it, no statement is another one.
//!
//! A row that is deleted but still shown stays in its table under the tenant's negative number, where nothing finds it but
//! [`shown`]. One that its deletion leaves where it is stays there.

use super::slice::{Conditions, Owned};
use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// Imports.
pub const IMPORTS: &str = "imports";
/// Registered devices.
pub const IDENTITIES: &str = "identities";
/// Managed devices; by its name `directory` knows it, and those below.
pub const MANAGED_DEVICES: &str = "managedDevices";
/// Device objects.
pub const DEVICES: &str = "devices";
/// Deleted device objects.
pub const DELETED_DEVICES: &str = "device";

/// Tables with rows that may be shown later, or deleted and still shown, and by what name their entities are put off.
const TABLES: [(&str, &str); 4] = [
    ("imports", IMPORTS),
    ("identities", IDENTITIES),
    ("managed_devices", MANAGED_DEVICES),
    ("directory_devices", DEVICES),
];

/// By what name the entities of a table are put off; `None`: they never are.
pub fn entities_of(table: &str) -> Option<&'static str> {
    TABLES.iter().find(|(known, _)| *known == table).map(|(_, entities)| *entities)
}

/// What a request that meets with faults leaves behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aftermath {
    /// When what it creates and deletes is seen.
    pub visible_at: Option<Timestamp>,
    /// When what it deletes by half is deleted whole.
    pub whole_at: Option<Timestamp>,
    /// Whether other requests may have left something behind.
    pub has_put_off: bool,
}

/// What can be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Something was created, and is shown later.
    Showing,
    /// Something was deleted, and is shown until then.
    Hiding,
    /// A managed device was deleted, and is taken from the records that name it later.
    Parting,
    /// A registration was deleted, and its marks are taken from the device object later.
    Untagging,
}

impl What {
    const NAMES: [(What, &str); 4] = [
        (What::Showing, "showing"),
        (What::Hiding, "hiding"),
        (What::Parting, "parting"),
        (What::Untagging, "untagging"),
    ];

    fn name(self) -> &'static str {
        What::NAMES.iter().find(|(what, _)| *what == self).map_or("showing", |(_, name)| name)
    }

    fn from_name(name: &str) -> What {
        What::NAMES.iter().find(|(_, known)| *known == name).map_or(What::Showing, |(what, _)| *what)
    }
}

/// Something that was put off.
pub struct PutOff {
    /// What.
    pub what: What,
    /// Of which entities.
    pub entities: String,
    /// Of which one.
    pub id: String,
    /// Until when.
    pub due_at: Timestamp,
}

/// Puts something off; where that was done already, it is until this moment instead, be that sooner or later.
pub fn put(tx: &Tx<'_>, what: What, entities: &str, id: &str, until: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO put_off (tenant, what, entities, id, due_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (tenant, what, entities, id) DO UPDATE SET due_at = excluded.due_at",
        values![what.name(), entities, id, until],
    )?;
    Ok(())
}

/// Takes back that something was put off.
pub fn take_back(tx: &Tx<'_>, what: What, entities: &str, id: &str) -> Result<()> {
    tx.execute(
        "DELETE FROM put_off WHERE tenant = ?1 AND what = ?2 AND entities = ?3 AND id = ?4",
        values![what.name(), entities, id],
    )?;
    Ok(())
}

fn is_put_off(tx: &Tx<'_>, what: What, entities: &str, id: &str) -> Result<bool> {
    tx.exists(
        "SELECT 1 FROM put_off WHERE tenant = ?1 AND what = ?2 AND entities = ?3 AND id = ?4",
        values![what.name(), entities, id],
    )
}

/// Notes that something is created: it may be shown later only.
pub fn created(tx: &Tx<'_>, entities: &str, id: &str) -> Result<()> {
    tx.aftermath().visible_at.map_or(Ok(()), |at| put(tx, What::Showing, entities, id, at))
}

/// Notes that something is deleted: it may be shown a while longer, unless it never was. Whether that is so.
pub fn deleted(tx: &Tx<'_>, entities: &str, id: &str) -> Result<bool> {
    let Some(at) = tx.aftermath().visible_at else { return Ok(false) };
    if is_put_off(tx, What::Showing, entities, id)? {
        return Ok(false);
    }
    put(tx, What::Hiding, entities, id, at)?;
    Ok(true)
}

/// Whether a managed device was deleted, and others still name it.
pub fn is_parting(tx: &Tx<'_>, id: &str) -> Result<bool> {
    Ok(tx.aftermath().has_put_off && is_put_off(tx, What::Parting, MANAGED_DEVICES, id)?)
}

/// Whether something that was deleted is still shown.
pub fn is_still_shown(tx: &Tx<'_>, entities: &str, id: &str) -> Result<bool> {
    Ok(tx.aftermath().has_put_off && is_put_off(tx, What::Hiding, entities, id)?)
}

/// Deletes a row, or keeps it where only those see it to whom it is still shown; how many there were.
pub fn delete(tx: &Tx<'_>, table: &str, id: &str, is_still_shown: bool) -> Result<usize> {
    let sql = if is_still_shown {
        format!("UPDATE {table} SET tenant = -tenant WHERE tenant = ?1 AND id = ?2")
    } else {
        format!("DELETE FROM {table} WHERE tenant = ?1 AND id = ?2")
    };
    tx.execute(&sql, values![id])
}

/// The rows of a tenant that clients are shown of those that meet a condition, as they stand in a list: all, where nothing is put
/// off.
pub fn shown(tx: &Tx<'_>, entities: &str, condition: Option<&str>) -> Conditions {
    shown_at(tx.seen_at(), entities, condition)
}

/// As [`shown`], at the moment at which a transaction sees the data, where that matters.
pub fn shown_at(seen_at: Option<Timestamp>, entities: &str, condition: Option<&str>) -> Conditions {
    let Some(moment) = seen_at else {
        let mut conditions = Conditions::default();
        if let Some(condition) = condition {
            conditions.and(condition, []);
        }
        return conditions;
    };
    let condition = condition.map(|condition| format!(" AND {condition}")).unwrap_or_default();
    let put_off = |what: What| {
        let what = what.name();
        format!(
            "(SELECT id FROM put_off WHERE tenant = ?1 AND what = '{what}' AND entities = '{entities}' AND due_at > ?2)"
        )
    };
    let sql = format!(
        " WHERE ((tenant = ?1{condition} AND id NOT IN {}) OR (tenant IN (?1, -?1) AND id IN {}))",
        put_off(What::Showing),
        put_off(What::Hiding)
    );
    Conditions::starting(sql, vec![Owned::Integer(moment.0)])
}

/// What changes tell nothing of yet, of the rows of a table: what is shown later, and what is deleted and still shown.
pub fn untold(tx: &Tx<'_>, table: &str, conditions: &mut Conditions) {
    if let (Some(moment), Some(entities)) = (tx.seen_at(), entities_of(table)) {
        let sql = format!(
            "id NOT IN (SELECT id FROM put_off WHERE tenant = {{tenant}} AND what IN ('showing', 'hiding') \
             AND entities = '{entities}' AND due_at > ?)"
        );
        conditions.and(&sql, [Owned::Integer(moment.0)]);
    }
}

/// Whether anything is put off until after a moment.
pub fn is_any(tx: &Tx<'_>, moment: Timestamp) -> Result<bool> {
    tx.exists("SELECT 1 FROM put_off WHERE tenant = ?1 AND due_at > ?2 LIMIT 1", values![moment])
}

/// When something that was put off is due next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(due_at) FROM put_off WHERE tenant = ?1", &[])
}

/// What was put off until then, some of it.
pub fn due(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<PutOff>> {
    tx.all(
        "SELECT what, entities, id, due_at FROM put_off WHERE tenant = ?1 AND due_at <= ?2 \
         ORDER BY due_at, what, entities, id LIMIT ?3",
        values![now, limit],
        |row| {
            Ok(PutOff {
                what: What::from_name(row.get(0)?),
                entities: row.get(1)?,
                id: row.get(2)?,
                due_at: row.get(3)?,
            })
        },
    )
}

/// Forgets that something was put off. Whoever follows changes was told nothing of it until now, so it changes now.
pub fn done(tx: &Tx<'_>, put_off: &PutOff) -> Result<()> {
    if matches!(put_off.what, What::Showing | What::Hiding)
        && let Some((table, _)) = TABLES.iter().find(|(_, entities)| *entities == put_off.entities)
    {
        tx.renumber(table, &put_off.id)?;
    }
    take_back(tx, put_off.what, &put_off.entities, &put_off.id)
}

/// Forgets the rows that were deleted and are no longer shown.
pub fn forget_hidden(tx: &Tx<'_>) -> Result<()> {
    for (table, _) in TABLES {
        let sql = format!(
            "DELETE FROM {table} WHERE tenant IN (SELECT -seq FROM tenants WHERE seq = ?1) \
             AND id NOT IN (SELECT id FROM put_off WHERE tenant = ?1 AND what = 'hiding')"
        );
        tx.execute(&sql, &[])?;
    }
    Ok(())
}
