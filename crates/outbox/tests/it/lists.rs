//! Managed devices and device objects, as lists tell of them.

use outbox::TroubleKind;

use crate::memory::{EMPTY, Memory, NOW, SERVER, turn};

const BASE: [(&str, u16, &str); 2] = [
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];

/// Has everything read; which managed devices and device objects are known then.
fn pull(memory: &Memory, script: &[(&'static str, u16, &'static str)]) -> (Vec<String>, Vec<String>) {
    turn(memory, script.iter().copied().chain(BASE).collect());
    let managed = memory.managed.borrow().keys().cloned().collect();
    (managed, memory.objects.borrow().keys().cloned().collect())
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

const MANAGED: &str = r#"{"value":[{"id":"m1","serialNumber":"S1"},{"id":"m2","serialNumber":"S2"}]}"#;
const OBJECTS: &str = r#"{"value":[{"id":"o1","deviceId":"d1"}]}"#;

#[test]
fn what_a_list_leaves_out_is_asked_for_before_it_is_dropped() {
    let memory = Memory::default();
    let both = [("/managedDevices", 200, MANAGED), ("/devices", 200, OBJECTS)];
    assert_eq!(pull(&memory, &both), (ids(&["m1", "m2"]), ids(&["o1"])));
    let there = r#"{"responses":[{"id":"0","status":200,"body":{"id":"m","serialNumber":"S"}},{"id":"1","status":503,"body":{}}]}"#;
    // Neither an answer about another one nor a failure says that they are gone.
    assert_eq!(pull(&memory, &[("$batch", 200, there)]), (ids(&["m1", "m2"]), ids(&["o1"])));
    let gone = r#"{"responses":[{"id":"0","status":404,"body":{}},{"id":"1","status":404,"body":{}},{"id":"2","status":404,"body":{}}]}"#;
    assert_eq!(pull(&memory, &[("$batch", 200, gone)]), (Vec::new(), Vec::new()));
    assert_eq!(memory.lists.borrow().managed.read, Some(NOW));
}

#[test]
fn a_list_that_may_not_be_read_holds_nothing_up() {
    let memory = Memory::default();
    let both = [("/managedDevices", 200, MANAGED), ("/devices", 200, OBJECTS)];
    pull(&memory, &both);
    let refusal = r#"{"error":{"code":"Forbidden","message":"no"}}"#;
    let found = pull(&memory, &[("/managedDevices", 403, refusal), ("/devices", 200, OBJECTS)]);
    assert_eq!(found, (ids(&["m1", "m2"]), ids(&["o1"])), "what was seen stays");
    let lists = memory.lists.borrow().clone();
    assert_eq!(lists.managed.refused.map(|trouble| trouble.kind), Some(TroubleKind::Rejected));
    assert_eq!(lists.objects.refused, None);
    assert_eq!(memory.status.borrow().trouble, None);
    pull(&memory, &both);
    assert_eq!(memory.lists.borrow().managed.refused, None);
    // No answer at all is a matter of the service as a whole.
    pull(&memory, &[("/managedDevices", 503, "")]);
    assert!(memory.status.borrow().trouble.is_some());
}

#[test]
fn where_the_service_tells_what_has_changed_the_rest_is_not_read_again() {
    SERVER.set(true);
    let memory = Memory::default();
    let first = r#"{"value":[{"id":"m1"},{"id":"m2"}],"@odata.deltaLink":"https://service.example/later"}"#;
    let objects = r#"{"value":[{"id":"o1"}],"@odata.deltaLink":"https://service.example/others"}"#;
    let all = [("/managedDevices/delta()", 200, first), ("/devices/delta()", 200, objects)];
    assert_eq!(pull(&memory, &all), (ids(&["m1", "m2"]), ids(&["o1"])));
    let later = r#"{"value":[{"id":"m1","@removed":{"reason":"deleted"}},{"id":"m3"}],"@odata.deltaLink":"https://service.example/still"}"#;
    let none = r#"{"value":[],"@odata.deltaLink":"https://service.example/others"}"#;
    let changes = [("/later", 200, later), ("/others", 200, none)];
    assert_eq!(pull(&memory, &changes), (ids(&["m2", "m3"]), ids(&["o1"])));
    assert_eq!(memory.lists.borrow().managed.changes.as_deref(), Some("https://service.example/still"));
    // An address that is too old: all is read, and what isn't there any more is dropped.
    let again = [("/still", 410, ""), ("/managedDevices/delta()", 200, first), ("/others", 200, none)];
    assert_eq!(pull(&memory, &again).0, ids(&["m1", "m2"]));
    // A server that knows no changes.
    memory.lists.borrow_mut().managed.changes = None;
    let old =
        [("/managedDevices/delta()", 404, ""), ("/managedDevices", 200, MANAGED), ("/others", 200, none)];
    assert_eq!(pull(&memory, &old).0, ids(&["m1", "m2"]));
    SERVER.set(false);
}
