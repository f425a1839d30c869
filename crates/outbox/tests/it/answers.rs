//! What the engine makes of answers that the server of the simulation never gives.

use outbox::{Action, Intent, Row, RowStatus, State, TroubleKind};

use crate::memory::{EMPTY, LOST, Memory, NOW, turn, turn_at};

fn registration() -> Intent {
    let row = Row {
        serial: "S1".to_owned(),
        group_tag: String::new(),
        user: String::new(),
        span: (0, 2),
        status: RowStatus::Waiting,
        since: NOW,
        import: None,
    };
    let action = Action::Register { rows: vec![row], import_id: None, before: Vec::new() };
    Intent { seq: 1, ..Intent::new("intent-1".to_owned(), "https://service.example", NOW, action) }
}

#[test]
fn what_needs_approval_waits_and_says_so() {
    let memory = Memory::default();
    memory.intents.borrow_mut().insert(1, registration());
    let refusal = r#"{"error":{"code":"PreconditionFailed","message":"Approval required: 0f8c"}}"#;
    turn(
        &memory,
        vec![
            ("/import", 412, refusal),
            ("windowsAutopilotDeviceIdentities", 200, EMPTY),
            ("importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
        ],
    );
    let intent = memory.intents.borrow()[&1].clone();
    assert_eq!(intent.state, State::Approval);
    assert_eq!(intent.trouble.map(|trouble| trouble.kind), Some(TroubleKind::Approval));
}

#[test]
fn a_website_is_not_taken_for_the_service() {
    for (status, body) in
        [(200, "<!doctype html><title>Sign in to the network</title>"), (404, "<h1>Not here</h1>")]
    {
        let memory = Memory::default();
        turn(&memory, vec![("windowsAutopilotDeviceIdentities", status, body)]);
        let status = memory.status.borrow().clone();
        assert_eq!(status.trouble.map(|trouble| trouble.kind), Some(TroubleKind::NotService), "{body}");
        assert_eq!((status.pulled, status.failures), (None, 1));
    }
    // A service that refuses says so in its own words.
    let memory = Memory::default();
    let refusal = r#"{"error":{"code":"Forbidden","message":"no"}}"#;
    turn(&memory, vec![("windowsAutopilotDeviceIdentities", 403, refusal)]);
    let kind = memory.status.borrow().trouble.as_ref().map(|trouble| trouble.kind);
    assert_eq!(kind, Some(TroubleKind::Rejected));
}

#[test]
fn what_others_register_is_mirrored_as_long_as_it_matters() {
    let memory = Memory::default();
    let pull = |imports| {
        let script = vec![
            ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
            ("/importedWindowsAutopilotDeviceIdentities", 200, imports),
        ];
        turn(&memory, script);
        let found = memory.imports.borrow();
        found.values().map(|import| (import.id.clone(), import.status.clone())).collect::<Vec<_>>()
    };
    let pending = r#"{"value":[
        {"id":"i1","serialNumber":"S1","state":{"deviceImportStatus":"pending"}},
        {"id":"i2","serialNumber":"S2","state":{"deviceImportStatus":"complete","deviceRegistrationId":"d2"}},
        {"id":"i3","serialNumber":"S3","state":{"deviceImportStatus":"error","deviceErrorCode":806,"deviceErrorName":"ZtdDeviceAlreadyAssigned"}}]}"#;
    let failed = RowStatus::Failed { code: 806, name: "ZtdDeviceAlreadyAssigned".to_owned() };
    // What came true before anybody looked is among the devices, or was deleted since.
    assert_eq!(pull(pending), [("i1".to_owned(), RowStatus::Pending), ("i3".to_owned(), failed)]);
    assert_eq!(memory.status.borrow().underway, Some(NOW), "it is looked again");

    // The device of this one is still awaited.
    let done = r#"{"value":[{"id":"i1","serialNumber":"S1","state":{"deviceImportStatus":"complete","deviceRegistrationId":"d1"}}]}"#;
    let complete = RowStatus::Complete { device: "d1".to_owned(), observed: false };
    assert_eq!(pull(done), [("i1".to_owned(), complete)]);
    assert_eq!(pull(EMPTY), []);
    assert_eq!(memory.status.borrow().underway, None, "nothing is under way");

    // Who may not read them sees the devices all the same.
    let script = vec![
        ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
        (
            "/importedWindowsAutopilotDeviceIdentities",
            403,
            r#"{"error":{"code":"Forbidden","message":"no"}}"#,
        ),
    ];
    turn(&memory, script);
    assert_eq!(memory.status.borrow().trouble, None);
}

#[test]
fn what_was_there_before_is_not_taken_for_what_was_sent() {
    let memory = Memory::default();
    memory.intents.borrow_mut().insert(1, registration());
    // Of yesterday, by another tool, and never tidied up.
    let imports = r#"{"value":[{"id":"old","importId":"c","serialNumber":"s1","state":{"deviceImportStatus":"error","deviceErrorName":"StorageError"}}]}"#;
    let script = vec![
        ("/import", LOST, ""),
        ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
        ("/importedWindowsAutopilotDeviceIdentities", 200, imports),
    ];
    turn(&memory, script.clone());
    assert_eq!(memory.intents.borrow()[&1].state, State::Sent);
    let mut now = NOW;
    for sends in 1..=5 {
        // By then nothing of it can arrive any more: it is sent again, and in the end given up where everybody sees it.
        now += 200_000;
        turn_at(now, &memory, script.clone());
        let state = memory.intents.borrow()[&1].state;
        assert_eq!(state, if sends < 5 { State::Waiting } else { State::Rejected }, "{sends}");
        now += 400_000;
        turn_at(now, &memory, script.clone());
    }
    assert_eq!(memory.intents.borrow()[&1].rows()[0].import, None);
}

#[test]
fn a_device_that_a_list_leaves_out_is_asked_for_before_it_is_dropped() {
    const DEVICE: &str = r#"{"value":[{"id":"d1","serialNumber":"S1","enrollmentState":"notContacted"}]}"#;
    let memory = Memory::default();
    let pull = |list, batch| {
        let script = vec![
            ("/windowsAutopilotDeviceIdentities", 200, list),
            ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
            ("$batch", 200, batch),
        ];
        turn(&memory, script);
        memory.devices.borrow().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(pull(DEVICE, ""), ["d1"]);
    let there = r#"{"responses":[{"id":"0","status":200,"body":{"id":"d1","serialNumber":"S1","enrollmentState":"enrolled"}}]}"#;
    assert_eq!(pull(EMPTY, there), ["d1"]);
    assert_eq!(
        memory.devices.borrow()["d1"].events.len(),
        2,
        "what happened to it is remembered, and goes on"
    );
    let fails = r#"{"responses":[{"id":"0","status":503,"body":{"error":{"code":"ServiceUnavailable","message":""}}}]}"#;
    assert_eq!(pull(EMPTY, fails), ["d1"]);
    let gone = r#"{"responses":[{"id":"0","status":404,"body":{"error":{"code":"ResourceNotFound","message":""}}}]}"#;
    assert_eq!(pull(EMPTY, gone), Vec::<String>::new());
}
