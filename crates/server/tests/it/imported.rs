//! `importedWindowsAutopilotDeviceIdentities`.

use std::time::Duration;

use axum::http::StatusCode;
use insta::assert_snapshot;
use serde_json::json;

use crate::app::{DEVICES, IMPORTS, TestApp};
use crate::devices::{device, hash, serial};

#[test]
fn one_device_is_taken_in() {
    let app = TestApp::new();
    assert_snapshot!(app.post(IMPORTS, &device(1)).show(), @r#"
    201 Created
    location: http://localhost/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/65326dcf-fc99-467e-a7d9-4717b68f73e1
    muster-poll-after: 60
    {
      "@odata.context": "http://localhost/v1.0/$metadata#deviceManagement/importedWindowsAutopilotDeviceIdentities/$entity",
      "assignedUserPrincipalName": "user1@contoso.com",
      "groupTag": "Sales",
      "hardwareIdentifier": null,
      "id": "65326dcf-fc99-467e-a7d9-4717b68f73e1",
      "importId": "65326dcf-fc99-467e-a7d9-4717b68f73e1",
      "productKey": "",
      "serialNumber": "TEST-0000001",
      "state": {
        "deviceErrorCode": 0,
        "deviceErrorName": "",
        "deviceImportStatus": "unknown",
        "deviceRegistrationId": ""
      }
    }
    "#);
}

#[test]
fn a_call_is_taken_in() {
    let app = TestApp::new();
    let body = json!({ "importedWindowsAutopilotDeviceIdentities": [device(1), device(2)] });
    let reply = app.post(&format!("{IMPORTS}/import"), &body);
    assert_snapshot!(reply.show(), @r#"
    200 OK
    muster-poll-after: 60
    {
      "@odata.context": "http://localhost/v1.0/$metadata#deviceManagement/importedWindowsAutopilotDeviceIdentities",
      "value": [
        {
          "assignedUserPrincipalName": "user1@contoso.com",
          "groupTag": "Sales",
          "hardwareIdentifier": null,
          "id": "65326dcf-fc99-467e-a7d9-4717b68f73e2",
          "importId": "65326dcf-fc99-467e-a7d9-4717b68f73e1",
          "productKey": "",
          "serialNumber": "TEST-0000001",
          "state": {
            "deviceErrorCode": 0,
            "deviceErrorName": "",
            "deviceImportStatus": "unknown",
            "deviceRegistrationId": ""
          }
        },
        {
          "assignedUserPrincipalName": "user1@contoso.com",
          "groupTag": "Sales",
          "hardwareIdentifier": null,
          "id": "65326dcf-fc99-467e-a7d9-4717b68f73e3",
          "importId": "65326dcf-fc99-467e-a7d9-4717b68f73e1",
          "productKey": "",
          "serialNumber": "TEST-0000002",
          "state": {
            "deviceErrorCode": 0,
            "deviceErrorName": "",
            "deviceImportStatus": "unknown",
            "deviceRegistrationId": ""
          }
        }
      ]
    }
    "#);
    assert!(!reply.text().contains(&hash(1)[..64]));
}

#[test]
fn an_import_takes_its_time() {
    let app = TestApp::new();
    let id = &app.import(&[device(1)])[0];
    let mut seen = Vec::new();
    for _ in 0..5 {
        let reply = app.get(&format!("{IMPORTS}/{id}"));
        seen.push(format!("{} {}", app.outcome(id), reply.header("muster-poll-after")));
        app.pass(Duration::from_secs(15));
    }
    assert_eq!(seen, ["unknown 60", "pending 45", "pending 30", "pending 15", "complete 60"]);
    assert_snapshot!(app.get(&format!("{IMPORTS}/{id}")).show(), @r#"
    200 OK
    muster-poll-after: 60
    {
      "@odata.context": "http://localhost/v1.0/$metadata#deviceManagement/importedWindowsAutopilotDeviceIdentities/$entity",
      "assignedUserPrincipalName": "user1@contoso.com",
      "groupTag": "Sales",
      "hardwareIdentifier": null,
      "id": "65326dcf-fc99-467e-a7d9-4717b68f73e2",
      "importId": "65326dcf-fc99-467e-a7d9-4717b68f73e1",
      "productKey": "",
      "serialNumber": "TEST-0000001",
      "state": {
        "deviceErrorCode": 0,
        "deviceErrorName": "",
        "deviceImportStatus": "complete",
        "deviceRegistrationId": "cf2376c3-1914-4850-9d2c-c0ce71b99c35"
      }
    }
    "#);
    assert_snapshot!(app.get(DEVICES).show(), @r#"
    200 OK
    {
      "@odata.context": "http://localhost/v1.0/$metadata#deviceManagement/windowsAutopilotDeviceIdentities",
      "value": [
        {
          "addressableUserName": null,
          "azureActiveDirectoryDeviceId": "cf2376c3-1914-4850-9d2c-c0ce71b99c36",
          "displayName": null,
          "enrollmentState": "notContacted",
          "groupTag": "Sales",
          "id": "cf2376c3-1914-4850-9d2c-c0ce71b99c35",
          "lastContactedDateTime": "0001-01-01T00:00:00Z",
          "managedDeviceId": "00000000-0000-0000-0000-000000000000",
          "manufacturer": "Contoso",
          "model": "Contoso Book 1",
          "productKey": "",
          "purchaseOrderIdentifier": null,
          "resourceName": null,
          "serialNumber": "TEST-0000001",
          "skuNumber": null,
          "systemFamily": null,
          "userPrincipalName": "user1@contoso.com"
        }
      ]
    }
    "#);
}

#[test]
fn lists_tell_when_to_ask_again() {
    let app = TestApp::new();
    assert_eq!(app.get(IMPORTS).header("muster-poll-after"), "60");
    app.import(&[device(1)]);
    app.clock.advance(Duration::from_millis(14_500));
    assert_eq!(app.get(IMPORTS).header("muster-poll-after"), "0.5");
    app.clock.advance(Duration::from_mins(10));
    assert_eq!(app.get(IMPORTS).header("muster-poll-after"), "0.1");
}

#[test]
fn imports_of_one_call() {
    let app = TestApp::new();
    app.import(&[device(1), device(2)]);
    app.import(&[device(3)]);
    let call = app.get(&format!("{IMPORTS}?$top=1")).values()[0]["importId"].as_str().unwrap().to_owned();
    let reply = app.get(&format!(
        "{IMPORTS}?$filter=importId%20eq%20'{call}'&$select=id,serialNumber,importId,state&$count=true"
    ));
    assert_eq!(reply.json()["@odata.count"], 2);
    let values = reply.values();
    assert_eq!(
        values.iter().map(|value| &value["serialNumber"]).collect::<Vec<_>>(),
        [&serial(1), &serial(2)]
    );
    assert_eq!(values[0].as_object().unwrap().len(), 4);
    assert_eq!(
        app.get(&format!("{IMPORTS}/$count?$filter=importId eq '{call}'").replace(' ', "+")).text(),
        "2"
    );
    assert_eq!(app.count(IMPORTS), 3);
}

#[test]
fn a_forgotten_import_undoes_nothing() {
    let app = TestApp::new();
    let id = app.registered(1);
    let import = app.get(IMPORTS).values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("{IMPORTS}/{import}")).status, StatusCode::NO_CONTENT);
    assert_eq!(
        app.delete(&format!("{IMPORTS}/{import}")).error(),
        "404 ResourceNotFound: There is no import with this id. It may have been deleted: list them again."
    );
    assert_eq!(app.count(IMPORTS), 0);
    assert_eq!(app.get(&format!("{DEVICES}/{id}")).status, StatusCode::OK);
}

#[test]
fn bodies_that_make_no_sense() {
    let app = TestApp::new();
    for (body, wanted) in [
        ("", "The body ends before it is complete: line 1, column 0. Nothing was changed."),
        ("{\n  \"a\": tru", "The body ends before it is complete: line 2, column 10. Nothing was changed."),
        ("{\n  \"a\": trux}", "The body is not valid JSON: line 2, column 11. Nothing was changed."),
        (
            "{}",
            "The body has a value of another type than is expected, or lacks one: line 1, column 2. Nothing was changed.",
        ),
        (
            r#"{"importedWindowsAutopilotDeviceIdentities": [{"hardwareIdentifier": 5}]}"#,
            "The body has a value of another type than is expected, or lacks one: line 1, column 70. Nothing was changed.",
        ),
    ] {
        let reply = app.ask("POST", &format!("{IMPORTS}/import"), &[], body);
        assert_eq!(reply.error(), format!("400 BadRequest: {wanted}"), "{body}");
    }
    assert_eq!(app.count(IMPORTS), 0);
}

#[test]
fn a_body_that_is_too_large() {
    let app = TestApp::new();
    let wanted = "413 RequestEntityTooLarge: The body is larger than 64 MiB. Send less in one request.";
    let announced = app.ask("POST", &format!("{IMPORTS}/import"), &[("content-length", "67108865")], "");
    assert_eq!(announced.error(), wanted);
    let sent = app.ask("POST", &format!("{IMPORTS}/import"), &[], vec![b' '; (64 << 20) + 1]);
    assert_eq!(sent.error(), wanted);
}

#[test]
fn there_is_no_way_to_patch_an_import() {
    let app = TestApp::new();
    let id = &app.import(&[device(1)])[0];
    let reply = app.ask("PATCH", &format!("{IMPORTS}/{id}"), &[], "{}");
    assert_eq!(
        reply.error(),
        "405 BadRequest: There is no route for PATCH at this address. The header Allow lists the methods that it takes."
    );
    assert_eq!(reply.header("allow"), "GET,HEAD,DELETE");
}
