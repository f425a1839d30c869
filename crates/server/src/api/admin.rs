//! `/admin/faults`: the rules by which requests of a tenant meet with faults. It is there only where the server was started with
//! `--admin`, and it is no part of Graph.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use graph::wire::ErrorEnvelope;

use crate::faults::Faults;
use crate::http::body::Small;
use crate::http::context::{Context, Ctx};
use crate::http::failure::Failure;
use crate::server::Server;

/// The address, below that of a tenant.
pub const ADDRESS: &str = "/admin/faults";

/// Rules, as they are described; [`Faults`] reads them.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "it describes what is read elsewhere")]
pub struct FaultRules {
    /// From which chance follows: the same seed and the same requests give the same faults.
    seed: Option<u64>,
    /// Looked at one after another, until one refuses the request.
    rules: Vec<FaultRule>,
    /// How often each rule was met; passed over where it is sent.
    counts: Option<Vec<FaultCount>>,
}

/// Which requests meet with which fault, and when. `docs/server-faults.md` tells more.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "it describes what is read elsewhere")]
pub struct FaultRule {
    /// `throttle`, `unavailable`, `burst`, `latency`, `lostAnswer`, `lateVisibility` or `halfDelete`.
    fault: String,
    /// Addresses below the version, such as `/devices/{id}` or `/deviceManagement/managedDevices/*`.
    routes: Option<Vec<String>>,
    /// Methods.
    methods: Option<Vec<String>>,
    /// `v1.0` or `beta`.
    version: Option<String>,
    /// How likely it is.
    chance: Option<f64>,
    /// Each so many-th request.
    every: Option<u64>,
    /// But not the first ones.
    after: Option<u64>,
    /// So many times at most.
    times: Option<u64>,
    /// What is sent as `Retry-After` (`throttle`, `unavailable`).
    retry_after: Option<f64>,
    /// How many requests have room in a window (`burst`).
    requests: Option<u64>,
    /// How long a window is (`burst`), or until what is late or half is no more (`lateVisibility`, `halfDelete`).
    seconds: Option<f64>,
    /// For how long answers are held back: a number, or two between which it is (`latency`).
    milliseconds: Option<serde_json::Value>,
}

/// How often a rule was met.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "it describes what is written elsewhere")]
pub struct FaultCount {
    /// How many requests it was about.
    seen: u64,
    /// How many of those met with the fault.
    met: u64,
}

/// Tells which rules hold for a tenant, and how often each was met. It is there only with `--admin`.
#[utoipa::path(
    get,
    path = "/admin/faults",
    operation_id = "getFaults",
    responses((status = 200, description = "The rules.", body = FaultRules)),
)]
pub async fn get(State(server): State<Server>, Ctx(context): Ctx) -> Response {
    shown(&server, &context)
}

/// Gives a tenant rules, instead of those that held. They begin anew. It is there only with `--admin`.
#[utoipa::path(
    put,
    path = "/admin/faults",
    operation_id = "setFaults",
    request_body = FaultRules,
    responses(
        (status = 200, description = "The rules.", body = FaultRules),
        (status = 400, description = "They make no sense; the message names the field.", body = ErrorEnvelope),
    ),
)]
pub async fn put(State(server): State<Server>, Ctx(context): Ctx, body: Small) -> Result<Response, Failure> {
    let text = std::str::from_utf8(&body.0).map_err(|_| Failure::bad_request("The body is no UTF-8."))?;
    let faults = Faults::from_json(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Failure::bad_request(format!("The rules stay as they were: {error}.")))?;
    server.faults().set(context.tenant, &faults);
    Ok(shown(&server, &context))
}

/// Takes all rules from a tenant. It is there only with `--admin`.
#[utoipa::path(
    delete,
    path = "/admin/faults",
    operation_id = "deleteFaults",
    responses((status = 204, description = "There are none.")),
)]
pub async fn delete(State(server): State<Server>, Ctx(context): Ctx) -> StatusCode {
    server.faults().set(context.tenant, &Faults::default());
    StatusCode::NO_CONTENT
}

fn shown(server: &Server, context: &Context) -> Response {
    let body = server.faults().shown(context.tenant).to_string();
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
