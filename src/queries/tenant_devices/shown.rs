//! Which devices are shown, in what order.

use device_csv::order::sort_by;
use lifecycle::RegistrationState;

use super::join::TenantDevices;
use super::line::TenantLine;
use crate::components::Sort;

/// Places of columns.
pub mod column {
    /// The state.
    pub const STATE: usize = 0;
    /// The serial number.
    pub const SERIAL: usize = 1;
    /// The manufacturer.
    pub const MANUFACTURER: usize = 2;
    /// The model.
    pub const MODEL: usize = 3;
    /// The group tag.
    pub const TAG: usize = 4;
    /// The assigned user.
    pub const USER: usize = 5;
    /// When it was last heard of.
    pub const CONTACT: usize = 6;
    /// How far it is with its enrolment.
    pub const ENROLMENT: usize = 7;
    /// Whether it has its deployment profile.
    pub const PROFILE: usize = 8;
    /// The name that it will get.
    pub const NAME: usize = 9;
    /// The purchase order.
    pub const ORDER: usize = 10;
    /// The Autopilot id.
    pub const AUTOPILOT: usize = 11;
    /// The Entra device id.
    pub const ENTRA: usize = 12;
    /// The Intune id.
    pub const INTUNE: usize = 13;
}

/// The columns that there are, by the messages with their names.
pub const TENANT_COLUMNS: [&str; 14] = [
    "column-status",
    "column-serial",
    "column-manufacturer",
    "column-model",
    "column-tag",
    "column-user",
    "column-contact",
    "column-enrolment",
    "column-profile",
    "column-name",
    "column-order",
    "column-autopilot",
    "column-entra",
    "column-intune",
];

/// Which devices are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TenantFilter {
    /// In any of these states; none: in every one.
    pub states: Vec<RegistrationState>,
    /// With words that all stand somewhere in their values, in any case.
    pub text: String,
}

/// The keys of the devices that are shown, in order. Column 0 sorts by state, in the order in which devices go through
/// them.
#[must_use]
pub fn tenant_shown(devices: &TenantDevices, filter: &TenantFilter, sort: Sort) -> Vec<u64> {
    let words = filter.text.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let fits = |line: &&TenantLine| {
        (filter.states.is_empty() || filter.states.contains(&line.state)) && has_words(line, &words)
    };
    let mut lines: Vec<&TenantLine> = devices.lines.iter().filter(fits).collect();
    sort_by(&mut lines, |a, b| {
        let order = a.state.cmp(&b.state).then_with(|| b.needs_look().cmp(&a.needs_look()));
        let order = if sort.column == column::STATE {
            order
        } else {
            a.texts[sort.column].cmp(&b.texts[sort.column])
        };
        if sort.ascending { order } else { order.reverse() }
    });
    lines.into_iter().map(|line| line.key).collect()
}

fn has_words(line: &TenantLine, words: &[&str]) -> bool {
    words.iter().all(|word| line.texts.iter().any(|text| text.to_lowercase().contains(word)))
}
