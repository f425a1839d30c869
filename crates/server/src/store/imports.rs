//! Devices on their way into the tenant.

use std::sync::LazyLock;

use uuid::Uuid;

use super::slice::{Conditions, Owned, Slice};
use super::sql::{Row, ToValue, Value, values};
use super::{Result, StoreError, Tx, put_off};
use crate::clock::Timestamp;
use crate::registration::{Candidate, Verdict};

/// An import that waits for its decision.
#[derive(Clone, Debug)]
pub struct Due {
    /// Its number.
    pub seq: i64,
    /// What was asked for, and what its hash says.
    pub candidate: Candidate,
}

/// An import as it is shown; its texts are where the database has them.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_field_names, reason = "the id of the call is called so by the protocol")]
pub struct Import<'r> {
    /// Its number.
    pub seq: i64,
    /// Its id.
    pub id: &'r str,
    /// The id of the call that it came by.
    pub import_id: &'r str,
    /// The group tag.
    pub group_tag: Option<&'r str>,
    /// The serial number.
    pub serial_number: &'r str,
    /// By what serial numbers are compared.
    pub serial_key: &'r str,
    /// The product key id.
    pub product_key: &'r str,
    /// The user that it is for.
    pub assigned_user: Option<&'r str>,
    /// How far it is, as the wire has it.
    pub status: &'r str,
    /// The error's number; 0: none.
    pub error_code: i32,
    /// The error's name.
    pub error_name: Option<&'r str>,
    /// The Autopilot identity that came of it.
    pub registration_id: Option<&'r str>,
    /// When it will be done, as far as that is known.
    pub complete_at: Timestamp,
}

/// What is shown of an import, behind its number.
pub const COLUMNS: &[&str] = &[
    "id",
    "import_id",
    "group_tag",
    "serial_number",
    "serial_key",
    "product_key",
    "assigned_user",
    "status",
    "error_code",
    "error_name",
    "registration_id",
    "complete_at",
];

static SHOWN: LazyLock<String> = LazyLock::new(|| format!("seq, {}", COLUMNS.join(", ")));

impl<'r> Import<'r> {
    /// The import of a row that has its number, and then the columns.
    pub fn from_row(row: &Row<'r>) -> Result<Import<'r>> {
        Ok(Import {
            seq: row.get(0)?,
            id: row.get(1)?,
            import_id: row.get(2)?,
            group_tag: row.get(3)?,
            serial_number: row.get(4)?,
            serial_key: row.get(5)?,
            product_key: row.get(6)?,
            assigned_user: row.get(7)?,
            status: row.get(8)?,
            error_code: row.get(9)?,
            error_name: row.get(10)?,
            registration_id: row.get(11)?,
            complete_at: row.get(12)?,
        })
    }
}

impl ToValue for Verdict {
    fn value(&self) -> Value<'_> {
        Value::Text(self.name())
    }
}

/// When the steps of an import are due.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// When it becomes `pending`; never, where it is stuck.
    pub pending_at: Option<Timestamp>,
    /// When it is done.
    pub complete_at: Timestamp,
}

/// How many imports one statement takes in where there are as many: what a statement does once costs as much as a row.
const TOGETHER: usize = 25;

/// How many values of a row are its own.
const OWN: usize = 12;

static INSERT_ONE: LazyLock<String> = LazyLock::new(|| insertion(1));
static INSERT_MANY: LazyLock<String> = LazyLock::new(|| insertion(TOGETHER));

/// The statement that takes in so many imports of a call.
fn insertion(rows: usize) -> String {
    let row = |row: usize| {
        let own: Vec<String> = (0..OWN).map(|value| format!("?{}", 3 + row * OWN + value)).collect();
        format!("(?1, ?2, 'unknown', 0, {})", own.join(", "))
    };
    format!(
        "INSERT INTO imports (tenant, import_id, status, error_code, id, group_tag, serial_number, serial_key, product_key, \
         assigned_user, identity, manufacturer, model, verdict, complete_at, due_at) VALUES {}",
        (0..rows).map(row).collect::<Vec<_>>().join(", ")
    )
}

/// Takes in imports of a call: `unknown` at first.
pub fn insert(tx: &Tx<'_>, import_id: Uuid, imports: &[(Uuid, &Candidate, Schedule)]) -> Result<()> {
    let mut text = Uuid::encode_buffer();
    let import_id: &str = import_id.hyphenated().encode_lower(&mut text);
    let (many, rest) = imports.as_chunks::<TOGETHER>();
    for imports in many {
        insert_with(tx, &INSERT_MANY, import_id, imports)?;
    }
    rest.iter().try_for_each(|import| insert_with(tx, &INSERT_ONE, import_id, std::slice::from_ref(import)))
}

fn insert_with(
    tx: &Tx<'_>,
    sql: &str,
    import_id: &str,
    imports: &[(Uuid, &Candidate, Schedule)],
) -> Result<()> {
    let ids: Vec<String> = imports.iter().map(|(id, ..)| id.to_string()).collect();
    let mut values = Vec::with_capacity(1 + imports.len() * OWN);
    values.push(Value::Text(import_id));
    for ((_, candidate, schedule), id) in imports.iter().zip(&ids) {
        let own: [&dyn ToValue; OWN] = [
            id,
            &candidate.group_tag,
            &candidate.serial_number,
            &candidate.serial_key,
            &candidate.product_key,
            &candidate.assigned_user,
            &candidate.identity,
            &candidate.manufacturer,
            &candidate.model,
            &candidate.verdict,
            &schedule.complete_at,
            &schedule.pending_at,
        ];
        values.extend(own.into_iter().map(ToValue::value));
    }
    tx.execute(sql, &values)?;
    ids.iter().try_for_each(|id| put_off::created(tx, put_off::IMPORTS, id))
}

/// What is made of the import of that id; `None`: there is none.
pub fn find<T>(tx: &Tx<'_>, id: &str, make: impl FnOnce(&Import<'_>) -> T) -> Result<Option<T>> {
    let mut conditions = put_off::shown(tx, put_off::IMPORTS, None);
    conditions.and("id = ?", [Owned::Text(id.to_owned())]);
    let sql = format!("SELECT {} FROM imports{}", *SHOWN, conditions.sql());
    tx.first(&sql, &conditions.values(), |row| Ok(make(&Import::from_row(row)?)))
}

fn conditions(tx: &Tx<'_>, import_id: Option<&str>) -> Conditions {
    let mut conditions = put_off::shown(tx, put_off::IMPORTS, None);
    if let Some(import_id) = import_id {
        conditions.and("import_id = ?", [Owned::Text(import_id.to_owned())]);
    }
    conditions
}

/// Shows some imports, one after another: of one call, or of all.
pub fn list<E: From<StoreError>>(
    tx: &Tx<'_>,
    import_id: Option<&str>,
    slice: &Slice,
    mut show: impl FnMut(&Import<'_>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut conditions = conditions(tx, import_id);
    conditions.slice(slice);
    let sql = format!("SELECT {} FROM imports{}", *SHOWN, conditions.sql());
    tx.each(&sql, &conditions.values(), |row| show(&Import::from_row(row)?))
}

/// How many imports there are: of one call, or of all.
pub fn count(tx: &Tx<'_>, import_id: Option<&str>) -> Result<u64> {
    let conditions = conditions(tx, import_id);
    tx.value(&format!("SELECT count(*) FROM imports{}", conditions.sql()), &conditions.values())
}

/// Forgets an import; `false`: there is none.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<bool> {
    let is_still_shown = put_off::deleted(tx, put_off::IMPORTS, id)?;
    Ok(put_off::delete(tx, "imports", id, is_still_shown)? > 0)
}

/// When there is something to be done next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let sql = "SELECT min(due_at) FROM imports WHERE tenant = ?1 AND status = ?2 AND due_at IS NOT NULL";
    let due = |status: &str| tx.value::<Option<Timestamp>>(sql, values![status]);
    Ok([due("unknown")?, due("pending")?].into_iter().flatten().min())
}

/// Makes those `pending` that are due for it, some at a time; how many those were.
pub fn begin_due(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<usize> {
    tx.execute(
        "UPDATE imports SET status = 'pending', due_at = complete_at WHERE seq IN ( \
             SELECT seq FROM imports WHERE tenant = ?1 AND due_at <= ?2 AND due_at IS NOT NULL \
             AND status = 'unknown' ORDER BY due_at, seq LIMIT ?3)",
        values![now, limit],
    )
}

/// Those that are due to be decided, some at a time, in the order they came.
pub fn complete_due(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<Due>> {
    tx.all(
        "SELECT seq, group_tag, serial_number, serial_key, product_key, assigned_user, identity, manufacturer, model, \
         verdict FROM imports WHERE tenant = ?1 AND due_at <= ?2 AND due_at IS NOT NULL AND status = 'pending' \
         ORDER BY due_at, seq LIMIT ?3",
        values![now, limit],
        |row| {
            Ok(Due {
                seq: row.get(0)?,
                candidate: Candidate {
                    group_tag: row.get(1)?,
                    serial_number: row.get(2)?,
                    serial_key: row.get(3)?,
                    product_key: row.get(4)?,
                    assigned_user: row.get(5)?,
                    identity: row.get(6)?,
                    manufacturer: row.get(7)?,
                    model: row.get(8)?,
                    verdict: Verdict::from_name(row.get(9)?),
                },
            })
        },
    )
}

/// Ends an import well.
pub fn complete(tx: &Tx<'_>, seq: i64, registration_id: &str) -> Result<()> {
    tx.execute(
        "UPDATE imports SET status = 'complete', registration_id = ?3, due_at = NULL \
         WHERE tenant = ?1 AND seq = ?2",
        values![seq, registration_id],
    )?;
    Ok(())
}

/// Ends an import badly.
pub fn fail(tx: &Tx<'_>, seq: i64, code: i32, name: &str) -> Result<()> {
    tx.execute(
        "UPDATE imports SET status = 'error', error_code = ?3, error_name = ?4, due_at = NULL \
         WHERE tenant = ?1 AND seq = ?2",
        values![seq, code, name],
    )?;
    Ok(())
}
