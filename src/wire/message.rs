//! The messages between a page and its ingest worker.
//!
//! A page hands its worker one source at a time and waits for [`FromWorker::Done`] (or a failure) before
//! the next: should the worker die, exactly one source is concerned.

use device_csv::{FileReport, Row};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, file::ReportRecord, from_records, read, row::RowRecord, to_records, write};

/// From the page. The source's `Blob` travels beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToWorker {
    /// Read a source and say what is in it.
    Check {
        /// The id of the first file that comes out of it.
        id: u32,
        /// Its name, with folders.
        path: String,
    },
}

/// From the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker has been loaded and takes a source.
    Ready,
    /// A file is begun: the source itself, or the next member of an archive.
    Started {
        /// Its id.
        id: u32,
        /// Its name, with folders and archive.
        path: String,
        /// Its size in bytes; of a member, unpacked and as its archive claims.
        size: u64,
    },
    /// How far it is.
    Progress {
        /// The file.
        id: u32,
        /// Bytes of the file that were read.
        bytes: u64,
        /// Bytes of the source that were read: for a member of an archive, packed.
        source_bytes: u64,
        /// Device rows found in the file.
        rows: u32,
    },
    /// The next rows of the file.
    Rows(Vec<RowRecord>),
    /// The end of the file was reached. For a member of an archive, its `Blob` travels beside it.
    Checked {
        /// What it is.
        report: ReportRecord,
        /// By which it is known again: see `worker::digest`.
        digest: [u8; 32],
    },
    /// A file could not be read to its end; rows that came before are void.
    Failed {
        /// Its name, with folders and archive.
        path: String,
        /// Why.
        reason: FailReason,
    },
    /// Nothing more comes out of the source.
    Done {
        /// The id of the next file.
        next_id: u32,
    },
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailReason {
    /// It is no longer where it was: moved, renamed or deleted since it was chosen.
    Vanished,
    /// It was changed since it was chosen, is locked by another program, or may not be read; with the
    /// browser's own words.
    Unreadable(String),
    /// The program failed on it; with its words.
    Crashed(String),
    /// The worker could not be started; with the browser's own words.
    NoWorker(String),
}

impl ToWorker {
    /// Its bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        write(self)
    }

    /// The message that [`ToWorker::to_bytes`] wrote.
    ///
    /// # Errors
    /// When page and worker are not of the same build.
    pub fn from_bytes(bytes: &[u8]) -> Result<ToWorker, WireError> {
        read(bytes)
    }
}

impl FromWorker {
    /// A batch of rows.
    #[must_use]
    pub fn rows(rows: &[Row]) -> FromWorker {
        FromWorker::Rows(to_records(rows))
    }

    /// The end of a file.
    #[must_use]
    pub fn checked(report: &FileReport, digest: [u8; 32]) -> FromWorker {
        FromWorker::Checked { report: report.to_record(), digest }
    }

    /// Its bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        write(self)
    }

    /// The message that [`FromWorker::to_bytes`] wrote.
    ///
    /// # Errors
    /// When page and worker are not of the same build.
    pub fn from_bytes(bytes: &[u8]) -> Result<FromWorker, WireError> {
        read(bytes)
    }
}

/// The rows of a batch.
///
/// # Errors
/// When a record names something that doesn't exist here.
pub fn rows_of(records: Vec<RowRecord>) -> Result<Vec<Row>, WireError> {
    from_records(records)
}

/// The report at the end of a file.
///
/// # Errors
/// When the record names something that doesn't exist here.
pub fn report_of(record: ReportRecord) -> Result<FileReport, WireError> {
    FileReport::from_record(record)
}
