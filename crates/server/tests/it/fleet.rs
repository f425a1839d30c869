//! A made-up fleet beside a server, each a process of its own.

use std::process::Command;

use serde_json::{Value, json};

use crate::process::{Running, Shared};

/// Lets so many devices check in so many times; what is said at the end.
fn fleet(server: &Running, more: &[&str]) -> String {
    let address = format!("http://{}", server.address);
    let mut fleet = Command::new(env!("CARGO_BIN_EXE_muster-server"));
    let output = fleet.args(["fleet", "--server", &address, "--every", "0.01"]).args(more).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said.trim().to_owned()
}

fn body(answer: &str) -> Value {
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

fn devices(server: &Running) -> Vec<Value> {
    let answer = server.ask("GET", "/v1.0/deviceManagement/managedDevices", "", "").unwrap();
    body(&answer)["value"].as_array().unwrap().clone()
}

#[test]
fn a_fleet_enrols_obeys_and_comes_back() {
    let store = Shared::new();
    let server = store.start();
    assert_eq!(fleet(&server, &["--devices", "60", "--check-ins", "2"]), "60 of 60 devices are managed");
    let before = devices(&server);
    assert_eq!(before.len(), 60);
    let of = |system: &str| before.iter().filter(|device| device["operatingSystem"] == system).count();
    assert!(of("Windows") > 20 && of("iOS") > 3 && of("macOS") > 0 && of("Android") > 3);

    let windows = before.iter().find(|device| device["osVersion"] == "10.0.22631.4317").unwrap();
    let id = windows["id"].as_str().unwrap();
    let address = format!("/v1.0/deviceManagement/managedDevices/{id}/wipe");
    assert!(server.ask("POST", &address, "", "{}").is_some());
    // Told, done, heard to be gone; then it is set up again.
    fleet(&server, &["--devices", "60", "--check-ins", "6"]);
    let after = devices(&server);
    let same: Vec<&Value> =
        after.iter().filter(|device| device["serialNumber"] == windows["serialNumber"]).collect();
    assert_eq!(same.len(), 1);
    assert_ne!(same[0]["id"], id);
    assert_eq!(after.len(), 60, "all others are the same");
    let ids = |devices: &[Value]| devices.iter().map(|device| device["id"].clone()).collect::<Vec<_>>();
    let stayed = ids(&before).iter().filter(|id| ids(&after).contains(id)).count();
    assert_eq!(stayed, 59);
}

/// DEP-1: what Apple still assigns comes back; what it doesn't stays away.
#[test]
fn dep_1_apple_devices_of_the_fleet_come_back_until_they_are_unassigned() {
    let store = Shared::new();
    let server = store.start();
    fleet(&server, &["--devices", "40", "--check-ins", "1"]);
    let automated = |device: &&Value| device["isSupervised"] == true;
    let before = devices(&server);
    let supervised: Vec<&Value> = before.iter().filter(automated).collect();
    assert!(supervised.len() >= 2, "{before:?}");
    let joined = server.ask("GET", "/world/activeDirectory/computers", "", "").unwrap();
    assert!(!body(&joined)["value"].as_array().unwrap().is_empty(), "some are of the own directory");
    for device in &supervised[..2] {
        let address =
            format!("/v1.0/deviceManagement/managedDevices/{}/retire", device["id"].as_str().unwrap());
        server.ask("POST", &address, "", "").unwrap();
    }
    let unassigned = supervised[0]["serialNumber"].as_str().unwrap();
    let address = format!("/world/appleBusinessManager/devices/{unassigned}/unassign");
    server.ask("POST", &address, "", "").unwrap();
    fleet(&server, &["--devices", "40", "--check-ins", "6"]);
    let after = devices(&server);
    let of = |device: &Value| {
        let same = after.iter().filter(|found| found["serialNumber"] == device["serialNumber"]);
        same.map(|found| found["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(supervised[0]), [Value::Null; 0]);
    assert_eq!(of(supervised[1]).len(), 1);
    assert_ne!(of(supervised[1]), [supervised[1]["id"].clone()]);
}

#[test]
fn a_half_made_tenant_holds_up_no_other() {
    let store = Shared::new();
    let server = store.start();
    store.execute("INSERT INTO tenants (name) VALUES ('half')");
    let import =
        json!({ "importedWindowsAutopilotDeviceIdentities": [crate::devices::device(1)] }).to_string();
    server.ask("POST", &format!("{}/import", crate::app::IMPORTS), "call-1", &import).unwrap();
    while !server.ask("GET", &format!("{}/$count", crate::app::DEVICES), "", "").unwrap().ends_with("\r\n1") {
        std::thread::yield_now();
    }
}

#[test]
fn what_was_registered_is_delivered() {
    let store = Shared::new();
    let server = store.start();
    let devices: Vec<Value> = (0..5).map(crate::devices::device).collect();
    let import = json!({ "importedWindowsAutopilotDeviceIdentities": devices }).to_string();
    let address = format!("{}/import", crate::app::IMPORTS);
    server.ask("POST", &address, "call-1", &import).unwrap();
    let registered = || {
        let answer = server.ask("GET", crate::app::DEVICES, "", "").unwrap();
        body(&answer)["value"].as_array().unwrap().clone()
    };
    while registered().len() < 5 {
        std::thread::yield_now();
    }
    fleet(&server, &["--devices", "8", "--check-ins", "1", "--delivered"]);
    let states: Vec<Value> = registered().iter().map(|device| device["enrollmentState"].clone()).collect();
    assert_eq!(states, vec![json!("enrolled"); 5]);
}

#[test]
fn without_a_server_it_says_so() {
    let mut fleet = Command::new(env!("CARGO_BIN_EXE_muster-server"));
    let output = fleet.args(["fleet", "--server", "http://127.0.0.1:9", "--every", "0"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the server at http://127.0.0.1:9 can't be asked"), "{said}");
    assert!(!output.status.success());
}
