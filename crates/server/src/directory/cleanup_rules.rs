//! Clean-up rules.

use super::property::{Entity, Kind, Property, Realm, property};

/// `deviceManagement/managedDeviceCleanupRules`, of beta.
pub static CLEANUP_RULES: Entity = Entity {
    set: "managedDeviceCleanupRules",
    context: "deviceManagement/managedDeviceCleanupRules",
    noun: "clean-up rule",
    kind: "managedDeviceCleanupRule",
    table: "cleanup_rules",
    condition: "days > 0",
    properties: PROPERTIES,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

/// The members of `deviceCleanupRulePlatformType`.
pub const PLATFORM_TYPES: &[&str] = &[
    "all",
    "androidAOSP",
    "androidDeviceAdministrator",
    "androidDedicatedAndFullyManagedCorporateOwnedWorkProfile",
    "chromeOS",
    "androidPersonallyOwnedWorkProfile",
    "ios",
    "macOS",
    "windows",
    "windowsHolographic",
    "unknownFutureValue",
    "visionOS",
    "tvOS",
];

const PROPERTIES: &[Property] = &[
    property("id", "id", Kind::Text),
    property("displayName", "display_name", Kind::Text).writable(),
    property("description", "description", Kind::Text).writable(),
    property("deviceCleanupRulePlatformType", "platform_type", Kind::Word(PLATFORM_TYPES, &[])),
    property("deviceInactivityBeforeRetirementInDays", "days", Kind::Number),
    property("lastModifiedDateTime", "modified_at", Kind::Since),
];
