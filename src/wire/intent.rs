//! The record of an intent.

use outbox::{Action, Decision, Intent, Order, Removal, Row, RowStatus, RuleChange, State, Update};
use serde::{Deserialize, Serialize};

use super::{
    Wire, WireError, approval::DecisionRecord, cleanup::RuleChangeRecord, from_records, order::OrderRecord,
    removal::RemovalRecord, to_records, trouble::TroubleRecord,
};

/// The record of an [`Intent`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentRecord {
    seq: u32,
    id: String,
    revision: u32,
    server: String,
    made: i64,
    action: ActionRecord,
    state: StateRecord,
    due: i64,
    first_sent: Option<i64>,
    last_sent: Option<i64>,
    failures: u32,
    looks: u32,
    trouble: Option<TroubleRecord>,
    request_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum ActionRecord {
    Register { rows: Vec<RowRecord>, import_id: Option<String> },
    Update { device: String, serial: String, group_tag: Option<String>, user: Option<String> },
    RegisterAfter { rows: Vec<RowRecord>, import_id: Option<String>, before: Vec<String> },
    Order(OrderRecord),
    Removal(RemovalRecord),
    Rule(RuleChangeRecord),
    Decision(DecisionRecord),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum StateRecord {
    Waiting,
    Sent,
    Accepted,
    Approval,
    Rejected,
    Done,
    Withdrawn,
    Expired,
    Held,
}

/// The record of a [`Row`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRecord {
    serial: String,
    group_tag: String,
    user: String,
    start: u32,
    len: u32,
    status: RowStatusRecord,
    since: i64,
    import: Option<String>,
}

/// The record of a [`RowStatus`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowStatusRecord {
    Waiting,
    Pending,
    Complete { device: String, observed: bool },
    Failed { code: i32, name: String },
}

impl Wire for Intent {
    type Record = IntentRecord;

    fn to_record(&self) -> IntentRecord {
        IntentRecord {
            seq: self.seq,
            id: self.id.clone(),
            revision: self.revision,
            server: self.server.clone(),
            made: self.made,
            action: match &self.action {
                Action::Order(order) => ActionRecord::Order(order.to_record()),
                Action::Removal(removal) => ActionRecord::Removal(removal.to_record()),
                Action::Rule(change) => ActionRecord::Rule(change.to_record()),
                Action::Decision(decision) => ActionRecord::Decision(decision.to_record()),
                Action::Register { rows, import_id, before } if before.is_empty() => {
                    ActionRecord::Register { rows: to_records(rows), import_id: import_id.clone() }
                }
                Action::Register { rows, import_id, before } => ActionRecord::RegisterAfter {
                    rows: to_records(rows),
                    import_id: import_id.clone(),
                    before: before.clone(),
                },
                Action::Update(Update { device, serial, group_tag, user }) => ActionRecord::Update {
                    device: device.clone(),
                    serial: serial.clone(),
                    group_tag: group_tag.clone(),
                    user: user.clone(),
                },
            },
            state: match self.state {
                State::Waiting => StateRecord::Waiting,
                State::Sent => StateRecord::Sent,
                State::Accepted => StateRecord::Accepted,
                State::Approval => StateRecord::Approval,
                State::Rejected => StateRecord::Rejected,
                State::Done => StateRecord::Done,
                State::Withdrawn => StateRecord::Withdrawn,
                State::Expired => StateRecord::Expired,
                State::Held => StateRecord::Held,
            },
            due: self.due,
            first_sent: self.first_sent,
            last_sent: self.last_sent,
            failures: self.failures,
            looks: self.looks,
            trouble: self.trouble.as_ref().map(Wire::to_record),
            request_id: self.request_id.clone(),
        }
    }

    fn from_record(record: IntentRecord) -> Result<Intent, WireError> {
        Ok(Intent {
            seq: record.seq,
            id: record.id,
            revision: record.revision,
            server: record.server,
            made: record.made,
            action: match record.action {
                ActionRecord::Order(order) => Action::Order(Order::from_record(order)?),
                ActionRecord::Removal(removal) => Action::Removal(Removal::from_record(removal)?),
                ActionRecord::Rule(change) => Action::Rule(RuleChange::from_record(change)?),
                ActionRecord::Decision(decision) => Action::Decision(Decision::from_record(decision)?),
                ActionRecord::Register { rows, import_id } => {
                    Action::Register { rows: from_records(rows)?, import_id, before: Vec::new() }
                }
                ActionRecord::RegisterAfter { rows, import_id, before } => {
                    Action::Register { rows: from_records(rows)?, import_id, before }
                }
                ActionRecord::Update { device, serial, group_tag, user } => {
                    Action::Update(Update { device, serial, group_tag, user })
                }
            },
            state: match record.state {
                StateRecord::Waiting => State::Waiting,
                StateRecord::Sent => State::Sent,
                StateRecord::Accepted => State::Accepted,
                StateRecord::Approval => State::Approval,
                StateRecord::Rejected => State::Rejected,
                StateRecord::Done => State::Done,
                StateRecord::Withdrawn => State::Withdrawn,
                StateRecord::Expired => State::Expired,
                StateRecord::Held => State::Held,
            },
            due: record.due,
            first_sent: record.first_sent,
            last_sent: record.last_sent,
            failures: record.failures,
            looks: record.looks,
            trouble: record.trouble.map(Wire::from_record).transpose()?,
            request_id: record.request_id,
        })
    }
}

impl Wire for Row {
    type Record = RowRecord;

    fn to_record(&self) -> RowRecord {
        RowRecord {
            serial: self.serial.clone(),
            group_tag: self.group_tag.clone(),
            user: self.user.clone(),
            start: self.span.0,
            len: self.span.1,
            status: self.status.to_record(),
            since: self.since,
            import: self.import.clone(),
        }
    }

    fn from_record(record: RowRecord) -> Result<Row, WireError> {
        Ok(Row {
            serial: record.serial,
            group_tag: record.group_tag,
            user: record.user,
            span: (record.start, record.len),
            status: RowStatus::from_record(record.status)?,
            since: record.since,
            import: record.import,
        })
    }
}

impl Wire for RowStatus {
    type Record = RowStatusRecord;

    fn to_record(&self) -> RowStatusRecord {
        match self {
            RowStatus::Waiting => RowStatusRecord::Waiting,
            RowStatus::Pending => RowStatusRecord::Pending,
            RowStatus::Complete { device, observed } => {
                RowStatusRecord::Complete { device: device.clone(), observed: *observed }
            }
            RowStatus::Failed { code, name } => RowStatusRecord::Failed { code: *code, name: name.clone() },
        }
    }

    fn from_record(record: RowStatusRecord) -> Result<RowStatus, WireError> {
        Ok(match record {
            RowStatusRecord::Waiting => RowStatus::Waiting,
            RowStatusRecord::Pending => RowStatus::Pending,
            RowStatusRecord::Complete { device, observed } => RowStatus::Complete { device, observed },
            RowStatusRecord::Failed { code, name } => RowStatus::Failed { code, name },
        })
    }
}
