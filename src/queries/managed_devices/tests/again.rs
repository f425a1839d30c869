//! What can be asked for once more.

use super::*;

const PLAIN: Action = Action::Wipe(lifecycle::action::Wipe::PLAIN);

fn found(records: &Records) -> Vec<(Action, Vec<u32>)> {
    let lines = action_lines(records, Some(SERVER));
    to_ask_again(records, &lines).into_iter().map(|again| (again.action, again.seqs)).collect()
}

#[test]
fn what_failed_or_expired_is_asked_again_by_what_was_asked() {
    let careful =
        Action::Wipe(lifecycle::action::Wipe { keep_user_data: true, ..lifecycle::action::Wipe::PLAIN });
    let intents = vec![
        order(1, "a", PLAIN, State::Expired, Seen::Nothing),
        order(2, "b", PLAIN, State::Rejected, Seen::Failed),
        order(3, "c", careful, State::Expired, Seen::Nothing),
        order(4, "d", Action::Restart, State::Rejected, Seen::Nothing),
        // Nothing is left to be asked of these.
        order(5, "e", PLAIN, State::Done, Seen::Gone),
        order(6, "f", PLAIN, State::Waiting, Seen::Nothing),
        order(7, "g", PLAIN, State::Accepted, Seen::Pending),
        order(8, "h", PLAIN, State::Withdrawn, Seen::Nothing),
        order(9, "i", PLAIN, State::Approval, Seen::Nothing),
    ];
    let found = found(&records(vec![], intents));
    assert_eq!(found, [(Action::Restart, vec![4]), (careful, vec![3]), (PLAIN, vec![2, 1])]);
}

#[test]
fn what_was_asked_again_since_isnt_asked_a_third_time() {
    let intents = vec![
        order(1, "a", PLAIN, State::Expired, Seen::Nothing),
        order(2, "a", PLAIN, State::Waiting, Seen::Nothing),
        order(3, "b", PLAIN, State::Expired, Seen::Nothing),
        order(4, "b", PLAIN, State::Expired, Seen::Nothing),
    ];
    assert_eq!(found(&records(vec![], intents)), [(PLAIN, vec![4])]);
}

#[test]
fn codes_that_unlock_tell_orders_apart() {
    let locked =
        Action::Wipe(lifecycle::action::Wipe { unlock_code: true, ..lifecycle::action::Wipe::PLAIN });
    let with = |seq, device: &str, code: &str| {
        let mut intent = order(seq, device, locked, State::Expired, Seen::Nothing);
        if let Wish::Order(order) = &mut intent.action {
            order.remote = remote(locked, code);
        }
        intent
    };
    let intents = vec![with(1, "a", "123456"), with(2, "b", "654321"), with(3, "c", "123456")];
    let records = records(vec![], intents);
    let again = to_ask_again(&records, &action_lines(&records, Some(SERVER)));
    let codes: Vec<(&str, &[String])> =
        again.iter().map(|again| (again.code.as_str(), again.devices.as_slice())).collect();
    assert_eq!(codes, [("123456", &["c".to_owned(), "a".to_owned()][..]), ("654321", &["b".to_owned()][..])]);
}

#[test]
fn what_came_out_of_a_file_is_released_by_what_was_asked() {
    let intents = vec![
        order(1, "a", PLAIN, State::Held, Seen::Nothing),
        order(2, "b", PLAIN, State::Held, Seen::Nothing),
        order(3, "c", Action::Restart, State::Held, Seen::Nothing),
        order(4, "d", PLAIN, State::Waiting, Seen::Nothing),
        order(5, "e", PLAIN, State::Expired, Seen::Nothing),
    ];
    let records = records(vec![], intents);
    let lines = action_lines(&records, Some(SERVER));
    let found = to_release(&records, &lines);
    let found: Vec<(Action, Vec<u32>)> = found.into_iter().map(|it| (it.action, it.seqs)).collect();
    assert_eq!(found, [(Action::Restart, vec![3]), (PLAIN, vec![2, 1])]);
    let held = lines.iter().filter(|line| line.stage == Stage::Held);
    assert_eq!(held.count(), 3);
}
