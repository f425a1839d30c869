//! The receipt.

use lifecycle::Tick;
use lifecycle::action::{Join, Wipe};
use lifecycle::removal::{
    Event, Fault, Goal, How, Identity, Observed, Place, Record, Request, Why, plan, receipt,
};

use super::{SERIAL, confirm, delete, identity_of, records, step};

const DEREGISTER: Goal = Goal::Deregister { first: None, with_object: false };

fn left(of: &lifecycle::removal::Receipt) -> Vec<(Place, Why)> {
    of.left.iter().map(|left| (left.record.place, left.why)).collect()
}

#[test]
fn dr_5_a_complete_chain_says_what_was_seen_gone_where() {
    let [autopilot, intune, mut entra, _] = records();
    entra.join = Join::Joined;
    let plan = plan(&identity_of(&[autopilot, intune, entra]), &DEREGISTER, 0).unwrap();
    let mut observed = Observed::default();
    confirm(&plan, &mut observed, 10);
    delete(&mut observed, 0, 20);
    observed.add(1, 30, Some("r-4"), Event::ReadBack);
    delete(&mut observed, 2, 40);
    let receipt = receipt(&plan, &observed, 50);
    assert!(receipt.is_complete);
    assert_eq!(receipt.serial.as_deref(), Some(SERIAL));
    assert_eq!(receipt.open, []);
    assert_eq!(left(&receipt), [(Place::Entra, Why::GoesByItself)]);
    assert_eq!(receipt.done[0].how, How::Gone { by_id: 22, by_serial: Some(23) });
    let request = |at, id: &str| Request { at, id: id.to_owned() };
    let requests = [request(20, "r-1"), request(21, "r-1"), request(22, "r-2"), request(23, "r-3")];
    assert_eq!(receipt.done[0].requests, requests);
    assert_eq!(receipt.done[1].how, How::ReadBack(30));
}

#[test]
fn dr_5_what_is_half_done_says_what_is_orphaned() {
    let plan = plan(&identity_of(&records()), &DEREGISTER, 0).unwrap();
    let mut observed = Observed::default();
    assert_eq!(
        left(&receipt(&plan, &observed, 5)),
        [
            (Place::Autopilot, Why::NotYet(2)),
            (Place::Intune, Why::NotYet(0)),
            (Place::Entra, Why::GoesByItself),
            (Place::ActiveDirectory, Why::NotYet(4)),
        ]
    );
    confirm(&plan, &mut observed, 10);
    delete(&mut observed, 0, 20);
    observed.add(1, 30, None, Event::Failed(Fault::Service(500)));
    let receipt = receipt(&plan, &observed, 40);
    assert!(!receipt.is_complete);
    assert_eq!(
        left(&receipt),
        [
            (Place::Autopilot, Why::Orphaned(2)),
            (Place::Entra, Why::GoesByItself),
            (Place::ActiveDirectory, Why::Orphaned(4)),
        ]
    );
    assert_eq!(receipt.open.len(), 4);
}

#[test]
fn dr_9_what_a_person_left_out_is_left_and_does_not_count_against_it() {
    let mut all = records().to_vec();
    all.push(Record { serial: Some(SERIAL.to_owned()), ..Record::new(Place::Intune, "m-2") });
    let by = Tick { at: 7, by: "Ada".to_owned() };
    let identity = Identity::by_hand(all[..2].to_vec(), &all, &by).unwrap();
    let plan = plan(&identity, &DEREGISTER, 0).unwrap();
    let mut observed = Observed::default();
    observed.add(0, 20, None, Event::LookedById { found: false });
    observed.add(0, 21, None, Event::LookedBySerial { found: vec!["M-2".to_owned()] });
    let receipt = receipt(&plan, &observed, 30);
    assert_eq!(receipt.done[0].how, How::Gone { by_id: 20, by_serial: Some(21) });
    assert!(left(&receipt).contains(&(Place::Intune, Why::LeftOut)));
}

#[test]
fn dr_4_dep_1_a_persons_word_is_named() {
    let plan = plan(&identity_of(&records()), &DEREGISTER, 0).unwrap();
    let mut observed = Observed::default();
    let computer = step(&plan, "delete-computer");
    observed.add(computer, 20, None, Event::Word { by: "Ada".to_owned() });
    let receipt = receipt(&plan, &observed, 30);
    assert_eq!(receipt.done[0].how, How::Word { at: 20, by: "Ada".to_owned() });
    assert!(left(&receipt).iter().all(|(place, _)| *place != Place::ActiveDirectory));
}

#[test]
fn wp_1_a_wiped_devices_record_goes_by_itself() {
    let plan = plan(&identity_of(&records()[..2]), &Goal::Lost { wipe: Wipe::PLAIN }, 0).unwrap();
    let mut observed = Observed::default();
    assert_eq!(
        left(&receipt(&plan, &observed, 5)),
        [(Place::Autopilot, Why::OnPurpose), (Place::Intune, Why::NotYet(0))]
    );
    observed.add(0, 20, None, Event::Accepted);
    observed.add(0, 30, None, Event::DeviceDone);
    let done = receipt(&plan, &observed, 40);
    assert!(done.is_complete);
    assert_eq!(left(&done), [(Place::Autopilot, Why::OnPurpose), (Place::Intune, Why::GoesByItself)]);
    observed.add(0, 50, None, Event::LookedById { found: false });
    assert_eq!(left(&receipt(&plan, &observed, 60)), [(Place::Autopilot, Why::OnPurpose)]);
}
