//! What the description of the server says of users, groups and licences, of what objects have to do with each other, and of
//! deployment profiles.

use serde_json::{Map, Value, json};

use super::describe_entities::{
    answer, count, one, operation, page, put, reference, schema_name, several, shown,
};
use super::relations::RELATIONS;
use crate::directory::{DEVICES, Entity, GROUPS, MANAGED_DEVICES, USERS};
use crate::http::context::Version;
use crate::membership::KINDS;

/// Adds them to the paths of a version.
pub fn add(paths: &mut Map<String, Value>, version: Version) {
    let base = format!("/{}", version.segment());
    let id = [("id", "The id.")];
    let done = || answer(204, "It is done.");
    let made = |entity| shown("201", "It is made.", &reference(&schema_name(entity, version)));
    let mut say = |path: &str, method: &str, verb: &str, entity: &Entity, answers: Value| {
        let names: Vec<(&str, &str)> =
            [("id", "The id."), ("member", "The member's id."), ("device", "The managed device's id.")]
                .into_iter()
                .filter(|(name, _)| path.contains(&format!("{{{name}}}")))
                .collect();
        put(paths, &format!("{base}{path}"), method, operation(version, verb, entity, &names, answers));
    };
    for entity in [&USERS, &GROUPS] {
        let set = entity.context;
        say(&format!("/{set}"), "post", "create", entity, made(entity));
        say(&format!("/{set}/{{id}}"), "patch", "change", entity, done());
        say(&format!("/{set}/{{id}}"), "delete", "delete", entity, done());
    }
    let licence = |schema: &Value| shown("200", "Products, and what is in each.", schema);
    say("/users/{id}/licenseDetails", "get", "licenseDetails", &USERS, licence(&several(&details())));
    say("/users/{id}/assignLicense", "post", "assignLicense", &USERS, one(&USERS, version));
    say("/subscribedSkus", "get", "subscribedSkus", &USERS, licence(&several(&subscribed())));
    say("/subscribedSkus/{id}", "get", "subscribedSku", &USERS, licence(&subscribed()));
    say("/me", "get", "me", &USERS, one(&USERS, version));
    say("/me/licenseDetails", "get", "ownLicenseDetails", &USERS, licence(&several(&details())));
    for relation in RELATIONS.iter().filter(|relation| relation.of.is(&USERS)) {
        let verb = format!("own.{}", relation.name);
        let address = format!("/me/{}", relation.name);
        say(&address, "get", &verb, &USERS, page(relation.to, version));
        say(&format!("{address}/$count"), "get", &format!("{verb}.count"), &USERS, count());
        let of_kind = format!("{verb}.{}", relation.to.kind);
        say(&format!("{address}/{}", relation.to.kind), "get", &of_kind, &USERS, page(relation.to, version));
    }
    let device = || one(&MANAGED_DEVICES, version);
    say("/users/{id}/managedDevices/{device}", "get", "managedDevice", &USERS, device());
    say("/me/managedDevices/{device}", "get", "own.managedDevice", &USERS, device());
    let members = || shown("200", "Objects of the directory, each with its type.", &several(&object()));
    say("/groups/{id}/members", "get", "members", &GROUPS, members());
    say("/groups/{id}/members/$count", "get", "countMembers", &GROUPS, count());
    for kind in KINDS.map(|kind| kind.kind) {
        let verb = format!("membersOfKind.{kind}");
        say(&format!("/groups/{{id}}/members/{kind}"), "get", &verb, &GROUPS, members());
    }
    let without_ref = shown(
        "400",
        "Nothing was done: it would be the member itself. Add /$ref.",
        &reference("ErrorEnvelope"),
    );
    say("/groups/{id}/members/{member}", "delete", "deleteMember", &GROUPS, without_ref);
    say("/groups/{id}/members/$ref", "post", "addMember", &GROUPS, done());
    say("/groups/{id}/members/{member}/$ref", "delete", "removeMember", &GROUPS, done());
    for relation in RELATIONS {
        let address = format!("/{}/{{id}}/{}", relation.of.context, relation.name);
        say(&address, "get", relation.name, relation.of, page(relation.to, version));
        let verb = format!("{}.count", relation.name);
        say(&format!("{address}/$count"), "get", &verb, relation.of, count());
        let verb = format!("{}.{}", relation.name, relation.to.kind);
        say(
            &format!("{address}/{}", relation.to.kind),
            "get",
            &verb,
            relation.of,
            page(relation.to, version),
        );
    }
    let ids = || shown("200", "The ids of groups.", &several(&json!({ "type": "string" })));
    for entity in [&DEVICES, &USERS, &GROUPS] {
        let address = format!("/{}/{{id}}", entity.context);
        say(&format!("{address}/checkMemberGroups"), "post", "checkMemberGroups", entity, ids());
        say(&format!("{address}/getMemberGroups"), "post", "getMemberGroups", entity, ids());
        say(&format!("/{}/getByIds", entity.context), "post", "getByIds", entity, members());
    }
    say("/directoryObjects/getByIds", "post", "anyByIds", &DEVICES, members());
    say(
        "/directoryObjects/{id}",
        "get",
        "any",
        &DEVICES,
        shown("200", "An object of the directory, with its type.", &object()),
    );
    if version == Version::Beta {
        add_profiles(paths, &id);
    }
}

fn add_profiles(paths: &mut Map<String, Value>, id: &[(&str, &str)]) {
    let set = "/beta/deviceManagement/windowsAutopilotDeploymentProfiles";
    let mut say = |path: &str, verb: &str, ids: &[(&str, &str)], answers: Value| {
        let mut described = operation(Version::Beta, verb, &MANAGED_DEVICES, ids, answers);
        described["operationId"] = json!(format!("beta.windowsAutopilotDeploymentProfiles.{verb}"));
        put(paths, &format!("{set}{path}"), "get", described);
    };
    say("", "list", &[], shown("200", "Profiles.", &several(&profile())));
    say("/$count", "count", &[], count());
    say("/{id}", "get", id, shown("200", "The profile.", &profile()));
    say(
        "/{id}/assignments",
        "assignments",
        id,
        shown(
            "200",
            "To which devices it is assigned.",
            &several(&json!({ "type": "object", "additionalProperties": true })),
        ),
    );
    say(
        "/{id}/assignedDevices",
        "assignedDevices",
        id,
        shown(
            "200",
            "The devices that have it.",
            &several(&reference("beta.WindowsAutopilotDeviceIdentity")),
        ),
    );
}

/// An object of the directory, of whatever kind.
fn object() -> Value {
    let text = json!({ "type": "string" });
    json!({ "type": "object", "properties": { "@odata.type": text, "id": text }, "required": ["@odata.type", "id"], "additionalProperties": true })
}

fn profile() -> Value {
    reference("DeploymentProfile")
}

/// An object of texts, and of other properties besides.
fn texts(names: &[&str], others: Value) -> Value {
    let mut properties: Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), json!({ "type": "string" }))).collect();
    if let Value::Object(others) = others {
        properties.extend(others);
    }
    json!({ "type": "object", "properties": properties })
}

/// What is in a product.
fn plans() -> Value {
    let plan = texts(&["servicePlanId", "servicePlanName", "provisioningStatus", "appliesTo"], Value::Null);
    json!({ "type": "array", "items": plan })
}

fn details() -> Value {
    texts(&["id", "skuId", "skuPartNumber"], json!({ "servicePlans": plans() }))
}

fn subscribed() -> Value {
    let number = json!({ "type": "integer" });
    let units = json!({ "enabled": number, "suspended": number, "warning": number, "lockedOut": number });
    texts(
        &["accountId", "appliesTo", "capabilityStatus", "id", "skuId", "skuPartNumber"],
        json!({
            "consumedUnits": number,
            "prepaidUnits": { "type": "object", "properties": units },
            "servicePlans": plans(),
        }),
    )
}
