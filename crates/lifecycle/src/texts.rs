//! By which ids the texts of this crate's data are found, in `lifecycle.ftl`.
//!
//! An id is `life-`, what it is of, and the key: `life-effect-removed`. The arguments are those of the data, by these names:
//! `version`, `option`, `one` and `other`, `minutes`, `moment`, `from` and `to`, `action`, `user`, `group`, `status`, `most`,
//! `left`, `wanted` and `serial`.
//!
//! ```
//! use lifecycle::effects::{Effect, Kind};
//! use lifecycle::texts::Text;
//!
//! assert_eq!(Kind::WifiAndVpn.text_id(), "life-kind-wifi-and-vpn");
//! assert_eq!(Effect::Removed.text_id(), "life-effect-removed");
//! ```

use crate::action::{Action, ActionState, ManagementState, Refusal, WipeOption};
use crate::approval::Barred;
use crate::budget::{Denied, Held};
use crate::checklist::{AppleStep, BeforeUserGoes};
use crate::cleanup::{RuleError, Spared};
use crate::effects::{Effect, Kind, Table};
use crate::removal::{Deed, Fault, Note, Place, PlanRefusal, Wait, Why};
use crate::warning::Warning;

/// Data from which a text is made.
pub trait Text {
    /// The id of its text.
    fn text_id(&self) -> String;
}

macro_rules! texts {
    ($($type:ty => $of:literal)*) => {$(
        impl Text for $type {
            fn text_id(&self) -> String {
                format!(concat!("life-", $of, "-{}"), self.key())
            }
        }
    )*};
}

texts! {
    Action => "action"
    ActionState => "reported"
    WipeOption => "wipe"
    Refusal => "why-not"
    ManagementState => "management"
    Kind => "kind"
    Effect => "effect"
    Table => "table"
    Warning => "warning"
    Place => "place"
    Deed => "step"
    Wait => "wait"
    PlanRefusal => "no-plan"
    Fault => "fault"
    Why => "left"
    Note => "note"
    Denied => "denied"
    Held => "held"
    Spared => "spared"
    RuleError => "rule"
    Barred => "barred"
    AppleStep => "apple"
    BeforeUserGoes => "user"
}
