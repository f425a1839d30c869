//! What those ask who run the server: whether it lives, whether it can answer, and its numbers. None of it is a part of Graph.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::http::failure::Failure;
use crate::server::Server;
use crate::store::{StoreError, Tenant, syncs};

/// The addresses.
pub const ADDRESSES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// The process lives.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The server can answer: its database does.
pub async fn readyz(State(server): State<Server>) -> Result<&'static str, Failure> {
    match server.database().read(Tenant::DEFAULT, |tx| syncs::get(tx).map(|_| ())).await {
        Ok(()) => Ok("ok\n"),
        Err(error) => {
            let error: StoreError = error;
            tracing::error!(%error, "not ready");
            Err(Failure::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "ServiceUnavailable",
                "The database doesn't answer. The server's log says why.",
            ))
        }
    }
}

/// Its numbers, in the text format of Prometheus.
pub async fn metrics(State(server): State<Server>) -> Result<Response, Failure> {
    let asked = server.clone();
    let due = server.compute(move |_| asked.next_due().map_err(Failure::from)).await?;
    let late = due.map(|due| due.until(server.clock().now())).unwrap_or_default();
    let text = server.metrics().text(late) + &server.faults().numbers();
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
