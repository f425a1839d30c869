//! The many ways in which clients write the same thing.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::json;

use crate::app::{DEVICES, IMPORTS, TestApp};
use crate::devices::{device, hash};

#[test]
fn addresses() {
    let app = TestApp::new();
    let id = app.registered(1);
    let upper = id.to_uppercase();
    for address in [
        format!("/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/{id}"),
        format!("/V1.0/devicemanagement/windowsautopilotdeviceidentities/{upper}/"),
        format!("/v1.0/deviceManagement/windowsAutopilotDeviceIdentities('{id}')"),
        format!("/v1.0/deviceManagement/windowsAutopilotDeviceIdentities%28%27{id}%27%29"),
        format!("/beta/deviceManagement/windowsAutopilotDeviceIdentities({id})"),
        format!(
            "http://127.0.0.1:8740/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/{id}?%24select=id"
        ),
    ] {
        assert_eq!(app.get(&address).json()["id"], id, "{address}");
    }
}

#[test]
fn actions() {
    let app = TestApp::new();
    let id = app.registered(1);
    for action in [
        "updateDeviceProperties",
        "UpdateDeviceProperties",
        "microsoft.graph.updateDeviceProperties",
        "graph.updatedeviceproperties",
        "updateDeviceProperties()",
    ] {
        let reply = app.post(&format!("{DEVICES}/{id}/{action}"), &json!({ "groupTag": action }));
        assert_eq!(reply.status, StatusCode::NO_CONTENT, "{action}");
        assert_eq!(app.get(&format!("{DEVICES}/{id}")).json()["groupTag"], action);
    }
    let import = app.post(
        &format!("{IMPORTS}/microsoft.graph.import"),
        &json!({ "importedWindowsAutopilotDeviceIdentities": [device(2)] }),
    );
    assert_eq!(import.status, StatusCode::OK);
}

#[test]
fn bodies_of_actions() {
    let app = TestApp::new();
    let id = app.registered(1);
    for (body, tag) in [
        (r#"{ userPrincipalName: "x", groupTag: "y" }"#, "y"),
        ("\u{feff}{\"groupTag\": \"mark\"}", "mark"),
        (r#"{"orderIdentifier": "old name", "unknown": [1]}"#, "old name"),
        ("{}", "old name"),
        ("", "old name"),
        (" \r\n", "old name"),
    ] {
        let reply = app.ask("POST", &format!("{DEVICES}/{id}/updateDeviceProperties"), &[], Body::from(body));
        assert_eq!(reply.status, StatusCode::NO_CONTENT, "{body}");
        assert_eq!(app.get(&format!("{DEVICES}/{id}")).json()["groupTag"], tag, "{body}");
    }
    let reply = app.ask("POST", &format!("{DEVICES}/{id}/updateDeviceProperties"), &[], "{ groupTag: }");
    assert!(
        reply.error().starts_with("400 BadRequest: The body is not valid JSON: line 1, column 3"),
        "{reply:?}"
    );
}

#[test]
fn devices_to_import() {
    let app = TestApp::new();
    for (device, tag) in [
        (
            json!({ "serialNumber": "A-1", "hardwareIdentifier": hash(1), "orderIdentifier": "old" }),
            json!("old"),
        ),
        (
            json!({ "serialNumber": "A-2", "hardwareIdentifier": hash(2), "orderIdentifier": "old", "groupTag": "new" }),
            json!("new"),
        ),
        (
            json!({ "serialNumber": "A-3", "hardwareIdentifier": hash(3), "groupTag": null, "state": null, "x": {} }),
            json!(null),
        ),
        (json!({ "serialNumber": "A-\u{e9}\"", "hardwareIdentifier": hash(4), "groupTag": "" }), json!(null)),
    ] {
        let import = app.post(IMPORTS, &device).json();
        assert_eq!([&import["groupTag"], &import["serialNumber"]], [&tag, &device["serialNumber"]]);
        assert_eq!(import["state"]["deviceImportStatus"], "unknown");
    }
}

#[test]
fn names_of_options() {
    let app = TestApp::new();
    app.import(&[device(1), device(2)]);
    let beta = IMPORTS.replace("v1.0", "beta");
    for (address, items) in [
        (format!("{IMPORTS}?$top=1"), 1),
        (format!("{IMPORTS}?%24top=1"), 1),
        (format!("{IMPORTS}?$TOP=1"), 1),
        (format!("{beta}?top=1"), 1),
        (format!("{IMPORTS}?top=1"), 2),
        (format!("{IMPORTS}?unknown=1&$format=json"), 2),
    ] {
        assert_eq!(app.get(&address).values().len(), items, "{address}");
    }
    for (query, wanted) in [
        (
            "$search=a",
            "The option '$search' is not supported here. Supported: $top, $skiptoken, $count, $select, $orderby, $filter.",
        ),
        ("$top=0", "$top must be a number from 1; pages have 1000 at most."),
        ("$top=a", "$top must be a number from 1; pages have 1000 at most."),
        ("$top=1&%24top=2", "The option '$top' was given twice."),
        ("$count=maybe", "$count must be true or false."),
        (
            "$orderby=groupTag",
            "This $orderby is not supported here. Use $orderby=serialNumber, with asc or desc.",
        ),
        ("$select=id,nonsense", "$select names 'nonsense', which is no property here."),
        (
            "$expand=deploymentProfile",
            "The option '$expand' is not supported here. Supported: $top, $skiptoken, $count, $select, $orderby, $filter.",
        ),
        (
            "$skiptoken=nonsense",
            "This $skiptoken is none of this list. Take @odata.nextLink as it stands, or start again.",
        ),
    ] {
        assert_eq!(
            app.get(&format!("{IMPORTS}?{query}")).error(),
            format!("400 BadRequest: {wanted}"),
            "{query}"
        );
    }
}
