//! Taking a device out: which records are its own, in which order they go, how far that is, and what proves it.
//!
//! ```
//! use lifecycle::removal::{Goal, Observed, Place, Record, StepState, identify, plan, states};
//!
//! let mut registered = Record::new(Place::Autopilot, "a-1");
//! registered.serial = Some("5CG1234567".to_owned());
//! let mut managed = Record::new(Place::Intune, "m-1");
//! managed.serial = Some("5cg1234567 ".to_owned());
//!
//! let identity = identify(&registered, &[managed]).expect("one record in each place");
//! let plan = plan(&identity, &Goal::Deregister { first: None, with_object: false }, 0).expect("nothing stands against it");
//! let states = states(&plan, &Observed::default(), 0);
//! assert!(matches!(states[0], StepState::Waiting { .. }), "a person has to confirm it");
//! ```

mod build;
mod identity;
mod observed;
mod plan;
mod progress;
mod receipt;
mod record;
mod sound;
mod state;

pub use build::{PlanRefusal, plan};
pub use identity::{Ambiguity, Identity, Match, Member, Unclear, identify};
pub use observed::{Entry, Event, Fault, Observed};
pub use plan::{Deed, First, Goal, Need, Note, Plan, Proof, Step};
pub use progress::{is_complete, may_send, states};
pub use receipt::{Done, How, Left, Open, Receipt, Request, Why, receipt};
pub use record::{Group, Place, Record, RecordRef, is_telling, same_serial};
pub use state::{Obstacle, StepState, Wait};
