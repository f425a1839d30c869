//! Partners that register devices for the tenant: cloud solution providers by Partner Center, makers by an interface of their own.
//!
//! A partner sees what it has registered itself, for as long as that is registered, and nothing else. It takes out the registration
//! alone: a device that is managed stays managed, and its object stays in the directory.

use crate::clock::Timestamp;
use crate::ids::Ids;
use crate::registration::{Candidate, decide, leave, new_identity, register};
use crate::settings::Settings;
use crate::store::identities::{self, Identity};
use crate::store::partners::{self, Upload};
use crate::store::{Result, Tx};
use crate::supply::Fault;

/// Takes in devices; they are decided when a registration's time is over.
pub fn upload(
    tx: &Tx<'_>,
    ids: &dyn Ids,
    settings: &Settings,
    upload: &Upload<'_>,
    candidates: &[Candidate],
    now: Timestamp,
) -> Result<()> {
    for candidate in candidates {
        let is_stuck = settings.supply.fault(&candidate.serial_key) == Some(&Fault::Stuck);
        let due_at = (!is_stuck).then(|| now.plus(settings.registration));
        partners::upload(tx, upload, &ids.id().to_string(), candidate, (now, due_at))?;
    }
    Ok(())
}

/// When the next uploaded device is decided.
pub fn next_due(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    partners::next_due(tx)
}

/// Decides some of those that are due; `false`: none is.
pub fn work(tx: &Tx<'_>, settings: &Settings, ids: &dyn Ids, now: Timestamp, limit: usize) -> Result<bool> {
    let due = partners::due(tx, now, limit)?;
    for device in &due {
        if let Some((code, name)) = decide(tx, &device.candidate, settings)? {
            partners::decide(tx, device.seq, Err((&code.to_string(), &name)))?;
            continue;
        }
        let [id, entra_device_id] = [(); 2].map(|()| ids.id().to_string());
        let identity = Identity {
            purchase_order: device.purchase_order.as_deref(),
            ..new_identity(&device.candidate, settings, [&*id, &*entra_device_id], now)
        };
        register(tx, &identity, ids, now)?;
        partners::decide(tx, device.seq, Ok(&id))?;
    }
    Ok(!due.is_empty())
}

/// Takes out a registration, enrolled or not: that is all that a partner can do.
pub fn deregister(tx: &Tx<'_>, registration: &str, settings: &Settings, now: Timestamp) -> Result<()> {
    match identities::find(tx, registration)? {
        Some(identity) => leave(tx, identity, settings, now),
        None => partners::forget(tx, registration),
    }
}
