//! The records of trouble, and of how things stand with the service.

use outbox::{Status, Trouble, TroubleKind};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError};

/// The record of a [`Trouble`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TroubleRecord {
    at: i64,
    kind: KindRecord,
    status: u16,
    code: String,
    message: String,
    request_id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum KindRecord {
    NoAnswer,
    Unreadable,
    Throttled,
    Service,
    Rejected,
    SignIn,
    Approval,
    NotObserved,
    NotService,
    Justification,
    NotApproved,
    Device,
    RuleExists,
    Decided,
}

impl Wire for Trouble {
    type Record = TroubleRecord;

    fn to_record(&self) -> TroubleRecord {
        TroubleRecord {
            at: self.at,
            kind: match self.kind {
                TroubleKind::NoAnswer => KindRecord::NoAnswer,
                TroubleKind::Unreadable => KindRecord::Unreadable,
                TroubleKind::Throttled => KindRecord::Throttled,
                TroubleKind::Service => KindRecord::Service,
                TroubleKind::Rejected => KindRecord::Rejected,
                TroubleKind::SignIn => KindRecord::SignIn,
                TroubleKind::Approval => KindRecord::Approval,
                TroubleKind::NotObserved => KindRecord::NotObserved,
                TroubleKind::NotService => KindRecord::NotService,
                TroubleKind::Justification => KindRecord::Justification,
                TroubleKind::NotApproved => KindRecord::NotApproved,
                TroubleKind::Device => KindRecord::Device,
                TroubleKind::RuleExists => KindRecord::RuleExists,
                TroubleKind::Decided => KindRecord::Decided,
            },
            status: self.status,
            code: self.code.clone(),
            message: self.message.clone(),
            request_id: self.request_id.clone(),
        }
    }

    fn from_record(record: TroubleRecord) -> Result<Trouble, WireError> {
        Ok(Trouble {
            at: record.at,
            kind: match record.kind {
                KindRecord::NoAnswer => TroubleKind::NoAnswer,
                KindRecord::Unreadable => TroubleKind::Unreadable,
                KindRecord::Throttled => TroubleKind::Throttled,
                KindRecord::Service => TroubleKind::Service,
                KindRecord::Rejected => TroubleKind::Rejected,
                KindRecord::SignIn => TroubleKind::SignIn,
                KindRecord::Approval => TroubleKind::Approval,
                KindRecord::NotObserved => TroubleKind::NotObserved,
                KindRecord::NotService => TroubleKind::NotService,
                KindRecord::Justification => TroubleKind::Justification,
                KindRecord::NotApproved => TroubleKind::NotApproved,
                KindRecord::Device => TroubleKind::Device,
                KindRecord::RuleExists => TroubleKind::RuleExists,
                KindRecord::Decided => TroubleKind::Decided,
            },
            status: record.status,
            code: record.code,
            message: record.message,
            request_id: record.request_id,
        })
    }
}

/// The record of a [`Status`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRecord {
    address: String,
    server: Option<String>,
    heard: Option<i64>,
    pulled: Option<i64>,
    trouble: Option<TroubleRecord>,
    underway: Option<i64>,
    failures: u32,
    until: i64,
}

impl Wire for Status {
    type Record = StatusRecord;

    fn to_record(&self) -> StatusRecord {
        StatusRecord {
            address: self.address.clone(),
            server: self.server.clone(),
            heard: self.heard,
            pulled: self.pulled,
            trouble: self.trouble.as_ref().map(Wire::to_record),
            underway: self.underway,
            failures: self.failures,
            until: self.until,
        }
    }

    fn from_record(record: StatusRecord) -> Result<Status, WireError> {
        Ok(Status {
            address: record.address,
            server: record.server,
            heard: record.heard,
            pulled: record.pulled,
            trouble: record.trouble.map(Wire::from_record).transpose()?,
            underway: record.underway,
            failures: record.failures,
            until: record.until,
        })
    }
}
