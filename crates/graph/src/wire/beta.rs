//! What only beta has.

use serde::{Deserialize, Serialize};

use super::{null_as_default, open_enum::open_enum};

open_enum! {
    /// `windowsAutopilotProfileAssignmentStatus`: whether a device has its deployment profile.
    ProfileAssignmentStatus {
        /// Not known.
        Unknown = "unknown",
        /// Assigned, and the device is on it.
        AssignedInSync = "assignedInSync",
        /// Assigned, and the device is on another one.
        AssignedOutOfSync = "assignedOutOfSync",
        /// Assigned, and nobody knows. (The service spells it so.)
        AssignedUnkownSyncState = "assignedUnkownSyncState",
        /// None assigned.
        NotAssigned = "notAssigned",
        /// Being assigned.
        Pending = "pending",
        /// Could not be assigned.
        Failed = "failed",
    }
}

open_enum! {
    /// `windowsAutopilotProfileAssignmentDetailedStatus`: why a profile could not be assigned.
    ProfileAssignmentDetailedStatus {
        /// Nothing to say.
        None = "none",
        /// The hardware can't take it.
        HardwareRequirementsNotMet = "hardwareRequirementsNotMet",
        /// Not for a Surface Hub.
        SurfaceHubProfileNotSupported = "surfaceHubProfileNotSupported",
        /// Not for a `HoloLens`.
        HoloLensProfileNotSupported = "holoLensProfileNotSupported",
        /// Not for a Windows PC.
        WindowsPcProfileNotSupported = "windowsPcProfileNotSupported",
        /// Not for a Surface Hub 2S.
        SurfaceHub2SProfileNotSupported = "surfaceHub2SProfileNotSupported",
    }
}

open_enum! {
    /// `windowsAutopilotDeviceRemediationState`: whether the device needs mending after a change of its parts.
    RemediationState {
        /// Not known.
        Unknown = "unknown",
        /// No.
        NoRemediationRequired = "noRemediationRequired",
        /// It mends itself.
        AutomaticRemediationRequired = "automaticRemediationRequired",
        /// By hand.
        ManualRemediationRequired = "manualRemediationRequired",
    }
}

open_enum! {
    /// `windowsAutopilotUserlessEnrollmentStatus`: whether it may enrol without a user.
    UserlessEnrollmentStatus {
        /// Not known.
        Unknown = "unknown",
        /// It may.
        Allowed = "allowed",
        /// It may not.
        Blocked = "blocked",
    }
}

open_enum! {
    /// `windowsAutopilotSyncStatus`: how the last sync with the registration service went.
    SyncStatus {
        /// Not known.
        Unknown = "unknown",
        /// It is running.
        InProgress = "inProgress",
        /// Done.
        Completed = "completed",
        /// It failed.
        Failed = "failed",
    }
}

/// A registered device, as beta has it: what v1.0 says of it, and more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct WindowsAutopilotDeviceIdentity {
    /// What v1.0 has.
    #[serde(flatten)]
    pub v1: super::WindowsAutopilotDeviceIdentity,
    /// The Entra device id once more.
    pub azure_ad_device_id: Option<String>,
    /// Whether it has its deployment profile.
    #[serde(deserialize_with = "null_as_default")]
    pub deployment_profile_assignment_status: ProfileAssignmentStatus,
    /// Why it has not.
    #[serde(deserialize_with = "null_as_default")]
    pub deployment_profile_assignment_detailed_status: ProfileAssignmentDetailedStatus,
    /// When the profile was assigned, RFC 3339.
    pub deployment_profile_assigned_date_time: Option<String>,
    /// The account of a device that many use.
    pub device_account_upn: Option<String>,
    /// Its password: never sent in answers.
    pub device_account_password: Option<String>,
    /// The name of a device that many use.
    pub device_friendly_name: Option<String>,
    /// Whether the device needs mending.
    #[serde(deserialize_with = "null_as_default")]
    pub remediation_state: RemediationState,
    /// When that last changed, RFC 3339.
    pub remediation_state_last_modified_date_time: Option<String>,
    /// Whether it may enrol without a user.
    #[serde(deserialize_with = "null_as_default")]
    pub userless_enrollment_status: UserlessEnrollmentStatus,
}

/// `windowsAutopilotSettings`: when the registration service was last asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct WindowsAutopilotSettings {
    /// A GUID.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// When the last sync was done, RFC 3339.
    pub last_sync_date_time: Option<String>,
    /// When somebody last asked for one, RFC 3339.
    pub last_manual_sync_trigger_date_time: Option<String>,
    /// How it went.
    #[serde(deserialize_with = "null_as_default")]
    pub sync_status: SyncStatus,
}
