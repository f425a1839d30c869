//! `operationApprovalRequests`: what waits for the approval of a second administrator (beta).
//!
//! They are made by the calls that are held, so nobody makes, changes or deletes one by hand.

use axum::extract::{Path, State};
use axum::routing::{get, post};
use lifecycle::limits::JUSTIFICATION;
use serde::Deserialize;
use serde_json::json;

use super::entities;
use super::routes::Routes;
use crate::approval::{self, Decision};
use crate::directory::{self, APPROVAL_REQUESTS, Within};
use crate::http::administrator::Kinship;
use crate::http::answer::Answer;
use crate::http::body::{Small, parse_leniently};
use crate::http::context::Ctx;
use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::slice::Owned;
use crate::store::{Tx, approval_requests};

/// The decisions that another administrator can take.
pub const DECISIONS: [Decision; 3] = [Decision::Approve, Decision::Reject, Decision::CancelApproval];

/// The members of `operationApprovalSource`.
const SOURCES: [&str; 4] = ["unknown", "adminConsole", "email", "unknownFutureValue"];

/// The routes, below beta.
pub fn routes() -> Routes {
    let address = format!("/{}", APPROVAL_REQUESTS.context);
    let mut router = Routes::new()
        .merge(entities::routes(&APPROVAL_REQUESTS))
        .route(&format!("{address}/retrieveMyRequests"), get(list_own))
        .route(&format!("{address}/retrieveMyRequestById/id/{{id}}"), get(get_own))
        .route(&format!("{address}/cancelMyRequest"), post(cancel_own))
        .route(&format!("{address}/retrieveRequestStatus"), post(status));
    for decision in DECISIONS {
        let decide = move |State(server): State<Server>,
                           Ctx(context): Ctx,
                           Path(id): Path<String>,
                           body: Small| async move {
            let said: Said = parse_leniently(&body.0)?;
            let justification = said.checked()?;
            let call = context.clone();
            let decide = move |tx: &Tx<'_>| {
                let status = approval::decide(tx, &call, &id, decision, justification.as_deref())?;
                Answer::ok(&json!({ "@odata.context": call.context_of("Edm.String"), "value": status }))
            };
            server.mutate(&context, &body.0, decide).await
        };
        router = router.route(&format!("{address}/{{id}}/{}", decision.name()), post(decide));
    }
    router
}

/// What an administrator says with a decision.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Said {
    justification: Option<String>,
    approval_source: Option<String>,
}

impl Said {
    /// The justification, if all makes sense.
    fn checked(self) -> Result<Option<String>, Failure> {
        let is_known = |source: &String| SOURCES.iter().any(|known| known.eq_ignore_ascii_case(source));
        if self.approval_source.is_some_and(|source| !is_known(&source)) {
            let known = SOURCES[..3].join(", ");
            return Err(Failure::bad_request(format!("approvalSource must be one of {known}.")));
        }
        let justification =
            self.justification.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        match justification {
            Some(text) if text.chars().count() > JUSTIFICATION => {
                Err(Failure::bad_request(format!("A justification has {JUSTIFICATION} characters at most.")))
            }
            justification => Ok(justification),
        }
    }
}

/// Lists the requests of who asks.
async fn list_own(State(server): State<Server>, Ctx(context): Ctx) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let list = move |tx: &Tx<'_>| {
        let text = |text: &Option<String>| text.clone().map_or(Owned::Null, Owned::Text);
        let (id, name) = (text(&context.administrator.id), text(&context.administrator.user_name));
        let (condition, values) = match (&id, &name) {
            (Owned::Null, Owned::Null) => ("requestor_id IS NULL AND requestor_name IS NULL", vec![]),
            (Owned::Null, _) => ("requestor_name = ?", vec![name]),
            (_, Owned::Null) => ("requestor_id = ?", vec![id]),
            // One that was made without an id is known by its name.
            _ => ("(requestor_id = ? OR (requestor_id IS NULL AND requestor_name = ?))", vec![id, name]),
        };
        directory::list(tx, &context, &APPROVAL_REQUESTS, Within::of(condition, values))
    };
    server.read(tenant, now, list).await
}

/// Gives a request of who asks.
async fn get_own(
    State(server): State<Server>,
    Ctx(context): Ctx,
    Path(id): Path<String>,
) -> Result<Answer, Failure> {
    let (tenant, now) = (context.tenant, context.now);
    let find = move |tx: &Tx<'_>| {
        let request = approval_requests::find(tx, &id)?;
        let is_own =
            request.is_some_and(|found| approval::is_of(&found, &context.administrator) == Kinship::Same);
        if !is_own {
            return Err(Failure::not_found(APPROVAL_REQUESTS.noun));
        }
        directory::find(tx, &context, &APPROVAL_REQUESTS, ("id", &id))
    };
    server.read(tenant, now, find).await
}

/// Which request.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Which {
    id: String,
}

/// Cancels a request of who asks.
async fn cancel_own(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let which: Which = parse_leniently(&body.0)?;
    let id = uuid::Uuid::try_parse(&which.id)
        .map_err(|_| Failure::bad_request("The body needs the id of an approval request."))?
        .to_string();
    let call = context.clone();
    let cancel = move |tx: &Tx<'_>| {
        approval::cancel_own(tx, &call, &id)?;
        Ok(Answer::no_content())
    };
    server.mutate(&context, &body.0, cancel).await
}

/// Which entity.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Entity {
    entity_id: String,
    entity_type: String,
}

/// Tells whether an entity waits for approval.
async fn status(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Answer, Failure> {
    let asked: Entity = parse_leniently(&body.0)?;
    let last = asked.entity_type.rsplit(['.', '#']).next().unwrap_or_default();
    let known = [approval::DEVICE, approval::POLICY];
    let entity_type = known.into_iter().find(|known| known.eq_ignore_ascii_case(last)).ok_or_else(|| {
        Failure::bad_request(format!("The body needs an entityType: one of {}.", known.join(", ")))
    })?;
    let entity_id = asked.entity_id.to_ascii_lowercase();
    let (tenant, now) = (context.tenant, context.now);
    let find = move |tx: &Tx<'_>| {
        let last = approval_requests::last_about(tx, entity_type, &entity_id)?;
        let status = last.as_ref().map_or("unknown", |last| approval::status_at(last, context.now));
        Answer::ok(&json!({
            "@odata.context": context.context_of("microsoft.graph.operationApprovalRequestEntityStatus"),
            "requestId": last.as_ref().map(|last| &last.id),
            "requestStatus": status,
            "requestExpirationDateTime": last.as_ref().map(|last| last.expires_at.rfc3339()),
            "entityLocked": matches!(status, "needsApproval" | "approved"),
        }))
    };
    server.read(tenant, now, find).await
}
