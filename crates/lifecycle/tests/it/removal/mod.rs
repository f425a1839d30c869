//! Taking a device out.

mod cases;
mod identity;
mod model;
mod plans;
mod progress;
mod receipts;
mod sound;

use lifecycle::action::Join;
use lifecycle::removal::{Deed, Event, Identity, Observed, Place, Plan, Record, identify};

pub const SERIAL: &str = "5CG1234567";

/// The records of a device in four places, joined by ids, with a user assigned.
pub fn records() -> [Record; 4] {
    let with_serial = |place, id: &str| Record { serial: Some(SERIAL.to_owned()), ..Record::new(place, id) };
    [
        Record {
            managed_device_id: Some("m-1".to_owned()),
            device_id: Some("d-1".to_owned()),
            user: Some("ada@example.org".to_owned()),
            ..with_serial(Place::Autopilot, "a-1")
        },
        Record { device_id: Some("d-1".to_owned()), ..with_serial(Place::Intune, "m-1") },
        Record {
            device_id: Some("d-1".to_owned()),
            autopilot_id: Some("a-1".to_owned()),
            join: Join::Hybrid,
            ..Record::new(Place::Entra, "o-1")
        },
        Record { device_id: Some("d-1".to_owned()), ..Record::new(Place::ActiveDirectory, "d-1") },
    ]
}

pub fn identity_of(records: &[Record]) -> Identity {
    identify(&records[0], &records[1..]).unwrap()
}

pub fn deeds(plan: &Plan) -> Vec<(&'static str, Place)> {
    plan.steps.iter().map(|step| (step.deed.key(), step.record.place)).collect()
}

pub fn step(plan: &Plan, wanted: &str) -> usize {
    plan.steps.iter().position(|step| step.deed.key() == wanted).unwrap()
}

/// A person confirms every step.
pub fn confirm(plan: &Plan, observed: &mut Observed, at: i64) {
    for step in 0..plan.steps.len() {
        observed.add(step, at, None, Event::Confirmed { by: "Ada".to_owned() });
    }
}

/// The record of a step is deleted and not found any more.
pub fn delete(observed: &mut Observed, step: usize, at: i64) {
    observed.add(step, at, Some("r-1"), Event::Sent);
    observed.add(step, at + 1, Some("r-1"), Event::Accepted);
    observed.add(step, at + 2, Some("r-2"), Event::LookedById { found: false });
    observed.add(step, at + 3, Some("r-3"), Event::LookedBySerial { found: vec![] });
}

pub fn is_autopilot_deletion(deed: &Deed) -> bool {
    *deed == Deed::DeleteFromAutopilot
}
