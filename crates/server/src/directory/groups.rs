//! Groups of the directory.

use super::property::{CONTAINS, EQ, Entity, Kind, LT_GT, NE, Property, Realm, STARTS, property};

/// `groups`.
pub static GROUPS: Entity = Entity {
    set: "groups",
    context: "groups",
    noun: "group",
    kind: "group",
    table: "directory_groups",
    condition: "seq > 0",
    properties: PROPERTIES,
    page: 100,
    most: 999,
    always_counts: false,
    searched: Some("display_name"),
    realm: Realm::Directory,
};

const PROPERTIES: &[Property] = &[
    property("id", "id", Kind::Text).filtered(EQ),
    property("displayName", "display_name", Kind::Text).filtered(EQ | NE | CONTAINS | STARTS).writable(),
    property("description", "description", Kind::Text).filtered(EQ | STARTS).writable(),
    property("groupTypes", "group_types", Kind::List),
    property("membershipRule", "membership_rule", Kind::Text).filtered(EQ).writable(),
    property("membershipRuleProcessingState", "membership_rule_processing_state", Kind::Text)
        .filtered(EQ)
        .writable(),
    property("securityEnabled", "security_enabled", Kind::Bool).filtered(EQ),
    property("mailEnabled", "mail_enabled", Kind::Bool).filtered(EQ),
    property("mailNickname", "mail_nickname", Kind::Text).filtered(EQ | STARTS).writable(),
    property("createdDateTime", "created_at", Kind::Moment).filtered(LT_GT),
];
