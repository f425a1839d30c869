//! The set as files: for the portals, for people, for programs.
//!
//! What is written is a plan, not bytes: stretches of text between references to hashes in the source files, because
//! the set never holds a hash; and to rows that stand there as they are to be written, which are most. Whoever has the files
//! puts them together.

mod check;
mod json;
mod part;
mod portal;
mod quote;
mod register;
mod report;
mod utc;

pub use check::{CHECK_VERSION, CheckDocument, CheckWords, Unreadable};
pub use json::{JSON_VERSION, json};
pub use part::{HashRef, OutFile, Part, RowsRef};
pub use portal::{Export, LeftBehind, Why, export};
pub use quote::cell as csv_cell;
pub use register::{Registrable, registrable};
pub use report::{ReportWords, report};
pub use utc::rfc3339;
