//! Partners, and what they have uploaded.

use super::sql::{ToValue, Value, values};
use super::{Result, Tx};
use crate::clock::Timestamp;
use crate::registration::{Candidate, Verdict};

/// Adds a partner.
pub fn insert(tx: &Tx<'_>, id: &str, name: &str, kind: &str, now: Timestamp) -> Result<()> {
    let sql = "INSERT INTO partners (tenant, id, name, kind, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    tx.execute(sql, values![id, name, kind, now])?;
    Ok(())
}

/// What kind of partner it is; `None`: there is none of that id.
pub fn kind_of(tx: &Tx<'_>, id: &str) -> Result<Option<String>> {
    tx.first("SELECT kind FROM partners WHERE tenant = ?1 AND id = ?2", values![id], |row| row.get(0))
}

/// Adds a batch; `false`: the partner has one of that name.
pub fn insert_batch(tx: &Tx<'_>, partner: &str, id: &str, name: &str, now: Timestamp) -> Result<bool> {
    let added = tx.execute(
        "INSERT INTO partner_batches (tenant, partner_id, id, name, created_at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT DO NOTHING",
        values![partner, id, name, now],
    )?;
    Ok(added > 0)
}

/// Whether the partner has that batch.
pub fn has_batch(tx: &Tx<'_>, partner: &str, id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM partner_batches WHERE tenant = ?1 AND partner_id = ?2 AND id = ?3";
    tx.exists(sql, values![partner, id])
}

/// What is uploaded in one go.
pub struct Upload<'a> {
    /// The partner.
    pub partner: &'a str,
    /// The batch; none, where a maker registers a device directly.
    pub batch: Option<&'a str>,
    /// The id by which its progress is asked for.
    pub job: &'a str,
    /// The purchase order.
    pub purchase_order: Option<&'a str>,
}

/// Takes in a device; `due_at`: when it is decided, or never.
pub fn upload(
    tx: &Tx<'_>,
    upload: &Upload<'_>,
    id: &str,
    candidate: &Candidate,
    (now, due_at): (Timestamp, Option<Timestamp>),
) -> Result<()> {
    tx.execute(
        "INSERT INTO partner_devices (tenant, id, partner_id, batch_id, job_id, serial_number, serial_key, product_key, \
         identity, manufacturer, model, purchase_order, verdict, uploaded_at, due_at, status) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 'processing')",
        values![
            id,
            upload.partner,
            upload.batch,
            upload.job,
            candidate.serial_number,
            candidate.serial_key,
            candidate.product_key,
            candidate.identity,
            candidate.manufacturer,
            candidate.model,
            upload.purchase_order,
            candidate.verdict,
            now,
            due_at
        ],
    )?;
    Ok(())
}

/// An uploaded device whose time has come.
pub struct Due {
    /// Its number.
    pub seq: i64,
    /// What was uploaded.
    pub candidate: Candidate,
    /// The purchase order.
    pub purchase_order: Option<String>,
}

/// When the next one is decided.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(due_at) FROM partner_devices WHERE tenant = ?1 AND due_at IS NOT NULL", &[])
}

/// Those that are due, some at a time.
pub fn due(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<Due>> {
    tx.all(
        "SELECT seq, serial_number, serial_key, product_key, identity, manufacturer, model, verdict, purchase_order \
         FROM partner_devices WHERE tenant = ?1 AND due_at <= ?2 AND due_at IS NOT NULL ORDER BY due_at, seq LIMIT ?3",
        values![now, limit],
        |row| {
            Ok(Due {
                seq: row.get(0)?,
                candidate: Candidate {
                    group_tag: None,
                    serial_number: row.get(1)?,
                    serial_key: row.get(2)?,
                    product_key: row.get(3)?,
                    assigned_user: None,
                    identity: row.get(4)?,
                    manufacturer: row.get(5)?,
                    model: row.get(6)?,
                    verdict: Verdict::from_name(row.get(7)?),
                },
                purchase_order: row.get(8)?,
            })
        },
    )
}

/// Notes what became of one: the Autopilot identity, or the error's number and name.
pub fn decide(tx: &Tx<'_>, seq: i64, outcome: std::result::Result<&str, (&str, &str)>) -> Result<()> {
    let (status, registration, error) = match outcome {
        Ok(registration) => ("finished", registration.value(), [Value::Null; 2]),
        Err((code, name)) => ("finished_with_errors", Value::Null, [code.value(), name.value()]),
    };
    tx.execute(
        "UPDATE partner_devices SET status = ?3, registration_id = ?4, error_code = ?5, error_name = ?6, due_at = NULL \
         WHERE tenant = ?1 AND seq = ?2",
        &[seq.value(), status.value(), registration, error[0], error[1]],
    )?;
    Ok(())
}

/// Notes which Autopilot identity came of the upload of that id.
pub fn settle(tx: &Tx<'_>, id: &str, registration_id: &str) -> Result<()> {
    let sql = "UPDATE partner_devices SET status = 'finished', registration_id = ?3, due_at = NULL \
               WHERE tenant = ?1 AND id = ?2";
    tx.execute(sql, values![id, registration_id])?;
    Ok(())
}

/// Takes a device that is registered no more from the partner's list.
pub fn forget(tx: &Tx<'_>, registration_id: &str) -> Result<()> {
    let sql = "UPDATE partner_devices SET registration_id = NULL WHERE tenant = ?1 AND registration_id = ?2";
    tx.execute(sql, values![registration_id])?;
    Ok(())
}

/// The Autopilot identity of a partner's device.
pub fn registration_of(tx: &Tx<'_>, partner: &str, batch: &str, id: &str) -> Result<Option<String>> {
    let sql = "SELECT registration_id FROM partner_devices WHERE tenant = ?1 AND partner_id = ?2 AND batch_id = ?3 \
               AND id = ?4 AND registration_id IS NOT NULL";
    tx.first(sql, values![partner, batch, id], |row| row.get(0))
}

/// The Autopilot identities of a partner's devices with a serial number.
pub fn registrations_of_serial(tx: &Tx<'_>, partner: &str, serial_key: &str) -> Result<Vec<String>> {
    let sql = "SELECT registration_id FROM partner_devices WHERE tenant = ?1 AND partner_id = ?2 AND serial_key = ?3 \
               AND registration_id IS NOT NULL ORDER BY seq";
    tx.all(sql, values![partner, serial_key], |row| row.get(0))
}

/// A device of an upload, and how far it is.
pub struct Progress {
    /// Its id.
    pub id: String,
    /// The serial number.
    pub serial_number: String,
    /// The product key id.
    pub product_key: String,
    /// How far it is.
    pub status: String,
    /// The error's number, and its name.
    pub error: [Option<String>; 2],
    /// When it was uploaded.
    pub uploaded_at: Timestamp,
}

/// All devices of an upload.
pub fn progress(tx: &Tx<'_>, partner: &str, job: &str) -> Result<Vec<Progress>> {
    tx.all(
        "SELECT id, serial_number, product_key, status, error_code, error_name, uploaded_at FROM partner_devices \
         WHERE tenant = ?1 AND partner_id = ?2 AND job_id = ?3 ORDER BY seq",
        values![partner, job],
        |row| {
            Ok(Progress {
                id: row.get(0)?,
                serial_number: row.get(1)?,
                product_key: row.get(2)?,
                status: row.get(3)?,
                error: [row.get(4)?, row.get(5)?],
                uploaded_at: row.get(6)?,
            })
        },
    )
}
