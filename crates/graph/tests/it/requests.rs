//! Exactly what is asked, for every operation.

use graph::{
    BatchItem, Call, Decision, Method, Remote, Version, Warrant, import_path,
    wire::{ManagedDeviceCleanupRule, UpdateDeviceProperties, Wipe},
};
use serde_json::json;

use crate::{
    client,
    script::{answer, run},
};

const NONE: &str = r#"{"value": []}"#;

#[test]
fn registering() {
    let (client, script) =
        client([answer(200, NONE), answer(200, NONE), answer(200, NONE), answer(200, "{}"), answer(204, "")]);
    let body = br#"{"importedWindowsAutopilotDeviceIdentities":[]}"#.to_vec();
    run(client.import("intent-1", body)).expect("it is taken");
    run(client.imports().all()).expect("there are none");
    run(client.imports_of("3f'1c 7a").all()).expect("there are none");
    run(client.imported("a/b?c")).expect("it is there");
    run(client.forget_import("intent-2", "a/b?c")).expect("it is gone");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn registered_devices() {
    let (client, script) =
        client([answer(200, NONE), answer(200, NONE), answer(200, "{}"), answer(200, NONE), answer(204, "")]);
    run(client.registered().all()).expect("there are none");
    run(client.registered_beta().all()).expect("there are none");
    run(client.registered_device("a b")).expect("it is there");
    run(client.registered_by_serial("TEST-0001 B")).expect("there are none");
    let properties =
        UpdateDeviceProperties { group_tag: Some("Sales".to_owned()), ..UpdateDeviceProperties::default() };
    let change = Call::update_device_properties("a b", &properties);
    run(client.call("intent-3", &change, &Warrant::None)).expect("it is taken");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn settings() {
    let (client, script) = client([answer(200, "{}"), answer(204, "")]);
    run(client.autopilot_settings()).expect("they are there");
    run(client.sync_autopilot("intent-4")).expect("it is begun");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn a_batch() {
    let items = [
        BatchItem { method: Method::Get, url: import_path("a b"), request_id: None, body: None },
        BatchItem {
            method: Method::Delete,
            url: import_path("c"),
            request_id: Some("intent-6".to_owned()),
            body: None,
        },
        BatchItem {
            method: Method::Patch,
            url: "/devices".to_owned(),
            request_id: Some("intent-7".to_owned()),
            body: Some(json!({"groupTag": "Sales"})),
        },
    ];
    let (client, script) = client([answer(200, r#"{"responses": []}"#)]);
    run(client.batch(Version::V1, "intent-5", &items)).expect("it is taken");
    insta::assert_snapshot!(script.transcript());
}

// Graph refuses a batch with something that posts without a body.
#[test]
fn a_batch_of_calls() {
    let calls = [
        Call::order("a b", &Remote::Restart),
        Call::order("a b", &Remote::Delete),
        Call::unassign_user("c"),
        Call::deregister("c"),
        Call::leave_group("g", "d"),
        Call::disable_directory_device("d"),
        Call::delete_directory_device("d"),
    ];
    let items: Vec<BatchItem> =
        (0..).zip(calls).map(|(number, call)| call.item(format!("intent-{number}"))).collect();
    for item in &items {
        assert_eq!(item.body.is_some(), item.method != Method::Delete, "{}", item.url);
    }
    let (client, script) = client([answer(200, r#"{"responses": []}"#), answer(200, "{}")]);
    run(client.batch(Version::V1, "batch", &items)).expect("it is taken");
    run(client.look(Version::Beta, &import_path("a b"))).expect("it is there");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn asking_managed_devices() {
    let remotes = [
        Remote::Restart,
        Remote::Sync,
        Remote::Wipe(Wipe::default()),
        Remote::Wipe(Wipe { use_protected_wipe: Some(true), ..Wipe::default() }),
        Remote::Retire,
        Remote::Delete,
        Remote::FreshStart { keep_user_data: true },
    ];
    let found =
        r#"{"value": [{"id": "1", "serialNumber": "test-1 "}, {"id": "2", "serialNumber": "TEST-10"}]}"#;
    let answers = remotes.iter().map(|_| answer(204, ""));
    let (client, script) = client(answers.chain([
        answer(200, NONE),
        answer(200, "{}"),
        answer(200, found),
        answer(400, ""),
        answer(200, found),
    ]));
    let client = client.on_behalf_of(" adele@contoso.example ");
    for (number, remote) in remotes.iter().enumerate() {
        let warrant = match number {
            2 => Warrant::Reason("It was stöl€n".to_owned()),
            3 => Warrant::Code("code".to_owned()),
            _ => Warrant::None,
        };
        run(client.call(&format!("intent-{number}"), &Call::order("a b", remote), &warrant))
            .expect("it is taken");
    }
    run(client.managed().all()).expect("there are none");
    run(client.managed_device("a b")).expect("it is there");
    // Filters have been seen to be passed over, and to be refused.
    for _ in 0..2 {
        let found = run(client.managed_by_serial("TEST-1")).expect("it is found");
        assert_eq!(found.iter().map(|device| device.id.as_str()).collect::<Vec<_>>(), ["1"]);
    }
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn out_of_every_directory() {
    let object = r#"{"value": [{"id": "1", "deviceId": "AB"}, {"id": "2", "deviceId": "cd"}]}"#;
    let (client, script) = client([
        answer(204, ""),
        answer(204, ""),
        answer(200, NONE),
        answer(200, "{}"),
        answer(200, object),
        answer(204, ""),
        answer(200, NONE),
    ]);
    run(client.call("intent-1", &Call::unassign_user("a b"), &Warrant::None)).expect("it is taken");
    run(client.call("intent-2", &Call::deregister("a b"), &Warrant::None)).expect("it is taken");
    run(client.directory_devices().all()).expect("there are none");
    run(client.directory_device("a b")).expect("it is there");
    let found = run(client.directory_by_device_id("ab")).expect("it is found");
    assert_eq!(found.len(), 1);
    let object = Call::delete_directory_device("a b");
    run(client.call("intent-3", &object, &Warrant::None)).expect("it is gone");
    run(client.users_beginning("O'Ne")).expect("there are none");
    insta::assert_snapshot!(script.transcript());
}

#[test]
fn rules_and_approvals() {
    let (client, script) = client([
        answer(200, NONE),
        answer(201, "{}"),
        answer(200, "{}"),
        answer(204, ""),
        answer(200, NONE),
        answer(200, "{}"),
        answer(200, "{}"),
        answer(200, "{}"),
        answer(200, "{}"),
    ]);
    let rule = |id: &str| ManagedDeviceCleanupRule {
        id: id.to_owned(),
        device_cleanup_rule_platform_type: "windows".to_owned(),
        device_inactivity_before_retirement_in_days: 90,
        ..ManagedDeviceCleanupRule::default()
    };
    run(client.cleanup_rules().all()).expect("there are none");
    run(client.keep_cleanup_rule("intent-1", &rule(""))).expect("it is made");
    run(client.keep_cleanup_rule("intent-2", &rule("a b"))).expect("it is changed");
    run(client.delete_cleanup_rule("intent-3", "a b")).expect("it is gone");
    run(client.approval_requests().all()).expect("there are none");
    run(client.approval_request("a b")).expect("it is there");
    run(client.decide("intent-4", "a b", Decision::Approve, "I called.")).expect("it is taken");
    run(client.decide("intent-5", "a b", Decision::Reject, "No.")).expect("it is taken");
    run(client.cancel_own_request("intent-6", "a b")).expect("it is taken");
    insta::assert_snapshot!(script.transcript());
}
