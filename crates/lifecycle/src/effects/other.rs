//! What deletion, clean-up and fresh start take and leave. Rules DL-1, CL-1, CL-3, FS-1.

use super::{Effect, Kind, Line};

const fn line(kind: Kind, effects: &'static [Effect]) -> Line {
    Line { kind, effects }
}

const DELETED: &[Line] = &[
    line(Kind::IntuneRecord, &[Effect::Removed]),
    line(Kind::CompanyData, &[Effect::RemovedAtCheckIn]),
    line(Kind::AutopilotRecord, &[Effect::Stays]),
];

/// Later pages say that a rule neither wipes nor retires.
const CLEANED_UP: &[Line] = &[
    line(Kind::IntuneRecord, &[Effect::Hidden]),
    line(Kind::CompanyData, &[Effect::Stays]),
    line(Kind::EntraRecord, &[Effect::Stays]),
    line(Kind::AutopilotRecord, &[Effect::Stays]),
];

const FRESH: &[Line] = &[
    line(Kind::UserData, &[Effect::Erased]),
    line(Kind::UserApps, &[Effect::Erased]),
    line(Kind::OemApps, &[Effect::Erased]),
    line(Kind::DeviceSettings, &[Effect::BackToDefault]),
    line(Kind::OperatingSystem, &[Effect::BackToDefault]),
];

const FRESH_KEPT: &[Line] = &[
    line(Kind::UserData, &[Effect::Stays]),
    line(Kind::UserApps, &[Effect::Erased]),
    line(Kind::OemApps, &[Effect::Erased]),
    line(Kind::DeviceSettings, &[Effect::BackToDefault]),
    line(Kind::OperatingSystem, &[Effect::BackToDefault]),
];

/// What it does to delete a device from Intune.
#[must_use]
pub fn deleted() -> &'static [Line] {
    DELETED
}

/// What a clean-up rule does to a device that it takes.
#[must_use]
pub fn cleaned_up() -> &'static [Line] {
    CLEANED_UP
}

/// What a fresh start does. Source: Microsoft Learn, *Fresh Start*.
#[must_use]
pub fn fresh_started(keep_user_data: bool) -> &'static [Line] {
    if keep_user_data { FRESH_KEPT } else { FRESH }
}
