//! What people do with the fleet: they plan, confirm, give up, and go away.

use graph::Remote;
use lifecycle::action::Wipe;
use lifecycle::removal::{First, Goal, StepState, Wait, identify, plan};
use outbox::{Action, Intent, Millis, Order, Removal};

use crate::{
    elsewhere,
    fleet::{self, Said, Word},
    tab::SERVER,
    world::World,
};

/// How often people look after their plans once nothing goes wrong any more.
const ROUND: Millis = 4 * 60_000;

/// Somebody does something with the fleet.
pub fn act(world: &World) {
    match world.between(0, 99) {
        0..=44 => make_plan(world),
        45..=54 => give_orders(world),
        55..=84 => tend(world, 500),
        85..=94 => fleet::decide(world),
        _ => give_up(world),
    }
}

/// From now on people look after what they began, until it ends.
pub fn look_after(world: &World) {
    fleet::decide(world);
    tend(world, 0);
    world.after(ROUND, None, look_after);
}

/// A service that is out of reach, or a console that is closed: for how long it lasts.
pub fn go_away(world: &World) -> Millis {
    let hour = 3_600_000;
    let length = *world.0.random.borrow_mut().pick(&[5 * hour, 9 * hour, 26 * hour]);
    let now = world.now();
    world.0.fleet.borrow_mut().away = Some((now, now + length));
    world.note(|| format!("nobody reaches the service for {} hours", length / hour));
    length
}

fn make_plan(world: &World) {
    let free: Vec<usize> = {
        let fleet = world.0.fleet.borrow();
        (0..fleet.machines.len()).filter(|at| !fleet.machines[*at].is_taken).collect()
    };
    if free.is_empty() || world.wrong(world.0.plan.storage) {
        return;
    }
    let at = *world.0.random.borrow_mut().pick(&free);
    let machine = world.0.fleet.borrow().machines[at].clone();
    let found = [machine.managed.clone(), machine.object.clone()];
    let found: Vec<_> = found.into_iter().filter(|record| !record.at.id.is_empty()).collect();
    let identity = identify(&machine.registered, &found).expect("there is one record in each place");
    let goal = match world.between(0, 6) {
        0 => Goal::Deregister { first: None, with_object: false },
        1 => Goal::Deregister { first: Some(First::Retire), with_object: false },
        2 => Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: true },
        3 => Goal::HandOver { wipe: Wipe::PLAIN, to: Some("next@contoso.com".to_owned()) },
        4 => Goal::Lost { wipe: Wipe::PLAIN },
        _ => Goal::Remove { with_objects: true },
    };
    let Ok(plan) = plan(&identity, &goal, world.now() / 1000) else { return };
    world.0.fleet.borrow_mut().machines[at].is_taken = true;
    let mut records = world.home().borrow_mut();
    records.next += 1;
    let seq = records.next;
    let ids = (0..plan.steps.len()).map(|step| format!("removal-{seq}-{step}"));
    let mut removal = Removal { name: machine.serial.clone(), ..Removal::new(plan.clone(), ids) };
    if world.0.plan.approvals && world.between(0, 3) > 0 {
        "It leaves us".clone_into(&mut removal.reason);
    }
    let intent = Intent::new(format!("removal-{seq}"), SERVER, world.now(), Action::Removal(removal));
    records.intents.insert(seq, Intent { seq, ..intent });
    drop(records);
    world.note(|| format!("plans {goal:?} for {}: removal-{seq}", machine.serial));
    world.0.fleet.borrow_mut().plans.insert(seq, plan);
    if world.between(0, 9) > 1 {
        say(world, seq, |intent, now| {
            let all: Vec<usize> =
                (0..intent.removal().map_or(0, |removal| removal.plan.steps.len())).collect();
            if intent.confirm(&all, "help desk", now) {
                all.into_iter().map(|step| (step, Said::Confirmed)).collect()
            } else {
                Vec::new()
            }
        });
    }
    world.tell_home(None);
}

/// Orders to devices with which nobody plans anything.
fn give_orders(world: &World) {
    for _ in 0..world.between(1, 4) {
        give_order(world);
    }
    // Prepared here, to be sent from another place: nothing of it has gone out by then.
    if world.0.plan.elsewhere && world.between(0, 1) == 0 {
        elsewhere::pass_on(world);
    }
    world.tell_home(None);
}

fn give_order(world: &World) {
    let free: Vec<usize> = {
        let fleet = world.0.fleet.borrow();
        (0..fleet.machines.len()).filter(|at| !fleet.machines[*at].is_taken).collect()
    };
    if free.is_empty() {
        return;
    }
    let at = *world.0.random.borrow_mut().pick(&free);
    let (device, is_harmless) = {
        let mut fleet = world.0.fleet.borrow_mut();
        let is_harmless = world.between(0, 1) == 0;
        fleet.machines[at].is_taken |= !is_harmless;
        (fleet.machines[at].managed.at.id.clone(), is_harmless)
    };
    let remote = match (is_harmless, world.between(0, 1)) {
        (true, _) => Remote::Restart,
        (false, 0) => Remote::Retire,
        (false, _) => Remote::Wipe(graph::wire::Wipe::default()),
    };
    let mut order = Order::new(&device, remote);
    if !is_harmless {
        order.expires = Some(world.now() + 86_400_000);
        if world.0.plan.approvals {
            "It is lost".clone_into(&mut order.reason);
        }
    }
    let mut records = world.home().borrow_mut();
    records.next += 1;
    let seq = records.next;
    world.note(|| format!("orders {:?}: order-{seq}", order.remote));
    let intent = Intent::new(format!("order-{seq}"), SERVER, world.now(), Action::Order(order));
    records.intents.insert(seq, Intent { seq, ..intent });
}

/// A person says something of a removal. It counts when it is kept; the steps of which it was said are remembered.
fn say(world: &World, seq: u32, say: impl FnOnce(&mut Intent, Millis) -> Vec<(usize, Said)>) {
    if world.wrong(world.0.plan.storage) {
        return;
    }
    let now = world.now();
    let mut records = world.home().borrow_mut();
    let Some(kept) = records.intents.get_mut(&seq) else { return };
    let mut intent = kept.clone();
    let said = say(&mut intent, now);
    if said.is_empty() {
        return;
    }
    let told = outbox::told(kept, &intent, "help desk", now, 0);
    intent.revision += 1;
    *kept = intent;
    records.history.extend(told);
    drop(records);
    world.note(|| format!("of removal-{seq} a person says {said:?}"));
    let words = said.into_iter().map(|(step, what)| Word { seq, step, at: now, what, elsewhere: false });
    world.0.fleet.borrow_mut().words.extend(words);
    world.tell_home(None);
}

fn open_removals(world: &World) -> Vec<(u32, Removal)> {
    let records = world.home().borrow();
    let open = records.intents.values().filter(|intent| !intent.is_over());
    open.filter_map(|intent| Some((intent.seq, intent.removal()?.clone()))).collect()
}

/// People look how their plans are doing, and do what is theirs to do, unless they forget.
fn tend(world: &World, forgets: i64) {
    for (seq, removal) in open_removals(world) {
        for (step, state) in removal.states(world.now()).into_iter().enumerate() {
            if world.between(0, 999) < forgets {
                continue;
            }
            let id = format!("removal-{seq}-{step}-{}", world.now());
            match state {
                StepState::Waiting { on: Wait::Confirmation | Wait::ConfirmationAgain, .. } => {
                    say(world, seq, |intent, now| {
                        let counts = intent.confirm(&[step], "help desk", now);
                        counts.then_some((step, Said::Confirmed)).into_iter().collect()
                    });
                }
                StepState::Waiting { on: Wait::Approval, .. } if removal.reason.is_empty() => {
                    say(world, seq, |intent, now| {
                        intent
                            .justify("It leaves us", now)
                            .then_some((step, Said::Done))
                            .into_iter()
                            .collect()
                    });
                }
                StepState::Ready if removal.plan.steps[step].deed.is_by_hand() => {
                    say(world, seq, |intent, now| {
                        let counts = intent.say_done(step, "help desk", now);
                        counts.then_some((step, Said::Done)).into_iter().collect()
                    });
                }
                StepState::Failed { .. } => {
                    let is_last_try = world.between(0, 2) == 0;
                    say(world, seq, |intent, now| {
                        let counts = if is_last_try {
                            intent.give_up(step, "help desk", now)
                        } else {
                            intent.confirm(&[step], "help desk", now) && intent.retry(step, id, now)
                        };
                        let said =
                            if is_last_try { vec![Said::Done] } else { vec![Said::Confirmed, Said::Again] };
                        if counts { said.into_iter().map(|said| (step, said)).collect() } else { Vec::new() }
                    });
                }
                _ => {}
            }
        }
    }
}

/// Somebody changes their mind about a step.
fn give_up(world: &World) {
    let open = open_removals(world);
    if open.is_empty() {
        return;
    }
    let (seq, removal) = world.0.random.borrow_mut().pick(&open).clone();
    let steps = i64::try_from(removal.plan.steps.len()).unwrap_or(1);
    let step = usize::try_from(world.between(0, steps - 1)).unwrap_or(0);
    say(world, seq, |intent, now| {
        intent.give_up(step, "help desk", now).then_some((step, Said::Done)).into_iter().collect()
    });
}
