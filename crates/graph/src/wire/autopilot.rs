//! `windowsAutopilotDeviceIdentity`: a registered device.

use serde::{Deserialize, Serialize};

use super::{null_as_default, open_enum::open_enum};

/// The id that stands where there is none, as in `managedDeviceId` of a device that isn't enrolled.
pub const ZERO_ID: &str = "00000000-0000-0000-0000-000000000000";

/// The time that stands where there is none, as in `lastContactedDateTime` of a device that never was.
pub const NEVER: &str = "0001-01-01T00:00:00Z";

open_enum! {
    /// `enrollmentState`: how far a registered device is with its enrolment.
    EnrollmentState {
        /// Not known.
        Unknown = "unknown",
        /// In use.
        Enrolled = "enrolled",
        /// Enrolled with another profile than the one that is assigned now.
        PendingReset = "pendingReset",
        /// Its enrolment failed.
        Failed = "failed",
        /// Registered, never enrolled.
        NotContacted = "notContacted",
        /// Not allowed to enrol (beta only).
        Blocked = "blocked",
    }
}

/// A registered device, as v1.0 has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct WindowsAutopilotDeviceIdentity {
    /// A GUID, known as the ZTDID too.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// The group tag.
    pub group_tag: Option<String>,
    /// The purchase order.
    pub purchase_order_identifier: Option<String>,
    /// The serial number.
    pub serial_number: Option<String>,
    /// The Windows product key id.
    pub product_key: Option<String>,
    /// The manufacturer.
    pub manufacturer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// How far it is with its enrolment.
    #[serde(deserialize_with = "null_as_default")]
    pub enrollment_state: EnrollmentState,
    /// When it was last heard of, RFC 3339; [`NEVER`] where it never was.
    #[serde(deserialize_with = "null_as_never")]
    pub last_contacted_date_time: String,
    /// The name that the user is greeted by.
    pub addressable_user_name: Option<String>,
    /// The assigned user.
    pub user_principal_name: Option<String>,
    /// The resource's name.
    pub resource_name: Option<String>,
    /// The SKU.
    pub sku_number: Option<String>,
    /// The family of products.
    pub system_family: Option<String>,
    /// The Entra device id (`deviceId`, not the object's id); there since registration.
    pub azure_active_directory_device_id: Option<String>,
    /// The Intune id; [`ZERO_ID`] where it isn't enrolled.
    pub managed_device_id: Option<String>,
    /// The name that it will get.
    pub display_name: Option<String>,
}

impl Default for WindowsAutopilotDeviceIdentity {
    /// Nothing is known of it; it was [`NEVER`] heard of.
    fn default() -> Self {
        WindowsAutopilotDeviceIdentity {
            id: String::new(),
            group_tag: None,
            purchase_order_identifier: None,
            serial_number: None,
            product_key: None,
            manufacturer: None,
            model: None,
            enrollment_state: EnrollmentState::default(),
            last_contacted_date_time: NEVER.to_owned(),
            addressable_user_name: None,
            user_principal_name: None,
            resource_name: None,
            sku_number: None,
            system_family: None,
            azure_active_directory_device_id: None,
            managed_device_id: None,
            display_name: None,
        }
    }
}

fn null_as_never<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_else(|| NEVER.to_owned()))
}

/// The body of `updateDeviceProperties`. What is `None` is left as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct UpdateDeviceProperties {
    /// The assigned user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_principal_name: Option<String>,
    /// The name that the user is greeted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressable_user_name: Option<String>,
    /// The group tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_tag: Option<String>,
    /// The name that the device will get.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// The body of `assignUserToDevice`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct UserAssignment {
    /// The user.
    pub user_principal_name: Option<String>,
    /// The name that the user is greeted by.
    pub addressable_user_name: Option<String>,
}
