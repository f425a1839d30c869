//! What is asked for twice happens once.

use std::time::Duration;

use axum::http::StatusCode;
use muster_server::Settings;
use serde_json::json;

use crate::app::{DEVICES, IMPORTS, Reply, SETTINGS, TestApp};
use crate::devices::{device, with_hash};

fn ask(app: &TestApp, method: &str, address: &str, id: &str, body: &str) -> Reply {
    app.ask(method, address, &[("client-request-id", id)], body.to_owned())
}

#[test]
fn the_first_answer_is_given_again() {
    let mut app = TestApp::new();
    let body = json!({ "importedWindowsAutopilotDeviceIdentities": [device(1), device(2)] }).to_string();
    let address = format!("{IMPORTS}/import");
    let first = ask(&app, "POST", &address, "call-1", &body);
    app.settle();
    app.restart();
    let second = ask(&app, "POST", &address, "call-1", &body);
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("muster-poll-after"), second.header("muster-poll-after"));
    assert_eq!((first.header("muster-replayed"), second.header("muster-replayed")), ("", "true"));
    assert_eq!((first.header("client-request-id"), second.header("client-request-id")), ("call-1", "call-1"));
    assert_ne!(first.header("request-id"), second.header("request-id"));
    assert_eq!((app.count(IMPORTS), app.count(DEVICES)), (2, 2));
}

#[test]
fn the_first_answer_outlives_the_imports_that_it_tells_of() {
    let mut app = TestApp::new();
    let devices: Vec<_> = (1..=40).map(device).chain([with_hash("\"é\"", "no hash")]).collect();
    let body = json!({ "importedWindowsAutopilotDeviceIdentities": devices }).to_string();
    let address = format!("{IMPORTS}/import");
    let first =
        app.ask("POST", &address, &[("client-request-id", "call-1"), ("host", "localhost:1")], body.clone());
    app.settle();
    let imports = first.values();
    assert_eq!(imports.len(), 41);
    for import in &imports {
        let address = format!("{IMPORTS}/{}", import["id"].as_str().unwrap());
        assert_eq!(app.get(&address).json()["serialNumber"], import["serialNumber"]);
        assert_eq!(app.delete(&address).status, StatusCode::NO_CONTENT);
    }
    app.restart();
    let second = app.ask("POST", &address, &[("client-request-id", "call-1"), ("host", "localhost:2")], body);
    assert_eq!(first.text(), second.text());
    assert_eq!(second.header("muster-replayed"), "true");
    assert_eq!((app.count(IMPORTS), app.count(DEVICES)), (0, 40));
}

#[test]
fn other_spellings_of_an_address_are_the_same_request() {
    let app = TestApp::new();
    let body = device(1).to_string();
    let first = ask(&app, "POST", IMPORTS, "call-1", &body);
    let second = ask(&app, "POST", &IMPORTS.to_lowercase(), "call-1", &body);
    assert_eq!((first.status, second.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(app.count(IMPORTS), 1);
}

#[test]
fn another_request_under_the_same_id_is_another_request() {
    let app = TestApp::new();
    let id = app.registered(1);
    let action = |name: &str| format!("{DEVICES}/{id}/{name}");
    for (method, address, body) in [
        ("POST", action("updateDeviceProperties"), r#"{"groupTag":"a"}"#),
        ("POST", action("updateDeviceProperties"), r#"{"groupTag":"b"}"#),
        ("POST", action("unassignUserFromDevice"), ""),
        ("DELETE", format!("{DEVICES}/{id}"), ""),
    ] {
        let reply = ask(&app, method, &address, "correlation", body);
        assert_eq!(
            (reply.status, reply.header("muster-replayed")),
            (StatusCode::NO_CONTENT, ""),
            "{address}"
        );
    }
    assert_eq!(
        ask(&app, "DELETE", &format!("{DEVICES}/{id}"), "correlation", "").header("muster-replayed"),
        "true"
    );
    assert_eq!(app.delete(&format!("{DEVICES}/{id}")).status, StatusCode::NOT_FOUND);
}

#[test]
fn without_an_id_each_request_counts() {
    let app = TestApp::new();
    app.post(IMPORTS, &device(1));
    app.post(IMPORTS, &device(1));
    assert_eq!(app.count(IMPORTS), 2);
}

#[test]
fn a_refusal_is_not_remembered() {
    let app = TestApp::new();
    let sync = || ask(&app, "POST", &format!("{SETTINGS}/sync"), "sync-2", "");
    app.post(&format!("{SETTINGS}/sync"), &json!({}));
    assert_eq!(sync().status, StatusCode::CONFLICT);
    app.pass(Duration::from_mins(10));
    assert_eq!(sync().status, StatusCode::NO_CONTENT);
    assert_eq!((sync().status, sync().header("muster-replayed")), (StatusCode::NO_CONTENT, "true"));
}

#[test]
fn it_is_forgotten_in_the_end() {
    let app = TestApp::with(Settings { remembered: Duration::from_hours(1), ..Settings::default() });
    let ask = || ask(&app, "POST", IMPORTS, "call-1", &device(1).to_string());
    ask();
    app.pass(Duration::from_mins(59));
    assert_eq!(ask().header("muster-replayed"), "true");
    app.pass(Duration::from_mins(1));
    assert_eq!(ask().header("muster-replayed"), "");
    assert_eq!(app.count(IMPORTS), 2);
}
