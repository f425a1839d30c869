//! What the rules look at.

/// The operating system of a device, as far as the rules tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl Platform {
    /// Every platform.
    pub const ALL: [Platform; 4] = [Platform::Windows, Platform::Android, Platform::Ios, Platform::MacOs];
}

/// How a device came to be managed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl Enrolment {
    /// Every way.
    pub const ALL: [Enrolment; 7] = [
        Enrolment::Device,
        Enrolment::User,
        Enrolment::DeviceAdministrator,
        Enrolment::WorkProfile,
        Enrolment::CorporateWorkProfile,
        Enrolment::FullyManaged,
        Enrolment::Dedicated,
    ];

    /// Whether it is Android Enterprise on a device of the organisation.
    #[must_use]
    pub fn is_corporate_android(self) -> bool {
        matches!(self, Enrolment::FullyManaged | Enrolment::Dedicated | Enrolment::CorporateWorkProfile)
    }
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

/// The version that a text such as `10.0.19045.3803` or `8.1` says; what it doesn't say is 0.
#[must_use]
pub fn version(text: &str) -> (u32, u32, u32) {
    let mut numbers = text.trim().split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next())
}
