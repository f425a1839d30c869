//! Where a device stands, by what the directories say.

use lifecycle::{
    Attention::{
        self, Approval, Blocked, EnrolmentFailed, NoProfile, NotListed, NotSent, OtherProfile, ProfileFailed,
        ProfilePending, Refused, TakesLong,
    },
    Enrolment, Identity, Import, ProfileAssignment, Records, RegistrationError,
    RegistrationState::{self, Active, Failed, Inactive, Pending, ReadyForUser},
    Standing, limits, standing,
};

use crate::{DAY, MINUTE, NOW};

/// Every import there may be, around the moments at which something changes.
fn imports() -> Vec<Import> {
    let times = [i64::MIN, NOW - 31 * MINUTE, NOW - MINUTE, NOW, NOW + DAY, i64::MAX];
    let moving =
        times.into_iter().flat_map(|since| [Import::InProgress { since }, Import::Complete { since }]);
    let failed = RegistrationError::ALL.map(Import::Failed);
    [Import::Waiting, Import::Approval].into_iter().chain(moving).chain(failed).collect()
}

/// Every identity there may be, likewise.
fn identities() -> Vec<Identity> {
    let times = [None, Some(i64::MIN), Some(NOW - 8 * DAY), Some(NOW - DAY), Some(NOW + DAY), Some(i64::MAX)];
    let mut all = Vec::new();
    for enrolment in Enrolment::ALL {
        for profile in ProfileAssignment::ALL {
            all.extend(times.map(|last_contacted| Identity { enrolment, last_contacted, profile }));
        }
    }
    all
}

fn of_import(import: Import) -> Option<Standing> {
    standing(&Records { import: Some(import), identity: None }, NOW)
}

fn of_identity(identity: Identity) -> Option<Standing> {
    standing(&Records { import: None, identity: Some(identity) }, NOW)
}

#[test]
fn reg_10_a_device_that_nobody_knows_stands_nowhere() {
    assert_eq!(standing(&Records::default(), NOW), None);
}

#[test]
fn reg_10_imports() {
    let in_progress = |age| Import::InProgress { since: NOW - age };
    let complete = |age| Import::Complete { since: NOW - age };
    for (import, state, attention) in [
        (Import::Waiting, Pending, Some(NotSent)),
        (Import::Approval, Pending, Some(Approval)),
        (in_progress(0), Pending, None),
        (in_progress(30 * MINUTE), Pending, None),
        (in_progress(30 * MINUTE + 1), Pending, Some(TakesLong)),
        (in_progress(-DAY), Pending, None),
        (complete(0), Pending, None),
        (complete(30 * MINUTE), Pending, None),
        (complete(30 * MINUTE + 1), Pending, Some(NotListed)),
    ] {
        assert_eq!(of_import(import), Some(Standing { state, attention }), "{import:?}");
    }
    for error in RegistrationError::ALL {
        let wanted = Standing { state: Failed, attention: Some(Refused(error)) };
        assert_eq!(of_import(Import::Failed(error)), Some(wanted), "{error:?}");
    }
}

/// Every enrolment by every contact: never, within 7 days, before.
#[test]
fn reg_10_enrolment_and_contact() {
    let week = 7 * DAY;
    for (enrolment, [never, recent, old], attention) in [
        (Enrolment::Unknown, [ReadyForUser, Active, Inactive], None),
        (Enrolment::Enrolled, [Inactive, Active, Inactive], None),
        (Enrolment::PendingReset, [Inactive, Active, Inactive], Some(OtherProfile)),
        (Enrolment::Failed, [ReadyForUser, Active, Inactive], Some(EnrolmentFailed)),
        (Enrolment::NotContacted, [ReadyForUser, Active, Inactive], None),
        (Enrolment::Blocked, [ReadyForUser, Active, Inactive], Some(Blocked)),
    ] {
        for (last_contacted, state) in [
            (None, never),
            (Some(NOW), recent),
            (Some(NOW + DAY), recent),
            (Some(NOW - week), recent),
            (Some(NOW - week - 1), old),
            (Some(i64::MIN), old),
        ] {
            let identity = Identity { enrolment, last_contacted, profile: ProfileAssignment::AssignedInSync };
            let wanted = Standing { state, attention };
            assert_eq!(of_identity(identity), Some(wanted), "{enrolment:?} {last_contacted:?}");
        }
    }
}

/// Every profile assignment, before delivery and after.
#[test]
fn reg_10_profiles() {
    for (profile, before, after) in [
        (ProfileAssignment::Unknown, None, None),
        (ProfileAssignment::AssignedInSync, None, None),
        (ProfileAssignment::AssignedOutOfSync, Some(OtherProfile), Some(OtherProfile)),
        (ProfileAssignment::AssignedUnknown, None, None),
        (ProfileAssignment::NotAssigned, Some(NoProfile), None),
        (ProfileAssignment::Pending, Some(ProfilePending), None),
        (ProfileAssignment::Failed, Some(ProfileFailed), Some(ProfileFailed)),
    ] {
        let attention = |enrolment, last_contacted| {
            let standing = of_identity(Identity { enrolment, last_contacted, profile });
            standing.and_then(|standing| standing.attention)
        };
        assert_eq!(attention(Enrolment::NotContacted, None), before, "{profile:?}");
        assert_eq!(attention(Enrolment::Unknown, None), before, "{profile:?}");
        assert_eq!(attention(Enrolment::Enrolled, Some(NOW)), after, "{profile:?}");
        assert_eq!(attention(Enrolment::Enrolled, None), after, "{profile:?}");
        assert_eq!(attention(Enrolment::NotContacted, Some(NOW)), after, "{profile:?}");
    }
}

#[test]
fn reg_10_trouble_with_enrolment_comes_before_trouble_with_profiles() {
    for profile in ProfileAssignment::ALL {
        for (enrolment, wanted) in [
            (Enrolment::Blocked, Blocked),
            (Enrolment::Failed, EnrolmentFailed),
            (Enrolment::PendingReset, OtherProfile),
        ] {
            let found = of_identity(Identity { enrolment, last_contacted: None, profile });
            assert_eq!(found.and_then(|standing| standing.attention), Some(wanted), "{profile:?}");
        }
    }
}

#[test]
fn reg_10_an_identity_wins_over_any_import() {
    for identity in identities() {
        let alone = of_identity(identity);
        for import in imports() {
            let both = Records { import: Some(import), identity: Some(identity) };
            assert_eq!(standing(&both, NOW), alone, "{both:?}");
        }
    }
}

/// What each state may be explained by: nothing else comes out, at any time.
#[test]
fn reg_10_every_combination_has_a_state_that_its_attention_fits() {
    let fits = |state: RegistrationState, attention: Attention| match attention {
        NotSent | Approval | TakesLong | NotListed => state == Pending,
        Refused(_) => state == Failed,
        NoProfile | ProfilePending => state == ReadyForUser,
        Blocked | EnrolmentFailed | ProfileFailed | OtherProfile => state.is_registered(),
    };
    let some_or_none = |imports: Vec<Import>| imports.into_iter().map(Some).chain([None]);
    let mut seen = Vec::new();
    for now in [i64::MIN, 0, NOW, i64::MAX] {
        for identity in identities().into_iter().map(Some).chain([None]) {
            for import in some_or_none(imports()) {
                let records = Records { import, identity };
                let found = standing(&records, now);
                assert_eq!(found.is_none(), records == Records::default());
                let Some(found) = found else { continue };
                assert_eq!(found.state.is_registered(), identity.is_some(), "{records:?}");
                assert!(found.attention.is_none_or(|attention| fits(found.state, attention)), "{found:?}");
                seen.push(found);
            }
        }
    }
    for state in RegistrationState::ALL {
        assert!(seen.iter().any(|found| found.state == state), "{state:?} never comes out");
    }
    for attention in Attention::all() {
        assert!(seen.iter().any(|found| found.attention == Some(attention)), "{attention:?} never comes out");
    }
}

#[test]
fn reg_9_what_usually_takes_minutes_is_not_called_long() {
    let usual = of_import(Import::InProgress { since: NOW - limits::USUAL_REGISTRATION });
    assert_eq!(usual, Some(Standing { state: Pending, attention: None }));
}
