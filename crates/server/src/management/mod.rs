//! What managed devices are asked to do, and what becomes of it: from the enrolment of a device to its end.

mod action;
mod arrival;
mod check_in;
mod report;
mod told;

pub use action::{Asked, Refused, UNLOCK_CODE, ask, check, forget, masked, part, remove};
pub use arrival::{Enrolment, enrol, secret_of};
pub use check_in::{CheckIn, Orders, check_in};
pub use report::{STATES, compliance, configurations, protection};
pub use told::{COLLECT_LOGS, collected};
