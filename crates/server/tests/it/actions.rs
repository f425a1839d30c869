//! Actions on a registered device.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{BETA_DEVICES, DEVICES, TestApp};

struct Device {
    app: TestApp,
    id: String,
}

impl Device {
    fn new() -> Device {
        let app = TestApp::new();
        let id = app.registered(1);
        Device { app, id }
    }

    fn act(&self, set: &str, action: &str, body: &Value) -> String {
        let reply = self.app.post(&format!("{set}/{}/{action}", self.id), body);
        if reply.status == StatusCode::NO_CONTENT { "done".to_owned() } else { reply.error() }
    }

    fn properties<const N: usize>(&self, names: [&str; N]) -> [Value; N] {
        let device = self.app.get(&format!("{BETA_DEVICES}/{}", self.id)).json();
        names.map(|name| device[name].clone())
    }
}

#[test]
fn users() {
    let device = Device::new();
    let names = ["userPrincipalName", "addressableUserName"];
    let user = json!({ "userPrincipalName": "user2@contoso.com", "addressableUserName": "User 2" });
    assert_eq!(device.act(DEVICES, "assignUserToDevice", &user), "done");
    assert_eq!(device.properties(names), ["user2@contoso.com", "User 2"]);
    assert_eq!(device.act(DEVICES, "unassignUserFromDevice", &json!({})), "done");
    assert_eq!(device.properties(names), [Value::Null, Value::Null]);
    assert_eq!(
        device.act(DEVICES, "assignUserToDevice", &json!({})),
        "400 BadRequest: The body needs a userPrincipalName."
    );
}

#[test]
fn properties() {
    let device = Device::new();
    let names = ["groupTag", "displayName", "userPrincipalName"];
    assert_eq!(device.act(DEVICES, "updateDeviceProperties", &json!({ "displayName": "PC-1" })), "done");
    assert_eq!(device.properties(names), ["Sales", "PC-1", "user1@contoso.com"]);
    let change = json!({ "groupTag": "", "displayName": null });
    assert_eq!(device.act(DEVICES, "updateDeviceProperties", &change), "done");
    assert_eq!(device.properties(names), ["", "PC-1", "user1@contoso.com"]);
}

#[test]
fn a_password_is_not_kept() {
    let device = Device::new();
    let change = json!({ "deviceAccountUpn": "room@contoso.com", "deviceAccountPassword": "made up" });
    assert_eq!(device.act(BETA_DEVICES, "updateDeviceProperties", &change), "done");
    assert_eq!(
        device.properties(["deviceAccountUpn", "deviceAccountPassword"]),
        [json!("room@contoso.com"), Value::Null]
    );
}

#[test]
fn what_beta_alone_does() {
    let device = Device::new();
    let account = json!({ "userPrincipalName": "room@contoso.com", "resourceAccountName": "Room" });
    assert_eq!(device.act(BETA_DEVICES, "assignResourceAccountToDevice", &account), "done");
    assert_eq!(device.properties(["resourceName"]), ["Room"]);
    assert_eq!(device.act(BETA_DEVICES, "unassignResourceAccountFromDevice", &json!({})), "done");
    assert_eq!(device.properties(["resourceName"]), [Value::Null]);
    assert_eq!(device.act(BETA_DEVICES, "allowNextEnrollment", &json!({})), "done");
    assert_eq!(device.properties(["userlessEnrollmentStatus"]), ["allowed"]);
    for action in
        ["assignResourceAccountToDevice", "unassignResourceAccountFromDevice", "allowNextEnrollment"]
    {
        assert!(
            device.act(DEVICES, action, &json!({})).starts_with("400 BadRequest: v1.0 has nothing"),
            "{action}"
        );
    }
}

#[test]
fn a_device_that_is_not_there() {
    let app = TestApp::new();
    for action in ["unassignUserFromDevice", "updateDeviceProperties", "allowNextEnrollment"] {
        let reply = app.post(&format!("{BETA_DEVICES}/{}/{action}", uuid::Uuid::nil()), &json!({}));
        assert!(reply.error().starts_with("404 ResourceNotFound: There is no device"), "{reply:?}");
    }
}
