//! Trying again what was refused.

use std::collections::HashSet;

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use outbox::{Intent, Row, RowStatus, State, serial_key};
use web_sys::Blob;

use super::register::{new_registration, underway};
use super::who::administrator;
use crate::components::explain_storage;
use crate::store::{Store, StoreError};
use crate::sync::now;
use crate::t;
use crate::tenant::Tenant;
use crate::worker::slice;

/// Tries those devices of an intent again that were refused: all, or those with these serial numbers. They become an
/// intent of their own. One that waits for approval is asked for anew as a whole.
pub fn retry_failed(tenant: Tenant, seq: u32, serials: Option<Vec<String>>) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    let records = tenant.records.get_untracked();
    let Some(intent) = records.intents.iter().find(|intent| intent.seq == seq).cloned() else { return };
    // They may be tried again already.
    let underway = underway(&records.intents, &intent.server);
    // A call that was refused as a whole never named its devices, and of one that waits nothing was done.
    let all = matches!(intent.state, State::Rejected | State::Approval);
    let wished: Option<HashSet<String>> = serials.map(|serials| serials.into_iter().collect());
    let wanted = move |row: &Row| {
        (all || matches!(row.status, RowStatus::Failed { .. }))
            && !underway.contains(&serial_key(&row.serial))
            && wished.as_ref().is_none_or(|wished| wished.contains(&row.serial))
    };
    let by = administrator(tenant);
    spawn_local(async move {
        match retry(&store, &intent, wanted, &by).await {
            // Where another tab was first, the page shows it in a moment.
            Ok(true) | Err(StoreError::Conflict) => {}
            Ok(false) => workspace.toasts.failed(t!(workspace.i18n, "register-retry-gone")),
            Err(error) => workspace.toasts.failed(explain_storage(workspace.i18n, &error)),
        }
    });
}

/// Keeps an intent for the wanted devices of another one; whether there is anything to be sent.
async fn retry(
    store: &Store,
    intent: &Intent,
    wanted: impl Fn(&Row) -> bool,
    by: &str,
) -> Result<bool, StoreError> {
    let Some(payload) = store.payload(intent.seq).await? else { return Ok(false) };
    let pieces = Array::new();
    let (mut rows, mut at) = (Vec::new(), 0);
    for row in intent.rows().iter().filter(|row| wanted(row)) {
        let (start, len) = row.span;
        let Ok(piece) = slice(&payload, u64::from(start), u64::from(start) + u64::from(len)) else {
            return Ok(false);
        };
        pieces.push(&piece);
        let (status, span) = (RowStatus::Waiting, (at, len));
        rows.push(Row { span, status, since: now(), import: None, ..row.clone() });
        at += len;
    }
    let composed = Blob::new_with_blob_sequence(&pieces).ok();
    // What is cut short is not what was kept.
    let composed = composed.filter(|blob| !rows.is_empty() && blob.size() >= f64::from(at));
    let Some(blob) = composed else { return Ok(false) };
    store.retry_intent(intent, new_registration(&intent.server, rows), Some(blob), by).await?;
    Ok(true)
}
