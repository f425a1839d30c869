//! Registered devices, as they were last seen.

use graph::wire::{self, EnrollmentState, NEVER, ZERO_ID, beta::ProfileAssignmentStatus, text};

use crate::Millis;

/// A registered device, as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its Autopilot id.
    pub id: String,
    /// The serial number.
    pub serial: String,
    /// The group tag.
    pub group_tag: String,
    /// The assigned user.
    pub user: String,
    /// The name that the user is greeted by.
    pub user_name: String,
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// The Windows product key id.
    pub product_key: String,
    /// The purchase order.
    pub purchase_order: String,
    /// The name that it will get.
    pub display_name: String,
    /// How far it is with its enrolment.
    pub enrollment: EnrollmentState,
    /// When it was last heard of, as the service writes it; empty: never.
    pub last_contacted: String,
    /// Whether it has its deployment profile.
    pub profile: ProfileAssignmentStatus,
    /// When the profile was assigned, as the service writes it; empty: not.
    pub profile_assigned: String,
    /// The Entra device id; empty: none.
    pub entra_id: String,
    /// The Intune id; empty: it isn't enrolled.
    pub intune_id: String,
    /// What was seen to happen to it, the oldest first.
    pub events: Vec<Event>,
}

/// Something that was seen to happen to a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it was seen.
    pub at: Millis,
    /// What.
    pub kind: EventKind,
}

/// What was seen to happen to a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// It was first seen among the registered devices.
    Seen,
    /// Its enrolment went from one state to another.
    Enrollment(EnrollmentState),
    /// Its deployment profile went from one state to another.
    Profile(ProfileAssignmentStatus),
    /// It has another group tag.
    GroupTag(String),
    /// It has another user.
    User(String),
}

/// What is remembered of the past of one device: as much as a person reads.
const MOST_EVENTS: usize = 50;

impl Device {
    /// The device that the service describes, with what is remembered of it.
    pub(crate) fn seen(
        found: &wire::beta::WindowsAutopilotDeviceIdentity,
        before: Option<&Device>,
        now: Millis,
    ) -> Device {
        let v1 = &found.v1;
        let own = |value: &Option<String>| text(value.as_ref()).to_owned();
        let id = |value: &Option<String>| Some(own(value)).filter(|id| id != ZERO_ID).unwrap_or_default();
        let time = |value: &str| if value == NEVER { String::new() } else { value.to_owned() };
        let mut device = Device {
            id: v1.id.clone(),
            serial: own(&v1.serial_number),
            group_tag: own(&v1.group_tag),
            user: own(&v1.user_principal_name),
            user_name: own(&v1.addressable_user_name),
            manufacturer: own(&v1.manufacturer),
            model: own(&v1.model),
            product_key: own(&v1.product_key),
            purchase_order: own(&v1.purchase_order_identifier),
            display_name: own(&v1.display_name),
            enrollment: v1.enrollment_state.clone(),
            last_contacted: time(&v1.last_contacted_date_time),
            profile: found.deployment_profile_assignment_status.clone(),
            profile_assigned: time(text(found.deployment_profile_assigned_date_time.as_ref())),
            entra_id: id(&v1.azure_active_directory_device_id),
            intune_id: id(&v1.managed_device_id),
            events: before.map(|before| before.events.clone()).unwrap_or_default(),
        };
        device.note_changes(before, now);
        device
    }

    /// Since when the service is at something with it, so that it will soon look otherwise.
    pub(crate) fn underway(&self) -> Option<Millis> {
        let pending = self.profile == ProfileAssignmentStatus::Pending;
        self.events.last().filter(|_| pending).map(|event| event.at)
    }

    fn note_changes(&mut self, before: Option<&Device>, now: Millis) {
        let kinds = match before {
            None => vec![EventKind::Seen],
            Some(before) => [
                (before.enrollment != self.enrollment)
                    .then(|| EventKind::Enrollment(self.enrollment.clone())),
                (before.profile != self.profile).then(|| EventKind::Profile(self.profile.clone())),
                (before.group_tag != self.group_tag).then(|| EventKind::GroupTag(self.group_tag.clone())),
                (before.user != self.user).then(|| EventKind::User(self.user.clone())),
            ]
            .into_iter()
            .flatten()
            .collect(),
        };
        self.events.extend(kinds.into_iter().map(|kind| Event { at: now, kind }));
        let excess = self.events.len().saturating_sub(MOST_EVENTS);
        self.events.drain(..excess);
    }
}
