//! What is in management and in the directory, and what is asked of it.

use graph::wire::{
    ActionState, ApprovalStatus, Device, DeviceActionResult, Identity, IdentitySet, ManagedDevice,
    ManagedDeviceCleanupRule, ManagementState, OperationApprovalRequest, User, Wipe,
};

use super::{ID, OTHER_ID, TIME, read_back, some, written};

fn managed() -> ManagedDevice {
    ManagedDevice {
        id: ID.to_owned(),
        device_name: some("BOOK-1"),
        serial_number: some("TEST-1"),
        operating_system: some("Windows"),
        os_version: some("10.0.22631.4317"),
        device_enrollment_type: some("windowsAzureADJoin"),
        management_agent: some("mdm"),
        managed_device_owner_type: some("company"),
        management_state: ManagementState::WipePending,
        compliance_state: some("compliant"),
        is_supervised: true,
        azure_ad_device_id: some(OTHER_ID),
        user_id: some(OTHER_ID),
        user_principal_name: some("someone@contoso.example"),
        user_display_name: some("Someone"),
        manufacturer: some("Contoso"),
        model: some("Contoso Book 1"),
        enrolled_date_time: TIME.to_owned(),
        last_sync_date_time: TIME.to_owned(),
        management_certificate_expiration_date: some(TIME),
        enrollment_profile_name: some("Profile"),
        device_action_results: vec![result()],
        autopilot_enrolled: Some(true),
        join_type: some("azureADJoined"),
        device_type: some("windowsRT"),
    }
}

fn result() -> DeviceActionResult {
    DeviceActionResult {
        action_name: "wipe".to_owned(),
        action_state: ActionState::Pending,
        start_date_time: TIME.to_owned(),
        last_updated_date_time: TIME.to_owned(),
    }
}

#[test]
fn a_managed_device() {
    written!(managed());
}

#[test]
fn an_empty_managed_device_never_checked_in() {
    written!(ManagedDevice::default());
    let nulls: ManagedDevice = serde_json::from_str(
        r##"{"id": null, "lastSyncDateTime": null, "deviceActionResults": null, "managementState": null,
            "isSupervised": null, "@odata.type": "#microsoft.graph.windowsManagedDevice"}"##,
    )
    .expect("nulls are as good as nothing");
    assert_eq!(nulls, ManagedDevice::default());
}

#[test]
fn the_body_of_wipe() {
    written!(Wipe {
        keep_enrollment_data: Some(false),
        keep_user_data: Some(false),
        mac_os_unlock_code: some("123456"),
        persist_esim_data_plan: Some(true),
        use_protected_wipe: Some(true),
        obliteration_behavior: some("default"),
    });
    assert_eq!(serde_json::to_string(&Wipe::default()).expect("it can be written"), "{}");
}

#[test]
fn a_device_object() {
    written!(Device {
        id: ID.to_owned(),
        device_id: some(OTHER_ID),
        display_name: some("BOOK-1"),
        account_enabled: Some(true),
        approximate_last_sign_in_date_time: some(TIME),
        registration_date_time: some(TIME),
        is_managed: Some(true),
        on_premises_sync_enabled: Some(false),
        operating_system: some("Windows"),
        physical_ids: vec![format!("[ZTDID]:{OTHER_ID}")],
        trust_type: some("AzureAd"),
    });
}

#[test]
fn a_device_object_says_for_which_registration_it_was_made() {
    let of = |ids: &[&str]| {
        let physical_ids = ids.iter().map(|id| (*id).to_owned()).collect();
        Device { physical_ids, ..Device::default() }.autopilot_id()
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&["[OrderID]:Sales", "[é"]), None);
    assert_eq!(of(&["[ZTDID]:"]), None);
    assert_eq!(of(&["[OrderID]:Sales", "[ZTDId]:3F1C"]), some("3f1c"));
}

#[test]
fn a_user() {
    read_back(&User {
        id: ID.to_owned(),
        user_principal_name: some("someone@contoso.example"),
        display_name: some("Someone"),
        account_enabled: Some(false),
    });
}

#[test]
fn a_cleanup_rule() {
    written!(ManagedDeviceCleanupRule {
        id: ID.to_owned(),
        display_name: some("Old laptops"),
        description: some("Nobody misses them"),
        device_cleanup_rule_platform_type: "windows".to_owned(),
        device_inactivity_before_retirement_in_days: 90,
        last_modified_date_time: some(TIME),
    });
}

#[test]
fn a_request_for_approval() {
    let somebody = |name| {
        Some(IdentitySet {
            user: Some(Identity { id: some(OTHER_ID), display_name: some(name), ..Identity::default() }),
            application: None,
        })
    };
    written!(OperationApprovalRequest {
        id: ID.to_owned(),
        request_date_time: some(TIME),
        expiration_date_time: some(TIME),
        last_modified_date_time: some(TIME),
        requestor: somebody("Someone"),
        approver: somebody("Somebody else"),
        status: ApprovalStatus::NeedsApproval,
        request_justification: some("It was stolen."),
        approval_justification: some("I called."),
        required_operation_approval_policy_types: vec!["deviceWipe".to_owned()],
        muster_operation: None,
    });
}
