//! An intent that came out of a file, which may have been opened elsewhere too.

use graph::{Remote, wire::Wipe};
use outbox::{
    Action, Approval, Decision, Intent, Millis, Order, RowStatus, RuleChange, Ruling, State, Update,
};

use crate::memory::{EMPTY, LOST, Memory, NOW, SENT, SERVER, turn_at};

const BASE: [(&str, u16, &str); 3] = [
    ("$batch", 200, r#"{"responses":[]}"#),
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
];
const DELTA: &str = r#"{"value":[],"@odata.deltaLink":"https://service.example/later"}"#;
const ANSWERS: [(&str, u16, &str); 5] = [
    ("/rebootNow", 204, ""),
    ("/managedDevices/m1", 200, r#"{"id":"m1"}"#),
    ("/managedDevices/delta()", 200, DELTA),
    ("/devices/delta()", 200, DELTA),
    ("/later", 200, DELTA),
];
const MINUTE: Millis = 60_000;
const DAY: Millis = 86_400_000;

fn restart() -> Intent {
    let order = Action::Order(Order::new("m1", Remote::Restart));
    Intent { seq: 1, ..Intent::new("intent-1".to_owned(), "https://service.example", NOW, order) }
}

fn place(intent: Intent) -> Memory {
    let memory = Memory::default();
    memory.intents.borrow_mut().insert(1, intent);
    memory
}

fn turn(memory: &Memory, after: Millis) -> State {
    turn_at(NOW + after, memory, ANSWERS.into_iter().chain(BASE).collect());
    memory.intents.borrow()[&1].state
}

fn sent() -> Vec<String> {
    SENT.with_borrow(|sent| {
        let sent = sent.iter().filter(|(what, ..)| what != "$batch");
        sent.map(|(what, id, _)| format!("{what} {id}")).collect()
    })
}

#[test]
fn a_service_that_forgets_is_sent_nothing_until_a_person_has_said_so() {
    SENT.take();
    SERVER.set(false);
    let memory = place(restart().from_file(NOW));
    for minutes in [0, 1, 60, 60 * 24 * 3] {
        assert_eq!(turn(&memory, minutes * MINUTE), State::Held, "after {minutes} minutes");
    }
    assert!(sent().is_empty());

    let released = memory.intents.borrow()[&1].clone().released(NOW + DAY);
    memory.intents.borrow_mut().insert(1, released);
    assert_eq!(turn(&memory, 4 * DAY), State::Accepted);
    assert_eq!(sent(), ["rebootNow intent-1"]);
}

#[test]
fn a_service_that_remembers_ids_is_sent_it_from_both_places_under_one_id() {
    SENT.take();
    SERVER.set(true);
    for memory in [place(restart().from_file(NOW)), place(restart().from_file(NOW))] {
        // Nobody knows yet what service it is.
        assert_eq!(turn(&memory, 0), State::Held);
        assert_eq!(turn(&memory, MINUTE), State::Accepted);
    }
    SERVER.set(false);
    assert_eq!(sent(), ["rebootNow intent-1", "rebootNow intent-1"]);
}

// Who opens a file has confirmed nothing, whatever the file says.
#[test]
fn what_destroys_waits_for_the_word_of_whoever_opened_the_file() {
    SENT.take();
    SERVER.set(true);
    let order = |expires| Order { expires, ..Order::new("m1", Remote::Wipe(Wipe::default())) };
    for expires in [None, Some(NOW + 900 * DAY), Some(NOW + MINUTE)] {
        // It is said to be of next year.
        let wipe = Intent { made: NOW + 400 * DAY, action: Action::Order(order(expires)), ..restart() };
        let memory = place(wipe.from_file(NOW));
        let script = || ANSWERS.into_iter().chain([("/wipe", 204, "")]).chain(BASE).collect();
        for minutes in [0, 1, 60] {
            turn_at(NOW + minutes * MINUTE, &memory, script());
            assert_eq!(memory.intents.borrow()[&1].state, State::Held);
        }
        let held = memory.intents.borrow()[&1].clone();
        let Action::Order(order) = &held.action else { panic!("it is one") };
        assert!(held.made <= NOW && order.expires.is_some_and(|expires| expires <= NOW + DAY));
        assert!(SENT.take().is_empty());
        memory.intents.borrow_mut().insert(1, held.released(NOW + 61 * MINUTE));
        turn_at(NOW + 61 * MINUTE, &memory, script());
        assert_eq!(memory.intents.borrow()[&1].state, State::Accepted);
        assert_eq!(SENT.take().len(), 1);
    }
    SERVER.set(false);
    let text = || "text".to_owned();
    let rule =
        RuleChange { rule: text(), platform: text(), name: text(), description: text(), days: Some(90) };
    let decision = |ruling| Decision { request: text(), ruling, why: text(), about: text() };
    for (action, wanted) in [
        (Action::Rule(rule), true),
        (Action::Decision(decision(Ruling::Approve)), true),
        (Action::Decision(decision(Ruling::Reject)), true),
        (Action::Order(Order::new("m1", Remote::Restart)), false),
        (Action::Order(Order::new("m1", Remote::Delete)), true),
    ] {
        assert_eq!(Intent { action, ..restart() }.needs_release(), wanted);
    }
}

// The file was on its way for half a day, and here nothing was ever heard of the service: the word that counts is that of just now.
#[test]
fn what_is_released_goes_although_it_was_asked_for_long_ago() {
    for (expires, state) in [(None, State::Accepted), (Some(NOW - MINUTE), State::Expired)] {
        SENT.take();
        SERVER.set(true);
        let order = Order { expires: None, ..Order::new("m1", Remote::Wipe(Wipe::default())) };
        let wipe = Intent { made: NOW - DAY / 2, action: Action::Order(order), ..restart() };
        let mut released = wipe.from_file(NOW - MINUTE).released(NOW);
        // A word that is as old as the order doesn't.
        if let (Action::Order(order), Some(expires)) = (&mut released.action, expires) {
            order.expires = Some(expires);
        }
        let memory = place(released);
        turn_at(NOW, &memory, ANSWERS.into_iter().chain([("/wipe", 204, "")]).chain(BASE).collect());
        assert_eq!(memory.intents.borrow()[&1].state, state);
        assert_eq!(SENT.take().len(), usize::from(state == State::Accepted));
    }
    SERVER.set(false);
}

#[test]
fn what_is_older_than_the_memory_of_the_service_is_held_there_too() {
    SENT.take();
    SERVER.set(true);
    let memory = place(restart().from_file(NOW));
    for days in [8, 9] {
        assert_eq!(turn(&memory, days * DAY), State::Held);
    }
    SERVER.set(false);
    assert!(sent().is_empty());
}

#[test]
fn what_may_have_been_sent_is_looked_for_once_it_is_released() {
    SENT.take();
    SERVER.set(false);
    let memory = place(restart());
    turn_at(NOW, &memory, [("/rebootNow", LOST, "")].into_iter().chain(BASE).collect());
    let lost = memory.intents.borrow()[&1].clone();
    assert_eq!(lost.state, State::Sent);
    let held = lost.from_file(NOW);
    assert_eq!(held.state, State::Held);
    assert_eq!(held.released(NOW).state, State::Sent);
    assert_eq!(sent(), ["rebootNow intent-1"]);
}

#[test]
fn what_is_over_or_only_followed_stays_as_it_is() {
    let with = |state| Intent { state, ..restart() }.from_file(NOW).state;
    for state in
        [State::Accepted, State::Rejected, State::Done, State::Withdrawn, State::Expired, State::Held]
    {
        assert_eq!(with(state), state);
    }
    for state in [State::Waiting, State::Sent, State::Approval] {
        assert_eq!(with(state), State::Held);
    }
    // It may have to be asked for once more, and by then the other place may have changed the device again.
    let update = Update { device: "a1".to_owned(), serial: String::new(), group_tag: None, user: None };
    let change = Intent { state: State::Accepted, action: Action::Update(update), ..restart() };
    assert_eq!(change.from_file(NOW).state, State::Held);
    let mut order = Order::new("m1", Remote::Restart);
    order.approval = Some(Approval { code: "c".to_owned(), expires: String::new(), is_given: false });
    let approval = Intent { state: State::Approval, action: Action::Order(order), ..restart() };
    assert_eq!(approval.from_file(NOW).released(NOW).state, State::Approval);
}

#[test]
fn the_one_that_is_further_wins() {
    let with = |state, first_sent| Intent { state, first_sent, last_sent: first_sent, ..restart() };
    let ascending = [
        with(State::Waiting, None),
        with(State::Withdrawn, None),
        with(State::Sent, Some(1)),
        with(State::Sent, Some(2)),
        with(State::Approval, Some(2)),
        with(State::Accepted, Some(2)),
        with(State::Rejected, Some(2)),
        with(State::Done, Some(2)),
    ];
    for (at, one) in ascending.iter().enumerate() {
        for (other_at, other) in ascending.iter().enumerate() {
            assert_eq!(one.is_further_than(other), at > other_at, "{:?} {:?}", one.state, other.state);
        }
        // To be held changes nothing of that.
        let held = one.clone().from_file(NOW);
        if one.state == State::Waiting || one.state == State::Sent {
            assert!(!held.is_further_than(one) && !one.is_further_than(&held));
        }
    }
    let row = |status| outbox::Row {
        serial: "S".to_owned(),
        group_tag: String::new(),
        user: String::new(),
        span: (0, 0),
        status,
        since: 0,
        import: None,
    };
    let rows = |status| Action::Register { rows: vec![row(status)], import_id: None, before: Vec::new() };
    let accepted = |status| Intent { state: State::Accepted, action: rows(status), ..restart() };
    let failed = RowStatus::Failed { code: 0, name: "Z".to_owned() };
    assert!(accepted(failed).is_further_than(&accepted(RowStatus::Pending)));
}

#[test]
fn two_changes_of_a_device_keep_their_order_while_the_first_is_held() {
    SENT.take();
    SERVER.set(false);
    let update = |tag: &str| {
        Action::Update(Update {
            device: "d1".to_owned(),
            serial: String::new(),
            group_tag: Some(tag.to_owned()),
            user: None,
        })
    };
    let memory = place(Intent { action: update("one"), ..restart() }.from_file(NOW));
    memory.intents.borrow_mut().insert(2, Intent { seq: 2, action: update("two"), ..restart() });
    for minutes in [0, 10, 100] {
        assert_eq!(turn(&memory, minutes * MINUTE), State::Held);
    }
    assert!(sent().is_empty());
}

// An id is a text: under that of ours, a file may say anything.
#[test]
fn what_is_about_something_else_is_another_wish_whatever_its_id() {
    let order =
        |device: &str, remote| Intent { action: Action::Order(Order::new(device, remote)), ..restart() };
    let update = |tag: &str| {
        let group_tag = Some(tag.to_owned());
        let update = Update { device: "a1".to_owned(), serial: String::new(), group_tag, user: None };
        Intent { action: Action::Update(update), ..restart() }
    };
    let wipe = || Remote::Wipe(Wipe::default());
    let further = Intent { state: State::Done, last_sent: Some(NOW), ..order("m1", wipe()) };
    assert!(order("m1", wipe()).is_same_wish(&further) && further.is_further_than(&order("m1", wipe())));
    for other in [order("m2", wipe()), order("m1", Remote::Restart), update("Kiosk")] {
        assert!(!order("m1", wipe()).is_same_wish(&other), "{other:?}");
    }
    assert!(update("Kiosk").is_same_wish(&update("Kiosk")) && !update("Kiosk").is_same_wish(&update("Desk")));
}

#[test]
fn decisions_about_what_others_ask_for_stay_behind() {
    let text = || "text".to_owned();
    let decision = Decision { request: text(), ruling: Ruling::Approve, why: text(), about: text() };
    let with = |state| Intent { state, action: Action::Decision(decision.clone()), ..restart() };
    for (state, stays) in [
        (State::Waiting, true),
        (State::Sent, true),
        (State::Held, true),
        (State::Accepted, false),
        (State::Done, false),
        (State::Rejected, false),
    ] {
        assert_eq!(with(state).stays_behind(), stays, "{state:?}");
    }
    assert!(!restart().stays_behind());
}
