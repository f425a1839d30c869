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
//! | RS-2 to RS-4, WP-3, WP-5, WP-9, RT-5, FS-1 | [`action::why_not`] | Microsoft Learn, *Restart devices*, *Retire or wipe devices*, *Fresh start* |
//! | ST-1 | [`action::ManagementState`] | Graph, `managementState` |
//! | WP-1, WP-2, WP-4, RT-1, RT-3, RT-4, DL-1, FS-1 | [`effects`] | Microsoft Learn, *Retire or wipe devices* |
//! | RS-1, RS-3, WP-6 to WP-8, RT-2, RT-6, RT-7, AAD-1, RM-1, RM-3 | [`warning::warnings`] | same pages |
//! | ACT-1 | [`warning::warnings`], [`action::goes_before_others`] | same pages |
//! | RM-1 to RM-5, DR-1 to DR-10 | [`removal`] | Microsoft Learn, *Remove devices*, *Deregister a device* |
//! | CL-1 to CL-3 | [`mod@cleanup`] | Microsoft Learn, *Device cleanup rules* |
//! | ACT-2 | [`budget`] | Microsoft Learn, *Device wipe*, *Device retire*, *Device delete* |
//! | USR-1, DEP-1 | [`checklist`] | Microsoft Learn, *Retire or wipe devices* |
//!
//! Times are seconds since 1970.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod action;
pub mod approval;
pub mod budget;
pub mod checklist;
pub mod cleanup;
pub mod effects;
pub mod removal;
pub mod texts;
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
