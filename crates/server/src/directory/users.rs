//! People of the directory.

use super::property::{CONTAINS, EQ, Entity, Kind, LT_GT, NE, Property, Realm, STARTS, property};

/// `users`.
pub static USERS: Entity = Entity {
    set: "users",
    context: "users",
    noun: "user",
    kind: "user",
    table: "directory_users",
    condition: "deleted_at IS NULL",
    properties: PROPERTIES,
    page: 100,
    most: 999,
    always_counts: false,
    searched: Some("display_name"),
    realm: Realm::Directory,
};

/// `directory/deletedItems/microsoft.graph.user`: those that were deleted in the last thirty days.
pub static DELETED_USERS: Entity = Entity {
    set: "user",
    context: "directory/deletedItems/user",
    noun: "deleted user",
    condition: "deleted_at IS NOT NULL",
    ..USERS
};

const PROPERTIES: &[Property] = &[
    property("id", "id", Kind::Text).filtered(EQ),
    property("deletedDateTime", "deleted_at", Kind::Moment),
    property("accountEnabled", "account_enabled", Kind::Bool).filtered(EQ).writable(),
    property("displayName", "display_name", Kind::Text).filtered(EQ | NE | CONTAINS | STARTS).writable(),
    property("givenName", "given_name", Kind::Text).filtered(EQ | STARTS).writable(),
    property("surname", "surname", Kind::Text).filtered(EQ | STARTS).writable(),
    property("userPrincipalName", "user_principal_name", Kind::Text).filtered(EQ | STARTS),
    property("mail", "mail", Kind::Text).filtered(EQ | STARTS).writable(),
    property("mailNickname", "mail_nickname", Kind::Text).filtered(EQ | STARTS).writable(),
    property("jobTitle", "job_title", Kind::Text).filtered(EQ | STARTS).writable(),
    property("department", "department", Kind::Text).filtered(EQ | NE | STARTS).writable(),
    property("companyName", "company_name", Kind::Text).filtered(EQ | STARTS).writable(),
    property("officeLocation", "office_location", Kind::Text).filtered(EQ).writable(),
    property("mobilePhone", "mobile_phone", Kind::Text).writable(),
    property("businessPhones", "business_phones", Kind::List).writable(),
    property("usageLocation", "usage_location", Kind::Text).filtered(EQ).writable(),
    property("preferredLanguage", "preferred_language", Kind::Text).filtered(EQ).writable(),
    property("userType", "user_type", Kind::Text).filtered(EQ).writable(),
    property("employeeId", "employee_id", Kind::Text).filtered(EQ | STARTS).writable(),
    property("assignedLicenses", "assigned_licenses", Kind::List),
    property("createdDateTime", "created_at", Kind::Moment).filtered(LT_GT),
];
