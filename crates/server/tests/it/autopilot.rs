//! `windowsAutopilotDeviceIdentities`.

use std::time::Duration;

use axum::http::StatusCode;
use insta::assert_snapshot;
use muster_server::{Settings, fill_demo};
use serde_json::json;

use crate::app::{BETA_DEVICES, DEVICES, TestApp};
use crate::devices::{device, serial};

#[test]
fn beta_says_more() {
    let app = TestApp::new();
    let id = app.registered(1);
    assert_snapshot!(app.get(&format!("{BETA_DEVICES}/{id}")).show(), @r#"
    200 OK
    {
      "@odata.context": "http://localhost/beta/$metadata#deviceManagement/windowsAutopilotDeviceIdentities/$entity",
      "addressableUserName": null,
      "azureActiveDirectoryDeviceId": "686a5ce6-5cf9-4d45-b55f-a36ad49d6fa2",
      "azureAdDeviceId": "686a5ce6-5cf9-4d45-b55f-a36ad49d6fa2",
      "deploymentProfileAssignedDateTime": "2026-01-01T00:01:10Z",
      "deploymentProfileAssignmentDetailedStatus": "none",
      "deploymentProfileAssignmentStatus": "assignedInSync",
      "deviceAccountPassword": null,
      "deviceAccountUpn": null,
      "deviceFriendlyName": null,
      "displayName": null,
      "enrollmentState": "notContacted",
      "groupTag": "Sales",
      "id": "686a5ce6-5cf9-4d45-b55f-a36ad49d6fa1",
      "lastContactedDateTime": "0001-01-01T00:00:00Z",
      "managedDeviceId": "00000000-0000-0000-0000-000000000000",
      "manufacturer": "Contoso",
      "model": "Contoso Book 1",
      "productKey": "",
      "purchaseOrderIdentifier": null,
      "remediationState": "noRemediationRequired",
      "remediationStateLastModifiedDateTime": "0001-01-01T00:00:00Z",
      "resourceName": null,
      "serialNumber": "TEST-0000001",
      "skuNumber": null,
      "systemFamily": null,
      "userPrincipalName": "user1@contoso.com",
      "userlessEnrollmentStatus": "unknown"
    }
    "#);
    let v1 = app.get(&format!("{DEVICES}/{id}")).json();
    assert_eq!(v1.as_object().unwrap().len(), 18, "17 properties of v1.0 and the context: {v1}");
}

#[test]
fn a_profile_comes_after_a_while() {
    let app = TestApp::new();
    app.import(&[device(1)]);
    app.pass(Duration::from_mins(1));
    let id = app.get(DEVICES).values()[0]["id"].as_str().unwrap().to_owned();
    let address = format!("{BETA_DEVICES}/{id}");
    let expanded = format!("{address}?$expand=deploymentProfile,intendedDeploymentProfile&$select=id");
    let pending = app.get(&expanded).json();
    assert_eq!(pending["deploymentProfile"], json!(null));
    assert!(pending.as_object().unwrap().contains_key("intendedDeploymentProfile"));
    assert_eq!(app.get(&address).json()["deploymentProfileAssignmentStatus"], "pending");
    assert_eq!(app.get(&format!("{address}/deploymentProfile")).status, StatusCode::NO_CONTENT);
    app.pass(Duration::from_secs(10));
    assert_eq!(app.get(&address).json()["deploymentProfileAssignmentStatus"], "assignedInSync");
    assert_eq!(app.get(&address).json()["deploymentProfileAssignedDateTime"], "2026-01-01T00:01:10Z");
    assert_eq!(app.get(&expanded).json()["deploymentProfile"]["displayName"], "Default profile");
    assert_snapshot!(app.get(&format!("{address}/intendedDeploymentProfile")).show(), @r##"
    200 OK
    {
      "@odata.context": "http://localhost/beta/$metadata#deviceManagement/windowsAutopilotDeploymentProfiles/$entity",
      "@odata.type": "#microsoft.graph.azureADWindowsAutopilotDeploymentProfile",
      "createdDateTime": "2026-01-01T00:00:00Z",
      "description": "What every device gets.",
      "deviceNameTemplate": "",
      "deviceType": "windowsPc",
      "displayName": "Default profile",
      "enableWhiteGlove": false,
      "extractHardwareHash": false,
      "hardwareHashExtractionEnabled": false,
      "id": "b1f4d1c2-5a52-4d0e-9a6c-3f7b2c8e9d10",
      "language": "",
      "lastModifiedDateTime": "2026-01-01T00:00:00Z",
      "locale": "",
      "outOfBoxExperienceSetting": {
        "deviceUsageType": "singleUser",
        "escapeLinkHidden": true,
        "eulaHidden": true,
        "keyboardSelectionPageSkipped": true,
        "privacySettingsHidden": true,
        "userType": "standard"
      },
      "preprovisioningAllowed": false,
      "roleScopeTagIds": [
        "0"
      ]
    }
    "##);
}

#[test]
fn a_part_of_a_serial_number() {
    let app = TestApp::new();
    app.import(&(1..=12).map(device).collect::<Vec<_>>());
    app.settle();
    let found = |filter: &str| {
        let reply = app.get(&format!("{DEVICES}?$filter={filter}&$count=true"));
        assert_eq!(reply.json()["@odata.count"], reply.values().len());
        reply.values().len()
    };
    assert_eq!(found("contains(serialNumber,'test-000001')"), 3);
    assert_eq!(found("contains(serialNumber,'0000012')"), 1);
    assert_eq!(found("contains(serialNumber,'%25')"), 0);
    assert_eq!(found("contains(serialNumber,'_')"), 0);
    assert_eq!(
        app.get(&format!("{DEVICES}?$filter=serialNumber%20eq%20'A'")).error(),
        "400 BadRequest: This $filter is not supported here. Use $filter=contains(serialNumber,'text'), or no filter, \
         and compare what comes back."
    );
}

#[test]
fn a_device_is_made_and_changed_without_a_hash() {
    let app = TestApp::new();
    let body =
        json!({ "serialNumber": "MADE-1", "groupTag": "Kiosk", "model": "Contoso Book 2", "id": "ignored" });
    let made = app.post(DEVICES, &body);
    assert_eq!(made.status, StatusCode::CREATED);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("http://localhost{DEVICES}/{id}"));
    assert_eq!(
        app.post(DEVICES, &body).error(),
        "409 Conflict: A device with this serial number is registered already."
    );
    assert_eq!(app.post(DEVICES, &json!({})).error(), "400 BadRequest: A device needs a serialNumber.");
    let change =
        json!({ "groupTag": "Sales", "purchaseOrderIdentifier": "PO-1", "model": "ignored" }).to_string();
    let changed = app.ask("PATCH", &format!("{DEVICES}/{id}"), &[], change).json();
    assert_eq!(
        [
            &changed["groupTag"],
            &changed["purchaseOrderIdentifier"],
            &changed["model"],
            &changed["serialNumber"]
        ],
        ["Sales", "PO-1", "Contoso Book 2", "MADE-1"]
    );
}

#[test]
fn an_enrolled_device_must_stay() {
    let app = TestApp::new();
    assert!(fill_demo(&app.server).unwrap());
    let devices = app.get(DEVICES).values();
    let of_state = |state: &str| devices.iter().find(|device| device["enrollmentState"] == state).unwrap();
    let enrolled = of_state("enrolled");
    assert_eq!(
        app.delete(&format!("{DEVICES}/{}", enrolled["id"].as_str().unwrap())).error(),
        "400 BadRequest: The device is enrolled. Delete its managed device first, then this."
    );
    let body = json!({ "serialNumbers": [enrolled["serialNumber"], of_state("notContacted")["serialNumber"], "NONE"] });
    let reply = app.post(&format!("{DEVICES}/deleteDevices"), &body);
    assert_snapshot!(reply.show(), @r#"
    200 OK
    {
      "@odata.context": "http://localhost/v1.0/$metadata#Collection(microsoft.graph.deletedWindowsAutopilotDeviceState)",
      "value": [
        {
          "deletionState": "failed",
          "deviceRegistrationId": "be2d5bcb-f8cc-41a2-a360-4c83c1f203c6",
          "errorMessage": "The device is enrolled. Delete its managed device first, then this.",
          "serialNumber": "DEMO-0061"
        },
        {
          "deletionState": "accepted",
          "deviceRegistrationId": "3f31b461-37aa-419a-b3da-6118a436ee81",
          "errorMessage": null,
          "serialNumber": "DEMO-0001"
        },
        {
          "deletionState": "error",
          "deviceRegistrationId": null,
          "errorMessage": "No device with this serial number is registered.",
          "serialNumber": "NONE"
        }
      ]
    }
    "#);
    assert_eq!(app.count(DEVICES), devices.len() - 1);
}

#[test]
fn a_deleted_device_may_stay_in_lists() {
    let settings = Settings { deletion_delay: Duration::from_mins(30), ..Settings::default() };
    let app = TestApp::with(settings);
    app.import(&[device(1)]);
    app.pass(Duration::from_mins(1));
    let address = format!("{DEVICES}/{}", app.get(DEVICES).values()[0]["id"].as_str().unwrap());
    assert_eq!(app.delete(&address).status, StatusCode::NO_CONTENT);
    app.pass(Duration::from_mins(29));
    assert_eq!(app.get(&address).json()["serialNumber"], serial(1));
    // Asked for again, it goes no later.
    assert_eq!(app.delete(&address).status, StatusCode::NO_CONTENT);
    app.pass(Duration::from_mins(1));
    assert_eq!(app.get(&address).status, StatusCode::NOT_FOUND);
}

#[test]
fn v1_has_no_blocked_devices() {
    let app = TestApp::new();
    fill_demo(&app.server).unwrap();
    let blocked = |set: &str| {
        app.get(set).values().iter().filter(|device| device["enrollmentState"] == "blocked").count()
    };
    assert_eq!((blocked(DEVICES), blocked(BETA_DEVICES)), (0, 10));
}
