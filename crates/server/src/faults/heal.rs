//! What was put off, and its time has come.

use crate::clock::Timestamp;
use crate::management;
use crate::settings::Settings;
use crate::store::put_off::{self, What};
use crate::store::{Result, Tx, entra_devices, managed_devices};

/// Does some of what was put off until now; `false`: nothing was.
pub fn heal(tx: &Tx<'_>, settings: &Settings, now: Timestamp, limit: usize) -> Result<bool> {
    let due = put_off::due(tx, now, limit)?;
    for put_off in &due {
        match put_off.what {
            What::Parting => {
                // One that is gone for good has been parted from the others by then.
                if let Some(device) = managed_devices::find(tx, &put_off.id)? {
                    management::part(tx, &device)?;
                }
            }
            What::Untagging => {
                entra_devices::untag(tx, &put_off.id, put_off.due_at.plus(settings.directory_delay))?;
            }
            What::Showing | What::Hiding => {}
        }
        put_off::done(tx, put_off)?;
    }
    if !due.is_empty() {
        put_off::forget_hidden(tx)?;
    }
    Ok(!due.is_empty())
}
