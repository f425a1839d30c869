//! The states of a registration.

/// The state of a registration. Rule REG-10; order: as devices go through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegistrationState {
    /// Not done yet: check later.
    Pending,
    /// Refused: [`crate::Attention::Refused`] says why.
    Failed,
    /// Done, and waiting for the user.
    ReadyForUser,
    /// Delivered, and used within the last 7 days.
    Active,
    /// Delivered, and not used for more than 7 days.
    Inactive,
}

impl RegistrationState {
    /// Every state.
    pub const ALL: [RegistrationState; 5] = [
        RegistrationState::Pending,
        RegistrationState::Failed,
        RegistrationState::ReadyForUser,
        RegistrationState::Active,
        RegistrationState::Inactive,
    ];

    /// The key by which its text and its looks are found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            RegistrationState::Pending => "registration-pending",
            RegistrationState::Failed => "registration-failed",
            RegistrationState::ReadyForUser => "ready-for-user",
            RegistrationState::Active => "active",
            RegistrationState::Inactive => "inactive",
        }
    }

    /// Whether the device is registered.
    #[must_use]
    pub fn is_registered(self) -> bool {
        !matches!(self, RegistrationState::Pending | RegistrationState::Failed)
    }

    /// Whether the device was seen in a user's hands.
    #[must_use]
    pub fn is_delivered(self) -> bool {
        matches!(self, RegistrationState::Active | RegistrationState::Inactive)
    }
}
