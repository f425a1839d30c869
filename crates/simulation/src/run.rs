//! One run of one seed.

use outbox::{Millis, Plant};

use crate::{
    checks, elsewhere, fleet, people, tab,
    user::{self, Told},
    world::{BEGIN, Plan, World},
};

/// How long things may go wrong, in simulated milliseconds.
const STORM: Millis = 110_000;
/// How long it may take afterwards until all is well.
const CALM: Millis = 3 * 3_600_000;
/// The longest time for which the server's faults put something off.
const PUT_OFF: Millis = 3_600_000;

/// What came of a run: what is wrong, and what happened where that was asked for.
pub struct Outcome {
    pub wrong: Vec<String>,
    pub trace: Vec<String>,
}

/// The plan of a seed.
pub fn plan(seed: u64, plant: Option<Plant>) -> Plan {
    let mut random = crate::random::Random::new(seed ^ 0x9e37);
    // Every other run, so that those of registrations alone stay what they were.
    let has_fleet = !seed.is_multiple_of(2);
    Plan {
        seed,
        remembers: !random.chance(300),
        plant,
        tabs: usize::try_from(1 + random.below(3)).unwrap_or(1),
        quiet_from: BEGIN + STORM,
        crash: random.below(25),
        storage: random.below(60),
        network: random.below(400),
        restart: random.below(400),
        fleet: has_fleet,
        approvals: has_fleet && random.chance(250),
        faults: has_fleet && random.chance(500),
        away: has_fleet && random.chance(300),
        elsewhere: random.chance(300),
    }
}

/// Runs a seed.
pub fn run(seed: u64, plant: Option<Plant>, trace: bool) -> Outcome {
    let plan = plan(seed, plant);
    let world = World::new(plan.clone(), trace);
    world.note(|| format!("{plan:?}"));
    for at in 0..plan.tabs {
        let wait = world.between(0, 10_000);
        world.after(wait, None, move |world| tab::open(world, at));
    }
    user::begin(&world);
    fleet::begin(&world);
    if plan.elsewhere {
        elsewhere::begin(&world);
    }
    let mut told = Told::default();
    let goes_away = if plan.away { BEGIN + world.between(30_000, STORM) } else { Millis::MAX };
    let mut quiet_from = plan.quiet_from;
    while world.now() < quiet_from {
        let until = world.now() + world.between(200, 12_000);
        while world.step(until) {}
        world.0.now.set(until);
        user::act(&world, &mut told);
        restart_server(&world);
        if world.now() >= goes_away && quiet_from == plan.quiet_from {
            let length = people::go_away(&world);
            quiet_from += length;
            let until = world.now() + length;
            while world.step(until) {}
            world.0.now.set(until);
        }
    }
    if world.router().is_none() {
        world.start_server();
    }
    world.note(|| "from here on all is well".to_owned());
    if plan.fleet {
        people::look_after(&world);
    }
    while world.step(quiet_from + CALM) {
        if world.now() > quiet_from + 60_000 && checks::is_quiet(&world, quiet_from) {
            break;
        }
    }
    settle(&world);
    // One more look at everything, as a person would take who opens the console.
    for at in 0..=plan.tabs {
        tab::crash(&world, at);
    }
    let end = world.now() + 120_000;
    while world.step(end) {}
    let wrong = checks::check(&world, &told);
    let trace = world.0.trace.borrow_mut().take().unwrap_or_default();
    // Events hold the world, and it holds them.
    world.end();
    Outcome { wrong, trace }
}

/// Nothing changes by itself any more: a look can't tell what comes about after it.
fn settle(world: &World) {
    world.0.fleet.borrow_mut().is_off = true;
    let until = world.now() + if world.0.plan.faults { PUT_OFF } else { 0 };
    while world.step(until) {}
    world.0.now.set(until);
    while world.0.on_the_way.get() > 0 && world.step(Millis::MAX) {}
}

fn restart_server(world: &World) {
    if world.router().is_none() || !world.wrong(world.0.plan.restart / 4) {
        return;
    }
    world.note(|| "server: killed".to_owned());
    world.stop_server();
    let wait = world.between(100, 90_000);
    world.after(wait, None, |world| {
        if world.router().is_none() {
            world.note(|| "server: started".to_owned());
            world.start_server();
        }
    });
}
