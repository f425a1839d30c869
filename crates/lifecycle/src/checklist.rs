//! Step lists for what is done by a person, elsewhere. Rules USR-1, DEP-1.

use crate::action::{Action, Device, Platform, Wipe, why_not};

/// What a person does to take a device out of Apple's automated enrolment. Rule DEP-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppleStep {
    /// Retire it in Intune.
    Retire,
    /// Open Apple Business Manager.
    OpenBusinessManager,
    /// Find it by its serial number.
    FindBySerial,
    /// Choose Unassigned under Assigned to.
    ChooseUnassigned,
    /// Choose Reassign.
    Reassign,
}

impl AppleStep {
    /// Every step, in order.
    pub const ALL: [AppleStep; 5] = [
        AppleStep::Retire,
        AppleStep::OpenBusinessManager,
        AppleStep::FindBySerial,
        AppleStep::ChooseUnassigned,
        AppleStep::Reassign,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            AppleStep::Retire => "retire",
            AppleStep::OpenBusinessManager => "open-business-manager",
            AppleStep::FindBySerial => "find-by-serial",
            AppleStep::ChooseUnassigned => "choose-unassigned",
            AppleStep::Reassign => "reassign",
        }
    }

    /// What the step offers to be copied.
    #[must_use]
    pub fn copies(self, serial: &str) -> Option<&str> {
        (self == AppleStep::FindBySerial).then_some(serial)
    }

    /// The address that the step opens.
    #[must_use]
    pub fn address(self) -> Option<&'static str> {
        (self == AppleStep::OpenBusinessManager).then_some("https://business.apple.com/")
    }
}

/// What has to happen with a device before its user is deleted. Rule USR-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BeforeUserGoes {
    /// It is wiped or retired: these of both are possible. The first is what is proposed: of a user's own device that it gives back
    /// what is the organisation's, of any other that it is erased.
    Choose {
        /// What is proposed.
        first: Action,
        /// What can be done instead.
        instead: Option<Action>,
    },
    /// It was asked for that already, and hasn't done it.
    Wait(Action),
    /// It can't be asked for either, and can only be deleted.
    DeleteOnly,
    /// It isn't in management any more.
    Nothing,
}

impl BeforeUserGoes {
    /// Whether the user can go as far as this device is concerned.
    #[must_use]
    pub fn is_done(self) -> bool {
        self == BeforeUserGoes::Nothing
    }

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            BeforeUserGoes::Choose { .. } => "choose",
            BeforeUserGoes::Wait(_) => "wait",
            BeforeUserGoes::DeleteOnly => "delete-only",
            BeforeUserGoes::Nothing => "nothing",
        }
    }
}

/// What has to happen with a device before its user is deleted; `is_own`: it is the user's own.
#[must_use]
pub fn before_user_goes(device: &Device, is_own: bool) -> BeforeUserGoes {
    if !device.is_listed {
        return BeforeUserGoes::Nothing;
    }
    if let Some(pending) = device.pending.iter().find(|pending| pending.action.ends_management()) {
        return BeforeUserGoes::Wait(pending.action);
    }
    let (wipe, retire) = (Action::Wipe(Wipe::PLAIN), Action::Retire);
    let order = if is_own { [retire, wipe] } else { [wipe, retire] };
    let mut possible = order.into_iter().filter(|action| why_not(*action, device).is_none());
    match possible.next() {
        Some(first) => BeforeUserGoes::Choose { first, instead: possible.next() },
        None => BeforeUserGoes::DeleteOnly,
    }
}

/// Whether a user can be deleted: nothing of theirs is in management any more.
#[must_use]
pub fn user_can_go<'d>(devices: impl IntoIterator<Item = &'d Device>) -> bool {
    devices.into_iter().all(|device| before_user_goes(device, false).is_done())
}

/// Whether a device may be in Apple's automated enrolment.
#[must_use]
pub fn may_be_apples(device: &Device) -> bool {
    matches!(device.traits.platform, Platform::Ios | Platform::MacOs)
}
