//! The demonstration.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use muster_server::{Settings, demo_supply, fill_demo};

use crate::app::{BETA_DEVICES, IMPORTS, TestApp};
use crate::devices::{hash, made_by, with_hash};

#[test]
fn there_is_a_device_in_every_state() {
    let app = TestApp::with(Settings { supply: demo_supply(), ..Settings::default() });
    assert!(fill_demo(&app.server).unwrap());
    app.server.work().unwrap();
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for device in app.get(BETA_DEVICES).values() {
        let state = format!("{} {}", device["enrollmentState"], device["deploymentProfileAssignmentStatus"]);
        *states.entry(state).or_default() += 1;
    }
    for import in app.get(IMPORTS).values() {
        let state = &import["state"];
        *states
            .entry(format!("{} {}", state["deviceImportStatus"], state["deviceErrorName"]))
            .or_default() += 1;
    }
    let lines: Vec<String> = states.iter().map(|(state, devices)| format!("{state}: {devices}")).collect();
    assert_snapshot!(lines.join("\n"), @r#"
    "blocked" "notAssigned": 10
    "enrolled" "assignedInSync": 180
    "error" "InvalidZtdHardwareHash": 1
    "error" "InvalidZtdRequestBody": 1
    "error" "MissingZtdSerialNumberAndProductKey": 1
    "error" "StorageError": 1
    "error" "ZtdDeviceAlreadyAssigned": 1
    "error" "ZtdDeviceAssignedToOtherTenant": 1
    "error" "ZtdDeviceDuplicated": 1
    "error" "ZtdDeviceNotFound": 1
    "failed" "assignedInSync": 15
    "notContacted" "assignedInSync": 50
    "notContacted" "pending": 10
    "pending" "": 5
    "pendingReset" "assignedOutOfSync": 15
    "unknown" "": 9
    "#);
    // What says that it is managed is.
    let managed =
        |device: &&serde_json::Value| device["managedDeviceId"] != "00000000-0000-0000-0000-000000000000";
    let devices = app.get(BETA_DEVICES).values();
    assert_eq!(app.count("/v1.0/deviceManagement/managedDevices"), 195 + 8 + 6);
    for device in devices.iter().filter(managed).take(3) {
        let id = device["managedDeviceId"].as_str().unwrap();
        let found = app.get(&format!("/v1.0/deviceManagement/managedDevices/{id}")).json();
        assert_eq!(found["serialNumber"], device["serialNumber"]);
        assert_eq!(found["lastSyncDateTime"], device["lastContactedDateTime"]);
    }
    // Its users are of the directory, and its groups have who their rules say.
    let with_user = devices.iter().filter(|device| !device["userPrincipalName"].is_null()).take(3);
    for device in with_user {
        let name = device["userPrincipalName"].as_str().unwrap();
        assert_eq!(app.get(&format!("/v1.0/users/{name}")).json()["usageLocation"], "NL");
    }
    for group in app.get("/v1.0/groups").values() {
        let members = app.count(&format!("/v1.0/groups/{}/members", group["id"].as_str().unwrap()));
        let is_all = group["displayName"] == "Modern Workplace Devices-All";
        assert_eq!(members, if is_all { 280 } else { 56 }, "{group}");
    }
    assert!(!fill_demo(&app.server).unwrap(), "it's full");
    let again = TestApp::with(Settings { supply: demo_supply(), ..Settings::default() });
    fill_demo(&again.server).unwrap();
    again.server.work().unwrap();
    assert_eq!(again.get(BETA_DEVICES).text(), app.get(BETA_DEVICES).text());
}

#[test]
fn each_error_can_be_had() {
    let app = TestApp::with(Settings { supply: demo_supply(), ..Settings::default() });
    fill_demo(&app.server).unwrap();
    for (serial, wanted) in [
        ("DEMO-0001", "806 ZtdDeviceAlreadyAssigned"),
        ("DEMO-OTHER-TENANT", "808 ZtdDeviceAssignedToOtherTenant"),
        ("DEMO-STORAGE-ERROR", "640 StorageError"),
        ("DEMO-BODY-ERROR", "801 InvalidZtdRequestBody"),
        ("DEMO-STUCK", "unknown"),
        ("DEMO-FINE", "complete"),
    ] {
        let import = &app.import(&[with_hash(serial, &hash(1))])[0];
        app.settle();
        assert_eq!(app.outcome(import), wanted, "{serial}");
    }
    let import = &app.import(&[made_by(2, "Fabrikam", "Fabrikam Slate 10")])[0];
    app.settle();
    assert_eq!(app.outcome(import), "809 ZtdDeviceNotFound");
}

#[test]
fn there_is_something_in_every_directory() {
    let app = TestApp::with(Settings { supply: demo_supply(), ..Settings::default() });
    fill_demo(&app.server).unwrap();
    app.server.work().unwrap();
    let count = |address: &str, wanted: &dyn Fn(&serde_json::Value) -> bool| {
        app.get(address).values().into_iter().filter(wanted).count()
    };
    let hybrid = |device: &serde_json::Value| device["trustType"] == "ServerAd";
    let objects = || count("/v1.0/devices?$filter=trustType%20eq%20'ServerAd'", &hybrid);
    let computers = count("/world/activeDirectory/computers", &|_| true);
    let joined = |device: &serde_json::Value| device["joinType"] == "hybridAzureADJoined";
    let managed = count("/beta/deviceManagement/managedDevices", &joined);
    assert_eq!((computers, objects(), managed), (13, 11, 8));
    app.pass(std::time::Duration::from_mins(30));
    assert_eq!(objects(), 13, "the rest comes by the next sync");

    let token = app.get("/beta/deviceManagement/depOnboardingSettings").values()[0]["id"].clone();
    let token = format!("/beta/deviceManagement/depOnboardingSettings/{}", token.as_str().unwrap());
    let identities = format!("{token}/importedAppleDeviceIdentities");
    let is = |state: &'static str| move |device: &serde_json::Value| device["enrollmentState"] == state;
    assert_eq!((count(&identities, &is("enrolled")), count(&identities, &is("notContacted"))), (6, 3));
    assert_eq!(app.get(&token).json()["syncedDeviceCount"], 9);
    let unassigned = |device: &serde_json::Value| device["status"] == "UNASSIGNED";
    assert_eq!(count("/world/appleBusinessManager/devices", &unassigned), 2);

    for partner in app.get(crate::partners::PARTNERS).values() {
        let below = format!("{}/{}", crate::partners::PARTNERS, partner["id"].as_str().unwrap());
        let serials = crate::partners::serials(&app, &format!("{below}/devices"));
        assert_eq!(serials.len(), 6, "{partner}");
        let states: std::collections::BTreeSet<String> = app
            .get(BETA_DEVICES)
            .values()
            .iter()
            .filter(|device| serials.iter().any(|serial| device["serialNumber"] == serial.as_str()))
            .map(|device| device["enrollmentState"].to_string())
            .collect();
        assert!(states.len() > 1, "{states:?}");
    }
}
