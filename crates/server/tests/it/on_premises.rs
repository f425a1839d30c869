//! The organisation's own directory: its computers, and what the sync makes of them in the cloud's one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use muster_server::{Clock as _, Database, MovableClock, SeededIds, Server, Settings};
use serde_json::{Value, json};

use crate::app::{START, TestApp, postgres};
use crate::management::{MANAGED, enrol};

pub const COMPUTERS: &str = "/world/activeDirectory/computers";
pub const SYNC: &str = "/world/activeDirectory/sync";
pub const OBJECTS: &str = "/v1.0/devices";
const HALF_AN_HOUR: Duration = Duration::from_mins(30);

/// Adds a computer; gives its objectGUID.
pub fn computer(app: &TestApp, name: &str) -> String {
    let reply = app.post(COMPUTERS, &json!({ "name": name, "operatingSystem": "Windows 11 Enterprise" }));
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.json()["objectGUID"].as_str().unwrap().to_owned()
}

/// The sync is done, now.
pub fn sync(app: &TestApp) {
    assert_eq!(app.post(SYNC, &json!({})).status, 202);
    app.server.work().unwrap();
}

/// The object in the cloud's directory.
pub fn object(app: &TestApp, device_id: &str) -> Option<Value> {
    let reply = app.get(&format!("{OBJECTS}(deviceId='{device_id}')"));
    (reply.status == 200).then(|| reply.json())
}

fn id_of(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_computer_becomes_a_hybrid_device_by_sync() {
    let app = TestApp::new();
    let reply = app.post(COMPUTERS, &json!({ "name": "PC-1", "operatingSystem": "Windows 11 Enterprise" }));
    insta::assert_snapshot!(reply.show());
    let guid = reply.json()["objectGUID"].as_str().unwrap().to_owned();
    assert_eq!(object(&app, &guid), None);
    app.pass(HALF_AN_HOUR);
    insta::assert_snapshot!(app.get(&format!("{OBJECTS}(deviceId='{guid}')")).show());
    let shown = app.get(SYNC).json();
    assert_eq!(shown["lastSyncDateTime"], "2026-01-01T00:30:00Z");
    assert_eq!(shown["nextSyncDateTime"], "2026-01-01T01:00:00Z");
}

/// DR-4: the object is back after each sync, until the computer is gone; then it goes by itself.
#[test]
fn dr_4_a_hybrid_object_comes_back_until_its_computer_is_gone() {
    let mut app = TestApp::new();
    let guid = computer(&app, "PC-1");
    sync(&app);
    let mut known = vec![id_of(&object(&app, &guid).unwrap())];
    for round in 0..3 {
        let address = format!("{OBJECTS}/{}", known.last().unwrap());
        assert_eq!(app.delete(&address).status, 204);
        assert_eq!(object(&app, &guid), None);
        // Nothing of it is kept to be restored.
        let deleted = app.get("/v1.0/directory/deletedItems/microsoft.graph.device");
        assert_eq!(deleted.values(), Vec::<Value>::new());
        let restored =
            app.post(&format!("/v1.0/directory/deletedItems/{}/restore", known.last().unwrap()), &json!({}));
        assert_eq!(restored.status, 404);
        if round == 1 {
            app.restart();
        }
        app.pass(HALF_AN_HOUR);
        let back = object(&app, &guid).unwrap();
        assert_eq!(back["deviceId"], guid.as_str());
        assert!(!known.contains(&id_of(&back)), "another object: {back}");
        known.push(id_of(&back));
    }
    assert_eq!(app.delete(&format!("{COMPUTERS}/{guid}")).status, 204);
    assert!(object(&app, &guid).is_some(), "until the next sync it is there");
    app.restart();
    app.pass(HALF_AN_HOUR);
    assert_eq!(object(&app, &guid), None);
    // Nothing is left to be synced, but after a day it is noted how old it is that something went.
    assert!(app.server.work().unwrap().is_none_or(|due| due > app.clock.now().plus(HALF_AN_HOUR)));
}

#[test]
fn changes_travel_by_sync_alone() {
    let app = TestApp::new();
    let guid = computer(&app, "PC-1");
    sync(&app);
    let synced_at = object(&app, &guid).unwrap()["onPremisesLastSyncDateTime"].clone();
    app.pass(Duration::from_mins(1));
    let change = json!({ "enabled": false, "operatingSystemVersion": "10.0 (26100)", "objectSid": "S-1-1" });
    let changed =
        app.ask("PATCH", &format!("{COMPUTERS}/{}", guid.to_uppercase()), &[], change.to_string()).json();
    assert_eq!((&changed["enabled"], &changed["name"]), (&json!(false), &json!("PC-1")));
    assert_ne!(changed["objectSid"], "S-1-1");
    assert_eq!(object(&app, &guid).unwrap()["accountEnabled"], true);
    sync(&app);
    let object_now = object(&app, &guid).unwrap();
    assert_eq!(object_now["accountEnabled"], false);
    assert_eq!(object_now["operatingSystemVersion"], "10.0 (26100)");
    assert_ne!(object_now["onPremisesLastSyncDateTime"], synced_at);
    // What has not changed is not written again.
    app.pass(HALF_AN_HOUR);
    assert_eq!(object(&app, &guid).unwrap(), object_now);
}

#[test]
fn an_enrolled_device_is_the_computer_that_it_says() {
    let app = TestApp::new();
    app.registered(1);
    let guid = computer(&app, "PC-1");
    let agent = enrol(
        &app,
        1,
        &json!({ "domainJoin": { "computerName": "pc-1", "objectGuid": guid.to_uppercase() } }),
    );
    assert_eq!(agent.entra, guid);
    let shown = app.get(&format!("/beta/deviceManagement/managedDevices/{}", agent.id)).json();
    assert_eq!(shown["joinType"], "hybridAzureADJoined");
    assert_eq!(shown["azureADDeviceId"], guid.as_str());
    assert_eq!(shown["autopilotEnrolled"], true);
    assert_eq!(object(&app, &guid), None, "not before a sync");
    sync(&app);
    let hybrid = object(&app, &guid).unwrap();
    assert_eq!(hybrid["trustType"], "ServerAd");
    assert_eq!((&hybrid["isManaged"], &hybrid["model"]), (&json!(true), &json!("Contoso Book 1")));
    // The object that the registration made stays beside it.
    let objects = app.get(OBJECTS).values();
    let trusts: Vec<&Value> = objects.iter().map(|object| &object["trustType"]).collect();
    assert_eq!(trusts, ["AzureAd", "ServerAd"]);
    // Deleted in the cloud alone, it comes back as managed as it was.
    app.delete(&format!("{OBJECTS}/{}", id_of(&hybrid)));
    agent.check_in(&app, &json!([]));
    sync(&app);
    assert_eq!(object(&app, &guid).unwrap()["isManaged"], true);
    // Once it is managed no more, the same enrolled anew is the same computer.
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 204);
    assert_eq!(object(&app, &guid).unwrap()["isManaged"], false);
    let again = enrol(
        &app,
        1,
        &json!({ "enrollmentId": "00000000-0000-4000-8000-0000000000ff", "domainJoin": { "computerName": "PC-1" } }),
    );
    assert_eq!(again.entra, guid);
    assert_eq!(object(&app, &guid).unwrap()["isManaged"], true);
}

#[test]
fn a_device_joins_as_it_enrols() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({ "domainJoin": { "computerName": "PC-9" } }));
    let computers = app.get(&format!("{COMPUTERS}?$filter=name%20eq%20'pc-9'")).values();
    assert_eq!(computers[0]["objectGUID"], agent.entra.as_str());
    assert_eq!(computers[0]["dNSHostName"], "pc-9.corp.contoso.com");
    assert_eq!(computers[0]["operatingSystemVersion"], "10.0.19045.3803");
}

#[test]
fn bad_inputs() {
    let app = TestApp::new();
    computer(&app, "PC-1");
    let name = "A computer's name has 1 to 15 letters, digits and hyphens, and not digits alone.";
    for (body, wanted) in [
        (json!({ "name": "pc-1" }), "409 Conflict: The directory has a computer of this name. Delete that one first, or choose another name.".to_owned()),
        (json!({ "name": "" }), format!("400 BadRequest: {name}")),
        (json!({ "name": "A23456789-123456" }), format!("400 BadRequest: {name}")),
        (json!({ "name": "12345" }), format!("400 BadRequest: {name}")),
        (json!({ "name": "pc_1" }), format!("400 BadRequest: {name}")),
        (json!({}), "400 BadRequest: The body has a value of another type than is expected, or lacks one: line 1, column 2. Nothing was changed.".to_owned()),
    ] {
        assert_eq!(app.post(COMPUTERS, &body).error(), wanted, "{body}");
    }
    let unknown = "00000000-0000-4000-8000-000000000001";
    for (more, wanted) in [
        (json!({ "computerName": "PC-1", "objectGuid": unknown }), "The directory has no computer with this objectGuid. Leave it out, and the computer joins by its name.".to_owned()),
        (json!({ "computerName": "PC 1" }), name.to_owned()),
    ] {
        let body = json!({
            "enrollmentId": unknown, "serialNumber": "S-1", "platform": "windows", "osVersion": "10.0.19045", "domainJoin": more,
        });
        assert_eq!(app.post("/agent/enroll", &body).error(), format!("400 BadRequest: {wanted}"));
        let body = json!({
            "enrollmentId": unknown, "serialNumber": "S-1", "platform": "ios", "osVersion": "18", "domainJoin": more,
        });
        assert_eq!(
            app.post("/agent/enroll", &body).error(),
            "400 BadRequest: Only a device with Windows can be joined to the domain."
        );
    }
    assert_eq!(app.count(MANAGED), 0);
    let change = json!({ "enabled": "no" }).to_string();
    let missing = format!("{COMPUTERS}/{unknown}");
    assert_eq!(app.ask("PATCH", &missing, &[], change).status, 400);
    for method in ["GET", "PATCH", "DELETE"] {
        assert_eq!(app.ask(method, &missing, &[], "").status, 404, "{method}");
    }
}

#[test]
fn the_same_call_is_one_join() {
    let app = TestApp::new();
    let join = || {
        app.ask("POST", COMPUTERS, &[("client-request-id", "call-1")], json!({ "name": "PC-1" }).to_string())
    };
    let (first, again) = (join(), join());
    assert_eq!((first.status, first.body), (again.status, again.body.clone()));
    assert_eq!(again.header("muster-replayed"), "true");
    assert_eq!(app.count(COMPUTERS), 1);
}

#[test]
fn without_a_rhythm_it_is_synced_when_asked() {
    let app = TestApp::with(Settings { directory_sync: Duration::ZERO, ..Settings::default() });
    let guid = computer(&app, "PC-1");
    assert_eq!(app.server.work(), Ok(None));
    app.pass(Duration::from_hours(5));
    assert_eq!(object(&app, &guid), None);
    sync(&app);
    assert!(object(&app, &guid).is_some());
    assert_eq!(app.server.next_due(), Ok(None));
}

/// More computers than one step takes, with a crash after each step.
#[test]
fn a_sync_that_is_cut_short_goes_on() {
    let mut app = TestApp::new();
    let mut guids = Vec::new();
    for number in 0..1500 {
        guids.push(computer(&app, &format!("PC-{number}")));
    }
    app.clock.advance(HALF_AN_HOUR);
    let mut steps = 0;
    while app.server.work_step().unwrap() {
        steps += 1;
        app.restart();
    }
    assert_eq!((steps, app.count(OBJECTS)), (3, 1500));
    for guid in &guids[..1200] {
        app.delete(&format!("{COMPUTERS}/{guid}"));
    }
    app.pass(HALF_AN_HOUR);
    assert_eq!(app.count(OBJECTS), 300);
}

/// Two servers on one database, both at what is due at the same time.
#[test]
fn two_servers_sync_once() {
    let clock = MovableClock::at(START);
    let databases = if let Some(address) = postgres() {
        [(); 2].map(|()| Database::connect(&address).unwrap())
    } else {
        let database = Database::inline().unwrap();
        [database.clone(), database]
    };
    let servers: Vec<Server> = (0..2)
        .map(|number| {
            let (database, ids) = (databases[number].clone(), SeededIds::new(number as u64));
            Server::open(database, Settings::default(), Arc::new(clock.clone()), Arc::new(ids)).unwrap()
        })
        .collect();
    let ask = |method: &str, address: &str, body: Value| {
        let request = axum::http::Request::builder().method(method).uri(address);
        let request = request.body(axum::body::Body::from(body.to_string())).unwrap();
        let answer = crate::app::now(tower::ServiceExt::oneshot(servers[0].router(), request)).unwrap();
        let body = crate::app::now(axum::body::to_bytes(answer.into_body(), usize::MAX)).unwrap();
        serde_json::from_slice::<Value>(&body).unwrap()
    };
    for number in 0..40 {
        ask("POST", COMPUTERS, json!({ "name": format!("PC-{number}") }));
    }
    for round in 1..=3_u32 {
        clock.set(START.plus(HALF_AN_HOUR * round));
        std::thread::scope(|scope| {
            for server in &servers {
                scope.spawn(|| {
                    while server
                        .next_due()
                        .unwrap()
                        .is_some_and(|due| due <= START.plus(HALF_AN_HOUR * round))
                    {
                        server.work_step().unwrap();
                    }
                });
            }
        });
        let objects = ask("GET", OBJECTS, json!(null));
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for object in objects["value"].as_array().unwrap() {
            *found.entry(object["deviceId"].to_string()).or_default() += 1;
        }
        assert_eq!((found.len(), found.values().max()), (40, Some(&1)));
        let next = ask("GET", SYNC, json!(null))["nextSyncDateTime"].clone();
        assert_eq!(next, START.plus(HALF_AN_HOUR * (round + 1)).rfc3339(), "once, not twice");
        for object in objects["value"].as_array().unwrap().iter().take(7) {
            let address = format!("{OBJECTS}/{}", object["id"].as_str().unwrap());
            let request = axum::http::Request::delete(address).body(axum::body::Body::empty()).unwrap();
            crate::app::now(tower::ServiceExt::oneshot(servers[1].router(), request)).unwrap();
        }
    }
}
