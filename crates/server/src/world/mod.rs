//! The directories around the tenant: the organisation's own one, Apple's, and those of partners. Each is apart from the others, as
//! they are in reality: what is deleted in one is gone there, and in another only where a rule below says so.

mod apple;
mod on_premises;
mod partners;

use crate::clock::Timestamp;
use crate::ids::Ids;
use crate::settings::Settings;
use crate::store::{Result, Tx};

pub use apple::{Candidate as AppleCandidate, admit};
pub use on_premises::{DomainJoin, NewComputer, add_computer, join, sync_after, sync_now};
pub use partners::{deregister, upload};

/// When something is due next in any of them.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let dues = [on_premises::next_due(tx)?, apple::next_due(tx)?, partners::next_due(tx)?];
    Ok(dues.into_iter().flatten().min())
}

/// Does some of what is due in one of them; `false`: nothing is.
pub fn work(tx: &Tx<'_>, settings: &Settings, ids: &dyn Ids, now: Timestamp, limit: usize) -> Result<bool> {
    Ok(on_premises::work(tx, settings, ids, now, limit)?
        || apple::work(tx, settings, ids, now, limit)?
        || partners::work(tx, settings, ids, now, limit)?)
}
