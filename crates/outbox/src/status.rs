//! How things stand between here and the service.

use crate::{Millis, Trouble};

/// How things stand between here and the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The service that all this is about.
    pub address: String,
    /// The version of `muster-server`, which answers a repeated id as it did the first time; `None`: another service, or
    /// nothing is known yet.
    pub server: Option<String>,
    /// When an answer last came, of whatever kind.
    pub heard: Option<Millis>,
    /// When all devices were last read.
    pub pulled: Option<Millis>,
    /// Why nothing goes through now.
    pub trouble: Option<Trouble>,
    /// Since when the newest of what is under way there of itself is so: a profile that is being assigned, a registration
    /// that somebody else has asked for. Everything is read again from time to time then.
    pub underway: Option<Millis>,
    /// Attempts in a row that failed.
    pub failures: u32,
    /// Nothing is asked before this moment.
    pub until: Millis,
}
