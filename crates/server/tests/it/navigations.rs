//! What a managed device leads to, and what became of what it was asked, in the words of each that tells of it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::app::TestApp;
use crate::management::{Agent, MANAGED, enrol};
use crate::people::user;

const BETA: &str = "/beta/deviceManagement/managedDevices";
const CATEGORIES: &str = "/v1.0/deviceManagement/deviceCategories";
const AUDITS: &str = "/beta/deviceManagement/remoteActionAudits";
const MANAGEMENT: &str = "/beta/deviceManagement";

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

fn of(agent: &Agent, part: &str) -> String {
    format!("{MANAGED}/{}/{part}", agent.id)
}

fn beta(agent: &Agent, part: &str) -> String {
    format!("{BETA}/{}/{part}", agent.id)
}

#[test]
fn the_primary_user() {
    let app = TestApp::new();
    let id = user(&app, "ann", &json!({}));
    let agent = enrol(&app, 1, &json!({ "userPrincipalName": "ann@contoso.com" }));
    let shared = enrol(&app, 2, &json!({ "userPrincipalName": null }));
    let users = app.get(&of(&agent, "users?$select=id,userPrincipalName")).json();
    assert_eq!(users["@odata.context"], "http://localhost/v1.0/$metadata#users");
    assert_eq!(users["value"], json!([{ "id": id, "userPrincipalName": "ann@contoso.com" }]));
    assert_eq!(app.get(&of(&agent, "users/$count")).text(), "1");
    assert_eq!(app.get(&of(&shared, "users")).values(), [] as [Value; 0]);
    assert_eq!(app.get(&format!("{MANAGED}/none/users")).status, 404);
    // Who is gone is no user of it any more.
    assert_eq!(app.delete(&format!("/v1.0/users/{id}")).status, 204);
    assert_eq!(app.get(&of(&agent, "users")).values(), [] as [Value; 0]);
}

#[test]
fn categories() {
    let app = TestApp::new();
    let made = app.post(CATEGORIES, &json!({ "displayName": "Kiosk", "description": "In the hall" }));
    assert_eq!(made.status, 201);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("http://localhost{CATEGORIES}/{id}"));
    let agent = enrol(&app, 1, &json!({}));
    assert_eq!(app.get(&of(&agent, "deviceCategory")).status, 204);
    assert_eq!(app.get(&of(&agent, "deviceCategory/$ref")).status, 204);
    let link = json!({ "@odata.id": format!("http://localhost{CATEGORIES}('{id}')") }).to_string();
    assert_eq!(app.ask("PUT", &of(&agent, "deviceCategory/$ref"), &JSON, link).status, 204);
    let shown = app.get(&of(&agent, "deviceCategory")).json();
    assert_eq!((&shown["id"], &shown["displayName"]), (&json!(id), &json!("Kiosk")));
    let reference = app.get(&of(&agent, "deviceCategory/$ref")).json();
    assert_eq!(reference["@odata.id"], format!("http://localhost{CATEGORIES}/{id}"));
    // Its name stands on the device and on its object, by which groups pick their members.
    let names = |app: &TestApp| {
        let device = app.get(&format!("{MANAGED}/{}", agent.id)).json()["deviceCategoryDisplayName"].clone();
        let object = app.get(&format!("/v1.0/devices(deviceId='{}')", agent.entra)).json();
        [device, object["deviceCategory"].clone()]
    };
    assert_eq!(names(&app), [json!("Kiosk"), json!("Kiosk")]);
    let change = |body: &Value| app.ask("PATCH", &format!("{CATEGORIES}/{id}"), &JSON, body.to_string());
    let changed = change(&json!({ "displayName": "Stand", "description": null }));
    assert_eq!((changed.status.as_u16(), &changed.json()["description"]), (200, &json!(null)));
    assert_eq!(names(&app), [json!("Stand"), json!("Stand")]);
    assert_eq!(
        app.get(&format!("{MANAGED}?$filter=deviceCategoryDisplayName%20eq%20'stand'")).values().len(),
        1
    );
    assert_eq!(
        app.get(&format!("{}/{id}", CATEGORIES.replace("v1.0", "beta"))).json()["roleScopeTagIds"],
        json!(["0"])
    );
    assert_eq!(app.delete(&of(&agent, "deviceCategory/$ref")).status, 204);
    assert_eq!(names(&app), [json!(null), json!(null)]);
    assert_eq!(app.delete(&of(&agent, "deviceCategory/$ref")).status, 204);
    let link = json!({ "@odata.id": id }).to_string();
    assert_eq!(app.ask("PUT", &of(&agent, "deviceCategory/$ref"), &JSON, link).status, 204);
    assert_eq!(app.delete(&format!("{CATEGORIES}/{id}")).status, 204);
    assert_eq!(names(&app), [json!(null), json!(null)]);
    assert_eq!(app.get(&of(&agent, "deviceCategory")).status, 204);
    assert_eq!(app.delete(&format!("{CATEGORIES}/{id}")).status, 404);
}

#[test]
fn categories_that_make_no_sense() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    app.post(CATEGORIES, &json!({ "displayName": "Kiosk" }));
    for (body, wanted) in [
        (json!({}), "A device category needs a displayName."),
        (json!({ "displayName": " " }), "displayName must be a text of 1 to 256 bytes."),
        (json!({ "displayName": 1 }), "displayName must be a text of 1 to 256 bytes."),
        (json!({ "displayName": "kiosk" }), "There is a device category of this name already."),
        (json!({ "displayName": "A", "description": 1 }), "description must be a text."),
        (json!({ "displayName": "A", "roleScopeTagIds": [1] }), "roleScopeTagIds must be an array of texts."),
    ] {
        assert_eq!(app.post(CATEGORIES, &body).error(), format!("400 BadRequest: {wanted}"));
    }
    assert_eq!(app.count(CATEGORIES), 1);
    let wanted = "400 BadRequest: The body needs an '@odata.id' that ends in …/deviceCategories/{id}.";
    for link in [json!({}), json!({ "@odata.id": "x" }), json!({ "@odata.id": 1 })] {
        let reply = app.ask("PUT", &of(&agent, "deviceCategory/$ref"), &JSON, link.to_string());
        assert_eq!(reply.error(), wanted);
    }
    let link = json!({ "@odata.id": format!("…/deviceCategories/{}", agent.id) }).to_string();
    assert_eq!(app.ask("PUT", &of(&agent, "deviceCategory/$ref"), &JSON, link).status, 404);
    assert_eq!(app.delete(&of(&agent, "deviceCategory")).status, 405);
}

#[test]
fn compliance_follows_from_what_is_known() {
    let app = TestApp::new();
    let id = user(&app, "ann", &json!({}));
    let agent = enrol(&app, 1, &json!({ "userPrincipalName": "ann@contoso.com" }));
    let shared = enrol(
        &app,
        2,
        &json!({ "platform": "android", "enrollment": "dedicated", "osVersion": "14", "userPrincipalName": null }),
    );
    let states = |agent: &Agent| {
        let [state] = &app.get(&of(agent, "deviceCompliancePolicyStates")).values()[..] else { panic!() };
        let settings = state["settingStates"].as_array().unwrap();
        assert_eq!(state["settingCount"], settings.len());
        let said = [&state["platformType"], &state["state"], &settings[0]["state"], &settings[1]["state"]];
        said.map(|said| said.as_str().unwrap().to_owned()).join(" ")
    };
    assert_eq!(states(&agent), "windows10AndLater compliant compliant compliant");
    assert_eq!(states(&shared), "androidForWork compliant compliant notApplicable");
    app.pass(Duration::from_hours(24 * 30));
    assert_eq!(states(&agent), "windows10AndLater compliant compliant compliant");
    app.pass(Duration::from_secs(1));
    assert_eq!(states(&agent), "windows10AndLater nonCompliant nonCompliant compliant");
    agent.names(&app);
    assert_eq!(states(&agent), "windows10AndLater compliant compliant compliant");
    assert_eq!(app.delete(&format!("/v1.0/users/{id}")).status, 204);
    assert_eq!(states(&agent), "windows10AndLater nonCompliant compliant nonCompliant");
    let state = app.get(&beta(&agent, "deviceCompliancePolicyStates")).values().remove(0);
    assert_eq!((&state["userId"], &state["userPrincipalName"]), (&json!(id), &json!("ann@contoso.com")));
    let item = beta(&agent, &format!("deviceCompliancePolicyStates/{}", state["id"].as_str().unwrap()));
    assert_eq!(app.get(&format!("{item}?$select=state")).json()["state"], "nonCompliant");
    assert_eq!(app.get(&item.replace(&agent.id, "x")).status, 404);
    assert_eq!(app.get(&of(&agent, "deviceCompliancePolicyStates/x")).status, 404);
    assert_eq!(app.get(&of(&agent, "deviceCompliancePolicyStates/$count")).text(), "1");
}

fn configuration(number: u32, state: &str) -> Value {
    json!({ "id": format!("00000000-0000-4000-8000-0000000000{number:02}"), "displayName": format!("Wi-Fi {number}"),
            "state": state, "version": 2, "settingCount": 7 })
}

#[test]
fn configurations_are_as_the_device_says() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let address = of(&agent, "deviceConfigurationStates");
    assert_eq!(app.get(&address).values(), [] as [Value; 0]);
    let said = json!({ "configurations": [configuration(1, "compliant"), configuration(2, "error")] });
    assert_eq!(agent.say(&app, &said).status, 200);
    // Who says nothing of it says nothing else of it.
    agent.names(&app);
    let first = app.get(&format!("{address}?$top=1")).json();
    assert_eq!(first["@odata.count"], 2);
    assert_eq!(
        first["value"],
        json!([{
            "id": format!("00000000-0000-4000-8000-000000000001_{}", agent.id), "displayName": "Wi-Fi 1",
            "platformType": "windows10AndLater", "state": "compliant", "version": 2, "settingCount": 7, "settingStates": [],
        }])
    );
    let next = first["@odata.nextLink"].as_str().unwrap().replace("http://localhost", "");
    let second = app.get(&next).json();
    assert_eq!((&second["value"][0]["state"], &second["@odata.nextLink"]), (&json!("error"), &json!(null)));
    assert_eq!(app.get(&format!("{address}?$skiptoken=x")).status, 400);
    assert_eq!(app.get(&format!("{address}?$filter=state%20eq%20'error'")).status, 400);
    for (bad, wanted) in [
        (
            json!([{ "id": "1", "displayName": "A", "state": "error" }]),
            "The id of a configuration must be a GUID.",
        ),
        (
            json!([configuration(1, "error"), configuration(1, "error")]),
            "Two configurations of this device have one id.",
        ),
        (json!(vec![configuration(1, "error"); 101]), "A device has 100 configurations at most."),
    ] {
        let reply = agent.say(&app, &json!({ "configurations": bad }));
        assert_eq!(reply.error(), format!("400 BadRequest: {wanted}"));
    }
    let reply = agent.say(&app, &json!({ "configurations": [configuration(1, "fine")] }));
    assert!(reply.error().starts_with("400 BadRequest: The state of a configuration is one of unknown, "));
    assert_eq!(app.get(&address).values().len(), 2);
    assert_eq!(agent.say(&app, &json!({ "configurations": [] })).status, 200);
    assert_eq!(app.get(&address).values(), [] as [Value; 0]);
}

#[test]
fn defender_is_known_of_windows_alone() {
    let app = TestApp::new();
    let (agent, mac) =
        (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({ "platform": "macOS", "osVersion": "14" })));
    let address = of(&agent, "windowsProtectionState");
    let shown = app.get(&address).json();
    assert_eq!((&shown["id"], &shown["lastReportedDateTime"]), (&json!(agent.id), &json!(null)));
    let said = json!({ "protection": { "realTimeProtectionEnabled": true, "signatureVersion": "1.2.3" } });
    assert_eq!(agent.say(&app, &said).status, 200);
    assert_eq!(mac.say(&app, &said).status, 200);
    agent.ask(&app, "windowsDefenderScan", &json!({ "quickScan": false }));
    let shown = app.get(&address).json();
    assert_eq!(shown["realTimeProtectionEnabled"], true);
    assert_eq!(shown["malwareProtectionEnabled"], json!(null));
    assert_eq!(shown["signatureVersion"], "1.2.3");
    assert_eq!(shown["lastReportedDateTime"], "2026-01-01T00:00:00Z");
    assert_eq!((&shown["fullScanRequired"], &shown["lastFullScanDateTime"]), (&json!(true), &json!(null)));
    app.clock.advance(Duration::from_mins(5));
    agent.obey(&app, "done");
    let shown = app.get(&address).json();
    assert_eq!(
        [&shown["fullScanRequired"], &shown["lastFullScanDateTime"], &shown["lastQuickScanDateTime"]],
        [&json!(false), &json!("2026-01-01T00:05:00Z"), &json!(null)]
    );
    // A scan that failed is none.
    agent.ask(&app, "windowsDefenderScan", &json!({ "quickScan": true }));
    agent.obey(&app, "failed");
    assert_eq!(app.get(&address).json()["lastQuickScanDateTime"], json!(null));
    assert_eq!(app.get(&of(&mac, "windowsProtectionState")).status, 404);
    let long = json!({ "protection": { "signatureVersion": "1".repeat(257) } });
    assert_eq!(agent.say(&app, &long).error(), "400 BadRequest: A version has 256 bytes at most.");
}

#[test]
fn logs_are_asked_for_and_delivered() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let asked = app.ask(
        "POST",
        &beta(&agent, "createDeviceLogCollectionRequest"),
        &[("muster-user", "admin@contoso.com")],
        "",
    );
    assert_eq!(asked.status, 200);
    let id = asked.json()["id"].as_str().unwrap().to_owned();
    // Once more, while it waits, is the same.
    assert_eq!(app.post(&beta(&agent, "createDeviceLogCollectionRequest"), &json!({})).json()["id"], id);
    let address = of(&agent, "logCollectionRequests");
    assert_eq!(app.get(&format!("{address}/$count")).text(), "1");
    let waiting = app.get(&format!("{address}/{id}")).json();
    assert_eq!((&waiting["status"], &waiting["receivedDateTimeUTC"]), (&json!("pending"), &json!(null)));
    assert_eq!(waiting["initiatedByUserPrincipalName"], "admin@contoso.com");
    assert_eq!(waiting["enrolledByUser"], "user1@contoso.com");
    assert_eq!(waiting["errorCode"], json!(null));
    agent.names(&app);
    app.clock.advance(Duration::from_mins(5));
    let result = |size: Value| json!([{ "id": id, "state": "done", "brought": { "sizeInKB": size } }]);
    assert_eq!(
        agent.check_in(&app, &result(json!(-1))).error(),
        "400 BadRequest: sizeInKB must be a number, 0 or more."
    );
    assert_eq!(agent.check_in(&app, &result(json!(12.5))).status, 200);
    let [done] = &app.get(&beta(&agent, "logCollectionRequests")).values()[..] else { panic!() };
    assert_eq!(
        [&done["status"], &done["receivedDateTimeUTC"], &done["expirationDateTimeUTC"], &done["sizeInKB"]],
        [&json!("completed"), &json!("2026-01-01T00:05:00Z"), &json!("2026-01-29T00:05:00Z"), &json!(12.5)]
    );
    assert_eq!((&done["size"], &done["errorCode"]), (&json!(12.5), &json!(0)));
    let again = app.post(&beta(&agent, "createDeviceLogCollectionRequest"), &json!({})).json();
    assert_ne!(again["id"], id);
    agent.obey(&app, "failed");
    assert_eq!(app.get(&format!("{address}/{}", again["id"].as_str().unwrap())).json()["status"], "failed");
}

#[test]
fn a_device_comes_with_what_it_leads_to() {
    let app = TestApp::new();
    let id = user(&app, "ann", &json!({}));
    let agent = enrol(&app, 1, &json!({ "userPrincipalName": "ann@contoso.com" }));
    let all = "users,deviceCategory,deviceCompliancePolicyStates,deviceConfigurationStates,logCollectionRequests,windowsProtectionState";
    for root in [MANAGED, BETA] {
        let address = format!("{root}/{}?$select=id&$expand={all}", agent.id);
        let shown = app.get(&address).json();
        assert_eq!((&shown["id"], &shown["deviceName"]), (&json!(agent.id), &json!(null)));
        assert_eq!(shown["users"][0]["id"], id);
        assert_eq!(shown["users"][0]["@odata.type"], json!(null));
        assert_eq!(shown["deviceCategory"], json!(null));
        assert_eq!(shown["deviceCompliancePolicyStates"][0]["state"], "compliant");
        assert_eq!(shown["deviceConfigurationStates"], json!([]));
        assert_eq!(shown["logCollectionRequests"], json!([]));
        assert_eq!(shown["windowsProtectionState"]["id"], agent.id);
        let keys = shown.as_object().unwrap().keys().filter(|key| !key.starts_with('@')).count();
        assert_eq!(keys, 7, "{shown}");
    }
    let wanted = "400 BadRequest: $expand takes names with commas between them here, of users, deviceCategory, \
                  windowsProtectionState, deviceCompliancePolicyStates, deviceConfigurationStates, logCollectionRequests.";
    for bad in ["detectedApps", "users($select=id)", "users,", ""] {
        assert_eq!(app.get(&format!("{MANAGED}/{}?$expand={bad}", agent.id)).error(), wanted, "{bad}");
    }
    assert_eq!(app.get(&format!("{MANAGED}?$expand=users")).status, 400);
    assert_eq!(app.get(&format!("{MANAGED}/none?$expand=users")).status, 404);
    assert_eq!(app.get(&format!("{MANAGED}/{}?$expand=users&$select=wrong", agent.id)).status, 400);
}

#[test]
fn windows_has_a_type_of_its_own_in_beta() {
    let app = TestApp::new();
    enrol(&app, 1, &json!({}));
    enrol(&app, 2, &json!({ "platform": "macOS", "osVersion": "14" }));
    let kinds = |address: &str| -> Vec<Value> {
        app.get(address).values().iter().map(|device| device["@odata.type"].clone()).collect()
    };
    let windows = json!("#microsoft.graph.windowsManagedDevice");
    assert_eq!(kinds(BETA), [windows.clone(), json!(null)]);
    assert_eq!(kinds(&format!("{BETA}?$select=id")), [windows, json!(null)]);
    assert_eq!(kinds(MANAGED), [json!(null), json!(null)]);
}

#[test]
fn results_say_what_the_device_brought() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    for (action, body, brought, wanted) in [
        (
            "remoteLock",
            json!({}),
            json!({ "unlockPin": "1234", "passcode": "no" }),
            json!({ "unlockPin": "1234" }),
        ),
        (
            "resetPasscode",
            json!({}),
            json!({ "passcode": "4321", "errorCode": 7 }),
            json!({ "passcode": "4321", "errorCode": 7 }),
        ),
        ("rotateBitLockerKeys", json!({}), json!({}), json!({ "errorCode": 0 })),
        ("windowsDefenderScan", json!({ "quickScan": true }), json!({}), json!({ "scanType": "quickScan" })),
        (
            "deleteUserFromSharedAppleDevice",
            json!({ "userPrincipalName": "a@contoso.com" }),
            json!({}),
            json!({ "userPrincipalName": "a@contoso.com" }),
        ),
        (
            "locateDevice",
            json!({}),
            json!({ "location": { "latitude": 52.37, "longitude": 4.89, "speed": 1.5 } }),
            json!({ "deviceLocation": {
                "latitude": 52.37, "longitude": 4.89, "speed": 1.5, "altitude": null, "heading": null,
                "horizontalAccuracy": null, "verticalAccuracy": null, "lastCollectedDateTime": "2026-01-01T00:00:00Z",
            } }),
        ),
    ] {
        let version = if action == "rotateBitLockerKeys" { BETA } else { MANAGED };
        let asked = app.post(&format!("{version}/{}/{action}", agent.id), &body);
        assert_eq!(asked.status, 204, "{asked:?}");
        let (_, id) = agent.orders(&app).remove(0);
        agent.check_in(&app, &json!([{ "id": id, "state": "done", "brought": brought }]));
        let results = app.get(&format!("{MANAGED}/{}?$select=id,deviceActionResults", agent.id)).json();
        let result = results["deviceActionResults"].as_array().unwrap().last().unwrap().clone();
        let kind = match action {
            "rotateBitLockerKeys" => "rotateBitLockerKeysDevice",
            name => name,
        };
        assert_eq!(result["@odata.type"], format!("#microsoft.graph.{kind}ActionResult"));
        assert_eq!((&result["actionName"], &result["actionState"]), (&json!(action), &json!("done")));
        for (name, value) in wanted.as_object().unwrap() {
            assert_eq!(&result[name], value, "{action}");
        }
        assert_eq!(result.as_object().unwrap().len(), 5 + wanted.as_object().unwrap().len(), "{result}");
    }
    app.post(&of(&agent, "locateDevice"), &json!({}));
    app.post(&of(&agent, "remoteLock"), &json!({}));
    let orders = agent.orders(&app);
    let bring = |place: usize, brought: Value| {
        agent.check_in(&app, &json!([{ "id": orders[place].1, "state": "done", "brought": brought }]))
    };
    for (latitude, longitude) in [(90.1, 0), (0.0, 181)] {
        let reply = bring(0, json!({ "location": { "latitude": latitude, "longitude": longitude } }));
        assert_eq!(
            reply.error(),
            "400 BadRequest: A location has a latitude of -90 to 90 degrees and a longitude of -180 to 180."
        );
    }
    for pin in ["", &"1".repeat(129)] {
        let reply = bring(1, json!({ "unlockPin": pin }));
        assert_eq!(reply.error(), "400 BadRequest: unlockPin must be a text of 1 to 128 bytes.");
    }
    // Nothing of what was refused is kept.
    assert!(agent.state(&app).ends_with("locateDevice active, remoteLock active"), "{}", agent.state(&app));
}

#[test]
fn audits_tell_who_asked_for_what() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let asked = |action: &str, body: Value| {
        let address = beta(&agent, action);
        let headers = [("content-type", "application/json"), ("muster-user", "admin@contoso.com")];
        assert_eq!(app.ask("POST", &address, &headers, body.to_string()).status, 204, "{action}");
    };
    for (action, body) in [
        ("rebootNow", json!({})),
        ("syncDevice", json!({})),
        ("windowsDefenderScan", json!({ "quickScan": true })),
        ("windowsDefenderScan", json!({ "quickScan": false })),
        ("cleanWindowsDevice", json!({ "keepUserData": true })),
        ("wipe", json!({ "keepEnrollmentData": true })),
        ("wipe", json!({})),
        ("retire", json!({})),
    ] {
        asked(action, body);
    }
    let words: Vec<Value> = app.get(AUDITS).values().iter().map(|audit| audit["action"].clone()).collect();
    assert_eq!(
        words,
        [
            "rebootNow",
            "unknown",
            "quickScan",
            "fullScan",
            "cleanWindowsDevice",
            "factoryResetKeepEnrollmentData",
            "factoryReset",
            "removeCompanyData"
        ]
    );
    let bulk = json!({ "actionName": "rebootNow", "deviceIds": [enrol(&app, 2, &json!({})).id, enrol(&app, 3, &json!({})).id] });
    app.post(&format!("{BETA}/executeAction"), &bulk);
    agent.obey(&app, "done");
    // The device is gone, what was asked of it is told still.
    assert_eq!(app.get(&format!("{MANAGED}/{}", agent.id)).status, 404);
    let found = app.get(&format!(
        "{AUDITS}?$filter=managedDeviceId%20eq%20'{}'%20and%20action%20eq%20'factoryReset'",
        agent.id
    ));
    let [audit] = &found.values()[..] else { panic!("{found:?}") };
    assert_eq!(
        *audit,
        json!({
            "id": audit["id"], "action": "factoryReset", "actionState": "done", "deviceActionCategory": "single",
            "bulkDeviceActionId": null, "managedDeviceId": agent.id, "deviceDisplayName": "PC-1", "deviceIMEI": null,
            "deviceOwnerUserPrincipalName": "user1@contoso.com", "initiatedByUserPrincipalName": "admin@contoso.com",
            "userName": "admin@contoso.com", "requestDateTime": "2026-01-01T00:00:00Z",
        })
    );
    let one = app.get(&format!("{AUDITS}/{}", audit["id"].as_str().unwrap())).json();
    assert_eq!(one["deviceDisplayName"], "PC-1");
    let all = app.get(AUDITS).values();
    let [.., one, other] = &all[..] else { panic!() };
    assert_eq!(
        (&one["deviceActionCategory"], &one["bulkDeviceActionId"]),
        (&json!("bulk"), &other["bulkDeviceActionId"])
    );
    assert_eq!(app.get(&format!("{AUDITS}?$filter=deviceIMEI%20eq%20'x'")).status, 400);
    assert_eq!(app.get(&AUDITS.replace("beta", "v1.0")).status, 400);
}

#[test]
fn several_are_asked_what_their_platform_can() {
    let app = TestApp::new();
    let agents = [
        enrol(&app, 1, &json!({})),
        enrol(&app, 2, &json!({ "platform": "macOS", "osVersion": "14" })),
        enrol(&app, 3, &json!({ "platform": "ios", "osVersion": "17" })),
        enrol(&app, 4, &json!({ "platform": "android", "enrollment": "fullyManaged", "osVersion": "14" })),
    ];
    let ids: Vec<&str> = agents.iter().map(|agent| &*agent.id).chain(["none"]).collect();
    let ask = |name: &str, more: &Value| {
        let mut body = json!({ "actionName": name, "deviceIds": ids });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        app.post(&format!("{BETA}/executeAction"), &body)
    };
    let (text, none) = (json!({ "notificationTitle": "A", "notificationBody": "B" }), json!({}));
    let script = json!({ "scriptPolicyId": "00000000-0000-4000-8000-000000000001" });
    for (name, more, able, told) in [
        ("customTextNotification", &text, &[2, 3][..], "sendCustomNotificationToCompanyPortal"),
        (
            "activateDeviceEsim",
            &json!({ "carrierUrl": "https://carrier.example" }),
            &[2],
            "activateDeviceEsim",
        ),
        ("collectDiagnostics", &none, &[0], "createDeviceLogCollectionRequest"),
        (
            "initiateMobileDeviceManagementKeyRecovery",
            &none,
            &[0],
            "initiateMobileDeviceManagementKeyRecovery",
        ),
        ("initiateOnDemandProactiveRemediation", &script, &[0], "initiateOnDemandProactiveRemediation"),
        ("initiateOnDemandProactiveRemediation", &none, &[], ""),
        ("initiateDeviceAttestation", &none, &[0], "initiateDeviceAttestation"),
        ("InitiateDeviceAttestation", &none, &[0], "initiateDeviceAttestation"),
        ("moveDeviceToOrganizationalUnit", &json!({ "organizationalUnitPath": "/a" }), &[], ""),
        ("deprovision", &json!({ "deprovisionReason": "x" }), &[], ""),
        ("disable", &none, &[], ""),
        ("reenable", &none, &[], ""),
        ("unknownFutureValue", &none, &[], ""),
        ("quickScan", &none, &[0], "windowsDefenderScan"),
        ("fullScan", &none, &[0], "windowsDefenderScan"),
        ("signatureUpdate", &none, &[0], "windowsDefenderUpdateSignatures"),
        ("syncDevice", &none, &[0, 1, 2, 3], "syncDevice"),
        ("setDeviceName", &json!({ "deviceName": "N" }), &[0, 1, 2, 3], "setDeviceName"),
    ] {
        let reply = ask(name, more).json();
        let (mut able_ids, mut others) = (Vec::new(), Vec::new());
        for (place, agent) in agents.iter().enumerate() {
            if able.contains(&place) { able_ids.push(&agent.id) } else { others.push(&agent.id) }
        }
        assert_eq!(reply["successfulDeviceIds"], json!(able_ids), "{name}");
        assert_eq!(reply["notSupportedDeviceIds"], json!(others), "{name}");
        assert_eq!(
            (&reply["notFoundDeviceIds"], &reply["failedDeviceIds"]),
            (&json!(["none"]), &json!([])),
            "{name}"
        );
        for place in able {
            assert!(agents[*place].names(&app).contains(&told.to_owned()), "{name}");
            agents[*place].obey(&app, "done");
        }
    }
    for (name, more) in
        [("customTextNotification", &none), ("activateDeviceEsim", &none), ("setDeviceName", &none)]
    {
        assert!(ask(name, more).error().starts_with("400 BadRequest: The body needs '"), "{name}");
    }
    for name in ["remoteLock", "cleanWindowsDevice", "", "explode"] {
        assert_eq!(
            ask(name, &none).error(),
            format!("400 BadRequest: The actionName '{name}' is none that several devices can be asked.")
        );
    }
}

#[test]
fn the_settings_of_the_tenant_are_those_of_the_oldest_rule() {
    let app = TestApp::new();
    let patch = |body: &Value| app.ask("PATCH", MANAGEMENT, &JSON, body.to_string());
    let days = || app.get(MANAGEMENT).json()["settings"]["deviceInactivityBeforeRetirementInDay"].clone();
    let older = "/beta/deviceManagement/managedDeviceCleanupSettings";
    assert_eq!(days(), 0);
    let changed = patch(&json!({ "settings": { "deviceInactivityBeforeRetirementInDay": 90 } }));
    assert_eq!(changed.json()["settings"], json!({ "deviceInactivityBeforeRetirementInDay": 90 }));
    assert_eq!(changed.status, 200);
    assert_eq!(app.get(older).json()["deviceInactivityBeforeRetirementInDays"], "90");
    app.ask("PATCH", older, &JSON, r#"{"deviceInactivityBeforeRetirementInDays":"60"}"#);
    assert_eq!(days(), 60);
    assert_eq!(patch(&json!({ "settings": {} })).status, 200);
    assert_eq!(patch(&json!({ "intuneBrand": { "displayName": "A" } })).status, 200);
    assert_eq!(days(), 60);
    for bad in [json!(29), json!(271), json!("90"), json!(-1), json!(90.5)] {
        let reply = patch(&json!({ "settings": { "deviceInactivityBeforeRetirementInDay": bad } }));
        assert_eq!(reply.status, 400, "{bad}");
    }
    assert_eq!(patch(&json!({ "settings": 90 })).error(), "400 BadRequest: settings must be an object.");
    assert_eq!(days(), 60);
    assert_eq!(app.get(&format!("{MANAGEMENT}?$select=settings")).json()["id"], json!(null));
    assert_eq!(app.get(&format!("{MANAGEMENT}?$select=wrong")).status, 400);
    assert_eq!(patch(&json!({ "settings": { "deviceInactivityBeforeRetirementInDay": 0 } })).status, 200);
    assert_eq!(app.count("/beta/deviceManagement/managedDeviceCleanupRules"), 0);
    assert_eq!(app.get("/v1.0/deviceManagement").status, 400);
}
