//! What the service and its clients really send, whatever the schema says.

use graph::wire::{
    BatchResponses, Collection, EnrollmentState, ErrorEnvelope, ImportStatus,
    ImportedWindowsAutopilotDeviceIdentity, NEVER, WindowsAutopilotDeviceIdentity, beta, text,
};
use serde_json::json;

fn import(text: &str) -> ImportedWindowsAutopilotDeviceIdentity {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn registered(text: &str) -> WindowsAutopilotDeviceIdentity {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn the_group_tag_has_two_names() {
    for (body, wanted) in [
        ("{}", None),
        (r#"{"groupTag": "a"}"#, Some("a")),
        (r#"{"groupTag": ""}"#, Some("")),
        (r#"{"groupTag": null}"#, None),
        (r#"{"orderIdentifier": "b"}"#, Some("b")),
        (r#"{"groupTag": "a", "orderIdentifier": "b"}"#, Some("a")),
        (r#"{"orderIdentifier": "b", "groupTag": "a"}"#, Some("a")),
        (r#"{"groupTag": "a", "orderIdentifier": ""}"#, Some("a")),
        (r#"{"groupTag": "", "orderIdentifier": "b"}"#, Some("b")),
        (r#"{"groupTag": null, "orderIdentifier": "b"}"#, Some("b")),
        (r#"{"groupTag": "", "orderIdentifier": null}"#, Some("")),
    ] {
        assert_eq!(import(body).group_tag.as_deref(), wanted, "{body}");
    }
}

#[test]
fn imports_lack_what_the_schema_wants() {
    for body in [
        "{}",
        r#"{"id": null, "hardwareIdentifier": null, "state": null}"#,
        r##"{"@odata.type": "#microsoft.graph.importedWindowsAutopilotDeviceIdentity", "isNew": [1, {}]}"##,
    ] {
        assert_eq!(import(body), ImportedWindowsAutopilotDeviceIdentity::default(), "{body}");
    }
    let state =
        import(r#"{"state": {"deviceImportStatus": null, "deviceErrorCode": null, "more": 1}}"#).state;
    assert_eq!(state, Some(graph::wire::ImportState::default()));
}

#[test]
fn what_a_client_posts_is_read() {
    let device = import(
        r##"{
            "@odata.type": "#microsoft.graph.importedWindowsAutopilotDeviceIdentity",
            "orderIdentifier": "Sales", "serialNumber": "TEST-1", "productKey": "",
            "hardwareIdentifier": "AAAA", "assignedUserPrincipalName": "",
            "state": {
                "@odata.type": "microsoft.graph.importedWindowsAutopilotDeviceIdentityState",
                "deviceImportStatus": "pending", "deviceRegistrationId": "",
                "deviceErrorCode": 0, "deviceErrorName": ""
            }
        }"##,
    );
    assert_eq!(text(device.group_tag.as_ref()), "Sales");
    assert_eq!(text(device.product_key.as_ref()), "");
    assert_eq!(text(device.hardware_identifier.as_ref()), "AAAA");
    assert_eq!(device.state.map(|state| state.device_import_status), Some(ImportStatus::Pending));
}

#[test]
fn registered_devices_lack_what_the_schema_wants() {
    for body in [
        "{}",
        r#"{"id": null, "enrollmentState": null, "lastContactedDateTime": null, "groupTag": null}"#,
        r#"{"enrollmentState": "unknown", "lastContactedDateTime": "0001-01-01T00:00:00Z", "new": [{}]}"#,
    ] {
        assert_eq!(registered(body), WindowsAutopilotDeviceIdentity::default(), "{body}");
        let beta: beta::WindowsAutopilotDeviceIdentity = serde_json::from_str(body).expect("it is read");
        assert_eq!(beta, beta::WindowsAutopilotDeviceIdentity::default(), "{body}");
    }
    assert_eq!(registered("{}").last_contacted_date_time, NEVER);
}

#[test]
fn beta_sends_nulls_for_its_own_members_too() {
    let body = json!({
        "deploymentProfileAssignmentStatus": null, "deploymentProfileAssignmentDetailedStatus": null,
        "deploymentProfileAssignedDateTime": null, "remediationState": null,
        "userlessEnrollmentStatus": null, "azureAdDeviceId": null,
    });
    let device: beta::WindowsAutopilotDeviceIdentity = serde_json::from_value(body).expect("it is read");
    assert_eq!(device, beta::WindowsAutopilotDeviceIdentity::default());
    let settings = json!({"id": null, "syncStatus": null, "lastSyncDateTime": null});
    let settings: beta::WindowsAutopilotSettings = serde_json::from_value(settings).expect("it is read");
    assert_eq!(settings, beta::WindowsAutopilotSettings::default());
}

#[test]
fn members_are_known_in_any_case_and_kept_where_they_are_not() {
    for (sent, known, written) in [
        ("enrolled", true, "enrolled"),
        ("Enrolled", true, "enrolled"),
        ("NOTCONTACTED", true, "notContacted"),
        ("pendingreset", true, "pendingReset"),
        ("unknownFutureValue", false, "unknownFutureValue"),
        ("SomethingNew", false, "SomethingNew"),
        ("", false, ""),
        (" enrolled", false, " enrolled"),
    ] {
        let state: EnrollmentState = serde_json::from_value(json!(sent)).expect("any text is read");
        assert_eq!(EnrollmentState::KNOWN.contains(&state), known, "{sent}");
        assert_eq!(serde_json::to_value(&state).expect("it is written"), json!(written), "{sent}");
    }
}

#[test]
fn an_import_is_in_progress_until_the_service_says_otherwise() {
    for (sent, in_progress) in [
        ("unknown", true),
        ("pending", true),
        ("partial", true),
        ("somethingNew", true),
        ("Complete", false),
        ("error", false),
    ] {
        assert_eq!(ImportStatus::from_name(sent).in_progress(), in_progress, "{sent}");
    }
}

#[test]
fn a_page_without_its_items_is_none() {
    type Page = Collection<ImportedWindowsAutopilotDeviceIdentity>;
    for (body, items) in [
        (r#"{"value": []}"#, Some(0)),
        (r#"{"value": [{}], "@odata.nextLink": null, "@odata.count": null, "@odata.tips": "…"}"#, Some(1)),
        (r#"{"@odata.context": null, "value": [{}, {}]}"#, Some(2)),
        ("{}", None),
        (r#"{"value": null}"#, None),
        (r#"{"value": {}}"#, None),
    ] {
        let page: Option<Page> = serde_json::from_str(body).ok();
        assert_eq!(page.map(|page| page.value.len()), items, "{body}");
    }
}

#[test]
fn errors_are_read_as_far_as_they_go() {
    for (body, code, message, request_id) in [
        (r#"{"error": {"code": "a", "message": "b"}}"#, "a", "b", None),
        (r#"{"error": {"code": null, "message": null, "innerError": null, "details": null}}"#, "", "", None),
        (r#"{"error": {"innerError": {"request-id": "r"}}}"#, "", "", Some("r")),
        (r#"{"error": {"innererror": {"request-id": "r", "code": "429"}}}"#, "", "", Some("r")),
        (r#"{"error": {"innerError": {"request-id": "r"}, "innererror": {}}}"#, "", "", Some("r")),
        (r#"{"error": {"innerError": null, "innererror": {"request-id": "r"}}}"#, "", "", Some("r")),
        (r#"{"error": {"code": "a", "message": {"lang": "en"}, "innerError": "r"}}"#, "a", "", None),
        (r#"{"error": {"code": 7, "message": "b", "details": {}, "target": []}}"#, "", "b", None),
        (r#"{"error": {}}"#, "", "", None),
        (r#"{"error": null}"#, "", "", None),
        (r#"{"Message": "b"}"#, "", "", None),
    ] {
        let sent: ErrorEnvelope = serde_json::from_str(body).unwrap_or_else(|_| panic!("{body}"));
        let error = sent.error;
        let id = error.inner_error.and_then(|inner| inner.request_id);
        let read = (error.code.as_str(), error.message.as_str(), id.as_deref());
        assert_eq!(read, (code, message, request_id), "{body}");
    }
}

#[test]
fn headers_of_a_batch_item_need_not_be_texts() {
    let body = json!({"responses": [
        {"id": "0", "status": 429, "headers": {"Retry-After": 2, "Cache": ["a"], "X": null, "Y": "y"}},
        {"id": "1", "status": 200, "headers": null, "body": null, "@odata.id": "…"},
        {"id": "2", "status": 200},
    ]});
    let sent: BatchResponses = serde_json::from_value(body).expect("it is read");
    let headers = |at: usize| serde_json::to_value(&sent.responses[at].headers).expect("it is written");
    assert_eq!(headers(0), json!({"Retry-After": "2", "Y": "y"}));
    assert_eq!([headers(1), headers(2)], [json!({}), json!({})]);
}
