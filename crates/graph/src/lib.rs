//! Microsoft Graph on the wire: what a console for registered devices asks, and what it makes of the answers.
//!
//! Pure: requests go out and answers come in through a [`Transport`] that the caller brings, and time and chance are
//! parameters. A [`Client`] never waits and never asks twice by itself: it says whether an answer was a refusal, whether
//! asking again may help and how soon, and whether the work may have been done all the same ([`Failure`]). What to do
//! then is the caller's: only he knows what has been asked before.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod backoff;
mod client;
mod failure;
mod http;
mod moment;
mod query;
mod retry_after;
mod version;
pub mod wire;

pub use backoff::Backoff;
pub use client::{
    Answer, BatchItem, Call, Client, Decision, MAX_BATCH, Pages, Remote, Warrant, approval_path, device_path,
    directory_path, import_path, managed_by_serial_path, managed_path, registered_by_serial_path, user_path,
};
pub use failure::{Failure, Refusal, Verdict};
pub use http::{Header, Method, Request, Response, Transport, TransportError};
pub use moment::seconds;
pub use query::{literal, percent_encoded, serial_probe};
pub use retry_after::retry_after;
pub use version::Version;
