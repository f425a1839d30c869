//! Devices on their way into the tenant.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params};

use super::slice::{Conditions, Position, Slice};
use super::{Result, Tx};
use crate::clock::Timestamp;
use crate::registration::{Candidate, Verdict};

/// An import.
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "the id of the call is called so by the protocol")]
pub struct Import {
    /// Its number.
    pub seq: i64,
    /// Its id.
    pub id: String,
    /// The id of the call that it came by.
    pub import_id: String,
    /// What was asked for, and what its hash says.
    pub candidate: Candidate,
    /// How far it is, as the wire has it.
    pub status: String,
    /// The error's number; 0: none.
    pub error_code: i32,
    /// The error's name.
    pub error_name: Option<String>,
    /// The Autopilot identity that came of it.
    pub registration_id: Option<String>,
    /// When it will be done, as far as that is known.
    pub complete_at: Timestamp,
}

const COLUMNS: &str = "seq, id, import_id, group_tag, serial_number, serial_key, product_key, assigned_user, identity, \
                       manufacturer, model, verdict, status, error_code, error_name, registration_id, complete_at";

impl Import {
    /// Where it stands in a list.
    pub fn position(&self) -> Position {
        Position { seq: self.seq, serial_key: self.candidate.serial_key.clone() }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Import> {
        Ok(Import {
            seq: row.get(0)?,
            id: row.get(1)?,
            import_id: row.get(2)?,
            candidate: Candidate {
                group_tag: row.get(3)?,
                serial_number: row.get(4)?,
                serial_key: row.get(5)?,
                product_key: row.get(6)?,
                assigned_user: row.get(7)?,
                identity: row.get(8)?,
                manufacturer: row.get(9)?,
                model: row.get(10)?,
                verdict: Verdict::from_name(row.get_ref(11)?.as_str()?),
            },
            status: row.get(12)?,
            error_code: row.get(13)?,
            error_name: row.get(14)?,
            registration_id: row.get(15)?,
            complete_at: Timestamp(row.get(16)?),
        })
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

/// Takes in an import: `unknown` at first.
pub fn insert(
    tx: &Tx<'_>,
    id: &str,
    import_id: &str,
    candidate: &Candidate,
    schedule: Schedule,
) -> Result<()> {
    tx.0.prepare_cached(
        "INSERT INTO imports (id, import_id, group_tag, serial_number, serial_key, product_key, assigned_user, \
         identity, manufacturer, model, verdict, status, error_code, complete_at, due_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'unknown', 0, ?12, ?13)",
    )?
    .execute(params![
        id,
        import_id,
        candidate.group_tag,
        candidate.serial_number,
        candidate.serial_key,
        candidate.product_key,
        candidate.assigned_user,
        candidate.identity,
        candidate.manufacturer,
        candidate.model,
        candidate.verdict.name(),
        schedule.complete_at.0,
        schedule.pending_at.map(|at| at.0),
    ])?;
    Ok(())
}

/// The import of that id.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Import>> {
    let mut statement = tx.0.prepare_cached(&format!("SELECT {COLUMNS} FROM imports WHERE id = ?1"))?;
    Ok(statement.query_row([id], Import::from_row).optional()?)
}

fn conditions(import_id: Option<&str>) -> Conditions {
    let mut conditions = Conditions::default();
    if let Some(import_id) = import_id {
        conditions.and("import_id = ?", [Value::Text(import_id.to_owned())]);
    }
    conditions
}

/// Some imports: of one call, or of all.
pub fn list(tx: &Tx<'_>, import_id: Option<&str>, slice: &Slice) -> Result<Vec<Import>> {
    let mut conditions = conditions(import_id);
    conditions.slice(slice);
    let mut statement = tx.0.prepare_cached(&format!("SELECT {COLUMNS} FROM imports{}", conditions.sql()))?;
    let rows = statement.query_map(conditions.values(), Import::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many imports there are: of one call, or of all.
pub fn count(tx: &Tx<'_>, import_id: Option<&str>) -> Result<u64> {
    let conditions = conditions(import_id);
    let mut statement = tx.0.prepare_cached(&format!("SELECT count(*) FROM imports{}", conditions.sql()))?;
    Ok(statement.query_row(conditions.values(), |row| row.get(0))?)
}

/// Forgets an import; `false`: there is none.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<bool> {
    Ok(tx.0.prepare_cached("DELETE FROM imports WHERE id = ?1")?.execute([id])? > 0)
}

/// When there is something to be done next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let mut statement =
        tx.0.prepare_cached("SELECT min(due_at) FROM imports WHERE status = ?1 AND due_at IS NOT NULL")?;
    let mut due = |status| statement.query_row([status], |row| row.get::<_, Option<i64>>(0));
    Ok([due("unknown")?, due("pending")?].into_iter().flatten().min().map(Timestamp))
}

/// Makes those `pending` that are due for it, some at a time; how many those were.
pub fn begin_due(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<usize> {
    let mut statement = tx.0.prepare_cached(
        "UPDATE imports SET status = 'pending', due_at = complete_at WHERE seq IN ( \
             SELECT seq FROM imports WHERE due_at <= ?1 AND due_at IS NOT NULL AND status = 'unknown' \
             ORDER BY due_at, seq LIMIT ?2)",
    )?;
    Ok(statement.execute(params![now.0, limit])?)
}

/// Those that are due to be decided, some at a time, in the order they came.
pub fn complete_due(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<Import>> {
    let mut statement = tx.0.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM imports WHERE due_at <= ?1 AND due_at IS NOT NULL AND status = 'pending' \
         ORDER BY due_at, seq LIMIT ?2"
    ))?;
    let rows = statement.query_map(params![now.0, limit], Import::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Ends an import well.
pub fn complete(tx: &Tx<'_>, seq: i64, registration_id: &str) -> Result<()> {
    tx.0.prepare_cached(
        "UPDATE imports SET status = 'complete', registration_id = ?2, due_at = NULL WHERE seq = ?1",
    )?
    .execute(params![seq, registration_id])?;
    Ok(())
}

/// Ends an import badly.
pub fn fail(tx: &Tx<'_>, seq: i64, code: i32, name: &str) -> Result<()> {
    tx.0.prepare_cached(
        "UPDATE imports SET status = 'error', error_code = ?2, error_name = ?3, due_at = NULL WHERE seq = ?1",
    )?
    .execute(params![seq, code, name])?;
    Ok(())
}
