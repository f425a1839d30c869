//! What is told of devices that came by Autopilot.

use super::property::{Entity, Kind, LT_GT, Property, Realm, property};

/// `deviceManagement/autopilotEvents`, of beta.
pub static AUTOPILOT_EVENTS: Entity = Entity {
    set: "autopilotEvents",
    context: "deviceManagement/autopilotEvents",
    noun: "Autopilot event",
    kind: "deviceManagementAutopilotEvent",
    table: "autopilot_events",
    condition: "seq > 0",
    properties: PROPERTIES,
    page: 1000,
    most: 1000,
    always_counts: true,
    searched: None,
    realm: Realm::Intune,
};

const ENROLLMENT_STATES: &[&str] =
    &["unknown", "enrolled", "pendingReset", "failed", "notContacted", "blocked"];

const ENROLLMENT_TYPES: &[&str] = &[
    "unknown",
    "azureADJoinedWithAutopilotProfile",
    "offlineDomainJoined",
    "azureADJoinedUsingDeviceAuthWithAutopilotProfile",
    "azureADJoinedUsingDeviceAuthWithoutAutopilotProfile",
    "azureADJoinedWithOfflineAutopilotProfile",
    "azureADJoinedWithWhiteGlove",
    "offlineDomainJoinedWithWhiteGlove",
    "offlineDomainJoinedWithOfflineAutopilotProfile",
];

const DEPLOYMENT_STATES: &[&str] = &[
    "unknown",
    "success",
    "inProgress",
    "failure",
    "successWithTimeout",
    "notAttempted",
    "disabled",
    "successOnRetry",
];

/// Where a column is a constant: a device that enrols here is set up at once, and an event is told when it is.
const PROPERTIES: &[Property] = &[
    property("id", "id", Kind::Text),
    property("deviceId", "device_id", Kind::Text),
    property("eventDateTime", "happened_at", Kind::Since).filtered(LT_GT),
    property("deviceRegisteredDateTime", "happened_at", Kind::Since),
    property("enrollmentStartDateTime", "happened_at", Kind::Since),
    property("enrollmentType", "'azureADJoinedWithAutopilotProfile'", Kind::Word(ENROLLMENT_TYPES, &[])),
    property("deviceSerialNumber", "device_serial_number", Kind::Text),
    property("managedDeviceName", "managed_device_name", Kind::Text),
    property("userId", "user_id", Kind::Text),
    property("userPrincipalName", "user_principal_name", Kind::Text),
    property("windowsAutopilotDeploymentProfileDisplayName", "'Default profile'", Kind::Text),
    property("enrollmentState", "'enrolled'", Kind::Word(ENROLLMENT_STATES, &[])),
    property("deploymentState", "'success'", Kind::Word(DEPLOYMENT_STATES, &[])),
    property("deviceSetupStatus", "'success'", Kind::Word(DEPLOYMENT_STATES, &[])),
    property("accountSetupStatus", "'success'", Kind::Word(DEPLOYMENT_STATES, &[])),
    property("osVersion", "os_version", Kind::Text),
    property("deploymentStartDateTime", "happened_at", Kind::Since),
    property("deploymentEndDateTime", "happened_at", Kind::Since),
    property("deploymentDuration", "'PT0S'", Kind::Text),
    property("deploymentTotalDuration", "'PT0S'", Kind::Text),
    property("deviceSetupDuration", "'PT0S'", Kind::Text),
    property("accountSetupDuration", "'PT0S'", Kind::Text),
];
