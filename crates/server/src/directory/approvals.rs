//! Which operations take the approval of a second administrator, and what waits for it.

use super::property::{CONTAINS, EQ, Entity, Kind, LT_GT, NE, Property, Realm, STARTS, property};

/// `deviceManagement/operationApprovalPolicies`, of beta.
pub static APPROVAL_POLICIES: Entity = Entity {
    set: "operationApprovalPolicies",
    context: "deviceManagement/operationApprovalPolicies",
    noun: "approval policy",
    kind: "operationApprovalPolicy",
    table: "approval_policies",
    condition: "seq > 0",
    properties: POLICY,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

/// `deviceManagement/operationApprovalRequests`, of beta.
pub static APPROVAL_REQUESTS: Entity = Entity {
    set: "operationApprovalRequests",
    context: "deviceManagement/operationApprovalRequests",
    noun: "approval request",
    kind: "operationApprovalRequest",
    table: "approval_requests",
    condition: "seq > 0",
    properties: REQUEST,
    page: 1000,
    most: 1000,
    always_counts: false,
    searched: None,
    realm: Realm::Intune,
};

/// The members of `operationApprovalPolicyType`.
pub const POLICY_TYPES: &[&str] = &[
    "unknown",
    "deviceWipe",
    "deviceRetire",
    "deviceDelete",
    "app",
    "script",
    "role",
    "unknownFutureValue",
    "tenantConfiguration",
    "deviceDeprovision",
];

/// The members of `operationApprovalPolicyPlatform`.
const PLATFORMS: &[&str] = &[
    "notApplicable",
    "androidDeviceAdministrator",
    "androidEnterprise",
    "iOSiPadOS",
    "macOS",
    "windows10AndLater",
    "windows81AndLater",
    "windows10X",
    "unknownFutureValue",
];

/// The members of `operationApprovalRequestStatus`.
const STATUSES: &[&str] = &[
    "unknown",
    "needsApproval",
    "approved",
    "rejected",
    "cancelled",
    "completed",
    "expired",
    "unknownFutureValue",
];

const POLICY: &[Property] = &[
    property("id", "id", Kind::Text).filtered(EQ),
    property("displayName", "display_name", Kind::Text).filtered(EQ | NE | CONTAINS | STARTS),
    property("description", "description", Kind::Text),
    property("lastModifiedDateTime", "modified_at", Kind::Since).filtered(LT_GT),
    property("policyType", "policy_type", Kind::Word(POLICY_TYPES, &[])).filtered(EQ | NE),
    property("policyPlatform", "policy_platform", Kind::Word(PLATFORMS, &[])).filtered(EQ | NE),
    property("policySet", "policy_set", Kind::Object),
    property("approverGroupIds", "approver_group_ids", Kind::List),
];

const REQUEST: &[Property] = &[
    property("id", "id", Kind::Text).filtered(EQ),
    // The guide to the real service filters by this name, which no entity has there.
    property("requestId", "id", Kind::Text).filtered(EQ).asked(),
    property("requestDateTime", "requested_at", Kind::Since).filtered(EQ | NE | LT_GT),
    property("expirationDateTime", "expires_at", Kind::Since).filtered(EQ | NE | LT_GT),
    property("lastModifiedDateTime", "modified_at", Kind::Since).filtered(EQ | NE | LT_GT),
    property("requestor", "requestor", Kind::Object),
    property("approver", "approver", Kind::Object),
    property("status", "status", Kind::Word(STATUSES, &[])).filtered(EQ | NE),
    property("requestJustification", "request_justification", Kind::Text),
    property("approvalJustification", "approval_justification", Kind::Text),
    property("requiredOperationApprovalPolicyTypes", "policy_types", Kind::List),
    // Ours: what is to be approved. Microsoft's clients don't know it, so it is told to those who ask for it.
    property("musterOperation", "operation", Kind::Object).asked(),
];
