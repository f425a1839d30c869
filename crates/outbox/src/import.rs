//! Registrations that others have asked for, as they were last seen.

use graph::wire::{ImportStatus, ImportedWindowsAutopilotDeviceIdentity as Imported, text};

use crate::{Millis, RowStatus};

/// An import record that belongs to no intent here: somebody registers the device with another tool, or from another
/// computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The record's id.
    pub id: String,
    /// The serial number.
    pub serial: String,
    /// The group tag that it gets.
    pub group_tag: String,
    /// The user that it gets.
    pub user: String,
    /// How far it is. Never [`RowStatus::Waiting`].
    pub status: RowStatus,
    /// Since when, as far as it was seen.
    pub since: Millis,
}

impl Import {
    /// The record that the service describes, with what is remembered of it.
    pub(crate) fn seen(found: &Imported, before: Option<&Import>, now: Millis) -> Import {
        let own = |value: &Option<String>| text(value.as_ref()).to_owned();
        let status = status_of(found);
        let since = before.filter(|before| before.status == status).map_or(now, |before| before.since);
        Import {
            id: found.id.clone(),
            serial: own(&found.serial_number),
            group_tag: own(&found.group_tag),
            user: own(&found.assigned_user_principal_name),
            status,
            since,
        }
    }
}

/// What an import record says of its device.
pub(crate) fn status_of(record: &Imported) -> RowStatus {
    let state = record.state.clone().unwrap_or_default();
    match state.device_import_status {
        ImportStatus::Complete => {
            let device = text(state.device_registration_id.as_ref()).to_owned();
            RowStatus::Complete { device, observed: false }
        }
        ImportStatus::Error => {
            let name = text(state.device_error_name.as_ref()).to_owned();
            RowStatus::Failed { code: state.device_error_code, name }
        }
        _ => RowStatus::Pending,
    }
}
