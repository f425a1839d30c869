//! The record of a removal.

use lifecycle::removal::{Entry, Event, Fault, Observed, Plan};
use outbox::{Approval, Course, Errand, Removal};
use serde::{Deserialize, Serialize};

use super::{
    Wire, WireError, from_records,
    order::ApprovalRecord,
    plan::{PlanRecord, place},
    to_records,
    trouble::TroubleRecord,
};

/// The record of a [`Removal`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalRecord {
    name: String,
    serial: String,
    reason: String,
    unlock_code: Option<String>,
    plan: PlanRecord,
    entries: Vec<EntryRecord>,
    last_sync: Option<i64>,
    is_syncing: bool,
    back_since: Option<i64>,
    errands: Vec<ErrandRecord>,
}

/// The record of an [`Errand`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrandRecord {
    id: String,
    course: CourseRecord,
    due: i64,
    first_sent: Option<i64>,
    last_sent: Option<i64>,
    refused_since: Option<i64>,
    failures: u32,
    looks: u32,
    approval: Option<ApprovalRecord>,
    trouble: Option<TroubleRecord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum CourseRecord {
    Open,
    Sent,
    Again,
    Approval,
    Taken,
    Failed,
}

/// The record of an [`Entry`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRecord {
    step: u32,
    at: i64,
    request_id: Option<String>,
    event: EventRecord,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum EventRecord {
    Confirmed { by: String },
    Sent,
    Accepted,
    AwaitsApproval,
    Failed(FaultRecord),
    GivenUp { by: String },
    Word { by: String },
    LookedById { found: bool },
    LookedBySerial { found: Vec<String> },
    DeviceDone,
    ReadBack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum FaultRecord {
    StillManaged,
    StillRegistered,
    NotAllowed,
    NoSuchRecord,
    Busy,
    NotApproved,
    Device,
    NotSupported,
    Service(u16),
    NoAnswer,
    NotSeen,
    CalledOff,
}

impl Wire for Removal {
    type Record = RemovalRecord;

    fn to_record(&self) -> RemovalRecord {
        RemovalRecord {
            name: self.name.clone(),
            serial: self.serial.clone(),
            reason: self.reason.clone(),
            unlock_code: self.unlock_code.clone(),
            plan: self.plan.to_record(),
            entries: to_records(&self.observed.entries),
            last_sync: self.observed.last_sync,
            is_syncing: self.observed.is_syncing,
            back_since: self.observed.back_since,
            errands: to_records(&self.errands),
        }
    }

    fn from_record(record: RemovalRecord) -> Result<Removal, WireError> {
        Ok(Removal {
            name: record.name,
            serial: record.serial,
            reason: record.reason,
            unlock_code: record.unlock_code,
            plan: Plan::from_record(record.plan)?,
            observed: Observed {
                entries: from_records(record.entries)?,
                last_sync: record.last_sync,
                is_syncing: record.is_syncing,
                back_since: record.back_since,
            },
            errands: from_records(record.errands)?,
        })
    }
}

impl Wire for Errand {
    type Record = ErrandRecord;

    fn to_record(&self) -> ErrandRecord {
        ErrandRecord {
            id: self.id.clone(),
            course: match self.course {
                Course::Open => CourseRecord::Open,
                Course::Sent => CourseRecord::Sent,
                Course::Again => CourseRecord::Again,
                Course::Approval => CourseRecord::Approval,
                Course::Taken => CourseRecord::Taken,
                Course::Failed => CourseRecord::Failed,
            },
            due: self.due,
            first_sent: self.first_sent,
            last_sent: self.last_sent,
            refused_since: self.refused_since,
            failures: self.failures,
            looks: self.looks,
            approval: self.approval.as_ref().map(Wire::to_record),
            trouble: self.trouble.as_ref().map(Wire::to_record),
        }
    }

    fn from_record(record: ErrandRecord) -> Result<Errand, WireError> {
        Ok(Errand {
            id: record.id,
            course: match record.course {
                CourseRecord::Open => Course::Open,
                CourseRecord::Sent => Course::Sent,
                CourseRecord::Again => Course::Again,
                CourseRecord::Approval => Course::Approval,
                CourseRecord::Taken => Course::Taken,
                CourseRecord::Failed => Course::Failed,
            },
            due: record.due,
            first_sent: record.first_sent,
            last_sent: record.last_sent,
            refused_since: record.refused_since,
            failures: record.failures,
            looks: record.looks,
            approval: record.approval.map(Approval::from_record).transpose()?,
            trouble: record.trouble.map(Wire::from_record).transpose()?,
        })
    }
}

impl Wire for Entry {
    type Record = EntryRecord;

    fn to_record(&self) -> EntryRecord {
        EntryRecord {
            step: place(self.step),
            at: self.at,
            request_id: self.request_id.clone(),
            event: match &self.event {
                Event::Confirmed { by } => EventRecord::Confirmed { by: by.clone() },
                Event::Sent => EventRecord::Sent,
                Event::Accepted => EventRecord::Accepted,
                Event::AwaitsApproval => EventRecord::AwaitsApproval,
                Event::Failed(fault) => EventRecord::Failed(fault_record(*fault)),
                Event::GivenUp { by } => EventRecord::GivenUp { by: by.clone() },
                Event::Word { by } => EventRecord::Word { by: by.clone() },
                Event::LookedById { found } => EventRecord::LookedById { found: *found },
                Event::LookedBySerial { found } => EventRecord::LookedBySerial { found: found.clone() },
                Event::DeviceDone => EventRecord::DeviceDone,
                Event::ReadBack => EventRecord::ReadBack,
            },
        }
    }

    fn from_record(record: EntryRecord) -> Result<Entry, WireError> {
        Ok(Entry {
            step: record.step as usize,
            at: record.at,
            request_id: record.request_id,
            event: match record.event {
                EventRecord::Confirmed { by } => Event::Confirmed { by },
                EventRecord::Sent => Event::Sent,
                EventRecord::Accepted => Event::Accepted,
                EventRecord::AwaitsApproval => Event::AwaitsApproval,
                EventRecord::Failed(fault) => Event::Failed(fault_of(fault)),
                EventRecord::GivenUp { by } => Event::GivenUp { by },
                EventRecord::Word { by } => Event::Word { by },
                EventRecord::LookedById { found } => Event::LookedById { found },
                EventRecord::LookedBySerial { found } => Event::LookedBySerial { found },
                EventRecord::DeviceDone => Event::DeviceDone,
                EventRecord::ReadBack => Event::ReadBack,
            },
        })
    }
}

fn fault_record(fault: Fault) -> FaultRecord {
    match fault {
        Fault::StillManaged => FaultRecord::StillManaged,
        Fault::StillRegistered => FaultRecord::StillRegistered,
        Fault::NotAllowed => FaultRecord::NotAllowed,
        Fault::NoSuchRecord => FaultRecord::NoSuchRecord,
        Fault::Busy => FaultRecord::Busy,
        Fault::NotApproved => FaultRecord::NotApproved,
        Fault::Device => FaultRecord::Device,
        Fault::NotSupported => FaultRecord::NotSupported,
        Fault::Service(status) => FaultRecord::Service(status),
        Fault::NoAnswer => FaultRecord::NoAnswer,
        Fault::NotSeen => FaultRecord::NotSeen,
        Fault::CalledOff => FaultRecord::CalledOff,
    }
}

fn fault_of(record: FaultRecord) -> Fault {
    match record {
        FaultRecord::StillManaged => Fault::StillManaged,
        FaultRecord::StillRegistered => Fault::StillRegistered,
        FaultRecord::NotAllowed => Fault::NotAllowed,
        FaultRecord::NoSuchRecord => Fault::NoSuchRecord,
        FaultRecord::Busy => Fault::Busy,
        FaultRecord::NotApproved => Fault::NotApproved,
        FaultRecord::Device => Fault::Device,
        FaultRecord::NotSupported => Fault::NotSupported,
        FaultRecord::Service(status) => Fault::Service(status),
        FaultRecord::NoAnswer => Fault::NoAnswer,
        FaultRecord::NotSeen => Fault::NotSeen,
        FaultRecord::CalledOff => Fault::CalledOff,
    }
}
