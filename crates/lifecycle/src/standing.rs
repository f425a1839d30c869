//! Where a device stands with its registration.

use crate::{
    Enrolment, Identity, Import, ProfileAssignment, Records, RegistrationError, RegistrationState, limits,
};

/// Where a device stands with its registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    /// The state.
    pub state: RegistrationState,
    /// What the state alone doesn't tell.
    pub attention: Option<Attention>,
}

/// What the state of a device alone doesn't tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attention {
    /// Pending: it waits to be sent.
    NotSent,
    /// Pending: a second administrator must approve it, and nothing is done before.
    Approval,
    /// Pending for more than half an hour. A device of another organisation was seen to stay so without a word.
    TakesLong,
    /// Complete for more than half an hour, and not among the registered devices: removed since, or listed elsewhere.
    NotListed,
    /// Why it was refused.
    Refused(RegistrationError),
    /// It may not enrol.
    Blocked,
    /// Its enrolment failed.
    EnrolmentFailed,
    /// Its deployment profile could not be assigned.
    ProfileFailed,
    /// It is on another deployment profile than the one that is assigned now, until it is reset.
    OtherProfile,
    /// Not delivered yet, and it has no deployment profile.
    NoProfile,
    /// Not delivered yet, and its deployment profile is still being assigned.
    ProfilePending,
}

impl Attention {
    /// Every attention; of refusals, one for each error.
    pub fn all() -> impl Iterator<Item = Attention> {
        [
            Attention::NotSent,
            Attention::Approval,
            Attention::TakesLong,
            Attention::NotListed,
            Attention::Blocked,
            Attention::EnrolmentFailed,
            Attention::ProfileFailed,
            Attention::OtherProfile,
            Attention::NoProfile,
            Attention::ProfilePending,
        ]
        .into_iter()
        .chain(RegistrationError::ALL.map(Attention::Refused))
    }

    /// The key by which its text is found; of a refusal, that of the error.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Attention::NotSent => "not-sent",
            Attention::Approval => "approval",
            Attention::TakesLong => "takes-long",
            Attention::NotListed => "not-listed",
            Attention::Refused(error) => error.key(),
            Attention::Blocked => "blocked",
            Attention::EnrolmentFailed => "enrolment-failed",
            Attention::ProfileFailed => "profile-failed",
            Attention::OtherProfile => "other-profile",
            Attention::NoProfile => "no-profile",
            Attention::ProfilePending => "profile-pending",
        }
    }
}

/// Where a device stands, by what the directories say. Rule REG-10. `None`: it was neither sent nor registered.
///
/// An identity is what an import is for, so it tells whatever became of any import. Contact tells that a device was
/// delivered, whatever its enrolment says; an enrolled one was, even if its contact is not known.
#[must_use]
pub fn standing(records: &Records, now: i64) -> Option<Standing> {
    match (records.identity, records.import) {
        (Some(identity), _) => Some(registered(identity, now)),
        (None, Some(import)) => Some(imported(import, now)),
        (None, None) => None,
    }
}

fn imported(import: Import, now: i64) -> Standing {
    let long = |since: i64| now.saturating_sub(since) > limits::TAKES_LONG;
    let attention = match import {
        Import::Waiting => Some(Attention::NotSent),
        Import::Approval => Some(Attention::Approval),
        Import::InProgress { since } => long(since).then_some(Attention::TakesLong),
        Import::Complete { since } => long(since).then_some(Attention::NotListed),
        Import::Failed(error) => Some(Attention::Refused(error)),
    };
    let state = match import {
        Import::Failed(_) => RegistrationState::Failed,
        Import::Waiting | Import::Approval | Import::InProgress { .. } | Import::Complete { .. } => {
            RegistrationState::Pending
        }
    };
    Standing { state, attention }
}

fn registered(identity: Identity, now: i64) -> Standing {
    let recent = |last: i64| now.saturating_sub(last) <= limits::INACTIVE_AFTER;
    let state = match (identity.last_contacted, identity.enrolment) {
        (Some(last), _) if recent(last) => RegistrationState::Active,
        (Some(_), _) | (None, Enrolment::Enrolled | Enrolment::PendingReset) => RegistrationState::Inactive,
        (None, Enrolment::Unknown | Enrolment::Failed | Enrolment::NotContacted | Enrolment::Blocked) => {
            RegistrationState::ReadyForUser
        }
    };
    let attention = of_enrolment(identity.enrolment).or_else(|| of_profile(identity.profile, state));
    Standing { state, attention }
}

fn of_enrolment(enrolment: Enrolment) -> Option<Attention> {
    match enrolment {
        Enrolment::Blocked => Some(Attention::Blocked),
        Enrolment::Failed => Some(Attention::EnrolmentFailed),
        Enrolment::PendingReset => Some(Attention::OtherProfile),
        Enrolment::Unknown | Enrolment::Enrolled | Enrolment::NotContacted => None,
    }
}

/// A device that has been delivered needs no profile until it is reset, so that one that lacks it needs no attention.
fn of_profile(profile: ProfileAssignment, state: RegistrationState) -> Option<Attention> {
    let before_delivery = |attention| (!state.is_delivered()).then_some(attention);
    match profile {
        ProfileAssignment::Failed => Some(Attention::ProfileFailed),
        ProfileAssignment::AssignedOutOfSync => Some(Attention::OtherProfile),
        ProfileAssignment::NotAssigned => before_delivery(Attention::NoProfile),
        ProfileAssignment::Pending => before_delivery(Attention::ProfilePending),
        ProfileAssignment::Unknown
        | ProfileAssignment::AssignedInSync
        | ProfileAssignment::AssignedUnknown => None,
    }
}
