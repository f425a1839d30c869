//! Files on their way in, as the page sees it: sources from a drop, a dialog or the clipboard, and a worker that
//! reads them one after the other.

mod dropped;
mod kept;
mod prepared;
mod run;
mod sources;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod worker_handle;

use device_csv::{FileId, FileReport, Row};
use web_sys::Blob;

pub use crate::wire::FailReason;
pub use crate::worker::is_table;
pub use dropped::{Dropped, Found};
pub use prepared::prepare;
pub use run::{Ingest, start};
pub use sources::{chosen, pasted};
pub(crate) use worker_handle::worker_address;

/// Something to be read: a file, or an archive of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its bytes.
    pub blob: Blob,
    /// Its name, with the folders that it was chosen with: `site/kiosk.csv`.
    pub path: String,
}

/// Something that happened while sources were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A file is begun: a source, or a member of one that is an archive.
    Started {
        /// Its id.
        id: FileId,
        /// Its name, with folders and archive.
        path: String,
        /// Its size in bytes; of a member, unpacked and as its archive claims.
        size: u64,
    },
    /// How far it is: some ten times a second, and at the end of each file.
    Progress {
        /// The file.
        id: FileId,
        /// Bytes of the file that were read.
        bytes: u64,
        /// Bytes of the file.
        size: u64,
        /// Bytes of all sources that were read.
        total_bytes: u64,
        /// Bytes of all sources.
        total_size: u64,
        /// Device rows found in the file.
        rows: u32,
    },
    /// The next device rows of the file that was begun last. Should it fail, or be begun again, they are void.
    Rows {
        /// The rows.
        rows: Vec<Row>,
        /// The same, as they are kept: see [`pack`](crate::wire::pack).
        packed: Vec<u8>,
    },
    /// A file was read to its end. What is wrong with it, if anything, is in the report.
    Checked {
        /// What was learnt about it.
        report: FileReport,
        /// By which it is known again.
        digest: [u8; 32],
        /// The file itself.
        source: Blob,
    },
    /// A file could not be read to its end. The others go on.
    Failed {
        /// Its name, with folders and archive.
        path: String,
        /// Why.
        reason: FailReason,
    },
    /// Every source was read or has failed. Nothing comes after it.
    Finished,
}
