//! The list of managed devices.

use lifecycle::action::{self, Platform, Wipe};

use super::*;
use crate::components::Sort;

#[test]
fn st_1_what_a_device_is_at() {
    use Condition as C;
    let restart = |state, seen| vec![order(1, "a", Action::Restart, state, seen)];
    let asked = |stage| Doing::Asked(Action::Restart, stage);
    let state = Doing::State;
    let fine = action::ManagementState::Managed;
    let with_state = |state: ManagementState| Managed { state, ..managed("a", "Windows") };
    let heard = |last: &str| Managed { last_sync: last.to_owned(), ..managed("a", "Windows") };
    let reports = |name: &str, state: ActionState| Managed {
        actions: vec![result(name, state, AN_HOUR_AGO)],
        ..managed("a", "Windows")
    };
    let plain = || managed("a", "Windows");
    for (name, device, intents, doing, condition) in [
        ("nothing", plain(), vec![], state(fine), C::Fine),
        ("long ago", heard("2026-11-13T14:00:00Z"), vec![], state(fine), C::Silent),
        ("never heard of", heard(""), vec![], state(fine), C::Silent),
        (
            "wiped by others",
            with_state(ManagementState::WipePending),
            vec![],
            state(action::ManagementState::WipePending),
            C::UnderWay,
        ),
        (
            "wipe failed",
            with_state(ManagementState::WipeFailed),
            vec![],
            state(action::ManagementState::WipeFailed),
            C::NeedsLook,
        ),
        (
            "restarted by others",
            reports("rebootNow", ActionState::Pending),
            vec![],
            asked(Stage::Pending),
            C::UnderWay,
        ),
        (
            "told by others",
            reports("rebootNow", ActionState::Active),
            vec![],
            asked(Stage::Active),
            C::UnderWay,
        ),
        ("done by others", reports("rebootNow", ActionState::Done), vec![], state(fine), C::Fine),
        ("of no rule", reports("playLostModeSound", ActionState::Pending), vec![], state(fine), C::Fine),
        ("to be sent", plain(), restart(State::Waiting, Seen::Nothing), asked(Stage::Waiting), C::UnderWay),
        ("taken", plain(), restart(State::Accepted, Seen::Nothing), asked(Stage::Pending), C::UnderWay),
        ("at it", plain(), restart(State::Accepted, Seen::Active), asked(Stage::Active), C::UnderWay),
        ("failed", plain(), restart(State::Rejected, Seen::Failed), asked(Stage::Failed), C::NeedsLook),
        ("too late", plain(), restart(State::Expired, Seen::Nothing), asked(Stage::Expired), C::NeedsLook),
        ("to approve", plain(), restart(State::Approval, Seen::Nothing), asked(Stage::Approval), C::UnderWay),
        ("taken back", plain(), restart(State::Withdrawn, Seen::Nothing), state(fine), C::Fine),
        ("done", plain(), restart(State::Done, Seen::Done), state(fine), C::Fine),
    ] {
        let records = records(vec![device], intents);
        let lines = managed_lines(&records, Some(SERVER), NOW);
        assert_eq!((lines.lines[0].doing, lines.lines[0].condition), (doing, condition), "{name}");
        assert_eq!(lines.conditions[condition as usize], 1, "{name}");
    }
}

#[test]
fn what_waits_for_a_reason_needs_a_look_and_an_order_of_another_service_says_nothing() {
    let mut wipe = order(1, "a", Action::Wipe(Wipe::PLAIN), State::Approval, Seen::Nothing);
    wipe.trouble = Some(trouble(TroubleKind::Justification));
    let records = records(vec![managed("a", "Windows")], vec![wipe]);
    for (server, condition) in [(SERVER, Condition::NeedsLook), ("https://other.example", Condition::Fine)] {
        assert_eq!(managed_lines(&records, Some(server), NOW).lines[0].condition, condition, "{server}");
    }
}

#[test]
fn filters_and_order() {
    let mut late = managed("b", "Windows");
    late.last_sync = String::new();
    let mut phone = managed("c", "iOS");
    phone.name = "A phone".to_owned();
    let records = records(vec![managed("a", "Windows"), late, phone, managed("d", "ChromeOS")], Vec::new());
    let lines = managed_lines(&records, None, NOW);
    assert_eq!(lines.platforms, [2, 0, 1, 0, 1]);
    let shown = |filter: ManagedFilter, column, ascending| {
        let keys = managed_shown(&lines, &filter, Sort { column, ascending });
        let ids = keys.into_iter().map(|key| records.managed[lines.get(key).unwrap().at].id.clone());
        ids.collect::<String>()
    };
    let all = ManagedFilter::default();
    let ios = platform_place(Some(Platform::Ios));
    for (filter, column, ascending, wanted) in [
        (all.clone(), managed_column::NAME, true, "cabd"),
        (all.clone(), managed_column::NAME, false, "dbac"),
        (all.clone(), managed_column::STATE, true, "bacd"),
        (ManagedFilter { platforms: vec![ios], ..all.clone() }, 0, true, "c"),
        (ManagedFilter { platforms: vec![ios, platform_place(None)], ..all.clone() }, 0, true, "cd"),
        (ManagedFilter { conditions: vec![Condition::Silent], ..all.clone() }, 0, true, "b"),
        (ManagedFilter { text: "windows PC-A".to_owned(), ..all.clone() }, 0, true, "a"),
        (ManagedFilter { text: "nowhere".to_owned(), ..all }, 0, true, ""),
    ] {
        assert_eq!(shown(filter.clone(), column, ascending), wanted, "{filter:?}");
    }
}

#[test]
fn a_list_is_a_row_for_each_device() {
    let mut device = managed("a", "Windows");
    device.user_name = "x".to_owned();
    device.model = "Book, 14 \"".to_owned();
    let records = records(vec![device], Vec::new());
    let lines = managed_lines(&records, None, NOW);
    let lines: Vec<&ManagedLine> = lines.lines.iter().collect();
    let text = managed_csv(&lines, &|at| MANAGED_COLUMNS[at].to_owned(), &|at, line| line.texts[at].clone());
    let rows: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert!(rows[0].starts_with("\u{feff}column-name,column-status,"));
    assert!(rows[1].starts_with("PC-a,,Windows,SERIAL-a,ann@contoso.com,"));
    assert!(rows[1].contains("\"Book, 14 \"\"\""));
    assert_eq!(rows.len(), 2);
}
