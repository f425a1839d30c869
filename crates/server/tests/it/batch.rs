//! `$batch`.

use axum::http::StatusCode;
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS, Reply, TestApp};
use crate::devices::device;

const BATCH: &str = "/v1.0/$batch";
const IMPORTED: &str = "deviceManagement/importedWindowsAutopilotDeviceIdentities";

fn batch(app: &TestApp, requests: &Value) -> Reply {
    app.post(BATCH, &json!({ "requests": requests }))
}

/// Each answer's id and status, by id.
fn statuses(reply: &Reply) -> Vec<String> {
    let body = reply.json();
    let responses = body["responses"].as_array().unwrap_or_else(|| panic!("{reply:?}"));
    let mut statuses: Vec<String> = responses
        .iter()
        .map(|answer| format!("{} {}", answer["id"].as_str().unwrap(), answer["status"]))
        .collect();
    statuses.sort();
    statuses
}

#[test]
fn requests_are_answered_as_if_they_came_alone() {
    let app = TestApp::new();
    let json = json!({ "Content-Type": "application/json" });
    let reply = batch(
        &app,
        &json!([
            { "id": "a", "method": "post", "url": IMPORTED, "body": device(1), "headers": json },
            { "id": "b", "method": "GET", "url": format!("/{IMPORTED}/$count"), "dependsOn": ["A"] },
            { "id": "c", "method": "GET", "url": format!("/{IMPORTED}?$top=1&$select=serialNumber"), "dependsOn": ["a"] },
            { "id": "d", "method": "DELETE", "url": format!("{IMPORTED}/none"), "headers": { "client-request-id": "mine" } },
            { "id": "e", "method": "GET", "url": format!("/{IMPORTED}/none"), "dependsOn": ["d"] },
            { "id": "f", "method": "GET", "url": format!("/{IMPORTED}/none"), "dependsOn": ["e"] },
            { "id": "g", "method": "POST", "url": format!("/{IMPORTED}"), "body": device(1) },
            { "id": "h", "method": "POST", "url": "/$batch", "body": {}, "headers": json },
        ]),
    );
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(statuses(&reply), ["a 201", "b 200", "c 200", "d 404", "e 424", "f 424", "g 400", "h 400"]);
    let answers = reply.json()["responses"].as_array().unwrap().clone();
    let of = |id: &str| answers.iter().find(|answer| answer["id"] == id).unwrap().clone();
    assert_eq!(of("b")["body"], "1");
    assert_eq!(of("c")["body"]["value"], json!([{ "serialNumber": "TEST-0000001" }]));
    assert_eq!(of("d")["headers"]["client-request-id"], "mine");
    assert_snapshot!(serde_json::to_string_pretty(&of("e")["body"]).unwrap(), @r#"
    {
      "error": {
        "code": "FailedDependency",
        "innerError": {
          "client-request-id": "1f475c66-2d5a-44c4-9deb-ea6053494a4b",
          "date": "2026-01-01T00:00:00",
          "request-id": "1f475c66-2d5a-44c4-9deb-ea6053494a4b"
        },
        "message": "This request was not made, because the request 'd' before it failed."
      }
    }
    "#);
    assert_eq!(app.count(IMPORTS), 1);
}

#[test]
fn batches_that_make_no_sense() {
    let app = TestApp::new();
    let get = |id: &str| json!({ "id": id, "method": "GET", "url": "/me" });
    let many: Vec<Value> = (0..21).map(|number| get(&number.to_string())).collect();
    for (requests, wanted) in [
        (json!([]), "A batch has 1 to 20 requests, this one has 0."),
        (json!(many), "A batch has 1 to 20 requests, this one has 21."),
        (
            json!([get("a"), get("A")]),
            "Each request of a batch needs an id of its own; case doesn't tell two apart.",
        ),
        (
            json!([{ "id": "a", "method": "GET", "url": "/me", "dependsOn": ["b"] }]),
            "A dependsOn of this batch names an id that none of its requests has.",
        ),
        (
            json!([{ "id": "a", "method": "GET", "url": "/me", "dependsOn": ["a"] }]),
            "Requests of this batch wait for each other: mend their dependsOn.",
        ),
    ] {
        assert_eq!(batch(&app, &requests).error(), format!("400 BadRequest: {wanted}"));
    }
}

#[test]
fn items_are_done_once_by_ids_of_their_own() {
    let app = TestApp::new();
    let headers = json!({ "Content-Type": "application/json", "client-request-id": "item-1" });
    let requests =
        json!([{ "id": "a", "method": "POST", "url": IMPORTED, "body": device(1), "headers": headers }]);
    let (first, second) = (batch(&app, &requests).json(), batch(&app, &requests).json());
    assert_eq!(first["responses"][0]["body"], second["responses"][0]["body"]);
    assert_eq!(second["responses"][0]["headers"]["muster-replayed"], "true");
    assert_eq!(app.count(IMPORTS), 1);
    assert_eq!(app.count(DEVICES), 0);
}
