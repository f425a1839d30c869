//! A tab: waits for its turn to send, and moves intents along while it has it.

use std::future::poll_fn;
use std::task::Poll;

use outbox::{Engine, Environment, Millis, StorageError};

use crate::{network::TabNetwork, storage::TabStorage, world::World};

/// The address of the service.
pub const SERVER: &str = "http://tenant.example";
/// After which silence of whoever sends another tab takes over.
const SILENCE: Millis = 30_000;
/// After which standstill a tab doesn't trust its office.
const STANDSTILL: Millis = SILENCE - 10_000;
/// How often a tab says that it is alive.
const BEAT: Millis = 5_000;

/// Time, chance and office as one life of a tab sees them.
struct TabWorld {
    world: World,
    tab: usize,
    life: u64,
}

impl Environment for TabWorld {
    fn now(&self) -> Millis {
        self.world.now()
    }

    fn chance(&self) -> u64 {
        self.world.0.random.borrow_mut().next()
    }

    fn request_id(&self) -> String {
        format!("request-{}", self.world.0.random.borrow_mut().next())
    }

    fn leads(&self) -> bool {
        leads(&self.world, self.tab, self.life)
    }
}

/// What a tab thinks. Whoever stood still for long may have been replaced, and doesn't trust itself.
fn leads(world: &World, tab: usize, life: u64) -> bool {
    let tabs = world.0.tabs.borrow();
    let tab = &tabs[tab];
    tab.leads && tab.life == life && world.now() - tab.alive < STANDSTILL
}

/// Takes the office from the tab that has it, which hears of it some time later.
fn hand_over(world: &World, from: usize) {
    if let Some(before) = world.console(from).office.take() {
        let life = world.0.tabs.borrow()[before].life;
        let wait = world.between(0, 50);
        world.after(wait, Some(before), move |world| {
            let mut tabs = world.0.tabs.borrow_mut();
            if tabs[before].life == life && world.console(before).office.get() != Some(before) {
                tabs[before].leads = false;
            }
        });
    }
}

/// A tab says from time to time that it is alive, unless it is frozen or gone.
fn beat(world: &World, tab: usize, life: u64) {
    {
        let mut tabs = world.0.tabs.borrow_mut();
        let now = world.now();
        let tab = &mut tabs[tab];
        if tab.life != life {
            return;
        }
        if tab.frozen_until <= now {
            tab.alive = now;
        }
    }
    world.after(BEAT, None, move |world| beat(world, tab, life));
}

/// Opens a tab.
pub fn open(world: &World, tab: usize) {
    let life = {
        let mut tabs = world.0.tabs.borrow_mut();
        tabs[tab].life += 1;
        tabs[tab].frozen_until = 0;
        tabs[tab].leads = false;
        tabs[tab].life
    };
    beat(world, tab, life);
    world.note(|| format!("tab {tab}: opened"));
    let task = Box::pin(live(world.clone(), tab, life));
    world.0.tabs.borrow_mut()[tab].task = Some(task);
    appoint(world, tab);
    world.go_on(tab);
}

/// A tab dies in the midst of whatever it did. It is opened again some time later.
pub fn crash(world: &World, tab: usize) {
    let task = world.0.tabs.borrow_mut()[tab].task.take();
    if task.is_none() {
        return;
    }
    drop(task);
    world.note(|| format!("tab {tab}: crashes"));
    world.0.tabs.borrow_mut()[tab].life += 1;
    if world.console(tab).office.get() == Some(tab) {
        hand_over(world, tab);
        appoint(world, tab);
    }
    let wait = world.between(50, 20_000);
    world.after(wait, None, move |world| open(world, tab));
}

/// A tab stands still, and thaws later.
pub fn freeze(world: &World, tab: usize) {
    let length = world.between(1_000, 90_000);
    world.note(|| format!("tab {tab}: frozen for {length} ms"));
    world.0.tabs.borrow_mut()[tab].frozen_until = world.now() + length;
    world.after(length, Some(tab), move |world| appoint(world, tab));
    world.after(SILENCE, None, move |world| {
        let frozen = world.0.tabs.borrow()[tab].frozen_until > world.now();
        if frozen && world.console(tab).office.get() == Some(tab) {
            hand_over(world, tab);
            appoint(world, tab);
        }
    });
}

/// Gives the office of a tab's console to one that is alive, if nobody holds it.
fn appoint(world: &World, tab: usize) {
    let office = &world.console(tab).office;
    if office.get().is_some() {
        return;
    }
    let now = world.now();
    let able: Vec<usize> = {
        let tabs = world.0.tabs.borrow();
        let is_able = |at: &usize| {
            let is_here = world.is_elsewhere(*at) == world.is_elsewhere(tab);
            is_here && tabs[*at].task.is_some() && tabs[*at].frozen_until <= now
        };
        (0..tabs.len()).filter(is_able).collect()
    };
    if able.is_empty() {
        return;
    }
    let tab = *world.0.random.borrow_mut().pick(&able);
    world.note(|| format!("tab {tab}: leads"));
    office.set(Some(tab));
    let life = world.0.tabs.borrow()[tab].life;
    world.after(0, Some(tab), move |world| {
        let mut tabs = world.0.tabs.borrow_mut();
        if tabs[tab].life == life && world.console(tab).office.get() == Some(tab) {
            tabs[tab].bell = true;
            tabs[tab].leads = true;
        }
    });
}

async fn live(world: World, tab: usize, life: u64) {
    loop {
        sleep(&world, tab, 60_000).await;
        while leads(&world, tab, life) {
            lead(&world, tab, life).await;
        }
    }
}

async fn lead(world: &World, tab: usize, life: u64) {
    let storage = TabStorage { world: world.clone(), tab, life };
    let network = TabNetwork { world: world.clone(), tab };
    let env = TabWorld { world: world.clone(), tab, life };
    let engine = Engine::new(storage, network, env, SERVER).with_plant(world.0.plan.plant);
    let mut refresh = true;
    while leads(world, tab, life) {
        let asked = std::mem::take(&mut world.0.tabs.borrow_mut()[tab].refresh);
        match engine.turn(refresh || asked).await {
            Ok(next) => {
                refresh = false;
                let wait = next.at.map_or(60_000, |at| (at - world.now()).clamp(0, 60_000));
                sleep(world, tab, wait).await;
            }
            Err(StorageError::Overtaken) => sleep(world, tab, 200).await,
            Err(StorageError::Failed(_)) => sleep(world, tab, 5_000).await,
        }
    }
}

/// Waits for the bell, and no longer than that.
async fn sleep(world: &World, tab: usize, longest: Millis) {
    let until = world.now() + longest;
    world.after(longest, Some(tab), |_| ());
    poll_fn(|_| {
        let rung = std::mem::take(&mut world.0.tabs.borrow_mut()[tab].bell);
        if rung || world.now() >= until { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
