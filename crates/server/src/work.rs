//! What the server does when nobody asks.
//!
//! All that is under way is in the database, with the time when its next step is due. A step does some of what is due in
//! one transaction.

use crate::clock::Timestamp;
use crate::ids::{Ids, Series};
use crate::registration;
use crate::settings::Settings;
use crate::store::{Result, Tx, answers, cleanup_rules, entra_devices, identities, imports, removals, syncs};

/// How much a step does: those who write wait for it.
const AT_ONCE: usize = 1000;

/// When something is due next.
pub fn next_due(tx: &Tx<'_>, settings: &Settings) -> Result<Option<Timestamp>> {
    let dues = [
        imports::next_due(tx)?,
        identities::next_due(tx)?,
        syncs::due_at(tx)?,
        answers::oldest(tx)?.map(|answered| answered.plus(settings.remembered)),
        cleanup_rules::next_due(tx)?,
        entra_devices::oldest_deleted(tx)?.map(|deleted| deleted.plus(settings.restorable)),
        removals::next_due(tx)?,
    ];
    Ok(dues.into_iter().flatten().min())
}

/// Does some of what is due, of the first kind that there is; `false`: nothing is.
pub fn step(tx: &Tx<'_>, settings: &Settings, ids: &dyn Ids, now: Timestamp) -> Result<bool> {
    Ok(imports::begin_due(tx, now, AT_ONCE)? > 0
        || complete_imports(tx, settings, ids, now)?
        || identities::assign_due_profiles(tx, now, AT_ONCE)? > 0
        || delete_identities(tx, settings, now)?
        || syncs::finish_due(tx, now)?
        || cleanup_rules::work(tx, now, AT_ONCE)? > 0
        || answers::forget(tx, now.minus(settings.remembered), AT_ONCE)? > 0
        || entra_devices::purge(tx, now.minus(settings.restorable), AT_ONCE)? > 0
        || removals::work(tx, settings.changes, now, AT_ONCE)?)
}

fn complete_imports(tx: &Tx<'_>, settings: &Settings, ids: &dyn Ids, now: Timestamp) -> Result<bool> {
    let due = imports::complete_due(tx, now, AT_ONCE)?;
    if !due.is_empty() {
        let ids = Series::from(ids.id());
        for import in &due {
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
