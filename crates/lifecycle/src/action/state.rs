//! How a managed device is doing, by what the service says of it.

/// How a managed device is doing. Rule ST-1; source: Graph, `managementState`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ManagementState {
    /// As it should be.
    #[default]
    Managed,
    /// To be retired, and hasn't heard of it.
    RetirePending,
    /// It could not be retired.
    RetireFailed,
    /// To be wiped, and hasn't heard of it.
    WipePending,
    /// It could not be wiped.
    WipeFailed,
    /// Its management doesn't work.
    Unhealthy,
    /// To be deleted.
    DeletePending,
    /// It was told to retire.
    RetireIssued,
    /// It was told to wipe itself.
    WipeIssued,
    /// It was to be wiped, and is not any more.
    WipeCanceled,
    /// It was to be retired, and is not any more.
    RetireCanceled,
    /// It was found, and isn't managed yet.
    Discovered,
    /// A member that came after this was written.
    Unknown,
}

impl ManagementState {
    /// Every state, with Graph's name and the key by which its text is found.
    const NAMES: [(ManagementState, &'static str, &'static str); 13] = [
        (ManagementState::Managed, "managed", "managed"),
        (ManagementState::RetirePending, "retirePending", "retire-pending"),
        (ManagementState::RetireFailed, "retireFailed", "retire-failed"),
        (ManagementState::WipePending, "wipePending", "wipe-pending"),
        (ManagementState::WipeFailed, "wipeFailed", "wipe-failed"),
        (ManagementState::Unhealthy, "unhealthy", "unhealthy"),
        (ManagementState::DeletePending, "deletePending", "delete-pending"),
        (ManagementState::RetireIssued, "retireIssued", "retire-issued"),
        (ManagementState::WipeIssued, "wipeIssued", "wipe-issued"),
        (ManagementState::WipeCanceled, "wipeCanceled", "wipe-canceled"),
        (ManagementState::RetireCanceled, "retireCanceled", "retire-canceled"),
        (ManagementState::Discovered, "discovered", "discovered"),
        (ManagementState::Unknown, "unknownFutureValue", "unknown"),
    ];

    /// Every state.
    pub fn all() -> impl Iterator<Item = ManagementState> {
        ManagementState::NAMES.into_iter().map(|(state, ..)| state)
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> ManagementState {
        let found = ManagementState::NAMES.iter().find(|(_, known, _)| *known == name);
        found.map_or(ManagementState::Unknown, |(state, ..)| *state)
    }

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        let found = ManagementState::NAMES.iter().find(|(state, ..)| *state == self);
        found.map_or("unknown", |(.., key)| key)
    }
}
