//! What the description of the server says of what a managed device leads to, of categories, and of the settings of a tenant.

use serde_json::{Map, Value, json};

use super::describe_entities::{
    answer, count, one, operation, put, reference, schema_name, several, shown, with_body,
};
use super::navigations::{LISTS, PROTECTION};
use crate::directory::{DEVICE_CATEGORIES, Entity, MANAGED_DEVICES, USERS};
use crate::http::context::Version;

/// Kinds of entity that no table of properties describes.
const KINDS: [&str; 3] = ["policyState", "deviceLogCollectionResponse", "windowsProtectionState"];

fn name(version: Version, kind: &str) -> String {
    if version == Version::Beta { format!("beta.{kind}") } else { kind.to_owned() }
}

fn named(version: Version, kind: &str) -> Value {
    reference(&name(version, kind))
}

/// What the lists of a device hold.
fn kinds(version: Version) -> [Value; 3] {
    [KINDS[0], KINDS[0], KINDS[1]].map(|kind| named(version, kind))
}

/// Logs that a device was asked for.
pub fn collected(version: Version) -> Value {
    named(version, KINDS[1])
}

/// Adds them to the paths and schemas of a version.
pub fn add(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>, version: Version) {
    for (kind, schema) in KINDS.into_iter().zip([policy_state(version), logs(version), protection()]) {
        schemas.insert(name(version, kind), schema);
    }
    let device = format!("/{}/{}/{{id}}", version.segment(), MANAGED_DEVICES.context);
    let id = [("id", "The managed device's id.")];
    let mut say = |path: &str, method: &str, verb: &str, names: &[(&str, &str)], answers: Value| {
        let described = operation(version, verb, &MANAGED_DEVICES, names, answers);
        put(paths, &format!("{device}{path}"), method, described);
    };
    for (list, schema) in LISTS.iter().zip(kinds(version)) {
        let item = [id[0], ("item", "The id of one of them.")];
        let path = format!("/{}", list.name);
        say(&path, "get", list.name, &id, shown("200", "A page.", &several(&schema)));
        say(&format!("{path}/$count"), "get", &format!("{}.count", list.name), &id, count());
        let verb = format!("{}.get", list.name);
        say(&format!("{path}/{{item}}"), "get", &verb, &item, shown("200", "The one.", &schema));
    }
    let known =
        shown("200", "What is known of Defender; 404 where there is no Windows.", &named(version, KINDS[2]));
    say(&format!("/{PROTECTION}"), "get", PROTECTION, &id, known);
    let either = |mut found: Value| {
        found["204"] = json!({ "description": "It is in none." });
        found
    };
    say("/deviceCategory", "get", "deviceCategory", &id, either(one(&DEVICE_CATEGORIES, version)));
    let link = json!({
        "type": "object",
        "properties": { "@odata.context": { "type": "string" }, "@odata.id": { "type": "string" } },
        "required": ["@odata.id"],
    });
    let reference_of = either(shown("200", "A reference to it.", &link));
    say("/deviceCategory/$ref", "get", "deviceCategory.reference", &id, reference_of);
    say("/deviceCategory/$ref", "delete", "deviceCategory.takeOut", &id, answer(204, "It is in none."));
    let assign =
        operation(version, "deviceCategory.assign", &MANAGED_DEVICES, &id, answer(204, "It is in it."));
    put(paths, &format!("{device}/deviceCategory/$ref"), "put", with_body(assign, &link));
    add_categories(paths, version);
    expand(schemas, version);
}

/// What `$expand` adds to a device.
fn expand(schemas: &mut Map<String, Value>, version: Version) {
    let maybe = |schema: Value| json!({ "oneOf": [{ "type": "null" }, schema] });
    let list = |schema: Value| json!({ "type": "array", "items": schema });
    let entity = |entity: &Entity| reference(&schema_name(entity, version));
    let Some(device) = schemas.get_mut(&schema_name(&MANAGED_DEVICES, version)) else { return };
    let properties = &mut device["properties"];
    properties["users"] = list(entity(&USERS));
    properties["deviceCategory"] = maybe(entity(&DEVICE_CATEGORIES));
    properties[PROTECTION] = maybe(named(version, KINDS[2]));
    for (of, schema) in LISTS.iter().zip(kinds(version)) {
        properties[of.name] = list(schema);
    }
}

fn add_categories(paths: &mut Map<String, Value>, version: Version) {
    let set = format!("/{}/{}", version.segment(), DEVICE_CATEGORIES.context);
    let id = [("id", "The id.")];
    let body = json!({
        "type": "object",
        "properties": {
            "displayName": { "type": "string" },
            "description": { "type": ["string", "null"] },
            "roleScopeTagIds": { "type": "array", "items": { "type": "string" } },
        },
    });
    let made = shown("201", "It is made.", &reference(&schema_name(&DEVICE_CATEGORIES, version)));
    let create = operation(version, "create", &DEVICE_CATEGORIES, &[], made);
    put(paths, &set, "post", with_body(create, &body));
    let item = format!("{set}/{{id}}");
    let change = operation(version, "change", &DEVICE_CATEGORIES, &id, one(&DEVICE_CATEGORIES, version));
    put(paths, &item, "patch", with_body(change, &body));
    let delete = operation(version, "delete", &DEVICE_CATEGORIES, &id, answer(204, "It is gone."));
    put(paths, &item, "delete", delete);
}

/// The settings of `deviceManagement`, of beta.
pub fn add_management(paths: &mut Map<String, Value>) {
    let settings = json!({
        "type": "object",
        "properties": { "deviceInactivityBeforeRetirementInDay": { "type": "integer" } },
    });
    let schema = json!({
        "type": "object",
        "properties": { "@odata.context": { "type": "string" }, "id": { "type": "string" }, "settings": settings },
    });
    let address = "/beta/deviceManagement";
    let told = || shown("200", "What is set for the tenant as a whole.", &schema);
    let mut say = |method: &str, verb: &str, body: Option<&Value>| {
        let mut described = operation(Version::Beta, verb, &MANAGED_DEVICES, &[], told());
        described["operationId"] = json!(format!("beta.deviceManagement.{verb}"));
        put(paths, address, method, body.map_or(described.clone(), |body| with_body(described, body)));
    };
    say("get", "get", None);
    say("patch", "change", Some(&schema));
}

/// A state of a policy, or of a configuration.
fn policy_state(version: Version) -> Value {
    let text = json!({ "type": ["string", "null"] });
    let states = json!({ "type": "string", "enum": crate::management::STATES });
    let mut setting = json!({
        "type": "object",
        "properties": {
            "setting": text, "settingName": text, "instanceDisplayName": text, "state": states,
            "errorCode": { "type": "integer" }, "errorDescription": text, "currentValue": text,
            "sources": { "type": "array", "items": { "type": "object" } },
            "userId": text, "userName": text, "userEmail": text, "userPrincipalName": text,
        },
    });
    let mut state = json!({
        "type": "object",
        "properties": {
            "@odata.context": { "type": "string" },
            "id": { "type": "string" }, "displayName": text, "platformType": { "type": "string" },
            "state": states, "version": { "type": "integer" }, "settingCount": { "type": "integer" },
        },
    });
    if version == Version::Beta {
        setting["properties"]["settingInstanceId"] = text.clone();
        state["properties"]["userId"] = text.clone();
        state["properties"]["userPrincipalName"] = text;
    }
    state["properties"]["settingStates"] = json!({ "type": "array", "items": setting });
    state
}

/// Logs that a device was asked for.
fn logs(version: Version) -> Value {
    let (text, number) = (json!({ "type": ["string", "null"] }), json!({ "type": ["number", "null"] }));
    let moment = json!({ "type": ["string", "null"], "format": "date-time" });
    let mut logs = json!({
        "type": "object",
        "properties": {
            "@odata.context": { "type": "string" },
            "id": { "type": "string" },
            "managedDeviceId": { "type": "string" },
            "status": { "type": "string", "enum": ["pending", "completed", "failed", "unknownFutureValue"] },
            "requestedDateTimeUTC": { "type": "string", "format": "date-time" },
            "receivedDateTimeUTC": moment,
            "expirationDateTimeUTC": moment,
            "initiatedByUserPrincipalName": text,
            "enrolledByUser": text,
            "sizeInKB": number,
        },
    });
    if version == Version::Beta {
        logs["properties"]["size"] = number;
        logs["properties"]["errorCode"] = json!({ "type": "integer" });
    }
    logs
}

/// What is known of Defender.
fn protection() -> Value {
    let (text, truth) = (json!({ "type": ["string", "null"] }), json!({ "type": ["boolean", "null"] }));
    let moment = json!({ "type": ["string", "null"], "format": "date-time" });
    json!({
        "type": "object",
        "properties": {
            "@odata.context": { "type": "string" },
            "id": { "type": "string" },
            "detectedMalwareState": { "type": "null" }, "deviceState": text, "productStatus": text,
            "controlledConfigurationEnabled": truth, "fullScanRequired": { "type": "boolean" },
            "fullScanOverdue": truth, "quickScanOverdue": truth, "signatureUpdateOverdue": truth,
            "lastQuickScanDateTime": moment, "lastFullScanDateTime": moment, "lastReportedDateTime": moment,
            "lastQuickScanSignatureVersion": text, "lastFullScanSignatureVersion": text,
            "malwareProtectionEnabled": truth, "realTimeProtectionEnabled": truth,
            "networkInspectionSystemEnabled": truth, "tamperProtectionEnabled": truth,
            "rebootRequired": truth, "isVirtualMachine": truth,
            "antiMalwareVersion": text, "engineVersion": text, "signatureVersion": text,
        },
    })
}
