//! What devices are sorted into.

use super::property::{EQ, Entity, Kind, Property, Realm, property};

/// `deviceManagement/deviceCategories`.
pub static DEVICE_CATEGORIES: Entity = Entity {
    set: "deviceCategories",
    context: "deviceManagement/deviceCategories",
    noun: "device category",
    kind: "deviceCategory",
    table: "device_categories",
    condition: "seq > 0",
    properties: PROPERTIES,
    page: 1000,
    most: 1000,
    always_counts: true,
    searched: None,
    realm: Realm::Intune,
};

const PROPERTIES: &[Property] = &[
    property("id", "id", Kind::Text),
    property("displayName", "display_name", Kind::Text).filtered(EQ),
    property("description", "description", Kind::Text),
    property("roleScopeTagIds", "role_scope_tag_ids", Kind::List).beta(),
];
