//! The states of a step.

use super::observed::Fault;

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Proven.
    Done {
        /// When, in seconds since 1970.
        at: i64,
    },
    /// What it is for came about without it.
    Needless,
    /// A person gave it up.
    GivenUp {
        /// When.
        at: i64,
        /// Who.
        by: String,
    },
    /// It failed. It can be sent again, or given up.
    Failed {
        /// When.
        at: i64,
        /// Why.
        why: Fault,
    },
    /// It can't begin, as an earlier step has come to nothing.
    Blocked {
        /// The step that came to nothing, and not one that is itself blocked.
        by: usize,
        /// What became of that.
        why: Obstacle,
    },
    /// It goes on by itself, or by a person's word.
    Waiting {
        /// For what.
        on: Wait,
        /// Since when.
        since: i64,
        /// When it is over, or worth another look; `None`: nobody knows.
        until: Option<i64>,
    },
    /// It can begin: be sent, or be done by a person.
    Ready,
}

/// What became of a step that blocks others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// It failed.
    Failed(Fault),
    /// It was given up, and there is no going on without it.
    GivenUp,
}

/// What a step waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wait {
    /// An earlier step.
    Step(usize),
    /// A person's confirmation.
    Confirmation,
    /// The same once more: it has expired, or the service was out of reach for long.
    ConfirmationAgain,
    /// The time between two syncs.
    SyncInterval,
    /// The end of a sync.
    Sync,
    /// An answer.
    Answer,
    /// A second administrator.
    Approval,
    /// The device.
    Device,
    /// That the record is observed gone.
    Gone,
    /// That it is read back as it was to become.
    ReadBack,
    /// The next day: this one has had as many of these as a tenant may ask for. Rule ACT-2.
    Allowance,
    /// The next attempt: the one before was refused for the moment.
    Attempt,
}

impl Wait {
    /// One of each, with made-up arguments.
    pub const EXAMPLES: [Wait; 12] = [
        Wait::Step(0),
        Wait::Confirmation,
        Wait::ConfirmationAgain,
        Wait::SyncInterval,
        Wait::Sync,
        Wait::Answer,
        Wait::Approval,
        Wait::Device,
        Wait::Gone,
        Wait::ReadBack,
        Wait::Allowance,
        Wait::Attempt,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Wait::Step(_) => "step",
            Wait::Confirmation => "confirmation",
            Wait::ConfirmationAgain => "confirmation-again",
            Wait::SyncInterval => "sync-interval",
            Wait::Sync => "sync",
            Wait::Answer => "answer",
            Wait::Approval => "approval",
            Wait::Device => "device",
            Wait::Gone => "gone",
            Wait::ReadBack => "read-back",
            Wait::Allowance => "allowance",
            Wait::Attempt => "attempt",
        }
    }
}

impl StepState {
    /// Whether nothing more is needed of it.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self, StepState::Done { .. } | StepState::Needless)
    }
}
