//! What clean-up rules would do.

use lifecycle::action::{Enrolment, Platform};
use lifecycle::cleanup::{
    Candidate, DAYS, Fate, Rule, RuleError, Scope, Spared, falls_due, legacy, preview, rules,
};
use proptest::prelude::*;

use crate::{DAY, NOW};

fn candidate(platform: Platform, enrolment: Enrolment, days_ago: i64) -> Candidate {
    Candidate {
        platform,
        enrolment,
        last_contact: Some(NOW - days_ago * DAY),
        is_elsewhere_managed: false,
        is_in_entra: true,
        is_in_autopilot: false,
    }
}

fn windows(days_ago: i64) -> Candidate {
    candidate(Platform::Windows, Enrolment::Device, days_ago)
}

const ALL: Rule = Rule { scope: Scope::All, days: 90 };
const WINDOWS: Rule = Rule { scope: Scope::Windows, days: 60 };

#[test]
fn cl_1_rules_that_can_be_saved() {
    for (days, wanted) in [(29, false), (30, true), (270, true), (271, false), (0, false), (-1, false)] {
        let rule = Rule { scope: Scope::All, days };
        let found = rules(&[rule]).map(<[Rule]>::len);
        assert_eq!(found, if wanted { Ok(1) } else { Err(RuleError::Days(days)) });
    }
    assert_eq!(rules(&[ALL, WINDOWS]).map(<[Rule]>::len), Ok(2));
    assert_eq!(rules(&[WINDOWS, ALL, WINDOWS]), Err(RuleError::Twice(Scope::Windows)));
    assert_eq!(rules(&[Rule { scope: Scope::Other, days: 30 }; 2]).map(<[Rule]>::len), Ok(2));
}

#[test]
fn cl_1_the_older_setting() {
    for (text, wanted) in [
        ("0", Ok(None)),
        ("90", Ok(Some(ALL))),
        (" 90 ", Ok(Some(ALL))),
        ("29", Err(RuleError::Days(29))),
        ("ninety", Err(RuleError::Days(-1))),
        ("", Err(RuleError::Days(-1))),
    ] {
        assert_eq!(legacy(text), wanted, "{text}");
    }
}

#[test]
fn cl_3_what_is_taken_at_once_and_what_later() {
    let due = windows(60);
    let later = windows(59);
    let seen = preview(&[due, later, windows(100)], &[WINDOWS], NOW);
    assert_eq!(
        seen.fates,
        [
            Fate::AtOnce { rule: WINDOWS, overdue: 0 },
            Fate::Later { rule: WINDOWS, at: NOW + DAY },
            Fate::AtOnce { rule: WINDOWS, overdue: 40 },
        ]
    );
    assert_eq!(seen.at_once, 2);
    assert_eq!(seen.by_day.into_iter().collect::<Vec<_>>(), [(NOW / DAY + 1, 1)]);
    assert_eq!((seen.stay_in_entra, seen.stay_in_autopilot), (3, 0));
}

#[test]
fn cl_1_of_two_rules_the_first_to_be_due_takes_it() {
    for order in [[ALL, WINDOWS], [WINDOWS, ALL]] {
        let seen = preview(&[windows(70)], &order, NOW);
        assert_eq!(seen.fates, [Fate::AtOnce { rule: WINDOWS, overdue: 10 }]);
    }
}

#[test]
fn cl_2_who_is_spared_and_why() {
    let fate = |device: Candidate, rules: &[Rule]| preview(&[device], rules, NOW).fates[0];
    for enrolment in [Enrolment::FullyManaged, Enrolment::Dedicated, Enrolment::CorporateWorkProfile] {
        let device = candidate(Platform::Android, enrolment, 400);
        assert_eq!(fate(device, &[ALL]), Fate::Spared(Spared::CorporateAndroid));
    }
    let jamf = Candidate { is_elsewhere_managed: true, ..candidate(Platform::MacOs, Enrolment::Device, 400) };
    assert_eq!(fate(jamf, &[ALL]), Fate::Spared(Spared::ElsewhereManaged));
    assert_eq!(
        fate(candidate(Platform::MacOs, Enrolment::Device, 400), &[WINDOWS]),
        Fate::Spared(Spared::NoRule)
    );
    assert_eq!(fate(windows(400), &[]), Fate::Spared(Spared::NoRule));
    assert_eq!(fate(Candidate { last_contact: None, ..windows(0) }, &[ALL]), Fate::Spared(Spared::NeverSeen));
    let spared = preview(&[jamf, jamf, windows(1)], &[ALL], NOW).spared;
    assert_eq!(spared.into_iter().collect::<Vec<_>>(), [(Spared::ElsewhereManaged, 2)]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every device has one fate, and what is shown for later is what happens then.
    #[test]
    fn cl_3_what_is_foreseen_happens(
        devices in prop::collection::vec((0..4_usize, 0..7_usize, 0..400_i64, any::<bool>()), 0..40),
        days in DAYS,
        waited in 0..300_i64,
    ) {
        let devices: Vec<Candidate> = devices
            .into_iter()
            .map(|(platform, enrolment, ago, is_in_entra)| Candidate {
                is_in_entra,
                ..candidate(Platform::ALL[platform], Enrolment::ALL[enrolment], ago)
            })
            .collect();
        let rules = [Rule { scope: Scope::All, days }];
        let seen = preview(&devices, &rules, NOW);
        let later: usize = seen.by_day.values().sum();
        prop_assert_eq!(seen.fates.len(), devices.len());
        prop_assert_eq!(seen.at_once + later + seen.spared.values().sum::<usize>(), devices.len());
        let then = preview(&devices, &rules, NOW + waited * DAY);
        let foreseen: usize = seen.by_day.range(..=(NOW / DAY + waited)).map(|(_, count)| count).sum();
        prop_assert_eq!(then.at_once, seen.at_once + foreseen);
        for (device, fate) in devices.iter().zip(&seen.fates) {
            let is_due = device.last_contact.is_some_and(|last| falls_due(last, days) <= NOW);
            prop_assert_eq!(matches!(fate, Fate::AtOnce { .. }), is_due && !matches!(fate, Fate::Spared(_)));
        }
    }
}
