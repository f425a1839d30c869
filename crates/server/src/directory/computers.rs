//! Computers of the organisation's own directory.

use super::property::{CONTAINS, EQ, Entity, Kind, LT_GT, Property, Realm, STARTS, property};

/// `activeDirectory/computers`, which is no part of Graph.
pub static COMPUTERS: Entity = Entity {
    set: "computers",
    context: "activeDirectory/computers",
    noun: "computer",
    kind: "computer",
    table: "computers",
    condition: "enabled >= 0",
    properties: PROPERTIES,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

/// As the directory itself names them.
const PROPERTIES: &[Property] = &[
    property("objectGUID", "id", Kind::Text).filtered(EQ),
    property("name", "name", Kind::Text).filtered(EQ | CONTAINS | STARTS),
    property("dNSHostName", "dns_host_name", Kind::Text).filtered(EQ).writable(),
    property("distinguishedName", "distinguished_name", Kind::Text).filtered(EQ | CONTAINS).writable(),
    property("operatingSystem", "operating_system", Kind::Text).filtered(EQ | STARTS).writable(),
    property("operatingSystemVersion", "operating_system_version", Kind::Text).writable(),
    property("lastLogonTimestamp", "last_logon_at", Kind::Moment).filtered(LT_GT).writable(),
    property("enabled", "enabled", Kind::Flag).filtered(EQ).writable(),
    property("objectSid", "object_sid", Kind::Text).filtered(EQ),
    property("whenCreated", "created_at", Kind::Moment).filtered(LT_GT),
];
