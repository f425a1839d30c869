//! Made-up devices as clients send them.

use hardware_hash::{Builder, TextField};
use serde_json::{Value, json};

pub fn hash(number: u32) -> String {
    Builder::made_up(number).build().unwrap().to_text()
}

/// Another capture of the same device: another text, the same identity.
pub fn captured_again(number: u32) -> String {
    Builder::made_up(number).text(TextField::ProcessorBrand, "Contoso C2").build().unwrap().to_text()
}

/// A device that another maker made.
pub fn made_by(number: u32, manufacturer: &str, model: &str) -> Value {
    let hash = Builder::made_up(number)
        .text(TextField::Manufacturer, manufacturer)
        .text(TextField::Model, model)
        .build()
        .unwrap();
    with_hash(&serial(number), &hash.to_text())
}

pub fn serial(number: u32) -> String {
    format!("TEST-{number:07}")
}

pub fn with_hash(serial: &str, hash: &str) -> Value {
    json!({
        "@odata.type": "#microsoft.graph.importedWindowsAutopilotDeviceIdentity",
        "groupTag": "Sales",
        "serialNumber": serial,
        "productKey": "",
        "hardwareIdentifier": hash,
        "assignedUserPrincipalName": "user1@contoso.com",
        "state": {
            "deviceImportStatus": "pending",
            "deviceRegistrationId": "",
            "deviceErrorCode": 0,
            "deviceErrorName": "",
        },
    })
}

pub fn device(number: u32) -> Value {
    with_hash(&serial(number), &hash(number))
}
