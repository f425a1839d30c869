//! `importedWindowsAutopilotDeviceIdentities`: taking devices in.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use graph::wire::{Collection, ErrorEnvelope, ImportRequest, ImportedWindowsAutopilotDeviceIdentity};
use serde::Deserialize;
use serde::de::IgnoredAny;
use uuid::Uuid;

use super::imported::{SET, entity, poll_after};
use super::present;
use crate::clock::Timestamp;
use crate::http::answer::Answer;
use crate::http::body::{Large, Small, parse};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::http::page::Page;
use crate::ids::Series;
use crate::registration::{Candidate, Given, accept};
use crate::server::{Server, request_key};
use crate::store::Tx;
use crate::store::imports::{self, Schedule};
use crate::supply::Fault;

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
    let import_id = server.ids().id();
    // The only device of a call is called as the call.
    let id = import_id.to_string();
    let location = format!("{}{}/{id}", context.base, context.path);
    let import = candidates.first().map(|candidate| present::Import::accepted(&id, &id, candidate));
    let answer = Answer::json(StatusCode::CREATED, &import.map(|import| entity(&context, import)))?
        .with(header::LOCATION.as_str(), location)
        .poll_after(poll_after(&server, &context, None));
    let (writing, now) = (server.clone(), context.now);
    let insert = move |tx: &Tx<'_>| {
        let row = |candidate| (import_id, candidate, schedule(&writing, now, candidate));
        imports::insert(tx, import_id, &candidates.iter().map(row).collect::<Vec<_>>())?;
        Ok(answer)
    };
    server.mutate(&context, &body.0, insert).await
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
    let asked = context.clone();
    let (key, candidates) = server
        .compute(move |server| {
            let sent: SentCall<'_> = parse(&body.0)?;
            let given: Vec<Given<'_>> =
                sent.imported_windows_autopilot_device_identities.into_iter().map(Given::from).collect();
            let candidates = accept(&given, !server.database().is_inline());
            Ok((request_key(&asked, &body.0), Arc::<[Candidate]>::from(candidates)))
        })
        .await?;
    let import_id = server.ids().id();
    let accepted = Answer {
        import_id: Some(import_id.to_string()),
        ..Page::new(&context.odata_context(SET), None, None)?.end(None)?
    }
    .poll_after(poll_after(&server, &context, None));
    let (writing, now, rows) = (server.clone(), context.now, Arc::clone(&candidates));
    let insert = move |tx: &Tx<'_>| {
        let row = |(candidate, place)| {
            (Series::at(import_id, place), candidate, schedule(&writing, now, candidate))
        };
        imports::insert(tx, import_id, &rows.iter().zip(0..).map(row).collect::<Vec<_>>())?;
        Ok(accepted)
    };
    let answer = server.mutate_once(&context, key, insert).await?;
    server.compute(move |_| complete(answer, &candidates)).await
}

/// Puts the devices of a call into the answer to it: the one just made, or the one that was kept when the call came first.
///
/// What was kept is too small to hold them: the same request brings the same devices, and their ids follow from the call's.
/// An answer that an older server kept holds them already.
fn complete(mut answer: Answer, candidates: &[Candidate]) -> Result<Answer, Failure> {
    let Some(import_id) = answer.import_id.take() else { return Ok(answer) };
    let first = Uuid::try_parse(&import_id).map_err(|error| Failure::internal(&error.to_string()))?;
    let kept: Collection<IgnoredAny> =
        serde_json::from_slice(&answer.body).map_err(|error| Failure::internal(&error.to_string()))?;
    let mut page = Page::new(&kept.context.unwrap_or_default(), None, None)?;
    for (candidate, place) in candidates.iter().zip(0..) {
        let mut text = Uuid::encode_buffer();
        let id = Series::at(first, place).hyphenated().encode_lower(&mut text);
        page.add(&present::Import::accepted(id, &import_id, candidate))?;
    }
    answer.body = page.end(None)?.body;
    Ok(answer)
}

fn schedule(server: &Server, now: Timestamp, candidate: &Candidate) -> Schedule {
    let settings = server.settings();
    let is_stuck = settings.supply.fault(&candidate.serial_key) == Some(&Fault::Stuck);
    Schedule {
        pending_at: (!is_stuck).then(|| now.plus(settings.registration / 4)),
        complete_at: now.plus(settings.registration),
    }
}
