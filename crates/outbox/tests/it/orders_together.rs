//! What becomes of what many managed devices are asked at once.

use graph::{Remote, wire::Wipe};
use outbox::{Approval, Millis, Order, Seen, State, TroubleKind};

use crate::{
    memory::{BATCHES, EMPTY, LOST, Memory, NOW, OVERTAKES, SENT, SLEEPS, turn_at},
    orders::{add, of, sent, wipe},
};

const MINUTE: Millis = 60_000;
const BASE: [(&str, u16, &str); 2] = [
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];
const THROTTLED: &str = r#"{"error":{"code":"TooManyRequests"}}"#;
const NOT_FOUND: &str = r#"{"error":{"code":"ResourceNotFound"}}"#;

fn given(orders: impl IntoIterator<Item = Order>) -> Memory {
    SENT.take();
    BATCHES.take();
    let memory = Memory::default();
    for (seq, order) in (1..).zip(orders) {
        add(&memory, seq, order);
    }
    memory
}

/// So many orders for the devices `m1`, `m2` and so on.
fn each(count: usize, remote: &Remote) -> Vec<Order> {
    (1..=count).map(|at| Order::new(&format!("m{at}"), remote.clone())).collect()
}

fn at(memory: &Memory, after: Millis, script: &[(&'static str, u16, &'static str)]) {
    turn_at(NOW + after, memory, script.iter().copied().chain(BASE).collect());
}

fn states(memory: &Memory) -> Vec<State> {
    memory.intents.borrow().values().map(|intent| intent.state).collect()
}

fn count(memory: &Memory, state: State) -> usize {
    states(memory).into_iter().filter(|it| *it == state).count()
}

/// The batches that changed something or looked at devices, as often as there were any.
fn batches() -> Vec<(String, usize)> {
    BATCHES.take()
}

#[test]
fn many_are_asked_twenty_at_a_time() {
    let beta = Remote::Wipe(Wipe { use_protected_wipe: Some(true), ..Wipe::default() });
    let mut orders = each(45, &Remote::Restart);
    for order in &mut orders[30..] {
        order.remote = beta.clone();
    }
    let memory = given(orders);
    at(&memory, 0, &[("/rebootNow", 204, ""), ("/wipe", 204, "")]);
    assert_eq!(count(&memory, State::Accepted), 45);
    assert_eq!(batches(), [("v1.0".to_owned(), 20), ("v1.0".to_owned(), 10), ("beta".to_owned(), 15)]);
    let mut ids = sent();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 45, "each under its own id");
    // Two for each batch, marked and answered, and those of the lists that are read.
    assert!(memory.commits.get() < 20, "{}", memory.commits.get());
}

#[test]
fn devices_are_looked_at_twenty_at_a_time() {
    let memory = given(each(45, &Remote::Restart));
    at(&memory, 0, &[("/rebootNow", 204, "")]);
    batches();
    // A device that isn't named is answered about as if it were another.
    let pending = r#"{"id":"m2","managementState":"managed"}"#;
    let script: Vec<(&'static str, u16, &'static str)> = (1..=45)
        .map(|at| -> (&'static str, u16, &'static str) {
            let path: &'static str = Box::leak(format!("/managedDevices/m{at}").into_boxed_str());
            match at {
                1 => (path, 200, r#"{"id":"m1","deviceActionResults":[{"actionName":"rebootNow","actionState":"done","startDateTime":"2027-01-15T08:00:01Z"}]}"#),
                2 | 3 => (path, 200, pending),
                4 => (path, 500, ""),
                _ => (path, 404, NOT_FOUND),
            }
        })
        .collect();
    at(&memory, MINUTE, &script);
    // The last one is about what was seen, and stands in no list.
    assert_eq!(batches().iter().map(|(_, count)| *count).collect::<Vec<_>>(), [20, 20, 5, 2]);
    assert_eq!(of(&memory, 1), (State::Done, Seen::Done));
    assert_eq!(of(&memory, 2), (State::Accepted, Seen::Nothing));
    assert_eq!(of(&memory, 3), (State::Accepted, Seen::Nothing), "the answer is about another device");
    assert_eq!(of(&memory, 4), (State::Accepted, Seen::Nothing));
    assert_eq!(of(&memory, 5), (State::Rejected, Seen::Gone));
    let intents = memory.intents.borrow();
    assert_eq!(intents[&2].trouble, None);
    assert!(intents[&3].trouble.is_some() && intents[&4].trouble.is_some());
    assert!(intents[&4].due > NOW + MINUTE);
}

// ACT-2: at most a hundred at once. What a person takes back until the next lot isn't sent.
#[test]
fn lots_have_a_hundred_devices() {
    let memory = given(each(250, &Remote::Restart));
    at(&memory, 0, &[("/rebootNow", 204, "")]);
    assert_eq!((count(&memory, State::Accepted), count(&memory, State::Waiting)), (100, 150));
    let first: Vec<State> = states(&memory).into_iter().take(100).collect();
    assert!(first.iter().all(|state| *state == State::Accepted), "in the order in which they were asked for");
    for intent in memory.intents.borrow_mut().values_mut().filter(|intent| intent.seq > 120) {
        assert!(intent.can_be_withdrawn());
        intent.state = State::Withdrawn;
    }
    let managed = ("/managedDevices/m1", 404, NOT_FOUND);
    let script: Vec<_> = (1..=120)
        .map(|at| -> (&'static str, u16, &'static str) {
            (Box::leak(format!("/managedDevices/m{at}").into_boxed_str()), managed.1, managed.2)
        })
        .chain([("/rebootNow", 204, "")])
        .collect();
    at(&memory, 1, &script);
    assert_eq!(sent().len(), 120);
    assert_eq!(count(&memory, State::Withdrawn), 130);
}

#[test]
fn each_has_its_own_answer() {
    let mut orders = each(6, &Remote::Delete);
    orders[5].remote = Remote::Restart;
    let memory = given(orders);
    at(
        &memory,
        0,
        &[
            ("DELETE /managedDevices/m1", 204, ""),
            ("DELETE /managedDevices/m2", 404, NOT_FOUND),
            ("DELETE /managedDevices/m3", 429, THROTTLED),
            ("DELETE /managedDevices/m4", 403, r#"{"error":{"code":"Forbidden"}}"#),
            ("DELETE /managedDevices/m5", 500, ""),
            ("/rebootNow", 204, ""),
        ],
    );
    let wanted = [
        (State::Accepted, Seen::Nothing),
        (State::Done, Seen::Gone),
        (State::Waiting, Seen::Nothing),
        (State::Rejected, Seen::Nothing),
        (State::Sent, Seen::Nothing),
        (State::Accepted, Seen::Nothing),
    ];
    for (seq, wanted) in (1..).zip(wanted) {
        assert_eq!(of(&memory, seq), wanted, "{seq}");
    }
    let status = memory.status.borrow();
    assert_eq!(status.trouble.as_ref().map(|trouble| trouble.kind), Some(TroubleKind::Throttled));
    assert!(status.until > NOW, "nothing more goes for now");
    assert_eq!(status.failures, 1, "the service was met once");
}

#[test]
fn a_service_that_is_asked_too_much_is_left_alone_longer_each_time() {
    let memory = given(each(40, &Remote::Restart));
    let mut waits = Vec::new();
    for failures in 1..=5 {
        at(&memory, waits.iter().sum::<Millis>(), &[("$batch", 429, THROTTLED)]);
        let status = memory.status.borrow();
        assert_eq!(status.failures, failures);
        waits.push(status.until - NOW - waits.iter().sum::<Millis>());
        assert_eq!(count(&memory, State::Waiting), 40);
    }
    assert!(waits.is_sorted() && waits[4] > 4 * waits[0], "{waits:?}");
}

#[test]
fn that_some_are_taken_makes_no_wait_shorter() {
    let memory = given(each(5, &Remote::Delete));
    let mut after = 0;
    for turn in 1..=4 {
        // One more is taken at each turn, and all others are too much.
        let one = format!("DELETE /managedDevices/m{turn}");
        let taken: (&'static str, u16, &'static str) = (Box::leak(one.into_boxed_str()), 204, "");
        let others = (turn + 1..=5).map(|at| -> (&'static str, u16, &'static str) {
            (Box::leak(format!("DELETE /managedDevices/m{at}").into_boxed_str()), 429, THROTTLED)
        });
        at(&memory, after, &[taken].into_iter().chain(others).collect::<Vec<_>>());
        let status = memory.status.borrow();
        assert_eq!((status.failures, count(&memory, State::Waiting)), (turn, 5 - turn as usize));
        let due = memory.intents.borrow().values().map(|it| it.due).filter(|due| *due < Millis::MAX).max();
        after = status.until.max(due.unwrap_or_default()) - NOW;
    }
}

#[test]
fn the_longest_wait_counts() {
    let memory = given(each(3, &Remote::Delete));
    at(
        &memory,
        0,
        &[
            ("DELETE /managedDevices/m1", 429, r#"{"wait":"1"}"#),
            ("DELETE /managedDevices/m2", 429, r#"{"wait":"600"}"#),
            ("DELETE /managedDevices/m3", 503, r#"{"wait":"900"}"#),
        ],
    );
    let status = memory.status.borrow();
    assert_eq!((status.until - NOW, status.failures), (600_000, 1), "of those that are too much");
    assert_eq!(status.trouble.as_ref().map(|trouble| trouble.kind), Some(TroubleKind::Throttled));
}

// A day's number is spent for what was asked, not for the service.
#[test]
fn a_wait_until_tomorrow_is_of_what_was_asked_alone() {
    let mut orders = each(2, &Remote::Delete);
    orders.push(Order::new("m3", Remote::Restart));
    let memory = given(orders);
    let script = [
        ("DELETE /managedDevices/m1", 429, r#"{"wait":"36000"}"#),
        ("DELETE /managedDevices/m2", 204, ""),
        ("/rebootNow", 204, ""),
    ];
    at(&memory, 0, &script);
    assert_eq!(states(&memory), [State::Waiting, State::Accepted, State::Accepted]);
    assert_eq!(memory.intents.borrow()[&1].due, NOW + 10 * 60 * MINUTE);
    assert_eq!((memory.status.borrow().until, memory.status.borrow().trouble.clone()), (0, None));
}

#[test]
fn a_failure_of_the_whole_is_one_of_the_service() {
    let memory = given(each(40, &wipe()));
    at(&memory, 0, &[("$batch", 502, "")]);
    // Of the second batch nothing was sent.
    assert_eq!((count(&memory, State::Sent), count(&memory, State::Waiting)), (20, 20));
    let status = memory.status.borrow();
    assert!(status.until > NOW && status.failures == 1);
}

#[test]
fn what_is_over_says_nothing_of_the_service() {
    let expired = |order| Order { expires: Some(NOW - 1), ..order };
    let memory = given(each(3, &wipe()).into_iter().map(expired));
    memory.status.borrow_mut().address = "https://service.example".to_owned();
    memory.status.borrow_mut().heard = Some(NOW - 10 * MINUTE);
    memory.status.borrow_mut().pulled = Some(NOW);
    at(&memory, 0, &[("/windowsAutopilotDeviceIdentities", LOST, "")]);
    assert_eq!(count(&memory, State::Expired), 3);
    assert_eq!(memory.status.borrow().heard, Some(NOW - 10 * MINUTE));
}

#[test]
fn what_a_person_says_of_one_costs_the_others_nothing() {
    let memory = given(each(5, &wipe()));
    OVERTAKES.set(Some(2));
    at(&memory, 0, &[("/wipe", 204, "")]);
    assert_eq!(
        states(&memory),
        [State::Accepted, State::Sent, State::Accepted, State::Accepted, State::Accepted]
    );
}

#[test]
fn an_order_doesnt_count_against_itself() {
    let memory = given(each(1, &wipe()));
    for seq in 2..=500 {
        add(&memory, seq, Order::new("other", wipe()));
        let mut intents = memory.intents.borrow_mut();
        let intent = intents.get_mut(&seq).expect("it was given");
        (intent.state, intent.first_sent, intent.last_sent) = (State::Done, Some(NOW), Some(NOW));
    }
    at(&memory, 0, &[("/wipe", 429, THROTTLED)]);
    assert_eq!(of(&memory, 1).0, State::Waiting);
    at(&memory, 10 * MINUTE, &[("/wipe", 204, "")]);
    assert_eq!(of(&memory, 1).0, State::Accepted, "it is the day's last");
}

#[test]
fn a_service_without_batches_is_looked_at_one_by_one() {
    let memory = given(each(2, &wipe()));
    at(&memory, 0, &[("$batch", 404, NOT_FOUND), ("/wipe", 204, "")]);
    let pending = r#"{"id":"m1","managementState":"wipePending"}"#;
    let script = [
        ("$batch", 404, NOT_FOUND),
        ("/managedDevices/m1", 200, pending),
        ("/managedDevices/m2", 404, NOT_FOUND),
    ];
    at(&memory, MINUTE, &script);
    assert_eq!(of(&memory, 1), (State::Accepted, Seen::Pending));
    assert_eq!(of(&memory, 2), (State::Done, Seen::Gone));
}

// None of those was sent that were marked together with the first.
#[test]
fn a_service_without_batches_that_gets_lost_has_what_was_sent_alone() {
    let memory = given(each(3, &wipe()));
    at(&memory, 0, &[("$batch", 404, NOT_FOUND), ("/wipe", LOST, "")]);
    assert_eq!(states(&memory), [State::Sent, State::Waiting, State::Waiting]);
    let intents = memory.intents.borrow();
    assert_eq!((intents[&2].first_sent, intents[&2].last_sent), (None, None));
    assert_eq!(sent(), ["wipe intent-1"]);
}

#[test]
fn a_service_without_batches_is_asked_one_by_one() {
    let memory = given(each(3, &wipe()));
    at(&memory, 0, &[("$batch", 404, NOT_FOUND), ("/wipe", 204, "")]);
    assert_eq!(count(&memory, State::Accepted), 3);
    assert_eq!(sent(), ["wipe intent-1", "wipe intent-2", "wipe intent-3"]);
}

#[test]
fn where_the_answer_gets_lost_nothing_destroys_twice() {
    let memory = given(each(3, &wipe()));
    at(&memory, 0, &[("/wipe", LOST, "")]);
    assert_eq!(count(&memory, State::Sent), 3);
    let pending = |id: &str| -> &'static str {
        Box::leak(format!(r#"{{"id":"{id}","managementState":"wipePending"}}"#).into_boxed_str())
    };
    for minutes in [3, 6, 9] {
        let script = [
            ("/managedDevices/m1", 200, pending("m1")),
            ("/managedDevices/m2", 404, NOT_FOUND),
            ("/managedDevices/m3", 200, r#"{"id":"m3","managementState":"managed"}"#),
        ];
        at(&memory, minutes * MINUTE, &script);
    }
    let wanted =
        [(State::Accepted, Seen::Pending), (State::Done, Seen::Gone), (State::Rejected, Seen::Nothing)];
    for (seq, wanted) in (1..).zip(wanted) {
        assert_eq!(of(&memory, seq), wanted, "{seq}");
    }
    assert_eq!(sent().len(), 3);
}

// ACT-2: what is sent together is counted one by one.
#[test]
fn a_lot_ends_with_the_day_s_last() {
    let memory = given(each(5, &wipe()));
    for seq in 6..=503 {
        add(&memory, seq, Order::new("other", wipe()));
        let mut intents = memory.intents.borrow_mut();
        let intent = intents.get_mut(&seq).expect("it was given");
        (intent.state, intent.first_sent, intent.last_sent) = (State::Done, Some(NOW), Some(NOW));
    }
    at(&memory, 0, &[("/wipe", 204, "")]);
    assert_eq!(sent(), ["wipe intent-1", "wipe intent-2"]);
    assert_eq!(count(&memory, State::Waiting), 3);
}

// What is sent together arrives in any order.
#[test]
fn a_device_is_asked_one_thing_after_the_other() {
    let memory = given([Order::new("m1", Remote::Sync), Order::new("m1", wipe()), Order::new("m2", wipe())]);
    let found = ("/managedDevices/m1", 200, r#"{"id":"m1"}"#);
    at(&memory, 0, &[("/syncDevice", 204, ""), ("/wipe", 204, "")]);
    assert_eq!(states(&memory), [State::Accepted, State::Waiting, State::Accepted]);
    at(&memory, 1, &[found, ("/wipe", 204, ""), ("/managedDevices/m2", 200, r#"{"id":"m2"}"#)]);
    assert_eq!(states(&memory), [State::Accepted, State::Accepted, State::Accepted]);
}

// Nobody says whether the headers of an approval get through in a batch.
#[test]
fn what_was_approved_goes_alone() {
    let mut orders = each(3, &wipe());
    orders[0].approval = Some(Approval { code: "c1".to_owned(), expires: String::new(), is_given: true });
    orders[1].reason = "It was stolen".to_owned();
    let memory = given(orders);
    at(&memory, 0, &[("/wipe", 204, "")]);
    assert_eq!(count(&memory, State::Accepted), 3);
    assert_eq!(batches(), [], "a batch of one is none");
    let codes =
        SENT.with_borrow(|sent| sent.iter().filter_map(|(.., code)| code.clone()).collect::<Vec<_>>());
    assert_eq!(codes, ["c1"]);
}

#[test]
fn requests_for_approval_are_looked_at_with_devices() {
    let mut orders = each(2, &wipe());
    orders[0].approval = Some(Approval { code: "c1".to_owned(), expires: String::new(), is_given: false });
    let memory = given(orders);
    for (seq, state) in [(1, State::Approval), (2, State::Accepted)] {
        let mut intents = memory.intents.borrow_mut();
        let intent = intents.get_mut(&seq).expect("it was given");
        (intent.state, intent.first_sent, intent.last_sent) = (state, Some(NOW), Some(NOW));
    }
    let script = [
        ("/operationApprovalRequests/c1", 200, r#"{"id":"c1","status":"approved"}"#),
        ("/managedDevices/m2", 404, NOT_FOUND),
    ];
    at(&memory, MINUTE, &script);
    assert_eq!(batches(), [("beta".to_owned(), 2)]);
    assert_eq!(states(&memory), [State::Waiting, State::Done]);
    assert!(!memory.managed.borrow().contains_key("m2"));
}

// A computer may sleep in the midst of a turn.
#[test]
fn what_a_computer_sleeps_over_is_not_sent() {
    let reason = |order| Order { reason: "It was stolen".to_owned(), ..order };
    let memory = given(each(3, &wipe()).into_iter().map(reason));
    memory.status.borrow_mut().address = "https://service.example".to_owned();
    memory.status.borrow_mut().heard = Some(NOW);
    SLEEPS.set((5 * 60 * MINUTE, 0));
    at(&memory, 0, &[("/wipe", 204, "")]);
    assert_eq!(sent(), ["wipe intent-1"]);
    SLEEPS.set((0, 0));
    at(&memory, 5 * 60 * MINUTE, &[("/wipe", 204, ""), ("/managedDevices/m1", 200, r#"{"id":"m1"}"#)]);
    assert_eq!(sent().len(), 1);
    assert_eq!(states(&memory), [State::Accepted, State::Expired, State::Expired]);
}
