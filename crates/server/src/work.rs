//! What the server does when nobody asks.
//!
//! All that is under way is in the database, with the time when its next step is due. A step does some of what is due in
//! one transaction.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::faults::{self, InForce};
use crate::ids::{Ids, Series};
use crate::settings::Settings;
use crate::store::{
    Result, Tx, answers, approval_requests, autopilot_events, cleanup_rules, entra_devices, identities,
    imports, managed_devices, put_off, removals, syncs, users,
};
use crate::{management, registration, world};

/// How much a step does: those who write wait for it.
const AT_ONCE: usize = 1000;

/// How long it is told that a device came by Autopilot.
const TOLD: Duration = Duration::from_hours(30 * 24);

/// When something is due next.
pub fn next_due(tx: &Tx<'_>, settings: &Settings, faults: &InForce) -> Result<Option<Timestamp>> {
    let dues = [
        imports::next_due(tx)?,
        identities::next_due(tx)?,
        syncs::due_at(tx)?,
        answers::oldest(tx)?.map(|answered| answered.plus(settings.remembered)),
        cleanup_rules::next_due(tx)?,
        approval_requests::next_due(tx)?,
        approval_requests::oldest_over(tx)?.map(|over| over.plus(settings.approvals)),
        world::next_due(tx)?,
        entra_devices::oldest_deleted(tx)?.map(|deleted| deleted.plus(settings.restorable)),
        users::oldest_deleted(tx)?.map(|deleted| deleted.plus(settings.restorable)),
        autopilot_events::oldest(tx)?.map(|happened| happened.plus(TOLD)),
        managed_devices::oldest_certificate(tx)?.map(|ended| ended.plus(settings.certificate_grace)),
        if faults.has_put_off() { put_off::next_due(tx)? } else { None },
        removals::next_due(tx)?,
    ];
    Ok(dues.into_iter().flatten().min())
}

/// Does some of what is due, of the first kind that there is; `false`: nothing is.
pub fn step(
    tx: &Tx<'_>,
    settings: &Settings,
    faults: &InForce,
    ids: &dyn Ids,
    now: Timestamp,
) -> Result<bool> {
    Ok(imports::begin_due(tx, now, AT_ONCE)? > 0
        || complete_imports(tx, settings, faults, ids, now)?
        || identities::assign_due_profiles(tx, now, AT_ONCE)? > 0
        || delete_identities(tx, settings, now)?
        || syncs::finish_due(tx, now)?
        || cleanup_rules::work(tx, now, AT_ONCE)? > 0
        || approval_requests::expire_due(tx, now, AT_ONCE)? > 0
        || approval_requests::forget(tx, now.minus(settings.approvals), AT_ONCE)? > 0
        || world::work(tx, settings, ids, now, AT_ONCE)?
        || answers::forget(tx, now.minus(settings.remembered), AT_ONCE)? > 0
        || entra_devices::purge(tx, now.minus(settings.restorable), AT_ONCE)? > 0
        || users::purge(tx, now.minus(settings.restorable), AT_ONCE)? > 0
        || autopilot_events::forget(tx, now.minus(TOLD), AT_ONCE)? > 0
        || management::forget(tx, now.minus(settings.certificate_grace), now, AT_ONCE)? > 0
        || (faults.has_put_off() && faults::heal(tx, settings, now, AT_ONCE)?)
        || removals::work(tx, settings.changes, now, AT_ONCE)?)
}

fn complete_imports(
    tx: &Tx<'_>,
    settings: &Settings,
    faults: &InForce,
    ids: &dyn Ids,
    now: Timestamp,
) -> Result<bool> {
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
