//! The record of a registered device.

use graph::wire::{EnrollmentState, beta::ProfileAssignmentStatus};
use outbox::{Device, Event, EventKind};
use serde::{Deserialize, Serialize};

use super::{Wire, WireError, from_records, to_records};

/// The record of a [`Device`]. States are kept by their names on the wire: the service may have new ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRecord {
    id: String,
    serial: String,
    group_tag: String,
    user: String,
    user_name: String,
    manufacturer: String,
    model: String,
    product_key: String,
    purchase_order: String,
    display_name: String,
    enrollment: String,
    last_contacted: String,
    profile: String,
    profile_assigned: String,
    entra_id: String,
    intune_id: String,
    events: Vec<EventRecord>,
}

/// The record of an [`Event`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    at: i64,
    kind: EventKindRecord,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum EventKindRecord {
    Seen,
    Enrollment(String),
    Profile(String),
    GroupTag(String),
    User(String),
}

impl Wire for Event {
    type Record = EventRecord;

    fn to_record(&self) -> EventRecord {
        let kind = match &self.kind {
            EventKind::Seen => EventKindRecord::Seen,
            EventKind::Enrollment(state) => EventKindRecord::Enrollment(state.as_str().to_owned()),
            EventKind::Profile(status) => EventKindRecord::Profile(status.as_str().to_owned()),
            EventKind::GroupTag(tag) => EventKindRecord::GroupTag(tag.clone()),
            EventKind::User(user) => EventKindRecord::User(user.clone()),
        };
        EventRecord { at: self.at, kind }
    }

    fn from_record(record: EventRecord) -> Result<Event, WireError> {
        let kind = match record.kind {
            EventKindRecord::Seen => EventKind::Seen,
            EventKindRecord::Enrollment(name) => EventKind::Enrollment(EnrollmentState::from_name(&name)),
            EventKindRecord::Profile(name) => EventKind::Profile(ProfileAssignmentStatus::from_name(&name)),
            EventKindRecord::GroupTag(tag) => EventKind::GroupTag(tag),
            EventKindRecord::User(user) => EventKind::User(user),
        };
        Ok(Event { at: record.at, kind })
    }
}

impl Wire for Device {
    type Record = DeviceRecord;

    fn to_record(&self) -> DeviceRecord {
        DeviceRecord {
            id: self.id.clone(),
            serial: self.serial.clone(),
            group_tag: self.group_tag.clone(),
            user: self.user.clone(),
            user_name: self.user_name.clone(),
            manufacturer: self.manufacturer.clone(),
            model: self.model.clone(),
            product_key: self.product_key.clone(),
            purchase_order: self.purchase_order.clone(),
            display_name: self.display_name.clone(),
            enrollment: self.enrollment.as_str().to_owned(),
            last_contacted: self.last_contacted.clone(),
            profile: self.profile.as_str().to_owned(),
            profile_assigned: self.profile_assigned.clone(),
            entra_id: self.entra_id.clone(),
            intune_id: self.intune_id.clone(),
            events: to_records(&self.events),
        }
    }

    fn from_record(record: DeviceRecord) -> Result<Device, WireError> {
        Ok(Device {
            id: record.id,
            serial: record.serial,
            group_tag: record.group_tag,
            user: record.user,
            user_name: record.user_name,
            manufacturer: record.manufacturer,
            model: record.model,
            product_key: record.product_key,
            purchase_order: record.purchase_order,
            display_name: record.display_name,
            enrollment: EnrollmentState::from_name(&record.enrollment),
            last_contacted: record.last_contacted,
            profile: ProfileAssignmentStatus::from_name(&record.profile),
            profile_assigned: record.profile_assigned,
            entra_id: record.entra_id,
            intune_id: record.intune_id,
            events: from_records(record.events)?,
        })
    }
}
