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
    assert_eq!(app.count("/v1.0/deviceManagement/managedDevices"), 195);
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
