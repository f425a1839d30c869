//! What waits, or waited, for a second administrator, and what is decided about it.

use graph::wire::{self, ApprovalStatus, IdentitySet, text};
use lifecycle::approval::destroys;
use serde_json::Value;

use crate::{Millis, Trouble};

/// Who did something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// What they are called; empty: nobody.
    pub name: String,
    /// The name by which they sign in; empty: not known.
    pub user: String,
    /// Whether it is a program.
    pub is_application: bool,
}

/// What exactly is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    /// The method of the call.
    pub method: String,
    /// Its address below the service.
    pub path: String,
    /// What it asks for besides, by its names.
    pub parameters: Vec<(String, String)>,
    /// What it is about: ids and names.
    pub about: Vec<(String, String)>,
}

/// A request for approval, as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalRequest {
    /// Its id, which is the code.
    pub id: String,
    /// When it was asked for, as the service writes it.
    pub asked: String,
    /// Until when it can be decided and used, as the service writes it.
    pub expires: String,
    /// When it last changed, as the service writes it.
    pub changed: String,
    /// Who asks.
    pub requestor: Person,
    /// Who has decided.
    pub approver: Person,
    /// How far it is.
    pub status: ApprovalStatus,
    /// Why it is asked for.
    pub reason: String,
    /// Why it was decided so.
    pub answer: String,
    /// What is protected: `deviceWipe`, `deviceRetire`, `deviceDelete` …
    pub kinds: Vec<String>,
    /// What exactly is to be done, where the service tells.
    pub operation: Option<Operation>,
}

/// What is known of the requests for approval of one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approvals {
    /// The service.
    pub address: String,
    /// When they were last read.
    pub read: Option<Millis>,
    /// Why they can't be read; what is kept of them is old then.
    pub refused: Option<Trouble>,
    /// The requests.
    pub requests: Vec<ApprovalRequest>,
}

/// What is decided about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It may be done.
    Approve,
    /// It may not.
    Reject,
    /// Who asked for it doesn't any more.
    TakeBack,
}

/// A decision about a request for approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The request's id.
    pub request: String,
    /// What is decided.
    pub ruling: Ruling,
    /// Why.
    pub why: String,
    /// The devices that the request is about, to show.
    pub about: String,
}

impl Ruling {
    /// Whether a request of that status is as this wants it.
    #[must_use]
    pub fn is_fulfilled(self, status: &ApprovalStatus) -> bool {
        match self {
            Ruling::Approve => matches!(status, ApprovalStatus::Approved | ApprovalStatus::Completed),
            Ruling::Reject => *status == ApprovalStatus::Rejected,
            Ruling::TakeBack => *status == ApprovalStatus::Cancelled,
        }
    }

    /// Whether a request of that status can still become so.
    #[must_use]
    pub fn can_be(self, status: &ApprovalStatus) -> bool {
        match status {
            ApprovalStatus::NeedsApproval | ApprovalStatus::Unknown | ApprovalStatus::Other(_) => true,
            ApprovalStatus::Approved => self == Ruling::TakeBack,
            ApprovalStatus::Rejected
            | ApprovalStatus::Cancelled
            | ApprovalStatus::Completed
            | ApprovalStatus::Expired => false,
        }
    }
}

impl ApprovalRequest {
    /// The request that the service describes, after what was known of it: what exactly is to be done isn't said every time.
    #[must_use]
    pub fn seen(found: &wire::OperationApprovalRequest, before: Option<&ApprovalRequest>) -> ApprovalRequest {
        let own = |value: &Option<String>| text(value.as_ref()).to_owned();
        ApprovalRequest {
            id: found.id.clone(),
            asked: own(&found.request_date_time),
            expires: own(&found.expiration_date_time),
            changed: own(&found.last_modified_date_time),
            requestor: Person::of(found.requestor.as_ref()),
            approver: Person::of(found.approver.as_ref()),
            status: found.status.clone(),
            reason: own(&found.request_justification),
            answer: own(&found.approval_justification),
            kinds: found.required_operation_approval_policy_types.clone(),
            operation: found
                .muster_operation
                .as_ref()
                .map(Operation::of)
                .or_else(|| before.and_then(|before| before.operation.clone())),
        }
    }

    /// How many devices lose something when it is carried out. Where the service doesn't tell what exactly is to be done, it is one.
    #[must_use]
    pub fn destroys(&self) -> usize {
        let is_harmless = !self.kinds.iter().any(|kind| destroys(kind))
            || self.operation.as_ref().is_some_and(Operation::is_about_policy);
        if is_harmless {
            return 0;
        }
        self.operation.as_ref().map_or(1, |operation| operation.about.len().max(1))
    }

    /// Whether somebody has to decide about it.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self.status, ApprovalStatus::NeedsApproval)
    }
}

impl Person {
    fn of(found: Option<&IdentitySet>) -> Person {
        let Some(found) = found else { return Person::default() };
        let identity = found.user.as_ref().or(found.application.as_ref());
        let own = |value: Option<&String>| text(value).to_owned();
        Person {
            name: own(identity.and_then(|identity| identity.display_name.as_ref())),
            user: own(identity.and_then(|identity| identity.user_principal_name.as_ref())),
            is_application: found.user.is_none() && found.application.is_some(),
        }
    }
}

impl Operation {
    /// Whether it is about a policy, and so about what is protected.
    #[must_use]
    pub fn is_about_policy(&self) -> bool {
        self.path.contains("/operationApprovalPolicies")
    }

    fn of(found: &Value) -> Operation {
        let own = |value: &Value, name: &str| {
            value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let parameters = found.get("parameters").and_then(Value::as_object);
        let about = found.get("entities").and_then(Value::as_array);
        Operation {
            method: own(found, "method"),
            path: own(found, "path"),
            parameters: parameters
                .map(|all| all.iter().map(|(name, value)| (name.clone(), said(value))).collect())
                .unwrap_or_default(),
            about: about
                .map(|all| all.iter().map(|one| (own(one, "id"), own(one, "displayName"))).collect())
                .unwrap_or_default(),
        }
    }
}
