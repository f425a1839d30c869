//! What the directories say of a device.

use crate::RegistrationError;

/// What the directories say of a device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Records {
    /// Its latest import, where one is remembered.
    pub import: Option<Import>,
    /// Its Autopilot identity, where there is one.
    pub identity: Option<Identity>,
}

/// An import: a device on its way into the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Import {
    /// Not sent yet.
    Waiting,
    /// A second administrator must approve before anything is done.
    Approval,
    /// The service has it, and hasn't decided.
    InProgress {
        /// When it was sent.
        since: i64,
    },
    /// The service says that the device is registered.
    Complete {
        /// When that was first seen.
        since: i64,
    },
    /// The service refused it.
    Failed(RegistrationError),
}

/// An Autopilot identity: a registered device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Identity {
    /// How far it is with its enrolment.
    pub enrolment: Enrolment,
    /// When it was last heard of; `None`: never.
    pub last_contacted: Option<i64>,
    /// Whether it has its deployment profile.
    pub profile: ProfileAssignment,
}

/// How far a registered device is with its enrolment. Source: Graph, `enrollmentState`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Enrolment {
    /// Not known, or a member that came after this was written.
    #[default]
    Unknown,
    /// In management.
    Enrolled,
    /// Enrolled with another profile than the one that is assigned now.
    PendingReset,
    /// Its enrolment failed.
    Failed,
    /// Registered, never enrolled.
    NotContacted,
    /// Not allowed to enrol.
    Blocked,
}

impl Enrolment {
    /// Every member.
    pub const ALL: [Enrolment; 6] = [
        Enrolment::Unknown,
        Enrolment::Enrolled,
        Enrolment::PendingReset,
        Enrolment::Failed,
        Enrolment::NotContacted,
        Enrolment::Blocked,
    ];
}

/// Whether a registered device has its deployment profile. Source: Graph (beta), `deploymentProfileAssignmentStatus`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProfileAssignment {
    /// Not known, or a member that came after this was written.
    #[default]
    Unknown,
    /// Assigned, and the device is on it.
    AssignedInSync,
    /// Assigned, and the device is on another one.
    AssignedOutOfSync,
    /// Assigned, and nobody knows whether the device is on it.
    AssignedUnknown,
    /// None assigned.
    NotAssigned,
    /// Being assigned.
    Pending,
    /// Could not be assigned.
    Failed,
}

impl ProfileAssignment {
    /// Every member.
    pub const ALL: [ProfileAssignment; 7] = [
        ProfileAssignment::Unknown,
        ProfileAssignment::AssignedInSync,
        ProfileAssignment::AssignedOutOfSync,
        ProfileAssignment::AssignedUnknown,
        ProfileAssignment::NotAssigned,
        ProfileAssignment::Pending,
        ProfileAssignment::Failed,
    ];
}
