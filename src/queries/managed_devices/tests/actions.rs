//! What became of what was asked.

use lifecycle::action::Wipe;

use super::*;
use crate::components::Sort;

fn stages(records: &Records) -> Vec<(Option<u32>, Option<Action>, Stage)> {
    let own = |line: &ActionLine| line.own.map(|at| records.intents[at].seq);
    action_lines(records, Some(SERVER)).iter().map(|line| (own(line), line.action, line.stage)).collect()
}

#[test]
fn rs_5_an_order_and_what_its_device_has_of_it_are_one_line() {
    let device = |actions: Vec<RemoteAction>| vec![Managed { actions, ..managed("a", "Windows") }];
    let restart = |seq, state| order(seq, "a", Action::Restart, state, Seen::Nothing);
    let (first, second) = (Some(1), Some(2));
    let kind = Some(Action::Restart);
    // Ten minutes ago it was asked for.
    let same = result("rebootNow", ActionState::Done, "2026-11-21T14:50:02Z");
    let before = result("rebootNow", ActionState::Done, AN_HOUR_AGO);
    let late = result("rebootNow", ActionState::Pending, A_MINUTE_AGO);
    let sync = result("syncDevice", ActionState::Pending, A_MINUTE_AGO);
    for (name, actions, intents, wanted) in [
        ("nothing", vec![], vec![], vec![]),
        ("by others", vec![before.clone()], vec![], vec![(None, kind, Stage::Done)]),
        ("from here", vec![], vec![restart(1, State::Accepted)], vec![(first, kind, Stage::Pending)]),
        ("one", vec![same.clone()], vec![restart(1, State::Done)], vec![(first, kind, Stage::Done)]),
        (
            "one before and one after",
            vec![before.clone(), same.clone()],
            vec![restart(1, State::Done)],
            vec![(first, kind, Stage::Done), (None, kind, Stage::Done)],
        ),
        (
            "what wasn't sent is no result",
            vec![same.clone()],
            vec![restart(1, State::Waiting)],
            vec![(None, kind, Stage::Done), (first, kind, Stage::Waiting)],
        ),
        (
            "two orders, and a result of the newer one",
            vec![same],
            vec![restart(1, State::Rejected), restart(2, State::Done)],
            vec![(second, kind, Stage::Done), (first, kind, Stage::Failed)],
        ),
        (
            "two orders, and a result of each",
            vec![result("rebootNow", ActionState::Failed, "2026-11-21T14:50:02Z"), late],
            vec![restart(1, State::Rejected), restart(2, State::Accepted)],
            vec![(second, kind, Stage::Pending), (first, kind, Stage::Failed)],
        ),
        (
            "of another kind",
            vec![sync],
            vec![restart(1, State::Accepted)],
            vec![(None, Some(Action::Sync), Stage::Pending), (first, kind, Stage::Pending)],
        ),
    ] {
        assert_eq!(stages(&records(device(actions), intents)), wanted, "{name}");
    }
}

#[test]
fn an_action_of_which_no_rule_knows_is_listed() {
    let mut device = managed("a", "Windows");
    device.actions = vec![result("rotateBitLockerKeys", ActionState::NotSupported, AN_HOUR_AGO)];
    let lines = action_lines(&records(vec![device], vec![]), Some(SERVER));
    assert_eq!((lines[0].action, lines[0].raw.as_str()), (None, "rotateBitLockerKeys"));
    assert_eq!(lines[0].stage, Stage::Failed);
}

#[test]
fn filters_and_order() {
    let intents = vec![
        order(1, "b", Action::Restart, State::Waiting, Seen::Nothing),
        order(2, "a", Action::Retire, State::Rejected, Seen::Failed),
    ];
    let records = records(vec![managed("a", "Windows"), managed("b", "Windows")], intents);
    let lines = action_lines(&records, None);
    let shown = |filter: &ActionFilter, column, ascending| {
        let keys = actions_shown(&lines, filter, Sort { column, ascending });
        let find = |key: &u64| lines.iter().find(|line| line.key == *key).unwrap().device.clone();
        keys.iter().map(find).collect::<String>()
    };
    let all = ActionFilter::default();
    for (filter, column, ascending, wanted) in [
        (all.clone(), 1, true, "ba"),
        (all.clone(), 2, true, "ab"),
        (ActionFilter { stages: vec![Stage::Waiting], ..all.clone() }, 0, true, "b"),
        (ActionFilter { kinds: vec!["retire".to_owned()], ..all.clone() }, 0, true, "a"),
        (ActionFilter { text: "pc".to_owned(), ..all }, 2, false, "ba"),
    ] {
        assert_eq!(shown(&filter, column, ascending), wanted, "{filter:?}");
    }
}

#[test]
fn what_is_finished_can_be_put_away_once_it_counts_no_more() {
    let wipe = Action::Wipe(Wipe::PLAIN);
    let intents = vec![
        order(1, "a", Action::Restart, State::Done, Seen::Done),
        order(2, "a", wipe, State::Done, Seen::Gone),
        order(3, "b", Action::Restart, State::Rejected, Seen::Failed),
        order(4, "c", Action::Sync, State::Rejected, Seen::Failed),
        order(5, "c", Action::Sync, State::Done, Seen::Done),
        order(6, "d", wipe, State::Withdrawn, Seen::Nothing),
        order(7, "e", Action::Restart, State::Accepted, Seen::Pending),
    ];
    let records = records(vec![], intents);
    let lines = action_lines(&records, Some(SERVER));
    let finished = |now| {
        let mut found = actions_finished(&records, &lines, now);
        found.sort_unstable();
        found
    };
    assert_eq!(finished(NOW), [1, 4, 5, 6]);
    assert_eq!(finished(NOW + 86_400), [1, 2, 4, 5, 6]);
}

#[test]
fn history_tells_the_newest_first() {
    let mut device = managed("a", "Windows");
    device.actions = vec![result("syncDevice", ActionState::Done, AN_HOUR_AGO)];
    let mut restart = order(1, "a", Action::Restart, State::Rejected, Seen::Failed);
    restart.trouble = Some(trouble(TroubleKind::Device));
    let other = order(2, "b", Action::Restart, State::Waiting, Seen::Nothing);
    let records = records(vec![device], vec![restart, other]);
    let lines = action_lines(&records, Some(SERVER));
    let keys: Vec<&str> = happenings(&records, &lines, "a", "").iter().map(|it| it.key).collect();
    assert_eq!(keys, ["failed", "done", "sent", "asked", "asked-elsewhere"]);
}

#[test]
fn an_order_expires_after_a_day_or_by_silence_and_its_device_tells_when() {
    let made = (NOW - 600) * 1000;
    let day = made + 86_400_000;
    for (expires, wanted) in [
        (None, None),
        (Some(day), Some((day / 1000, Expiry::Day))),
        (Some(day - 5), Some((day / 1000 - 1, Expiry::Day))),
        (Some(day - 60_001), Some((day / 1000 - 61, Expiry::Silence))),
    ] {
        let mut intent = order(1, "a", Action::Wipe(Wipe::PLAIN), State::Expired, Seen::Nothing);
        let Wish::Order(asked) = &mut intent.action else { unreachable!("it was made as one") };
        asked.expires = expires;
        assert_eq!(expiry(&intent), wanted);
        let records = records(vec![managed("a", "Windows")], vec![intent]);
        let lines = action_lines(&records, Some(SERVER));
        let told = happenings(&records, &lines, "a", "");
        let expired = told.iter().find(|happening| happening.key == "expired");
        assert_eq!(expired.map(|happening| happening.at), wanted.map(|(at, _)| at));
    }
}
