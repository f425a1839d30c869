//! `importedWindowsAutopilotDeviceIdentities`: devices on their way into the tenant.

use std::borrow::Cow;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use graph::wire::{Collection, ErrorEnvelope, ImportRequest, ImportedWindowsAutopilotDeviceIdentity};
use serde::{Deserialize, Serialize};

use super::present;
use crate::clock::Timestamp;
use crate::http::answer::Answer;
use crate::http::body::{Large, Small, parse};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::http::filter;
use crate::http::page::{self, Selection};
use crate::http::query::Options;
use crate::registration::{Candidate, Given, accept};
use crate::server::{Server, request_key};
use crate::settings::Settings;
use crate::store::imports::{self, Schedule};
use crate::store::{Result as StoreResult, Tx};
use crate::supply::Fault;

const SET: &str = "importedWindowsAutopilotDeviceIdentities";

/// It's not worth to ask sooner than that again.
const SHORTEST_POLL: Duration = Duration::from_millis(100);

/// A text that is borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// A device as clients send it, with all that they are known to do: older names, nulls, a state that nobody reads.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent<'a> {
    #[serde(borrow)]
    group_tag: Option<Text<'a>>,
    #[serde(borrow)]
    order_identifier: Option<Text<'a>>,
    #[serde(borrow)]
    serial_number: Option<Text<'a>>,
    #[serde(borrow)]
    product_key: Option<Text<'a>>,
    #[serde(borrow)]
    hardware_identifier: Option<Text<'a>>,
    #[serde(borrow)]
    assigned_user_principal_name: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SentCall<'a> {
    #[serde(borrow)]
    imported_windows_autopilot_device_identities: Vec<Sent<'a>>,
}

impl<'a> From<Sent<'a>> for Given<'a> {
    fn from(sent: Sent<'a>) -> Given<'a> {
        let text = |text: Option<Text<'a>>| text.map_or(Cow::Borrowed(""), |Text(text)| text);
        Given {
            group_tag: sent.group_tag.or(sent.order_identifier).map(|Text(text)| text),
            serial_number: text(sent.serial_number),
            product_key: text(sent.product_key),
            hardware_identifier: text(sent.hardware_identifier),
            assigned_user: sent.assigned_user_principal_name.map(|Text(text)| text),
        }
    }
}

#[derive(Serialize)]
struct Entity<T> {
    #[serde(rename = "@odata.context")]
    context: String,
    #[serde(flatten)]
    entity: T,
}

/// Lists imports. `$filter=importId eq '…'` gives those of one call.
#[utoipa::path(
    get,
    path = "/deviceManagement/importedWindowsAutopilotDeviceIdentities",
    operation_id = "listImports",
    responses(
        (status = 200, description = "A page.", body = Collection<ImportedWindowsAutopilotDeviceIdentity>),
        (status = 400, description = "An option is not supported.", body = ErrorEnvelope),
    ),
)]
pub async fn list(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let options = Options::of(&context)?.only(page::OPTIONS)?;
    let call = options.get("filter").map(filter::import_id).transpose()?;
    let (slice, counted) = (page::slice(&options)?, options.count()?);
    let (rows, count, due, slice) = server
        .database()
        .read(move |tx| {
            let rows = imports::list(tx, call.as_deref(), &slice)?;
            let count = counted.then(|| imports::count(tx, call.as_deref())).transpose()?;
            Ok::<_, Failure>((rows, count, imports::next_due(tx)?, slice))
        })
        .await?;
    let (rows, token) = page::split(rows, &slice, imports::Import::position);
    let items = rows.iter().map(present::import).collect();
    let answer = page::answer(&context, &options, SET, items, (count, token))?;
    Ok(answer.poll_after(poll_after(&server, &context, due)))
}

/// How soon something will have changed.
fn poll_after(server: &Server, context: &Context, due: Option<Timestamp>) -> Duration {
    due.map_or(server.settings().registration, |due| context.now.until(due)).max(SHORTEST_POLL)
}

/// How many imports there are.
#[utoipa::path(
    get,
    path = "/deviceManagement/importedWindowsAutopilotDeviceIdentities/$count",
    operation_id = "countImports",
    responses((status = 200, description = "The number.", body = String, content_type = "text/plain")),
)]
pub async fn count(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let options = Options::of(&context)?.only(&["filter"])?;
    let call = options.get("filter").map(filter::import_id).transpose()?;
    let count =
        server.database().read(move |tx| imports::count(tx, call.as_deref())).await.map_err(Failure::from)?;
    Ok(Answer::count(count))
}

/// Gives an import: how far it is, and what came of it.
#[utoipa::path(
    get,
    path = "/deviceManagement/importedWindowsAutopilotDeviceIdentities/{id}",
    operation_id = "getImport",
    params(("id" = String, Path, description = "The import's id.")),
    responses(
        (status = 200, description = "The import.", body = ImportedWindowsAutopilotDeviceIdentity),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn get(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let options = Options::of(&context)?.only(&["select"])?;
    let found = server.database().read(move |tx| imports::find(tx, &id)).await.map_err(Failure::from)?;
    let found = found.ok_or_else(|| Failure::not_found("import"))?;
    let entity =
        Entity { context: context.odata_context(&format!("{SET}/$entity")), entity: present::import(&found) };
    let answer = match Selection::of(&options)? {
        Some(selection) => Answer::ok(&selection.apply(&entity)?)?,
        None => Answer::ok(&entity)?,
    };
    let is_due = matches!(found.status.as_str(), "unknown" | "pending");
    Ok(answer.poll_after(poll_after(&server, &context, is_due.then_some(found.complete_at))))
}

/// Registers a device.
#[utoipa::path(
    post,
    path = "/deviceManagement/importedWindowsAutopilotDeviceIdentities",
    operation_id = "createImport",
    request_body = ImportedWindowsAutopilotDeviceIdentity,
    responses(
        (status = 201, description = "The import, in progress.", body = ImportedWindowsAutopilotDeviceIdentity),
        (status = 400, description = "The body makes no sense.", body = ErrorEnvelope),
    ),
)]
pub async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let sent: Sent<'_> = parse(&body.0)?;
    let candidates = accept(&[sent.into()], false);
    let id = server.ids().id().to_string();
    let location = format!("{}{}/{id}", context.base, context.path);
    let entity = candidates.first().map(|candidate| Entity {
        context: context.odata_context(&format!("{SET}/$entity")),
        entity: present::accepted(&id, &id, candidate),
    });
    let answer = Answer::json(StatusCode::CREATED, &entity)?
        .with(header::LOCATION.as_str(), location)
        .poll_after(poll_after(&server, &context, None));
    let rows = candidates.into_iter().map(|candidate| (id.clone(), candidate)).collect();
    let insert = insertion(&server, &context, id.clone(), rows);
    server.mutate(&context, &body.0, |tx| insert(tx).map(|()| answer).map_err(Failure::from)).await
}

/// Registers devices, as many as there are in the body.
#[utoipa::path(
    post,
    path = "/deviceManagement/importedWindowsAutopilotDeviceIdentities/import",
    operation_id = "import",
    request_body = ImportRequest,
    responses(
        (
            status = 200,
            description = "The imports, in progress, in the order of the request.",
            body = Collection<ImportedWindowsAutopilotDeviceIdentity>,
        ),
        (status = 400, description = "The body makes no sense.", body = ErrorEnvelope),
        (status = 413, description = "The body is too large.", body = ErrorEnvelope),
    ),
)]
pub async fn import(State(server): State<Server>, Ctx(context): Ctx, body: Large) -> Result<Answer, Failure> {
    let call = context.clone();
    let (key, insert, answer) = server
        .compute(move |server| {
            let sent: SentCall<'_> = parse(&body.0)?;
            let given: Vec<Given<'_>> =
                sent.imported_windows_autopilot_device_identities.into_iter().map(Given::from).collect();
            let candidates = accept(&given, !server.database().is_inline());
            let import_id = server.ids().id().to_string();
            let rows: Vec<(String, Candidate)> =
                candidates.into_iter().map(|candidate| (server.ids().id().to_string(), candidate)).collect();
            let value =
                rows.iter().map(|(id, candidate)| present::accepted(id, &import_id, candidate)).collect();
            let page =
                Collection { context: Some(call.odata_context(SET)), count: None, value, next_link: None };
            let answer = Answer::ok(&page)?.poll_after(poll_after(server, &call, None));
            Ok((request_key(&call, &body.0), insertion(server, &call, import_id, rows), answer))
        })
        .await?;
    server.mutate_once(&context, key, |tx| insert(tx).map(|()| answer).map_err(Failure::from)).await
}

/// What writes the imports of a call.
fn insertion(
    server: &Server,
    context: &Context,
    import_id: String,
    rows: Vec<(String, Candidate)>,
) -> impl FnOnce(&Tx<'_>) -> StoreResult<()> + Send + use<> {
    let schedules: Vec<Schedule> =
        rows.iter().map(|(_, candidate)| schedule(server.settings(), context.now, candidate)).collect();
    move |tx| {
        rows.iter().zip(schedules).try_for_each(|((id, candidate), schedule)| {
            imports::insert(tx, id, &import_id, candidate, schedule)
        })
    }
}

fn schedule(settings: &Settings, now: Timestamp, candidate: &Candidate) -> Schedule {
    let is_stuck = settings.supply.fault(&candidate.serial_number) == Some(&Fault::Stuck);
    Schedule {
        pending_at: (!is_stuck).then(|| now.plus(settings.registration / 4)),
        complete_at: now.plus(settings.registration),
    }
}

/// Forgets an import. What came of it stays.
#[utoipa::path(
    delete,
    path = "/deviceManagement/importedWindowsAutopilotDeviceIdentities/{id}",
    operation_id = "deleteImport",
    params(("id" = String, Path, description = "The import's id.")),
    responses(
        (status = 204, description = "It is forgotten."),
        (status = 404, description = "There is none.", body = ErrorEnvelope),
    ),
)]
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let forget = move |tx: &Tx<'_>| {
        if imports::delete(tx, &id)? { Ok(Answer::no_content()) } else { Err(Failure::not_found("import")) }
    };
    server.mutate(&context, &body.0, forget).await
}
