//! Registered devices.

use std::sync::LazyLock;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, ToSql, params};

use super::column::{Column, Text};
use super::slice::{Conditions, Slice, each_row};
use super::{Result, StoreError, Tx};
use crate::clock::Timestamp;

/// Declares the record and what goes between it and the table, so that a column can't be in one and not in the other.
macro_rules! record {
    ($( $(#[$about:meta])* $field:ident: $kind:ty, )+) => {
        /// A registered device. Its texts are its own, or borrowed from the row that it is read from.
        #[derive(Clone, Debug, Default)]
        pub struct Identity<T = String> {
            /// Its number; given by the table.
            pub seq: i64,
            $( $(#[$about])* pub $field: $kind, )+
        }

        const COLUMNS: &[&str] = &[$( stringify!($field), )+];

        impl<T> Identity<T> {
            fn from_row<'r>(row: &'r Row<'_>) -> rusqlite::Result<Identity<T>>
            where
                T: Column<'r>,
            {
                let mut index = 0;
                $( index += 1; let $field = Column::read(row.get_ref(index)?)?; )+
                Ok(Identity { seq: row.get(0)?, $( $field, )+ })
            }

            fn values(&self) -> [&dyn ToSql; COLUMNS.len()]
            where
                T: ToSql,
            {
                [$( &self.$field, )+]
            }
        }
    };
}

record! {
    /// Its id, the ZTDID.
    id: T,
    /// The digest of the identity that its hash says.
    identity: Option<[u8; 32]>,
    /// The serial number.
    serial_number: T,
    /// By what serial numbers are compared.
    serial_key: T,
    /// The product key id.
    product_key: T,
    /// The group tag.
    group_tag: Option<T>,
    /// The purchase order.
    purchase_order: Option<T>,
    /// The manufacturer.
    manufacturer: T,
    /// The model.
    model: T,
    /// How far its enrolment is, as the wire has it.
    enrollment_state: T,
    /// When it was last heard of.
    last_contacted_at: Option<i64>,
    /// The name that its user is greeted by.
    addressable_user_name: Option<T>,
    /// The assigned user.
    user_principal_name: Option<T>,
    /// The resource account's name.
    resource_name: Option<T>,
    /// The SKU.
    sku_number: Option<T>,
    /// The family of products.
    system_family: Option<T>,
    /// The device's id in the directory.
    entra_device_id: T,
    /// The managed device's id, where it is enrolled.
    managed_device_id: Option<T>,
    /// The name that it will get.
    display_name: Option<T>,
    /// Whether it has its deployment profile, as the wire has it.
    profile_status: T,
    /// When it got it.
    profile_assigned_at: Option<i64>,
    /// When it will get it.
    profile_due_at: Option<i64>,
    /// The account of a device that many use.
    device_account_upn: Option<T>,
    /// The name of a device that many use.
    device_friendly_name: Option<T>,
    /// Whether it needs mending, as the wire has it.
    remediation_state: T,
    /// When that last changed.
    remediation_modified_at: Option<i64>,
    /// Whether it may enrol without a user, as the wire has it.
    userless_status: T,
    /// When it goes.
    delete_at: Option<i64>,
}

static INSERT: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=COLUMNS.len()).map(|number| format!("?{number}")).collect();
    format!("INSERT INTO identities ({}) VALUES ({})", columns(), places.join(", "))
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let assignments: Vec<String> =
        COLUMNS.iter().enumerate().skip(1).map(|(at, name)| format!("{name} = ?{}", at + 1)).collect();
    format!("UPDATE identities SET {} WHERE id = ?1", assignments.join(", "))
});

fn columns() -> String {
    COLUMNS.join(", ")
}

/// Adds a device.
pub fn insert(tx: &Tx<'_>, identity: &Identity<impl Text>) -> Result<()> {
    tx.0.prepare_cached(&INSERT)?.execute(&identity.values()[..])?;
    Ok(())
}

/// Writes what has changed of a device.
pub fn update(tx: &Tx<'_>, identity: &Identity) -> Result<()> {
    tx.0.prepare_cached(&UPDATE)?.execute(&identity.values()[..])?;
    Ok(())
}

/// The device of that id.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Identity>> {
    let mut statement =
        tx.0.prepare_cached(&format!("SELECT seq, {} FROM identities WHERE id = ?1", columns()))?;
    Ok(statement.query_row([id], |row| Identity::from_row(row)).optional()?)
}

/// The devices of a serial number; as a rule there is one at most.
pub fn of_serial(tx: &Tx<'_>, serial_key: &str) -> Result<Vec<Identity>> {
    let sql = format!("SELECT seq, {} FROM identities WHERE serial_key = ?1 ORDER BY seq", columns());
    let mut statement = tx.0.prepare_cached(&sql)?;
    let rows = statement.query_map([serial_key], |row| Identity::from_row(row))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether the device is registered: by the identity that its hash says, or by its serial number.
pub fn is_registered(tx: &Tx<'_>, identity: Option<&[u8; 32]>, serial_key: &str) -> Result<bool> {
    let by_identity =
        || tx.0.prepare_cached("SELECT 1 FROM identities WHERE identity = ?1 LIMIT 1")?.exists([identity]);
    let by_serial = || {
        tx.0.prepare_cached("SELECT 1 FROM identities WHERE serial_key = ?1 LIMIT 1")?.exists([serial_key])
    };
    Ok((identity.is_some() && by_identity()?) || (!serial_key.is_empty() && by_serial()?))
}

fn conditions(contains: Option<&str>) -> Conditions {
    let mut conditions = Conditions::default();
    if let Some(part) = contains {
        let mut pattern = String::from("%");
        for character in part.to_lowercase().chars() {
            if matches!(character, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(character);
        }
        pattern.push('%');
        conditions.and("serial_key LIKE ? ESCAPE '\\'", [Value::Text(pattern)]);
    }
    conditions
}

/// Shows some devices, one after another: those with a part in their serial number, or all.
pub fn list<E: From<StoreError>>(
    tx: &Tx<'_>,
    contains: Option<&str>,
    slice: &Slice,
    mut show: impl FnMut(&Identity<&str>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut conditions = conditions(contains);
    conditions.slice(slice);
    let sql = format!("SELECT seq, {} FROM identities{}", columns(), conditions.sql());
    each_row(tx, &sql, conditions.values(), |row| show(&Identity::from_row(row).map_err(StoreError::from)?))
}

/// How many devices there are: with a part in their serial number, or all.
pub fn count(tx: &Tx<'_>, contains: Option<&str>) -> Result<u64> {
    let conditions = conditions(contains);
    let sql = format!("SELECT count(*) FROM identities{}", conditions.sql());
    Ok(tx.0.prepare_cached(&sql)?.query_row(conditions.values(), |row| row.get(0))?)
}

/// Takes a device away.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.0.prepare_cached("DELETE FROM identities WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// When a profile is to be assigned or a device to go next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let profile = "SELECT min(profile_due_at) FROM identities WHERE profile_due_at IS NOT NULL";
    let deletion = "SELECT min(delete_at) FROM identities WHERE delete_at IS NOT NULL";
    let due = |sql| tx.0.prepare_cached(sql)?.query_row([], |row| row.get::<_, Option<i64>>(0));
    Ok([due(profile)?, due(deletion)?].into_iter().flatten().min().map(Timestamp))
}

/// Gives those their profile that are due for it, some at a time; how many those were.
pub fn assign_due_profiles(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<usize> {
    let mut statement = tx.0.prepare_cached(
        "UPDATE identities SET profile_status = 'assignedInSync', profile_assigned_at = profile_due_at, \
         profile_due_at = NULL WHERE seq IN ( \
             SELECT seq FROM identities WHERE profile_due_at <= ?1 AND profile_due_at IS NOT NULL \
             ORDER BY profile_due_at LIMIT ?2)",
    )?;
    Ok(statement.execute(params![now.0, limit])?)
}

/// The ids of those that are due to go, some at a time.
pub fn due_deletions(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<(String, String)>> {
    let mut statement = tx.0.prepare_cached(
        "SELECT id, entra_device_id FROM identities WHERE delete_at <= ?1 AND delete_at IS NOT NULL \
         ORDER BY delete_at LIMIT ?2",
    )?;
    let rows = statement.query_map(params![now.0, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
