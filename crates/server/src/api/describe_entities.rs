//! What the description of the server says of entities that are described by their properties, and of what can be asked of them.

use serde_json::{Map, Value, json};

use super::describe_approval;
use super::describe_navigations;
use super::describe_parts;
use super::describe_people;
use super::managed_devices::{ACTIONS, Action};
use crate::directory::{
    AUTOPILOT_EVENTS, CLEANUP_RULES, DELETED_DEVICES, DELETED_USERS, DEVICE_CATEGORIES, DEVICES, Entity,
    GROUPS, Kind, MANAGED_DEVICES, Property, REMOTE_ACTION_AUDITS, USERS,
};
use crate::http::context::Version;
use crate::management::COLLECT_LOGS;

/// The kinds of entity.
const ENTITIES: [&Entity; 7] =
    [&MANAGED_DEVICES, &DEVICES, &DELETED_DEVICES, &USERS, &DELETED_USERS, &GROUPS, &DEVICE_CATEGORIES];

/// Those of beta alone.
const BETA: [&Entity; 2] = [&AUTOPILOT_EVENTS, &REMOTE_ACTION_AUDITS];

/// Adds them to the paths and schemas of a document.
pub fn add(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    for version in [Version::V1, Version::Beta] {
        let of_beta = BETA.into_iter().filter(|_| version == Version::Beta);
        for entity in ENTITIES.into_iter().chain(of_beta) {
            schemas.insert(schema_name(entity, version), schema(entity, version));
            let address = format!("/{}/{}", version.segment(), entity.context);
            let id = [("id", "The id.")];
            put(paths, &address, "get", operation(version, "list", entity, &[], page(entity, version)));
            put(
                paths,
                &format!("{address}/$count"),
                "get",
                operation(version, "count", entity, &[], count()),
            );
            put(
                paths,
                &format!("{address}/{{id}}"),
                "get",
                operation(version, "get", entity, &id, one(entity, version)),
            );
        }
        describe_people::add(paths, version);
        describe_navigations::add(paths, schemas, version);
        let base = format!("/{}", version.segment());
        let done = || answer(204, "It is done.");
        let id = [("id", "The id.")];
        let device = format!("{base}/{}/{{id}}", MANAGED_DEVICES.context);
        let change = operation(version, "change", &MANAGED_DEVICES, &id, one(&MANAGED_DEVICES, version));
        put(paths, &device, "patch", with_body(change, &writable(&MANAGED_DEVICES, version)));
        put(paths, &device, "delete", operation(version, "delete", &MANAGED_DEVICES, &id, done()));
        for action in ACTIONS.iter().filter(|action| !action.is_beta || version == Version::Beta) {
            put(paths, &format!("{device}/{}", action.name), "post", asking(version, action));
        }
        describe_approval::protect(paths, &device);
        if version == Version::Beta {
            add_cleanup(paths, schemas);
            describe_navigations::add_management(paths);
            describe_approval::add(paths, schemas);
            let bulk =
                shown("200", "The ids of devices, by what became of each.", &describe_parts::told_of_many());
            let operation = operation(version, "executeAction", &MANAGED_DEVICES, &[], bulk);
            let operation = with_body(operation, &describe_parts::asking_many());
            let address = format!("{base}/{}/executeAction", MANAGED_DEVICES.context);
            put(paths, &address, "post", operation);
            describe_approval::protect_one(paths, &address, "post");
        }
        let object = format!("{base}/{}", DEVICES.context);
        let change = operation(version, "change", &DEVICES, &id, done());
        put(paths, &format!("{object}/{{id}}"), "patch", with_body(change, &writable(&DEVICES, version)));
        put(
            paths,
            &format!("{object}/{{id}}"),
            "delete",
            operation(version, "delete", &DEVICES, &id, done()),
        );
        let by_device = operation(version, "getByDeviceId", &DEVICES, &id, one(&DEVICES, version));
        put(paths, &format!("{object}/deviceId/{{id}}"), "get", by_device);
        let deleted = format!("{base}/directory/deletedItems/{{id}}");
        put(paths, &deleted, "get", operation(version, "getDeleted", &DEVICES, &id, either(version)));
        put(paths, &deleted, "delete", operation(version, "deleteForGood", &DEVICES, &id, done()));
        let restored = operation(version, "restore", &DEVICES, &id, either(version));
        put(paths, &format!("{deleted}/restore"), "post", restored);
        let restored = operation(version, "restoreDevice", &DEVICES, &id, one(&DEVICES, version));
        put(paths, &format!("{object}/{{id}}/restore"), "post", restored);
    }
}

/// Clean-up rules are of beta alone.
fn add_cleanup(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    let (version, rules) = (Version::Beta, &CLEANUP_RULES);
    schemas.insert(schema_name(rules, version), schema(rules, version));
    let address = format!("/{}/{}", version.segment(), rules.context);
    let item = format!("{address}/{{id}}");
    let id = [("id", "The id.")];
    put(paths, &address, "get", operation(version, "list", rules, &[], page(rules, version)));
    let made = shown("201", "It is made.", &reference(&schema_name(rules, version)));
    put(
        paths,
        &address,
        "post",
        with_body(operation(version, "create", rules, &[], made), &describe_parts::rule()),
    );
    put(paths, &format!("{address}/$count"), "get", operation(version, "count", rules, &[], count()));
    put(paths, &item, "get", operation(version, "get", rules, &id, one(rules, version)));
    let change = operation(version, "change", rules, &id, one(rules, version));
    put(paths, &item, "patch", with_body(change, &describe_parts::rule()));
    put(paths, &item, "delete", operation(version, "delete", rules, &id, answer(204, "It is gone.")));
    let settings = "/beta/deviceManagement/managedDeviceCleanupSettings";
    let days = |kind: Value| json!({ "type": "object", "properties": { "deviceInactivityBeforeRetirementInDays": { "type": kind } } });
    let told = || shown("200", "After how many days.", &days(json!("string")));
    put(paths, settings, "get", operation(version, "getSettings", rules, &[], told()));
    let change = operation(version, "changeSettings", rules, &[], told());
    put(paths, settings, "patch", with_body(change, &days(json!(["string", "integer"]))));
}

/// What a client may change of an entity; all else is passed over.
fn writable(entity: &Entity, version: Version) -> Value {
    let properties: Map<String, Value> = entity
        .properties
        .iter()
        .filter(|property| property.is_writable && property.is_in(version))
        .map(|property| (property.name.to_owned(), described(property, version)))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": true })
}

/// An operation whose body is that.
pub fn with_body(mut operation: Value, schema: &Value) -> Value {
    operation["requestBody"] =
        json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    operation
}

/// Adds an operation.
pub fn put(paths: &mut Map<String, Value>, path: &str, method: &str, operation: Value) {
    let item = paths.entry(path).or_insert_with(|| json!({}));
    if let Some(item) = item.as_object_mut() {
        item.insert(method.to_owned(), operation);
    }
}

pub fn operation(
    version: Version,
    verb: &str,
    entity: &Entity,
    parameters: &[(&str, &str)],
    mut responses: Value,
) -> Value {
    if let Some(responses) = responses.as_object_mut() {
        responses.insert("default".to_owned(), refusal());
    }
    let parameters: Vec<Value> = parameters
        .iter()
        .map(|(name, about)| {
            json!({ "name": name, "in": "path", "required": true, "description": about, "schema": { "type": "string" } })
        })
        .collect();
    json!({
        "operationId": format!("{}.{}.{verb}", prefix(version), entity.set),
        "parameters": parameters,
        "responses": responses,
    })
}

fn asking(version: Version, action: &Action) -> Value {
    let id = [("id", "The managed device's id.")];
    let waits = if action.name == COLLECT_LOGS {
        shown("200", "It waits for the device.", &describe_navigations::collected(version))
    } else {
        answer(204, "It waits for the device.")
    };
    let mut operation = operation(version, action.name, &MANAGED_DEVICES, &id, waits);
    let of_kind = |names: &[&str], kind: &str| -> Vec<(String, Value)> {
        names.iter().map(|name| ((*name).to_owned(), json!({ "type": kind }))).collect()
    };
    let properties: Map<String, Value> =
        [(action.truths, "boolean"), (action.texts, "string"), (action.numbers, "integer")]
            .into_iter()
            .flat_map(|(names, kind)| of_kind(names, kind))
            .collect();
    if let Some(operation) = operation.as_object_mut() {
        operation.insert("summary".to_owned(), action.about.into());
        if !properties.is_empty() {
            let required: Vec<&str> = action.needs.to_vec();
            let schema = json!({ "type": "object", "properties": properties, "required": required });
            operation.insert(
                "requestBody".to_owned(),
                json!({ "required": !action.needs.is_empty(), "content": { "application/json": { "schema": schema } } }),
            );
        }
    }
    operation
}

/// How the names of operations begin.
pub fn prefix(version: Version) -> &'static str {
    match version {
        Version::V1 => "v1",
        Version::Beta => "beta",
        Version::World => "world",
    }
}

pub fn schema_name(entity: &Entity, version: Version) -> String {
    match version {
        Version::V1 | Version::World => entity.kind.to_owned(),
        Version::Beta => format!("beta.{}", entity.kind),
    }
}

pub fn schema(entity: &Entity, version: Version) -> Value {
    let properties: Map<String, Value> = entity
        .properties
        .iter()
        .filter(|property| property.is_in(version))
        .map(|property| (property.name.to_owned(), described(property, version)))
        .collect();
    json!({ "type": "object", "properties": properties })
}

fn described(property: &Property, version: Version) -> Value {
    let mut described = kind(property.kind, version);
    if property.kind == Kind::List {
        described["items"] = match property.name {
            "deviceActionResults" => describe_parts::action_result(),
            "alternativeSecurityIds" | "usersLoggedOn" | "assignedLicenses" => json!({ "type": "object" }),
            _ => json!({ "type": "string" }),
        };
    }
    described
}

fn kind(kind: Kind, version: Version) -> Value {
    match kind {
        Kind::Text => json!({ "type": ["string", "null"] }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Bool => json!({ "type": ["boolean", "null"] }),
        Kind::Number => json!({ "type": "integer", "format": "int64" }),
        Kind::MaybeNumber => json!({ "type": ["integer", "null"], "format": "int64" }),
        Kind::Moment => json!({ "type": ["string", "null"], "format": "date-time" }),
        Kind::Since | Kind::Until => json!({ "type": "string", "format": "date-time" }),
        Kind::Word(both, beta) => {
            let beta = if version == Version::Beta { beta } else { &[] };
            json!({ "type": "string", "enum": both.iter().chain(beta).collect::<Vec<_>>() })
        }
        Kind::List => json!({ "type": "array", "items": {} }),
        Kind::Object => json!({ "type": ["object", "null"] }),
    }
}

/// Refers to a type.
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub fn page(entity: &Entity, version: Version) -> Value {
    let schema = json!({
        "type": "object",
        "properties": {
            "@odata.context": { "type": "string" },
            "@odata.count": { "type": "integer" },
            "@odata.nextLink": { "type": "string" },
            "value": { "type": "array", "items": reference(&schema_name(entity, version)) },
        },
    });
    shown("200", "A page.", &schema)
}

pub fn one(entity: &Entity, version: Version) -> Value {
    shown("200", "The one.", &reference(&schema_name(entity, version)))
}

/// A deleted object: of a device, or a user.
fn either(version: Version) -> Value {
    let kinds = [&DEVICES, &USERS].map(|kind| reference(&schema_name(kind, version)));
    shown("200", "The one.", &json!({ "oneOf": kinds }))
}

/// An answer that holds that.
pub fn shown(status: &str, about: &str, schema: &Value) -> Value {
    json!({ status: { "description": about, "content": { "application/json": { "schema": schema } } } })
}

/// An object whose `value` is that.
pub fn value(schema: &Value) -> Value {
    let properties = json!({ "@odata.context": { "type": "string" }, "value": schema });
    json!({ "type": "object", "properties": properties, "required": ["value"] })
}

/// A list of these, on one page or on several.
pub fn several(schema: &Value) -> Value {
    let mut page = value(&json!({ "type": "array", "items": schema }));
    page["properties"]["@odata.count"] = json!({ "type": "integer" });
    page["properties"]["@odata.nextLink"] = json!({ "type": "string" });
    page
}

pub fn count() -> Value {
    json!({ "200": { "description": "The number.", "content": { "text/plain": { "schema": { "type": "string" } } } } })
}

pub fn answer(status: u16, about: &str) -> Value {
    let mut answer = Map::new();
    answer.insert(status.to_string(), json!({ "description": about }));
    Value::Object(answer)
}

/// Why a request wasn't done.
pub fn refusal() -> Value {
    json!({
        "description": "Why not.",
        "content": { "application/json": { "schema": reference("ErrorEnvelope") } },
    })
}
