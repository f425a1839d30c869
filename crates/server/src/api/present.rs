//! What is stored, as the wire has it.

use graph::wire::{
    EnrollmentState, ImportState, ImportStatus, ImportedWindowsAutopilotDeviceIdentity, NEVER,
    WindowsAutopilotDeviceIdentity, ZERO_ID, beta,
};

use crate::clock::Timestamp;
use crate::registration::Candidate;
use crate::store::identities::Identity;
use crate::store::imports::Import;

/// An import that was just accepted.
pub fn accepted(id: &str, import_id: &str, candidate: &Candidate) -> ImportedWindowsAutopilotDeviceIdentity {
    ImportedWindowsAutopilotDeviceIdentity {
        id: id.to_owned(),
        group_tag: candidate.group_tag.clone(),
        serial_number: Some(candidate.serial_number.clone()),
        product_key: Some(candidate.product_key.clone()),
        import_id: Some(import_id.to_owned()),
        hardware_identifier: None,
        assigned_user_principal_name: candidate.assigned_user.clone(),
        state: Some(ImportState {
            device_import_status: ImportStatus::Unknown,
            device_registration_id: Some(String::new()),
            device_error_code: 0,
            device_error_name: Some(String::new()),
        }),
    }
}

/// An import.
pub fn import(import: &Import) -> ImportedWindowsAutopilotDeviceIdentity {
    ImportedWindowsAutopilotDeviceIdentity {
        state: Some(ImportState {
            device_import_status: ImportStatus::from_name(&import.status),
            device_registration_id: Some(import.registration_id.clone().unwrap_or_default()),
            device_error_code: import.error_code,
            device_error_name: Some(import.error_name.clone().unwrap_or_default()),
        }),
        ..accepted(&import.id, &import.import_id, &import.candidate)
    }
}

/// A registered device, as v1.0 has it.
pub fn identity(identity: Identity) -> WindowsAutopilotDeviceIdentity {
    let state = match EnrollmentState::from_name(&identity.enrollment_state) {
        // v1.0 has no such member.
        EnrollmentState::Blocked => EnrollmentState::Unknown,
        state => state,
    };
    WindowsAutopilotDeviceIdentity { enrollment_state: state, ..any_version(identity) }
}

fn any_version(identity: Identity) -> WindowsAutopilotDeviceIdentity {
    WindowsAutopilotDeviceIdentity {
        id: identity.id,
        group_tag: identity.group_tag,
        purchase_order_identifier: identity.purchase_order,
        serial_number: Some(identity.serial_number),
        product_key: Some(identity.product_key),
        manufacturer: Some(identity.manufacturer),
        model: Some(identity.model),
        enrollment_state: EnrollmentState::from_name(&identity.enrollment_state),
        last_contacted_date_time: identity
            .last_contacted_at
            .map_or_else(|| NEVER.to_owned(), |at| Timestamp(at).rfc3339()),
        addressable_user_name: identity.addressable_user_name,
        user_principal_name: identity.user_principal_name,
        resource_name: identity.resource_name,
        sku_number: identity.sku_number,
        system_family: identity.system_family,
        azure_active_directory_device_id: Some(identity.entra_device_id),
        managed_device_id: Some(identity.managed_device_id.unwrap_or_else(|| ZERO_ID.to_owned())),
        display_name: identity.display_name,
    }
}

/// A registered device, as beta has it.
pub fn beta_identity(mut identity: Identity) -> beta::WindowsAutopilotDeviceIdentity {
    let date_time = |at: Option<i64>| Some(at.map_or_else(|| NEVER.to_owned(), |at| Timestamp(at).rfc3339()));
    beta::WindowsAutopilotDeviceIdentity {
        azure_ad_device_id: Some(identity.entra_device_id.clone()),
        deployment_profile_assignment_status: beta::ProfileAssignmentStatus::from_name(
            &identity.profile_status,
        ),
        deployment_profile_assignment_detailed_status: beta::ProfileAssignmentDetailedStatus::None,
        deployment_profile_assigned_date_time: date_time(identity.profile_assigned_at),
        device_account_upn: identity.device_account_upn.take(),
        device_account_password: None,
        device_friendly_name: identity.device_friendly_name.take(),
        remediation_state: beta::RemediationState::from_name(&identity.remediation_state),
        remediation_state_last_modified_date_time: date_time(identity.remediation_modified_at),
        userless_enrollment_status: beta::UserlessEnrollmentStatus::from_name(&identity.userless_status),
        v1: any_version(identity),
    }
}
