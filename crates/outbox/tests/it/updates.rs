//! What becomes of changes of registered devices.

use outbox::{Action, Intent, Millis, State, Update};

use crate::memory::{BATCHES, EMPTY, Memory, NOW, SENT, turn_at};

const MINUTE: Millis = 60_000;
const BASE: [(&str, u16, &str); 2] = [
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];

fn given(changes: impl IntoIterator<Item = (String, &'static str)>) -> Memory {
    SENT.take();
    BATCHES.take();
    let memory = Memory::default();
    for (seq, (device, tag)) in (1..).zip(changes) {
        let update = Update { device, serial: String::new(), group_tag: Some(tag.to_owned()), user: None };
        let id = format!("intent-{seq}");
        let intent = Intent::new(id, "https://service.example", NOW, Action::Update(update));
        memory.intents.borrow_mut().insert(seq, Intent { seq, ..intent });
    }
    memory
}

fn at(memory: &Memory, after: Millis, script: &[(&'static str, u16, &'static str)]) {
    turn_at(NOW + after, memory, script.iter().copied().chain(BASE).collect());
}

fn states(memory: &Memory) -> Vec<State> {
    memory.intents.borrow().values().map(|intent| intent.state).collect()
}

fn device(id: &str, tag: &str) -> (&'static str, u16, &'static str) {
    let path = Box::leak(format!("/windowsAutopilotDeviceIdentities/{id}").into_boxed_str());
    (path, 200, Box::leak(format!(r#"{{"id":"{id}","groupTag":"{tag}"}}"#).into_boxed_str()))
}

#[test]
fn many_are_changed_with_few_requests() {
    let memory = given((1..=45).map(|at| (format!("a{at}"), "Sales")));
    at(&memory, 0, &[("/updateDeviceProperties", 200, "")]);
    assert_eq!(states(&memory), vec![State::Accepted; 45]);
    assert_eq!(BATCHES.take().iter().map(|(_, count)| *count).collect::<Vec<_>>(), [20, 20, 5]);
    let mut ids: Vec<String> = SENT.take().into_iter().map(|(_, id, _)| id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 45, "each under its own id");

    let mut script: Vec<_> = (1..=43).map(|at| device(&format!("a{at}"), "Sales")).collect();
    script[1] = device("a2", "another");
    script[2] = ("/windowsAutopilotDeviceIdentities/a3", 200, r#"{"id":"a1","groupTag":"Sales"}"#);
    script.push(("/windowsAutopilotDeviceIdentities/a44", 404, r#"{"error":{"code":"NotFound"}}"#));
    script.push(("/windowsAutopilotDeviceIdentities/a45", 500, ""));
    at(&memory, MINUTE, &script);
    let states = states(&memory);
    assert_eq!((states[0], states[1], states[2]), (State::Done, State::Accepted, State::Accepted));
    assert_eq!((states[43], states[44]), (State::Rejected, State::Accepted));
    assert_eq!(states.iter().filter(|state| **state == State::Done).count(), 41);
    assert!(SENT.take().is_empty());
}

#[test]
fn a_device_is_changed_one_change_after_the_other() {
    let memory = given([("a1".to_owned(), "Sales"), ("a1".to_owned(), "Lab"), ("a2".to_owned(), "Lab")]);
    let taken = ("/updateDeviceProperties", 200, "");
    at(&memory, 0, &[taken]);
    assert_eq!(states(&memory), [State::Accepted, State::Waiting, State::Accepted]);
    at(&memory, MINUTE, &[taken, device("a1", "Sales"), device("a2", "Lab")]);
    at(&memory, 2 * MINUTE, &[taken, device("a1", "Sales"), device("a2", "Lab")]);
    at(&memory, 3 * MINUTE, &[device("a1", "Lab"), device("a2", "Lab")]);
    assert_eq!(states(&memory), [State::Done, State::Done, State::Done]);
    let order: Vec<String> = SENT.take().into_iter().map(|(_, id, _)| id).collect();
    assert_eq!(order, ["intent-1", "intent-3", "intent-2"]);
}

#[test]
fn what_is_refused_for_the_moment_goes_again() {
    let memory = given([("a1".to_owned(), "Sales"), ("a2".to_owned(), "Sales")]);
    let refusal = r#"{"error":{"code":"TooManyRequests"}}"#;
    at(&memory, 0, &[("a1/updateDeviceProperties", 429, refusal), ("/updateDeviceProperties", 200, "")]);
    assert_eq!(states(&memory), [State::Waiting, State::Accepted]);
    at(&memory, 10 * MINUTE, &[("/updateDeviceProperties", 200, ""), device("a2", "Sales")]);
    assert_eq!(states(&memory), [State::Accepted, State::Done]);
    assert_eq!(SENT.take().len(), 3);
}
