//! What an action takes from a device, and what it leaves.
//!
//! The tables are those of Microsoft Learn, *Retire or wipe devices*, cell by cell, and what its later pages add. A cell is a
//! list of effects; each effect is a sentence, whose text is found by its key.
//!
//! ```
//! use lifecycle::effects::{Effect, Kind, Table, retired};
//!
//! assert_eq!(retired(Table::Windows81, Kind::EntraJoin), Some(&[Effect::StaysJoined][..]));
//! assert_eq!(retired(Table::MacOs, Kind::Email), None, "of which the table says nothing");
//! ```

mod effect;
mod kind;
mod other;
mod retire;
mod wipe;

pub use effect::{Effect, Outcome};
pub use kind::Kind;
pub use other::{cleaned_up, deleted, fresh_started};
pub use retire::{Table, retired, table};
pub use wipe::{stays_in_intune, wiped, wiped_esim};

use crate::action::{Action, Device, Platform, Wipe, WipeOption, refusal};

/// A kind of data, and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Of what.
    pub kind: Kind,
    /// What becomes of it, in the order in which it is told.
    pub effects: &'static [Effect],
}

/// What an action does to the data of this device, in the order in which it is shown. Empty where there is nothing to tell: of
/// restart and sync, and of a retire where the documentation has no table for such a device.
#[must_use]
pub fn of(action: Action, device: &Device) -> Vec<Line> {
    let retire = || Table::of(device).map(table).unwrap_or_default();
    // A record that isn't there doesn't stay.
    let deleted = || {
        let is_there = |line: &&Line| line.kind != Kind::AutopilotRecord || device.is_in_autopilot;
        deleted().iter().filter(is_there).copied()
    };
    match action {
        Action::Restart | Action::Sync => Vec::new(),
        Action::Wipe(wipe) => {
            let keeps_esim = Action::Wipe(Wipe::with(WipeOption::KeepEsim));
            let esim = refusal(keeps_esim, &device.traits).is_none().then(|| wiped_esim(wipe.keep_esim));
            wiped(wipe.keep_enrolment).iter().copied().chain(esim).collect()
        }
        Action::Retire => retire(),
        // On Windows, what is deleted is retired, should it ever check in: until then its object in Entra stays, as is warned of.
        Action::Delete if device.traits.platform == Platform::Windows => {
            let retired = retire().into_iter().filter(|line| line.kind != Kind::EntraJoin);
            deleted().chain(retired).collect()
        }
        Action::Delete => deleted().collect(),
        Action::FreshStart { keep_user_data } => fresh_started(keep_user_data).to_vec(),
    }
}
