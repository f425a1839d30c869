//! What was answered to whom, for those who ask again because they did not hear it.

use super::sql::values;
use super::{Result, Tx};
use crate::clock::Timestamp;

/// By what a repeated request is known.
#[derive(Clone, Debug)]
pub struct Key {
    /// The id that the client gave it.
    pub client_request_id: String,
    /// What it asks for: a client may use one id for many requests.
    pub digest: [u8; 32],
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The status.
    pub status: u16,
    /// The headers that are this answer's own.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The id of the call that the body tells of, where the call's devices are yet to be put into it. They aren't kept:
    /// a repeated request brings them, and their ids follow from this one.
    pub import_id: Option<String>,
}

/// What was answered before.
pub fn find(tx: &Tx<'_>, key: &Key) -> Result<Option<Remembered>> {
    tx.first(
        "SELECT status, headers, body, import_id FROM answers \
         WHERE tenant = ?1 AND client_request_id = ?2 AND digest = ?3",
        values![&key.client_request_id, &key.digest],
        |row| {
            let headers = serde_json::from_str(row.get(1)?).unwrap_or_default();
            Ok(Remembered { status: row.get(0)?, headers, body: row.get(2)?, import_id: row.get(3)? })
        },
    )
}

/// Remembers an answer.
pub fn insert(tx: &Tx<'_>, key: &Key, answer: &Remembered, now: Timestamp) -> Result<()> {
    let headers = serde_json::to_string(&answer.headers).unwrap_or_else(|_| "[]".to_owned());
    tx.execute(
        "INSERT INTO answers (tenant, client_request_id, digest, answered_at, status, headers, body, import_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        values![
            &key.client_request_id,
            &key.digest,
            now,
            answer.status,
            &headers,
            &answer.body,
            &answer.import_id
        ],
    )?;
    Ok(())
}

/// When the oldest was given.
pub fn oldest(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    tx.value("SELECT min(answered_at) FROM answers WHERE tenant = ?1", &[])
}

/// Forgets those given until then, some at a time; how many those were.
pub fn forget(tx: &Tx<'_>, until: Timestamp, limit: usize) -> Result<usize> {
    tx.execute(
        "DELETE FROM answers WHERE tenant = ?1 AND (client_request_id, digest) IN ( \
             SELECT client_request_id, digest FROM answers WHERE tenant = ?1 AND answered_at <= ?2 \
             ORDER BY answered_at LIMIT ?3)",
        values![until, limit],
    )
}
