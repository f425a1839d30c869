//! `managedDevice`: a device in management, as beta has it. v1.0 lacks what is said to be of beta alone.

use serde::{Deserialize, Serialize};

use super::{NEVER, null_as_default, open_enum::open_enum};

open_enum! {
    /// `managementState`: what was asked of a device, and how far it is.
    ManagementState {
        /// It is managed, and nothing is under way.
        Managed = "managed",
        /// It is to be retired.
        RetirePending = "retirePending",
        /// It could not be retired.
        RetireFailed = "retireFailed",
        /// It is to be wiped.
        WipePending = "wipePending",
        /// It could not be wiped.
        WipeFailed = "wipeFailed",
        /// It doesn't answer as it should.
        Unhealthy = "unhealthy",
        /// It is to be deleted.
        DeletePending = "deletePending",
        /// It was told to retire.
        RetireIssued = "retireIssued",
        /// It was told to wipe itself.
        WipeIssued = "wipeIssued",
        /// The wipe was called off.
        WipeCanceled = "wipeCanceled",
        /// The retirement was called off.
        RetireCanceled = "retireCanceled",
        /// It was found, and isn't managed yet.
        Discovered = "discovered",
    }
}

open_enum! {
    /// `actionState`: how far an action is.
    ActionState {
        /// Nothing was asked.
        None = "none",
        /// It waits for the device.
        Pending = "pending",
        /// It was called off.
        Canceled = "canceled",
        /// The device is at it.
        Active = "active",
        /// Done.
        Done = "done",
        /// It failed.
        Failed = "failed",
        /// The device has no such thing.
        NotSupported = "notSupported",
    }
}

/// `deviceActionResult`: an action that was asked of a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DeviceActionResult {
    /// The action. One action has several names, by who tells of it: compare by meaning, not by letters.
    #[serde(deserialize_with = "null_as_default")]
    pub action_name: String,
    /// How far it is.
    #[serde(deserialize_with = "null_as_default")]
    pub action_state: ActionState,
    /// When it was asked for, RFC 3339.
    #[serde(deserialize_with = "null_as_never")]
    pub start_date_time: String,
    /// When that was last looked at, RFC 3339.
    #[serde(deserialize_with = "null_as_never")]
    pub last_updated_date_time: String,
}

impl Default for DeviceActionResult {
    fn default() -> Self {
        DeviceActionResult {
            action_name: String::new(),
            action_state: ActionState::default(),
            start_date_time: NEVER.to_owned(),
            last_updated_date_time: NEVER.to_owned(),
        }
    }
}

/// A device in management. Of its many properties those that say what it is, whose it is and what can be asked of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ManagedDevice {
    /// A GUID.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// The name that it calls itself.
    pub device_name: Option<String>,
    /// The serial number.
    pub serial_number: Option<String>,
    /// The operating system: `Windows`, `iOS`, `iPadOS`, `macOS`, `Android`, or one that came after this was written.
    pub operating_system: Option<String>,
    /// Its version.
    pub os_version: Option<String>,
    /// `deviceEnrollmentType`: how it came to be managed.
    pub device_enrollment_type: Option<String>,
    /// `managementAgentType`: by what it is managed.
    pub management_agent: Option<String>,
    /// `managedDeviceOwnerType`: `company` or `personal`.
    pub managed_device_owner_type: Option<String>,
    /// What was asked of it.
    #[serde(deserialize_with = "null_as_default")]
    pub management_state: ManagementState,
    /// `complianceState`.
    pub compliance_state: Option<String>,
    /// Whether it is supervised (Apple).
    #[serde(deserialize_with = "null_as_default")]
    pub is_supervised: bool,
    /// The Entra device id (`deviceId`, not the object's id); [`super::ZERO_ID`] or nothing where there is none.
    #[serde(rename = "azureADDeviceId")]
    pub azure_ad_device_id: Option<String>,
    /// Its primary user's id.
    pub user_id: Option<String>,
    /// Its primary user.
    pub user_principal_name: Option<String>,
    /// What its primary user is called.
    pub user_display_name: Option<String>,
    /// The manufacturer.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// When it enrolled, RFC 3339.
    #[serde(deserialize_with = "null_as_never")]
    pub enrolled_date_time: String,
    /// When it last checked in, RFC 3339; [`NEVER`] where it never has.
    #[serde(deserialize_with = "null_as_never")]
    pub last_sync_date_time: String,
    /// Until when it can check in without enrolling anew, RFC 3339.
    pub management_certificate_expiration_date: Option<String>,
    /// The profile by which it enrolled.
    pub enrollment_profile_name: Option<String>,
    /// The actions that were asked of it. Often empty in lists: read the device alone.
    #[serde(deserialize_with = "null_as_default")]
    pub device_action_results: Vec<DeviceActionResult>,
    /// Of beta: whether it is registered with Autopilot.
    pub autopilot_enrolled: Option<bool>,
    /// Of beta: how it is joined (`azureADJoined`, `hybridAzureADJoined`, `azureADRegistered`).
    pub join_type: Option<String>,
    /// Of beta: what kind of device it is (`windowsRT`, `androidEnterprise` …).
    pub device_type: Option<String>,
}

impl Default for ManagedDevice {
    /// Nothing is known of it.
    fn default() -> Self {
        ManagedDevice {
            id: String::new(),
            device_name: None,
            serial_number: None,
            operating_system: None,
            os_version: None,
            device_enrollment_type: None,
            management_agent: None,
            managed_device_owner_type: None,
            management_state: ManagementState::default(),
            compliance_state: None,
            is_supervised: false,
            azure_ad_device_id: None,
            user_id: None,
            user_principal_name: None,
            user_display_name: None,
            manufacturer: None,
            model: None,
            enrolled_date_time: NEVER.to_owned(),
            last_sync_date_time: NEVER.to_owned(),
            management_certificate_expiration_date: None,
            enrollment_profile_name: None,
            device_action_results: Vec::new(),
            autopilot_enrolled: None,
            join_type: None,
            device_type: None,
        }
    }
}

/// The body of `wipe`. What is `None` is as the service has it by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Wipe {
    /// Windows 10 1709 and later: keep enrolment state and user account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_enrollment_data: Option<bool>,
    /// Keep the user's data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_user_data: Option<bool>,
    /// macOS: the six digits by which it is unlocked afterwards.
    #[serde(rename = "macOsUnlockCode", skip_serializing_if = "Option::is_none")]
    pub mac_os_unlock_code: Option<String>,
    /// Keep the data plan of an eSIM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persist_esim_data_plan: Option<bool>,
    /// Of beta: go on even if the device loses power.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_protected_wipe: Option<bool>,
    /// Of beta, macOS: what to do where contents and settings can't be erased by themselves (`obliterationBehavior`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obliteration_behavior: Option<String>,
}

impl Wipe {
    /// Whether it says something that only beta understands.
    #[must_use]
    pub fn takes_beta(&self) -> bool {
        self.use_protected_wipe.is_some() || self.obliteration_behavior.is_some()
    }
}

fn null_as_never<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_else(|| NEVER.to_owned()))
}
