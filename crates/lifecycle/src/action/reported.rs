//! What a service reports of actions that were asked for. Rule RS-5.

use super::{Action, Pending, Wipe};

/// How far an action is. Source: Graph, `actionState`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionState {
    /// Nobody knows, or a member that came after this was written.
    Unknown,
    /// The device hasn't heard of it.
    Pending,
    /// It was taken back.
    Canceled,
    /// The device was told.
    Active,
    /// The device has done it.
    Done,
    /// The device could not do it.
    Failed,
    /// The device can't do such a thing.
    NotSupported,
}

impl ActionState {
    /// Every state.
    pub const ALL: [ActionState; 7] = [
        ActionState::Unknown,
        ActionState::Pending,
        ActionState::Canceled,
        ActionState::Active,
        ActionState::Done,
        ActionState::Failed,
        ActionState::NotSupported,
    ];

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> ActionState {
        match name {
            "pending" => ActionState::Pending,
            "canceled" => ActionState::Canceled,
            "active" => ActionState::Active,
            "done" => ActionState::Done,
            "failed" => ActionState::Failed,
            "notSupported" => ActionState::NotSupported,
            _ => ActionState::Unknown,
        }
    }

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            ActionState::Unknown => "unknown",
            ActionState::Pending => "pending",
            ActionState::Canceled => "canceled",
            ActionState::Active => "active",
            ActionState::Done => "done",
            ActionState::Failed => "failed",
            ActionState::NotSupported => "not-supported",
        }
    }

    /// Whether nothing more comes of it.
    #[must_use]
    pub fn is_over(self) -> bool {
        !matches!(self, ActionState::Pending | ActionState::Active | ActionState::Unknown)
    }
}

/// The action that is reported under a name. Services have two vocabularies, in any case of letters. What was chosen for it isn't
/// reported, save where the name says it.
#[must_use]
pub fn reported(name: &str) -> Option<Action> {
    const NAMES: [(&str, Action); 10] = [
        ("rebootNow", Action::Restart),
        ("syncDevice", Action::Sync),
        ("wipe", Action::Wipe(Wipe::PLAIN)),
        ("factoryReset", Action::Wipe(Wipe::PLAIN)),
        ("factoryResetKeepEnrollmentData", Action::Wipe(Wipe { keep_enrolment: true, ..Wipe::PLAIN })),
        ("retire", Action::Retire),
        ("retireWipe", Action::Retire),
        ("removeCompanyData", Action::Retire),
        ("delete", Action::Delete),
        ("cleanWindowsDevice", Action::FreshStart { keep_user_data: false }),
    ];
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, action)| *action)
}

/// What a report means for what is asked for next; `None`: nothing, as it is over, or no rule knows it.
#[must_use]
pub fn pending(name: &str, state: ActionState, since: i64) -> Option<Pending> {
    let action = reported(name).filter(|_| matches!(state, ActionState::Pending | ActionState::Active))?;
    Some(Pending { action, since, is_issued: state == ActionState::Active })
}
