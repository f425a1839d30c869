//! The keys by which texts are found.

use std::collections::BTreeSet;

use lifecycle::{Advice, Attention, RegistrationError, RegistrationState, STATIONS, Station};

#[test]
fn reg_10_states_have_the_keys_that_texts_are_found_by() {
    assert_eq!(
        RegistrationState::ALL.map(RegistrationState::key),
        ["registration-pending", "registration-failed", "ready-for-user", "active", "inactive"]
    );
}

/// Texts stay where they are when a member gets another name.
#[test]
fn keys_stay_as_they_are() {
    let errors = [
        "device-not-found",
        "hash-not-valid",
        "already-registered",
        "claimed-by-other-organization",
        "duplicate",
        "incomplete",
        "unexpected",
    ];
    assert_eq!(RegistrationError::ALL.map(RegistrationError::key), errors);
    assert_eq!(
        Advice::ALL.map(Advice::key),
        [
            "confirm-with-supplier",
            "check-and-resubmit",
            "look-for-the-other",
            "nothing-to-do",
            "check-with-supplier",
            "contact-support"
        ]
    );
    assert_eq!(STATIONS.map(Station::key), ["obtain-hash", "merge", "register", "check-image", "deliver"]);
    let attentions = [
        "not-sent",
        "approval",
        "takes-long",
        "not-listed",
        "blocked",
        "enrolment-failed",
        "profile-failed",
        "other-profile",
        "no-profile",
        "profile-pending",
    ];
    let found: Vec<_> = Attention::all().map(Attention::key).collect();
    assert_eq!(found, [attentions.as_slice(), errors.as_slice()].concat());
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len());
}
