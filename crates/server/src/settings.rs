//! What whoever runs the server decides.

use std::time::Duration;

use crate::supply::Supply;

/// How the server behaves. The default is what the real service was seen to do, but faster where that takes minutes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How long a registration takes; a quarter of it as `unknown`, the rest as `pending`.
    pub registration: Duration,
    /// How long after its registration a device has its deployment profile.
    pub profile_assignment: Duration,
    /// How long a sync takes.
    pub sync_duration: Duration,
    /// How long after one sync the next may be asked for.
    pub sync_interval: Duration,
    /// How long a deleted device stays in lists.
    pub deletion_delay: Duration,
    /// How long after a device's registration is gone its object in the directory still can't be deleted.
    pub directory_delay: Duration,
    /// How long a deleted object of the directory can be restored.
    pub restorable: Duration,
    /// How often devices are to check in.
    pub check_in: Duration,
    /// How long the answer to a request is remembered, for those who ask again.
    pub remembered: Duration,
    /// For how long it can be told what has changed since.
    pub changes: Duration,
    /// What the world outside the tenant says of devices.
    pub supply: Supply,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            registration: Duration::from_mins(1),
            profile_assignment: Duration::from_secs(10),
            sync_duration: Duration::from_secs(5),
            sync_interval: Duration::from_mins(10),
            deletion_delay: Duration::ZERO,
            directory_delay: Duration::from_mins(1),
            restorable: Duration::from_hours(720),
            check_in: Duration::from_mins(5),
            remembered: Duration::from_hours(720),
            changes: Duration::from_hours(720),
            supply: Supply::default(),
        }
    }
}
