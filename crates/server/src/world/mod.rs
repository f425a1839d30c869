//! The directories around the tenant: the organisation's own one, Apple's, and those of partners. Each is apart from the others, as
//! they are in reality: what is deleted in one is gone there, and in another only where a rule below says so.

mod apple;
mod on_premises;
mod partners;

pub use apple::{Candidate as AppleCandidate, admit, next_due as apple_due, work as sync_apple};
pub use on_premises::{
    DomainJoin, NewComputer, add_computer, join, next_due as on_premises_due, sync_after, sync_now,
    work as sync_computers,
};
pub use partners::{deregister, next_due as partners_due, upload, work as decide_uploads};

#[cfg(test)]
mod tests;
