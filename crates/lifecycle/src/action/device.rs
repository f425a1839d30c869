//! A device, with all that decides what can be asked of it and what comes of it.

use super::{Action, ManagementState, Refusal, Traits, Wipe, WipeOption, why_not};

/// How a device belongs to the directory. Sources: Graph, `trustType` and (beta) `joinType`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Join {
    /// Nobody knows.
    #[default]
    Unknown,
    /// A user's own device.
    Registered,
    /// Joined to Entra.
    Joined,
    /// Joined to the organisation's own directory, and known to Entra by its sync.
    Hybrid,
}

impl Join {
    /// The join by Entra's `trustType` or Intune's `joinType`.
    #[must_use]
    pub fn from_name(name: &str) -> Join {
        match name {
            "Workplace" | "azureADRegistered" => Join::Registered,
            "AzureAd" | "azureADJoined" => Join::Joined,
            "ServerAd" | "hybridAzureADJoined" => Join::Hybrid,
            _ => Join::Unknown,
        }
    }
}

/// Something that a device was asked for before, and hasn't ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pending {
    /// What.
    pub action: Action,
    /// When, in seconds since 1970.
    pub since: i64,
    /// Whether the device has heard of it.
    pub is_issued: bool,
}

/// A device, with all that decides what can be asked of it and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Device {
    /// What the rules look at.
    pub traits: Traits,
    /// Whether it is one of Samsung's with Knox.
    pub is_knox: bool,
    /// Whether it runs Windows RT.
    pub is_rt: bool,
    /// How it belongs to the directory.
    pub join: Join,
    /// Whether it was joined to Entra as it was set up, which an Autopilot device always is.
    pub was_joined_at_setup: bool,
    /// How it is doing.
    pub state: ManagementState,
    /// Whether it is in Intune's list.
    pub is_listed: bool,
    /// Whether its user was deleted from the directory.
    pub is_user_gone: bool,
    /// Whether management may lock it (iOS: the access right Device Lock); `None`: nobody knows.
    pub may_lock: Option<bool>,
    /// Whether Entra has an object of it.
    pub is_in_entra: bool,
    /// Whether it is registered with Autopilot.
    pub is_in_autopilot: bool,
    /// When it was last heard of, in seconds since 1970; `None`: never.
    pub last_contact: Option<i64>,
    /// What it was asked for before.
    pub pending: Vec<Pending>,
}

impl Device {
    /// A managed device of which nothing else is known.
    #[must_use]
    pub fn of(traits: Traits) -> Device {
        Device {
            traits,
            is_knox: false,
            is_rt: false,
            join: Join::Unknown,
            was_joined_at_setup: false,
            state: ManagementState::Managed,
            is_listed: true,
            is_user_gone: false,
            may_lock: None,
            is_in_entra: false,
            is_in_autopilot: false,
            last_contact: None,
            pending: Vec::new(),
        }
    }
}

/// Everything that a device may be offered, each possible or with the reason why it isn't: the actions, then each choice for
/// a wipe alone.
#[must_use]
pub fn offered(device: &Device) -> Vec<(Action, Option<Refusal>)> {
    let fresh = Action::FreshStart { keep_user_data: true };
    let wipes = WipeOption::ALL.into_iter().map(|option| Action::Wipe(Wipe::with(option)));
    let all = Action::PLAIN.into_iter().chain([fresh]).chain(wipes);
    all.map(|action| (action, why_not(action, device))).collect()
}
