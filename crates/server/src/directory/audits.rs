//! Who asked which device for what: the actions that are remembered, in the words of audits.

use super::property::{EQ, Entity, Kind, LT_GT, Property, Realm, property};

/// `deviceManagement/remoteActionAudits`, of beta.
pub static REMOTE_ACTION_AUDITS: Entity = Entity {
    set: "remoteActionAudits",
    context: "deviceManagement/remoteActionAudits",
    noun: "audit of a remote action",
    kind: "remoteActionAudit",
    table: "device_actions",
    condition: "seq > 0",
    properties: PROPERTIES,
    page: 1000,
    most: 1000,
    always_counts: true,
    searched: None,
    realm: Realm::Intune,
};

const ACTIONS: &[&str] = &[
    "unknown",
    "factoryReset",
    "removeCompanyData",
    "resetPasscode",
    "remoteLock",
    "enableLostMode",
    "disableLostMode",
    "locateDevice",
    "rebootNow",
    "recoverPasscode",
    "cleanWindowsDevice",
    "logoutSharedAppleDeviceActiveUser",
    "quickScan",
    "fullScan",
    "windowsDefenderUpdateSignatures",
    "factoryResetKeepEnrollmentData",
    "updateDeviceAccount",
    "automaticRedeployment",
    "shutDown",
    "rotateBitLockerKeys",
    "rotateFileVaultKey",
    "getFileVaultKey",
    "setDeviceName",
    "activateDeviceEsim",
    "deprovision",
    "disable",
    "reenable",
    "moveDeviceToOrganizationalUnit",
    "initiateMobileDeviceManagementKeyRecovery",
    "initiateOnDemandProactiveRemediation",
    "rotateLocalAdminPassword",
    "launchRemoteHelp",
    "revokeAppleVppLicenses",
    "removeDeviceFirmwareConfigurationInterfaceManagement",
    "pauseConfigurationRefresh",
    "initiateDeviceAttestation",
    "changeAssignments",
    "delete",
    "suspendManagedHomeScreen",
    "restoreManagedHomeScreen",
    "triggerEnhancedLogCollection",
    "cancelEnhancedLogCollection",
];

const STATES: &[&str] = &["none", "pending", "canceled", "active", "done", "failed", "notSupported"];

const PROPERTIES: &[Property] = &[
    property("id", "id", Kind::Text),
    property("action", "audited_as", Kind::Word(ACTIONS, &[])).filtered(EQ),
    property("actionState", "state", Kind::Word(STATES, &[])).filtered(EQ),
    property(
        "deviceActionCategory",
        "CASE WHEN bulk_id IS NULL THEN 'single' ELSE 'bulk' END",
        Kind::Word(&["single", "bulk"], &[]),
    ),
    property("bulkDeviceActionId", "bulk_id", Kind::Text).filtered(EQ),
    property("managedDeviceId", "device_id", Kind::Text).filtered(EQ),
    property("deviceDisplayName", "device_name", Kind::Text).filtered(EQ),
    property("deviceOwnerUserPrincipalName", "device_user", Kind::Text).filtered(EQ),
    property(
        "deviceIMEI",
        "(SELECT imei FROM managed_devices device WHERE device.tenant = device_actions.tenant \
         AND device.id = device_actions.device_id)",
        Kind::Text,
    ),
    property("initiatedByUserPrincipalName", "asked_by", Kind::Text).filtered(EQ),
    property("userName", "asked_by", Kind::Text),
    property("requestDateTime", "asked_at", Kind::Since).filtered(LT_GT),
];
