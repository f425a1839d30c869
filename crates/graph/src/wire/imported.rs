//! `importedWindowsAutopilotDeviceIdentity`: a device on its way into the tenant.

use serde::{Deserialize, Serialize};

use super::{null_as_default, open_enum::open_enum};

open_enum! {
    /// `importedWindowsAutopilotDeviceIdentityImportStatus`: how far an import is.
    ImportStatus {
        /// In progress: what the service says first.
        Unknown = "unknown",
        /// In progress.
        Pending = "pending",
        /// Partly done.
        Partial = "partial",
        /// Done: the device is registered.
        Complete = "complete",
        /// Refused: [`ImportState::device_error_name`] says why.
        Error = "error",
    }
}

impl ImportStatus {
    /// Whether the service will still change it.
    #[must_use]
    pub fn in_progress(&self) -> bool {
        !matches!(self, ImportStatus::Complete | ImportStatus::Error)
    }
}

/// `importedWindowsAutopilotDeviceIdentityState`: what became of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ImportState {
    /// How far it is.
    #[serde(deserialize_with = "null_as_default")]
    pub device_import_status: ImportStatus,
    /// The id of the Autopilot identity that came of it.
    pub device_registration_id: Option<String>,
    /// The error's number; 0: none. Numbers and names were seen to disagree: go by the name.
    #[serde(deserialize_with = "null_as_default")]
    pub device_error_code: i32,
    /// The error's name, one of [`error_name`]; empty or `None` (the word, too) where there is none.
    pub device_error_name: Option<String>,
}

/// A device on its way into the tenant, v1.0 and beta alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default, from = "Received")]
pub struct ImportedWindowsAutopilotDeviceIdentity {
    /// A GUID.
    pub id: String,
    /// The group tag. `orderIdentifier`, its older name, is read where this one says nothing.
    pub group_tag: Option<String>,
    /// The serial number.
    pub serial_number: Option<String>,
    /// The Windows product key id.
    pub product_key: Option<String>,
    /// The id that all devices of one call share, a GUID.
    pub import_id: Option<String>,
    /// The hardware hash in base64. Sent by clients; `null` in answers.
    pub hardware_identifier: Option<String>,
    /// The user that the device will be assigned to, by user principal name.
    pub assigned_user_principal_name: Option<String>,
    /// What became of it. The service ignores what a client says here.
    pub state: Option<ImportState>,
}

/// What is sent: the group tag by either name, or by both, which an alias would take for a property that is there twice.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Received {
    #[serde(deserialize_with = "null_as_default")]
    id: String,
    group_tag: Option<String>,
    order_identifier: Option<String>,
    serial_number: Option<String>,
    product_key: Option<String>,
    import_id: Option<String>,
    hardware_identifier: Option<String>,
    assigned_user_principal_name: Option<String>,
    state: Option<ImportState>,
}

impl From<Received> for ImportedWindowsAutopilotDeviceIdentity {
    fn from(sent: Received) -> Self {
        ImportedWindowsAutopilotDeviceIdentity {
            id: sent.id,
            group_tag: match sent.group_tag {
                Some(tag) if !tag.is_empty() => Some(tag),
                empty => sent.order_identifier.or(empty),
            },
            serial_number: sent.serial_number,
            product_key: sent.product_key,
            import_id: sent.import_id,
            hardware_identifier: sent.hardware_identifier,
            assigned_user_principal_name: sent.assigned_user_principal_name,
            state: sent.state,
        }
    }
}

/// The body of `importedWindowsAutopilotDeviceIdentities/import`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportRequest {
    /// The devices.
    #[serde(default, deserialize_with = "null_as_default")]
    pub imported_windows_autopilot_device_identities: Vec<ImportedWindowsAutopilotDeviceIdentity>,
}

/// Names of import errors, as [`ImportState::device_error_name`] has them, and their usual numbers.
///
/// Sources: Microsoft's troubleshooting page (806, 808); lists of the community (the others).
pub mod error_name {
    /// Trouble on the service's side: 640.
    pub const STORAGE: &str = "StorageError";
    /// A body that makes no sense: 801.
    pub const INVALID_BODY: &str = "InvalidZtdRequestBody";
    /// A hash that can't be read: 802.
    pub const INVALID_HASH: &str = "InvalidZtdHardwareHash";
    /// Neither a serial number nor a product key: 803.
    pub const MISSING_SERIAL: &str = "MissingZtdSerialNumberAndProductKey";
    /// Registered in this tenant already: 806.
    pub const ALREADY_ASSIGNED: &str = "ZtdDeviceAlreadyAssigned";
    /// Twice in one call: 807.
    pub const DUPLICATED: &str = "ZtdDeviceDuplicated";
    /// Registered in another tenant: 808, and 806 was seen.
    pub const OTHER_TENANT: &str = "ZtdDeviceAssignedToOtherTenant";
    /// The other spelling of [`OTHER_TENANT`] in the documentation.
    pub const ANOTHER_TENANT: &str = "ZtdDeviceAssignedToAnotherTenant";
    /// The supplier's list has no such manufacturer, model or serial number.
    pub const NOT_FOUND: &str = "ZtdDeviceNotFound";
}
