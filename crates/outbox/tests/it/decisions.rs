//! What becomes of decisions about what waits for a second administrator, and who is said to ask.

use graph::wire::ApprovalStatus;
use outbox::{Action, Decision, Intent, Millis, Ruling, State, TroubleKind};

use crate::memory::{EMPTY, LOST, Memory, NOW, SENT, SERVER, WHO, turn_at, turn_by};

const BASE: [(&str, u16, &str); 2] = [
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];
const MINUTE: Millis = 60_000;
const ONE: &str = "/operationApprovalRequests/c1";
const LIST: &str = "/operationApprovalRequests";

fn given(ruling: Ruling) -> Memory {
    SENT.take();
    let memory = Memory::default();
    let decision = Decision {
        request: "c1".to_owned(),
        ruling,
        why: "I called her".to_owned(),
        about: "LAPTOP-1".to_owned(),
    };
    let intent =
        Intent::new("intent-1".to_owned(), "https://service.example", NOW, Action::Decision(decision));
    memory.intents.borrow_mut().insert(1, Intent { seq: 1, ..intent });
    memory
}

fn at(
    memory: &Memory,
    after: Millis,
    script: &[(&'static str, u16, &'static str)],
) -> (State, Option<TroubleKind>) {
    turn_at(NOW + after, memory, script.iter().copied().chain(BASE).collect());
    let intents = memory.intents.borrow();
    (intents[&1].state, intents[&1].trouble.as_ref().map(|trouble| trouble.kind))
}

fn request(status: &str) -> &'static str {
    format!(r#"{{"id":"c1","status":"{status}"}}"#).leak()
}

fn sent() -> Vec<String> {
    SENT.with_borrow(|sent| {
        sent.iter()
            .filter(|(what, ..)| what != "$batch")
            .map(|(what, id, _)| format!("{what} {id}"))
            .collect()
    })
}

#[test]
fn a_decision_is_sent_once_and_done_when_it_is_seen() {
    for (ruling, verb, status, wanted) in [
        (Ruling::Approve, "/approve", "approved", State::Done),
        (Ruling::Approve, "/approve", "completed", State::Done),
        (Ruling::Reject, "/reject", "rejected", State::Done),
        (Ruling::TakeBack, "/cancelMyRequest", "cancelled", State::Done),
        (Ruling::Approve, "/approve", "needsApproval", State::Accepted),
        // It was approved meanwhile, and can still be taken back.
        (Ruling::TakeBack, "/cancelMyRequest", "approved", State::Accepted),
        (Ruling::Reject, "/reject", "approved", State::Rejected),
        (Ruling::Approve, "/approve", "expired", State::Rejected),
    ] {
        let memory = given(ruling);
        assert_eq!(at(&memory, 0, &[(verb, 200, "{}")]), (State::Accepted, None));
        // Where the list may not be read, the request itself still may.
        let refused = (LIST, 403, r#"{"error":{"code":"Forbidden"}}"#);
        let (state, trouble) = at(&memory, MINUTE, &[(ONE, 200, request(status)), refused]);
        assert_eq!(state, wanted, "{ruling:?} {status}");
        assert_eq!(trouble, (wanted == State::Rejected).then_some(TroubleKind::Decided));
        assert_eq!(sent(), [format!("{} intent-1", &verb[1..])]);
        assert_eq!(memory.approvals.borrow().requests[0].status.as_str(), status, "what was read is kept");
    }
}

#[test]
fn who_was_second_is_told_so() {
    let refusal = r#"{"error":{"code":"Conflict","message":"It is decided"}}"#;
    let memory = given(Ruling::Approve);
    let script = [("/approve", 409, refusal), (ONE, 200, request("rejected"))];
    assert_eq!(at(&memory, 0, &script), (State::Rejected, Some(TroubleKind::Decided)));
    // Where the other one has decided the same, nothing is left to be done.
    let memory = given(Ruling::Approve);
    let script = [("/approve", 409, refusal), (ONE, 200, request("approved"))];
    assert_eq!(at(&memory, 0, &script).0, State::Done);
    // One's own is refused by the service too.
    let memory = given(Ruling::Approve);
    let refusal = r#"{"error":{"code":"Forbidden","message":"your own"}}"#;
    assert_eq!(at(&memory, 0, &[("/approve", 403, refusal)]), (State::Rejected, Some(TroubleKind::Rejected)));
}

#[test]
fn a_service_that_forgets_is_looked_at_before_it_is_asked_again() {
    let memory = given(Ruling::Approve);
    assert_eq!(at(&memory, 0, &[("/approve", LOST, "")]).0, State::Sent);
    assert_eq!(at(&memory, MINUTE, &[(ONE, 200, request("approved"))]).0, State::Done);
    assert_eq!(sent(), ["approve intent-1"]);

    let memory = given(Ruling::Approve);
    at(&memory, 0, &[("/approve", LOST, "")]);
    assert_eq!(at(&memory, MINUTE, &[(ONE, 200, request("needsApproval"))]).0, State::Sent);
    assert_eq!(at(&memory, 4 * MINUTE, &[(ONE, 200, request("needsApproval"))]).0, State::Waiting);
    assert_eq!(at(&memory, 5 * MINUTE, &[("/approve", 200, "{}")]).0, State::Accepted);
    assert_eq!(sent(), ["approve intent-1", "approve intent-1"]);
}

#[test]
fn what_exactly_is_asked_for_is_kept() {
    SERVER.set(true);
    let memory = Memory::default();
    let full = r#"{"value":[{"id":"c1","requestDateTime":"2027-01-15T08:00:00Z","status":"needsApproval","requestJustification":"Stolen","requestor":{"user":{"displayName":"Adele","userPrincipalName":"adele@contoso.com"}},"requiredOperationApprovalPolicyTypes":["deviceWipe"],"musterOperation":{"method":"POST","path":"/v1.0/deviceManagement/managedDevices/m1/wipe","parameters":{"keepUserData":false},"entities":[{"id":"m1","displayName":"LAPTOP-1"}]}}]}"#;
    turn_at(NOW, &memory, [(LIST, 200, full)].into_iter().chain(BASE).collect());
    let request = memory.approvals.borrow().requests[0].clone();
    assert!(request.waits());
    assert_eq!(request.requestor.user, "adele@contoso.com");
    let operation = request.operation.expect("the server says what is to be done");
    assert_eq!(operation.about, [("m1".to_owned(), "LAPTOP-1".to_owned())]);
    assert_eq!(operation.parameters, [("keepUserData".to_owned(), "false".to_owned())]);
    assert!(memory.status.borrow().underway.is_some(), "it is looked at again by itself");
    SERVER.set(false);

    let refusal = r#"{"error":{"code":"Forbidden","message":"no"}}"#;
    turn_at(NOW + MINUTE, &memory, [(LIST, 403, refusal)].into_iter().chain(BASE).collect());
    let approvals = memory.approvals.borrow().clone();
    assert_eq!(approvals.refused.map(|trouble| trouble.kind), Some(TroubleKind::Rejected));
    assert_eq!(approvals.requests[0].status, ApprovalStatus::NeedsApproval, "what was seen stays");
}

#[test]
fn who_asks_is_said_to_our_own_server_alone() {
    for is_ours in [true, false] {
        SERVER.set(is_ours);
        WHO.take();
        let memory = given(Ruling::Approve);
        let script =
            || [("/approve", 200, "{}"), (ONE, 200, request("approved"))].into_iter().chain(BASE).collect();
        turn_by("ben@contoso.com", NOW, &memory, script());
        let who = WHO.take();
        assert_eq!(who[0], None, "which service it is was not known yet");
        let wanted = is_ours.then(|| "ben@contoso.com".to_owned());
        assert!(who.len() > 2 && who[1..].iter().all(|who| *who == wanted), "{who:?}");
        SERVER.set(false);
    }
}
