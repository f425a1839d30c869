//! Partners, and what each of them sees.

use super::property::{CONTAINS, EQ, Entity, Kind, Property, Realm, property};

/// `partnerCenter/partners`, which is no part of Graph.
pub static PARTNERS: Entity = Entity {
    set: "partners",
    context: "partnerCenter/partners",
    noun: "partner",
    kind: "partner",
    table: "partners",
    condition: "created_at IS NOT NULL",
    properties: PARTNER,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

/// The kinds of partner: cloud solution providers, and makers of devices.
pub const PARTNER_KINDS: &[&str] = &["csp", "oem"];

const PARTNER: &[Property] = &[
    property("id", "id", Kind::Text),
    property("name", "name", Kind::Text).filtered(EQ),
    property("kind", "kind", Kind::Word(PARTNER_KINDS, &[])).filtered(EQ),
    property("createdDateTime", "created_at", Kind::Moment),
];

/// `partnerCenter/partners/{id}/deviceBatches`.
pub static DEVICE_BATCHES: Entity = Entity {
    set: "deviceBatches",
    context: "partnerCenter/partners/deviceBatches",
    noun: "device batch",
    kind: "deviceBatch",
    table: "partner_batches",
    condition: "created_at IS NOT NULL",
    properties: BATCH,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

/// As Partner Center names them.
const BATCH: &[Property] = &[
    property("id", "name", Kind::Text).filtered(EQ),
    property("creationDate", "created_at", Kind::Moment),
    property(
        "devicesCount",
        "(SELECT count(*) FROM partner_devices d WHERE d.tenant = partner_batches.tenant AND \
         d.partner_id = partner_batches.partner_id AND d.batch_id = partner_batches.id AND d.registration_id IS NOT NULL)",
        Kind::Number,
    ),
];

/// `partnerCenter/partners/{id}/devices`, and those of a batch.
pub static PARTNER_DEVICES: Entity = Entity {
    set: "devices",
    context: "partnerCenter/partners/devices",
    noun: "device",
    kind: "partnerDevice",
    table: "partner_devices",
    condition: "registration_id IS NOT NULL",
    properties: DEVICE,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

const DEVICE: &[Property] = &[
    property("id", "id", Kind::Text).filtered(EQ),
    property("serialNumber", "serial_number", Kind::Text).filtered(EQ | CONTAINS),
    property("productKey", "product_key", Kind::Text),
    // It isn't kept.
    property("hardwareHash", "CAST(NULL AS TEXT)", Kind::Text),
    property("oemManufacturerName", "manufacturer", Kind::Text).filtered(EQ),
    property("modelName", "model", Kind::Text).filtered(EQ),
    property("uploadedDate", "uploaded_at", Kind::Moment),
    property("allowedOperations", "CAST('[\"GET\",\"DELETE\"]' AS TEXT)", Kind::List),
];
