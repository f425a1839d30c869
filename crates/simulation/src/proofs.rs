//! What must be true of the fleet: of each request when it is sent, and of every receipt in the end.

use graph::Request;
use lifecycle::limits::{CONFIRMATION_KEEPS, OFFLINE_LONG};
use lifecycle::removal::{Deed, How, Need, Place, Plan, StepState, Why, receipt};
use outbox::{Action, Millis, Order, State};

use crate::{
    fleet::{self, Fleet, Said, Sent, Word, destroys, has, parts},
    world::{Console, World},
};

/// A tab sends something: where it destroys, everything must speak for it now.
pub fn judge(world: &World, tab: usize, request: &Request) {
    if !world.0.plan.fleet {
        return;
    }
    for (_, part) in parts(request) {
        let Some((what, record)) = destroys(&part) else { continue };
        let id = part.headers.iter().find(|(name, _)| name == "client-request-id");
        let id = id.map(|(_, id)| id.clone()).unwrap_or_default();
        let sent = Sent { at: world.now(), id, what, record, elsewhere: world.is_elsewhere(tab) };
        let wrong = what_is_wrong(world, tab, &sent);
        let mut fleet = world.0.fleet.borrow_mut();
        fleet.wrong.extend(wrong.map(|why| format!("{} {} {why}", sent.what, sent.record)));
        fleet.sent.push(sent);
    }
}

fn what_is_wrong(world: &World, tab: usize, sent: &Sent) -> Option<String> {
    if sent.elsewhere && !world.0.plan.remembers {
        return Some("is sent from where a file was opened, and nobody said that it should be".to_owned());
    }
    let order = {
        let records = world.console(tab).records.borrow();
        records.intents.values().find_map(|intent| match &intent.action {
            Action::Order(order) if intent.id == sent.id && order.device == sent.record => {
                Some((order.clone(), intent.made, intent.seq))
            }
            _ => None,
        })
    };
    if let Some((order, made, seq)) = order {
        let said = (seq, Said::Released, true);
        let is_released = |word: &&Word| (word.seq, word.what, word.elsewhere) == said;
        let released = world.0.fleet.borrow().words.iter().rfind(is_released).map(|word| word.at);
        return match (sent.elsewhere, released) {
            (true, None) => {
                Some("is sent from where a file was opened, and nobody released it there".to_owned())
            }
            (true, Some(released)) => what_is_wrong_with_order(world, &order, released, sent),
            (false, _) => what_is_wrong_with_order(world, &order, made, sent),
        };
    }
    let (seq, plan, step) = {
        let fleet = world.0.fleet.borrow();
        let own = fleet.plans.iter().find_map(|(seq, plan)| {
            let is_it = |step: &lifecycle::removal::Step| {
                step.record.id == sent.record && step.deed.key() == sent.what
            };
            Some((*seq, plan.clone(), plan.steps.iter().position(is_it)?))
        });
        let Some(own) = own else { return Some("is in nobody's plan".to_owned()) };
        own
    };
    if let Some(why) = not_confirmed(&world.0.fleet.borrow(), seq, step, sent) {
        return Some(why);
    }
    for need in &plan.steps[step].needs {
        if let Need::Proven(of) = need
            && is_undone(world, seq, &plan, *of)
        {
            return Some(format!("is sent before step {of} of removal-{seq} is done"));
        }
    }
    sent_again(world, seq, step, sent)
}

/// What is wrong with sending an order for which somebody gave their word then.
fn what_is_wrong_with_order(world: &World, order: &Order, said: Millis, sent: &Sent) -> Option<String> {
    if order.expires.is_some_and(|expires| expires <= sent.at) {
        return Some("was ordered, and is sent after that has expired".to_owned());
    }
    let fleet = world.0.fleet.borrow();
    if is_void(&fleet, said, sent.at) {
        return Some("was ordered before a long absence, and is sent after it".to_owned());
    }
    let key = (sent.what.clone(), sent.record.clone());
    let is_done = fleet.effects.get(&key).is_some_and(|times| *times > 0);
    let is_other = fleet
        .sent
        .iter()
        .any(|before| (&before.what, &before.record) == (&key.0, &key.1) && before.id != sent.id);
    (is_done && is_other).then(|| "was ordered and done, and is sent again".to_owned())
}

/// Whether what was said then holds no more, as the service was out of reach for long, give or take what was on its way.
fn is_void(fleet: &Fleet, said: Millis, at: Millis) -> bool {
    fleet.away.is_some_and(|(from, to)| {
        to <= at && to - from.max(said) >= OFFLINE_LONG * 1000 + 600_000 && said < from
    })
}

/// Whether something that a step needs is visibly not done.
fn is_undone(world: &World, seq: u32, plan: &Plan, of: usize) -> bool {
    let step = &plan.steps[of];
    match &step.deed {
        Deed::DeleteFromIntune | Deed::DeleteFromAutopilot | Deed::DeleteFromEntra => {
            has(world, step.record.place, &step.record.id) == Some(true)
        }
        deed if deed.is_by_hand() => {
            let fleet = world.0.fleet.borrow();
            !fleet.words.iter().any(|word| (word.seq, word.step, word.what) == (seq, of, Said::Done))
        }
        _ => false,
    }
}

/// Why nobody's word covers it.
fn not_confirmed(fleet: &Fleet, seq: u32, step: usize, sent: &Sent) -> Option<String> {
    let at = sent.at;
    // Who opened a file has confirmed nothing of what was confirmed before.
    let words = fleet.words.iter().filter(|word| word.elsewhere == sent.elsewhere);
    let said = words.filter(|word| (word.seq, word.step, word.what) == (seq, step, Said::Confirmed));
    let Some(last) = said.map(|word| word.at).max() else {
        return Some(format!("is sent, and nobody confirmed step {step} of removal-{seq}"));
    };
    if at / 1000 - last / 1000 >= CONFIRMATION_KEEPS {
        return Some("is sent after the confirmation has expired".to_owned());
    }
    is_void(fleet, last, at).then(|| "is sent by a word from before a long absence".to_owned())
}

/// What was done is not asked for again under another id, unless a person wants it again.
fn sent_again(world: &World, seq: u32, step: usize, sent: &Sent) -> Option<String> {
    let fleet = world.0.fleet.borrow();
    let key = (sent.what.clone(), sent.record.clone());
    let is_done = fleet.effects.get(&key).is_some_and(|times| *times > 0);
    let mut words = fleet.words.iter();
    let is_wanted = words.any(|word| (word.seq, word.step, word.what) == (seq, step, Said::Again));
    let before =
        // Of what another console does nothing is known: there the server sees to it that nothing is done twice.
        fleet.sent.iter().rfind(|before| {
            (&before.what, &before.record, before.elsewhere) == (&sent.what, &sent.record, sent.elsewhere)
        });
    let is_other = before.is_some_and(|before| before.id != sent.id);
    (is_done && is_other && !is_wanted).then(|| "was done, and is sent again unseen".to_owned())
}

/// What is wrong with the fleet after a run.
pub fn check(world: &World) -> Vec<String> {
    let mut wrong = world.0.fleet.borrow().wrong.clone();
    if !world.0.plan.fleet {
        return wrong;
    }
    check_sent(world, &mut wrong);
    let removals = removals(&world.0.consoles[0]);
    for (seq, state, removal) in &self::removals(&world.0.consoles[1]) {
        let ours = removals.iter().find(|(known, ..)| known == seq).map(|(.., ours)| ours);
        check_receipt(world, *seq, *state, removal, ours, &mut wrong);
    }
    let plans = world.0.fleet.borrow().plans.clone();
    for (seq, plan) in &plans {
        let Some((_, state, removal)) = removals.iter().find(|(known, ..)| known == seq) else {
            wrong.push(format!("removal-{seq} is gone"));
            continue;
        };
        if removal.plan != *plan {
            wrong.push(format!("the plan of removal-{seq} was changed"));
        }
        check_receipt(world, *seq, *state, removal, None, &mut wrong);
    }
    wrong
}

fn removals(console: &Console) -> Vec<(u32, State, outbox::Removal)> {
    let records = console.records.borrow();
    let removals = records.intents.values();
    removals.filter_map(|intent| Some((intent.seq, intent.state, intent.removal()?.clone()))).collect()
}

fn check_sent(world: &World, wrong: &mut Vec<String>) {
    let fleet = world.0.fleet.borrow();
    if world.0.plan.remembers {
        for (id, times) in fleet.by_id.iter().filter(|(_, times)| **times > 1) {
            wrong.push(format!("what {id} asks for was done {times} times"));
        }
    }
    for ((what, record), times) in &fleet.effects {
        let of = |seq: &u32, step: usize| {
            let words = fleet.words.iter();
            words.filter(|word| (word.seq, word.step, word.what) == (*seq, step, Said::Again)).count()
        };
        let wanted: usize = fleet
            .plans
            .iter()
            .flat_map(|(seq, plan)| {
                let is_it = |step: &&(usize, &lifecycle::removal::Step)| {
                    step.1.record.id == *record && step.1.deed.key() == what
                };
                let steps: Vec<_> = plan.steps.iter().enumerate().filter(|step| is_it(&step)).collect();
                steps.into_iter().map(|(step, _)| 1 + of(seq, step)).collect::<Vec<_>>()
            })
            .sum();
        let ordered = world
            .home()
            .borrow()
            .intents
            .values()
            .any(|intent| matches!(&intent.action, Action::Order(order) if order.device == *record));
        // To set a value does no harm when two consoles do it, each by a person's word. All else is done once, or there no more.
        let may_be_both = what == "disable-in-entra" && world.0.plan.elsewhere;
        let most = (wanted + usize::from(ordered)) * if may_be_both { 2 } else { 1 };
        if (*times as usize) > most {
            wrong.push(format!("{what} {record} was wanted {wanted} times, and done {times} times"));
        }
    }
    for sent in &fleet.sent {
        let records = world.0.consoles[usize::from(sent.elsewhere)].records.borrow();
        let is_told = records.history.iter().any(|entry| entry.sent_as == sent.id);
        if !is_told {
            wrong.push(format!("the history doesn't tell that {} was sent", sent.id));
        }
    }
}

/// What a receipt says is true at the server. In the other console, it was: what the administrator gave up in theirs, `ours`, may
/// have been undone since by a step before it.
fn check_receipt(
    world: &World,
    seq: u32,
    state: State,
    removal: &outbox::Removal,
    ours: Option<&outbox::Removal>,
    wrong: &mut Vec<String>,
) {
    let told = receipt(&removal.plan, &removal.observed, world.now() / 1000);
    let given_up = ours.map(|ours| ours.states(world.now())).unwrap_or_default();
    // Where it came from a file it is held, however far it was.
    if (state == State::Done) != told.is_complete && state != State::Held {
        wrong.push(format!("removal-{seq} ends as {state:?}, and its receipt says {}", told.is_complete));
    }
    for done in &told.done {
        let (place, id) = (done.record.place, done.record.id.as_str());
        let is_true = match (&done.how, &done.deed) {
            (How::ReadBack(_), _) if matches!(given_up.get(done.step), Some(StepState::GivenUp { .. })) => {
                true
            }
            (How::Gone { by_serial, .. }, _) => {
                has(world, place, id) == Some(false)
                    && (by_serial.is_none() || !is_listed(world, place, removal.plan.serial.as_deref()))
            }
            (How::ReadBack(_), Deed::UnassignUser) => {
                // Another step of the plan may have given it another one.
                let user = user_of(world, id);
                user.is_none_or(|user| user.is_empty() || gives_user(&removal.plan, &user))
            }
            (How::ReadBack(_), Deed::AssignUser(wanted)) => user_of(world, id).as_ref() == Some(wanted),
            (How::ReadBack(_), Deed::DisableInEntra) => fleet::get(world, &format!("/v1.0/devices/{id}"))
                .is_none_or(|object| object["accountEnabled"] == false),
            (How::ReadBack(_), Deed::LeaveGroup(group)) => !is_member(world, id, &group.id),
            (How::Word { .. }, _) => {
                let fleet = world.0.fleet.borrow();
                fleet.words.iter().any(|word| (word.seq, word.step) == (seq, done.step))
            }
            _ => true,
        };
        if !is_true {
            wrong.push(format!(
                "the receipt of removal-{seq} says {:?} {:?}, and it isn't so",
                done.deed, done.how
            ));
        }
    }
    let left = told.left.iter().filter(|left| matches!(left.why, Why::OnPurpose));
    for left in left.filter(|left| matches!(left.record.place, Place::Autopilot | Place::Entra)) {
        if has(world, left.record.place, &left.record.id) == Some(false) {
            wrong.push(format!(
                "the receipt of removal-{seq} says that {:?} is left, and it is gone",
                left.record
            ));
        }
    }
}

fn gives_user(plan: &Plan, user: &str) -> bool {
    plan.steps.iter().any(|step| matches!(&step.deed, Deed::AssignUser(wanted) if wanted == user))
}

fn user_of(world: &World, id: &str) -> Option<String> {
    let device = fleet::get(world, &format!("/beta/deviceManagement/windowsAutopilotDeviceIdentities/{id}"))?;
    Some(device["userPrincipalName"].as_str().unwrap_or_default().to_owned())
}

fn is_member(world: &World, device: &str, group: &str) -> bool {
    let groups = fleet::get(world, &format!("/v1.0/devices/{device}/memberOf")).unwrap_or_default();
    groups["value"].as_array().into_iter().flatten().any(|found| found["id"] == group)
}

/// Whether a list still has that serial number.
fn is_listed(world: &World, place: Place, serial: Option<&str>) -> bool {
    let path = match place {
        Place::Intune => "/beta/deviceManagement/managedDevices",
        _ => "/beta/deviceManagement/windowsAutopilotDeviceIdentities",
    };
    let list = fleet::get(world, path).unwrap_or_default();
    list["value"].as_array().into_iter().flatten().any(|found| found["serialNumber"].as_str() == serial)
}
