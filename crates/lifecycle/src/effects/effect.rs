//! Effects on data.

/// Which way an effect goes: for its icon, and for a count of what is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Something is gone.
    Lost,
    /// Something is still there.
    Kept,
    /// Something is otherwise.
    Changed,
    /// Nothing happens; it is good to know.
    None,
}

/// What becomes of data: a sentence each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It is removed.
    Removed,
    /// It is erased.
    Erased,
    /// It stays.
    Stays,
    /// It goes back to what it was when new.
    BackToDefault,
    /// It is applied again at the next connection.
    AppliedAgain,
    /// It stays, but not the user's files.
    StaysButFiles,
    /// Apps that hang on the management profile go with their data, those from the store that came to be managed included.
    PinnedAppsRemoved,
    /// Save apps that are set to stay.
    AppsSetToStay,
    /// Apps are removed.
    AppsRemoved,
    /// The app stays.
    AppsStay,
    /// Apps and their data stay.
    AppsAndDataStay,
    /// The data of the app is removed.
    AppDataRemoved,
    /// Data that the app keeps with itself is removed.
    LocalAppDataRemoved,
    /// Data outside the app, as on a memory card, stays.
    DataOutsideAppStays,
    /// Data of company apps that is protected by MAM within the app is removed.
    ProtectedDataRemoved,
    /// What MAM protects outside the app stays, encrypted and unusable.
    ProtectedDataOutsideUnusable,
    /// What MAM protects outside the app stays, encrypted.
    ProtectedDataOutsideEncrypted,
    /// Personal apps and their data stay.
    PersonalAppsStay,
    /// Apps of the organisation stay.
    CompanyAppsStay,
    /// The keys of files that EFS protects are revoked: the user can't open these any more.
    EfsKeysRevoked,
    /// Keys for sideloading are removed.
    SideloadingKeysRemoved,
    /// Microsoft 365 apps stay (Windows 10 1709 and later).
    Microsoft365AppsStay,
    /// Win32 apps that came by Intune's extension stay.
    Win32AppsStay,
    /// An exclusion in the assignment keeps Win32 apps off users' own devices.
    ExclusionSparesApps,
    /// All data, apps and settings of the work profile are removed.
    WorkProfileRemoved,
    /// What policies set is no longer enforced.
    NoLongerEnforced,
    /// Users may change it.
    UserMayChange,
    /// Certificates are removed.
    CertificatesRemoved,
    /// Certificates are revoked.
    CertificatesRevoked,
    /// Certificates aren't removed.
    CertificatesStay,
    /// Certificates that MDM brought are removed.
    MdmCertificatesRemoved,
    /// The management profile is removed.
    ManagementProfileRemoved,
    /// The rights of device administrator are revoked.
    AdminRightsRevoked,
    /// E-mail profiles that came through Intune are removed.
    EmailProfilesRemoved,
    /// E-mail kept on the device is removed.
    CachedEmailRemoved,
    /// There are no e-mail profiles on such a device.
    EmailProfilesUnsupported,
    /// E-mail and attachments that EFS protects are removed, those of Windows' Mail app included.
    EfsEmailRemoved,
    /// E-mail accounts that came through Intune are removed.
    EmailAccountsRemoved,
    /// With conditional access, the device gets no new e-mail.
    NoNewEmail,
    /// Its record in Entra is removed.
    EntraRecordRemoved,
    /// It stays as it is.
    StaysJoined,
    /// It is removed when the device checks in next.
    RemovedAtCheckIn,
    /// It is hidden, and back when the device checks in before its certificate ends.
    Hidden,
}

impl Effect {
    /// Every one.
    pub const ALL: [Effect; 43] = [
        Effect::Removed,
        Effect::Erased,
        Effect::Stays,
        Effect::BackToDefault,
        Effect::AppliedAgain,
        Effect::StaysButFiles,
        Effect::PinnedAppsRemoved,
        Effect::AppsSetToStay,
        Effect::AppsRemoved,
        Effect::AppsStay,
        Effect::AppsAndDataStay,
        Effect::AppDataRemoved,
        Effect::LocalAppDataRemoved,
        Effect::DataOutsideAppStays,
        Effect::ProtectedDataRemoved,
        Effect::ProtectedDataOutsideUnusable,
        Effect::ProtectedDataOutsideEncrypted,
        Effect::PersonalAppsStay,
        Effect::CompanyAppsStay,
        Effect::EfsKeysRevoked,
        Effect::SideloadingKeysRemoved,
        Effect::Microsoft365AppsStay,
        Effect::Win32AppsStay,
        Effect::ExclusionSparesApps,
        Effect::WorkProfileRemoved,
        Effect::NoLongerEnforced,
        Effect::UserMayChange,
        Effect::CertificatesRemoved,
        Effect::CertificatesRevoked,
        Effect::CertificatesStay,
        Effect::MdmCertificatesRemoved,
        Effect::ManagementProfileRemoved,
        Effect::AdminRightsRevoked,
        Effect::EmailProfilesRemoved,
        Effect::CachedEmailRemoved,
        Effect::EmailProfilesUnsupported,
        Effect::EfsEmailRemoved,
        Effect::EmailAccountsRemoved,
        Effect::NoNewEmail,
        Effect::EntraRecordRemoved,
        Effect::StaysJoined,
        Effect::RemovedAtCheckIn,
        Effect::Hidden,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Effect::Removed => "removed",
            Effect::Erased => "erased",
            Effect::Stays => "stays",
            Effect::BackToDefault => "back-to-default",
            Effect::AppliedAgain => "applied-again",
            Effect::StaysButFiles => "stays-but-files",
            Effect::PinnedAppsRemoved => "pinned-apps-removed",
            Effect::AppsSetToStay => "apps-set-to-stay",
            Effect::AppsRemoved => "apps-removed",
            Effect::AppsStay => "apps-stay",
            Effect::AppsAndDataStay => "apps-and-data-stay",
            Effect::AppDataRemoved => "app-data-removed",
            Effect::LocalAppDataRemoved => "local-app-data-removed",
            Effect::DataOutsideAppStays => "data-outside-app-stays",
            Effect::ProtectedDataRemoved => "protected-data-removed",
            Effect::ProtectedDataOutsideUnusable => "protected-data-outside-unusable",
            Effect::ProtectedDataOutsideEncrypted => "protected-data-outside-encrypted",
            Effect::PersonalAppsStay => "personal-apps-stay",
            Effect::CompanyAppsStay => "company-apps-stay",
            Effect::EfsKeysRevoked => "efs-keys-revoked",
            Effect::SideloadingKeysRemoved => "sideloading-keys-removed",
            Effect::Microsoft365AppsStay => "microsoft365-apps-stay",
            Effect::Win32AppsStay => "win32-apps-stay",
            Effect::ExclusionSparesApps => "exclusion-spares-apps",
            Effect::WorkProfileRemoved => "work-profile-removed",
            Effect::NoLongerEnforced => "no-longer-enforced",
            Effect::UserMayChange => "user-may-change",
            Effect::CertificatesRemoved => "certificates-removed",
            Effect::CertificatesRevoked => "certificates-revoked",
            Effect::CertificatesStay => "certificates-stay",
            Effect::MdmCertificatesRemoved => "mdm-certificates-removed",
            Effect::ManagementProfileRemoved => "management-profile-removed",
            Effect::AdminRightsRevoked => "admin-rights-revoked",
            Effect::EmailProfilesRemoved => "email-profiles-removed",
            Effect::CachedEmailRemoved => "cached-email-removed",
            Effect::EmailProfilesUnsupported => "email-profiles-unsupported",
            Effect::EfsEmailRemoved => "efs-email-removed",
            Effect::EmailAccountsRemoved => "email-accounts-removed",
            Effect::NoNewEmail => "no-new-email",
            Effect::EntraRecordRemoved => "entra-record-removed",
            Effect::StaysJoined => "stays-joined",
            Effect::RemovedAtCheckIn => "removed-at-check-in",
            Effect::Hidden => "hidden",
        }
    }

    /// Which way it goes.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Effect::Removed
            | Effect::Erased
            | Effect::PinnedAppsRemoved
            | Effect::AppsRemoved
            | Effect::AppDataRemoved
            | Effect::LocalAppDataRemoved
            | Effect::ProtectedDataRemoved
            | Effect::EfsKeysRevoked
            | Effect::SideloadingKeysRemoved
            | Effect::WorkProfileRemoved
            | Effect::CertificatesRemoved
            | Effect::CertificatesRevoked
            | Effect::MdmCertificatesRemoved
            | Effect::ManagementProfileRemoved
            | Effect::AdminRightsRevoked
            | Effect::EmailProfilesRemoved
            | Effect::CachedEmailRemoved
            | Effect::EfsEmailRemoved
            | Effect::EmailAccountsRemoved
            | Effect::EntraRecordRemoved
            | Effect::RemovedAtCheckIn => Outcome::Lost,
            Effect::Stays
            | Effect::AppsSetToStay
            | Effect::AppsStay
            | Effect::AppsAndDataStay
            | Effect::DataOutsideAppStays
            | Effect::PersonalAppsStay
            | Effect::CompanyAppsStay
            | Effect::Microsoft365AppsStay
            | Effect::Win32AppsStay
            | Effect::CertificatesStay
            | Effect::StaysJoined => Outcome::Kept,
            Effect::BackToDefault
            | Effect::AppliedAgain
            | Effect::StaysButFiles
            | Effect::ProtectedDataOutsideUnusable
            | Effect::ProtectedDataOutsideEncrypted
            | Effect::NoLongerEnforced
            | Effect::UserMayChange
            | Effect::NoNewEmail
            | Effect::Hidden => Outcome::Changed,
            Effect::ExclusionSparesApps | Effect::EmailProfilesUnsupported => Outcome::None,
        }
    }
}
