//! Rules and their preview, case by case.

use graph::wire;
use outbox::{CleanupRules, Intent, Lists, RuleChange, State};

use super::*;

const SERVER: &str = "https://muster.example";
const NOW: i64 = 1_795_273_200;

fn rule(id: &str, platform: &str, days: i64) -> CleanupRule {
    CleanupRule { id: id.to_owned(), platform: platform.to_owned(), days, ..CleanupRule::default() }
}

fn change(rule: &str, platform: &str, days: Option<i64>) -> Intent {
    let change = RuleChange {
        rule: rule.to_owned(),
        platform: platform.to_owned(),
        name: String::new(),
        description: String::new(),
        days,
    };
    Intent::new("i".to_owned(), SERVER, 0, Action::Rule(change))
}

/// A device that last checked in so many days ago.
fn device(id: &str, system: &str, days: i64) -> Managed {
    let mut device = Managed::seen(&wire::ManagedDevice {
        id: id.to_owned(),
        operating_system: Some(system.to_owned()),
        device_enrollment_type: Some("windowsAzureADJoin".to_owned()),
        serial_number: Some(format!("S-{id}")),
        azure_ad_device_id: Some(format!("entra-{id}")),
        ..wire::ManagedDevice::default()
    });
    let moment = NOW - days * DAY;
    device.last_sync = at(moment);
    device
}

/// A moment as services write it.
fn at(moment: i64) -> String {
    // 2026-11-21T15:00:00Z, and days before it.
    let mut found = (2026, 11, 21);
    let mut left = (NOW - moment) / DAY;
    while left > 0 {
        left -= 1;
        found = match found {
            (year, 1, 1) => (year - 1, 12, 31),
            (year, 3, 1) => (year, 2, 28),
            (year, month, 1) => (year, month - 1, if matches!(month - 1, 4 | 6 | 9 | 11) { 30 } else { 31 }),
            (year, month, day) => (year, month, day - 1),
        };
    }
    format!("{:04}-{:02}-{:02}T15:00:00Z", found.0, found.1, found.2)
}

fn records(rules: Vec<CleanupRule>, intents: Vec<Intent>, managed: Vec<Managed>) -> Records {
    let rules = CleanupRules { rules, ..CleanupRules::default() };
    Records { intents, managed, rules, ..Records::default() }
}

#[test]
fn rules_are_shown_as_they_will_be() {
    let kept = vec![rule("r1", "windows", 90), rule("r2", "ios", 60)];
    let mut over = change("r2", "ios", None);
    over.state = State::Rejected;
    let mut elsewhere = change("r2", "ios", None);
    elsewhere.server = "https://other.example".to_owned();
    let intents = vec![change("r1", "windows", Some(30)), change("", "macOS", Some(45)), over, elsewhere];
    let lines = cleanup_rules(&records(kept, intents, Vec::new()), Some(SERVER));
    let said: Vec<_> =
        lines.iter().map(|line| (line.rule.platform.as_str(), line.rule.days, line.work)).collect();
    assert_eq!(
        said,
        [("windows", 30, Some(RuleWork::Change)), ("ios", 60, None), ("macOS", 45, Some(RuleWork::Make)),]
    );
    // What is being deleted takes nothing any more.
    let kept = vec![rule("r1", "windows", 90)];
    let lines = cleanup_rules(&records(kept, vec![change("r1", "windows", None)], Vec::new()), Some(SERVER));
    assert_eq!(lines[0].work, Some(RuleWork::Delete));
    assert!(rules_with(&lines, None).is_empty());
}

#[test]
fn the_older_setting_is_a_rule_for_all() {
    for (legacy, wanted) in [("120", Some(120)), ("0", None), ("", None), ("12", None), ("x", None)] {
        let rules = CleanupRules { legacy: legacy.to_owned(), ..CleanupRules::default() };
        let lines = cleanup_rules(&Records { rules, ..Records::default() }, None);
        assert_eq!(lines.first().map(|line| line.rule.days), wanted, "{legacy}");
        assert!(lines.iter().all(|line| line.is_older && line.rule.platform == "all"));
    }
}

// CL-1
#[test]
fn what_can_be_saved() {
    let lines = cleanup_rules(&records(vec![rule("r1", "windows", 90)], Vec::new(), Vec::new()), None);
    for (platform, days, is_new, wanted) in [
        ("windows", "29", false, Err(RuleError::Days(29))),
        ("windows", "30", false, Ok(30)),
        ("windows", "270", false, Ok(270)),
        ("windows", "271", false, Err(RuleError::Days(271))),
        ("windows", "", false, Err(RuleError::Days(-1))),
        ("windows", "x", false, Err(RuleError::Days(-1))),
        ("windows", "90", true, Err(RuleError::Twice(Scope::Windows))),
        ("chromeOS", "90", true, Ok(90)),
    ] {
        assert_eq!(check_rule(&lines, platform, days, is_new), wanted, "{platform} {days}");
    }
}

// CL-2, CL-3
#[test]
fn each_device_is_told_what_becomes_of_it() {
    let mut dedicated = device("d", "Android", 300);
    dedicated.enrollment = "androidEnterpriseDedicatedDevice".to_owned();
    let mut jamf = device("e", "macOS", 300);
    jamf.agent = "jamf".to_owned();
    let mut never = device("f", "Windows", 0);
    never.last_sync = String::new();
    let managed = vec![
        device("a", "Windows", 95),
        device("b", "Windows", 31),
        device("c", "iOS", 300),
        dedicated,
        jamf,
        never,
        device("g", "ChromeOS", 300),
    ];
    let rules = [Rule { scope: Scope::Windows, days: 90 }, Rule { scope: Scope::MacOs, days: 30 }];
    let preview = cleanup_preview(&records(Vec::new(), Vec::new(), managed), &rules, NOW);
    let outcomes: Vec<Outcome> = preview.lines.iter().map(|line| line.outcome).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::AtOnce(5),
            Outcome::Later(NOW + 59 * DAY),
            Outcome::Spared(Spared::NoRule),
            Outcome::Spared(Spared::CorporateAndroid),
            Outcome::Spared(Spared::ElsewhereManaged),
            Outcome::Spared(Spared::NeverSeen),
            Outcome::Unknown,
        ]
    );
    assert_eq!((preview.taken(), preview.unknown), (2, 1));
    assert_eq!((preview.spans[0], preview.spans[2]), (1, 1), "at once, and between 30 and 60 days");
    assert_eq!(preview.due, [NOW + 59 * DAY]);
    assert_eq!(preview.stay_in_entra, 2, "what isn't read is taken to be there");

    let by_date = Sort { column: cleanup_column::OUTCOME, ascending: true };
    let names = |spans: &[usize], text: &str, sort| -> Vec<String> {
        let keys = cleanup_shown(&preview, spans, text, sort);
        keys.iter().map(|key| preview.get(*key).unwrap().texts[cleanup_column::SERIAL].clone()).collect()
    };
    assert_eq!(names(&[0, 2], "", by_date), ["S-a", "S-b"]);
    assert_eq!(names(&[], "s-b windows", by_date), ["S-b"]);
    let last = Sort { ascending: false, ..by_date };
    assert_eq!(names(&[], "", last).last().map(String::as_str), Some("S-a"));
}

#[test]
fn days_are_those_of_the_reader() {
    // New York, where the day on which summer time ends (1 November 2026) has 25 hours.
    let midnights = [1_793_419_200, 1_793_505_600, 1_793_595_600, 1_793_682_000];
    let next = |at: i64| midnights.into_iter().find(|midnight| at < *midnight).expect("one of these days");
    let due = [midnights[0], midnights[1] - 1, midnights[1], midnights[2] - 1, midnights[2]];
    assert_eq!(due_by_day(&due, next), [(midnights[0], 2), (midnights[1], 2), (midnights[2], 1)]);
    assert_eq!(due_by_day(&[], next), []);
}

// CL-3
#[test]
fn what_stays_elsewhere_is_told_by_device() {
    let mut registered = device("b", "Windows", 95);
    registered.is_registered = Some(true);
    let mut found = records(Vec::new(), Vec::new(), vec![device("a", "Windows", 95), registered]);
    found.lists = Lists::default();
    found.lists.objects.read = Some(1);
    let rules = [Rule { scope: Scope::All, days: 30 }];
    let preview = cleanup_preview(&found, &rules, NOW);
    let stays: Vec<_> = preview.lines.iter().map(|line| (line.is_in_entra, line.is_in_autopilot)).collect();
    assert_eq!(stays, [(false, false), (false, true)]);
    assert_eq!((preview.stay_in_entra, preview.stay_in_autopilot), (0, 1));
}
