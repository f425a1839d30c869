//! `activeDirectory`: the organisation's own directory, and its sync.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::clock::Timestamp;
use crate::directory::{self, COMPUTERS};
use crate::http::answer::Answer;
use crate::http::body::{Small, parse, parse_leniently};
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::{Tx, computers};
use crate::world::{self, NewComputer};

/// What is said of a computer that joins.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Given {
    name: String,
    #[serde(rename = "dNSHostName")]
    dns_host_name: Option<String>,
    distinguished_name: Option<String>,
    operating_system: Option<String>,
    operating_system_version: Option<String>,
    enabled: Option<bool>,
}

/// Adds a computer, as its join to the domain does.
pub async fn create(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let given: Given = parse(&body.0)?;
    let (call, adding) = (context.clone(), server.clone());
    let add = move |tx: &Tx<'_>| {
        let new = NewComputer {
            name: given.name,
            dns_host_name: given.dns_host_name,
            distinguished_name: given.distinguished_name,
            operating_system: given.operating_system,
            operating_system_version: given.operating_system_version,
            is_enabled: given.enabled.unwrap_or(true),
        };
        let id = world::add_computer(tx, adding.ids(), adding.settings(), &new, call.now)?;
        let answer = shown(tx, &call, &id)?;
        let location = format!("{}{}/{id}", call.base, call.path);
        Ok(Answer { status: StatusCode::CREATED.as_u16(), ..answer }
            .with(header::LOCATION.as_str(), location))
    };
    server.mutate(&context, &body.0, add).await
}

fn shown(tx: &Tx<'_>, context: &Context, id: &str) -> Result<Answer, Failure> {
    let plain = Context { query: String::new(), ..context.clone() };
    directory::find(tx, &plain, &COMPUTERS, ("id", id))
}

/// Changes a computer. The cloud's directory hears of it by the next sync.
pub async fn change(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let given: Map<String, Value> = parse_leniently(&body.0)?;
    let call = context.clone();
    let change = move |tx: &Tx<'_>| {
        if directory::change(tx, &call, &COMPUTERS, &id, &given)? == 0 {
            return Err(Failure::not_found(COMPUTERS.noun));
        }
        computers::mark(tx, &id)?;
        shown(tx, &call, &id)
    };
    server.mutate(&context, &body.0, change).await
}

/// Deletes a computer. Its object in the cloud's directory goes by the next sync.
pub async fn delete(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
    body: Small,
) -> Result<Answer, Failure> {
    let delete = move |tx: &Tx<'_>| {
        let is_gone = computers::delete(tx, &id)?;
        is_gone.then(Answer::no_content).ok_or_else(|| Failure::not_found(COMPUTERS.noun))
    };
    server.mutate(&context, &body.0, delete).await
}

/// Tells when the directory was last synced, and when it will be.
pub async fn get_sync(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let known = server.database().read(context.tenant, computers::sync).await.map_err(Failure::from)?;
    Answer::ok(&json!({
        "@odata.context": context.context_of("activeDirectory/sync"),
        "lastSyncDateTime": known.last_sync_at.map(Timestamp::rfc3339),
        "nextSyncDateTime": known.due_at.map(Timestamp::rfc3339),
    }))
}

/// Has it synced now.
pub async fn sync(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let (now, asking) = (context.now, server.clone());
    let start = move |tx: &Tx<'_>| {
        world::sync_now(tx, asking.ids(), now)?;
        Ok(Answer::new(StatusCode::ACCEPTED, Vec::new()))
    };
    server.mutate(&context, &body.0, start).await
}
