//! What the server does when nobody asks.
//!
//! All that is under way is in the database, with the time when its next step is due. A step does some of what is due in
//! one transaction.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::faults::{self, InForce};
use crate::ids::{Ids, Series};
use crate::settings::Settings;
use crate::store::{
    Result, Tenant, Tx, answers, approval_requests, autopilot_events, cleanup_rules, entra_devices,
    identities, imports, managed_devices, put_off, removals, syncs, users,
};
use crate::{management, registration, world};

/// How much a step does: those who write wait for it.
const AT_ONCE: usize = 1000;

/// How long it is told that a device came by Autopilot.
const TOLD: Duration = Duration::from_hours(30 * 24);

/// What a step works with.
#[derive(Clone, Copy)]
struct Means<'m> {
    settings: &'m Settings,
    faults: &'m InForce,
    ids: &'m dyn Ids,
    now: Timestamp,
}

/// Something that is due now and then.
struct Kind {
    /// When it is due next.
    due: fn(&Tx<'_>, &Settings, &InForce) -> Result<Option<Timestamp>>,
    /// Does some of what is due; `false`: nothing is.
    work: fn(&Tx<'_>, Means<'_>) -> Result<bool>,
}

/// All of it, in the order in which it is done.
const KINDS: &[Kind] = &[
    Kind {
        due: |tx, _, _| imports::next_due(tx),
        work: |tx, means| Ok(imports::begin_due(tx, means.now, AT_ONCE)? > 0),
    },
    // When these are due next is told with the ones before.
    Kind { due: |_, _, _| Ok(None), work: complete_imports },
    Kind {
        due: |tx, _, _| identities::next_due(tx),
        work: |tx, means| Ok(identities::assign_due_profiles(tx, means.now, AT_ONCE)? > 0),
    },
    Kind { due: |_, _, _| Ok(None), work: |tx, means| delete_identities(tx, means.settings, means.now) },
    Kind { due: |tx, _, _| syncs::due_at(tx), work: |tx, means| syncs::finish_due(tx, means.now) },
    Kind {
        due: |tx, _, _| cleanup_rules::next_due(tx),
        work: |tx, means| Ok(cleanup_rules::work(tx, means.now, AT_ONCE)? > 0),
    },
    Kind {
        due: |tx, _, _| approval_requests::next_due(tx),
        work: |tx, means| Ok(approval_requests::expire_due(tx, means.now, AT_ONCE)? > 0),
    },
    Kind {
        due: |tx, settings, _| {
            Ok(approval_requests::oldest_over(tx)?.map(|over| over.plus(settings.approvals)))
        },
        work: |tx, means| {
            let until = means.now.minus(means.settings.approvals);
            Ok(approval_requests::forget(tx, until, AT_ONCE)? > 0)
        },
    },
    Kind {
        due: |tx, _, _| world::on_premises_due(tx),
        work: |tx, means| world::sync_computers(tx, means.settings, means.ids, means.now, AT_ONCE),
    },
    Kind {
        due: |tx, _, _| world::apple_due(tx),
        work: |tx, means| world::sync_apple(tx, means.settings, means.ids, means.now, AT_ONCE),
    },
    Kind {
        due: |tx, _, _| world::partners_due(tx),
        work: |tx, means| world::decide_uploads(tx, means.settings, means.ids, means.now, AT_ONCE),
    },
    Kind {
        due: |tx, settings, _| Ok(answers::oldest(tx)?.map(|answered| answered.plus(settings.remembered))),
        work: |tx, means| Ok(answers::forget(tx, means.now.minus(means.settings.remembered), AT_ONCE)? > 0),
    },
    Kind {
        due: |tx, settings, _| {
            Ok(entra_devices::oldest_deleted(tx)?.map(|deleted| deleted.plus(settings.restorable)))
        },
        work: |tx, means| {
            Ok(entra_devices::purge(tx, means.now.minus(means.settings.restorable), AT_ONCE)? > 0)
        },
    },
    Kind {
        due: |tx, settings, _| Ok(users::oldest_deleted(tx)?.map(|deleted| deleted.plus(settings.restorable))),
        work: |tx, means| Ok(users::purge(tx, means.now.minus(means.settings.restorable), AT_ONCE)? > 0),
    },
    Kind {
        due: |tx, _, _| Ok(autopilot_events::oldest(tx)?.map(|happened| happened.plus(TOLD))),
        work: |tx, means| Ok(autopilot_events::forget(tx, means.now.minus(TOLD), AT_ONCE)? > 0),
    },
    Kind {
        due: |tx, settings, _| {
            Ok(managed_devices::oldest_certificate(tx)?.map(|ended| ended.plus(settings.certificate_grace)))
        },
        work: |tx, means| {
            let until = means.now.minus(means.settings.certificate_grace);
            Ok(management::forget(tx, until, means.now, AT_ONCE)? > 0)
        },
    },
    Kind {
        due: |tx, _, faults| if faults.has_put_off() { put_off::next_due(tx) } else { Ok(None) },
        work: |tx, means| {
            Ok(means.faults.has_put_off() && faults::heal(tx, means.settings, means.now, AT_ONCE)?)
        },
    },
    Kind {
        due: |tx, _, _| removals::next_due(tx),
        work: |tx, means| removals::work(tx, means.settings.changes, means.now, AT_ONCE),
    },
];

/// When something is due next.
pub fn next_due(tx: &Tx<'_>, settings: &Settings, faults: &InForce) -> Result<Option<Timestamp>> {
    let mut next = None;
    for kind in KINDS {
        next = [next, (kind.due)(tx, settings, faults)?].into_iter().flatten().min();
    }
    Ok(next)
}

/// Whose turn is next, of each tenant: what is always due would hold up all behind it otherwise. It needs no place in the database:
/// whoever begins anew begins with the first kind.
#[derive(Debug, Default)]
pub struct Turns(Mutex<HashMap<Tenant, usize>>);

impl Turns {
    /// Does some of what is due, of the next kind that there is; `false`: nothing is.
    pub fn step(
        &self,
        tx: &Tx<'_>,
        settings: &Settings,
        faults: &InForce,
        ids: &dyn Ids,
        now: Timestamp,
    ) -> Result<bool> {
        let means = Means { settings, faults, ids, now };
        self.next(tx.tenant(), KINDS.len(), |kind| (KINDS[kind].work)(tx, means))
    }

    /// Tries the kinds in turn, from the one behind the last that had something to do, until one has. One that fails had its turn
    /// too, so that it holds up no other.
    fn next(
        &self,
        tenant: Tenant,
        kinds: usize,
        mut work: impl FnMut(usize) -> Result<bool>,
    ) -> Result<bool> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = turns.get(&tenant).copied().unwrap_or_default();
        for kind in (first..kinds).chain(0..first) {
            let worked = work(kind);
            if !matches!(worked, Ok(false)) {
                turns.insert(tenant, (kind + 1) % kinds);
                return worked;
            }
        }
        turns.remove(&tenant);
        Ok(false)
    }
}

fn complete_imports(tx: &Tx<'_>, means: Means<'_>) -> Result<bool> {
    let Means { settings, faults, ids, now } = means;
    let due = imports::complete_due(tx, now, AT_ONCE)?;
    if !due.is_empty() {
        let ids = Series::from(ids.id());
        for import in &due {
            let tx = &tx.with(faults.registered(tx.tenant(), now));
            registration::complete(tx, import, settings, &ids, now)?;
        }
    }
    Ok(!due.is_empty())
}

fn delete_identities(tx: &Tx<'_>, settings: &Settings, now: Timestamp) -> Result<bool> {
    let due = identities::due_deletions(tx, now, AT_ONCE)?;
    for (id, entra_device_id) in &due {
        registration::unregister(tx, id, entra_device_id, now.plus(settings.directory_delay))?;
    }
    Ok(!due.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    #[test]
    fn what_is_always_due_holds_up_nothing() {
        let turns = Turns::default();
        // The first two are always due, the third fails, the last has three turns of work.
        let mut left = 3;
        let mut done = Vec::new();
        for _ in 0..12 {
            let worked = turns.next(Tenant::DEFAULT, 5, |kind| match kind {
                0 | 1 => Ok(true),
                2 => Err(StoreError::Panicked),
                4 if left > 0 => {
                    left -= 1;
                    Ok(true)
                }
                _ => Ok(false),
            });
            done.push((worked.is_ok(), left));
        }
        assert_eq!(left, 0, "{done:?}");
        // After a round in which nothing was due it is the first one's turn.
        assert_eq!(turns.next(Tenant::DEFAULT, 5, |_| Ok(false)), Ok(false));
        let mut tried = Vec::new();
        let worked = turns.next(Tenant::DEFAULT, 3, |kind| {
            tried.push(kind);
            Ok(false)
        });
        assert_eq!((worked, tried), (Ok(false), vec![0, 1, 2]));
    }
}
