//! Managed devices: enrolled, listed, asked to do something, and gone.

use std::time::Duration;

use serde_json::{Value, json};

use crate::app::{DEVICES as AUTOPILOT, Reply, TestApp};
use crate::devices::serial;

pub const MANAGED: &str = "/v1.0/deviceManagement/managedDevices";
const BETA_MANAGED: &str = "/beta/deviceManagement/managedDevices";
const OBJECTS: &str = "/v1.0/devices";
const DELETED: &str = "/v1.0/directory/deletedItems";

/// A device as its agent is: it knows its id and its secret.
pub struct Agent {
    pub id: String,
    pub entra: String,
    secret: String,
}

pub fn arrival(number: u32, more: &Value) -> Value {
    let mut body = json!({
        "enrollmentId": format!("00000000-0000-4000-8000-{number:012}"),
        "serialNumber": serial(number),
        "manufacturer": "Contoso",
        "model": "Contoso Book 1",
        "platform": "windows",
        "osVersion": "10.0.19045.3803",
        "deviceName": format!("PC-{number}"),
        "userPrincipalName": format!("user{number}@contoso.com"),
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

pub fn enrol(app: &TestApp, number: u32, more: &Value) -> Agent {
    Agent::of(&app.post("/agent/enroll", &arrival(number, more)))
}

impl Agent {
    /// The device that was given this when it enrolled.
    pub fn of(reply: &Reply) -> Agent {
        assert_eq!(reply.status, 200, "{reply:?}");
        let said = reply.json();
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        Agent { id: text("deviceId"), entra: text("azureADDeviceId"), secret: text("secret") }
    }

    pub fn check_in(&self, app: &TestApp, results: &Value) -> Reply {
        self.say(app, &json!({ "results": results }))
    }

    /// A check-in that says that.
    pub fn say(&self, app: &TestApp, said: &Value) -> Reply {
        let bearer = format!("Bearer {}", self.secret);
        let mut body = said.clone();
        body["deviceId"] = self.id.clone().into();
        let body = body.to_string();
        app.ask(
            "POST",
            "/agent/checkin",
            &[("authorization", &bearer), ("content-type", "application/json")],
            body,
        )
    }

    /// What it is told to do.
    pub fn orders(&self, app: &TestApp) -> Vec<(String, String)> {
        let said = self.check_in(app, &json!([])).json();
        let orders = said["actions"].as_array().unwrap().iter();
        let text = |order: &Value, name: &str| order[name].as_str().unwrap().to_owned();
        orders.map(|order| (text(order, "name"), text(order, "id"))).collect()
    }

    pub fn names(&self, app: &TestApp) -> Vec<String> {
        self.orders(app).into_iter().map(|(name, _)| name).collect()
    }

    /// Does all that it is told, as told by `state`.
    pub fn obey(&self, app: &TestApp, state: &str) -> Value {
        let results: Vec<Value> =
            self.orders(app).into_iter().map(|(_, id)| json!({ "id": id, "state": state })).collect();
        self.check_in(app, &json!(results)).json()
    }

    fn shown(&self, app: &TestApp) -> Value {
        app.get(&format!("{MANAGED}/{}", self.id)).json()
    }

    pub fn ask(&self, app: &TestApp, action: &str, body: &Value) -> Reply {
        app.post(&format!("{MANAGED}/{}/{action}", self.id), body)
    }

    /// How it is doing, and what became of each action.
    pub fn state(&self, app: &TestApp) -> String {
        let shown = self.shown(app);
        let results = shown["deviceActionResults"].as_array().unwrap().iter();
        let results: Vec<String> = results
            .map(|result| {
                format!(
                    "{} {}",
                    result["actionName"].as_str().unwrap(),
                    result["actionState"].as_str().unwrap()
                )
            })
            .collect();
        format!("{}: {}", shown["managementState"].as_str().unwrap(), results.join(", "))
    }
}

#[test]
fn an_enrolled_device_is_in_every_directory() {
    let app = TestApp::new();
    let identity = app.registered(1);
    let agent = enrol(&app, 1, &json!({}));
    insta::assert_snapshot!(app.get(&format!("{MANAGED}/{}", agent.id)).show());
    insta::assert_snapshot!(
        app.get(&format!("{BETA_MANAGED}/{}?$select=id,joinType,autopilotEnrolled,ownerType", agent.id))
            .show()
    );
    let registered = app.get(&format!("{AUTOPILOT}/{identity}")).json();
    assert_eq!(registered["enrollmentState"], "enrolled");
    assert_eq!(registered["managedDeviceId"], agent.id);
    assert_eq!(registered["azureActiveDirectoryDeviceId"], agent.entra);
    insta::assert_snapshot!(app.get(&format!("{OBJECTS}(deviceId='{}')", agent.entra)).show());
}

// Whoever reads the list has nothing else to tell by what a device can be asked for.
#[test]
fn it_is_to_be_seen_how_an_android_device_is_managed() {
    let app = TestApp::new();
    let enrolments =
        ["deviceAdministrator", "workProfile", "corporateWorkProfile", "fullyManaged", "dedicated"];
    let names = ["deviceEnrollmentType", "managementAgent", "deviceType"];
    let found: Vec<String> = (1..)
        .zip(enrolments)
        .map(|(number, enrolment)| {
            let more = json!({ "platform": "android", "osVersion": "14", "enrollment": enrolment });
            let agent = enrol(&app, number, &more);
            let device = app.get(&format!("{BETA_MANAGED}/{}?$select={}", agent.id, names.join(","))).json();
            names.map(|name| device[name].as_str().unwrap_or_default().to_owned()).join(" ")
        })
        .collect();
    assert_eq!(
        found,
        [
            "userEnrollment mdm android",
            "userEnrollment googleCloudDevicePolicyController androidForWork",
            "androidEnterpriseCorporateWorkProfile googleCloudDevicePolicyController androidEnterprise",
            "androidEnterpriseFullyManaged googleCloudDevicePolicyController androidEnterprise",
            "androidEnterpriseDedicatedDevice googleCloudDevicePolicyController androidEnterprise",
        ]
    );
}

#[test]
fn the_same_enrolment_is_the_same_device() {
    let app = TestApp::new();
    let [first, again] = [(); 2].map(|()| enrol(&app, 1, &json!({})));
    assert_eq!((&first.id, &first.secret), (&again.id, &again.secret));
    assert_eq!(app.count(MANAGED), 1);
    let other = enrol(&app, 1, &json!({ "enrollmentId": "00000000-0000-4000-8000-00000000ffff" }));
    assert_ne!((&first.id, &first.secret), (&other.id, &other.secret));
}

#[test]
fn only_the_device_itself_checks_in() {
    let app = TestApp::new();
    let (one, other) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({})));
    let thief = Agent { secret: other.secret, ..one };
    assert_eq!(
        thief.check_in(&app, &json!([])).error(),
        "401 InvalidAuthenticationToken: The secret isn't that of this device. Enrol again."
    );
}

#[test]
fn enrolments_that_make_no_sense() {
    let app = TestApp::new();
    for (more, wanted) in [
        (json!({ "enrollmentId": "1" }), "enrollmentId must be a GUID that the device made up."),
        (json!({ "serialNumber": " " }), "A device needs a serialNumber."),
        (json!({ "platform": "beos" }), "platform must be windows, android, ios or macOS."),
        (
            json!({ "enrollment": "borrowed" }),
            "This enrollment is none that there is: see the description of this server.",
        ),
    ] {
        let reply = app.post("/agent/enroll", &arrival(1, &more));
        assert_eq!(reply.error(), format!("400 BadRequest: {wanted}"));
    }
}

// RS-5, ST-1
#[test]
fn an_action_waits_is_told_and_is_done() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    assert_eq!(agent.ask(&app, "rebootNow", &json!({})).status, 204);
    // Once more is the same.
    assert_eq!(
        app.ask("POST", &format!("{MANAGED}('{}')/microsoft.graph.rebootNow", agent.id), &[], "").status,
        204
    );
    assert_eq!(agent.state(&app), "managed: rebootNow pending");
    assert_eq!(agent.names(&app), ["rebootNow"]);
    assert_eq!(agent.state(&app), "managed: rebootNow active");
    // What isn't answered is told again.
    assert_eq!(agent.names(&app), ["rebootNow"]);
    agent.obey(&app, "done");
    assert_eq!(agent.state(&app), "managed: rebootNow done");
    assert_eq!(agent.names(&app), [""; 0]);
}

#[test]
fn what_is_over_stays_as_it_is() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    agent.ask(&app, "rebootNow", &json!({}));
    let (_, id) = agent.orders(&app).remove(0);
    for state in ["done", "failed"] {
        agent.check_in(&app, &json!([{ "id": id, "state": state }]));
    }
    assert_eq!(agent.state(&app), "managed: rebootNow done");
}

#[test]
fn what_is_over_stays_as_it_is_within_a_check_in() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    agent.ask(&app, "rebootNow", &json!({}));
    let (_, id) = agent.orders(&app).remove(0);
    agent.check_in(&app, &json!([{ "id": id, "state": "failed" }, { "id": id, "state": "done" }]));
    assert_eq!(agent.state(&app), "managed: rebootNow failed");
}

// ST-1
#[test]
fn what_is_under_way_says_how_a_device_is_doing() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    agent.ask(&app, "retire", &json!({}));
    agent.ask(&app, "wipe", &json!({ "keepEnrollmentData": true }));
    let orders = agent.orders(&app);
    assert_eq!(agent.state(&app), "wipeIssued: retire active, wipe active");
    agent.check_in(&app, &json!([{ "id": orders[1].1, "state": "done" }]));
    assert_eq!(agent.state(&app), "retireIssued: retire active, wipe done");
    app.clock.advance(Duration::from_mins(1));
    agent.check_in(&app, &json!([{ "id": orders[0].1, "state": "failed" }]));
    assert_eq!(agent.state(&app), "retireFailed: retire failed, wipe done");
    // A month later it is forgotten what was done, but not how it is doing.
    app.pass(Duration::from_hours(24 * 31));
    enrol(&app, 2, &json!({})).ask(&app, "retire", &json!({}));
    agent.ask(&app, "rebootNow", &json!({}));
    assert_eq!(agent.state(&app), "retireFailed: wipe done, rebootNow pending");
}

#[test]
fn what_nobody_may_say_is_not_written() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let headers = [("content-type", "application/json")];
    let body = r#"{"managedDeviceOwnerType":"unknownFutureValue"}"#;
    let reply = app.ask("PATCH", &format!("{BETA_MANAGED}/{}", agent.id), &headers, body);
    assert_eq!(reply.status, 400);
    assert_eq!(app.get(&format!("{BETA_MANAGED}/{}", agent.id)).json()["ownerType"], "company");
}

// WP-1
#[test]
fn a_wiped_device_is_managed_no_more() {
    let app = TestApp::new();
    let identity = app.registered(1);
    let agent = enrol(&app, 1, &json!({}));
    agent.ask(&app, "wipe", &json!({ "keepUserData": false, "macOsUnlockCode": null }));
    assert_eq!(agent.state(&app), "wipePending: wipe pending");
    assert_eq!(agent.names(&app), ["wipe"]);
    assert_eq!(agent.state(&app), "wipeIssued: wipe active");
    assert_eq!(agent.obey(&app, "done")["removed"], true);
    assert_eq!(app.get(&format!("{MANAGED}/{}", agent.id)).status, 404);
    let registered = app.get(&format!("{AUTOPILOT}/{identity}")).json();
    assert_eq!(
        (&registered["enrollmentState"], &registered["managedDeviceId"]),
        (&json!("notContacted"), &json!("00000000-0000-0000-0000-000000000000"))
    );
    assert_eq!(app.get(&format!("{OBJECTS}(deviceId='{}')", agent.entra)).json()["isManaged"], false);
    assert_eq!(agent.check_in(&app, &json!([])).json()["removed"], true);
}

// WP-2
#[test]
fn a_wiped_device_that_keeps_its_enrolment_stays() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    agent.ask(&app, "wipe", &json!({ "keepEnrollmentData": true, "keepUserData": true }));
    assert_eq!(agent.obey(&app, "done")["removed"], false);
    assert_eq!(agent.state(&app), "managed: wipe done");
}

// RT-2
#[test]
fn a_retire_that_fails_leaves_the_device() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    agent.ask(&app, "retire", &json!({}));
    agent.obey(&app, "failed");
    assert_eq!(agent.state(&app), "retireFailed: retire failed");
    agent.ask(&app, "retire", &json!({}));
    assert_eq!(agent.obey(&app, "done")["removed"], true);
    assert_eq!(app.count(MANAGED), 0);
}

// ACT-1
#[test]
fn of_several_only_what_ends_it_is_carried_out() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    for action in ["rebootNow", "retire", "syncDevice"] {
        agent.ask(&app, action, &json!({}));
    }
    assert_eq!(agent.names(&app), ["retire"]);
    assert_eq!(agent.state(&app), "retireIssued: rebootNow canceled, retire active, syncDevice canceled");
}

// DL-1
#[test]
fn a_deleted_device_is_retired_when_it_is_heard_of() {
    let app = TestApp::new();
    let identity = app.registered(1);
    let agent = enrol(&app, 1, &json!({}));
    assert_eq!(
        app.delete(&format!("{AUTOPILOT}/{identity}")).error(),
        "400 BadRequest: The device is enrolled. Delete its managed device first, then this."
    );
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 204);
    assert_eq!(app.get(&format!("{MANAGED}/{}", agent.id)).status, 404);
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 404);
    assert_eq!(agent.ask(&app, "rebootNow", &json!({})).status, 404);
    assert_eq!(app.delete(&format!("{AUTOPILOT}/{identity}")).status, 204);
    assert_eq!(agent.names(&app), ["retire"]);
    assert_eq!(agent.obey(&app, "done")["removed"], true);
}

// DR-2
#[test]
fn what_is_enrolled_stays_registered() {
    let app = TestApp::new();
    let refused = "400 BadRequest: The device is enrolled. Delete its managed device first, then this.";
    // Enrolled first, and registered then.
    let agent = enrol(&app, 1, &json!({}));
    let identity = app.registered(1);
    let address = format!("{AUTOPILOT}/{identity}");
    assert_eq!(app.delete(&address).error(), refused);
    let serials = json!({ "serialNumbers": [serial(1)] });
    let deleted = app.post(&format!("{AUTOPILOT}/deleteDevices"), &serials).values();
    assert_eq!(deleted[0]["deletionState"], "failed");
    // Enrolled twice, of which the last one has gone.
    let again = enrol(&app, 1, &json!({ "enrollmentId": "00000000-0000-4000-8000-00000000ffff" }));
    app.delete(&format!("{MANAGED}/{}", again.id));
    assert_eq!(app.delete(&address).error(), refused);
    // Another kind of device has the same serial number.
    app.delete(&format!("{MANAGED}/{}", agent.id));
    enrol(&app, 1, &json!({ "platform": "macOS", "enrollmentId": "00000000-0000-4000-8000-00000000fffe" }));
    assert_eq!(app.delete(&address).status, 204);
}

// DR-1, CL-3
#[test]
fn what_a_rule_has_hidden_can_be_deregistered() {
    let app = TestApp::new();
    let identity = app.registered(1);
    enrol(&app, 1, &json!({}));
    let rule =
        json!({ "deviceCleanupRulePlatformType": "all", "deviceInactivityBeforeRetirementInDays": 30 });
    app.post("/beta/deviceManagement/managedDeviceCleanupRules", &rule);
    app.pass(Duration::from_hours(24 * 30));
    assert_eq!(app.count(MANAGED), 0);
    assert_eq!(app.delete(&format!("{AUTOPILOT}/{identity}")).status, 204);
}

// ACT-2
#[test]
fn a_tenant_retires_and_deletes_so_many_devices_in_a_day() {
    let app = TestApp::new();
    let agents: Vec<Agent> = (0..=1000).map(|number| enrol(&app, number, &json!({}))).collect();
    for action in ["retire", "delete"] {
        let bulk = |agents: &[Agent]| {
            let ids: Vec<&str> = agents.iter().map(|agent| &*agent.id).collect();
            let body = json!({ "actionName": action, "deviceIds": ids });
            app.post(&format!("{BETA_MANAGED}/executeAction"), &body).json()
        };
        for agents in agents[..1000].chunks(100) {
            assert_eq!(bulk(agents)["successfulDeviceIds"].as_array().unwrap().len(), 100);
        }
        assert_eq!(bulk(&agents[1000..])["failedDeviceIds"], json!([agents[1000].id]), "{action}");
    }
    app.pass(Duration::from_hours(24));
    assert_eq!(agents[1000].ask(&app, "retire", &json!({})).status, 204);
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agents[1000].id)).status, 204);
}

// RS-4, WP-3, WP-5, RT-5, FS-1
#[test]
fn what_a_device_cannot_do_is_refused() {
    let app = TestApp::new();
    let mac = enrol(&app, 1, &json!({ "platform": "macOS", "osVersion": "14.1" }));
    let profile =
        enrol(&app, 2, &json!({ "platform": "android", "osVersion": "14", "enrollment": "workProfile" }));
    let kiosk =
        enrol(&app, 3, &json!({ "platform": "android", "osVersion": "6.0", "enrollment": "dedicated" }));
    let phone = enrol(&app, 4, &json!({ "platform": "ios", "osVersion": "17.1" }));
    let platform = "The device can't do this: its platform has no such thing.";
    let enrolment = "The device can't do this: as it is managed, it has no such thing.";
    for (agent, action, body, wanted) in [
        (&mac, "rebootNow", json!({}), platform),
        (&mac, "cleanWindowsDevice", json!({ "keepUserData": true }), platform),
        (&profile, "wipe", json!({}), enrolment),
        (&kiosk, "retire", json!({}), enrolment),
        (
            &kiosk,
            "rebootNow",
            json!({}),
            "The device can't do this: it takes version 7.0.0 of its system, or a later one.",
        ),
        (&phone, "rebootNow", json!({}), "The device can't do this: it isn't supervised."),
        (&phone, "cleanWindowsDevice", json!({}), "The body needs 'keepUserData'."),
        (
            &phone,
            "wipe",
            json!({ "keepUserData": "yes" }),
            "'keepUserData' has a value of another type than is expected.",
        ),
    ] {
        assert_eq!(agent.ask(&app, action, &body).error(), format!("400 BadRequest: {wanted}"), "{action}");
    }
    assert_eq!(mac.ask(&app, "wipe", &json!({})).status, 204);
}

// ACT-2
#[test]
fn what_was_done_counts_too() {
    let app = TestApp::new();
    for number in 0..500 {
        let agent = enrol(&app, number, &json!({}));
        agent.ask(&app, "retire", &json!({}));
        agent.ask(&app, "wipe", &json!({}));
        agent.obey(&app, "done");
    }
    assert_eq!(app.count(MANAGED), 0);
    let agent = enrol(&app, 500, &json!({}));
    assert_eq!(agent.ask(&app, "wipe", &json!({})).status, 429);
}

#[test]
fn a_delete_that_fails_is_told_again() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    app.delete(&format!("{MANAGED}/{}", agent.id));
    assert_eq!(agent.obey(&app, "failed")["removed"], false);
    assert_eq!(agent.names(&app), ["retire"]);
    assert_eq!(agent.obey(&app, "done")["removed"], true);
}

#[test]
fn what_is_asked_for_otherwise_takes_the_place_of_what_waits() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    agent.ask(&app, "wipe", &json!({ "keepEnrollmentData": true }));
    agent.ask(&app, "wipe", &json!({}));
    assert_eq!(agent.state(&app), "wipePending: wipe canceled, wipe pending");
    assert_eq!(agent.obey(&app, "done")["removed"], true);
}

#[test]
fn a_device_that_was_enrolled_again_stays_managed_in_the_directory() {
    let app = TestApp::new();
    app.registered(1);
    let first = enrol(&app, 1, &json!({ "enrollmentId": "AAAAAAAA-0000-4000-8000-000000000001" }));
    let same = enrol(&app, 1, &json!({ "enrollmentId": "{aaaaaaaa-0000-4000-8000-000000000001}" }));
    assert_eq!(first.id, same.id);
    let second = enrol(&app, 1, &json!({ "enrollmentId": "bbbbbbbb-0000-4000-8000-000000000001" }));
    assert_eq!(first.entra, second.entra);
    app.delete(&format!("{MANAGED}/{}", first.id));
    assert_eq!(app.get(&format!("{OBJECTS}(deviceId='{}')", second.entra)).json()["isManaged"], true);
    app.delete(&format!("{MANAGED}/{}", second.id));
    assert_eq!(app.get(&format!("{OBJECTS}(deviceId='{}')", second.entra)).json()["isManaged"], false);
}

#[test]
fn what_no_database_takes_is_refused() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let address = format!("{MANAGED}/{}", agent.id);
    let long = "x".repeat(2000);
    let many = vec!["imei eq 'x'"; 300].join(" or ").replace(' ', "%20");
    for (method, address, body, wanted) in [
        ("PATCH", address.as_str(), r#"{"notes":"a\u0000b"}"#, 400),
        ("PATCH", address.as_str(), r#"{"notes":"a","Notes":"b"}"#, 400),
        ("GET", "/v1.0/devices/%00", "", 400),
        ("GET", "/v1.0/devices?$filter=displayName%20eq%20'%00'", "", 400),
        ("GET", "/tenants/%00/v1.0/devices", "", 404),
        ("GET", &format!("{MANAGED}?$filter=contains(model,'{long}')"), "", 400),
        ("GET", &format!("{MANAGED}?$filter={many}"), "", 400),
        ("GET", &format!("{MANAGED}?$orderby=deviceName&$skiptoken=MSBuMQ"), "", 400),
    ] {
        let reply = app.ask(method, address, &[("content-type", "application/json")], body);
        assert_eq!(reply.status, wanted, "{method} {address}: {}", reply.text());
    }
    let results: Vec<Value> =
        (0..101).map(|number| json!({ "id": number.to_string(), "state": "done" })).collect();
    assert_eq!(
        agent.check_in(&app, &json!(results)).error(),
        "400 BadRequest: A check-in has 100 results at most."
    );
}

// ACT-2
#[test]
fn a_tenant_wipes_so_many_devices_in_a_day() {
    let app = TestApp::new();
    for number in 0..501 {
        let agent = enrol(&app, number, &json!({}));
        let reply = agent.ask(&app, "wipe", &json!({}));
        if number < 500 {
            assert_eq!(reply.status, 204);
        } else {
            assert_eq!(
                reply.error(),
                "429 TooManyRequests: A tenant can ask for 500 of these in a day. Go on after 2026-01-02T00:00:00Z."
            );
            assert_eq!(reply.header("retry-after"), "86400");
            app.pass(Duration::from_hours(24));
            assert_eq!(agent.ask(&app, "wipe", &json!({})).status, 204);
        }
    }
}

#[test]
fn many_are_asked_at_once() {
    let app = TestApp::new();
    let (windows, mac) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({ "platform": "macOS" })));
    let body = json!({ "actionName": "rebootNow", "deviceIds": [windows.id, mac.id, "none"] });
    insta::assert_snapshot!(app.post(&format!("{BETA_MANAGED}/executeAction"), &body).show());
    let body = json!({ "actionName": "delete", "deviceIds": [windows.id, mac.id] });
    assert_eq!(app.post(&format!("{BETA_MANAGED}/executeAction"), &body).status, 200);
    assert_eq!(app.count(MANAGED), 0);
    // Whoever is named twice is asked once.
    let body = json!({ "actionName": "delete", "deviceIds": [mac.id, mac.id, mac.id.to_uppercase()] });
    let twice = app.post(&format!("{BETA_MANAGED}/executeAction"), &body).json();
    assert_eq!(twice["notFoundDeviceIds"], json!([mac.id]));
    let many = vec!["x"; 101];
    let body = json!({ "actionName": "delete", "deviceIds": many });
    assert_eq!(
        app.post(&format!("{BETA_MANAGED}/executeAction"), &body).error(),
        "400 BadRequest: deviceIds must be 1 to 100 ids, these are 101."
    );
    assert_eq!(app.post(&format!("{MANAGED}/executeAction"), &body).status, 405);
}

#[test]
fn notes_and_names_can_be_changed() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let address = format!("{MANAGED}/{}", agent.id);
    let change =
        |body: Value| app.ask("PATCH", &address, &[("content-type", "application/json")], body.to_string());
    let shown =
        change(json!({ "notes": "In the cellar", "managedDeviceName": "Cellar", "serialNumber": "X" }))
            .json();
    assert_eq!(
        (&shown["notes"], &shown["managedDeviceName"], &shown["serialNumber"]),
        (&json!("In the cellar"), &json!("Cellar"), &json!(serial(1)))
    );
    // Lists don't tell it.
    assert_eq!(app.get(MANAGED).values()[0]["notes"], Value::Null);
    assert_eq!(
        change(json!({ "notes": 7 })).error(),
        "400 BadRequest: The property 'notes' can't be what the body says. Nothing was changed."
    );
}

#[test]
fn filters() {
    let app = TestApp::new();
    enrol(&app, 1, &json!({ "deviceName": "it's one" }));
    app.clock.advance(Duration::from_hours(24));
    enrol(&app, 2, &json!({ "platform": "macOS", "osVersion": "14.1", "model": "100% Book" }));
    enrol(
        &app,
        3,
        &json!({ "platform": "android", "osVersion": "14", "enrollment": "workProfile", "userPrincipalName": null }),
    );
    let of = |filter: &str| {
        let reply = app.get(&format!(
            "{MANAGED}?$filter={}",
            filter.replace(' ', "%20").replace('%', "%25").replace("%2520", "%20")
        ));
        match reply.status.as_u16() {
            200 => {
                let numbers = reply.values().into_iter().map(|device| {
                    let serial = device["serialNumber"].as_str().unwrap().to_owned();
                    (1..=3).find(|number| serial == crate::devices::serial(*number)).unwrap().to_string()
                });
                let numbers: Vec<String> = numbers.collect();
                assert_eq!(reply.json()["@odata.count"], numbers.len());
                numbers.join(" ")
            }
            _ => reply.error().split(". ").next().unwrap().to_owned(),
        }
    };
    let second = serial(2).to_lowercase();
    for (filter, wanted) in [
        ("serialNumber eq 'none'", ""),
        (&*format!("serialNumber eq '{second}'"), "2"),
        ("deviceName eq 'IT''S ONE'", "1"),
        ("contains(model,'100%')", "2"),
        ("contains(model,'100_')", ""),
        ("startswith(operatingSystem,'a') or operatingSystem eq 'macOS'", "2 3"),
        (
            "operatingSystem eq 'Windows' and (managementState eq 'managed' or managementState eq 'wipePending')",
            "1",
        ),
        ("lastSyncDateTime lt 2026-01-02", "1"),
        ("lastSyncDateTime ge 2026-01-02T00:00:00Z and enrolledDateTime le 2026-01-02T00:00:00Z", "2 3"),
        ("complianceGracePeriodExpirationDateTime gt 2026-01-01T00:00:00Z", "1 2 3"),
        ("userPrincipalName ne 'user1@contoso.com'", "2 3"),
        ("userPrincipalName eq null", "3"),
        (
            "managementState eq 'busy'",
            "400 BadRequest: This $filter compares managementState with something that it can't be.",
        ),
        (
            "lastSyncDateTime lt yesterday",
            "400 BadRequest: This $filter compares lastSyncDateTime with something that it can't be.",
        ),
        ("serialNumber eq 'a", "400 BadRequest: This $filter can't be read at a text without its end"),
        ("serialNumber", "400 BadRequest: This $filter can't be read at 'serialNumber'"),
        ("serialNumber eq", "400 BadRequest: This $filter can't be read at its end"),
        ("serialNumber eq 'a' 'b'", "400 BadRequest: This $filter can't be read at a text"),
        ("(serialNumber eq 'a'", "400 BadRequest: This $filter can't be read at its end"),
        ("endswith(model,'x')", "400 BadRequest: This $filter can't be read at 'endswith'"),
    ] {
        assert_eq!(of(filter), wanted, "{filter}");
    }
    for unsupported in [
        "notes eq 'x'",
        "nothing eq 'x'",
        "contains(serialNumber,'x')",
        "model lt 'x'",
        "joinType eq 'unknown'",
    ] {
        assert!(
            of(unsupported).starts_with("400 BadRequest: This $filter is not supported here"),
            "{unsupported}"
        );
    }
    let deep = "(".repeat(30);
    assert_eq!(of(&deep), "400 BadRequest: This $filter has too many brackets in each other.");
}

#[test]
fn pages_in_any_order_hold_each_device_once() {
    let app = TestApp::new();
    let names = ["b", "a", "C", "a", "d"];
    for (number, name) in (0..).zip(names) {
        enrol(&app, number, &json!({ "deviceName": name }));
    }
    for (order, wanted) in [
        ("", "b a C a d"),
        ("&$orderby=deviceName", "a a b C d"),
        ("&$orderby=devicename%20desc", "d C b a a"),
        ("&$orderby=physicalMemoryInBytes%20asc", "b a C a d"),
        // Of these no device has any.
        ("&$orderby=easActivationDateTime", "b a C a d"),
        ("&$orderby=easActivationDateTime%20desc", "d a C a b"),
        ("&$orderby=complianceGracePeriodExpirationDateTime", "b a C a d"),
        ("&$orderby=phoneNumber", "b a C a d"),
        ("&$orderby=lastSyncDateTime%20desc", "d a C a b"),
    ] {
        let mut next = Some(format!("{MANAGED}?$top=2{order}"));
        let mut seen = Vec::new();
        while let Some(address) = next {
            let page = app.get(&address).json();
            assert_eq!(page["@odata.count"], 5);
            seen.extend(
                page["value"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|device| device["deviceName"].as_str().unwrap().to_owned()),
            );
            next = page["@odata.nextLink"]
                .as_str()
                .map(|link| link.strip_prefix("http://localhost").unwrap().to_owned());
        }
        assert_eq!(seen.join(" "), wanted, "{order}");
    }
    for wrong in [
        "$orderby=usersLoggedOn",
        "$orderby=deviceName%20up",
        "$orderby=nothing",
        "$skiptoken=x",
        "$search=x",
        "$expand=users",
    ] {
        assert_eq!(app.get(&format!("{MANAGED}?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn an_object_of_the_directory_is_kept_while_its_device_is_registered() {
    let app = TestApp::new();
    let identity = app.registered(1);
    let registered = app.get(&format!("{AUTOPILOT}/{identity}")).json();
    let by_device =
        format!("{OBJECTS}(deviceId='{}')", registered["azureActiveDirectoryDeviceId"].as_str().unwrap());
    let object = app.get(&by_device).json();
    assert_eq!(object["physicalIds"], json!([format!("[ZTDID]:{identity}"), "[OrderID]:Sales"]));
    let address = format!("{OBJECTS}/{}", object["id"].as_str().unwrap());
    let denied = "403 Authorization_RequestDenied: Insufficient privileges to complete the operation.";
    assert_eq!(app.delete(&address).error(), denied);
    assert_eq!(app.delete(&format!("{AUTOPILOT}/{identity}")).status, 204);
    // For a while after that, too.
    assert_eq!(app.delete(&address).error(), denied);
    app.pass(Duration::from_mins(2));
    assert_eq!(app.delete(&address).status, 204);
    assert_eq!(app.get(&address).status, 404);
    assert_eq!(app.delete(&address).status, 404);
}

#[test]
fn a_deleted_object_can_be_restored_for_thirty_days() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({ "deviceName": "Front desk" }));
    let id =
        app.get(&format!("{OBJECTS}(deviceId='{}')", agent.entra)).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("{OBJECTS}/{id}")).status, 204);
    assert_eq!(app.get(OBJECTS).values().len(), 0);
    let deleted = app.get(&format!("{DELETED}/microsoft.graph.device")).values();
    assert_eq!((deleted.len(), &deleted[0]["deletedDateTime"]), (1, &json!("2026-01-01T00:00:00Z")));
    let restored = app.post(&format!("{DELETED}/{id}/restore"), &json!({}));
    assert_eq!((restored.status.as_u16(), &restored.json()["deletedDateTime"]), (200, &Value::Null));
    assert_eq!(app.post(&format!("{DELETED}/{id}/restore"), &json!({})).status, 404);

    app.delete(&format!("{OBJECTS}/{id}"));
    assert_eq!(app.delete(&format!("{DELETED}/{id}")).status, 204);
    assert_eq!(app.get(&format!("{DELETED}/{id}")).status, 404);

    let other = enrol(&app, 2, &json!({}));
    let id =
        app.get(&format!("{OBJECTS}(deviceId='{}')", other.entra)).json()["id"].as_str().unwrap().to_owned();
    app.delete(&format!("{OBJECTS}/{id}"));
    app.pass(Duration::from_hours(24 * 30 - 1));
    assert_eq!(app.get(&format!("{DELETED}/{id}")).status, 200);
    app.pass(Duration::from_hours(2));
    assert_eq!(app.get(&format!("{DELETED}/{id}")).status, 404);
}

#[test]
fn an_object_can_be_disabled_and_found() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({ "deviceName": "Front desk" }));
    enrol(&app, 2, &json!({ "deviceName": "Back office" }));
    let id =
        app.get(&format!("{OBJECTS}(deviceId='{}')", agent.entra)).json()["id"].as_str().unwrap().to_owned();
    let headers = [("content-type", "application/json")];
    let disabled = app.ask("PATCH", &format!("{OBJECTS}/{id}"), &headers, r#"{"accountEnabled":false}"#);
    assert_eq!(disabled.status, 204);
    for (question, wanted) in [
        ("$filter=accountEnabled%20eq%20false", 1),
        ("$filter=displayName%20eq%20'front%20desk'", 1),
        ("$search=%22displayName:desk%22", 1),
        ("$search=%22displayName:ack%22", 0),
        ("$filter=trustType%20eq%20'AzureAd'", 2),
        ("$top=1", 1),
    ] {
        let reply = app.ask("GET", &format!("{OBJECTS}?{question}"), &[("ConsistencyLevel", "eventual")], "");
        assert_eq!(reply.values().len(), wanted, "{question}");
    }
    // A list counts when it is asked to.
    assert_eq!(app.get(OBJECTS).json()["@odata.count"], Value::Null);
    assert_eq!(app.get(&format!("{OBJECTS}?$count=true")).json()["@odata.count"], 2);
}
