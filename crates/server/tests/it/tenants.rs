//! Several tenants in one database.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS, TestApp};
use crate::devices::device;

/// An address as the tenant of that name has it.
fn of(tenant: &str, address: &str) -> String {
    format!("/tenants/{tenant}{address}")
}

fn app() -> TestApp {
    let app = TestApp::new();
    app.server.add_tenant("contoso").unwrap();
    app.server.add_tenant("fabrikam").unwrap();
    // Once more is as good as once.
    app.server.add_tenant("contoso").unwrap();
    app
}

/// Registers a device in a tenant; gives the ids of import and device.
fn registered(app: &TestApp, tenant: &str, number: u32) -> [String; 2] {
    let body = json!({ "importedWindowsAutopilotDeviceIdentities": [device(number)] });
    let reply = app.post(&of(tenant, &format!("{IMPORTS}/import")), &body);
    let import = reply.values()[0]["id"].as_str().unwrap().to_owned();
    app.settle();
    let done = app.get(&of(tenant, &format!("{IMPORTS}/{import}"))).json();
    [import, done["state"]["deviceRegistrationId"].as_str().unwrap().to_owned()]
}

#[test]
fn the_same_device_can_be_in_each_of_them() {
    let app = app();
    for tenant in ["contoso", "fabrikam"] {
        registered(&app, tenant, 1);
        assert_eq!(app.count(&of(tenant, DEVICES)), 1);
    }
    assert_eq!(app.count(DEVICES), 0);
}

#[test]
fn addresses_in_answers_are_of_the_tenant() {
    let app = app();
    for number in 0..3 {
        registered(&app, "contoso", number);
    }
    let page = app.get(&of("contoso", &format!("{DEVICES}?$top=2"))).json();
    let next = page["@odata.nextLink"].as_str().unwrap();
    assert!(next.contains("/tenants/contoso/v1.0/"), "{next}");
    assert!(page["@odata.context"].as_str().unwrap().contains("/tenants/contoso/v1.0/$metadata"));
    let rest = app.get(next.strip_prefix("http://localhost").unwrap());
    assert_eq!(rest.values().len(), 1);
    let batch = json!({ "requests": [{ "id": "1", "method": "GET", "url": "/deviceManagement/windowsAutopilotDeviceIdentities/$count" }] });
    let answers = app.post(&of("contoso", "/v1.0/$batch"), &batch).json();
    assert_eq!(answers["responses"][0]["body"], json!("3"));
}

#[test]
fn the_same_request_of_two_tenants_is_two() {
    let app = app();
    let body = json!({ "importedWindowsAutopilotDeviceIdentities": [device(1)] }).to_string();
    for tenant in ["contoso", "fabrikam"] {
        let reply = app.ask(
            "POST",
            &of(tenant, &format!("{IMPORTS}/import")),
            &[("client-request-id", "call-1")],
            body.clone(),
        );
        assert_eq!(reply.header("muster-replayed"), "", "{tenant}");
    }
}

#[test]
fn an_unknown_tenant_is_no_tenant() {
    let reply = app().get(&of("nobody", DEVICES));
    assert_eq!(
        reply.error(),
        "404 ResourceNotFound: This server has no tenant of this name. It is started with --tenant for each that it has."
    );
}

/// Somebody in a group; gives the ids of both.
fn people(app: &TestApp, tenant: &str) -> [String; 2] {
    let make = |address: &str, body: &Value| {
        app.post(&of(tenant, address), body).json()["id"].as_str().unwrap().to_owned()
    };
    let person = json!({
        "accountEnabled": true,
        "displayName": "Ann",
        "mailNickname": "ann",
        "userPrincipalName": "ann@contoso.com",
        "passwordProfile": {},
    });
    let person = make("/v1.0/users", &person);
    let team =
        json!({ "displayName": "T", "mailNickname": "t", "mailEnabled": false, "securityEnabled": true });
    let team = make("/v1.0/groups", &team);
    let join = json!({ "@odata.id": format!("/directoryObjects/{person}") });
    let joined = app.post(&of(tenant, &format!("/v1.0/groups/{team}/members/$ref")), &join);
    assert_eq!(joined.status, 204);
    [person, team]
}

/// A device that waits for approval to be retired; gives the ids of policy and request.
fn held(app: &TestApp, tenant: &str, managed: &str) -> [String; 2] {
    let policy = json!({ "displayName": "Guard", "policyType": "deviceRetire" });
    let policy = app.post(&of(tenant, crate::approval::POLICIES), &policy).json();
    let retire = of(tenant, &format!("/v1.0/deviceManagement/managedDevices/{managed}/retire"));
    let held = app.ask("POST", &retire, &[("x-msft-approval-justification", "d2h5")], "");
    [policy["id"].as_str().unwrap().to_owned(), held.header("x-msft-approval-code").to_owned()]
}

const CATEGORIES: &str = "/v1.0/deviceManagement/deviceCategories";

/// A category, and a device that was asked for its logs; gives the ids of the category and of the logs.
fn sorted(app: &TestApp, tenant: &str, managed: &str) -> [String; 2] {
    let category = app.post(&of(tenant, CATEGORIES), &json!({ "displayName": "Kiosk" })).json();
    let collect = format!("/beta/deviceManagement/managedDevices/{managed}/createDeviceLogCollectionRequest");
    let logs = app.post(&of(tenant, &collect), &json!({})).json();
    [category, logs].map(|made| made["id"].as_str().unwrap().to_owned())
}

/// What names things in its body, by the ids and serial numbers of another tenant.
fn nothing_is_named(app: &TestApp, managed: &str, enrolled: &Value, objects: &Value) {
    let serials = json!({ "serialNumbers": [crate::devices::serial(1)] });
    let deleted = app.post(&of("fabrikam", &format!("{DEVICES}/deleteDevices")), &serials);
    assert_eq!(deleted.values()[0]["deletionState"], "error", "{deleted:?}");
    let stolen = json!({ "actionName": "wipe", "deviceIds": [managed] });
    let asked =
        app.post(&of("fabrikam", "/beta/deviceManagement/managedDevices/executeAction"), &stolen).json();
    assert_eq!(asked["notFoundDeviceIds"], json!([managed]));
    let bearer = format!("Bearer {}", enrolled["secret"].as_str().unwrap());
    let body = json!({ "deviceId": managed }).to_string();
    let reply = app.ask("POST", &of("fabrikam", "/agent/checkin"), &[("authorization", &bearer)], body);
    assert_eq!(reply.status, 401);
    let found = app.post(&of("fabrikam", "/v1.0/directoryObjects/getByIds"), &json!({ "ids": objects }));
    assert_eq!(found.values(), [] as [Value; 0]);
}

/// A body that has all that any address wants.
fn theft(team: &str, person: &str) -> Value {
    json!({
                "userPrincipalName": "a@contoso.com",
                "groupTag": "Stolen",
                "notes": "Stolen",
                "keepUserData": true,
                "quickScan": true,
                "deviceName": "Stolen",
                "pauseTimePeriodInMinutes": 1,
                "deprovisionReason": "Stolen",
    "scriptPolicyId": "Stolen",
                "carrierUrl": "Stolen",
                "notificationTitle": "Stolen",
                "notificationBody": "Stolen",
                "groupIds": [team],
                "@odata.id": format!("/directoryObjects/{person}"),
            })
}

/// Everything that can be asked, of one tenant with the ids of another one: it is as if there were none such.
#[test]
fn no_address_leads_into_another_tenant() {
    let app = app();
    let [import, identity] = registered(&app, "contoso", 1);
    let arrival = json!({
        "enrollmentId": "00000000-0000-4000-8000-000000000001",
        "serialNumber": crate::devices::serial(1),
        "platform": "windows",
        "osVersion": "10.0.19045",
    });
    let enrolled = app.post(&of("contoso", "/agent/enroll"), &arrival).json();
    let managed = enrolled["deviceId"].as_str().unwrap().to_owned();
    let entra = enrolled["azureADDeviceId"].as_str().unwrap().to_owned();
    let object = app.get(&of("contoso", "/v1.0/devices")).values()[0]["id"].as_str().unwrap().to_owned();
    let other = json!({ "enrollmentId": "00000000-0000-4000-8000-000000000002", "serialNumber": "GONE", "platform": "macOS", "osVersion": "14" });
    app.post(&of("contoso", "/agent/enroll"), &other);
    let objects = app.get(&of("contoso", "/v1.0/devices")).values();
    let gone = objects.iter().find(|found| found["displayName"] == "GONE").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(app.delete(&of("contoso", &format!("/v1.0/devices/{gone}"))).status, 204);
    let rules = "/beta/deviceManagement/managedDeviceCleanupRules";
    let rule =
        json!({ "deviceCleanupRulePlatformType": "all", "deviceInactivityBeforeRetirementInDays": 30 });
    let rule = app.post(&of("contoso", rules), &rule).json()["id"].as_str().unwrap().to_owned();
    let [person, team] = people(&app, "contoso");
    let members = format!("/v1.0/groups/{team}/members");
    let policies = crate::approval::POLICIES;
    let [policy, request] = held(&app, "contoso", &managed);
    let [category, logs] = sorted(&app, "contoso", &managed);
    let world = World::of(&app, Some("contoso"));
    let described: Value = serde_json::from_str(muster_server::description()).unwrap();
    let everything = || {
        let sets = [
            IMPORTS,
            DEVICES,
            "/v1.0/deviceManagement/managedDevices",
            "/v1.0/devices",
            "/v1.0/directory/deletedItems/microsoft.graph.device",
            rules,
            policies,
            crate::approval::REQUESTS,
            "/world/activeDirectory/computers",
            "/world/appleBusinessManager/mdmServers",
            "/world/appleBusinessManager/devices",
            "/beta/deviceManagement/depOnboardingSettings",
            &format!("{}/importedAppleDeviceIdentities", world.token),
            &format!("{}/devices", world.partner),
            "/beta/deviceManagement/windowsAutopilotSettings",
            "/v1.0/users",
            "/v1.0/groups",
            &members,
            CATEGORIES,
            "/beta/deviceManagement/remoteActionAudits",
            &format!("/v1.0/deviceManagement/managedDevices/{managed}/deviceCategory"),
        ];
        sets.map(|set| app.get(&of("contoso", set)).text())
    };
    let before = everything();
    let mut tried = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        // That one is refused whatever it names.
        if path.ends_with("/members/{member}") {
            continue;
        }
        for method in methods.as_object().unwrap().keys().filter(|_| path.contains('{')) {
            let own = [
                &import, &identity, &managed, &object, &entra, &gone, &rule, &person, &team, &policy,
                &request, &category, &logs,
            ];
            for id in own.into_iter().chain(&world.ids) {
                let mut path = path.replace("{id}", id).replace("{member}", &person).replace("{item}", &logs);
                for (place, id) in &world.parts {
                    path = path.replace(place, id);
                }
                let address = of("fabrikam", &path);
                assert!(!address.contains('{'), "{address}");
                let body = theft(&team, &person);
                let body = body.to_string();
                let headers = [("content-type", "application/json"), ("muster-user", "nobody@contoso.com")];
                // Who asks is looked at where it is asked for.
                let headers = if path.contains("/me/") { &headers[..] } else { &headers[..1] };
                let reply = app.ask(&method.to_uppercase(), &address, headers, body);
                assert_eq!(reply.status, 404, "{method} {address}: {reply:?}");
                tried.insert((method, path));
            }
        }
    }
    assert!(tried.len() > 60, "{tried:?}");
    nothing_is_named(&app, &managed, &enrolled, &json!([person, team, object]));
    assert_eq!(everything(), before);
}

/// What a tenant has in the directories around it.
pub struct World {
    ids: Vec<String>,
    /// What stands for the parts of addresses besides.
    parts: Vec<(&'static str, String)>,
    token: String,
    partner: String,
}

impl World {
    /// Makes it, in a tenant that is named or in the first one.
    pub fn of(app: &TestApp, tenant: Option<&str>) -> World {
        let of = |address: &str| tenant.map_or_else(|| address.to_owned(), |tenant| of(tenant, address));
        let make = |address: &str, body: Value| app.post(&of(address), &body).json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let computer = make("/world/activeDirectory/computers", json!({ "name": "PC-1" }));
        let server = make("/world/appleBusinessManager/mdmServers", json!({ "serverName": "Muster" }));
        let server = text(&server["id"]);
        let bought = json!({ "serialNumber": "C02A", "productFamily": "Mac", "assignedServer": server });
        make("/world/appleBusinessManager/devices", bought);
        make(&format!("/world/appleBusinessManager/mdmServers/{server}/connect"), json!({}));
        let partner = make("/world/partnerCenter/partners", json!({ "name": "A", "kind": "oem" }));
        let partner = text(&partner["id"]);
        let below = format!("/world/partnerCenter/partners/{partner}");
        let batch = json!({ "batchId": "A", "devices": [crate::partners::sent(9)] });
        let job = make(&format!("{below}/deviceBatches"), batch);
        app.settle();
        let devices = app.get(&of(&format!("{below}/devices"))).values();
        let token = format!("/beta/deviceManagement/depOnboardingSettings/{server}");
        let identities = app.get(&of(&format!("{token}/importedAppleDeviceIdentities"))).values();
        World {
            ids: vec![text(&computer["objectGUID"]), server, "C02A".to_owned(), partner],
            parts: vec![
                ("{identity}", text(&identities[0]["id"])),
                ("{batch}", "A".to_owned()),
                ("{device}", text(&devices[0]["id"])),
                ("{job}", text(&job["batchTrackingId"])),
            ],
            token,
            partner: below,
        }
    }
}
