//! What is to be changed elsewhere, from the wish to its proof.
//!
//! An [`Intent`] is kept before anything is sent, has one id from birth to end, and is done only when what it wanted was
//! seen in what the service says. The [`Engine`] moves intents along, one step a turn. Between any two of its awaits the
//! program may end, and another may go on with what is kept:
//!
//! * An intent is marked as sent before it is sent. Found so by whoever comes next, it may have arrived or not. A service
//!   that remembers ids (`muster-server`) is asked once more with the same id and answers as it did the first time. Any
//!   other service is looked at first, and asked again only for what isn't there.
//! * Every write names the revision that it changes ([`Storage::commit`]). Whoever was overtaken meanwhile, as a tab that
//!   was frozen, changes nothing any more.
//! * What can be done twice without harm (reading, forgetting imports, setting a value) is simply done again.
//!
//! Pure: storage, network, time and chance are brought by the caller, which is how a simulation can take them away.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod approval;
mod cleanup;
mod device;
mod engine;
mod environment;
mod from_file;
mod history;
mod import;
mod intent;
mod lists;
mod managed;
mod order;
mod payload;
mod people;
mod removal;
mod serial;
mod status;
mod storage;
mod trouble;
mod word;

pub use approval::{ApprovalRequest, Approvals, Decision, Operation, Person, Ruling};
pub use cleanup::{CleanupRule, CleanupRules, RuleChange};
pub use device::{Device, Event, EventKind};
#[cfg(feature = "plant")]
pub use engine::Plant;
pub use engine::{Engine, Next};
pub use environment::{Environment, Millis, PATIENCE};
pub use history::{Entry, Happened, retried, told, wished};
pub use import::Import;
pub use intent::{Action, Intent, Row, RowStatus, State, Update};
pub use lists::{ListState, Lists};
pub use managed::{DirectoryObject, Managed, RemoteAction};
pub use order::{Approval, Order, Seen, asked, destroys, ends_management, is_named, remote};
pub use payload::{Payload, row_json};
pub use people::{DirectoryUser, People};
pub use removal::{Course, Errand, Removal, counted_as, wipe_body};
pub use serial::{same_serial, serial_key};
pub use status::Status;
pub use storage::{Change, Storage, StorageError};
pub use trouble::{Trouble, TroubleKind};
