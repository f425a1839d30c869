//! Device CSV files: any dialect in, rows with positions and diagnostics out, and compliant files back.
//!
//! A file is pushed through a [`Reader`] in chunks; what comes back is [`Row`]s (without the hash text:
//! only where it lies and what it says) and a [`FileReport`]. Files together make a [`DeviceSet`], which
//! finds duplicates and conflicts, takes edits, and plans what is written.
//!
//! Nothing here does I/O, knows a browser, a clock or chance: the time is a parameter.
#![forbid(unsafe_code)]

mod check;
mod code;
mod diagnostic;
mod edit;
mod file;
mod ids;
pub mod limits;
pub mod order;
mod read;
mod row;
pub mod secret;
mod set;
mod shorten;
mod target;
mod values;
mod write;

pub use check::{Context, check_row};
pub use code::{Code, Rule, Severity};
pub use diagnostic::{Arg, Diagnostic, Fix, Place};
pub use edit::Edit;
pub use file::{Encoding, FileKind, FileReport};
pub use ids::{ByteRange, Field, FileId, RowId};
pub use read::{Bearings, BlankRun, Fate, Plan, Reader, Section, Task, archive, hash_text};
pub use row::{Cell, HashCell, HashForm, HashSummary, Row};
pub use set::{Cause, Change, Codes, Counts, Device, DeviceSet, Filter, History, Step};
pub use target::Target;
pub use values::{Values, clean};
pub use write::{
    CHECK_VERSION, CheckDocument, CheckWords, Export, HashRef, JSON_VERSION, LeftBehind, OutFile, Part,
    Registrable, ReportWords, RowsRef, Unreadable, Why, csv_cell, export, json, registrable, report, rfc3339,
};
