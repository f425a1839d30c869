//! What whoever runs the server decides.

use std::time::Duration;

use crate::faults::Faults;
use crate::http::origin::Origin;
use crate::http::public::PublicAddress;
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
    /// How often the computers of the organisation's own directory are synced; zero: only when that is asked for.
    pub directory_sync: Duration,
    /// How often Apple Business Manager is asked what is assigned to the tenant; zero: only when that is asked for.
    pub apple_sync: Duration,
    /// How long after one such question the next may be asked for.
    pub apple_sync_interval: Duration,
    /// How often devices are to check in.
    pub check_in: Duration,
    /// How long the answer to a request is remembered, for those who ask again.
    pub remembered: Duration,
    /// How long a request for approval stays in the list after its end.
    pub approvals: Duration,
    /// How many of each product the tenant has, to assign to people.
    pub licences: u64,
    /// How long the certificate of a device holds by which it proves that it is itself. It is renewed when the device checks in.
    pub certificate: Duration,
    /// How long after that a device is kept that wasn't heard of again.
    pub certificate_grace: Duration,
    /// Where everybody reaches it, when a proxy stands before it.
    pub public: Option<PublicAddress>,
    /// Whose pages may read and change everything, beside its own and, without a proxy, those of this computer.
    pub allowed_origins: Vec<Origin>,
    /// For how long it can be told what has changed since.
    pub changes: Duration,
    /// What the world outside the tenant says of devices.
    pub supply: Supply,
    /// By which rules requests of every tenant meet with faults, until it is given others.
    pub faults: Faults,
    /// Whether rules for faults can be given by requests, at `/admin/faults`.
    pub admin: bool,
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
            directory_sync: Duration::from_mins(30),
            apple_sync: Duration::from_hours(12),
            apple_sync_interval: Duration::from_mins(15),
            check_in: Duration::from_mins(5),
            remembered: Duration::from_hours(720),
            approvals: Duration::from_hours(90 * 24),
            licences: 10_000,
            certificate: Duration::from_hours(365 * 24),
            certificate_grace: Duration::from_hours(180 * 24),
            public: None,
            allowed_origins: Vec::new(),
            changes: Duration::from_hours(720),
            supply: Supply::default(),
            faults: Faults::default(),
            admin: false,
        }
    }
}
