//! What no client should send, sent to every address by every method: it is refused, in the words of Graph, by either database alike.

mod addresses;
mod bodies;

use std::cell::RefCell;

use axum::body::Body;
use axum::http::Request;
use muster_server::{Database, Settings};
use serde_json::{Value, json};

use crate::app::{IMPORTS, Reply, TestApp};
use crate::devices::serial;

/// Nothing of a client's is a reason for the server to fail but this, which the real service has so.
const SECOND_RULE: &str =
    "500 InternalServerError: A cleanup rule already exists for the specified platform type";

/// That an answer is one of Graph's.
pub fn check(what: &str, reply: &Reply) {
    if reply.status.is_success() || reply.status.is_redirection() {
        return;
    }
    let error = &reply.json()["error"];
    let inner = &error["innerError"];
    assert!(!error["code"].as_str().unwrap().is_empty(), "{what}: {reply:?}");
    assert!(!error["message"].as_str().unwrap().is_empty(), "{what}: {reply:?}");
    for id in ["request-id", "client-request-id"] {
        assert_eq!(inner[id].as_str(), Some(reply.header(id)), "{what}: {reply:?}");
    }
    assert!(!reply.status.is_server_error() || reply.error() == SECOND_RULE, "{what}: {reply:?}");
}

/// The server on the database that is tested; where that isn't `SQLite`, one on that besides.
struct Both {
    app: TestApp,
    other: Option<TestApp>,
    asked: RefCell<usize>,
}

impl Both {
    fn new() -> Both {
        let inline = || TestApp::on(Database::inline().unwrap(), Settings::default());
        let other = std::env::var_os("MUSTER_TEST_POSTGRES").map(|_| inline());
        Both { app: TestApp::new(), other, asked: RefCell::default() }
    }

    /// Asks both, who say the same; nothing where it can't even be asked.
    fn ask(&self, method: &str, address: &str, headers: &[(&str, &[u8])], body: &[u8]) {
        let request = || {
            let mut request = Request::builder().method(method).uri(address);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            request.body(Body::from(body.to_vec())).ok()
        };
        let Some(asked) = request() else { return };
        *self.asked.borrow_mut() += 1;
        let shown = String::from_utf8_lossy(&body[..body.len().min(200)]).into_owned();
        let what = format!("{method} {} {shown}", &address[..address.len().min(300)]);
        let reply = self.app.send(asked);
        // What answers a HEAD has its body taken from it further on.
        check(&what, &reply);
        if let (Some(other), Some(asked)) = (&self.other, request()) {
            let same = other.send(asked);
            assert_eq!(reply.status, same.status, "{what}: {reply:?}, {same:?}");
        }
    }

    fn each<T>(&self, make: impl Fn(&TestApp) -> T) -> T {
        if let Some(other) = &self.other {
            make(other);
        }
        make(&self.app)
    }
}

/// What stands for `{id}`: of each kind of thing one that is there.
struct Ids(Vec<(&'static str, String)>);

impl Ids {
    fn new(app: &TestApp) -> Ids {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let identity = app.registered(1);
        let import = text(&app.get(IMPORTS).values()[0]["id"]);
        let enrol = |attempt: u32, platform: &str, number: u32| {
            let body = json!({
                "enrollmentId": format!("00000000-0000-4000-8000-{attempt:012}"),
                "serialNumber": serial(number),
                "platform": platform,
                "osVersion": "10.0.19045",
            });
            app.post("/agent/enroll", &body).json()
        };
        let managed = text(&enrol(1, "windows", 1)["deviceId"]);
        let entra = text(&enrol(2, "macOS", 2)["azureADDeviceId"]);
        let gone = text(&enrol(3, "macOS", 3)["azureADDeviceId"]);
        let object =
            |device: &str| text(&app.get(&format!("/v1.0/devices(deviceId='{device}')")).json()["id"]);
        let (object, gone) = (object(&entra), object(&gone));
        assert_eq!(app.delete(&format!("/v1.0/devices/{gone}")).status, 204);
        let rule =
            json!({ "deviceCleanupRulePlatformType": "tvOS", "deviceInactivityBeforeRetirementInDays": 30 });
        let rule = text(&app.post("/beta/deviceManagement/managedDeviceCleanupRules", &rule).json()["id"]);
        Ids(vec![
            ("importedWindows", import),
            ("windowsAutopilot", identity),
            ("/managedDevices/", managed),
            ("CleanupRules", rule),
            ("/deviceId/", entra),
            ("deletedItems", gone),
            ("/devices/", object),
        ])
    }

    fn of(&self, path: &str) -> &str {
        self.0.iter().find(|(part, _)| path.contains(part)).map_or("none", |(_, id)| id)
    }
}

/// Every address and method, and what a body is to be.
fn operations() -> Vec<(String, String, Value)> {
    let document: Value = serde_json::from_str(muster_server::description()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            all.push((path.clone(), method.to_uppercase(), resolved(&document, schema)));
        }
    }
    // What deletes comes last.
    all.sort_by_key(|(_, method, _)| method == "DELETE");
    all
}

/// A schema without references, as far as bodies need it.
fn resolved(document: &Value, schema: &Value) -> Value {
    match (schema["$ref"].as_str(), schema) {
        (Some(reference), _) => resolved(document, document.pointer(&reference[1..]).unwrap()),
        (None, Value::Object(parts)) => {
            Value::Object(parts.iter().map(|(name, part)| (name.clone(), resolved(document, part))).collect())
        }
        (None, Value::Array(parts)) => parts.iter().map(|part| resolved(document, part)).collect(),
        (None, other) => other.clone(),
    }
}

/// Something that a schema allows.
fn example(schema: &Value) -> Value {
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match (schema["enum"].get(0), kind) {
        (Some(member), _) => member.clone(),
        (None, Some("object")) => {
            let properties = schema["properties"].as_object().into_iter().flatten();
            properties.map(|(name, property)| (name.clone(), example(property))).collect()
        }
        (None, Some("array")) => json!([example(&schema["items"])]),
        (None, Some("boolean")) => json!(true),
        (None, Some("integer" | "number")) => schema.get("minimum").cloned().unwrap_or(json!(30)),
        (None, Some("string")) => json!("a"),
        _ => Value::Null,
    }
}
