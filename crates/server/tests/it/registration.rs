//! What becomes of devices.

use std::time::Duration;

use muster_server::{Fault, Settings, Supply};
use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS, TestApp};
use crate::devices::{captured_again, device, hash, made_by, serial, with_hash};

/// What became of the devices of one call.
fn outcomes(app: &TestApp, devices: &[Value]) -> Vec<String> {
    let imports = app.import(devices);
    app.settle();
    imports.iter().map(|import| app.outcome(import)).collect()
}

#[test]
fn damaged_hashes() {
    let hash = hash(1);
    let changed = hash.replacen(&hash[1000..1001], if &hash[1000..1001] == "A" { "B" } else { "A" }, 1);
    for damaged in ["", "T0Fh", "not base64!", &hash[..500], &changed] {
        let app = TestApp::new();
        assert_eq!(outcomes(&app, &[with_hash("A-1", damaged)]), ["802 InvalidZtdHardwareHash"]);
        assert_eq!(app.count(DEVICES), 0);
    }
    let mended = format!("{}\r\n{}=", &hash[..76], &hash[76..]);
    assert_eq!(outcomes(&TestApp::new(), &[with_hash("A-1", &mended)]), ["complete"]);
}

#[test]
fn neither_serial_nor_product_key() {
    let app = TestApp::new();
    let with_key = json!({ "hardwareIdentifier": hash(2), "productKey": "3305212345678" });
    assert_eq!(
        outcomes(&app, &[with_hash(" ", &hash(1)), with_key]),
        ["803 MissingZtdSerialNumberAndProductKey", "complete"]
    );
    // Where none was given, the hash's is shown.
    assert_eq!(app.get(DEVICES).values()[0]["serialNumber"], serial(2));
}

#[test]
fn one_device_twice() {
    const DUPLICATED: &str = "807 ZtdDeviceDuplicated";
    const ASSIGNED: &str = "806 ZtdDeviceAlreadyAssigned";
    let again = with_hash("OTHER", &captured_again(1));
    let same_serial = with_hash(&serial(1).to_lowercase(), &hash(2));
    let app = TestApp::new();
    assert_eq!(
        outcomes(&app, &[device(1), again.clone(), same_serial.clone()]),
        ["complete", DUPLICATED, DUPLICATED]
    );
    // In another call it is no longer the call's fault.
    assert_eq!(outcomes(&app, &[device(1), again.clone()]), [ASSIGNED, DUPLICATED]);
    assert_eq!(outcomes(&app, &[again]), [ASSIGNED]);
    assert_eq!(outcomes(&app, &[same_serial]), [ASSIGNED]);
    assert_eq!(app.count(DEVICES), 1);
    // One that is of no use does not stand for the device.
    assert_eq!(
        outcomes(&TestApp::new(), &[with_hash(&serial(1), "T0Fh"), device(1)]),
        ["802 InvalidZtdHardwareHash", "complete"]
    );
}

#[test]
fn two_calls_at_the_same_time() {
    let app = TestApp::new();
    let (first, second) = (app.import(&[device(1)]), app.import(&[device(1)]));
    app.settle();
    assert_eq!(
        [app.outcome(&first[0]), app.outcome(&second[0])],
        ["complete", "806 ZtdDeviceAlreadyAssigned"]
    );
}

#[test]
fn what_the_world_says() {
    let mut supply = Supply::default();
    supply.deliver("Fabrikam", "Slate 10", None);
    supply.deliver("Fabrikam", "Slate 12", Some(&serial(12)));
    supply.assign_elsewhere(&serial(20));
    supply.trouble(&serial(30), Fault::Error { code: 640, name: "StorageError".to_owned() });
    supply.trouble(&serial(31), Fault::Stuck);
    let app = TestApp::with(Settings { supply, ..Settings::default() });
    for (device, wanted) in [
        (made_by(10, "Fabrikam", "Slate 10"), "complete"),
        (made_by(11, "Fabrikam", "Slate 11"), "809 ZtdDeviceNotFound"),
        (made_by(12, "Fabrikam", "Slate 12"), "complete"),
        (made_by(13, "Fabrikam", "Slate 12"), "809 ZtdDeviceNotFound"),
        (made_by(14, "Contoso", "Anything"), "complete"),
        (device(20), "808 ZtdDeviceAssignedToOtherTenant"),
        (device(30), "640 StorageError"),
        (device(31), "unknown"),
    ] {
        assert_eq!(outcomes(&app, &[device]), [wanted]);
    }
    app.pass(Duration::from_hours(10));
    assert_eq!(app.get(IMPORTS).values()[7]["state"]["deviceImportStatus"], "unknown");
}

#[test]
fn the_serial_number_that_was_given_is_shown() {
    let app = TestApp::new();
    assert_eq!(outcomes(&app, &[with_hash("GIVEN-1", &hash(1))]), ["complete"]);
    let device = &app.get(DEVICES).values()[0];
    assert_eq!(
        [&device["serialNumber"], &device["groupTag"], &device["userPrincipalName"], &device["manufacturer"]],
        ["GIVEN-1", "Sales", "user1@contoso.com", "Contoso"]
    );
}

#[test]
fn a_device_that_was_deleted_can_come_back() {
    let app = TestApp::new();
    let id = app.registered(1);
    app.delete(&format!("{DEVICES}/{id}"));
    assert_eq!(outcomes(&app, &[device(1)]), ["complete"]);
}
