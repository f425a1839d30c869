//! `importedWindowsAutopilotDeviceIdentities`: devices on their way into the tenant.

use std::time::Duration;

use axum::extract::{Path, State};
use graph::wire::{Collection, ErrorEnvelope, ImportedWindowsAutopilotDeviceIdentity};
use serde::Serialize;

use super::present;
use crate::clock::Timestamp;
use crate::directory::Followed;
use crate::http::answer::Answer;
use crate::http::body::Small;
use crate::http::context::{Context, Ctx, Version};
use crate::http::failure::Failure;
use crate::http::filter;
use crate::http::page::{self, Listing, Page, Selection};
use crate::http::query::{Options, PAGE};
use crate::server::Server;
use crate::store::sql::Row;
use crate::store::{Tx, imports};

/// The name of the set in addresses of types.
pub const SET: &str = "importedWindowsAutopilotDeviceIdentities";

/// It's not worth to ask sooner than that again.
const SHORTEST_POLL: Duration = Duration::from_millis(100);

#[derive(Serialize)]
struct Entity<'a> {
    #[serde(rename = "@odata.context")]
    context: String,
    #[serde(flatten)]
    import: present::Import<'a>,
}

/// The body of an answer with one import.
pub fn entity<'a>(context: &Context, import: present::Import<'a>) -> impl Serialize + use<'a> {
    Entity { context: context.odata_context(&format!("{SET}/$entity")), import }
}

/// What is on its way, for those who follow it.
pub struct Imports;

impl Followed for Imports {
    fn context(&self) -> &'static str {
        "deviceManagement/importedWindowsAutopilotDeviceIdentities"
    }

    fn kind(&self) -> &'static str {
        "ImportedWindowsAutopilotDeviceIdentity"
    }

    fn table(&self) -> &'static str {
        "imports"
    }

    fn columns(&self) -> Vec<&'static str> {
        imports::COLUMNS.to_vec()
    }

    fn page(&self) -> (usize, usize) {
        (PAGE, PAGE)
    }

    fn add(&self, page: &mut Page, row: &Row<'_>, _: Version) -> Result<(), Failure> {
        page.add(&present::Import::stored(&imports::Import::from_row(row)?))
    }
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
    let asked = context.clone();
    let (answer, due) = server
        .read(context.tenant, context.now, move |tx| {
            let options = Options::of(&asked)?.only(page::OPTIONS)?;
            let call = options.get("filter").map(filter::import_id).transpose()?;
            let slice = page::slice(&options)?;
            let count = options.count()?.then(|| imports::count(tx, call.as_deref())).transpose()?;
            let mut listing = Listing::new(&asked, &options, &slice, SET, count)?;
            imports::list(tx, call.as_deref(), &slice, |import| {
                listing.add((import.seq, import.serial_key), &present::Import::stored(import))
            })?;
            Ok::<_, Failure>((listing.end()?, imports::next_due(tx)?))
        })
        .await?;
    Ok(answer.poll_after(poll_after(&server, &context, due)))
}

/// How soon something will have changed.
pub fn poll_after(server: &Server, context: &Context, due: Option<Timestamp>) -> Duration {
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
    let count = server
        .read(context.tenant, context.now, move |tx| imports::count(tx, call.as_deref()))
        .await
        .map_err(Failure::from)?;
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
    let selection = Selection::of(&Options::of(&context)?.only(&["select"])?)?;
    let asked = context.clone();
    let (answer, due) = server
        .read(context.tenant, context.now, move |tx| {
            let found = imports::find(tx, &id, |import| {
                let entity = entity(&asked, present::Import::stored(import));
                let answer = match &selection {
                    Some(selection) => Answer::ok(&selection.apply(&entity)?)?,
                    None => Answer::ok(&entity)?,
                };
                let is_due = matches!(import.status, "unknown" | "pending");
                Ok::<_, Failure>((answer, is_due.then_some(import.complete_at)))
            })?;
            found.ok_or_else(|| Failure::not_found("import"))?
        })
        .await?;
    Ok(answer.poll_after(poll_after(&server, &context, due)))
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
