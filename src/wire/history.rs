//! The record of an entry of the history.

use outbox::{Entry, Happened};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError};

/// The record of an [`Entry`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRecord {
    at: i64,
    number: u32,
    intent: String,
    server: String,
    serial: String,
    name: String,
    what: String,
    step: Option<u32>,
    happened: HappenedRecord,
    by: String,
    sent_as: String,
    status: u16,
    code: String,
    request_id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum HappenedRecord {
    Asked,
    Confirmed,
    Sent,
    Taken,
    Held,
    Approved,
    Hindered,
    Failed,
    Found,
    Gone,
    DeviceDone,
    ReadBack,
    Word,
    GivenUp,
    Retried,
    Expired,
    Withdrawn,
    Done,
    Justified,
    Released,
    Moved,
}

impl Wire for Entry {
    type Record = HistoryRecord;

    fn to_record(&self) -> HistoryRecord {
        HistoryRecord {
            at: self.at,
            number: self.number,
            intent: self.intent.clone(),
            server: self.server.clone(),
            serial: self.serial.clone(),
            name: self.name.clone(),
            what: self.what.clone(),
            step: self.step,
            happened: match self.happened {
                Happened::Asked => HappenedRecord::Asked,
                Happened::Confirmed => HappenedRecord::Confirmed,
                Happened::Sent => HappenedRecord::Sent,
                Happened::Taken => HappenedRecord::Taken,
                Happened::Held => HappenedRecord::Held,
                Happened::Approved => HappenedRecord::Approved,
                Happened::Hindered => HappenedRecord::Hindered,
                Happened::Failed => HappenedRecord::Failed,
                Happened::Found => HappenedRecord::Found,
                Happened::Gone => HappenedRecord::Gone,
                Happened::DeviceDone => HappenedRecord::DeviceDone,
                Happened::ReadBack => HappenedRecord::ReadBack,
                Happened::Word => HappenedRecord::Word,
                Happened::GivenUp => HappenedRecord::GivenUp,
                Happened::Retried => HappenedRecord::Retried,
                Happened::Expired => HappenedRecord::Expired,
                Happened::Withdrawn => HappenedRecord::Withdrawn,
                Happened::Done => HappenedRecord::Done,
                Happened::Justified => HappenedRecord::Justified,
                Happened::Released => HappenedRecord::Released,
                Happened::Moved => HappenedRecord::Moved,
            },
            by: self.by.clone(),
            sent_as: self.sent_as.clone(),
            status: self.status,
            code: self.code.clone(),
            request_id: self.request_id.clone(),
        }
    }

    fn from_record(record: HistoryRecord) -> Result<Entry, WireError> {
        Ok(Entry {
            at: record.at,
            number: record.number,
            intent: record.intent,
            server: record.server,
            serial: record.serial,
            name: record.name,
            what: record.what,
            step: record.step,
            happened: match record.happened {
                HappenedRecord::Asked => Happened::Asked,
                HappenedRecord::Confirmed => Happened::Confirmed,
                HappenedRecord::Sent => Happened::Sent,
                HappenedRecord::Taken => Happened::Taken,
                HappenedRecord::Held => Happened::Held,
                HappenedRecord::Approved => Happened::Approved,
                HappenedRecord::Hindered => Happened::Hindered,
                HappenedRecord::Failed => Happened::Failed,
                HappenedRecord::Found => Happened::Found,
                HappenedRecord::Gone => Happened::Gone,
                HappenedRecord::DeviceDone => Happened::DeviceDone,
                HappenedRecord::ReadBack => Happened::ReadBack,
                HappenedRecord::Word => Happened::Word,
                HappenedRecord::GivenUp => Happened::GivenUp,
                HappenedRecord::Retried => Happened::Retried,
                HappenedRecord::Expired => Happened::Expired,
                HappenedRecord::Withdrawn => Happened::Withdrawn,
                HappenedRecord::Done => Happened::Done,
                HappenedRecord::Justified => Happened::Justified,
                HappenedRecord::Released => Happened::Released,
                HappenedRecord::Moved => Happened::Moved,
            },
            by: record.by,
            sent_as: record.sent_as,
            status: record.status,
            code: record.code,
            request_id: record.request_id,
        })
    }
}
