//! Device objects of the directory.

use super::property::{CONTAINS, EQ, Entity, Kind, LT_GT, NE, Property, Realm, STARTS, property};

/// `devices`.
pub static DEVICES: Entity = Entity {
    set: "devices",
    context: "devices",
    noun: "device object",
    kind: "device",
    table: "directory_devices",
    condition: "deleted_at IS NULL",
    properties: PROPERTIES,
    page: 100,
    most: 999,
    always_counts: false,
    searched: Some("display_name"),
    realm: Realm::Directory,
};

/// `directory/deletedItems/microsoft.graph.device`: those that were deleted in the last thirty days.
pub static DELETED_DEVICES: Entity = Entity {
    set: "device",
    context: "directory/deletedItems/device",
    noun: "deleted device object",
    condition: "deleted_at IS NOT NULL",
    ..DEVICES
};

const PROPERTIES: &[Property] = &[
    property("id", "id", Kind::Text).filtered(EQ),
    property("deletedDateTime", "deleted_at", Kind::Moment),
    property("accountEnabled", "account_enabled", Kind::Bool).filtered(EQ).writable(),
    property("alternativeSecurityIds", "alternative_security_ids", Kind::List),
    property("approximateLastSignInDateTime", "approximate_last_sign_in_at", Kind::Moment).filtered(LT_GT),
    property("complianceExpirationDateTime", "compliance_expiration_at", Kind::Moment),
    property("deviceCategory", "device_category", Kind::Text),
    property("deviceId", "device_id", Kind::Text).filtered(EQ),
    property("deviceMetadata", "device_metadata", Kind::Text),
    property("deviceOwnership", "device_ownership", Kind::Text).filtered(EQ),
    property("deviceVersion", "device_version", Kind::MaybeNumber),
    property("displayName", "display_name", Kind::Text).filtered(EQ | NE | CONTAINS | STARTS),
    property("enrollmentProfileName", "enrollment_profile_name", Kind::Text),
    property("enrollmentType", "enrollment_type", Kind::Text),
    property("isCompliant", "is_compliant", Kind::Bool).filtered(EQ),
    property("isManaged", "is_managed", Kind::Bool).filtered(EQ),
    property("isManagementRestricted", "is_management_restricted", Kind::Bool),
    property("isRooted", "is_rooted", Kind::Bool),
    property("managementType", "management_type", Kind::Text).filtered(EQ),
    property("manufacturer", "manufacturer", Kind::Text).filtered(EQ),
    property("mdmAppId", "mdm_app_id", Kind::Text),
    property("model", "model", Kind::Text).filtered(EQ),
    property("onPremisesLastSyncDateTime", "on_premises_last_sync_at", Kind::Moment).filtered(LT_GT),
    property("onPremisesSecurityIdentifier", "on_premises_security_identifier", Kind::Text),
    property("onPremisesSyncEnabled", "on_premises_sync_enabled", Kind::Bool).filtered(EQ),
    property("operatingSystem", "operating_system", Kind::Text).filtered(EQ | STARTS),
    property("operatingSystemVersion", "operating_system_version", Kind::Text).filtered(EQ | STARTS),
    property("physicalIds", "physical_ids", Kind::List),
    property("profileType", "profile_type", Kind::Text).filtered(EQ),
    property("registrationDateTime", "registered_at", Kind::Moment).filtered(LT_GT),
    property("systemLabels", "system_labels", Kind::List),
    property("trustType", "trust_type", Kind::Text).filtered(EQ),
    property("extensionAttributes", "extension_attributes", Kind::Object).beta().writable(),
];
