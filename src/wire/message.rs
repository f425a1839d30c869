//! The messages between a page and its ingest worker, and between that and those that help it.
//!
//! A page hands its worker one source at a time and waits for [`FromWorker::Done`] (or a failure) before
//! the next: should the worker die, exactly one source is concerned.

use device_csv::{FileReport, Section, Task};
use serde::{Deserialize, Serialize};

use super::{
    Wire, WireError,
    file::ReportRecord,
    read,
    section::{SectionRecord, TaskRecord},
    write,
};

/// To a worker. For [`ToWorker::Check`] and [`ToWorker::Read`], a `Blob` travels beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToWorker {
    /// Read a source and say what is in it.
    Check {
        /// The id of the first file that comes out of it.
        id: u32,
        /// Its name, with folders.
        path: String,
    },
    /// From a worker that is helped: read a section of a file.
    Read {
        /// The file's id.
        file: u32,
        /// What of it.
        task: TaskRecord,
    },
    /// Read no further until [`ToWorker::Resume`].
    Pause,
    /// Go on.
    Resume,
}

/// From a worker.
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
    /// The next rows of the file, which travel beside it, packed: see [`pack`](super::pack).
    Rows,
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
    /// Of a worker that helps: the first row of a section was found.
    Began {
        /// The task.
        task: u32,
        /// The byte at which it starts.
        start: u64,
    },
    /// Of a worker that helps: the next rows of a section, which travel beside it; ids and lines count from its start.
    SectionRows {
        /// The task.
        task: u32,
        /// The byte of the file that reading is at.
        at: u64,
        /// Device rows of the section so far.
        rows: u32,
    },
    /// Of a worker that helps: a section was read.
    Ended {
        /// The task.
        task: u32,
        /// What was learnt; `None`: it holds no row that is certain.
        found: Option<Box<SectionRecord>>,
        /// The digest of the block that it lies in, if it was read from the block's start.
        digest: Option<[u8; 16]>,
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
    /// The end of a section.
    #[must_use]
    pub fn ended(task: u32, found: Option<&Section>, digest: Option<[u8; 16]>) -> FromWorker {
        let found = found.map(|section| Box::new(section.to_record()));
        FromWorker::Ended { task, found, digest }
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

/// The task that a record stands for.
///
/// # Errors
/// When the record names something that doesn't exist here.
pub fn task_of(record: TaskRecord) -> Result<Task, WireError> {
    Task::from_record(record)
}

/// What a section's record says.
///
/// # Errors
/// When the record names something that doesn't exist here.
pub fn section_of(record: SectionRecord) -> Result<Section, WireError> {
    Section::from_record(record)
}

/// The report at the end of a file.
///
/// # Errors
/// When the record names something that doesn't exist here.
pub fn report_of(record: ReportRecord) -> Result<FileReport, WireError> {
    FileReport::from_record(record)
}
