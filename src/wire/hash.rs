//! The record of a hash cell: where the hash lies and what it says, never the hash.

use device_csv::{ByteRange, HashCell, HashForm, HashSummary};
use hardware_hash::{Error, Identity, Tuple, Uuid};
use serde::{Deserialize, Serialize};

use super::{
    Wire, WireError, from_records,
    names::{FindingRecord, RepairRecord},
    to_records,
};

/// The record of a [`HashCell`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashRecord {
    start: u64,
    end: u64,
    line: u32,
    column: u32,
    canonical: bool,
    repairs: Vec<RepairRecord>,
    content: Result<SummaryRecord, ErrorRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SummaryRecord {
    identity: Option<IdentityRecord>,
    manufacturer: String,
    model: String,
    serial: String,
    captured: Option<i64>,
    product_key_id: Option<String>,
    os_build: Option<u16>,
    findings: Vec<FindingRecord>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum IdentityRecord {
    EndorsementKey([u8; 32]),
    Firmware { uuid: [u8; 16], serial: String, manufacturer: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum ErrorRecord {
    NotBase64 { offset: u64 },
    TooSmall { length: u64 },
    Magic,
    Truncated { length: u64 },
    Structure { offset: u64 },
    Trailer,
    Digest,
    Tail { offset: u64 },
}

impl Wire for HashCell {
    type Record = HashRecord;

    fn to_record(&self) -> HashRecord {
        HashRecord {
            start: self.range.start,
            end: self.range.end,
            line: self.line,
            column: self.column,
            canonical: self.form == HashForm::Canonical,
            repairs: to_records(&self.repairs),
            content: self.content.as_ref().map(summary_record).map_err(error_record),
        }
    }

    fn from_record(record: HashRecord) -> Result<HashCell, WireError> {
        Ok(HashCell {
            range: ByteRange { start: record.start, end: record.end },
            line: record.line,
            column: record.column,
            form: if record.canonical { HashForm::Canonical } else { HashForm::Derived },
            repairs: from_records(record.repairs)?,
            content: match record.content {
                Ok(summary) => Ok(summary_of(summary)?),
                Err(error) => Err(error_of(error)?),
            },
        })
    }
}

fn summary_record(summary: &HashSummary) -> SummaryRecord {
    SummaryRecord {
        identity: summary.identity.as_ref().map(identity_record),
        manufacturer: summary.tuple.manufacturer.clone(),
        model: summary.tuple.model.clone(),
        serial: summary.tuple.serial.clone(),
        captured: summary.captured,
        product_key_id: summary.product_key_id.clone(),
        os_build: summary.os_build,
        findings: to_records(&summary.findings),
    }
}

fn summary_of(record: SummaryRecord) -> Result<HashSummary, WireError> {
    Ok(HashSummary {
        identity: record.identity.map(identity_of),
        tuple: Tuple { manufacturer: record.manufacturer, model: record.model, serial: record.serial },
        captured: record.captured,
        product_key_id: record.product_key_id,
        os_build: record.os_build,
        findings: from_records(record.findings)?,
    })
}

fn identity_record(identity: &Identity) -> IdentityRecord {
    match identity {
        Identity::EndorsementKey(digest) => IdentityRecord::EndorsementKey(*digest),
        Identity::Firmware { uuid, serial, manufacturer } => IdentityRecord::Firmware {
            uuid: uuid.0,
            serial: serial.clone(),
            manufacturer: manufacturer.clone(),
        },
    }
}

fn identity_of(record: IdentityRecord) -> Identity {
    match record {
        IdentityRecord::EndorsementKey(digest) => Identity::EndorsementKey(digest),
        IdentityRecord::Firmware { uuid, serial, manufacturer } => {
            Identity::Firmware { uuid: Uuid(uuid), serial, manufacturer }
        }
    }
}

fn error_record(error: &Error) -> ErrorRecord {
    match *error {
        Error::NotBase64 { offset } => ErrorRecord::NotBase64 { offset: offset as u64 },
        Error::TooSmall { length } => ErrorRecord::TooSmall { length: length as u64 },
        Error::Magic => ErrorRecord::Magic,
        Error::Truncated { length } => ErrorRecord::Truncated { length: length as u64 },
        Error::Structure { offset } => ErrorRecord::Structure { offset: offset as u64 },
        Error::Trailer => ErrorRecord::Trailer,
        Error::Digest => ErrorRecord::Digest,
        Error::Tail { offset } => ErrorRecord::Tail { offset: offset as u64 },
    }
}

fn error_of(record: ErrorRecord) -> Result<Error, WireError> {
    // Offsets are written in 64 bits and read where a usize may have 32.
    let size = |value: u64| usize::try_from(value).map_err(|_| WireError::Damaged);
    Ok(match record {
        ErrorRecord::NotBase64 { offset } => Error::NotBase64 { offset: size(offset)? },
        ErrorRecord::TooSmall { length } => Error::TooSmall { length: size(length)? },
        ErrorRecord::Magic => Error::Magic,
        ErrorRecord::Truncated { length } => Error::Truncated { length: size(length)? },
        ErrorRecord::Structure { offset } => Error::Structure { offset: size(offset)? },
        ErrorRecord::Trailer => Error::Trailer,
        ErrorRecord::Digest => Error::Digest,
        ErrorRecord::Tail { offset } => Error::Tail { offset: size(offset)? },
    })
}
