//! The directories around the tenant: the organisation's own one, Apple's, and those of partners. Each is apart from the others, as
//! they are in reality: what is deleted in one is gone there, and in another only where a rule below says so.

mod on_premises;

pub use on_premises::{DomainJoin, NewComputer, add_computer, join, next_due, sync_now, work};
