//! The server's description of itself.

use std::collections::HashSet;

use serde_json::Value;

use crate::app::TestApp;

#[test]
fn it_is_served() {
    let reply = TestApp::new().get("/openapi.json");
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.text(), muster_server::description());
    let text = reply.text().replace(env!("CARGO_PKG_VERSION"), "version");
    insta::assert_snapshot!("openapi", text);
}

#[test]
fn what_it_refers_to_is_there() {
    let document: Value = serde_json::from_str(muster_server::description()).unwrap();
    let mut references = HashSet::new();
    collect(&document, &mut references);
    assert!(references.contains("#/components/schemas/beta.WindowsAutopilotDeviceIdentity"));
    for reference in references {
        assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
    }
}

fn collect(part: &Value, references: &mut HashSet<String>) {
    match part {
        Value::Object(properties) => {
            references.extend(properties.get("$ref").and_then(Value::as_str).map(str::to_owned));
            properties.values().for_each(|value| collect(value, references));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
