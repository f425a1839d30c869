//! Exactly what is asked, for every operation.

use graph::{BatchItem, Method, Version, import_path, wire::UpdateDeviceProperties};
use serde_json::json;

use crate::{
    client,
    script::{answer, run},
};

const NONE: &str = r#"{"value": []}"#;

#[test]
fn registering() {
    let (client, script) =
        client([answer(200, NONE), answer(200, NONE), answer(200, NONE), answer(200, "{}"), answer(204, "")]);
    let body = br#"{"importedWindowsAutopilotDeviceIdentities":[]}"#.to_vec();
    run(client.import("intent-1", body)).expect("it is taken");
    run(client.imports().all()).expect("there are none");
    run(client.imports_of("3f'1c 7a").all()).expect("there are none");
    run(client.imported("a/b?c")).expect("it is there");
    run(client.forget_import("intent-2", "a/b?c")).expect("it is gone");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn registered_devices() {
    let (client, script) =
        client([answer(200, NONE), answer(200, NONE), answer(200, "{}"), answer(200, NONE), answer(204, "")]);
    run(client.registered().all()).expect("there are none");
    run(client.registered_beta().all()).expect("there are none");
    run(client.registered_device("a b")).expect("it is there");
    run(client.registered_by_serial("TEST-0001 B")).expect("there are none");
    let properties =
        UpdateDeviceProperties { group_tag: Some("Sales".to_owned()), ..UpdateDeviceProperties::default() };
    run(client.update_device_properties("intent-3", "a b", &properties)).expect("it is taken");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn settings() {
    let (client, script) = client([answer(200, "{}"), answer(204, "")]);
    run(client.autopilot_settings()).expect("they are there");
    run(client.sync_autopilot("intent-4")).expect("it is begun");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn a_batch() {
    let items = [
        BatchItem { method: Method::Get, url: import_path("a b"), request_id: None, body: None },
        BatchItem {
            method: Method::Delete,
            url: import_path("c"),
            request_id: Some("intent-6".to_owned()),
            body: None,
        },
        BatchItem {
            method: Method::Patch,
            url: "/devices".to_owned(),
            request_id: Some("intent-7".to_owned()),
            body: Some(json!({"groupTag": "Sales"})),
        },
    ];
    let (client, script) = client([answer(200, r#"{"responses": []}"#)]);
    run(client.batch(Version::V1, "intent-5", &items)).expect("it is taken");
    insta::assert_snapshot!(script.transcript());
}
