//! Registered devices.

use std::sync::LazyLock;

use super::slice::{Conditions, Owned, Slice, pattern};
use super::sql::{Column, Row, Text, ToValue, Value, values};
use super::{Result, StoreError, Tx, counts, put_off};
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

        /// The columns, in the order of the record.
        pub const COLUMNS: &[&str] = &[$( stringify!($field), )+];

        impl<T> Identity<T> {
            /// The record of a row that has its number, and then the columns.
            pub fn from_row<'r>(row: &Row<'r>) -> Result<Identity<T>>
            where
                T: Column<'r>,
            {
                let mut index = 0;
                $( index += 1; let $field = row.get(index)?; )+
                Ok(Identity { seq: row.get(0)?, $( $field, )+ })
            }

            fn values(&self) -> [Value<'_>; COLUMNS.len()]
            where
                T: ToValue,
            {
                [$( self.$field.value(), )+]
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
    let places: Vec<String> = (2..COLUMNS.len() + 2).map(|number| format!("?{number}")).collect();
    format!("INSERT INTO identities (tenant, {}) VALUES (?1, {})", columns(), places.join(", "))
});

static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let assignments: Vec<String> =
        COLUMNS.iter().enumerate().skip(1).map(|(at, name)| format!("{name} = ?{}", at + 2)).collect();
    format!("UPDATE identities SET {} WHERE tenant = ?1 AND id = ?2", assignments.join(", "))
});

fn columns() -> String {
    COLUMNS.join(", ")
}

fn selection(conditions: &str) -> String {
    format!("SELECT seq, {} FROM identities{conditions}", columns())
}

fn owned(row: &Row<'_>) -> Result<Identity> {
    Identity::from_row(row)
}

/// Adds a device.
pub fn insert(tx: &Tx<'_>, identity: &Identity<impl Text>) -> Result<()> {
    tx.execute(&INSERT, &identity.values())?;
    put_off::created(tx, put_off::IDENTITIES, identity.id.as_ref())
}

/// Writes what has changed of a device.
pub fn update(tx: &Tx<'_>, identity: &Identity) -> Result<()> {
    tx.execute(&UPDATE, &identity.values())?;
    Ok(())
}

/// The device of that id.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Identity>> {
    let mut conditions = put_off::shown(tx, put_off::IDENTITIES, None);
    conditions.and("id = ?", [Owned::Text(id.to_owned())]);
    tx.first(&selection(conditions.sql()), &conditions.values(), owned)
}

/// The devices of a serial number; as a rule there is one at most.
pub fn of_serial(tx: &Tx<'_>, serial_key: &str) -> Result<Vec<Identity>> {
    let sql = selection(" WHERE tenant = ?1 AND serial_key = ?2 ORDER BY seq");
    tx.all(&sql, values![serial_key], owned)
}

/// Whether the device is registered: by the identity that its hash says, or by its serial number.
pub fn is_registered(tx: &Tx<'_>, identity: Option<&[u8; 32]>, serial_key: &str) -> Result<bool> {
    let by_identity = |identity: &[u8; 32]| {
        let sql = "SELECT 1 FROM identities WHERE tenant = ?1 AND identity = ?2 LIMIT 1";
        tx.exists(sql, values![identity])
    };
    let by_serial = || {
        let sql = "SELECT 1 FROM identities WHERE tenant = ?1 AND serial_key = ?2 LIMIT 1";
        tx.exists(sql, values![serial_key])
    };
    Ok(identity.map(by_identity).transpose()? == Some(true) || (!serial_key.is_empty() && by_serial()?))
}

/// Which devices are meant.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which<'a> {
    /// Those with that in their serial numbers.
    pub part: Option<&'a str>,
    /// Those alone that have their profile.
    pub has_profile: bool,
}

impl<'a> Which<'a> {
    /// Those with that in their serial numbers, or all.
    pub fn with(part: Option<&'a str>) -> Which<'a> {
        Which { part, has_profile: false }
    }

    fn conditions(self, tx: &Tx<'_>) -> Conditions {
        let mut conditions = put_off::shown(tx, put_off::IDENTITIES, None);
        if let Some(part) = self.part {
            let pattern = format!("%{}%", pattern(&part.to_lowercase()));
            conditions.and("serial_key LIKE ? ESCAPE '\\'", [Owned::Text(pattern)]);
        }
        if self.has_profile {
            conditions.and("profile_assigned_at IS NOT NULL", []);
        }
        conditions
    }
}

/// Shows some devices, one after another.
pub fn list<E: From<StoreError>>(
    tx: &Tx<'_>,
    which: Which<'_>,
    slice: &Slice,
    mut show: impl FnMut(&Identity<&str>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut conditions = which.conditions(tx);
    conditions.slice(slice);
    tx.each(&selection(conditions.sql()), &conditions.values(), |row| show(&Identity::from_row(row)?))
}

/// How many devices there are.
pub fn count(tx: &Tx<'_>, which: Which<'_>) -> Result<u64> {
    if which.part.is_none()
        && !which.has_profile
        && tx.seen_at().is_none()
        && let Some(number) = counts::of(tx, "identities", counts::IDENTITIES)?
    {
        return Ok(number);
    }
    let conditions = which.conditions(tx);
    let sql = format!("SELECT count(*) FROM identities{}", conditions.sql());
    tx.value(&sql, &conditions.values())
}

/// Takes a device away.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    let is_still_shown = put_off::deleted(tx, put_off::IDENTITIES, id)?;
    put_off::delete(tx, "identities", id, is_still_shown)?;
    Ok(())
}

/// When a profile is to be assigned or a device to go next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let profile =
        "SELECT min(profile_due_at) FROM identities WHERE tenant = ?1 AND profile_due_at IS NOT NULL";
    let deletion = "SELECT min(delete_at) FROM identities WHERE tenant = ?1 AND delete_at IS NOT NULL";
    let due = |sql| tx.value::<Option<Timestamp>>(sql, &[]);
    Ok([due(profile)?, due(deletion)?].into_iter().flatten().min())
}

/// Gives those their profile that are due for it, some at a time; how many those were.
pub fn assign_due_profiles(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<usize> {
    tx.execute(
        "UPDATE identities SET profile_status = 'assignedInSync', profile_assigned_at = profile_due_at, \
         profile_due_at = NULL WHERE seq IN ( \
             SELECT seq FROM identities WHERE tenant = ?1 AND profile_due_at <= ?2 AND profile_due_at IS NOT NULL \
             ORDER BY profile_due_at LIMIT ?3)",
        values![now, limit],
    )
}

/// The ids of those that are due to go, some at a time.
pub fn due_deletions(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<(String, String)>> {
    tx.all(
        "SELECT id, entra_device_id FROM identities WHERE tenant = ?1 AND delete_at <= ?2 \
         AND delete_at IS NOT NULL ORDER BY delete_at LIMIT ?3",
        values![now, limit],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
