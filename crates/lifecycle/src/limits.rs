//! Every number about a device's life that Microsoft may change, or that is a matter of judgement, in one table.
//!
//! As known on 2026-11-21; each line says where it comes from. Numbers about files are in `device_csv::limits`.

use std::ops::RangeInclusive;

/// Seconds without contact after which a device is no longer active: 7 days. Source: Microsoft Learn, *Register
/// existing devices*, states of a device.
pub const INACTIVE_AFTER: i64 = 7 * 86_400;

/// Seconds that a registration usually takes at most: 10 minutes. Source: same page.
pub const USUAL_REGISTRATION: i64 = 600;

/// Seconds after which a pending registration takes long: 30 minutes. Source: Microsoft's and the community's scripts
/// give up then.
pub const TAKES_LONG: i64 = 1_800;

/// Seconds between two looks at registrations that are pending. Source: the same scripts look every 15 to 30 seconds.
pub const POLL_EVERY: i64 = 15;

/// Seconds between two looks at what takes longer than usual: a minute. Ours.
pub const POLL_SLOWER_EVERY: i64 = 60;

/// Seconds between two looks where all that is pending takes long: 5 minutes. Ours: what didn't come in half an hour is
/// seldom there a moment later, and may never come.
pub const POLL_LONG_EVERY: i64 = 300;

/// Devices in one call that registers. Ours: no limit is documented for the call, so it is that of the portal's import.
/// Source of that: Microsoft Learn, *Manually register devices with Windows Autopilot*.
pub const DEVICES_PER_IMPORT: usize = 500;

/// Seconds from one sync with the registration service to the next: 10 minutes. Source: maintainers of the
/// documentation of `windowsAutopilotSettings: sync`.
pub const SYNC_EVERY: i64 = 600;

/// Wipes that a tenant can ask for in a day, with all tools together. Source: Microsoft Learn, *Device wipe*.
pub const WIPES_PER_DAY: usize = 500;

/// Retires that a tenant can ask for in a day. Source: Microsoft Learn, *Device retire*.
pub const RETIRES_PER_DAY: usize = 1_000;

/// Deletions that a tenant can ask for in a day. Source: Microsoft Learn, *Device delete*.
pub const DELETES_PER_DAY: usize = 1_000;

/// Devices in one bulk action. Source: Microsoft Learn, *Bulk device actions*.
pub const DEVICES_PER_BULK: usize = 100;

/// Days from one time that a device object notes a sign-in to the next one: 14. Source: Microsoft Learn, *How to manage stale
/// devices in Microsoft Entra ID*, which says 14, give or take 5.
pub const SIGN_IN_NOTED_DAYS: i64 = 14;

/// Days after which a request for approval expires, approved or not. Ours: as long as the real service shows one. Microsoft
/// Learn, *Use Multi Admin Approval in Intune*, said three days on 2026-05-26.
pub const APPROVAL_DAYS: i64 = 30;

/// After how many days without contact a clean-up rule may take a device: 30 to 270. Source: Microsoft Learn, *Device cleanup rules*.
pub const CLEANUP_DAYS: RangeInclusive<i64> = 30..=270;

/// Seconds by which a moment that was just noted may lie ahead of one that was read before: 60. Ours: what a screen shows is up to a
/// second old.
pub const CLOCK: i64 = 60;

/// Characters of a justification, asked or given. Source: Microsoft Learn, *operationApprovalRequest*.
pub const JUSTIFICATION: usize = 1_024;

/// Seconds within which a device restarts that was told to: 5 minutes. Source: Microsoft Learn, *Restart devices*.
pub const RESTARTS_WITHIN: i64 = 300;

/// Seconds within which a device that is on and connected gets a wipe or a retire: 15 minutes. Source: Microsoft Learn,
/// *Retire or wipe devices*.
pub const ACTION_ARRIVES: i64 = 900;

/// Seconds for which a person's confirmation of something destructive holds: 24 hours. Ours: as long as somebody remembers what
/// he confirmed.
pub const CONFIRMATION_KEEPS: i64 = 86_400;

/// Seconds out of reach after which nothing destructive goes without being confirmed again: 4 hours. Ours: half a working day.
pub const OFFLINE_LONG: i64 = 4 * 3_600;

/// From so many devices on, their number has to be typed to confirm. Ours: more than one.
pub const TYPED_FROM: usize = 2;
