//! Taking devices out: which records each has, what reaching a goal comes to, how far it is, and what came of it.

mod course;
mod draft;
mod find;
mod groups;
mod known;
mod outlook;
mod partner;
mod receipt;
mod stay;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod told;

pub use course::{Course, Word, course, needs_person, to_confirm, words_for};
pub use draft::Draft;
pub use find::{Found, find_serials, search, serials_in};
pub use groups::{Groups, objects_of, with_groups, without_groups};
pub use known::{Candidate, Known, Picked, name_of, registration};
pub use outlook::{
    Denial, RemovalPlan, Target as RemovalTarget, check_removals, no_wipe_option, plan_removals,
};
pub use partner::with_partner;
pub use receipt::{receipts_csv, receipts_json};
pub use stay::{Chosen, Stay, stay};
pub use told::told_names;
