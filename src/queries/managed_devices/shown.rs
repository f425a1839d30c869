//! Which managed devices are shown, in what order.

use device_csv::order::sort_by;
use lifecycle::action::Platform;

use super::line::{Condition, ManagedLine, ManagedLines};
use crate::components::Sort;

/// Places of columns.
pub mod managed_column {
    /// The name.
    pub const NAME: usize = 0;
    /// What it is at.
    pub const STATE: usize = 1;
    /// The platform.
    pub const PLATFORM: usize = 2;
    /// The serial number.
    pub const SERIAL: usize = 3;
    /// The primary user.
    pub const USER: usize = 4;
    /// The version of the operating system.
    pub const VERSION: usize = 5;
    /// Whose it is.
    pub const OWNER: usize = 6;
    /// When it last checked in.
    pub const CONTACT: usize = 7;
    /// The manufacturer.
    pub const MANUFACTURER: usize = 8;
    /// The model.
    pub const MODEL: usize = 9;
    /// Whether it is as policies want it.
    pub const COMPLIANCE: usize = 10;
    /// How it came to be managed.
    pub const ENROLMENT: usize = 11;
    /// How it is joined.
    pub const JOIN: usize = 12;
    /// When it enrolled.
    pub const ENROLLED: usize = 13;
    /// Until when its certificate holds.
    pub const CERTIFICATE: usize = 14;
    /// The Entra device id.
    pub const ENTRA: usize = 15;
    /// The Intune id.
    pub const INTUNE: usize = 16;
}

/// The columns that there are, by the messages with their names.
pub const MANAGED_COLUMNS: [&str; 17] = [
    "column-name",
    "column-status",
    "column-platform",
    "column-serial",
    "column-primary-user",
    "column-version",
    "column-owner",
    "column-check-in",
    "column-manufacturer",
    "column-model",
    "column-compliance",
    "column-enrolled-by",
    "column-join",
    "column-enrolled",
    "column-certificate",
    "column-entra",
    "column-intune",
];

/// The platforms by which the list is filtered, in order, with the keys of their texts; `None`: any other.
pub const PLATFORMS: [(Option<Platform>, &str); 5] = [
    (Some(Platform::Windows), "windows"),
    (Some(Platform::Android), "android"),
    (Some(Platform::Ios), "ios"),
    (Some(Platform::MacOs), "macos"),
    (None, "other"),
];

/// The place of a platform among [`PLATFORMS`].
#[must_use]
pub fn platform_place(platform: Option<Platform>) -> usize {
    PLATFORMS.iter().position(|(known, _)| *known == platform).unwrap_or_default()
}

/// Which managed devices are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManagedFilter {
    /// In any of these conditions; none: in every one.
    pub conditions: Vec<Condition>,
    /// Of any of these platforms, by their places among [`PLATFORMS`]; none: of every one.
    pub platforms: Vec<usize>,
    /// With words that all stand somewhere in their values, in any case.
    pub text: String,
}

/// The keys of the devices that are shown, in order.
#[must_use]
pub fn managed_shown(devices: &ManagedLines, filter: &ManagedFilter, sort: Sort) -> Vec<u64> {
    let words = filter.text.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let fits = |line: &&ManagedLine| {
        (filter.conditions.is_empty() || filter.conditions.contains(&line.condition))
            && (filter.platforms.is_empty() || filter.platforms.contains(&platform_place(line.platform)))
            && words.iter().all(|word| line.texts.iter().any(|text| text.to_lowercase().contains(word)))
    };
    let mut lines: Vec<&ManagedLine> = devices.lines.iter().filter(fits).collect();
    sort_by(&mut lines, |a, b| {
        let order = match sort.column {
            managed_column::STATE => a.condition.cmp(&b.condition),
            column => a.texts[column].cmp(&b.texts[column]),
        };
        if sort.ascending { order } else { order.reverse() }
    });
    lines.into_iter().map(|line| line.key).collect()
}
