//! What the description of the server says of the directories around the tenant, and of what the service knows of Apple's.

use serde_json::{Map, Value, json};

use super::describe_entities::{answer, count, one, page, put, refusal, schema, schema_name};
use crate::directory::{
    APPLE_DEVICES, APPLE_IDENTITIES, APPLE_SERVERS, COMPUTERS, DEP_SETTINGS, DEVICE_BATCHES, Entity,
    PARTNER_DEVICES, PARTNER_KINDS, PARTNERS, PRODUCT_FAMILIES,
};
use crate::http::context::Version::{self, Beta, World};

/// A request that there is.
struct Call {
    method: &'static str,
    path: &'static str,
    id: &'static str,
    about: &'static str,
    body: Option<Value>,
    responses: Value,
}

fn get(path: &'static str, id: &'static str, about: &'static str, responses: Value) -> Call {
    Call { method: "get", path, id, about, body: None, responses }
}

fn delete(path: &'static str, id: &'static str, about: &'static str) -> Call {
    Call { method: "delete", path, id, about, body: None, responses: answer(204, "It is gone.") }
}

fn post(path: &'static str, id: &'static str, about: &'static str, body: Value, responses: Value) -> Call {
    Call { method: "post", path, id, about, body: Some(body), responses }
}

/// An object with these properties, of which those are needed.
fn object(properties: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn answered(status: u16, entity: &'static Entity) -> Value {
    let described = one(entity, World);
    let mut responses = Map::new();
    responses.insert(status.to_string(), described["200"].clone());
    Value::Object(responses)
}

/// Adds them to the paths and schemas of a document.
pub fn add(paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    let kinds: [(&'static Entity, Version); 8] = [
        (&COMPUTERS, World),
        (&APPLE_SERVERS, World),
        (&APPLE_DEVICES, World),
        (&PARTNERS, World),
        (&DEVICE_BATCHES, World),
        (&PARTNER_DEVICES, World),
        (&DEP_SETTINGS, Beta),
        (&APPLE_IDENTITIES, Beta),
    ];
    for (entity, version) in kinds {
        schemas.insert(schema_name(entity, version), schema(entity, version));
    }
    for call in on_premises().into_iter().chain(apple()).chain(partners()).chain(tokens()) {
        let parameters: Vec<Value> = call
            .path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": text() }))
            .collect();
        let mut responses = call.responses;
        responses["default"] = refusal();
        let mut operation = json!({
            "operationId": call.id,
            "summary": call.about,
            "parameters": parameters,
            "responses": responses,
        });
        if let Some(schema) = call.body {
            operation["requestBody"] =
                json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        }
        put(paths, call.path, call.method, operation);
    }
}

fn on_premises() -> Vec<Call> {
    const ALL: &str = "/world/activeDirectory/computers";
    const ONE: &str = "/world/activeDirectory/computers/{id}";
    const SYNC: &str = "/world/activeDirectory/sync";
    let changed = [
        ("dNSHostName", text()),
        ("distinguishedName", text()),
        ("operatingSystem", text()),
        ("operatingSystemVersion", text()),
        ("enabled", json!({ "type": "boolean" })),
        ("lastLogonTimestamp", json!({ "type": "string", "format": "date-time" })),
    ];
    // It is the moment of the join, at first.
    let new = object(&[[("name", text())].as_slice(), &changed[..changed.len() - 1]].concat(), &["name"]);
    let change = Call {
        method: "patch",
        ..post(
            ONE,
            "world.computers.change",
            "Changes a computer.",
            object(&changed, &[]),
            answered(200, &COMPUTERS),
        )
    };
    let known = object(&[("lastSyncDateTime", text()), ("nextSyncDateTime", text())], &[]);
    let known =
        json!({ "200": { "description": "When.", "content": { "application/json": { "schema": known } } } });
    vec![
        get(
            ALL,
            "world.computers.list",
            "Lists the computers of the organisation's own directory.",
            page(&COMPUTERS, World),
        ),
        post(ALL, "world.computers.create", "Adds a computer.", new, answered(201, &COMPUTERS)),
        get("/world/activeDirectory/computers/$count", "world.computers.count", "Their number.", count()),
        get(ONE, "world.computers.get", "Gives a computer by its objectGUID.", one(&COMPUTERS, World)),
        change,
        delete(
            ONE,
            "world.computers.delete",
            "Deletes a computer. What was synced of it goes by the next sync.",
        ),
        get(SYNC, "world.computers.getSync", "Tells when they are synced.", known),
        Call {
            body: None,
            ..post(
                SYNC,
                "world.computers.sync",
                "Has them synced now.",
                Value::Null,
                answer(202, "It will be done."),
            )
        },
    ]
}

fn apple() -> Vec<Call> {
    const SERVERS: &str = "/world/appleBusinessManager/mdmServers";
    const DEVICES: &str = "/world/appleBusinessManager/devices";
    const DEVICE: &str = "/world/appleBusinessManager/devices/{id}";
    let device = object(
        &[
            ("serialNumber", text()),
            ("deviceModel", text()),
            ("productFamily", json!({ "type": "string", "enum": PRODUCT_FAMILIES })),
            ("assignedServer", text()),
        ],
        &["serialNumber", "productFamily"],
    );
    vec![
        get(SERVERS, "world.mdmServers.list", "Lists the MDM servers.", page(&APPLE_SERVERS, World)),
        post(
            SERVERS,
            "world.mdmServers.create",
            "Adds an MDM server.",
            object(&[("serverName", text())], &["serverName"]),
            answered(201, &APPLE_SERVERS),
        ),
        get(
            "/world/appleBusinessManager/mdmServers/$count",
            "world.mdmServers.count",
            "Their number.",
            count(),
        ),
        get(
            "/world/appleBusinessManager/mdmServers/{id}",
            "world.mdmServers.get",
            "Gives an MDM server.",
            one(&APPLE_SERVERS, World),
        ),
        Call {
            body: None,
            ..post(
                "/world/appleBusinessManager/mdmServers/{id}/connect",
                "world.mdmServers.connect",
                "Gives the service the token of an MDM server.",
                Value::Null,
                answered(200, &APPLE_SERVERS),
            )
        },
        get(DEVICES, "world.orgDevices.list", "Lists the devices.", page(&APPLE_DEVICES, World)),
        post(DEVICES, "world.orgDevices.create", "Adds a device.", device, answered(201, &APPLE_DEVICES)),
        get("/world/appleBusinessManager/devices/$count", "world.orgDevices.count", "Their number.", count()),
        get(
            DEVICE,
            "world.orgDevices.get",
            "Gives a device by its serial number.",
            one(&APPLE_DEVICES, World),
        ),
        delete(DEVICE, "world.orgDevices.release", "Releases a device from the organisation."),
        post(
            "/world/appleBusinessManager/devices/{id}/assign",
            "world.orgDevices.assign",
            "Assigns a device to an MDM server, whichever it was assigned to before.",
            object(&[("assignedServer", text())], &["assignedServer"]),
            answered(200, &APPLE_DEVICES),
        ),
        Call {
            body: None,
            ..post(
                "/world/appleBusinessManager/devices/{id}/unassign",
                "world.orgDevices.unassign",
                "Assigns a device to no MDM server.",
                Value::Null,
                answered(200, &APPLE_DEVICES),
            )
        },
    ]
}

fn partners() -> Vec<Call> {
    const ALL: &str = "/world/partnerCenter/partners";
    const BATCHES: &str = "/world/partnerCenter/partners/{id}/deviceBatches";
    const BATCH: &str = "/world/partnerCenter/partners/{id}/deviceBatches/{batch}/devices";
    let named = ["serialNumber", "productKey", "hardwareHash", "oemManufacturerName", "modelName"]
        .map(|name| (name, text()));
    let devices = json!({ "type": "array", "items": object(&named, &[]) });
    let direct = ["tenantId", "tenantDomain", "purchaseOrderId"].map(|name| (name, text()));
    let job = || answer(202, "It is under way; Location says where its progress is told.");
    vec![
        get(ALL, "world.partners.list", "Lists the partners.", page(&PARTNERS, World)),
        post(
            ALL,
            "world.partners.create",
            "Adds a partner.",
            object(
                &[("name", text()), ("kind", json!({ "type": "string", "enum": PARTNER_KINDS }))],
                &["name", "kind"],
            ),
            answered(201, &PARTNERS),
        ),
        get("/world/partnerCenter/partners/$count", "world.partners.count", "Their number.", count()),
        get(
            "/world/partnerCenter/partners/{id}",
            "world.partners.get",
            "Gives a partner.",
            one(&PARTNERS, World),
        ),
        get(
            "/world/partnerCenter/partners/{id}/devices",
            "world.partners.listDevices",
            "Lists what a partner has registered.",
            page(&PARTNER_DEVICES, World),
        ),
        get(BATCHES, "world.deviceBatches.list", "Lists its batches.", page(&DEVICE_BATCHES, World)),
        post(
            BATCHES,
            "world.deviceBatches.create",
            "Registers a batch of devices.",
            object(&[("batchId", text()), ("devices", devices.clone())], &["batchId", "devices"]),
            job(),
        ),
        get(BATCH, "world.deviceBatches.listDevices", "Lists a batch.", page(&PARTNER_DEVICES, World)),
        post(BATCH, "world.deviceBatches.addDevices", "Adds devices to a batch.", devices, job()),
        delete(
            "/world/partnerCenter/partners/{id}/deviceBatches/{batch}/devices/{device}",
            "world.deviceBatches.deleteDevice",
            "Deletes the registration of a device, and nothing else of it.",
        ),
        get(
            "/world/partnerCenter/partners/{id}/batchJobStatus/{job}",
            "world.partners.batchJobStatus",
            "Tells how far an upload is.",
            answer(200, "How far it is, and each device of it."),
        ),
        post(
            "/world/partnerCenter/partners/{id}/autopilotDeviceRegistration",
            "world.partners.registerDirectly",
            "Registers a device of this maker; with tenantId and tenantDomain blank, deregisters it.",
            object(&[named.as_slice(), &direct].concat(), &[]),
            job(),
        ),
    ]
}

fn tokens() -> Vec<Call> {
    const ALL: &str = "/beta/deviceManagement/depOnboardingSettings";
    const DEVICES: &str = "/beta/deviceManagement/depOnboardingSettings/{id}/importedAppleDeviceIdentities";
    vec![
        get(ALL, "beta.depOnboardingSettings.list", "Lists the tokens.", page(&DEP_SETTINGS, Beta)),
        get(
            "/beta/deviceManagement/depOnboardingSettings/$count",
            "beta.depOnboardingSettings.count",
            "Their number.",
            count(),
        ),
        get(
            "/beta/deviceManagement/depOnboardingSettings/{id}",
            "beta.depOnboardingSettings.get",
            "Gives a token.",
            one(&DEP_SETTINGS, Beta),
        ),
        Call {
            body: None,
            ..post(
                "/beta/deviceManagement/depOnboardingSettings/{id}/syncWithAppleDeviceEnrollmentProgram",
                "beta.depOnboardingSettings.syncWithAppleDeviceEnrollmentProgram",
                "Asks Apple Business Manager what is assigned.",
                Value::Null,
                answer(204, "It will be done."),
            )
        },
        get(
            DEVICES,
            "beta.importedAppleDeviceIdentities.list",
            "Lists the devices that are known.",
            page(&APPLE_IDENTITIES, Beta),
        ),
        get(
            "/beta/deviceManagement/depOnboardingSettings/{id}/importedAppleDeviceIdentities/$count",
            "beta.importedAppleDeviceIdentities.count",
            "Their number.",
            count(),
        ),
        get(
            "/beta/deviceManagement/depOnboardingSettings/{id}/importedAppleDeviceIdentities/{identity}",
            "beta.importedAppleDeviceIdentities.get",
            "Gives one of them.",
            one(&APPLE_IDENTITIES, Beta),
        ),
    ]
}
