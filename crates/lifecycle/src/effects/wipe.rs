//! What a wipe takes and leaves. Rules WP-1, WP-2, WP-4.

use super::{Effect, Kind, Line};

const fn line(kind: Kind, effects: &'static [Effect]) -> Line {
    Line { kind, effects }
}

const PLAIN: &[Line] = &[
    line(Kind::UserAccounts, &[Effect::Erased]),
    line(Kind::UserData, &[Effect::Erased]),
    line(Kind::Policies, &[Effect::Erased]),
    line(Kind::DeviceSettings, &[Effect::Erased]),
    line(Kind::OperatingSystem, &[Effect::BackToDefault]),
    line(Kind::IntuneRecord, &[Effect::Removed]),
];

/// The documentation says that data stays, and then that the user's files don't: the list that goes further is the one to be
/// warned by.
const KEPT: &[Line] = &[
    line(Kind::UserAccounts, &[Effect::Stays]),
    line(Kind::UserData, &[Effect::StaysButFiles]),
    line(Kind::UserFiles, &[Effect::Erased]),
    line(Kind::UserProfile, &[Effect::Stays]),
    line(Kind::DataOutsideProfile, &[Effect::Stays]),
    line(Kind::UserApps, &[Effect::Erased]),
    line(Kind::OemApps, &[Effect::Stays]),
    line(Kind::UserSettings, &[Effect::BackToDefault]),
    line(Kind::DeviceSettings, &[Effect::Erased]),
    line(Kind::Policies, &[Effect::Erased, Effect::AppliedAgain]),
    line(Kind::MachineState, &[Effect::Stays]),
    line(Kind::MdmEnrolment, &[Effect::Stays]),
    line(Kind::Autologon, &[Effect::Stays]),
    line(Kind::OperatingSystem, &[Effect::BackToDefault]),
    line(Kind::IntuneRecord, &[Effect::Stays]),
];

/// What a wipe does, with or without "keep enrolment state and user account".
#[must_use]
pub fn wiped(keep: bool) -> &'static [Line] {
    if keep { KEPT } else { PLAIN }
}

const ESIM_GONE: Line = line(Kind::EsimPlan, &[Effect::Erased]);
const ESIM_KEPT: Line = line(Kind::EsimPlan, &[Effect::Stays]);

/// What a wipe does to the data plan of an eSIM, where it can be kept. Sources: Graph, `wipe`, `keepEsimData`; Apple Developer,
/// `EraseDeviceCommand`, `PreserveDataPlan`.
#[must_use]
pub fn wiped_esim(keep: bool) -> Line {
    if keep { ESIM_KEPT } else { ESIM_GONE }
}

/// Whether a device stays in Intune when it is wiped.
#[must_use]
pub fn stays_in_intune(keep: bool) -> bool {
    keep
}
