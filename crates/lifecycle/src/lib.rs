//! Where a device stands in its life, and what is to be done next.
//!
//! Pure: total functions over what the directories say of a device, with the time as a parameter, so that the page and
//! the server come to the same verdict. Nothing here is a text for people: states, errors and advice have keys, from
//! which texts are made in the reader's language.
//!
//! Rules are cited by the ids that the tests carry in their names:
//!
//! | rule | where | source |
//! |---|---|---|
//! | REG-2 | [`path()`] | Microsoft Learn, *Register existing devices* |
//! | REG-9, REG-14 | [`refresh_after`] | same page; interval: what Microsoft's own script does |
//! | REG-10 | [`standing()`] | same page, states of a device |
//! | REG-11 | [`RegistrationError`] | same page, errors; names: Graph's `deviceErrorName` |
//! | REG-12, REG-13 | [`Checks`] | same page, image and hand-off |
//! | RS-2, RS-3, RS-4 | [`action::refusal`] | Microsoft Learn, *Restart devices* |
//! | WP-3, WP-5, RT-5, FS-1 | same | Microsoft Learn, *Retire or wipe devices*, *Fresh start* |
//! | CL-1, CL-2 | [`cleanup`] | Microsoft Learn, *Device cleanup rules* |
//! | ACT-1 | [`action::goes_before_others`] | same pages |
//!
//! Times are seconds since 1970.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod action;
pub mod budget;
pub mod checklist;
pub mod cleanup;
pub mod effects;
pub mod removal;
pub mod warning;

mod checks;
mod error;
pub mod limits;
mod path;
mod records;
mod refresh;
mod standing;
mod state;

pub use checks::{Checks, Delivery, Licence, Tick};
pub use error::{Advice, RegistrationError};
pub use path::{Progress, Reached, STATIONS, Station, path};
pub use records::{Enrolment, Identity, Import, ProfileAssignment, Records};
pub use refresh::refresh_after;
pub use standing::{Attention, Standing, standing};
pub use state::RegistrationState;
