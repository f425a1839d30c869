//! How plans are carried out by which devices are taken out.

use lifecycle::action::Wipe;
use lifecycle::removal::{
    Event, Fault, First, Goal, Identity, Obstacle, Place, Record, StepState, Wait, identify, plan, receipt,
};
use outbox::{Action, Course, Happened, Intent, Millis, Order, Removal, State, TroubleKind};

use crate::memory::{BATCHES, EMPTY, LOST, Memory, NOW, SENT, SERVER, turn_at};

const BASE: [(&str, u16, &str); 5] = [
    ("/managedDevices/m9", 404, NOT_FOUND),
    ("/windowsAutopilotDeviceIdentities", 200, EMPTY),
    ("/importedWindowsAutopilotDeviceIdentities", 200, EMPTY),
    IDLE,
    ("/sync", 204, ""),
];
const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const NOT_FOUND: &str = r#"{"error":{"code":"ResourceNotFound"}}"#;
const IDLE: (&str, u16, &str) = ("/windowsAutopilotSettings", 200, r#"{"syncStatus":"completed"}"#);
const DELETED: (&str, u16, &str) = ("DELETE /managedDevices/m1", 204, "");
const MANAGED: (&str, u16, &str) =
    ("/managedDevices/m1", 200, r#"{"id":"m1","serialNumber":"5CG0001","managementState":"managed"}"#);
const UNMANAGED: (&str, u16, &str) = ("/managedDevices/m1", 404, NOT_FOUND);
const DEREGISTERED: (&str, u16, &str) = ("DELETE /windowsAutopilotDeviceIdentities/a1", 204, "");
const REGISTERED: (&str, u16, &str) =
    ("/windowsAutopilotDeviceIdentities/a1", 200, r#"{"id":"a1","serialNumber":"5CG0001"}"#);
const UNREGISTERED: (&str, u16, &str) = ("/windowsAutopilotDeviceIdentities/a1", 404, NOT_FOUND);

fn record(place: Place, id: &str) -> Record {
    Record { serial: Some("5CG0001".to_owned()), ..Record::new(place, id) }
}

/// A device that is registered and managed, and has an object in the directory.
fn device() -> Identity {
    let entra = Record { serial: None, autopilot_id: Some("a1".to_owned()), ..record(Place::Entra, "e1") };
    identify(&record(Place::Autopilot, "a1"), &[record(Place::Intune, "m1"), entra])
        .expect("one in each place")
}

fn given(goal: &Goal) -> Memory {
    SENT.take();
    SERVER.set(false);
    let memory = Memory::default();
    let plan = plan(&device(), goal, NOW / 1000).expect("nothing stands against it");
    let count = plan.steps.len();
    let removal = Removal::new(plan, (0..count).map(|step| format!("step-{step}")));
    let intent = Intent::new("intent".to_owned(), "https://service.example", NOW, Action::Removal(removal));
    memory.intents.borrow_mut().insert(1, Intent { seq: 1, ..intent });
    memory
}

/// A plan that deregisters, of which a person has confirmed all.
fn confirmed(goal: &Goal) -> Memory {
    let memory = given(goal);
    confirm(&memory, 0);
    memory
}

fn deregister() -> Goal {
    Goal::Deregister { first: None, with_object: false }
}

fn confirm(memory: &Memory, after: Millis) {
    let all: Vec<usize> = (0..removal(memory).plan.steps.len()).collect();
    change(memory, |intent| assert!(intent.confirm(&all, "help desk", NOW + after)));
}

fn change(memory: &Memory, change: impl FnOnce(&mut Intent)) {
    change(memory.intents.borrow_mut().get_mut(&1).expect("it is there"));
}

fn removal(memory: &Memory) -> Removal {
    memory.intents.borrow()[&1].removal().cloned().expect("it is a removal")
}

fn state(memory: &Memory) -> State {
    memory.intents.borrow()[&1].state
}

/// Does what is due at that moment after the begin; how far the steps are then.
fn at(memory: &Memory, after: Millis, script: &[(&'static str, u16, &'static str)]) -> Vec<StepState> {
    turn_at(NOW + after, memory, script.iter().copied().chain(BASE).collect());
    removal(memory).states(NOW + after)
}

fn sent() -> Vec<String> {
    SENT.with_borrow(|sent| {
        let sent = sent.iter().filter(|(what, ..)| what != "$batch");
        sent.map(|(what, id, _)| format!("{what} {id}")).collect()
    })
}

fn waits(state: &StepState) -> Option<Wait> {
    match state {
        StepState::Waiting { on, .. } => Some(*on),
        _ => None,
    }
}

#[test]
fn a_device_is_deregistered_step_by_step_and_each_is_seen() {
    let memory = given(&deregister());
    let states = at(&memory, 0, &[]);
    assert_eq!(waits(&states[0]), Some(Wait::Confirmation));
    assert!(sent().is_empty(), "nobody has confirmed it");
    assert_eq!(memory.intents.borrow()[&1].due, Millis::MAX);

    confirm(&memory, 0);
    let states = at(&memory, MINUTE, &[DELETED, MANAGED]);
    assert_eq!(waits(&states[0]), Some(Wait::Gone));
    assert_eq!(sent(), ["-m1 step-0"]);
    // It is taken, and still there: the registration has to wait.
    let states = at(&memory, 2 * MINUTE, &[MANAGED]);
    assert_eq!((waits(&states[0]), waits(&states[1])), (Some(Wait::Gone), Some(Wait::Step(0))));
    // Gone by its id, while another one has its serial number: that may be the same device, enrolled anew.
    let other = ("/managedDevices", 200, r#"{"value":[{"id":"m9","serialNumber":" 5cg0001"}]}"#);
    let states = at(&memory, 3 * MINUTE, &[UNMANAGED, other]);
    assert_eq!(waits(&states[0]), Some(Wait::Gone));

    let states = at(&memory, 4 * MINUTE, &[UNMANAGED, DEREGISTERED, REGISTERED, IDLE, ("/sync", 204, "")]);
    assert!(states[0].is_done());
    assert_eq!(waits(&states[1]), Some(Wait::Gone));
    assert!(states[2].is_done(), "the sync was taken: {states:?}");
    assert_eq!(sent(), ["-m1 step-0", "-a1 step-1", "sync step-2"]);
    // It lingers.
    at(&memory, 20 * MINUTE, &[REGISTERED]);
    assert_eq!(state(&memory), State::Accepted);
    let states = at(&memory, 21 * MINUTE, &[UNREGISTERED]);
    assert!(states.iter().all(StepState::is_done));
    assert_eq!(state(&memory), State::Done);
    assert_eq!(sent().len(), 3);

    let removal = removal(&memory);
    let receipt = receipt(&removal.plan, &removal.observed, NOW / 1000 + 9999);
    assert!(receipt.is_complete);
    assert!(receipt.done.iter().all(|done| !done.requests.is_empty()), "each with requests for support");
    let told: Vec<(String, Happened)> = memory
        .history
        .borrow()
        .iter()
        .filter(|entry| entry.step == Some(0) || entry.step.is_none())
        .map(|entry| (entry.what.clone(), entry.happened))
        .collect();
    let what = |happened| ("delete-from-intune".to_owned(), happened);
    let wanted = [
        what(Happened::Sent),
        what(Happened::Taken),
        what(Happened::Found),
        what(Happened::Gone),
        what(Happened::Found),
        what(Happened::Gone),
    ];
    assert_eq!(told[..6], wanted, "{told:?}");
    assert_eq!(told.last(), Some(&("removal".to_owned(), Happened::Done)));
}

#[test]
fn what_was_confirmed_too_long_ago_is_not_sent() {
    let memory = confirmed(&deregister());
    let states = at(&memory, 24 * HOUR, &[]);
    assert_eq!(waits(&states[0]), Some(Wait::ConfirmationAgain));
    assert!(sent().is_empty());
}

#[test]
fn after_a_long_time_out_of_reach_a_person_confirms_again() {
    let memory = confirmed(&deregister());
    memory.status.borrow_mut().address = "https://service.example".to_owned();
    memory.status.borrow_mut().heard = Some(NOW - HOUR);
    let states = at(&memory, 5 * HOUR, &[]);
    assert_eq!(waits(&states[0]), Some(Wait::ConfirmationAgain));
    // The service was heard meanwhile, and it is still known.
    let states = at(&memory, 5 * HOUR + MINUTE, &[]);
    assert_eq!(waits(&states[0]), Some(Wait::ConfirmationAgain));
    assert!(sent().is_empty());

    // What was said while it was out of reach, and not long ago, holds.
    let memory = given(&deregister());
    memory.status.borrow_mut().address = "https://service.example".to_owned();
    memory.status.borrow_mut().heard = Some(NOW - 9 * HOUR);
    confirm(&memory, 0);
    at(&memory, MINUTE, &[DELETED, MANAGED]);
    assert_eq!(sent(), ["-m1 step-0"]);

    // The same goes for orders.
    let memory = given(&deregister());
    let order = Action::Order(Order::new("m1", graph::Remote::Retire));
    let intent = Intent::new("order".to_owned(), "https://service.example", NOW, order);
    memory.intents.borrow_mut().insert(2, Intent { seq: 2, ..intent });
    memory.status.borrow_mut().address = "https://service.example".to_owned();
    memory.status.borrow_mut().heard = Some(NOW);
    at(&memory, 5 * HOUR, &[]);
    assert_eq!(memory.intents.borrow()[&2].state, State::Expired);
    assert!(sent().is_empty());
}

#[test]
fn a_service_that_remembers_is_asked_again_under_the_same_id() {
    let memory = confirmed(&deregister());
    SERVER.set(true);
    at(&memory, 0, &[("DELETE /managedDevices/m1", LOST, "")]);
    // It was never heard, and is not known to remember. Then it is.
    at(&memory, MINUTE, &[MANAGED]);
    assert_eq!(sent(), ["-m1 step-0"]);
    at(&memory, 2 * MINUTE, &[DELETED, MANAGED]);
    assert_eq!(sent(), ["-m1 step-0", "-m1 step-0"]);

    // Nobody's word holds any more: should it not have arrived, it must not be done now.
    let memory = confirmed(&deregister());
    SERVER.set(true);
    at(&memory, 0, &[("DELETE /managedDevices/m1", LOST, "")]);
    at(&memory, 25 * HOUR, &[MANAGED]);
    let states = at(&memory, 25 * HOUR + MINUTE, &[MANAGED]);
    assert_eq!(waits(&states[0]), Some(Wait::ConfirmationAgain));
    assert_eq!(sent(), ["-m1 step-0"]);
    SERVER.set(false);
}

#[test]
fn another_service_is_looked_at_first() {
    let memory = confirmed(&deregister());
    at(&memory, 0, &[("DELETE /managedDevices/m1", LOST, "")]);
    at(&memory, MINUTE, &[MANAGED]);
    assert_eq!(sent(), ["-m1 step-0"], "it may still arrive");
    // Seen not to have happened: it goes again, under another id.
    at(&memory, 3 * MINUTE, &[DELETED, MANAGED]);
    assert_eq!(sent(), ["-m1 step-0", "-m1 r"]);
    // It has happened.
    let memory = confirmed(&deregister());
    at(&memory, 0, &[("DELETE /managedDevices/m1", LOST, "")]);
    let states = at(&memory, MINUTE, &[UNMANAGED, ("DELETE /windowsAutopilotDeviceIdentities/a1", LOST, "")]);
    assert!(states[0].is_done());
    assert_eq!(sent(), ["-m1 step-0", "-a1 step-1"]);

    // A wipe of which there is no trace is for a person to repeat.
    let memory = confirmed(&Goal::Lost { wipe: Wipe::PLAIN });
    change(&memory, |intent| assert!(intent.give_up(0, "help desk", NOW)));
    at(&memory, 0, &[("/wipe", LOST, "")]);
    let states = at(&memory, 3 * MINUTE, &[MANAGED]);
    assert!(matches!(states[1], StepState::Failed { why: Fault::NoAnswer, .. }), "{states:?}");
    assert_eq!(sent(), ["wipe step-1"]);
    change(&memory, |intent| assert!(intent.retry(1, "again".to_owned(), NOW + 4 * MINUTE)));
    at(&memory, 4 * MINUTE, &[("/wipe", 204, ""), MANAGED]);
    assert_eq!(sent(), ["wipe step-1", "wipe again"]);
}

#[test]
fn refusals_of_the_moment_pass() {
    let refusal = r#"{"error":{"code":"BadRequest","message":"it is enrolled"}}"#;
    let memory = confirmed(&deregister());
    let gone = [UNMANAGED, DELETED];
    at(&memory, 0, &gone);
    let refused = ("DELETE /windowsAutopilotDeviceIdentities/a1", 400, refusal);
    let states = at(&memory, MINUTE, &[UNMANAGED, refused, REGISTERED]);
    assert_eq!(waits(&states[1]), Some(Wait::Attempt));
    assert_eq!(removal(&memory).passing(1), Some(Fault::StillManaged), "and a person is told why");
    at(&memory, 10 * MINUTE, &[refused]);
    assert_eq!(sent(), ["-m1 step-0", "-a1 step-1", "-a1 step-1"], "an attempt may be on its way still");
    let states = at(&memory, 40 * MINUTE, &[refused]);
    assert!(matches!(states[1], StepState::Failed { why: Fault::StillManaged, .. }), "{states:?}");
    let states = at(&memory, 50 * MINUTE, &[]);
    let blocked = StepState::Blocked { by: 1, why: Obstacle::Failed(Fault::StillManaged) };
    assert_eq!(states[2], blocked);

    // In the directory, right after a registration is gone.
    let memory = confirmed(&Goal::Remove { with_objects: true });
    let denied = ("DELETE /devices/e1", 403, r#"{"error":{"code":"Authorization_RequestDenied"}}"#);
    let object = ("/devices/e1", 200, r#"{"id":"e1"}"#);
    let script = [UNMANAGED, UNREGISTERED, DELETED, DEREGISTERED, denied, object];
    for minutes in 0..4 {
        at(&memory, minutes * MINUTE, &script);
    }
    let states = at(&memory, 5 * MINUTE, &script);
    assert_eq!(waits(states.last().expect("it has steps")), Some(Wait::Attempt));
    let deleted = ("DELETE /devices/e1", 204, "");
    at(&memory, 20 * MINUTE, &[deleted, object]);
    at(&memory, 22 * MINUTE, &[("/devices/e1", 404, NOT_FOUND)]);
    assert_eq!(state(&memory), State::Done);
}

#[test]
fn a_deletion_that_stays_half_done_is_told() {
    let memory = confirmed(&deregister());
    at(&memory, 0, &[DELETED]);
    at(&memory, MINUTE, &[MANAGED]);
    let states = at(&memory, 40 * MINUTE, &[MANAGED]);
    assert!(matches!(states[0], StepState::Failed { why: Fault::NotSeen, .. }), "{states:?}");
    let trouble = removal(&memory).errands[0].trouble.as_ref().map(|trouble| trouble.kind);
    assert_eq!(trouble, Some(TroubleKind::NotObserved));
    // It comes about all the same, and is noticed.
    let states = at(&memory, 50 * MINUTE, &[UNMANAGED, DEREGISTERED, REGISTERED, IDLE, ("/sync", 204, "")]);
    assert!(states[0].is_done());
    assert_eq!(sent()[..2], ["-m1 step-0", "-a1 step-1"]);
}

#[test]
fn a_sync_that_another_asked_for_serves() {
    let memory = confirmed(&deregister());
    at(&memory, 0, &[UNMANAGED, DELETED]);
    let running = (
        "/windowsAutopilotSettings",
        200,
        r#"{"syncStatus":"inProgress","lastManualSyncTriggerDateTime":"2027-01-15T07:59:00Z"}"#,
    );
    let states = at(&memory, MINUTE, &[UNMANAGED, DEREGISTERED, REGISTERED, running]);
    assert_eq!(waits(&states[2]), Some(Wait::Sync));
    let soon = (
        "/windowsAutopilotSettings",
        200,
        r#"{"syncStatus":"completed","lastManualSyncTriggerDateTime":"2027-01-15T07:59:00Z"}"#,
    );
    let states = at(&memory, 2 * MINUTE, &[REGISTERED, soon]);
    assert_eq!(waits(&states[2]), Some(Wait::SyncInterval));
    // It was not the only one that waited for that.
    let busy = ("/sync", 429, r#"{"error":{"code":"TooManyRequests"}}"#);
    let states = at(&memory, 9 * MINUTE + 1, &[REGISTERED, soon, busy]);
    assert!(waits(&states[2]).is_some(), "it is no failure: {states:?}");
    let later = (
        "/windowsAutopilotSettings",
        200,
        r#"{"syncStatus":"completed","lastManualSyncTriggerDateTime":"2027-01-15T08:09:30Z"}"#,
    );
    let states = at(&memory, 20 * MINUTE, &[REGISTERED, later]);
    assert!(states[2].is_done());
    assert_eq!(sent().iter().filter(|what| what.starts_with("sync")).count(), 1);
}

#[test]
fn what_a_person_gives_up_is_not_done() {
    let wipe = Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: false };
    let memory = confirmed(&wipe);
    change(&memory, |intent| {
        assert!(intent.give_up(0, "help desk", NOW));
        assert!(!intent.give_up(0, "help desk", NOW), "once is enough");
        assert!(!intent.say_done(0, "help desk", NOW), "that isn't done by hand");
    });
    at(&memory, 0, &[DELETED, MANAGED]);
    assert_eq!(sent(), ["-m1 step-1"], "what needs it settled goes on");
    change(&memory, |intent| {
        for step in 1..removal_steps(intent) {
            intent.give_up(step, "help desk", NOW);
        }
    });
    at(&memory, MINUTE, &[]);
    assert_eq!(state(&memory), State::Rejected, "it ends, and not all of it is done");
    // It was under way when it was given up: it isn't sent again, but followed.
    change(&memory, |intent| assert!(intent.retry(1, "again".to_owned(), NOW + MINUTE)));
    at(&memory, 2 * MINUTE, &[UNMANAGED]);
    assert_eq!(sent(), ["-m1 step-1"]);
    assert!(removal(&memory).states(NOW + 2 * MINUTE)[1].is_done());
}

fn removal_steps(intent: &Intent) -> usize {
    intent.removal().map_or(0, |removal| removal.plan.steps.len())
}

#[test]
fn a_second_administrator_is_waited_for() {
    const CODE: &str = "6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4";
    const REQUEST: &str = "/operationApprovalRequests/6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4";
    let held = r#"{"error":{"code":"ApprovalRequired","message":"x-msft-approval-code: 6b4c183f-7a51-4e4e-84fc-1b1bb17ad5c4"}}"#;
    let reason = r#"{"error":{"code":"ApprovalJustificationRequired","message":"Header 'x-msft-approval-justification' is required"}}"#;
    let request = |status: &str| -> &'static str {
        Box::leak(format!(r#"{{"id":"{CODE}","status":"{status}"}}"#).into_boxed_str())
    };
    let memory = confirmed(&deregister());
    let states = at(&memory, 0, &[("DELETE /managedDevices/m1", 403, reason)]);
    assert_eq!(waits(&states[0]), Some(Wait::Approval));
    at(&memory, MINUTE, &[]);
    change(&memory, |intent| assert!(intent.justify("It was stolen", NOW + MINUTE)));
    at(&memory, 2 * MINUTE, &[("DELETE /managedDevices/m1", 412, held)]);
    at(&memory, 3 * MINUTE, &[(REQUEST, 200, request("needsApproval"))]);
    assert_eq!(sent(), ["-m1 step-0", "-m1 r"]);
    assert_eq!(removal(&memory).errands[0].course, Course::Approval);

    // It is approved when nobody's word holds any more: a person confirms again, and then it goes with the code.
    let states = at(&memory, 25 * HOUR, &[(REQUEST, 200, request("approved"))]);
    assert_eq!(waits(&states[0]), Some(Wait::ConfirmationAgain));
    confirm(&memory, 25 * HOUR);
    at(&memory, 25 * HOUR, &[DELETED, MANAGED]);
    let codes = SENT.with_borrow(|sent| {
        let sent = sent.iter().filter(|(what, ..)| what != "$batch");
        sent.map(|(_, _, code)| code.clone()).collect::<Vec<_>>()
    });
    assert_eq!(codes, [None, None, Some(CODE.to_owned())]);

    // Refused, it has failed, and what comes after it is blocked.
    let memory = confirmed(&deregister());
    at(&memory, 0, &[("DELETE /managedDevices/m1", 412, held)]);
    let states = at(&memory, MINUTE, &[(REQUEST, 200, request("rejected"))]);
    assert!(matches!(states[0], StepState::Failed { why: Fault::NotApproved, .. }));
    assert!(matches!(states[1], StepState::Blocked { by: 0, .. }));
}

#[test]
fn what_is_not_there_is_not_wiped() {
    let memory = confirmed(&Goal::Lost { wipe: Wipe::PLAIN });
    let disabled = ("PATCH /devices/e1", 204, "");
    let object = ("/devices/e1", 200, r#"{"id":"e1","accountEnabled":false}"#);
    let states = at(&memory, 0, &[disabled, object, ("/wipe", 404, NOT_FOUND)]);
    assert!(matches!(states[1], StepState::Failed { why: Fault::NoSuchRecord, .. }), "{states:?}");
    let states = at(&memory, MINUTE, &[object, UNMANAGED]);
    assert!(states[0].is_done());
    assert!(!states[1].is_done(), "that it is gone is no proof that it was wiped");
}

#[test]
fn a_day_has_so_many_wipes_over_orders_and_removals() {
    let memory = confirmed(&Goal::Lost { wipe: Wipe::PLAIN });
    change(&memory, |intent| assert!(intent.give_up(0, "help desk", NOW)));
    let order = Action::Order(Order::new("m2", graph::Remote::Wipe(graph::wire::Wipe::default())));
    let done = Intent {
        state: State::Done,
        first_sent: Some(NOW),
        ..Intent::new("order".to_owned(), "https://service.example", NOW, order)
    };
    for seq in 2..=501 {
        memory.intents.borrow_mut().insert(seq, Intent { seq, ..done.clone() });
    }
    let states = at(&memory, MINUTE, &[]);
    assert!(sent().is_empty());
    let day = 24 * HOUR;
    let tomorrow = (NOW / day + 1) * day;
    assert_eq!(memory.intents.borrow()[&1].due, tomorrow);
    // A person is told that, and when it goes on.
    let wipe = states.last().expect("it has steps");
    assert!(
        matches!(wipe, StepState::Waiting { on: Wait::Allowance, until: Some(until), .. } if *until == tomorrow / 1000),
        "{wipe:?}"
    );
    // It does then: what was confirmed still holds, as the service was heard of all the time.
    for hour in 1.. {
        if NOW + hour * HOUR >= tomorrow {
            break;
        }
        at(&memory, hour * HOUR, &[]);
        assert!(sent().is_empty());
    }
    at(&memory, tomorrow - NOW, &[("/managedDevices/m1/wipe", 204, "")]);
    assert_eq!(sent().len(), 1);
}

#[test]
fn fifty_devices_take_few_requests() {
    BATCHES.take();
    let memory = given(&deregister());
    let one = memory.intents.borrow()[&1].clone();
    for seq in 1..=50 {
        let mut intent = Intent { seq, id: format!("intent-{seq}"), ..one.clone() };
        let Action::Removal(removal) = &mut intent.action else { panic!("it is a removal") };
        removal.plan.steps[0].record.id = format!("m{seq}-");
        intent.confirm(&[0], "help desk", NOW);
        memory.intents.borrow_mut().insert(seq, intent);
    }
    let script: Vec<(&str, u16, &str)> = vec![("-", 204, "")];
    turn_at(NOW, &memory, script.into_iter().chain(BASE).collect());
    assert_eq!((sent().len(), BATCHES.take().len()), (50, 3), "each under its own id, twenty in one request");
    let there = ("-", 200, r#"{"id":"another"}"#);
    turn_at(NOW + MINUTE, &memory, [there].into_iter().chain(BASE).collect());
    assert_eq!(BATCHES.take().len(), 3);
}

#[test]
fn a_plan_that_came_from_a_file_is_held_whatever_was_confirmed() {
    let memory = confirmed(&deregister());
    change(&memory, |intent| *intent = intent.clone().from_file(NOW));
    for minutes in [1, 2, 60] {
        at(&memory, minutes * MINUTE, &[DELETED, MANAGED]);
        assert_eq!(state(&memory), State::Held);
    }
    change(&memory, |intent| assert!(!intent.justify("It was stolen", NOW), "first it is said who sends it"));
    assert!(sent().is_empty());
    change(&memory, |intent| *intent = intent.clone().released(NOW + HOUR));
    at(&memory, HOUR + MINUTE, &[DELETED, MANAGED]);
    assert!(sent().is_empty(), "who opened the file has confirmed nothing");
    confirm(&memory, HOUR + 2 * MINUTE);
    at(&memory, HOUR + 2 * MINUTE, &[DELETED, MANAGED]);
    assert_eq!(sent(), ["-m1 step-0"]);
}

#[test]
fn a_plan_from_a_file_is_released_and_confirmed_again_at_a_service_that_remembers_too() {
    let memory = confirmed(&deregister());
    change(&memory, |intent| *intent = intent.clone().from_file(NOW + MINUTE));
    SERVER.set(true);
    let delta = r#"{"value":[],"@odata.deltaLink":"https://service.example/later"}"#;
    let script = [DELETED, MANAGED, ("/delta()", 200, delta), ("/later", 200, delta)];
    for minutes in [2, 3, 60] {
        at(&memory, minutes * MINUTE, &script);
        assert_eq!(state(&memory), State::Held);
    }
    change(&memory, |intent| *intent = intent.clone().released(NOW + HOUR));
    at(&memory, HOUR, &script);
    assert!(sent().is_empty());
    confirm(&memory, 61 * MINUTE);
    at(&memory, 61 * MINUTE, &script);
    SERVER.set(false);
    assert_eq!(sent(), ["-m1 step-0"]);
}

// The clock where it was made goes ahead, or somebody wrote it: a word of tomorrow is nobody's today.
#[test]
fn a_confirmation_of_the_future_is_none() {
    let memory = given(&deregister());
    confirm(&memory, 7 * 24 * HOUR);
    let states = at(&memory, 0, &[]);
    assert_eq!(waits(&states[0]), Some(Wait::ConfirmationAgain));
    change(&memory, |intent| *intent = intent.clone().from_file(NOW).released(NOW));
    for hours in [0, 1, 7 * 24 + 1] {
        let states = at(&memory, hours * HOUR, &[MANAGED]);
        assert_eq!(waits(&states[0]), Some(Wait::Confirmation));
    }
    assert!(sent().is_empty());
}

// DR-2: what a file says was seen gone is looked for before a registration goes.
#[test]
fn what_a_file_says_is_gone_is_looked_for_again() {
    for (seen, script, states) in [
        (false, [DELETED, MANAGED], [Some(Wait::Gone), Some(Wait::Step(0))]),
        (true, [DELETED, UNMANAGED], [None, Some(Wait::Gone)]),
    ] {
        let memory = confirmed(&deregister());
        change(&memory, |intent| {
            let Action::Removal(removal) = &mut intent.action else { panic!("it is one") };
            let gone = [Event::LookedById { found: false }, Event::LookedBySerial { found: Vec::new() }];
            for event in gone {
                removal.observed.add(0, NOW / 1000, Some("forged"), event);
            }
        });
        assert!(removal(&memory).states(NOW)[0].is_done(), "where it was made it is");
        change(&memory, |intent| *intent = intent.clone().from_file(NOW).released(NOW));
        confirm(&memory, MINUTE);
        let script = [&script[..], &[DEREGISTERED, REGISTERED]].concat();
        at(&memory, MINUTE, &script);
        let found = at(&memory, 2 * MINUTE, &script);
        assert_eq!([waits(&found[0]), waits(&found[1])], states);
        assert_eq!(sent().iter().any(|what| what.starts_with("-a1")), seen, "{:?}", sent());
    }
}
