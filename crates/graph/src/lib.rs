//! Microsoft Graph on the wire.
//!
//! Pure: requests go out and answers come in through a transport that the caller brings.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod wire;
