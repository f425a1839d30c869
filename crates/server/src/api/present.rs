//! What is stored, as the wire has it: the types of `graph::wire`, written from where the texts are instead of from copies
//! of them. A page has a thousand.

use graph::wire::{NEVER, ZERO_ID};
use serde::{Serialize, Serializer};

use crate::clock::Timestamp;
use crate::registration::Candidate;
use crate::store::identities::Identity;
use crate::store::imports;

/// An import.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "they are the protocol's")]
#[serde(rename_all = "camelCase")]
pub struct Import<'a> {
    id: &'a str,
    group_tag: Option<&'a str>,
    serial_number: &'a str,
    product_key: &'a str,
    import_id: &'a str,
    hardware_identifier: Option<&'a str>,
    assigned_user_principal_name: Option<&'a str>,
    state: ImportState<'a>,
}

/// What became of an import.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "they are the protocol's")]
#[serde(rename_all = "camelCase")]
struct ImportState<'a> {
    device_import_status: &'a str,
    device_registration_id: &'a str,
    device_error_code: i32,
    device_error_name: &'a str,
}

impl<'a> Import<'a> {
    /// One that was just accepted.
    pub fn accepted(id: &'a str, import_id: &'a str, candidate: &'a Candidate) -> Import<'a> {
        Import {
            id,
            group_tag: candidate.group_tag.as_deref(),
            serial_number: &candidate.serial_number,
            product_key: &candidate.product_key,
            import_id,
            hardware_identifier: None,
            assigned_user_principal_name: candidate.assigned_user.as_deref(),
            state: ImportState {
                device_import_status: "unknown",
                device_registration_id: "",
                device_error_code: 0,
                device_error_name: "",
            },
        }
    }

    /// One that is stored.
    pub fn stored(import: &imports::Import<'a>) -> Import<'a> {
        Import {
            id: import.id,
            group_tag: import.group_tag,
            serial_number: import.serial_number,
            product_key: import.product_key,
            import_id: import.import_id,
            hardware_identifier: None,
            assigned_user_principal_name: import.assigned_user,
            state: ImportState {
                device_import_status: import.status,
                device_registration_id: import.registration_id.unwrap_or_default(),
                device_error_code: import.error_code,
                device_error_name: import.error_name.unwrap_or_default(),
            },
        }
    }
}

/// A registered device, as v1.0 has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Device<'a> {
    id: &'a str,
    group_tag: Option<&'a str>,
    purchase_order_identifier: Option<&'a str>,
    serial_number: &'a str,
    product_key: &'a str,
    manufacturer: &'a str,
    model: &'a str,
    enrollment_state: &'a str,
    last_contacted_date_time: Moment,
    addressable_user_name: Option<&'a str>,
    user_principal_name: Option<&'a str>,
    resource_name: Option<&'a str>,
    sku_number: Option<&'a str>,
    system_family: Option<&'a str>,
    azure_active_directory_device_id: &'a str,
    managed_device_id: &'a str,
    display_name: Option<&'a str>,
}

impl<'a> Device<'a> {
    /// One that is stored.
    pub fn stored<T: AsRef<str>>(identity: &'a Identity<T>) -> Device<'a> {
        let device = Device::of_any_version(identity);
        // v1.0 has no such member.
        let state = if device.enrollment_state == "blocked" { "unknown" } else { device.enrollment_state };
        Device { enrollment_state: state, ..device }
    }

    fn of_any_version<T: AsRef<str>>(identity: &'a Identity<T>) -> Device<'a> {
        Device {
            id: identity.id.as_ref(),
            group_tag: text(identity.group_tag.as_ref()),
            purchase_order_identifier: text(identity.purchase_order.as_ref()),
            serial_number: identity.serial_number.as_ref(),
            product_key: identity.product_key.as_ref(),
            manufacturer: identity.manufacturer.as_ref(),
            model: identity.model.as_ref(),
            enrollment_state: identity.enrollment_state.as_ref(),
            last_contacted_date_time: Moment(identity.last_contacted_at),
            addressable_user_name: text(identity.addressable_user_name.as_ref()),
            user_principal_name: text(identity.user_principal_name.as_ref()),
            resource_name: text(identity.resource_name.as_ref()),
            sku_number: text(identity.sku_number.as_ref()),
            system_family: text(identity.system_family.as_ref()),
            azure_active_directory_device_id: identity.entra_device_id.as_ref(),
            managed_device_id: text(identity.managed_device_id.as_ref()).unwrap_or(ZERO_ID),
            display_name: text(identity.display_name.as_ref()),
        }
    }
}

/// A registered device, as beta has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaDevice<'a> {
    #[serde(flatten)]
    v1: Device<'a>,
    azure_ad_device_id: &'a str,
    deployment_profile_assignment_status: &'a str,
    deployment_profile_assignment_detailed_status: &'a str,
    deployment_profile_assigned_date_time: Moment,
    device_account_upn: Option<&'a str>,
    /// Never told.
    device_account_password: Option<&'a str>,
    device_friendly_name: Option<&'a str>,
    remediation_state: &'a str,
    remediation_state_last_modified_date_time: Moment,
    userless_enrollment_status: &'a str,
}

impl<'a> BetaDevice<'a> {
    /// One that is stored.
    pub fn stored<T: AsRef<str>>(identity: &'a Identity<T>) -> BetaDevice<'a> {
        BetaDevice {
            v1: Device::of_any_version(identity),
            azure_ad_device_id: identity.entra_device_id.as_ref(),
            deployment_profile_assignment_status: identity.profile_status.as_ref(),
            deployment_profile_assignment_detailed_status: "none",
            deployment_profile_assigned_date_time: Moment(identity.profile_assigned_at),
            device_account_upn: text(identity.device_account_upn.as_ref()),
            device_account_password: None,
            device_friendly_name: text(identity.device_friendly_name.as_ref()),
            remediation_state: identity.remediation_state.as_ref(),
            remediation_state_last_modified_date_time: Moment(identity.remediation_modified_at),
            userless_enrollment_status: identity.userless_status.as_ref(),
        }
    }
}

fn text<T: AsRef<str>>(text: Option<&T>) -> Option<&str> {
    text.map(AsRef::as_ref)
}

/// A moment, RFC 3339; [`NEVER`] where there was none.
#[derive(Debug)]
struct Moment(Option<i64>);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            None => serializer.serialize_str(NEVER),
            Some(at) => serializer.serialize_str(&Timestamp(at).rfc3339()),
        }
    }
}

#[cfg(test)]
mod tests {
    use graph::wire;
    use serde::de::DeserializeOwned;

    use super::*;

    /// What is written is what clients read, and nothing besides.
    #[track_caller]
    fn assert_is<T: Serialize + DeserializeOwned>(written: &impl Serialize) {
        let text = serde_json::to_string(written).unwrap();
        let read: T = serde_json::from_str(&text).unwrap();
        assert_eq!(text, serde_json::to_string(&read).unwrap());
    }

    #[test]
    fn the_wire_has_these_properties() {
        let import = imports::Import {
            seq: 1,
            id: "a",
            import_id: "b",
            group_tag: Some("c"),
            serial_number: "d",
            serial_key: "d",
            product_key: "e",
            assigned_user: Some("f"),
            status: "error",
            error_code: 806,
            error_name: Some("g"),
            registration_id: Some("h"),
            complete_at: Timestamp(0),
        };
        assert_is::<wire::ImportedWindowsAutopilotDeviceIdentity>(&Import::stored(&import));
        let identity = Identity {
            id: "a",
            purchase_order: Some("b"),
            enrollment_state: "blocked",
            last_contacted_at: Some(1),
            profile_status: "pending",
            remediation_state: "unknown",
            userless_status: "blocked",
            ..Identity::default()
        };
        assert_is::<wire::WindowsAutopilotDeviceIdentity>(&Device::stored(&identity));
        assert_is::<wire::beta::WindowsAutopilotDeviceIdentity>(&BetaDevice::stored(&identity));
    }
}
