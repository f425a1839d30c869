//! What the description of the server says of what those ask who run it.

use serde_json::{Map, Value, json};

use super::DESCRIPTION;

/// Adds it to the paths of a document.
pub fn add(paths: &mut Map<String, Value>) {
    let json = "application/json";
    for (address, name, about, kind) in [
        ("/healthz", "healthz", "Whether the process lives.", "text/plain"),
        ("/readyz", "readyz", "Whether the server can answer: its database does.", "text/plain"),
        ("/metrics", "metrics", "Its numbers, in the text format of Prometheus.", "text/plain"),
        (DESCRIPTION, "describe", "This document.", json),
    ] {
        let schema = if kind == json { json!({ "type": "object" }) } else { json!({ "type": "string" }) };
        let operation = json!({
            "operationId": name,
            "summary": about,
            "responses": { "200": { "description": "It is so.", "content": { kind: { "schema": schema } } } },
        });
        paths.insert(address.to_owned(), json!({ "get": operation }));
    }
}
