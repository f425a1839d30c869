//! How far a plan is.

use lifecycle::action::Wipe;
use lifecycle::limits;
use lifecycle::removal::{
    Event, Fault, First, Goal, Observed, Obstacle, Plan, StepState, Wait, is_complete, may_send, plan, states,
};

use super::{confirm, delete, identity_of, records, step};

fn deregistration() -> Plan {
    plan(&identity_of(&records()), &Goal::Deregister { first: None, with_object: false }, 0).unwrap()
}

fn waits_for(state: &StepState) -> Option<Wait> {
    match state {
        StepState::Waiting { on, .. } => Some(*on),
        _ => None,
    }
}

// DR-2, RM-5: from the first look to the last.
#[test]
fn dr_2_rm_5_step_after_step() {
    let plan = deregistration();
    let mut observed = Observed::default();
    let [intune, unassign, autopilot, sync, computer] =
        ["delete-from-intune", "unassign-user", "delete-from-autopilot", "sync", "delete-computer"]
            .map(|key| step(&plan, key));
    let state = |observed: &Observed, at: usize, now| states(&plan, observed, now)[at].clone();

    assert_eq!(waits_for(&state(&observed, intune, 5)), Some(Wait::Confirmation));
    assert_eq!(waits_for(&state(&observed, unassign, 5)), Some(Wait::Step(intune)));
    confirm(&plan, &mut observed, 10);
    assert_eq!(state(&observed, intune, 11), StepState::Ready);
    assert_eq!(may_send(&plan, intune, &observed, 11), Ok(()));
    assert_eq!(waits_for(&state(&observed, autopilot, 11)), Some(Wait::Step(intune)));

    observed.add(intune, 20, Some("r-1"), Event::Sent);
    assert_eq!(state(&observed, intune, 21), StepState::Waiting { on: Wait::Answer, since: 20, until: None });
    observed.add(intune, 22, Some("r-1"), Event::Accepted);
    // In progress since then, and not done by the word of the service.
    let waiting = StepState::Waiting { on: Wait::Gone, since: 22, until: Some(22 + limits::POLL_EVERY) };
    assert_eq!(state(&observed, intune, 30), waiting);
    observed.add(intune, 40, None, Event::LookedById { found: false });
    observed.add(intune, 41, None, Event::LookedBySerial { found: vec!["m-2".to_owned()] });
    assert_eq!(waits_for(&state(&observed, intune, 42)), Some(Wait::Gone));
    observed.add(intune, 50, None, Event::LookedBySerial { found: vec![] });
    assert_eq!(state(&observed, intune, 51), StepState::Done { at: 50 });

    assert_eq!(state(&observed, unassign, 51), StepState::Ready);
    observed.add(unassign, 52, None, Event::Accepted);
    assert_eq!(waits_for(&state(&observed, unassign, 53)), Some(Wait::ReadBack));
    observed.add(unassign, 54, None, Event::ReadBack);
    assert_eq!(state(&observed, autopilot, 55), StepState::Ready);
    observed.add(autopilot, 56, None, Event::Sent);
    assert_eq!(waits_for(&state(&observed, sync, 57)), Some(Wait::Step(autopilot)));
    observed.add(autopilot, 58, None, Event::Accepted);
    assert_eq!(state(&observed, sync, 59), StepState::Ready);
    assert_eq!(waits_for(&state(&observed, computer, 59)), Some(Wait::Step(autopilot)));
    observed.add(autopilot, 60, None, Event::LookedById { found: false });
    observed.add(autopilot, 61, None, Event::LookedBySerial { found: vec![] });
    assert_eq!(state(&observed, sync, 62), StepState::Needless);
    assert_eq!(state(&observed, computer, 62), StepState::Ready);
    assert!(!is_complete(&plan, &states(&plan, &observed, 62)));
    observed.add(computer, 70, None, Event::Word { by: "Ada".to_owned() });
    assert!(is_complete(&plan, &states(&plan, &observed, 71)));
    // Found again, it is not done.
    observed.add(autopilot, 80, None, Event::LookedById { found: true });
    assert_eq!(waits_for(&state(&observed, autopilot, 81)), Some(Wait::Gone));
}

#[test]
fn dr_2_a_step_that_fails_blocks_the_later_ones_and_says_why() {
    let plan = deregistration();
    let mut observed = Observed::default();
    confirm(&plan, &mut observed, 10);
    observed.add(0, 20, Some("r-9"), Event::Failed(Fault::NotAllowed));
    let found = states(&plan, &observed, 30);
    assert_eq!(found[0], StepState::Failed { at: 20, why: Fault::NotAllowed });
    let blocked = StepState::Blocked { by: 0, why: Obstacle::Failed(Fault::NotAllowed) };
    assert!(found[1..].iter().all(|state| *state == blocked), "{found:?}");
    // It can be tried again, while its confirmation holds.
    assert_eq!(may_send(&plan, 0, &observed, 30), Ok(()));
    let later = 10 + limits::CONFIRMATION_KEEPS;
    assert_eq!(waits_for(&may_send(&plan, 0, &observed, later).unwrap_err()), Some(Wait::ConfirmationAgain));
    assert_eq!(may_send(&plan, 1, &observed, 30), Err(blocked));
    assert!(may_send(&plan, 99, &observed, 30).is_err());
}

#[test]
fn dr_2_what_is_given_up_lets_on_only_those_that_can_do_without() {
    let first = Some(First::Wipe(Wipe::PLAIN));
    let plan = plan(&identity_of(&records()), &Goal::Deregister { first, with_object: false }, 0).unwrap();
    let mut observed = Observed::default();
    confirm(&plan, &mut observed, 10);
    let given_up = Event::GivenUp { by: "Ada".to_owned() };
    assert_eq!(waits_for(&states(&plan, &observed, 11)[1]), Some(Wait::Step(0)));
    observed.add(0, 12, None, Event::Accepted);
    assert_eq!(waits_for(&states(&plan, &observed, 13)[0]), Some(Wait::Device));
    // The device is not to be reached, so its record is deleted unwiped.
    observed.add(0, 20, None, given_up.clone());
    assert_eq!(states(&plan, &observed, 21)[1], StepState::Ready);
    // But a registration never goes before the managed device is gone.
    observed.add(1, 22, None, given_up);
    let found = states(&plan, &observed, 23);
    let autopilot = step(&plan, "delete-from-autopilot");
    assert_eq!(found[autopilot], StepState::Blocked { by: 1, why: Obstacle::GivenUp });
}

#[test]
fn wp_8_a_record_that_went_before_it_was_asked_was_not_wiped() {
    let first = Some(First::Wipe(Wipe::PLAIN));
    let plan = plan(&identity_of(&records()), &Goal::Deregister { first, with_object: false }, 0).unwrap();
    let mut observed = Observed::default();
    confirm(&plan, &mut observed, 10);
    observed.add(0, 11, None, Event::LookedById { found: false });
    assert_eq!(states(&plan, &observed, 12)[0], StepState::Ready);
    observed.add(0, 13, None, Event::Accepted);
    assert_eq!(waits_for(&states(&plan, &observed, 14)[0]), Some(Wait::Device));
    observed.add(0, 15, None, Event::LookedById { found: false });
    assert_eq!(states(&plan, &observed, 16)[0], StepState::Done { at: 15 });
}

#[test]
fn dr_10_a_sync_waits_for_its_time() {
    let plan = deregistration();
    let sync = step(&plan, "sync");
    let autopilot = step(&plan, "delete-from-autopilot");
    let mut observed = Observed { last_sync: Some(100), ..Observed::default() };
    observed.add(autopilot, 200, None, Event::Accepted);
    let state = |observed: &Observed, now| states(&plan, observed, now)[sync].clone();
    let waiting = StepState::Waiting { on: Wait::SyncInterval, since: 100, until: Some(700) };
    assert_eq!(state(&observed, 201), waiting);
    assert_eq!(state(&observed, 699), waiting);
    assert_eq!(state(&observed, 700), StepState::Ready);
    observed.is_syncing = true;
    assert_eq!(waits_for(&state(&observed, 700)), Some(Wait::Sync));
    // One that fails blocks nothing.
    observed.add(sync, 710, None, Event::Failed(Fault::Busy));
    delete(&mut observed, 0, 720);
    assert_eq!(
        states(&plan, &observed, 730)[sync + 1],
        states(
            &plan,
            &Observed {
                entries: observed.entries.iter().filter(|entry| entry.step != sync).cloned().collect(),
                ..observed.clone()
            },
            730
        )[sync + 1]
    );
}

#[test]
fn act_2_a_confirmation_expires_and_does_not_outlive_a_long_time_offline() {
    let plan = deregistration();
    let mut observed = Observed::default();
    confirm(&plan, &mut observed, 1_000);
    let state = |observed: &Observed, now| states(&plan, observed, now)[0].clone();
    let expires = 1_000 + limits::CONFIRMATION_KEEPS;
    assert_eq!(state(&observed, expires - 1), StepState::Ready);
    assert_eq!(waits_for(&state(&observed, expires)), Some(Wait::ConfirmationAgain));
    observed.back_since = Some(2_000);
    assert_eq!(waits_for(&state(&observed, 2_001)), Some(Wait::ConfirmationAgain));
    confirm(&plan, &mut observed, 2_100);
    assert_eq!(state(&observed, 2_101), StepState::Ready);
}

#[test]
fn rm_5_approval_is_waited_for() {
    let plan = deregistration();
    let mut observed = Observed::default();
    confirm(&plan, &mut observed, 10);
    observed.add(0, 20, None, Event::AwaitsApproval);
    let until = Some(20 + limits::APPROVAL_DAYS * 86_400);
    assert_eq!(states(&plan, &observed, 30)[0], StepState::Waiting { on: Wait::Approval, since: 20, until });
}
