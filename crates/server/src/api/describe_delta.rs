//! What the description of the server says of `delta()`.

use serde_json::{Map, Value, json};

use super::delta::LISTS;
use super::describe_entities::{prefix, put, reference, refusal};
use crate::directory::Followed;
use crate::http::context::Version;

/// The options, and what they are for.
const OPTIONS: [(&str, &str, &str); 6] = [
    ("$select", "query", "The properties that are told. The id always is."),
    ("$filter", "query", "The entities that are told of: id eq 'id' or id eq 'id', 50 at most."),
    ("$top", "query", "How many a page has at most."),
    (
        "$deltatoken",
        "query",
        "Where to go on, as @odata.deltaLink has it. latest: from now on, without a list.",
    ),
    ("$skiptoken", "query", "Where to go on, as @odata.nextLink has it."),
    ("Prefer", "header", "odata.maxpagesize=n: how many a page has at most."),
];

/// Adds it to the paths of a document that has the types.
pub fn add(paths: &mut Map<String, Value>, schemas: &Map<String, Value>) {
    for version in [Version::V1, Version::Beta] {
        for list in LISTS {
            let address = format!("/{}/{}/delta", version.segment(), list.context());
            put(paths, &address, "get", operation(*list, version, schemas));
        }
    }
}

fn operation(list: &dyn Followed, version: Version, schemas: &Map<String, Value>) -> Value {
    let of_beta = format!("beta.{}", list.kind());
    let is_beta = version == Version::Beta && schemas.contains_key(&of_beta);
    let kind = if is_beta { of_beta } else { list.kind().to_owned() };
    let parameters: Vec<Value> = OPTIONS
        .iter()
        .map(|(name, place, about)| {
            json!({ "name": name, "in": place, "description": about, "schema": { "type": "string" } })
        })
        .collect();
    let gone = json!({
        "type": "object",
        "required": ["id", "@removed"],
        "properties": {
            "id": { "type": "string" },
            "@removed": {
                "type": "object",
                "properties": { "reason": { "type": "string", "enum": ["changed", "deleted"] } },
            },
        },
    });
    let page = json!({
        "type": "object",
        "properties": {
            "@odata.context": { "type": "string" },
            "@odata.nextLink": { "type": "string" },
            "@odata.deltaLink": { "type": "string" },
            "value": { "type": "array", "items": { "anyOf": [reference(&kind), gone] } },
        },
    });
    let mut about = "Tells what has changed since the list was read: the list at first, and with the link at its end what came, changed \
                     or went since, each once as it is now."
        .to_owned();
    if list.context().starts_with("deviceManagement/") {
        about.push_str(" An addition of this server: Microsoft Graph has nothing at this address.");
    }
    let set = list.context().rsplit('/').next().unwrap_or_default();
    json!({
        "operationId": format!("{}.{set}.delta", prefix(version)),
        "summary": about,
        "parameters": parameters,
        "responses": {
            "200": { "description": "A page.", "content": { "application/json": { "schema": page } } },
            "410": {
                "description": "It isn't known any more what has changed since then.",
                "headers": { "Location": { "description": "Where to start anew.", "schema": { "type": "string" } } },
                "content": { "application/json": { "schema": reference("ErrorEnvelope") } },
            },
            "default": refusal(),
        },
    })
}
