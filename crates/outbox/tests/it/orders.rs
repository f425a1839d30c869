//! What becomes of what managed devices are asked to do.

use graph::{Remote, wire::Wipe};
use outbox::{Action, Approval, Intent, Millis, Order, Seen, State, TroubleKind};

use crate::memory::{EMPTY, LOST, Memory, NOW, SENT, SERVER, turn_at};

const BASE: [(&str, u16, &str); 2] = [
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];
const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const GONE: (&str, u16, &str) = ("/managedDevices/m1", 404, r#"{"error":{"code":"ResourceNotFound"}}"#);

pub fn wipe() -> Remote {
    Remote::Wipe(Wipe::default())
}

fn given(remote: Remote) -> Memory {
    SENT.take();
    let memory = Memory::default();
    add(&memory, 1, Order::new("m1", remote));
    memory
}

pub fn add(memory: &Memory, seq: u32, order: Order) {
    let intent = Intent::new(format!("intent-{seq}"), "https://service.example", NOW, Action::Order(order));
    memory.intents.borrow_mut().insert(seq, Intent { seq, ..intent });
}

/// Does what is due at that moment after the begin; how far the order is then.
fn at(memory: &Memory, after: Millis, script: &[(&'static str, u16, &'static str)]) -> (State, Seen) {
    turn_at(NOW + after, memory, script.iter().copied().chain(BASE).collect());
    of(memory, 1)
}

pub fn of(memory: &Memory, seq: u32) -> (State, Seen) {
    let intents = memory.intents.borrow();
    let Action::Order(order) = &intents[&seq].action else { panic!("it is an order") };
    (intents[&seq].state, order.seen)
}

fn trouble(memory: &Memory) -> Option<TroubleKind> {
    memory.intents.borrow()[&1].trouble.as_ref().map(|trouble| trouble.kind)
}

pub fn sent() -> Vec<String> {
    SENT.with_borrow(|sent| sent.iter().map(|(what, id, _)| format!("{what} {id}")).collect())
}

/// A device with a result of an action that was asked for at that time of the day on which it is now.
fn device(action: &str, state: &str, time: &str) -> &'static str {
    let json = format!(
        r#"{{"id":"m1","serialNumber":"S1","deviceActionResults":[{{"actionName":"{action}","actionState":"{state}","startDateTime":"2027-01-15T{time}Z"}}]}}"#
    );
    Box::leak(json.into_boxed_str())
}

#[test]
fn a_restart_is_followed_until_the_device_has_done_it() {
    let memory = given(Remote::Restart);
    let nothing = ("/managedDevices/m1", 200, r#"{"id":"m1"}"#);
    assert_eq!(at(&memory, 0, &[("/rebootNow", 204, ""), nothing]).0, State::Accepted);
    for (minutes, answer, wanted) in [
        (1, device("rebootNow", "pending", "08:00:00"), (State::Accepted, Seen::Pending)),
        // Of a restart of the day before it tells as well.
        (2, device("rebootNow", "done", "07:00:00"), (State::Accepted, Seen::Pending)),
        (3, device("RebootNow", "active", "08:00:05"), (State::Accepted, Seen::Active)),
        (9, device("rebootNow", "done", "08:00:05"), (State::Done, Seen::Done)),
    ] {
        assert_eq!(
            at(&memory, minutes * MINUTE, &[("/managedDevices/m1", 200, answer)]),
            wanted,
            "{minutes}"
        );
    }
    assert_eq!(sent(), ["rebootNow intent-1"]);
    assert!(memory.managed.borrow().contains_key("m1"), "what was read is kept");
}

#[test]
fn a_device_that_fails_says_so() {
    for (state, seen) in
        [("failed", Seen::Failed), ("notSupported", Seen::NotSupported), ("canceled", Seen::Canceled)]
    {
        let memory = given(Remote::Sync);
        let answer = device("syncDevice", state, "08:00:01");
        let nothing = ("/managedDevices/m1", 200, r#"{"id":"m1"}"#);
        at(&memory, 0, &[("/syncDevice", 204, ""), nothing]);
        assert_eq!(at(&memory, MINUTE, &[("/managedDevices/m1", 200, answer)]), (State::Rejected, seen));
        assert_eq!(trouble(&memory), Some(TroubleKind::Device));
    }
}

#[test]
fn a_wipe_is_done_when_the_device_is_gone() {
    let memory = given(wipe());
    let pending = ("/managedDevices/m1", 200, r#"{"id":"m1","managementState":"wipePending"}"#);
    at(&memory, 0, &[("/wipe", 204, ""), pending]);
    assert_eq!(at(&memory, MINUTE, &[pending]), (State::Accepted, Seen::Pending));
    let answer = device("wipe", "done", "08:02:00");
    assert_eq!(
        at(&memory, 3 * MINUTE, &[("/managedDevices/m1", 200, answer)]),
        (State::Accepted, Seen::Done)
    );
    assert_eq!(at(&memory, 9 * MINUTE, &[GONE]), (State::Done, Seen::Gone));
    assert!(memory.managed.borrow().is_empty());
}

#[test]
fn a_wipe_that_keeps_the_enrolment_is_done_when_the_device_says_so() {
    let memory = given(Remote::Wipe(Wipe { keep_enrollment_data: Some(true), ..Wipe::default() }));
    let answer = device("factoryResetKeepEnrollmentData", "done", "08:02:00");
    at(&memory, 0, &[("/wipe", 204, ""), ("/managedDevices/m1", 200, r#"{"id":"m1"}"#)]);
    assert_eq!(at(&memory, MINUTE, &[("/managedDevices/m1", 200, answer)]), (State::Done, Seen::Done));
}

#[test]
fn what_destroys_is_not_sent_again_unasked() {
    let memory = given(wipe());
    let nothing = ("/managedDevices/m1", 200, r#"{"id":"m1","managementState":"managed"}"#);
    assert_eq!(at(&memory, 0, &[("/wipe", LOST, "")]).0, State::Sent);
    for minutes in [3, 6, 9] {
        at(&memory, minutes * MINUTE, &[nothing]);
    }
    assert_eq!((of(&memory, 1).0, trouble(&memory)), (State::Rejected, Some(TroubleKind::NotObserved)));
    assert_eq!(sent(), ["wipe intent-1"]);

    // A trace of it is as good as an answer.
    let memory = given(wipe());
    at(&memory, 0, &[("/wipe", LOST, "")]);
    let answer = device("wipe", "pending", "08:00:01");
    assert_eq!(
        at(&memory, 3 * MINUTE, &[("/managedDevices/m1", 200, answer)]),
        (State::Accepted, Seen::Pending)
    );

    // What does no harm is asked for again.
    let memory = given(Remote::Restart);
    at(&memory, 0, &[("/rebootNow", LOST, "")]);
    at(&memory, 3 * MINUTE, &[nothing, ("/rebootNow", 204, "")]);
    at(&memory, 6 * MINUTE, &[nothing, ("/rebootNow", 204, "")]);
    assert_eq!((of(&memory, 1).0, sent().len()), (State::Accepted, 2));
}

#[test]
fn what_is_not_there_is_deleted() {
    let memory = given(Remote::Delete);
    assert_eq!(at(&memory, 0, &[GONE]), (State::Done, Seen::Gone));
    assert_eq!(trouble(&memory), None);
    let memory = given(Remote::Restart);
    let refusal = r#"{"error":{"code":"ResourceNotFound"}}"#;
    assert_eq!(at(&memory, 0, &[("/rebootNow", 404, refusal)]).0, State::Rejected);
}

#[test]
fn what_was_not_sent_in_time_is_not_sent() {
    let memory = given(wipe());
    add(&memory, 1, Order { expires: Some(NOW + MINUTE), ..Order::new("m1", wipe()) });
    assert_eq!(at(&memory, 2 * MINUTE, &[]).0, State::Expired);
    assert_eq!(at(&memory, 3 * MINUTE, &[]).0, State::Expired);
    assert!(sent().is_empty());
}

#[test]
fn a_second_administrator_is_waited_for() {
    const CODE: &str = "6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4";
    let request = |status: &str| -> &'static str {
        let json =
            format!(r#"{{"id":"{CODE}","status":"{status}","expirationDateTime":"2027-02-14T08:00:00Z"}}"#);
        Box::leak(json.into_boxed_str())
    };
    let held = r#"{"error":{"code":"ApprovalRequired","message":"x-msft-approval-code: 6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4"}}"#;
    let reason = r#"{"error":{"code":"ApprovalJustificationRequired","message":"Header 'x-msft-approval-justification' is required"}}"#;

    let memory = given(wipe());
    assert_eq!(at(&memory, 0, &[("/wipe", 403, reason)]).0, State::Approval);
    assert_eq!(trouble(&memory), Some(TroubleKind::Justification));
    assert_eq!(at(&memory, MINUTE, &[]).0, State::Approval, "a person has to say why");

    for (status, wanted) in [
        ("rejected", State::Rejected),
        ("cancelled", State::Rejected),
        ("expired", State::Rejected),
        ("completed", State::Accepted),
    ] {
        let memory = given(wipe());
        add(&memory, 1, Order { reason: "It was stolen".to_owned(), ..Order::new("m1", wipe()) });
        assert_eq!(at(&memory, 0, &[("/wipe", 412, held)]).0, State::Approval);
        assert_eq!(trouble(&memory), Some(TroubleKind::Approval));
        let still = at(
            &memory,
            MINUTE,
            &[(
                "/operationApprovalRequests/6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4",
                200,
                request("needsApproval"),
            )],
        );
        assert_eq!(still.0, State::Approval);
        let decided =
            [("/operationApprovalRequests/6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4", 200, request(status))];
        assert_eq!(at(&memory, 9 * MINUTE, &decided).0, wanted, "{status}");
        assert_eq!(sent(), ["wipe intent-1"]);
    }

    let memory = given(wipe());
    at(&memory, 0, &[("/wipe", 412, held)]);
    let approved =
        ("/operationApprovalRequests/6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4", 200, request("approved"));
    at(&memory, MINUTE, &[approved]);
    let seen = at(&memory, 2 * MINUTE, &[("/wipe", 204, ""), GONE]);
    assert_eq!(seen.0, State::Accepted);
    assert_eq!(at(&memory, 3 * MINUTE, &[GONE]).0, State::Done);
    let codes = SENT.with_borrow(|sent| sent.iter().map(|(.., code)| code.clone()).collect::<Vec<_>>());
    assert_eq!(codes, [None, Some(CODE.to_owned())]);
}

#[test]
fn a_day_has_so_many_wipes_and_no_more() {
    let memory = given(wipe());
    let done = memory.intents.borrow()[&1].clone();
    for seq in 2..=501 {
        let intent = Intent { seq, state: State::Done, first_sent: Some(NOW), ..done.clone() };
        memory.intents.borrow_mut().insert(seq, intent);
    }
    assert_eq!(at(&memory, MINUTE, &[]).0, State::Waiting);
    let day = 24 * 60 * MINUTE;
    assert_eq!(memory.intents.borrow()[&1].due, (NOW / day + 1) * day);
    let pending = ("/managedDevices/m1", 200, r#"{"id":"m1"}"#);
    // Until then the service is heard from time to time: otherwise nobody's word would hold any more.
    memory.status.borrow_mut().heard = Some(NOW + day - MINUTE);
    assert_eq!(at(&memory, day, &[("/wipe", 204, ""), pending]).0, State::Accepted);
    assert_eq!(sent(), ["wipe intent-1"]);
}

// ACT-2: nothing destructive goes by what was confirmed before a long time out of reach, whatever it waited for.
#[test]
fn after_a_long_time_out_of_reach_nothing_destroys_unconfirmed() {
    let nothing = ("/managedDevices/m1", 200, r#"{"id":"m1","managementState":"managed"}"#);
    let approval = |is_given| Approval { code: "c1".to_owned(), expires: String::new(), is_given };
    let approved = ("/operationApprovalRequests/c1", 200, r#"{"id":"c1","status":"approved"}"#);
    for (before, wanted) in [
        (State::Waiting, State::Expired),
        (State::Sent, State::Rejected),
        (State::Approval, State::Expired),
        // It waits for a person anyway, who confirms it by releasing it.
        (State::Held, State::Held),
    ] {
        let memory = given(wipe());
        let order = Order { expires: Some(NOW + 24 * HOUR), ..Order::new("m1", wipe()) };
        add(&memory, 1, Order { approval: (before == State::Approval).then(|| approval(false)), ..order });
        {
            let mut intents = memory.intents.borrow_mut();
            let intent = intents.get_mut(&1).expect("it was given");
            intent.state = before;
            if before != State::Held && before != State::Waiting {
                (intent.first_sent, intent.last_sent) = (Some(NOW), Some(NOW));
            }
        }
        memory.status.borrow_mut().address = "https://service.example".to_owned();
        memory.status.borrow_mut().heard = Some(NOW);
        // The service remembers ids: it would be asked again.
        memory.status.borrow_mut().server = Some("1".to_owned());
        SERVER.set(true);
        let delta = r#"{"value":[],"@odata.deltaLink":"https://service.example/later"}"#;
        let script =
            [nothing, ("/wipe", 204, ""), approved, ("/delta()", 200, delta), ("/later", 200, delta)];
        for minutes in [0, 1, 2, 10, 20] {
            at(&memory, 5 * HOUR + minutes * MINUTE, &script);
        }
        SERVER.set(false);
        assert_eq!((of(&memory, 1).0, sent()), (wanted, Vec::new()), "{before:?}");
    }

    // What does no harm goes whenever the service is back.
    let memory = given(Remote::Restart);
    memory.status.borrow_mut().address = "https://service.example".to_owned();
    memory.status.borrow_mut().heard = Some(NOW);
    at(&memory, 5 * HOUR, &[nothing, ("/rebootNow", 204, "")]);
    assert_eq!(sent(), ["rebootNow intent-1"]);
}

#[test]
fn what_the_service_has_done_nothing_of_can_be_taken_back() {
    let with = |remote, state, approval| {
        let order = Order { approval, ..Order::new("m1", remote) };
        let intent = Intent::new("i".to_owned(), "https://service.example", NOW, Action::Order(order));
        Intent { state, first_sent: Some(NOW), ..intent }.can_be_withdrawn()
    };
    let approval = || Some(Approval { code: "c1".to_owned(), expires: String::new(), is_given: false });
    assert!(with(wipe(), State::Waiting, None), "it was throttled");
    assert!(with(wipe(), State::Approval, None), "a person has to say why");
    assert!(with(wipe(), State::Held, None));
    assert!(!with(wipe(), State::Approval, approval()), "that is taken back at the service");
    assert!(!with(wipe(), State::Sent, None));
    assert!(!with(wipe(), State::Accepted, None));
}

// ACT-2: what waited for an approval until after midnight counts on the day on which it goes.
#[test]
fn what_goes_late_counts_when_it_goes() {
    let day = 24 * HOUR;
    let next = NOW.div_euclid(day) * day + day + HOUR;
    let memory = given(wipe());
    for seq in 2..=501 {
        add(&memory, seq, Order::new("m2", wipe()));
        let mut intents = memory.intents.borrow_mut();
        let intent = intents.get_mut(&seq).expect("it was given");
        (intent.state, intent.first_sent, intent.last_sent) = (State::Done, Some(NOW), Some(next));
    }
    memory.status.borrow_mut().heard = Some(next);
    memory.status.borrow_mut().address = "https://service.example".to_owned();
    at(&memory, next - NOW, &[]);
    assert_eq!((of(&memory, 1).0, sent()), (State::Waiting, Vec::new()), "today's are spent");
}
