//! The records of managed devices, of device objects, and of what is known of their lists.

use graph::wire::{ActionState, ManagementState};
use outbox::{DirectoryObject, ListState, Lists, Managed, RemoteAction};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, from_records, to_records, trouble::TroubleRecord};

/// The record of a [`Managed`]. States are kept by their names on the wire: the service may have new ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedRecord {
    id: String,
    name: String,
    serial: String,
    operating_system: String,
    os_version: String,
    enrollment: String,
    agent: String,
    kind: String,
    owner: String,
    state: String,
    compliance: String,
    is_supervised: bool,
    entra_id: String,
    join: String,
    user_id: String,
    user: String,
    user_name: String,
    manufacturer: String,
    model: String,
    enrolled: String,
    last_sync: String,
    certificate_until: String,
    is_registered: Option<bool>,
    actions: Vec<RemoteActionRecord>,
}

/// The record of a [`RemoteAction`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteActionRecord {
    name: String,
    state: String,
    started: String,
    updated: String,
}

impl Wire for RemoteAction {
    type Record = RemoteActionRecord;

    fn to_record(&self) -> RemoteActionRecord {
        RemoteActionRecord {
            name: self.name.clone(),
            state: self.state.as_str().to_owned(),
            started: self.started.clone(),
            updated: self.updated.clone(),
        }
    }

    fn from_record(record: RemoteActionRecord) -> Result<RemoteAction, WireError> {
        Ok(RemoteAction {
            name: record.name,
            state: ActionState::from_name(&record.state),
            started: record.started,
            updated: record.updated,
        })
    }
}

impl Wire for Managed {
    type Record = ManagedRecord;

    fn to_record(&self) -> ManagedRecord {
        ManagedRecord {
            id: self.id.clone(),
            name: self.name.clone(),
            serial: self.serial.clone(),
            operating_system: self.operating_system.clone(),
            os_version: self.os_version.clone(),
            enrollment: self.enrollment.clone(),
            agent: self.agent.clone(),
            kind: self.kind.clone(),
            owner: self.owner.clone(),
            state: self.state.as_str().to_owned(),
            compliance: self.compliance.clone(),
            is_supervised: self.is_supervised,
            entra_id: self.entra_id.clone(),
            join: self.join.clone(),
            user_id: self.user_id.clone(),
            user: self.user.clone(),
            user_name: self.user_name.clone(),
            manufacturer: self.manufacturer.clone(),
            model: self.model.clone(),
            enrolled: self.enrolled.clone(),
            last_sync: self.last_sync.clone(),
            certificate_until: self.certificate_until.clone(),
            is_registered: self.is_registered,
            actions: to_records(&self.actions),
        }
    }

    fn from_record(record: ManagedRecord) -> Result<Managed, WireError> {
        Ok(Managed {
            id: record.id,
            name: record.name,
            serial: record.serial,
            operating_system: record.operating_system,
            os_version: record.os_version,
            enrollment: record.enrollment,
            agent: record.agent,
            kind: record.kind,
            owner: record.owner,
            state: ManagementState::from_name(&record.state),
            compliance: record.compliance,
            is_supervised: record.is_supervised,
            entra_id: record.entra_id,
            join: record.join,
            user_id: record.user_id,
            user: record.user,
            user_name: record.user_name,
            manufacturer: record.manufacturer,
            model: record.model,
            enrolled: record.enrolled,
            last_sync: record.last_sync,
            certificate_until: record.certificate_until,
            is_registered: record.is_registered,
            actions: from_records(record.actions)?,
        })
    }
}

/// The record of a [`DirectoryObject`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryObjectRecord {
    id: String,
    device_id: String,
    name: String,
    is_enabled: bool,
    is_managed: bool,
    is_synced: bool,
    trust: String,
    operating_system: String,
    autopilot_id: String,
    registered: String,
    last_sign_in: String,
}

impl Wire for DirectoryObject {
    type Record = DirectoryObjectRecord;

    fn to_record(&self) -> DirectoryObjectRecord {
        DirectoryObjectRecord {
            id: self.id.clone(),
            device_id: self.device_id.clone(),
            name: self.name.clone(),
            is_enabled: self.is_enabled,
            is_managed: self.is_managed,
            is_synced: self.is_synced,
            trust: self.trust.clone(),
            operating_system: self.operating_system.clone(),
            autopilot_id: self.autopilot_id.clone(),
            registered: self.registered.clone(),
            last_sign_in: self.last_sign_in.clone(),
        }
    }

    fn from_record(record: DirectoryObjectRecord) -> Result<DirectoryObject, WireError> {
        Ok(DirectoryObject {
            id: record.id,
            device_id: record.device_id,
            name: record.name,
            is_enabled: record.is_enabled,
            is_managed: record.is_managed,
            is_synced: record.is_synced,
            trust: record.trust,
            operating_system: record.operating_system,
            autopilot_id: record.autopilot_id,
            registered: record.registered,
            last_sign_in: record.last_sign_in,
        })
    }
}

/// The record of [`Lists`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListsRecord {
    address: String,
    managed: ListStateRecord,
    objects: ListStateRecord,
}

/// The record of a [`ListState`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListStateRecord {
    read: Option<i64>,
    changes: Option<String>,
    refused: Option<TroubleRecord>,
}

impl Wire for ListState {
    type Record = ListStateRecord;

    fn to_record(&self) -> ListStateRecord {
        ListStateRecord {
            read: self.read,
            changes: self.changes.clone(),
            refused: self.refused.as_ref().map(Wire::to_record),
        }
    }

    fn from_record(record: ListStateRecord) -> Result<ListState, WireError> {
        Ok(ListState {
            read: record.read,
            changes: record.changes,
            refused: record.refused.map(Wire::from_record).transpose()?,
        })
    }
}

impl Wire for Lists {
    type Record = ListsRecord;

    fn to_record(&self) -> ListsRecord {
        ListsRecord {
            address: self.address.clone(),
            managed: self.managed.to_record(),
            objects: self.objects.to_record(),
        }
    }

    fn from_record(record: ListsRecord) -> Result<Lists, WireError> {
        Ok(Lists {
            address: record.address,
            managed: ListState::from_record(record.managed)?,
            objects: ListState::from_record(record.objects)?,
        })
    }
}
