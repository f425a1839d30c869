//! What a device can be asked to do, and why not.
//!
//! ```
//! use lifecycle::action::{Action, Device, Enrolment, Platform, Refusal, Traits, Wipe, why_not};
//!
//! let traits = Traits {
//!     platform: Platform::Windows,
//!     enrolment: Enrolment::Device,
//!     version: (10, 0, 15_063),
//!     is_supervised: false,
//! };
//! let keep = Wipe { keep_enrolment: true, ..Wipe::default() };
//! assert_eq!(why_not(Action::Wipe(keep), &Device::of(traits)), Some(Refusal::Version(10, 0, 16_299)));
//! ```

mod asked;
mod device;
mod refusal;
mod reported;
mod state;
mod traits;

pub use asked::{Action, Obliteration, Wipe, WipeOption, is_unlock_code};
pub use device::{Device, Join, Pending, offered};
pub use refusal::{Refusal, goes_before_others, refusal, why_not};
pub use reported::{ActionState, pending, reported};
pub use state::ManagementState;
pub use traits::{Enrolment, Platform, Traits, version};
