//! Approval by a second administrator. Of beta alone.

use serde::{Deserialize, Serialize};

use super::{null_as_default, open_enum::open_enum};

open_enum! {
    /// `operationApprovalRequestStatus`: how far a request for approval is.
    ApprovalStatus {
        /// Not known.
        Unknown = "unknown",
        /// It waits for somebody.
        NeedsApproval = "needsApproval",
        /// Approved: the call can be made again, with the request's id.
        Approved = "approved",
        /// Refused.
        Rejected = "rejected",
        /// Called off.
        Cancelled = "cancelled",
        /// Approved, and the call was made.
        Completed = "completed",
        /// Nobody decided in time, or the call wasn't made in time.
        Expired = "expired",
    }
}

/// `operationApprovalRequest`: a call that waits, or waited, for a second administrator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OperationApprovalRequest {
    /// A GUID: the approval code.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// When it was asked for, RFC 3339.
    pub request_date_time: Option<String>,
    /// When it expires, RFC 3339.
    pub expiration_date_time: Option<String>,
    /// When that last changed, RFC 3339.
    pub last_modified_date_time: Option<String>,
    /// Who asks.
    pub requestor: Option<IdentitySet>,
    /// Who has decided.
    pub approver: Option<IdentitySet>,
    /// How far it is.
    #[serde(deserialize_with = "null_as_default")]
    pub status: ApprovalStatus,
    /// Why it is asked for.
    pub request_justification: Option<String>,
    /// Why it was decided so.
    pub approval_justification: Option<String>,
    /// What is protected: `deviceWipe`, `deviceRetire`, `deviceDelete` …
    #[serde(deserialize_with = "null_as_default")]
    pub required_operation_approval_policy_types: Vec<String>,
    /// What is to be done, where `muster-server` was asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub muster_operation: Option<serde_json::Value>,
}

/// `identitySet`: who did something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdentitySet {
    /// A person.
    pub user: Option<Identity>,
    /// A program.
    pub application: Option<Identity>,
}

/// `identity`: somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Identity {
    /// Their id.
    pub id: Option<String>,
    /// What they are called.
    pub display_name: Option<String>,
    /// The name by which they sign in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_principal_name: Option<String>,
}
