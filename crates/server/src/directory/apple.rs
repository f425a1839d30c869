//! Apple Business Manager, as it is itself, and as the service knows it.

use super::property::{CONTAINS, EQ, Entity, Kind, Property, Realm, property};

/// `appleBusinessManager/mdmServers`, which is no part of Graph.
pub static APPLE_SERVERS: Entity = Entity {
    set: "mdmServers",
    context: "appleBusinessManager/mdmServers",
    noun: "MDM server",
    kind: "mdmServer",
    table: "apple_servers",
    condition: "created_at IS NOT NULL",
    properties: SERVER,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

const SERVER: &[Property] = &[
    property("id", "id", Kind::Text).filtered(EQ),
    property("serverName", "server_name", Kind::Text).filtered(EQ),
    property("createdDateTime", "created_at", Kind::Moment),
    property("connectedDateTime", "connected_at", Kind::Moment),
];

/// `appleBusinessManager/devices`, which is no part of Graph.
pub static APPLE_DEVICES: Entity = Entity {
    set: "devices",
    context: "appleBusinessManager/devices",
    noun: "Apple device",
    kind: "orgDevice",
    table: "apple_devices",
    condition: "added_at IS NOT NULL",
    properties: DEVICE,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

/// What Apple calls the kinds of its devices.
pub const PRODUCT_FAMILIES: &[&str] = &["iPhone", "iPad", "Mac", "AppleTV", "Vision"];

const DEVICE: &[Property] = &[
    property("serialNumber", "serial_number", Kind::Text).filtered(EQ | CONTAINS),
    property("deviceModel", "model", Kind::Text).filtered(EQ | CONTAINS),
    property("productFamily", "product_family", Kind::Word(PRODUCT_FAMILIES, &[])).filtered(EQ),
    property(
        "status",
        "CASE WHEN server_id IS NULL THEN 'UNASSIGNED' ELSE 'ASSIGNED' END",
        Kind::Word(&["ASSIGNED", "UNASSIGNED"], &[]),
    )
    .filtered(EQ),
    property("assignedServer", "server_id", Kind::Text).filtered(EQ),
    property("addedToOrgDateTime", "added_at", Kind::Moment),
    property("assignedDateTime", "assigned_at", Kind::Moment),
];

/// `deviceManagement/depOnboardingSettings`, of beta: the servers whose token the service has.
pub static DEP_SETTINGS: Entity = Entity {
    set: "depOnboardingSettings",
    context: "deviceManagement/depOnboardingSettings",
    noun: "token of Apple Business Manager",
    kind: "depOnboardingSetting",
    table: "apple_servers",
    condition: "connected_at IS NOT NULL",
    properties: TOKEN,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

const TOKEN: &[Property] = &[
    property("id", "id", Kind::Text),
    property("appleIdentifier", "CAST('admin@contoso.com' AS TEXT)", Kind::Text),
    property("tokenExpirationDateTime", "token_expires_at", Kind::Until),
    property("lastModifiedDateTime", "connected_at", Kind::Since),
    property("lastSuccessfulSyncDateTime", "last_sync_at", Kind::Since),
    property("lastSyncTriggeredDateTime", "last_asked_at", Kind::Since),
    property("shareTokenWithSchoolDataSyncService", "CAST(0 AS BIGINT)", Kind::Flag),
    property("lastSyncErrorCode", "CAST(0 AS BIGINT)", Kind::Number),
    property("tokenType", "CAST('dep' AS TEXT)", Kind::Word(&["none", "dep", "appleSchoolManager"], &[])),
    property("tokenName", "server_name", Kind::Text),
    property("syncedDeviceCount", "synced_devices", Kind::Number),
    property("dataSharingConsentGranted", "CAST(1 AS BIGINT)", Kind::Flag),
    property("roleScopeTagIds", "CAST('[\"0\"]' AS TEXT)", Kind::List),
];

/// `deviceManagement/depOnboardingSettings/{id}/importedAppleDeviceIdentities`, of beta.
pub static APPLE_IDENTITIES: Entity = Entity {
    set: "importedAppleDeviceIdentities",
    context: "deviceManagement/depOnboardingSettings/importedAppleDeviceIdentities",
    noun: "Apple device identity",
    kind: "importedAppleDeviceIdentity",
    table: "apple_identities",
    condition: "created_at IS NOT NULL",
    properties: IDENTITY,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

const IDENTITY: &[Property] = &[
    property("id", "id", Kind::Text),
    property("serialNumber", "serial_number", Kind::Text).filtered(EQ | CONTAINS),
    property("requestedEnrollmentProfileId", "CAST(NULL AS TEXT)", Kind::Text),
    property("requestedEnrollmentProfileAssignmentDateTime", "CAST(NULL AS BIGINT)", Kind::Since),
    // Those that come by automated enrolment are.
    property("isSupervised", "CAST(1 AS BIGINT)", Kind::Flag),
    property(
        "discoverySource",
        "CAST('deviceEnrollmentProgram' AS TEXT)",
        Kind::Word(&["unknown", "adminImport", "deviceEnrollmentProgram"], &[]),
    ),
    property("isDeleted", "CAST(CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END AS BIGINT)", Kind::Flag)
        .filtered(EQ),
    property("createdDateTime", "created_at", Kind::Since),
    property("lastContactedDateTime", "last_contacted_at", Kind::Since),
    property("description", "description", Kind::Text),
    property(
        "enrollmentState",
        "enrollment_state",
        Kind::Word(&["unknown", "enrolled", "pendingReset", "failed", "notContacted", "blocked"], &[]),
    )
    .filtered(EQ),
    property(
        "platform",
        "platform",
        Kind::Word(
            &[
                "unknown",
                "ios",
                "android",
                "windows",
                "windowsMobile",
                "macOS",
                "visionOS",
                "tvOS",
                "unknownFutureValue",
            ],
            &[],
        ),
    )
    .filtered(EQ),
];
