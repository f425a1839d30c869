//! Apple Business Manager, what the service hears of it, and devices that enrol by themselves.

use std::time::Duration;

use serde_json::{Value, json};

use crate::app::{Reply, TestApp};
use crate::management::{Agent, MANAGED};

pub const SERVERS: &str = "/world/appleBusinessManager/mdmServers";
pub const APPLE: &str = "/world/appleBusinessManager/devices";
pub const TOKENS: &str = "/beta/deviceManagement/depOnboardingSettings";

/// Adds a server; gives its id.
pub fn server(app: &TestApp, name: &str) -> String {
    let reply = app.post(SERVERS, &json!({ "serverName": name }));
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.json()["id"].as_str().unwrap().to_owned()
}

pub fn connect(app: &TestApp, server: &str) {
    assert_eq!(app.post(&format!("{SERVERS}/{server}/connect"), &json!({})).status, 200);
    app.server.work().unwrap();
}

pub fn bought(app: &TestApp, serial: &str, server: Option<&str>) {
    let device = json!({
        "serialNumber": serial, "deviceModel": "iPhone 16", "productFamily": "iPhone", "assignedServer": server,
    });
    let reply = app.post(APPLE, &device);
    assert_eq!(reply.status, 201, "{reply:?}");
}

fn assign(app: &TestApp, serial: &str, server: Option<&str>) {
    let verb = if server.is_some() { "assign" } else { "unassign" };
    let reply = app.post(&format!("{APPLE}/{serial}/{verb}"), &json!({ "assignedServer": server }));
    assert_eq!(reply.status, 200, "{reply:?}");
}

/// The service asks Apple, now.
fn sync(app: &TestApp, server: &str) {
    app.pass(Duration::from_mins(15));
    let asked = app.post(&format!("{TOKENS}/{server}/syncWithAppleDeviceEnrollmentProgram"), &json!({}));
    assert_eq!(asked.status, 204, "{asked:?}");
    app.server.work().unwrap();
}

/// A start of a device for the first time, or after it was reset.
pub fn start(app: &TestApp, serial: &str, attempt: u32, more: &Value) -> Reply {
    let mut body = json!({
        "enrollmentId": format!("00000000-0000-4000-8000-{attempt:012}"),
        "serialNumber": serial,
        "platform": "ios",
        "osVersion": "18.1",
        "automatedEnrollment": true,
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    app.post("/agent/enroll", &body)
}

fn identities(app: &TestApp, server: &str) -> Vec<String> {
    let address = format!("{TOKENS}/{server}/importedAppleDeviceIdentities");
    let line = |found: &Value| {
        let deleted = if found["isDeleted"] == true { " deleted" } else { "" };
        format!(
            "{} {}{deleted}",
            found["serialNumber"].as_str().unwrap(),
            found["enrollmentState"].as_str().unwrap()
        )
    };
    app.get(&address).values().iter().map(line).collect()
}

const NOT_ASSIGNED: &str = "403 Forbidden: Apple Business Manager doesn't assign this device to this service, so it can't enrol \
                            by itself. Assign it there by its serial number, or set it up without automated enrolment.";
const NOT_HEARD: &str = "403 Forbidden: The service hasn't heard yet that this device is assigned to it. Sync with Apple Business \
                         Manager, then start the device again.";

#[test]
fn the_service_knows_what_it_heard() {
    let app = TestApp::new();
    let ours = server(&app, "Muster");
    bought(&app, "C02A", Some(&ours));
    assert_eq!(app.count(TOKENS), 0, "no token yet");
    assert_eq!(app.get(&format!("{TOKENS}/{ours}")).status, 404);
    connect(&app, &ours);
    insta::assert_snapshot!(app.get(&format!("{TOKENS}/{ours}")).show());
    insta::assert_snapshot!(app.get(&format!("{TOKENS}/{ours}/importedAppleDeviceIdentities")).show());
    insta::assert_snapshot!(app.get(&format!("{APPLE}/c02a")).show());
    // What changes at Apple is heard by a sync: asked for, or by itself.
    bought(&app, "C02B", Some(&ours));
    assert_eq!(identities(&app, &ours), ["C02A notContacted"]);
    sync(&app, &ours);
    assert_eq!(identities(&app, &ours), ["C02A notContacted", "C02B notContacted"]);
    assign(&app, "C02A", None);
    assert_eq!(app.delete(&format!("{APPLE}/c02b")).status, 204);
    app.pass(Duration::from_hours(12));
    assert_eq!(identities(&app, &ours), ["C02A notContacted deleted", "C02B notContacted deleted"]);
    assert_eq!(app.get(&format!("{TOKENS}/{ours}")).json()["syncedDeviceCount"], 0);
    assign(&app, "C02A", Some(&ours));
    sync(&app, &ours);
    assert_eq!(identities(&app, &ours), ["C02A notContacted", "C02B notContacted deleted"]);
    app.pass(Duration::from_hours(46 * 24));
    assert_eq!(identities(&app, &ours), ["C02A notContacted"]);
}

#[test]
fn it_is_asked_once_in_a_while() {
    let app = TestApp::new();
    let ours = server(&app, "Muster");
    connect(&app, &ours);
    let address = format!("{TOKENS}/{ours}/syncWithAppleDeviceEnrollmentProgram");
    assert_eq!(app.post(&address, &json!({})).status, 204);
    app.pass(Duration::from_millis(500));
    let refused = app.post(&address, &json!({}));
    assert_eq!(
        refused.error(),
        "429 TooManyRequests: The last sync was asked for less than 900 seconds ago. Please retry after 900 seconds."
    );
    assert_eq!(refused.header("retry-after"), "900");
}

/// DEP-1: what was retired enrols again, until Apple no longer assigns it.
#[test]
fn dep_1_a_retired_device_comes_back_until_it_is_unassigned() {
    let mut app = TestApp::new();
    let ours = server(&app, "Muster");
    let other = server(&app, "Another");
    bought(&app, "C02A", Some(&ours));
    assert_eq!(start(&app, "C02A", 1, &json!({})).error(), NOT_ASSIGNED, "no token");
    connect(&app, &ours);
    for attempt in 1..=3 {
        let enrolled = start(&app, "C02A", attempt, &json!({}));
        let agent = Agent::of(&enrolled);
        assert_eq!(identities(&app, &ours), ["C02A enrolled"]);
        let shown = app.get(&format!("{MANAGED}/{}", agent.id)).json();
        assert_eq!(
            (&shown["isSupervised"], &shown["deviceEnrollmentType"]),
            (&json!(true), &json!("appleBulkWithUser"))
        );
        app.post(&format!("{MANAGED}/{}/retire", agent.id), &json!({}));
        assert_eq!(agent.obey(&app, "done")["removed"], true);
        assert_eq!(identities(&app, &ours), ["C02A notContacted"]);
        assert_eq!(app.count(MANAGED), 0);
        app.restart();
    }
    // Whatever takes it from this server, at once and whatever the service has heard.
    for elsewhere in [None, Some(&*other)] {
        assign(&app, "C02A", elsewhere);
        assert_eq!(start(&app, "C02A", 9, &json!({})).error(), NOT_ASSIGNED, "{elsewhere:?}");
        sync(&app, &ours);
        assert_eq!(start(&app, "C02A", 9, &json!({})).error(), NOT_ASSIGNED, "{elsewhere:?}");
        assign(&app, "C02A", Some(&ours));
        assert_eq!(start(&app, "C02A", 9, &json!({})).error(), NOT_HEARD, "{elsewhere:?}");
        sync(&app, &ours);
    }
    assert_eq!(start(&app, "c02a", 9, &json!({})).status, 200);
}

#[test]
fn who_may_enrol() {
    let app = TestApp::new();
    let refused = "403 Forbidden: A supervised device enrols by automated enrolment alone. Assign it to this service in Apple Business \
                   Manager and let it say automatedEnrollment.";
    let supervised = json!({ "automatedEnrollment": false, "isSupervised": true });
    assert_eq!(
        start(&app, "C02Z", 20, &supervised).status,
        200,
        "without a token, Apple Configurator supervises"
    );
    let ours = server(&app, "Muster");
    bought(&app, "C02A", Some(&ours));
    connect(&app, &ours);
    let only = "400 BadRequest: Automated enrolment is for ios and macOS, where the device itself is managed: enrollment must be device.";
    for (number, (serial, more, wanted)) in [
        ("C02A", supervised.clone(), refused),
        ("C02B", supervised, refused),
        ("C02B", json!({}), NOT_ASSIGNED),
        ("C02A", json!({ "enrollment": "user" }), only),
        ("C02A", json!({ "platform": "windows" }), only),
        ("C02A", json!({ "platform": "android", "enrollment": "fullyManaged" }), only),
        ("C02B", json!({ "automatedEnrollment": false }), ""),
        ("C02B", json!({ "automatedEnrollment": false, "enrollment": "user" }), ""),
        ("C02A", json!({ "platform": "macOS" }), ""),
    ]
    .into_iter()
    .enumerate()
    {
        let reply = start(&app, serial, 30 + u32::try_from(number).unwrap(), &more);
        if wanted.is_empty() {
            assert_eq!(reply.status, 200, "{serial} {more}: {reply:?}");
        } else {
            assert_eq!(reply.error(), wanted, "{serial} {more}");
        }
    }
}

#[test]
fn bad_inputs() {
    let app = TestApp::new();
    let ours = server(&app, "Muster");
    bought(&app, "C02A", None);
    let families = "400 BadRequest: productFamily must be one of iPhone, iPad, Mac, AppleTV, Vision.";
    let no_server = "404 ResourceNotFound: There is no MDM server with this id. It may have been deleted: list them again.";
    let no_device = "404 ResourceNotFound: There is no Apple device with this id. It may have been deleted: list them again.";
    for (address, body, wanted) in [
        (
            SERVERS.to_owned(),
            json!({ "serverName": " " }),
            "400 BadRequest: An MDM server needs a serverName of 1000 bytes at most.",
        ),
        (
            SERVERS.to_owned(),
            json!({ "serverName": "muster" }),
            "409 Conflict: Apple Business Manager has an MDM server of this name.",
        ),
        (
            APPLE.to_owned(),
            json!({ "serialNumber": " ", "productFamily": "Mac" }),
            "400 BadRequest: A device needs a serialNumber.",
        ),
        (APPLE.to_owned(), json!({ "serialNumber": "C02B", "productFamily": "Newton" }), families),
        (
            APPLE.to_owned(),
            json!({ "serialNumber": "c02a", "productFamily": "Mac" }),
            "409 Conflict: Apple Business Manager has a device with this serial number.",
        ),
        (
            APPLE.to_owned(),
            json!({ "serialNumber": "C02B", "productFamily": "Mac", "assignedServer": "none" }),
            no_server,
        ),
        (
            format!("{APPLE}/C02A/assign"),
            json!({}),
            "400 BadRequest: The body needs assignedServer: the id of an MDM server.",
        ),
        (format!("{APPLE}/C02A/assign"), json!({ "assignedServer": "none" }), no_server),
        (format!("{APPLE}/C02B/assign"), json!({ "assignedServer": ours }), no_device),
        (format!("{APPLE}/C02B/unassign"), json!({}), no_device),
        (format!("{SERVERS}/none/connect"), json!({}), no_server),
    ] {
        assert_eq!(app.post(&address, &body).error(), wanted, "{address} {body}");
    }
    assert_eq!(app.delete(&format!("{APPLE}/C02B")).error(), no_device);
    assert_eq!((app.count(APPLE), app.count(SERVERS)), (1, 1));
    let unassigned =
        app.get(&format!("{APPLE}?$filter=status%20eq%20'UNASSIGNED'&$select=serialNumber")).values();
    assert_eq!(unassigned, [json!({ "serialNumber": "C02A" })]);
}
