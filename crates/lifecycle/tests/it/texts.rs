//! Everything that is shown has a text in every language, and no text is of nothing.

use std::collections::BTreeSet;

use lifecycle::action::{Action, ActionState, ManagementState, Pending, Refusal, Wipe, WipeOption};
use lifecycle::approval::Barred;
use lifecycle::budget::{Denied, Held};
use lifecycle::checklist::{AppleStep, BeforeUserGoes};
use lifecycle::cleanup::{RuleError, Scope, Spared};
use lifecycle::effects::{Effect, Kind, Table};
use lifecycle::removal::{Deed, Fault, Group, Note, Place, PlanRefusal, RecordRef, Wait, Why};
use lifecycle::texts::Text;
use lifecycle::warning::Warning;
use messages::{Language, Messages};

const FILES: [(Language, &str); 2] = [
    (Language::English, include_str!("../../../../locales/en/lifecycle.ftl")),
    (Language::Dutch, include_str!("../../../../locales/nl/lifecycle.ftl")),
];

const APP: [&str; 2] =
    [include_str!("../../../../locales/en/app.ftl"), include_str!("../../../../locales/nl/app.ftl")];

fn ids<T: Text>(of: impl IntoIterator<Item = T>) -> Vec<String> {
    of.into_iter().map(|one| one.text_id()).collect()
}

fn deeds() -> Vec<Deed> {
    let group = Group { id: String::new(), name: String::new(), is_dynamic: false };
    vec![
        Deed::Wipe(Wipe::PLAIN),
        Deed::Retire,
        Deed::ResetByHand,
        Deed::DeleteFromIntune,
        Deed::UnassignUser,
        Deed::AssignUser(String::new()),
        Deed::DeleteFromAutopilot,
        Deed::Sync,
        Deed::LeaveGroup(group),
        Deed::DeleteComputer,
        Deed::DisableComputer,
        Deed::DisableInEntra,
        Deed::DeleteFromEntra,
        Deed::ReleaseAtApple,
        Deed::ReleaseAtPartner,
    ]
}

fn warnings() -> Vec<Warning> {
    use Warning::*;
    let pending = Pending { action: Action::Sync, since: 0, is_issued: false };
    vec![
        RestartsUnasked(300),
        RestartsAtOnce,
        MayLoseWifi,
        TakesLockRight,
        ArrivesWithin(900),
        AtCheckIn,
        NotHeardOf(Some(0)),
        NotHeardOf(None),
        Unrecoverable,
        KeepsResetting,
        MayNotStart,
        LosesEntraAccounts,
        LeavesListAtOnce,
        DeleteRetires,
        ServicesWordOnly,
        Permanent,
        CanRegisterAgain,
        NoLongerManaged,
        LosesAccess,
        DataMayGo,
        StaysManaged,
        StillReachable(0),
        ComesBackBySync,
        StaysInEntra,
        StaysInAutopilot,
        Overrides(pending),
        IgnoredFor(pending),
        Replaces(pending),
        AlreadyAsked(pending),
        NoMoreWipe,
    ]
}

fn all() -> BTreeSet<String> {
    let record = RecordRef { place: Place::Intune, id: String::new() };
    let refusals = [
        PlanRefusal::RegistrationPending(record.clone()),
        PlanRefusal::StillManaged(record.clone()),
        PlanRefusal::Impossible(record, Refusal::Platform),
        PlanRefusal::KeepsUser,
        PlanRefusal::NothingToDo,
    ];
    let users = [
        BeforeUserGoes::Choose { first: Action::Retire, instead: None },
        BeforeUserGoes::Wait(Action::Retire),
        BeforeUserGoes::DeleteOnly,
        BeforeUserGoes::Nothing,
    ];
    let parts = [
        ids(Action::PLAIN),
        ids(ActionState::ALL),
        ids(WipeOption::ALL),
        ids(Refusal::EXAMPLES),
        ids(ManagementState::all()),
        ids(Kind::ALL),
        ids(Effect::ALL),
        ids(Table::ALL),
        ids(warnings()),
        ids(Place::ALL),
        ids(deeds()),
        ids(Wait::EXAMPLES),
        ids(refusals),
        ids(Fault::EXAMPLES),
        ids(Why::EXAMPLES),
        ids(Note::ALL),
        ids(Denied::EXAMPLES),
        ids(Held::EXAMPLES),
        ids(Spared::ALL),
        ids([RuleError::Days(0), RuleError::Twice(Scope::All)]),
        ids(Barred::ALL),
        ids(AppleStep::ALL),
        ids(users),
    ];
    let count: usize = parts.iter().map(Vec::len).sum();
    let all: BTreeSet<String> = parts.into_iter().flatten().collect();
    assert_eq!(all.len(), count, "two have one id");
    all
}

// ST-1, RT-3: and everything else that is told.
#[test]
fn st_1_rt_3_every_cell_has_a_text_in_every_language() {
    for ((language, file), app) in FILES.into_iter().zip(APP) {
        let messages = Messages::of(language, [app, file]);
        for id in all() {
            let found = messages.find(&id, &[]);
            assert!(found.is_some_and(|text| !text.trim().is_empty()), "{language:?} has no {id}");
        }
    }
}

#[test]
fn rt_3_no_text_is_of_nothing() {
    for (language, file) in FILES {
        let there: BTreeSet<String> =
            file.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id.to_owned()).collect();
        let unused: Vec<_> = there.difference(&all()).cloned().collect();
        assert!(unused.is_empty(), "{language:?}: {unused:#?}");
    }
}

/// Dutch texts speak to the reader as the others do.
#[test]
fn st_1_dutch_says_je() {
    let (_, dutch) = FILES[1];
    let formal = |word: &&str| matches!(word.to_lowercase().trim_matches(['.', ',', ':', ';']), "u" | "uw");
    assert_eq!(dutch.split_whitespace().find(formal), None);
}
