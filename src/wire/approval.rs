//! The records of what waits for a second administrator, and of what is decided about it.

use graph::wire::ApprovalStatus;
use outbox::{ApprovalRequest, Approvals, Decision, Operation, Person, Ruling};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, from_records, to_records, trouble::TroubleRecord};

/// The record of [`Approvals`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalsRecord {
    address: String,
    read: Option<i64>,
    refused: Option<TroubleRecord>,
    requests: Vec<ApprovalRequestRecord>,
}

/// The record of an [`ApprovalRequest`]. Its status is kept by its name on the wire: the service may have new ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalRequestRecord {
    id: String,
    asked: String,
    expires: String,
    changed: String,
    requestor: PersonRecord,
    approver: PersonRecord,
    status: String,
    reason: String,
    answer: String,
    kinds: Vec<String>,
    operation: Option<OperationRecord>,
}

/// The record of a [`Person`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    name: String,
    user: String,
    is_application: bool,
}

/// The record of an [`Operation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationRecord {
    method: String,
    path: String,
    parameters: Vec<(String, String)>,
    about: Vec<(String, String)>,
}

/// The record of a [`Decision`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRecord {
    request: String,
    ruling: RulingRecord,
    why: String,
    about: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum RulingRecord {
    Approve,
    Reject,
    TakeBack,
}

impl Wire for Approvals {
    type Record = ApprovalsRecord;

    fn to_record(&self) -> ApprovalsRecord {
        ApprovalsRecord {
            address: self.address.clone(),
            read: self.read,
            refused: self.refused.as_ref().map(Wire::to_record),
            requests: to_records(&self.requests),
        }
    }

    fn from_record(record: ApprovalsRecord) -> Result<Approvals, WireError> {
        Ok(Approvals {
            address: record.address,
            read: record.read,
            refused: record.refused.map(Wire::from_record).transpose()?,
            requests: from_records(record.requests)?,
        })
    }
}

impl Wire for ApprovalRequest {
    type Record = ApprovalRequestRecord;

    fn to_record(&self) -> ApprovalRequestRecord {
        ApprovalRequestRecord {
            id: self.id.clone(),
            asked: self.asked.clone(),
            expires: self.expires.clone(),
            changed: self.changed.clone(),
            requestor: self.requestor.to_record(),
            approver: self.approver.to_record(),
            status: self.status.as_str().to_owned(),
            reason: self.reason.clone(),
            answer: self.answer.clone(),
            kinds: self.kinds.clone(),
            operation: self.operation.as_ref().map(Wire::to_record),
        }
    }

    fn from_record(record: ApprovalRequestRecord) -> Result<ApprovalRequest, WireError> {
        Ok(ApprovalRequest {
            id: record.id,
            asked: record.asked,
            expires: record.expires,
            changed: record.changed,
            requestor: Person::from_record(record.requestor)?,
            approver: Person::from_record(record.approver)?,
            status: ApprovalStatus::from_name(&record.status),
            reason: record.reason,
            answer: record.answer,
            kinds: record.kinds,
            operation: record.operation.map(Wire::from_record).transpose()?,
        })
    }
}

impl Wire for Person {
    type Record = PersonRecord;

    fn to_record(&self) -> PersonRecord {
        PersonRecord { name: self.name.clone(), user: self.user.clone(), is_application: self.is_application }
    }

    fn from_record(record: PersonRecord) -> Result<Person, WireError> {
        Ok(Person { name: record.name, user: record.user, is_application: record.is_application })
    }
}

impl Wire for Operation {
    type Record = OperationRecord;

    fn to_record(&self) -> OperationRecord {
        OperationRecord {
            method: self.method.clone(),
            path: self.path.clone(),
            parameters: self.parameters.clone(),
            about: self.about.clone(),
        }
    }

    fn from_record(record: OperationRecord) -> Result<Operation, WireError> {
        Ok(Operation {
            method: record.method,
            path: record.path,
            parameters: record.parameters,
            about: record.about,
        })
    }
}

impl Wire for Decision {
    type Record = DecisionRecord;

    fn to_record(&self) -> DecisionRecord {
        DecisionRecord {
            request: self.request.clone(),
            ruling: match self.ruling {
                Ruling::Approve => RulingRecord::Approve,
                Ruling::Reject => RulingRecord::Reject,
                Ruling::TakeBack => RulingRecord::TakeBack,
            },
            why: self.why.clone(),
            about: self.about.clone(),
        }
    }

    fn from_record(record: DecisionRecord) -> Result<Decision, WireError> {
        Ok(Decision {
            request: record.request,
            ruling: match record.ruling {
                RulingRecord::Approve => Ruling::Approve,
                RulingRecord::Reject => Ruling::Reject,
                RulingRecord::TakeBack => Ruling::TakeBack,
            },
            why: record.why,
            about: record.about,
        })
    }
}
