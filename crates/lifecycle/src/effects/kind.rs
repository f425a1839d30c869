//! Kinds of data.

/// A kind of data on a device, or of a record of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Apps of the organisation, and their data.
    CompanyApps,
    /// Android: links to the web.
    WebLinks,
    /// Android: apps of Google Play that aren't managed.
    UnmanagedPlayApps,
    /// Android: the organisation's own apps that aren't managed.
    UnmanagedOwnApps,
    /// Android: managed apps of Google Play.
    ManagedPlayApps,
    /// Android: the organisation's own apps, managed.
    ManagedOwnApps,
    /// Android: all that is in the work profile.
    WorkProfile,
    /// What policies have set.
    Settings,
    /// Profiles of Wi-Fi and VPN.
    WifiAndVpn,
    /// Certificates that profiles brought.
    Certificates,
    /// What manages the device.
    Agent,
    /// E-mail.
    Email,
    /// macOS: Outlook.
    Outlook,
    /// That the device belongs to Entra.
    EntraJoin,
    /// Accounts of users.
    UserAccounts,
    /// Data of users.
    UserData,
    /// Files of users.
    UserFiles,
    /// The user's profile.
    UserProfile,
    /// Data of users outside their profiles.
    DataOutsideProfile,
    /// Apps that users installed.
    UserApps,
    /// Apps that the manufacturer installed.
    OemApps,
    /// Settings of users.
    UserSettings,
    /// Settings of the device that aren't the default.
    DeviceSettings,
    /// iOS: the data plan of the eSIM.
    EsimPlan,
    /// Policies of management.
    Policies,
    /// To which domain or directory the device is joined.
    MachineState,
    /// Its enrolment in management.
    MdmEnrolment,
    /// A user who is signed in by himself.
    Autologon,
    /// The operating system.
    OperatingSystem,
    /// Data of the organisation.
    CompanyData,
    /// Its record in Intune.
    IntuneRecord,
    /// Its object in Entra.
    EntraRecord,
    /// Its registration with Autopilot.
    AutopilotRecord,
}

impl Kind {
    /// Every one.
    pub const ALL: [Kind; 33] = [
        Kind::CompanyApps,
        Kind::WebLinks,
        Kind::UnmanagedPlayApps,
        Kind::UnmanagedOwnApps,
        Kind::ManagedPlayApps,
        Kind::ManagedOwnApps,
        Kind::WorkProfile,
        Kind::Settings,
        Kind::WifiAndVpn,
        Kind::Certificates,
        Kind::Agent,
        Kind::Email,
        Kind::Outlook,
        Kind::EntraJoin,
        Kind::UserAccounts,
        Kind::UserData,
        Kind::UserFiles,
        Kind::UserProfile,
        Kind::DataOutsideProfile,
        Kind::UserApps,
        Kind::OemApps,
        Kind::UserSettings,
        Kind::DeviceSettings,
        Kind::EsimPlan,
        Kind::Policies,
        Kind::MachineState,
        Kind::MdmEnrolment,
        Kind::Autologon,
        Kind::OperatingSystem,
        Kind::CompanyData,
        Kind::IntuneRecord,
        Kind::EntraRecord,
        Kind::AutopilotRecord,
    ];

    /// The key by which its text is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::CompanyApps => "company-apps",
            Kind::WebLinks => "web-links",
            Kind::UnmanagedPlayApps => "unmanaged-play-apps",
            Kind::UnmanagedOwnApps => "unmanaged-own-apps",
            Kind::ManagedPlayApps => "managed-play-apps",
            Kind::ManagedOwnApps => "managed-own-apps",
            Kind::WorkProfile => "work-profile",
            Kind::Settings => "settings",
            Kind::WifiAndVpn => "wifi-and-vpn",
            Kind::Certificates => "certificates",
            Kind::Agent => "agent",
            Kind::Email => "email",
            Kind::Outlook => "outlook",
            Kind::EntraJoin => "entra-join",
            Kind::UserAccounts => "user-accounts",
            Kind::UserData => "user-data",
            Kind::UserFiles => "user-files",
            Kind::UserProfile => "user-profile",
            Kind::DataOutsideProfile => "data-outside-profile",
            Kind::UserApps => "user-apps",
            Kind::OemApps => "oem-apps",
            Kind::UserSettings => "user-settings",
            Kind::DeviceSettings => "device-settings",
            Kind::EsimPlan => "esim-plan",
            Kind::Policies => "policies",
            Kind::MachineState => "machine-state",
            Kind::MdmEnrolment => "mdm-enrolment",
            Kind::Autologon => "autologon",
            Kind::OperatingSystem => "operating-system",
            Kind::CompanyData => "company-data",
            Kind::IntuneRecord => "intune-record",
            Kind::EntraRecord => "entra-record",
            Kind::AutopilotRecord => "autopilot-record",
        }
    }
}
