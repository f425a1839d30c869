//! Why an action can't be asked for.

use super::{Action, Device, Enrolment, Platform, Traits, Wipe, WipeOption};

/// Why an action can't be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The platform has no such thing.
    Platform,
    /// This way of being managed has no such thing.
    Enrolment,
    /// It takes this version of the operating system, or a later one.
    Version(u32, u32, u32),
    /// It takes a supervised device.
    Supervision,
    /// It takes the access right Device Lock.
    LockRight,
    /// The platform has no such choice for it.
    Option(WipeOption),
    /// One can be chosen, or the other.
    Together(WipeOption, WipeOption),
    /// It isn't in Intune's list, so nothing reaches it.
    NotListed,
    /// Its user was deleted from the directory, after which this can't be done.
    UserGone,
}

impl Refusal {
    /// One of each, with made-up arguments.
    pub const EXAMPLES: [Refusal; 9] = [
        Refusal::Platform,
        Refusal::Enrolment,
        Refusal::Version(10, 0, 0),
        Refusal::Supervision,
        Refusal::LockRight,
        Refusal::Option(WipeOption::Protected),
        Refusal::Together(WipeOption::KeepEnrolment, WipeOption::Protected),
        Refusal::NotListed,
        Refusal::UserGone,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Refusal::Platform => "platform",
            Refusal::Enrolment => "enrolment",
            Refusal::Version(..) => "version",
            Refusal::Supervision => "supervision",
            Refusal::LockRight => "lock-right",
            Refusal::Option(_) => "option",
            Refusal::Together(..) => "together",
            Refusal::NotListed => "not-listed",
            Refusal::UserGone => "user-gone",
        }
    }
}

/// Windows 10 version 1709, and with it what a wipe can keep. Sources: Microsoft Learn, *Retire or wipe devices*; the `RemoteWipe`
/// CSP, `doWipePersistUserData`.
const WINDOWS_1709: (u32, u32, u32) = (10, 0, 16_299);

/// Windows 10 version 1703, and with it the wipe that loss of power doesn't end. Source: same page, `doWipeProtected`.
const WINDOWS_1703: (u32, u32, u32) = (10, 0, 15_063);

/// Why a device can't be asked for an action, by what it is; `None`: it can.
///
/// Source: the rules of restart, wipe, retire and fresh start in Microsoft's documentation.
#[must_use]
#[expect(clippy::match_same_arms, reason = "a paragraph for each action, as the documentation has them")]
pub fn refusal(action: Action, device: &Traits) -> Option<Refusal> {
    match (action, device.platform, device.enrolment) {
        (Action::Sync | Action::Delete, ..) => None,

        (Action::Restart, Platform::Windows, _) => least(device, (6, 3, 0)),
        (Action::Restart, Platform::Ios, _) => (!device.is_supervised).then_some(Refusal::Supervision),
        (Action::Restart, Platform::MacOs, _) => Some(Refusal::Platform),
        (Action::Restart, Platform::Android, Enrolment::Dedicated) => least(device, (7, 0, 0)),
        (Action::Restart, Platform::Android, Enrolment::FullyManaged) => least(device, (6, 0, 0)),
        (Action::Restart, Platform::Android, Enrolment::CorporateWorkProfile) => least(device, (8, 0, 0)),
        (Action::Restart, Platform::Android, _) => Some(Refusal::Enrolment),

        (Action::Wipe(_), Platform::Ios, Enrolment::User)
        | (Action::Wipe(_), Platform::Android, Enrolment::WorkProfile)
        | (Action::Retire, Platform::Android, Enrolment::Dedicated) => Some(Refusal::Enrolment),
        (Action::Wipe(wipe), ..) => of_wipe(wipe, device),
        (Action::Retire, ..) => None,

        (Action::FreshStart { .. }, Platform::Windows, _) => least(device, (10, 0, 0)),
        (Action::FreshStart { .. }, ..) => Some(Refusal::Platform),
    }
}

fn least(device: &Traits, version: (u32, u32, u32)) -> Option<Refusal> {
    (device.version < version).then_some(Refusal::Version(version.0, version.1, version.2))
}

/// A protected wipe is a command of its own to Windows, as is each that keeps something: one can be sent.
fn of_wipe(wipe: Wipe, device: &Traits) -> Option<Refusal> {
    let kept =
        wipe.chosen().find(|chosen| matches!(chosen, WipeOption::KeepEnrolment | WipeOption::KeepUserData));
    wipe.chosen().find_map(|option| of_option(option, device)).or_else(|| {
        let kept = kept.filter(|_| wipe.protected)?;
        Some(Refusal::Together(kept, WipeOption::Protected))
    })
}

/// Sources: as above, and for Apple's Apple Developer, `EraseDeviceCommand`.
fn of_option(option: WipeOption, device: &Traits) -> Option<Refusal> {
    match (option, device.platform) {
        (WipeOption::KeepEnrolment | WipeOption::KeepUserData, Platform::Windows) => {
            least(device, WINDOWS_1709)
        }
        (WipeOption::Protected, Platform::Windows) => least(device, WINDOWS_1703),
        (WipeOption::UnlockCode, Platform::MacOs) => least(device, (10, 8, 0)),
        (WipeOption::Obliteration, Platform::MacOs) => least(device, (12, 0, 0)),
        (WipeOption::KeepEsim, Platform::Ios) => least(device, (11, 0, 0)),
        _ => Some(Refusal::Option(option)),
    }
}

/// Why a device can't be asked for an action, by what it is and how it is; `None`: it can.
#[must_use]
pub fn why_not(action: Action, device: &Device) -> Option<Refusal> {
    if !device.is_listed {
        return Some(Refusal::NotListed);
    }
    let by_state = || match action {
        Action::Wipe(_) | Action::Retire => device.is_user_gone.then_some(Refusal::UserGone),
        Action::Restart if device.traits.platform == Platform::Ios => {
            (device.may_lock == Some(false)).then_some(Refusal::LockRight)
        }
        Action::Restart | Action::Sync | Action::Delete | Action::FreshStart { .. } => None,
    };
    refusal(action, &device.traits).or_else(by_state)
}

/// Whether an action is one of those of which, with several waiting, the device carries out nothing else. Rule ACT-1.
#[must_use]
pub fn goes_before_others(action: Action) -> bool {
    matches!(action, Action::Wipe(_) | Action::Retire | Action::Delete)
}
