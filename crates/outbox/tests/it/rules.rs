//! What becomes of clean-up rules that are to be made, changed and deleted.

use outbox::{Action, Intent, Millis, RuleChange, State, TroubleKind};

use crate::memory::{EMPTY, LOST, Memory, NOW, SENT, SERVER, turn_at};

const BASE: [(&str, u16, &str); 2] = [
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];
const MINUTE: Millis = 60_000;
const LIST: &str = "/managedDeviceCleanupRules";
const WINDOWS: &str = r#"{"value":[{"id":"r1","displayName":"Old","description":null,"deviceCleanupRulePlatformType":"windows","deviceInactivityBeforeRetirementInDays":90}]}"#;
const THERE: &str = r#"{"error":{"code":"InternalServerError","message":"A cleanup rule already exists for the specified platform type"}}"#;

fn change(rule: &str, days: Option<i64>) -> RuleChange {
    RuleChange {
        rule: rule.to_owned(),
        platform: "windows".to_owned(),
        name: "Old".to_owned(),
        description: String::new(),
        days,
    }
}

fn add(memory: &Memory, seq: u32, change: RuleChange) {
    let intent = Intent::new(format!("intent-{seq}"), "https://service.example", NOW, Action::Rule(change));
    memory.intents.borrow_mut().insert(seq, Intent { seq, ..intent });
}

fn given(wanted: RuleChange) -> Memory {
    SENT.take();
    let memory = Memory::default();
    add(&memory, 1, wanted);
    memory
}

/// Does what is due at that moment after the begin: how far the change is, and what stands in its way.
fn at(
    memory: &Memory,
    after: Millis,
    script: &[(&'static str, u16, &'static str)],
) -> (State, Option<TroubleKind>) {
    turn_at(NOW + after, memory, script.iter().copied().chain(BASE).collect());
    let intents = memory.intents.borrow();
    (intents[&1].state, intents[&1].trouble.as_ref().map(|trouble| trouble.kind))
}

fn sent() -> Vec<String> {
    SENT.with_borrow(|sent| {
        sent.iter()
            .filter(|(what, ..)| what != "$batch")
            .map(|(what, id, _)| format!("{what} {id}"))
            .collect()
    })
}

// CL-1
#[test]
fn a_rule_is_changed_once_and_done_when_it_is_read_back() {
    let memory = given(change("r1", Some(60)));
    let taken = ("/managedDeviceCleanupRules/r1", 200, "{}");
    assert_eq!(at(&memory, 0, &[taken, (LIST, 200, WINDOWS)]), (State::Accepted, None));
    assert_eq!(at(&memory, MINUTE, &[(LIST, 200, WINDOWS)]), (State::Accepted, None));
    let seen = WINDOWS.replace(":90", ":60").leak();
    assert_eq!(at(&memory, 2 * MINUTE, &[(LIST, 200, seen)]), (State::Done, None));
    assert_eq!(sent(), ["r1 intent-1"]);
    assert_eq!(memory.rules.borrow().rules[0].days, 60);
}

#[test]
fn what_may_have_arrived_is_looked_for_before_it_is_asked_for_again() {
    // It has arrived.
    let memory = given(change("", Some(90)));
    let lost = (LIST, LOST, "");
    assert_eq!(at(&memory, 0, &[lost]), (State::Sent, Some(TroubleKind::NoAnswer)));
    assert_eq!(at(&memory, MINUTE, &[(LIST, 200, WINDOWS)]), (State::Done, None));
    assert_eq!(sent(), ["managedDeviceCleanupRules intent-1"]);

    // It has not, and can't any more.
    let memory = given(change("", Some(90)));
    at(&memory, 0, &[lost]);
    assert_eq!(at(&memory, MINUTE, &[(LIST, 200, EMPTY)]).0, State::Sent);
    assert_eq!(at(&memory, 4 * MINUTE, &[(LIST, 200, EMPTY)]).0, State::Waiting);
    assert_eq!(sent().len(), 1);
    // One that remembers ids is asked once more with the same, and at once.
    SERVER.set(true);
    let memory = given(change("r1", None));
    at(&memory, 0, &[("/managedDeviceCleanupRules/r1", 503, ""), (LIST, 200, WINDOWS)]);
    memory.status.borrow_mut().server = Some("1".to_owned());
    let gone = ("/managedDeviceCleanupRules/r1", 404, r#"{"error":{"code":"ResourceNotFound"}}"#);
    assert_eq!(at(&memory, MINUTE, &[gone, (LIST, 200, EMPTY)]).0, State::Done, "somebody was first");
    SERVER.set(false);
}

// CL-1: one rule for each platform.
#[test]
fn a_second_rule_of_a_platform_is_refused_as_what_it_is() {
    let memory = given(change("", Some(60)));
    memory.status.borrow_mut().pulled = Some(NOW);
    let script = [("nothing", 200, ""), (LIST, 500, THERE)];
    // The list can't be read with the same answer: what became of it stays open until it can.
    assert_eq!(at(&memory, 0, &script).0, State::Sent);

    // By somebody else, and not as it was wanted.
    let memory = given(change("r2", Some(60)));
    let script = [("/managedDeviceCleanupRules/r2", 500, THERE), (LIST, 200, WINDOWS)];
    assert_eq!(at(&memory, 0, &script), (State::Rejected, Some(TroubleKind::RuleExists)));
    assert_eq!(memory.rules.borrow().rules.len(), 1, "which one there is, is known then");
}

#[test]
fn changes_of_a_platforms_rule_keep_their_order() {
    let memory = given(change("r1", None));
    add(&memory, 2, change("", Some(30)));
    at(&memory, 0, &[("/managedDeviceCleanupRules/r1", 204, ""), (LIST, 200, WINDOWS)]);
    assert_eq!(sent(), ["-r1 intent-1"], "the new one waits until the old one is seen to be gone");
}

#[test]
fn rules_that_may_not_be_read_say_why_and_stay() {
    let memory = Memory::default();
    turn_at(NOW, &memory, [(LIST, 200, WINDOWS)].into_iter().chain(BASE).collect());
    assert_eq!(memory.rules.borrow().read, Some(NOW));
    let refusal = r#"{"error":{"code":"Forbidden","message":"no"}}"#;
    turn_at(NOW + MINUTE, &memory, [(LIST, 403, refusal)].into_iter().chain(BASE).collect());
    let rules = memory.rules.borrow().clone();
    assert_eq!(rules.refused.map(|trouble| trouble.kind), Some(TroubleKind::Rejected));
    assert_eq!((rules.rules.len(), rules.read), (1, Some(NOW)));
    assert_eq!(memory.status.borrow().trouble, None, "it holds nothing up");
}

#[test]
fn the_older_setting_is_known_where_no_rule_is_about_all() {
    let memory = Memory::default();
    let setting =
        ("/managedDeviceCleanupSettings", 200, r#"{"deviceInactivityBeforeRetirementInDays":"120"}"#);
    turn_at(NOW, &memory, [(LIST, 200, WINDOWS), setting].into_iter().chain(BASE).collect());
    assert_eq!(memory.rules.borrow().legacy, "120");
    let all = WINDOWS.replace("\"windows\"", "\"all\"").leak();
    turn_at(NOW, &memory, [(LIST, 200, &*all), setting].into_iter().chain(BASE).collect());
    assert_eq!(memory.rules.borrow().legacy, "");
}
