//! `windowsAutopilotSettings` (beta): the sync with the registration service.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use graph::wire::ErrorEnvelope;
use graph::wire::beta::{SyncStatus, WindowsAutopilotSettings};
use serde::Serialize;

use crate::clock::Timestamp;
use crate::http::answer::{Answer, seconds};
use crate::http::body::Small;
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::http::page::Selection;
use crate::http::query::Options;
use crate::server::Server;
use crate::store::{Tx, syncs};

#[derive(Serialize)]
struct Entity {
    #[serde(rename = "@odata.context")]
    context: String,
    #[serde(flatten)]
    settings: WindowsAutopilotSettings,
}

/// Tells when the registration service was last asked.
#[utoipa::path(
    get,
    path = "/deviceManagement/windowsAutopilotSettings",
    operation_id = "getSettings",
    responses((status = 200, description = "What is known of the sync.", body = WindowsAutopilotSettings)),
)]
pub async fn get(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let options = Options::of(&context)?.only(&["select"])?;
    let sync = server.database().read(context.tenant, syncs::get).await.map_err(Failure::from)?;
    let entity = Entity {
        context: context.odata_context("windowsAutopilotSettings/$entity"),
        settings: WindowsAutopilotSettings {
            id: sync.id,
            last_sync_date_time: sync.last_sync_at.map(Timestamp::rfc3339),
            last_manual_sync_trigger_date_time: sync.last_asked_at.map(Timestamp::rfc3339),
            sync_status: SyncStatus::from_name(&sync.status),
        },
    };
    match Selection::of(&options)? {
        Some(selection) => Answer::ok(&selection.apply(&entity)?),
        None => Answer::ok(&entity),
    }
}

/// Asks for a sync.
#[utoipa::path(
    post,
    path = "/deviceManagement/windowsAutopilotSettings/sync",
    operation_id = "sync",
    responses(
        (status = 204, description = "It runs."),
        (status = 409, description = "One runs already.", body = ErrorEnvelope),
        (status = 429, description = "The last one is too recent; Retry-After says how long to wait.", body = ErrorEnvelope),
    ),
)]
pub async fn sync(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let now = context.now;
    let (interval, duration) = (server.settings().sync_interval, server.settings().sync_duration);
    let start = move |tx: &Tx<'_>| {
        let sync = syncs::get(tx)?;
        if sync.due_at.is_some() {
            let message = "A sync is running. Wait until syncStatus is completed.";
            return Err(Failure::new(StatusCode::CONFLICT, "Conflict", message));
        }
        let allowed_at = sync.last_asked_at.map(|asked| asked.plus(interval)).filter(|at| *at > now);
        if let Some(allowed_at) = allowed_at {
            return Err(too_soon(interval, now.until(allowed_at)));
        }
        syncs::start(tx, now, now.plus(duration))?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, start).await
}

fn too_soon(interval: Duration, wait: Duration) -> Failure {
    // Some clients read whole seconds only.
    let wait = Duration::from_secs(wait.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX));
    let message = format!(
        "The last sync was less than {} seconds ago. Please retry after {} seconds.",
        seconds(interval),
        seconds(wait)
    );
    Failure {
        retry_after: Some(wait),
        ..Failure::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", message)
    }
}
