//! Devices, and what is done to them.

use graph::wire::{
    EnrollmentState, ImportRequest, ImportState, ImportStatus, ImportedWindowsAutopilotDeviceIdentity,
    UpdateDeviceProperties, UserAssignment, WindowsAutopilotDeviceIdentity, beta,
};

use super::{ID, OTHER_ID, TIME, some, written};

fn imported() -> ImportedWindowsAutopilotDeviceIdentity {
    ImportedWindowsAutopilotDeviceIdentity {
        id: ID.to_owned(),
        group_tag: some("Sales"),
        serial_number: some("TEST-1"),
        product_key: some("1234567890123"),
        import_id: some(OTHER_ID),
        hardware_identifier: some("AAAA"),
        assigned_user_principal_name: some("someone@contoso.example"),
        state: Some(state()),
    }
}

fn state() -> ImportState {
    ImportState {
        device_import_status: ImportStatus::Error,
        device_registration_id: some(OTHER_ID),
        device_error_code: 806,
        device_error_name: some("ZtdDeviceAlreadyAssigned"),
    }
}

fn registered() -> WindowsAutopilotDeviceIdentity {
    WindowsAutopilotDeviceIdentity {
        id: ID.to_owned(),
        group_tag: some("Sales"),
        purchase_order_identifier: some("PO-1"),
        serial_number: some("TEST-1"),
        product_key: some("1234567890123"),
        manufacturer: some("Contoso"),
        model: some("Contoso Book 1"),
        enrollment_state: EnrollmentState::Enrolled,
        last_contacted_date_time: TIME.to_owned(),
        addressable_user_name: some("Someone"),
        user_principal_name: some("someone@contoso.example"),
        resource_name: some("Room"),
        sku_number: some("SKU"),
        system_family: some("Book"),
        azure_active_directory_device_id: some(OTHER_ID),
        managed_device_id: some(graph::wire::ZERO_ID),
        display_name: some("BOOK-1"),
    }
}

#[test]
fn an_import() {
    written!(imported());
}

#[test]
fn an_empty_import() {
    written!(ImportedWindowsAutopilotDeviceIdentity::default());
}

#[test]
fn the_state_of_an_import() {
    written!(state());
}

#[test]
fn the_body_of_import() {
    written!(ImportRequest { imported_windows_autopilot_device_identities: vec![imported()] });
}

#[test]
fn a_registered_device() {
    written!(registered());
}

#[test]
fn an_empty_registered_device_was_never_contacted() {
    written!(WindowsAutopilotDeviceIdentity::default());
}

#[test]
fn a_registered_device_of_beta() {
    written!(beta::WindowsAutopilotDeviceIdentity {
        v1: registered(),
        azure_ad_device_id: some(OTHER_ID),
        deployment_profile_assignment_status: beta::ProfileAssignmentStatus::AssignedUnkownSyncState,
        deployment_profile_assignment_detailed_status:
            beta::ProfileAssignmentDetailedStatus::HardwareRequirementsNotMet,
        deployment_profile_assigned_date_time: some(TIME),
        device_account_upn: some("room@contoso.example"),
        device_account_password: None,
        device_friendly_name: some("Room"),
        remediation_state: beta::RemediationState::ManualRemediationRequired,
        remediation_state_last_modified_date_time: some(TIME),
        userless_enrollment_status: beta::UserlessEnrollmentStatus::Blocked,
    });
}

#[test]
fn an_empty_registered_device_of_beta() {
    written!(beta::WindowsAutopilotDeviceIdentity::default());
}

#[test]
fn the_settings() {
    written!(beta::WindowsAutopilotSettings {
        id: ID.to_owned(),
        last_sync_date_time: some(TIME),
        last_manual_sync_trigger_date_time: some(TIME),
        sync_status: beta::SyncStatus::InProgress,
    });
}

#[test]
fn changed_properties() {
    written!(UpdateDeviceProperties {
        user_principal_name: some("someone@contoso.example"),
        addressable_user_name: some("Someone"),
        group_tag: some(""),
        display_name: some("BOOK-1"),
    });
}

#[test]
fn what_stays_is_not_sent() {
    written!(UpdateDeviceProperties { group_tag: some("Sales"), ..UpdateDeviceProperties::default() });
}

#[test]
fn a_user_is_assigned() {
    written!(UserAssignment {
        user_principal_name: some("someone@contoso.example"),
        addressable_user_name: some("Someone"),
    });
}
