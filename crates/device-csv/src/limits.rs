//! Every number that Microsoft may change, or that is a matter of judgement, in one table.
//!
//! As known on 2026-11-21; each line says where it comes from.

/// Device rows in one import into Intune. Source: Microsoft Learn, *Manually register devices with Windows Autopilot*,
/// page of 2025-02-21.
pub const INTUNE_ROWS: usize = 500;

/// Device rows in one list for Partner Center. Source: Microsoft Learn, *Windows Autopilot FAQ*, "CSV schema".
pub const PARTNER_CENTER_ROWS: usize = 1000;

/// The first Windows build whose hash can be registered: Windows 10, version 1703. Source: Microsoft Learn, *Windows
/// Autopilot requirements*.
pub const FIRST_BUILD: u16 = 15063;

/// Age in seconds above which a capture is called old: three years of 365.25 days. Ours: parts get swapped and boards
/// replaced over a device's first term.
pub const OLD_CAPTURE: i64 = 3 * 31_557_600;

/// Seconds that a capture may lie in the future: a day. Ours: clocks of new devices are often wrong by a time zone.
pub const CLOCK_SLACK: i64 = 86_400;

/// Digits in a product key id. Source: samples, and the product key id of Partner Center's lists.
pub const PRODUCT_KEY_ID_DIGITS: usize = 13;

/// Characters of a user principal name before the `@`. Source: Microsoft Learn, *Prepare for directory
/// synchronization to Microsoft 365*, attribute `userPrincipalName`.
pub const UPN_LOCAL: usize = 64;

/// Characters of a user principal name after the `@`. Same source.
pub const UPN_DOMAIN: usize = 48;
