//! The `OpenAPI` document.
//!
//! A handler serves both versions, so what it says of itself is of v1.0. Where beta has more, the names of types are
//! changed in its half of the document.

use graph::wire::beta::WindowsAutopilotDeviceIdentity as BetaDevice;
use serde_json::{Map, Value, json};
use utoipa::openapi::{Info, OpenApi};
use utoipa::{PartialSchema, ToSchema};

use super::{describe_delta, describe_entities, describe_operation, describe_world};

/// The type that beta has more of.
const DEVICE: &str = "WindowsAutopilotDeviceIdentity";

/// The document without its routes.
pub fn document() -> OpenApi {
    let mut info = Info::new("muster-server", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "A self-hosted tenant behind the protocol of Microsoft Graph. What pages of other sites ask is refused with 403, unless \
         the server was started with --allow-origin for their site."
            .to_owned(),
    );
    OpenApi::builder().info(info).build()
}

/// The document as it is served.
pub fn finish(document: OpenApi) -> String {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for (path, item) in paths {
            let version = if path.starts_with("/beta/") { "beta" } else { "v1" };
            for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
                name_operation(operation, version);
                add_refusal(operation);
            }
            if version == "beta" {
                *item = of_beta(item);
            }
        }
    }
    if let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        refer_to_items(schemas);
        let collection = format!("Collection_{DEVICE}");
        if let Some(page) = schemas.get(&collection).map(of_beta) {
            schemas.insert(format!("Collection_beta.{DEVICE}"), page);
        }
        // It contains what v1.0 has by reference, so it stays as it is.
        let device = BetaDevice::schema();
        let mut device = serde_json::to_value(device).unwrap_or_default();
        if let Some(parts) = device.get_mut("allOf").and_then(Value::as_array_mut) {
            parts.push(expanded());
        }
        schemas.insert(format!("beta.{DEVICE}"), device);
        let mut parts = Vec::new();
        BetaDevice::schemas(&mut parts);
        for (name, schema) in parts {
            schemas.entry(name).or_insert_with(|| serde_json::to_value(schema).unwrap_or_default());
        }
    }
    add_entities(&mut document);
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// Adds what is described by the properties of its entities.
fn add_entities(document: &mut Value) {
    let mut take = |place: &str| document.pointer_mut(place).map(Value::take);
    let (paths, schemas) = (take("/paths"), take("/components/schemas"));
    if let (Some(Value::Object(mut paths)), Some(Value::Object(mut schemas))) = (paths, schemas) {
        describe_entities::add(&mut paths, &mut schemas);
        describe_world::add(&mut paths, &mut schemas);
        describe_delta::add(&mut paths, &schemas);
        describe_operation::add(&mut paths);
        document["paths"] = Value::Object(paths);
        document["components"]["schemas"] = Value::Object(schemas);
    }
}

/// A page refers to what is on it, instead of describing it once more.
fn refer_to_items(schemas: &mut Map<String, Value>) {
    for (name, schema) in schemas {
        let items = schema.pointer_mut("/properties/value/items");
        if let (Some(item), Some(items)) = (name.strip_prefix("Collection_"), items) {
            *items = json!({ "$ref": format!("#/components/schemas/{item}") });
        }
    }
}

/// Operations of two versions have two names.
fn name_operation(operation: &mut Value, version: &str) {
    if let Some(operation) = operation.as_object_mut()
        && let Some(name) = operation.get("operationId").and_then(Value::as_str)
    {
        let name = format!("{version}.{name}");
        operation.insert("operationId".to_owned(), name.into());
    }
}

/// Any request may be refused, for reasons that aren't its route's own.
fn add_refusal(operation: &mut Value) {
    if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
        responses.entry("default").or_insert_with(describe_entities::refusal);
    }
}

/// What `$expand` adds to a device.
fn expanded() -> Value {
    let profile =
        || json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/DeploymentProfile" }] });
    json!({
        "type": "object",
        "properties": { "deploymentProfile": profile(), "intendedDeploymentProfile": profile() },
    })
}

/// A part of the document with references to what beta has more of.
fn of_beta(part: &Value) -> Value {
    let mut part = part.clone();
    rename(&mut part);
    part
}

fn rename(part: &mut Value) {
    match part {
        Value::Object(properties) => {
            for (name, value) in properties {
                match value {
                    Value::String(target) if name == "$ref" => {
                        if let Some(start) = target.strip_suffix(DEVICE)
                            && !start.ends_with("Imported")
                        {
                            *target = format!("{start}beta.{DEVICE}");
                        }
                    }
                    other => rename(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(rename),
        _ => {}
    }
}
