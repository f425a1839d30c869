//! Operations that wait for the approval of a second administrator, or did.

use super::sql::values;
use super::{Result, Row, Tx};
use crate::clock::Timestamp;

/// A request, as far as it is acted upon.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its id, which is its code.
    pub id: String,
    /// How far it is, as the wire has it.
    pub status: String,
    /// Which policy it is about.
    pub policy_type: String,
    /// When it expires.
    pub expires_at: Timestamp,
    /// The requestor's id.
    pub requestor_id: Option<String>,
    /// The requestor's user principal name.
    pub requestor_name: Option<String>,
    /// By what the same call is known.
    pub digest: [u8; 32],
}

/// A request that is made.
#[derive(Debug)]
pub struct Made<'a> {
    /// Its id.
    pub id: &'a str,
    /// Which policy it is about.
    pub policy_type: &'a str,
    /// When it expires.
    pub expires_at: Timestamp,
    /// Who asks, as the wire tells it.
    pub requestor: &'a str,
    /// Their id.
    pub requestor_id: Option<&'a str>,
    /// Their user principal name.
    pub requestor_name: Option<&'a str>,
    /// Why it is asked for.
    pub justification: &'a str,
    /// By what the same call is known.
    pub digest: [u8; 32],
    /// What an approver is told of it: a JSON object.
    pub operation: &'a str,
    /// What it is about: the type, and the ids.
    pub entities: (&'a str, &'a [String]),
}

const COLUMNS: &str = "id, status, policy_type, expires_at, requestor_id, requestor_name, digest";

fn read(row: &Row<'_>) -> Result<Request> {
    Ok(Request {
        id: row.get(0)?,
        status: row.get(1)?,
        policy_type: row.get(2)?,
        expires_at: row.get(3)?,
        requestor_id: row.get(4)?,
        requestor_name: row.get(5)?,
        digest: row.get(6)?,
    })
}

/// The one of that id.
pub fn find(tx: &Tx<'_>, id: &str) -> Result<Option<Request>> {
    let sql = format!("SELECT {COLUMNS} FROM approval_requests WHERE tenant = ?1 AND id = ?2");
    tx.first(&sql, values![id], read)
}

/// The last one about an entity.
pub fn last_about(tx: &Tx<'_>, entity_type: &str, entity_id: &str) -> Result<Option<Request>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM approval_requests WHERE tenant = ?1 AND id IN (SELECT request_id FROM approval_entities \
         WHERE tenant = ?1 AND entity_id = ?2 AND entity_type = ?3) ORDER BY seq DESC LIMIT 1"
    );
    tx.first(&sql, values![entity_id, entity_type], read)
}

/// Adds one, which needs approval.
pub fn insert(tx: &Tx<'_>, made: &Made<'_>, now: Timestamp) -> Result<()> {
    let policy_types = serde_json::json!([made.policy_type]).to_string();
    tx.execute(
        "INSERT INTO approval_requests (tenant, id, status, policy_type, policy_types, requested_at, expires_at, modified_at, \
         due_at, requestor, requestor_id, requestor_name, request_justification, digest, operation) \
         VALUES (?1, ?2, 'needsApproval', ?3, ?4, ?5, ?6, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        values![
            made.id,
            made.policy_type,
            policy_types,
            now,
            made.expires_at,
            made.requestor,
            made.requestor_id,
            made.requestor_name,
            made.justification,
            made.digest,
            made.operation
        ],
    )?;
    let (entity_type, ids) = made.entities;
    for id in ids {
        tx.execute(
            "INSERT INTO approval_entities (tenant, entity_id, entity_type, request_id) VALUES (?1, ?2, ?3, ?4)",
            values![id, entity_type, made.id],
        )?;
    }
    Ok(())
}

/// Writes that it was approved, which leaves it open, or that it is over.
pub fn set_status(tx: &Tx<'_>, id: &str, status: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE approval_requests SET status = ?3, modified_at = ?4, \
         due_at = CASE WHEN ?3 = 'approved' THEN due_at ELSE NULL END WHERE tenant = ?1 AND id = ?2",
        values![id, status, now],
    )?;
    Ok(())
}

/// Writes who decided, as the wire tells it, and why.
pub fn set_approver(tx: &Tx<'_>, id: &str, approver: &str, justification: Option<&str>) -> Result<()> {
    tx.execute(
        "UPDATE approval_requests SET approver = ?3, approval_justification = ?4 WHERE tenant = ?1 AND id = ?2",
        values![id, approver, justification],
    )?;
    Ok(())
}

/// Cancels those that are open for a policy that is no more.
pub fn cancel_open(tx: &Tx<'_>, policy_type: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE approval_requests SET status = 'cancelled', modified_at = ?3, due_at = NULL \
         WHERE tenant = ?1 AND policy_type = ?2 AND due_at IS NOT NULL",
        values![policy_type, now],
    )?;
    Ok(())
}

/// Cancels those that are open and have waited for a managed device that goes, where no other one of theirs is left.
pub fn cancel_about(tx: &Tx<'_>, device: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE approval_requests SET status = 'cancelled', modified_at = ?3, due_at = NULL \
         WHERE tenant = ?1 AND due_at > ?3 AND id IN ( \
             SELECT request_id FROM approval_entities \
             WHERE tenant = ?1 AND entity_type = 'managedDevice' AND entity_id = ?2) \
         AND NOT EXISTS ( \
             SELECT 1 FROM approval_entities e JOIN managed_devices d ON d.tenant = e.tenant AND d.id = e.entity_id \
             WHERE e.tenant = ?1 AND e.request_id = approval_requests.id AND d.removed_at IS NULL AND d.id <> ?2)",
        values![device, now],
    )?;
    Ok(())
}

/// When the one that has been over for longest came to its end.
pub fn oldest_over(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(modified_at) FROM approval_requests WHERE tenant = ?1 AND due_at IS NULL", &[])
}

/// Forgets those that came to their end by then, some at a time; how many those were.
pub fn forget(tx: &Tx<'_>, until: Timestamp, limit: usize) -> Result<usize> {
    let over: Vec<String> = tx.all(
        "SELECT id FROM approval_requests WHERE tenant = ?1 AND due_at IS NULL AND modified_at <= ?2 \
         ORDER BY modified_at, seq LIMIT ?3",
        values![until, limit],
        |row| row.get(0),
    )?;
    for id in &over {
        tx.execute("DELETE FROM approval_entities WHERE tenant = ?1 AND request_id = ?2", values![id])?;
        tx.execute("DELETE FROM approval_requests WHERE tenant = ?1 AND id = ?2", values![id])?;
    }
    Ok(over.len())
}

/// When one expires next.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(due_at) FROM approval_requests WHERE tenant = ?1 AND due_at IS NOT NULL", &[])
}

/// Writes that those are expired that are by now, some at a time; how many those were.
pub fn expire_due(tx: &Tx<'_>, now: Timestamp, limit: usize) -> Result<usize> {
    tx.execute(
        "UPDATE approval_requests SET status = 'expired', modified_at = expires_at, due_at = NULL WHERE seq IN ( \
             SELECT seq FROM approval_requests WHERE tenant = ?1 AND due_at <= ?2 ORDER BY due_at LIMIT ?3)",
        values![now, limit],
    )
}
