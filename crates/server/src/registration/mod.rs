//! How a device gets into the tenant: what is taken from its hash when it is accepted, and what becomes of it when its
//! time has come.

mod accept;
mod candidate;
mod complete;

pub use accept::accept;
pub use candidate::{Candidate, Given, Verdict, check_serial};
pub use complete::{complete, decide, leave, new_identity, register, unregister};
