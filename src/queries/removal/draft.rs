//! What was chosen to be taken out, before it is confirmed.

use lifecycle::removal::{Goal, RecordRef};

use super::known::Picked;
use super::stay::Chosen;

/// What a person has chosen so far. A code that unlocks a Mac is none of it, as it is a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The service that the records are of.
    pub server: String,
    /// The devices, with what was known of them.
    pub chosen: Vec<Chosen>,
    /// Which records a person picked for a device of which it wasn't clear.
    pub picked: Vec<(RecordRef, Picked)>,
    /// The goal, with its options.
    pub goal: Option<Goal>,
    /// Whether a partner has the devices too.
    pub by_partner: bool,
}
