//! Which devices a clean-up rule takes, and when.

mod preview;
mod rule;

pub use preview::{Candidate, Fate, Preview, Spared, preview};
pub use rule::{Rule, RuleError, legacy, rules};

use crate::action::{Enrolment, Platform};

pub use crate::limits::CLEANUP_DAYS as DAYS;

/// Which devices a rule is about: one rule each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All that rules can take.
    All,
    /// Windows.
    Windows,
    /// iOS and iPadOS.
    Ios,
    /// macOS.
    MacOs,
    /// Android that is managed by device administrator.
    AndroidDeviceAdministrator,
    /// A work profile on a user's own Android device.
    AndroidWorkProfile,
    /// A platform of which this product knows no devices.
    Other,
}

impl Scope {
    /// The scopes, by the names that Graph has for them.
    const NAMES: [(&'static str, Scope); 11] = [
        ("all", Scope::All),
        ("windows", Scope::Windows),
        ("ios", Scope::Ios),
        ("macOS", Scope::MacOs),
        ("androidDeviceAdministrator", Scope::AndroidDeviceAdministrator),
        ("androidPersonallyOwnedWorkProfile", Scope::AndroidWorkProfile),
        ("androidAOSP", Scope::Other),
        ("chromeOS", Scope::Other),
        ("windowsHolographic", Scope::Other),
        ("visionOS", Scope::Other),
        ("tvOS", Scope::Other),
    ];

    /// The names that Graph has for those that a rule can be made for.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Scope::NAMES.iter().map(|(name, _)| *name)
    }

    /// The scope of that name. There is none for the organisation's own Android Enterprise devices: rules don't take them.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Scope> {
        Scope::NAMES.iter().find(|(known, _)| *known == name).map(|(_, scope)| *scope)
    }

    /// Whether a rule of this scope takes devices of that kind.
    #[must_use]
    pub fn takes(self, platform: Platform, enrolment: Enrolment) -> bool {
        let is_corporate_android = platform == Platform::Android && enrolment.is_corporate_android();
        match self {
            Scope::All => !is_corporate_android,
            Scope::Windows => platform == Platform::Windows,
            Scope::Ios => platform == Platform::Ios,
            Scope::MacOs => platform == Platform::MacOs,
            Scope::AndroidDeviceAdministrator => {
                platform == Platform::Android && enrolment == Enrolment::DeviceAdministrator
            }
            Scope::AndroidWorkProfile => platform == Platform::Android && enrolment == Enrolment::WorkProfile,
            Scope::Other => false,
        }
    }
}

/// When a device that was last heard of then is taken by a rule of so many days. Both in seconds since 1970.
#[must_use]
pub fn falls_due(last_contact: i64, days: i64) -> i64 {
    last_contact.saturating_add(days.saturating_mul(86_400))
}

#[cfg(test)]
mod tests {
    use super::*;

    // CL-1
    #[test]
    fn days_and_when() {
        assert!(!DAYS.contains(&29) && DAYS.contains(&30) && DAYS.contains(&270) && !DAYS.contains(&271));
        assert_eq!(falls_due(1_000, 30), 1_000 + 30 * 86_400);
    }

    // CL-2
    #[test]
    fn the_organisations_own_android_devices_are_never_taken() {
        for enrolment in [Enrolment::FullyManaged, Enrolment::Dedicated, Enrolment::CorporateWorkProfile] {
            for (_, scope) in Scope::NAMES {
                assert!(!scope.takes(Platform::Android, enrolment), "{scope:?}");
            }
        }
        assert_eq!(Scope::from_name("androidDedicatedAndFullyManagedCorporateOwnedWorkProfile"), None);
    }

    // CL-1
    #[test]
    fn each_rule_takes_its_own() {
        for (name, platform, enrolment, wanted) in [
            ("all", Platform::Windows, Enrolment::Device, true),
            ("all", Platform::Android, Enrolment::WorkProfile, true),
            ("windows", Platform::Windows, Enrolment::Device, true),
            ("windows", Platform::MacOs, Enrolment::Device, false),
            ("ios", Platform::Ios, Enrolment::User, true),
            ("macOS", Platform::MacOs, Enrolment::Device, true),
            ("androidDeviceAdministrator", Platform::Android, Enrolment::DeviceAdministrator, true),
            ("androidDeviceAdministrator", Platform::Android, Enrolment::WorkProfile, false),
            ("androidPersonallyOwnedWorkProfile", Platform::Android, Enrolment::WorkProfile, true),
            ("chromeOS", Platform::Android, Enrolment::WorkProfile, false),
        ] {
            let scope = Scope::from_name(name).unwrap();
            assert_eq!(scope.takes(platform, enrolment), wanted, "{name} {platform:?} {enrolment:?}");
        }
    }
}
