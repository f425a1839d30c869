//! `windowsAutopilotSettings` (beta): the sync with the registration service.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use graph::wire::ErrorEnvelope;
use graph::wire::beta::{SyncStatus, WindowsAutopilotSettings};
use serde::Serialize;
use serde_json::{Map, Value};

use super::users::find;
use crate::clock::Timestamp;
use crate::http::answer::{Answer, seconds};
use crate::http::body::{Small, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::page::Selection;
use crate::http::query::Options;
use crate::server::Server;
use crate::store::Tx;
use crate::store::syncs::{self, Sync};

#[derive(Serialize)]
struct Entity {
    #[serde(rename = "@odata.context")]
    context: String,
    #[serde(flatten)]
    settings: WindowsAutopilotSettings,
}

fn shown(context: &Context, options: &Options, sync: Sync) -> Result<Answer, Failure> {
    let entity = Entity {
        context: context.odata_context("windowsAutopilotSettings/$entity"),
        settings: WindowsAutopilotSettings {
            id: sync.id,
            last_sync_date_time: sync.last_sync_at.map(Timestamp::rfc3339),
            last_manual_sync_trigger_date_time: sync.last_asked_at.map(Timestamp::rfc3339),
            sync_status: SyncStatus::from_name(&sync.status),
        },
    };
    match Selection::of(options)? {
        Some(selection) => Answer::ok(&selection.apply(&entity)?),
        None => Answer::ok(&entity),
    }
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
    shown(&context, &options, sync)
}

/// A moment of the settings as a body says it; as it was, where the body says nothing of it.
fn moment(
    given: &Map<String, Value>,
    name: &str,
    was: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<Timestamp>, Failure> {
    let found = given.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    match found {
        None => Ok(was),
        Some(Value::Null) => Ok(None),
        Some(value) => {
            let moment = value.as_str().and_then(Timestamp::parse).filter(|moment| *moment <= now);
            let wrong = || Failure::bad_request(format!("{name} must be a moment that was, in RFC 3339."));
            moment.map(Some).ok_or_else(wrong)
        }
    }
}

/// 409: a sync runs, and will write what it found.
fn running() -> Failure {
    let message = "A sync is running. Wait until syncStatus is completed.";
    Failure::new(StatusCode::CONFLICT, "Conflict", message)
}

/// Changes what is known of the sync.
#[utoipa::path(
    patch,
    path = "/deviceManagement/windowsAutopilotSettings",
    operation_id = "changeSettings",
    request_body = WindowsAutopilotSettings,
    responses(
        (status = 200, description = "What is known of the sync.", body = WindowsAutopilotSettings),
        (status = 409, description = "A sync runs.", body = ErrorEnvelope),
    ),
)]
pub async fn change(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let status = match find(&given, "syncStatus").map(Value::as_str) {
        None => None,
        // Only a sync that was asked for is one that runs.
        Some(Some(status)) => {
            let known = ["unknown", "completed", "failed"];
            let known = known.into_iter().find(|known| known.eq_ignore_ascii_case(status));
            Some(known.ok_or_else(|| {
                Failure::bad_request(
                    "syncStatus can be unknown, completed or failed. A sync is started by …/sync.",
                )
            })?)
        }
        Some(None) => return Err(Failure::bad_request("syncStatus must be a text.")),
    };
    let call = context.clone();
    let change = move |tx: &Tx<'_>| {
        let mut sync = syncs::get(tx)?;
        if sync.due_at.is_some() {
            return Err(running());
        }
        sync.last_sync_at = moment(&given, "lastSyncDateTime", sync.last_sync_at, call.now)?;
        sync.last_asked_at = moment(&given, "lastManualSyncTriggerDateTime", sync.last_asked_at, call.now)?;
        if let Some(status) = status {
            status.clone_into(&mut sync.status);
        }
        syncs::update(tx, &sync)?;
        shown(&call, &Options::of(&Context { query: String::new(), ..(*call).clone() })?, sync)
    };
    server.mutate(&context, &body.0, change).await
}

/// Forgets what is known of the sync: the settings are as those of a tenant that never had one.
#[utoipa::path(
    delete,
    path = "/deviceManagement/windowsAutopilotSettings",
    operation_id = "resetSettings",
    responses(
        (status = 204, description = "It is forgotten."),
        (status = 409, description = "A sync runs.", body = ErrorEnvelope),
    ),
)]
pub async fn reset(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let reset = move |tx: &Tx<'_>| {
        let sync = syncs::get(tx)?;
        if sync.due_at.is_some() {
            return Err(running());
        }
        let status = "unknown".to_owned();
        syncs::update(tx, &Sync { last_sync_at: None, last_asked_at: None, status, ..sync })?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, reset).await
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
            return Err(running());
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
