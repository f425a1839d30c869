//! What partners register for the tenant, and what each of them sees of it.

use std::time::Duration;

use muster_server::{Settings, Supply};
use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS, Reply, TestApp};
use crate::devices::{captured_again, device, hash, serial};
use crate::management::{MANAGED, enrol};

pub const PARTNERS: &str = "/world/partnerCenter/partners";
const NONE: &str =
    "404 ResourceNotFound: There is no device with this id. It may have been deleted: list them again.";

/// Adds a partner; gives its address.
pub fn partner(app: &TestApp, kind: &str) -> String {
    let reply = app.post(PARTNERS, &json!({ "name": format!("A {kind}"), "kind": kind }));
    assert_eq!(reply.status, 201, "{reply:?}");
    format!("{PARTNERS}/{}", reply.json()["id"].as_str().unwrap())
}

pub fn sent(number: u32) -> Value {
    json!({ "serialNumber": serial(number), "productKey": "", "hardwareHash": hash(number) })
}

pub fn upload(app: &TestApp, partner: &str, batch: &str, devices: &[Value]) -> Reply {
    let reply =
        app.post(&format!("{partner}/deviceBatches"), &json!({ "batchId": batch, "devices": devices }));
    assert_eq!(reply.status, 202, "{reply:?}");
    reply
}

/// What became of an upload, and of each device.
fn outcome(app: &TestApp, upload: &Reply) -> Vec<String> {
    let location = upload.header("location").strip_prefix("http://localhost").unwrap();
    let told = app.get(location).json();
    let line = |device: &Value| match device["errorCode"].as_str() {
        Some(code) => format!("{code} {}", device["errorDescription"].as_str().unwrap()),
        None => device["status"].as_str().unwrap().to_owned(),
    };
    let devices = told["devicesStatus"].as_array().unwrap().iter().map(line);
    std::iter::once(told["status"].as_str().unwrap().to_owned()).chain(devices).collect()
}

pub fn serials(app: &TestApp, list: &str) -> Vec<String> {
    app.get(list).values().iter().map(|device| device["serialNumber"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_upload_is_registered() {
    let mut app = TestApp::new();
    let csp = partner(&app, "csp");
    let tuple =
        json!({ "serialNumber": "T-1", "oemManufacturerName": "Contoso", "modelName": "Contoso Slate 12" });
    let upload = upload(&app, &csp, "Order 7", &[sent(1), tuple]);
    assert_eq!(outcome(&app, &upload), ["processing"; 3]);
    app.restart();
    assert_eq!(app.count(DEVICES), 0);
    app.pass(Duration::from_mins(1));
    assert_eq!(outcome(&app, &upload), ["finished"; 3]);
    assert_eq!(serials(&app, DEVICES), [serial(1), "T-1".to_owned()]);
    // What a partner does isn't an import of the tenant's own.
    assert_eq!(app.count(IMPORTS), 0);
    assert_eq!(app.count("/v1.0/devices"), 2);
    assert_eq!(
        serials(&app, &format!("{csp}/deviceBatches/order%207/devices")),
        [serial(1), "T-1".to_owned()]
    );
    let batch = app.get(&format!("{csp}/deviceBatches")).values();
    assert_eq!((&batch[0]["id"], &batch[0]["devicesCount"]), (&json!("Order 7"), &json!(2)));
    assert_eq!(app.get(&format!("{csp}/devices")).values()[0]["hardwareHash"], json!(null), "it isn't kept");
}

#[test]
fn what_is_wrong_is_said_of_each() {
    let mut supply = Supply::default();
    supply.assign_elsewhere(&serial(5));
    let app = TestApp::with(Settings { supply, ..Settings::default() });
    app.registered(1);
    let csp = partner(&app, "csp");
    let again = json!({ "serialNumber": "OTHER", "hardwareHash": captured_again(2) });
    let upload = upload(
        &app,
        &csp,
        "A",
        &[
            sent(1),
            sent(2),
            again,
            json!({ "serialNumber": "X", "hardwareHash": "AAAA" }),
            json!({ "serialNumber": "X" }),
            sent(5),
            json!({ "hardwareHash": hash(6) }),
        ],
    );
    app.settle();
    assert_eq!(
        outcome(&app, &upload),
        [
            "finished_with_errors",
            "806 ZtdDeviceAlreadyAssigned",
            "finished",
            "807 ZtdDeviceDuplicated",
            "802 InvalidZtdHardwareHash",
            "803 MissingZtdSerialNumberAndProductKey",
            "808 ZtdDeviceAssignedToOtherTenant",
            "finished",
        ]
    );
    assert_eq!(serials(&app, &format!("{csp}/devices")).len(), 2);
}

/// DR-8: what others registered isn't there for a partner, and it can't register it before it is deregistered.
#[test]
fn dr_8_a_partner_sees_its_own_alone() {
    let app = TestApp::new();
    let (one, other) = (partner(&app, "csp"), partner(&app, "csp"));
    app.registered(1);
    upload(&app, &one, "A", &[sent(2)]);
    upload(&app, &other, "A", &[sent(3)]);
    app.settle();
    assert_eq!(serials(&app, &format!("{one}/devices")), [serial(2)]);
    assert_eq!(serials(&app, &format!("{other}/devices")), [serial(3)]);
    let id = app.get(&format!("{one}/devices")).values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("{other}/deviceBatches/A/devices/{id}")).error(), NONE);
    assert_eq!(app.delete(&format!("{one}/deviceBatches/B/devices/{id}")).error(), NONE);
    let tried = upload(&app, &one, "B", &[sent(1), sent(3)]);
    app.settle();
    assert_eq!(outcome(&app, &tried)[1..], ["806 ZtdDeviceAlreadyAssigned"; 2]);
    let location = tried.header("location").strip_prefix("http://localhost").unwrap();
    assert_eq!(app.get(&location.replace(&one, &other)).status, 404);
    for found in app.get(DEVICES).values() {
        let id = found["id"].as_str().unwrap();
        assert_eq!(app.delete(&format!("{DEVICES}/{id}")).status, 204);
    }
    // Deregistered by the tenant, it is gone for its partner too, and anybody may register it.
    assert_eq!(serials(&app, &format!("{other}/devices")), [""; 0]);
    let tried = upload(&app, &one, "C", &[sent(1), sent(3)]);
    app.settle();
    assert_eq!(outcome(&app, &tried), ["finished"; 3]);
}

/// DR-5, DR-6: a partner takes out the registration alone, and what is left is an orphan.
#[test]
fn dr_6_a_partner_deletes_the_registration_alone() {
    let app = TestApp::with(Settings { deletion_delay: Duration::from_secs(30), ..Settings::default() });
    let csp = partner(&app, "csp");
    upload(&app, &csp, "A", &[sent(1)]);
    app.settle();
    let agent = enrol(&app, 1, &json!({}));
    let identity = app.get(DEVICES).values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("{DEVICES}/{identity}")).status, 400, "the tenant's own console can't");
    let id = app.get(&format!("{csp}/devices")).values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("{csp}/deviceBatches/a/devices/{}", id.to_uppercase())).status, 204);
    assert_eq!(app.count(DEVICES), 1, "it goes after a while");
    app.pass(Duration::from_secs(30));
    assert_eq!((app.count(DEVICES), app.count(MANAGED)), (0, 1));
    assert_eq!(app.delete(&format!("{csp}/deviceBatches/A/devices/{id}")).error(), NONE);
    let object = app.get(&format!("/v1.0/devices(deviceId='{}')", agent.entra)).json();
    assert_eq!((&object["isManaged"], &object["physicalIds"]), (&json!(true), &json!([])));
}

/// DR-7: a maker that leaves the tenant blank deregisters.
#[test]
fn dr_7_a_maker_leaves_the_tenant_blank() {
    let app = TestApp::new();
    let (oem, other, csp) = (partner(&app, "oem"), partner(&app, "oem"), partner(&app, "csp"));
    let direct = |who: &str, tenant: &str| {
        let mut body = sent(1);
        let more = json!({ "tenantId": tenant, "tenantDomain": "", "purchaseOrderId": "PO-7" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        app.post(&format!("{who}/autopilotDeviceRegistration"), &body)
    };
    let none = direct(&oem, "");
    assert_eq!(none.error(), NONE);
    let upload = direct(&oem, "contoso");
    assert_eq!(upload.status, 202);
    app.settle();
    assert_eq!(outcome(&app, &upload), ["finished"; 2]);
    assert_eq!(app.get(DEVICES).values()[0]["purchaseOrderIdentifier"], "PO-7");
    assert_eq!(
        direct(&csp, "").error(),
        "400 BadRequest: Only a partner of kind oem registers devices directly. Upload a batch instead."
    );
    assert_eq!(direct(&other, " ").error(), NONE);
    assert_eq!(app.count(DEVICES), 1);
    assert_eq!(direct(&oem, " ").status, 204);
    assert_eq!(app.count(DEVICES), 0);
}

#[test]
fn bad_inputs() {
    let app = TestApp::new();
    let csp = partner(&app, "csp");
    upload(&app, &csp, "A", &[sent(1)]);
    let batches = format!("{csp}/deviceBatches");
    let many: Vec<Value> = (0..501).map(|number| json!({ "serialNumber": format!("{number}") })).collect();
    for (address, body, wanted) in [
        (
            PARTNERS.to_owned(),
            json!({ "name": "", "kind": "csp" }),
            "400 BadRequest: A partner needs a name.",
        ),
        (
            PARTNERS.to_owned(),
            json!({ "name": "A", "kind": "friend" }),
            "400 BadRequest: A partner's kind is csp or oem.",
        ),
        (
            batches.clone(),
            json!({ "batchId": " ", "devices": [sent(2)] }),
            "400 BadRequest: A batch needs a batchId: a name of its own, without slashes, of 1000 bytes at most.",
        ),
        (
            batches.clone(),
            json!({ "batchId": "a", "devices": [sent(2)] }),
            "409 Conflict: The partner has a batch of this name. Upload to that one, or choose another name.",
        ),
        (
            batches.clone(),
            json!({ "batchId": "B", "devices": [] }),
            "400 BadRequest: An upload has 1 to 500 devices, this one has 0.",
        ),
        (
            batches,
            json!({ "batchId": "B", "devices": many }),
            "400 BadRequest: An upload has 1 to 500 devices, this one has 501.",
        ),
        (
            format!("{csp}/deviceBatches/B/devices"),
            json!([sent(2)]),
            "404 ResourceNotFound: There is no device batch with this id. It may have been deleted: list them again.",
        ),
        (
            format!("{PARTNERS}/none/deviceBatches"),
            json!({ "batchId": "B", "devices": [sent(2)] }),
            "404 ResourceNotFound: There is no partner with this id. It may have been deleted: list them again.",
        ),
    ] {
        assert_eq!(app.post(&address, &body).error(), wanted, "{address}");
    }
    app.settle();
    assert_eq!(app.count(DEVICES), 1);
}

#[test]
fn the_same_upload_is_one() {
    let app = TestApp::new();
    let csp = partner(&app, "csp");
    let body = json!({ "batchId": "A", "devices": [sent(1)] }).to_string();
    let ask =
        || app.ask("POST", &format!("{csp}/deviceBatches"), &[("client-request-id", "call-1")], body.clone());
    let (first, again) = (ask(), ask());
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(again.header("muster-replayed"), "true");
    app.settle();
    assert_eq!(serials(&app, &format!("{csp}/devices")).len(), 1);
    // The tenant's own import of it is refused, as always.
    let import = &app.import(&[device(1)])[0];
    app.settle();
    assert_eq!(app.outcome(import), "806 ZtdDeviceAlreadyAssigned");
}
