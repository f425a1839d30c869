//! Imports of the demonstration: those in progress, and those that failed in each way that there is.

use std::time::Duration;

use graph::wire::error_name;

use super::devices::{MODELS, TAGS};
use crate::clock::Timestamp;
use crate::ids::Ids;
use crate::registration::{Candidate, Verdict};
use crate::store::imports::{self, Schedule};
use crate::store::slice::{Order, Slice};
use crate::store::{Result, StoreError, Tx};
use crate::supply::key;

/// How many are in progress and come to an end, and how many never will.
const IN_PROGRESS: usize = 10;
const STUCK: usize = 4;

/// How far apart those in progress are: they are to be seen for a while, however fast registrations are by setting.
const APART: Duration = Duration::from_mins(15);

const FAILURES: [(i32, &str); 8] = [
    (640, error_name::STORAGE),
    (801, error_name::INVALID_BODY),
    (802, error_name::INVALID_HASH),
    (803, error_name::MISSING_SERIAL),
    (806, error_name::ALREADY_ASSIGNED),
    (807, error_name::DUPLICATED),
    (808, error_name::OTHER_TENANT),
    (809, error_name::NOT_FOUND),
];

/// Adds them, as one call each kind.
pub fn fill(tx: &Tx<'_>, ids: &dyn Ids, now: Timestamp) -> Result<()> {
    let call = ids.id();
    for number in 0..IN_PROGRESS + STUCK {
        let complete_at = now.plus(APART * u32::try_from(number + 1).unwrap_or(u32::MAX));
        let pending_at = match number {
            IN_PROGRESS.. => None,
            number if number.is_multiple_of(2) => Some(now),
            _ => Some(complete_at.minus(APART / 2)),
        };
        let candidate = candidate(number, format!("DEMO-NEW-{:04}", number + 1));
        imports::insert(tx, call, &[(ids.id(), &candidate, Schedule { pending_at, complete_at })])?;
    }
    let call = ids.id();
    for (number, (code, name)) in FAILURES.into_iter().enumerate() {
        let serial =
            if name == error_name::MISSING_SERIAL { String::new() } else { format!("DEMO-FAILED-{code}") };
        let schedule = Schedule { pending_at: None, complete_at: now };
        imports::insert(tx, call, &[(ids.id(), &candidate(number, serial), schedule)])?;
    }
    let slice = Slice { order: Order::Arrival, after: None, limit: FAILURES.len() };
    let mut failed = Vec::new();
    imports::list(tx, Some(&call.to_string()), &slice, |import| {
        failed.push(import.seq);
        Ok::<_, StoreError>(())
    })?;
    for (seq, (code, name)) in failed.into_iter().zip(FAILURES) {
        imports::fail(tx, seq, code, name)?;
    }
    Ok(())
}

fn candidate(number: usize, serial_number: String) -> Candidate {
    let (manufacturer, model) = MODELS[number % 4];
    Candidate {
        group_tag: TAGS[number % TAGS.len()].map(str::to_owned),
        serial_key: key(&serial_number),
        serial_number,
        product_key: String::new(),
        assigned_user: None,
        identity: None,
        manufacturer: manufacturer.to_owned(),
        model: model.to_owned(),
        verdict: Verdict::Fine,
    }
}
