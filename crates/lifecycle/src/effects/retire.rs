//! What a retire takes and leaves. Rules RT-1, RT-3, RT-4.

use super::{Effect, Kind, Line};
use crate::action::{Device, Enrolment, Platform};

/// A table, or a column of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// iOS and iPadOS.
    Ios,
    /// Android, managed by device administrator.
    Android,
    /// The same on a device of Samsung's with Knox Standard.
    Knox,
    /// A work profile on a user's own Android device.
    WorkProfile,
    /// macOS.
    MacOs,
    /// Windows 8.1 (MDM) and Windows RT 8.1.
    Windows81,
    /// Windows RT.
    WindowsRt,
    /// Windows 10 and later.
    Windows10,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 8] = [
        Table::Ios,
        Table::Android,
        Table::Knox,
        Table::WorkProfile,
        Table::MacOs,
        Table::Windows81,
        Table::WindowsRt,
        Table::Windows10,
    ];

    /// The table for a device. There is none for Android Enterprise on a device of the organisation.
    #[must_use]
    pub fn of(device: &Device) -> Option<Table> {
        let traits = &device.traits;
        Some(match (traits.platform, traits.enrolment) {
            (Platform::Ios, _) => Table::Ios,
            (Platform::MacOs, _) => Table::MacOs,
            (Platform::Windows, _) if traits.version >= (10, 0, 0) => Table::Windows10,
            (Platform::Windows, _) if device.is_rt && traits.version < (6, 3, 0) => Table::WindowsRt,
            (Platform::Windows, _) => Table::Windows81,
            (Platform::Android, Enrolment::WorkProfile) => Table::WorkProfile,
            (Platform::Android, enrolment) if enrolment.is_corporate_android() => return None,
            (Platform::Android, _) if device.is_knox => Table::Knox,
            (Platform::Android, _) => Table::Android,
        })
    }

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Table::Ios => "ios",
            Table::Android => "android",
            Table::Knox => "knox",
            Table::WorkProfile => "work-profile",
            Table::MacOs => "macos",
            Table::Windows81 => "windows-81",
            Table::WindowsRt => "windows-rt",
            Table::Windows10 => "windows-10",
        }
    }
}

const REMOVED: &[Effect] = &[Effect::Removed];
const SETTINGS: &[Effect] = &[Effect::NoLongerEnforced, Effect::UserMayChange];
const CERTIFICATES: &[Effect] = &[Effect::CertificatesRemoved, Effect::CertificatesRevoked];
const EMAIL: &[Effect] = &[Effect::EmailProfilesRemoved, Effect::CachedEmailRemoved];
const PROFILE: &[Effect] = &[Effect::ManagementProfileRemoved];
const ADMIN: &[Effect] = &[Effect::AdminRightsRevoked];
const ENTRA: &[Effect] = &[Effect::EntraRecordRemoved];
const UNMANAGED: &[Effect] =
    &[Effect::AppsAndDataStay, Effect::ProtectedDataRemoved, Effect::ProtectedDataOutsideUnusable];
const MANAGED: &[Effect] = &[Effect::AppDataRemoved, Effect::AppsStay, Effect::ProtectedDataOutsideUnusable];

/// What becomes of a kind of data; `None`: the table says nothing of it.
#[must_use]
pub fn retired(table: Table, kind: Kind) -> Option<&'static [Effect]> {
    match table {
        Table::Ios => ios(kind),
        Table::Android => android(kind),
        Table::Knox => knox(kind).or_else(|| android(kind)),
        Table::WorkProfile => (kind == Kind::WorkProfile).then_some(&[Effect::WorkProfileRemoved]),
        Table::MacOs => mac_os(kind),
        Table::Windows81 | Table::WindowsRt | Table::Windows10 => windows(table, kind),
    }
}

/// A whole table, in the order of its rows.
#[must_use]
pub fn table(table: Table) -> Vec<Line> {
    let line = |kind| retired(table, kind).map(|effects| Line { kind, effects });
    Kind::ALL.into_iter().filter_map(line).collect()
}

fn ios(kind: Kind) -> Option<&'static [Effect]> {
    Some(match kind {
        Kind::CompanyApps => &[
            Effect::PinnedAppsRemoved,
            Effect::AppsSetToStay,
            Effect::ProtectedDataRemoved,
            Effect::ProtectedDataOutsideUnusable,
            Effect::PersonalAppsStay,
        ],
        Kind::Settings => SETTINGS,
        Kind::WifiAndVpn => REMOVED,
        Kind::Certificates => CERTIFICATES,
        Kind::Agent => PROFILE,
        Kind::Email => EMAIL,
        Kind::EntraJoin => ENTRA,
        _ => return None,
    })
}

fn android(kind: Kind) -> Option<&'static [Effect]> {
    Some(match kind {
        Kind::WebLinks | Kind::WifiAndVpn => REMOVED,
        Kind::UnmanagedPlayApps => UNMANAGED,
        Kind::UnmanagedOwnApps => &[Effect::AppsAndDataStay],
        Kind::ManagedPlayApps | Kind::ManagedOwnApps => MANAGED,
        Kind::Settings => SETTINGS,
        Kind::Certificates => &[Effect::CertificatesRevoked, Effect::CertificatesStay],
        Kind::Agent => ADMIN,
        Kind::Email => &[Effect::EmailProfilesUnsupported],
        Kind::EntraJoin => ENTRA,
        _ => return None,
    })
}

/// Where Knox differs.
fn knox(kind: Kind) -> Option<&'static [Effect]> {
    Some(match kind {
        Kind::UnmanagedOwnApps => {
            &[Effect::AppsRemoved, Effect::LocalAppDataRemoved, Effect::DataOutsideAppStays]
        }
        Kind::ManagedPlayApps => {
            &[Effect::AppDataRemoved, Effect::AppsStay, Effect::ProtectedDataOutsideEncrypted]
        }
        Kind::Certificates => CERTIFICATES,
        Kind::Email => EMAIL,
        _ => return None,
    })
}

fn mac_os(kind: Kind) -> Option<&'static [Effect]> {
    Some(match kind {
        Kind::Settings => SETTINGS,
        Kind::WifiAndVpn => REMOVED,
        Kind::Certificates => &[Effect::MdmCertificatesRemoved, Effect::CertificatesRevoked],
        Kind::Agent => PROFILE,
        Kind::Outlook => &[Effect::NoNewEmail],
        Kind::EntraJoin => ENTRA,
        _ => return None,
    })
}

fn windows(table: Table, kind: Kind) -> Option<&'static [Effect]> {
    Some(match (kind, table) {
        (Kind::CompanyApps, Table::Windows10) => &[
            Effect::AppsRemoved,
            Effect::SideloadingKeysRemoved,
            Effect::Microsoft365AppsStay,
            Effect::Win32AppsStay,
            Effect::ExclusionSparesApps,
        ],
        (Kind::CompanyApps, Table::WindowsRt) => &[Effect::CompanyAppsStay],
        (Kind::CompanyApps, _) => &[Effect::EfsKeysRevoked],
        (Kind::Settings, _) => SETTINGS,
        (Kind::WifiAndVpn, _) => REMOVED,
        (Kind::Certificates, _) => CERTIFICATES,
        (Kind::Email, Table::Windows10) => &[Effect::EfsEmailRemoved, Effect::EmailAccountsRemoved],
        (Kind::Email, Table::WindowsRt) => &[Effect::EmailProfilesUnsupported],
        (Kind::Email, _) => &[Effect::EfsEmailRemoved],
        (Kind::EntraJoin, Table::Windows10) => ENTRA,
        (Kind::EntraJoin, _) => &[Effect::StaysJoined],
        _ => return None,
    })
}
