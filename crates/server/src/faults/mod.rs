//! Faults on demand: the server misbehaves as the real service does, by rules. Without rules nothing of this is done.
//!
//! A request is refused, or answered late, or its answer gets lost: all of that is decided here, around its route. What it leaves
//! behind in the database is an [`Aftermath`](crate::store::put_off::Aftermath), which goes with the request into its
//! transaction: what it creates or deletes is seen later, or a part of it is done later. That is kept in the database with the
//! time when it is over.

mod fate;
mod fields;
mod heal;
mod in_force;
mod pattern;
mod rule;

use std::fmt;

pub use fate::{FAULT, around, is_lost, lose};
pub use heal::heal;
pub use in_force::InForce;
pub use rule::Faults;

/// Why rules can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultsError(String);

impl fmt::Display for FaultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FaultsError {}
