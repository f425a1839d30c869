//! What a device can be asked to do, and why not.

/// The operating system of a device, as far as the rules tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Platform {
    /// Windows.
    Windows,
    /// Android.
    Android,
    /// iOS or iPadOS.
    Ios,
    /// macOS.
    MacOs,
}

/// How a device came to be managed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Enrolment {
    /// As a whole, in the way that its platform has for that: Windows, macOS, iOS.
    Device,
    /// iOS: of a user's own device a part (User Enrollment).
    User,
    /// Android: device administrator.
    DeviceAdministrator,
    /// Android Enterprise: a work profile on a user's own device.
    WorkProfile,
    /// Android Enterprise: a work profile on the organisation's device.
    CorporateWorkProfile,
    /// Android Enterprise: fully managed.
    FullyManaged,
    /// Android Enterprise: dedicated (kiosk).
    Dedicated,
}

/// What the rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Traits {
    /// The operating system.
    pub platform: Platform,
    /// How it is managed.
    pub enrolment: Enrolment,
    /// Its version: major, minor, build. Windows 10 and 11 are 10.0 with a build.
    pub version: (u32, u32, u32),
    /// Whether it is supervised (iOS).
    pub is_supervised: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// To restart.
    Restart,
    /// To check in now.
    Sync,
    /// To erase itself.
    Wipe {
        /// With its enrolment and the user's account kept.
        keep: bool,
    },
    /// To give back what the organisation brought.
    Retire,
    /// To be taken out of the list.
    Delete,
    /// To have its Windows made anew.
    FreshStart,
}

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
}

/// Windows 10 version 1709.
const WINDOWS_1709: (u32, u32, u32) = (10, 0, 16_299);

/// Why a device can't be asked for an action; `None`: it can.
///
/// Source: the rules of restart, wipe, retire and fresh start in Microsoft's documentation.
#[must_use]
#[expect(clippy::match_same_arms, reason = "a paragraph for each action, as the documentation has them")]
pub fn refusal(action: Action, device: &Traits) -> Option<Refusal> {
    let least = |version: (u32, u32, u32)| {
        (device.version < version).then_some(Refusal::Version(version.0, version.1, version.2))
    };
    match (action, device.platform, device.enrolment) {
        (Action::Sync | Action::Delete, ..) => None,

        (Action::Restart, Platform::Windows, _) => least((6, 3, 0)),
        (Action::Restart, Platform::Ios, _) => (!device.is_supervised).then_some(Refusal::Supervision),
        (Action::Restart, Platform::MacOs, _) => Some(Refusal::Platform),
        (Action::Restart, Platform::Android, Enrolment::Dedicated) => least((7, 0, 0)),
        (Action::Restart, Platform::Android, Enrolment::FullyManaged) => least((6, 0, 0)),
        (Action::Restart, Platform::Android, Enrolment::CorporateWorkProfile) => least((8, 0, 0)),
        (Action::Restart, Platform::Android, _) => Some(Refusal::Enrolment),

        (Action::Wipe { keep: true }, Platform::Windows, _) => least(WINDOWS_1709),
        (Action::Wipe { keep: true }, ..) => Some(Refusal::Platform),
        (Action::Wipe { .. }, Platform::Ios, Enrolment::User)
        | (Action::Wipe { .. }, Platform::Android, Enrolment::WorkProfile)
        | (Action::Retire, Platform::Android, Enrolment::Dedicated) => Some(Refusal::Enrolment),
        (Action::Wipe { .. } | Action::Retire, ..) => None,

        (Action::FreshStart, Platform::Windows, _) => least((10, 0, 0)),
        (Action::FreshStart, ..) => Some(Refusal::Platform),
    }
}

/// Whether an action is one of those of which, with several waiting, the device carries out nothing else.
#[must_use]
pub fn goes_before_others(action: Action) -> bool {
    matches!(action, Action::Wipe { .. } | Action::Retire | Action::Delete)
}

/// The version that a text such as `10.0.19045.3803` or `8.1` says; what it doesn't say is 0.
#[must_use]
pub fn version(text: &str) -> (u32, u32, u32) {
    let mut numbers = text.trim().split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(platform: Platform, enrolment: Enrolment, version: (u32, u32, u32)) -> Traits {
        Traits { platform, enrolment, version, is_supervised: false }
    }

    fn windows(version: (u32, u32, u32)) -> Traits {
        device(Platform::Windows, Enrolment::Device, version)
    }

    // RS-2, RS-3, RS-4
    #[test]
    fn restart() {
        let android = |enrolment, major| device(Platform::Android, enrolment, (major, 0, 0));
        let ios = device(Platform::Ios, Enrolment::Device, (17, 0, 0));
        for (traits, wanted) in [
            (windows((6, 3, 9600)), None),
            (windows((10, 0, 19_045)), None),
            (windows((6, 2, 9200)), Some(Refusal::Version(6, 3, 0))),
            (android(Enrolment::Dedicated, 7), None),
            (android(Enrolment::Dedicated, 6), Some(Refusal::Version(7, 0, 0))),
            (android(Enrolment::FullyManaged, 6), None),
            (android(Enrolment::FullyManaged, 5), Some(Refusal::Version(6, 0, 0))),
            (android(Enrolment::CorporateWorkProfile, 8), None),
            (android(Enrolment::CorporateWorkProfile, 7), Some(Refusal::Version(8, 0, 0))),
            (android(Enrolment::DeviceAdministrator, 14), Some(Refusal::Enrolment)),
            (android(Enrolment::WorkProfile, 14), Some(Refusal::Enrolment)),
            (ios, Some(Refusal::Supervision)),
            (Traits { is_supervised: true, ..ios }, None),
            (device(Platform::MacOs, Enrolment::Device, (14, 0, 0)), Some(Refusal::Platform)),
        ] {
            assert_eq!(refusal(Action::Restart, &traits), wanted, "{traits:?}");
        }
    }

    // WP-3, WP-5
    #[test]
    fn wipe() {
        let user = device(Platform::Ios, Enrolment::User, (17, 0, 0));
        let profile = device(Platform::Android, Enrolment::WorkProfile, (14, 0, 0));
        for (traits, keep, wanted) in [
            (windows((10, 0, 16_299)), true, None),
            (windows((10, 0, 15_063)), true, Some(Refusal::Version(10, 0, 16_299))),
            (windows((10, 0, 15_063)), false, None),
            (device(Platform::MacOs, Enrolment::Device, (14, 0, 0)), true, Some(Refusal::Platform)),
            (device(Platform::MacOs, Enrolment::Device, (14, 0, 0)), false, None),
            (user, false, Some(Refusal::Enrolment)),
            (profile, false, Some(Refusal::Enrolment)),
            (device(Platform::Android, Enrolment::Dedicated, (14, 0, 0)), false, None),
        ] {
            assert_eq!(refusal(Action::Wipe { keep }, &traits), wanted, "{traits:?} {keep}");
        }
    }

    // RT-5, FS-1
    #[test]
    fn retire_and_fresh_start() {
        let dedicated = device(Platform::Android, Enrolment::Dedicated, (14, 0, 0));
        assert_eq!(refusal(Action::Retire, &dedicated), Some(Refusal::Enrolment));
        assert_eq!(refusal(Action::Retire, &windows((6, 3, 0))), None);
        assert_eq!(refusal(Action::FreshStart, &windows((10, 0, 0))), None);
        assert_eq!(refusal(Action::FreshStart, &windows((6, 3, 0))), Some(Refusal::Version(10, 0, 0)));
        assert_eq!(refusal(Action::FreshStart, &dedicated), Some(Refusal::Platform));
        for action in [Action::Sync, Action::Delete] {
            assert_eq!(refusal(action, &dedicated), None);
        }
    }

    // ACT-1
    #[test]
    fn what_goes_before_others() {
        for (action, wanted) in [
            (Action::Wipe { keep: true }, true),
            (Action::Wipe { keep: false }, true),
            (Action::Retire, true),
            (Action::Delete, true),
            (Action::Restart, false),
            (Action::Sync, false),
            (Action::FreshStart, false),
        ] {
            assert_eq!(goes_before_others(action), wanted, "{action:?}");
        }
    }

    #[test]
    fn versions() {
        for (text, wanted) in [
            ("10.0.19045.3803", (10, 0, 19_045)),
            ("8.1", (8, 1, 0)),
            (" 14 ", (14, 0, 0)),
            ("", (0, 0, 0)),
            ("x.1", (0, 1, 0)),
        ] {
            assert_eq!(version(text), wanted);
        }
    }
}
