//! What the description of the server says of approval: its addresses, and what it adds to those that it may hold.

use serde_json::{Map, Value, json};

use super::approval_requests::DECISIONS;
use super::describe_entities::{
    answer, count, one, operation, page, put, reference, schema, schema_name, several, shown, value,
};
use crate::directory::{APPROVAL_POLICIES, APPROVAL_REQUESTS, Entity};
use crate::http::context::Version;

const VERSION: Version = Version::Beta;

/// Adds the addresses of policies and requests, which are of beta alone.
pub fn add(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for entity in [&APPROVAL_POLICIES, &APPROVAL_REQUESTS] {
        schemas.insert(schema_name(entity, VERSION), schema(entity, VERSION));
        let address = address(entity, "");
        let all = operation(VERSION, "list", entity, &[], page(entity, VERSION));
        put(paths, &address, "get", all);
        put(paths, &format!("{address}/$count"), "get", operation(VERSION, "count", entity, &[], count()));
        let item = operation(VERSION, "get", entity, &[("id", "The id.")], one(entity, VERSION));
        put(paths, &format!("{address}/{{id}}"), "get", item);
    }
    add_policies(paths);
    add_requests(paths);
}

fn address(entity: &Entity, below: &str) -> String {
    format!("/{}/{}{below}", VERSION.segment(), entity.context)
}

fn add_policies(paths: &mut Map<String, Value>) {
    let policies = &APPROVAL_POLICIES;
    let id = [("id", "The id.")];
    let item = address(policies, "/{id}");
    let mut create = operation(
        VERSION,
        "create",
        policies,
        &[],
        shown("201", "It is made.", &reference(&schema_name(policies, VERSION))),
    );
    take(&mut create, &reference(&schema_name(policies, VERSION)));
    put(paths, &address(policies, ""), "post", create);
    let mut change = operation(VERSION, "change", policies, &id, one(policies, VERSION));
    take(&mut change, &reference(&schema_name(policies, VERSION)));
    put(paths, &item, "patch", change);
    put(paths, &item, "delete", operation(VERSION, "delete", policies, &id, answer(204, "It is gone.")));
    protect_one(paths, &item, "patch");
    protect_one(paths, &item, "delete");
    for (name, about) in [
        ("retrieveApprovableOperations", "What a policy can be made for."),
        ("retrieveOperationsRequiringApproval", "What takes approval now."),
    ] {
        let texts = json!({ "type": "object", "additionalProperties": { "type": "string" } });
        let told = operation(VERSION, name, policies, &[], shown("200", about, &several(&texts)));
        put(paths, &address(policies, &format!("/{name}")), "get", told);
    }
}

fn add_requests(paths: &mut Map<String, Value>) {
    let requests = &APPROVAL_REQUESTS;
    let id = [("id", "The id.")];
    let text = || json!({ "type": "string" });
    for decision in DECISIONS {
        let name = decision.name();
        let mut decide = operation(
            VERSION,
            name,
            requests,
            &id,
            shown("200", "The status of the request.", &value(&text())),
        );
        let properties = json!({ "justification": text(), "approvalSource": text() });
        take(&mut decide, &json!({ "type": "object", "properties": properties }));
        put(paths, &address(requests, &format!("/{{id}}/{name}")), "post", decide);
    }
    let own = operation(VERSION, "retrieveMyRequests", requests, &[], page(requests, VERSION));
    put(paths, &address(requests, "/retrieveMyRequests"), "get", own);
    let one_own = operation(VERSION, "retrieveMyRequestById", requests, &id, one(requests, VERSION));
    put(paths, &address(requests, "/retrieveMyRequestById/id/{id}"), "get", one_own);
    let mut cancel = operation(VERSION, "cancelMyRequest", requests, &[], answer(204, "It is cancelled."));
    take(&mut cancel, &json!({ "type": "object", "properties": { "id": text() }, "required": ["id"] }));
    put(paths, &address(requests, "/cancelMyRequest"), "post", cancel);
    let told = shown("200", "Whether an entity waits for approval.", &status());
    let mut status = operation(VERSION, "retrieveRequestStatus", requests, &[], told);
    let properties = json!({ "entityId": text(), "entityType": text() });
    let required = ["entityId", "entityType"];
    take(&mut status, &json!({ "type": "object", "properties": properties, "required": required }));
    put(paths, &address(requests, "/retrieveRequestStatus"), "post", status);
}

/// Whether an entity waits for approval.
fn status() -> Value {
    let text = json!({ "type": ["string", "null"] });
    let properties = json!({
        "@odata.context": { "type": "string" },
        "entityLocked": { "type": "boolean" },
        "requestExpirationDateTime": text,
        "requestId": text,
        "requestStatus": { "type": "string" },
    });
    json!({ "type": "object", "properties": properties })
}

/// Says which body an operation takes.
fn take(operation: &mut Value, schema: &Value) {
    operation["requestBody"] = json!({ "content": { "application/json": { "schema": schema } } });
}

/// Says of a device's address what approval adds to what is asked of it.
pub fn protect(paths: &mut Map<String, Value>, device: &str) {
    protect_one(paths, device, "delete");
    for name in ["wipe", "retire"] {
        protect_one(paths, &format!("{device}/{name}"), "post");
    }
}

/// Says it of one operation.
pub fn protect_one(paths: &mut Map<String, Value>, address: &str, method: &str) {
    let Some(operation) = paths.get_mut(address).and_then(|item| item.get_mut(method)) else { return };
    if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
        for (name, about) in [
            (
                "x-msft-approval-justification",
                "Why it is to be done, as base64: where a policy protects it, it is held until it is approved.",
            ),
            ("x-msft-approval-code", "The code of the approval request that was approved."),
            ("muster-user", "Who asks, where no bearer token says so."),
        ] {
            parameters.push(json!({
                "name": name,
                "in": "header",
                "required": false,
                "description": about,
                "schema": { "type": "string" },
            }));
        }
    }
    if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
        let content = json!({ "application/json": { "schema": reference("ErrorEnvelope") } });
        let headers = json!({ "x-msft-approval-code": { "schema": { "type": "string" } } });
        let held = json!({ "description": "It waits for approval.", "headers": headers, "content": content });
        responses.insert("412".to_owned(), held);
    }
}
