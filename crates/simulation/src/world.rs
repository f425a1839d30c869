//! The clock, what happens at which moment, and everything that is there.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use axum::Router;
use muster_server::{Database, MovableClock, SeededIds, Server, Settings, Timestamp};
use outbox::{Millis, Plant};

use crate::{
    devices,
    elsewhere::File,
    executor::{Task, go_on},
    fleet::{self, Fleet},
    random::Random,
    storage::Records,
    tab,
};

/// When every run begins.
pub const BEGIN: Millis = 1_800_000_000_000;

/// How a run goes: what may go wrong, and how often of a thousand times.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// Whether the service remembers ids, as `muster-server` does; Graph does not.
    pub remembers: bool,
    /// A mistake made on purpose.
    pub plant: Option<Plant>,
    /// How many tabs there are.
    pub tabs: usize,
    /// From when on nothing goes wrong any more.
    pub quiet_from: Millis,
    /// A tab crashes at an await.
    pub crash: u64,
    /// A write to the storage fails.
    pub storage: u64,
    /// A request or its answer meets with trouble.
    pub network: u64,
    /// The server is restarted, for each simulated minute.
    pub restart: u64,
    /// Whether there are managed devices, which people take out.
    pub fleet: bool,
    /// Whether a second administrator must approve that.
    pub approvals: bool,
    /// Whether the server itself has faults.
    pub faults: bool,
    /// Whether people go away for long in the midst of it.
    pub away: bool,
    /// Whether a workspace file is opened in another console.
    pub elsewhere: bool,
}

/// What happens, and to which tab: it is looked at afterwards.
type Event = (Option<usize>, Box<dyn FnOnce(&World)>);

/// Everything that is there. Clones are the same world.
#[derive(Clone)]
pub struct World(pub Rc<Inner>);

/// Everything that is there.
pub struct Inner {
    pub plan: Plan,
    pub random: RefCell<Random>,
    pub now: Cell<Millis>,
    /// The administrator's console, and another one in which a workspace file of the first may be opened.
    pub consoles: [Console; 2],
    pub tabs: RefCell<Vec<Tab>>,
    /// By intent: how often the server did what it asks for.
    pub done: RefCell<HashMap<String, u32>>,
    /// Import records that somebody else has made.
    pub elsewhere: RefCell<Vec<String>>,
    /// Devices that somebody else deleted or changed.
    pub meddled: RefCell<Vec<String>>,
    /// Managed devices, and what is done with them.
    pub fleet: RefCell<Fleet>,
    /// The workspace file as it was last saved.
    pub file: RefCell<File>,
    /// How many requests will yet arrive.
    pub on_the_way: Cell<u32>,
    pub trace: RefCell<Option<Vec<String>>>,
    events: RefCell<BTreeMap<(Millis, u64), Event>>,
    count: Cell<u64>,
    /// When the server is woken next.
    alarm: Cell<Option<Millis>>,
    server: RefCell<Option<(Server, Router)>>,
    database: Database,
    clock: MovableClock,
    ids: Arc<SeededIds>,
    settings: Settings,
}

/// A browser with the console in it.
#[derive(Default)]
pub struct Console {
    pub records: RefCell<Records>,
    /// Which tab holds the lock.
    pub office: Cell<Option<usize>>,
}

/// A tab.
#[derive(Default)]
pub struct Tab {
    /// Which life it lives: a crash ends one.
    pub life: u64,
    pub task: Option<Task>,
    pub frozen_until: Millis,
    /// Something may be to be done.
    pub bell: bool,
    /// A person wants to know now.
    pub refresh: bool,
    /// Whether it thinks that it leads. It hears late that it doesn't any more.
    pub leads: bool,
    /// When it was last seen to run.
    pub alive: Millis,
}

impl World {
    pub fn new(plan: Plan, trace: bool) -> World {
        let mut random = Random::new(plan.seed);
        let faults = if plan.faults { fleet::faults(&mut random) } else { muster_server::Faults::default() };
        let settings = Settings {
            registration: Duration::from_secs(1 + random.below(90)),
            profile_assignment: Duration::from_secs(random.below(30)),
            remembered: Duration::from_hours(720),
            supply: devices::supply(),
            faults,
            ..Settings::default()
        };
        let ids = Arc::new(SeededIds::new(plan.seed));
        let inner = Inner {
            random: RefCell::new(random),
            now: Cell::new(BEGIN),
            consoles: Default::default(),
            tabs: RefCell::new((0..=plan.tabs).map(|_| Tab::default()).collect()),
            file: RefCell::default(),
            done: RefCell::default(),
            elsewhere: RefCell::default(),
            meddled: RefCell::default(),
            fleet: RefCell::default(),
            on_the_way: Cell::new(0),
            trace: RefCell::new(trace.then(Vec::new)),
            events: RefCell::default(),
            count: Cell::new(0),
            alarm: Cell::new(None),
            server: RefCell::new(None),
            database: empty_database(),
            clock: MovableClock::at(Timestamp(BEGIN)),
            ids,
            settings,
            plan,
        };
        let world = World(Rc::new(inner));
        world.start_server();
        world
    }

    pub fn now(&self) -> Millis {
        self.0.now.get()
    }

    /// What the console of the administrator keeps.
    pub fn home(&self) -> &RefCell<Records> {
        &self.0.consoles[0].records
    }

    /// The console of a tab.
    pub fn console(&self, tab: usize) -> &Console {
        &self.0.consoles[usize::from(self.is_elsewhere(tab))]
    }

    /// Whether a tab is one of the other console: there is one.
    pub fn is_elsewhere(&self, tab: usize) -> bool {
        tab >= self.0.plan.tabs
    }

    /// Whether things go wrong now, that often of a thousand times.
    pub fn wrong(&self, per_mille: u64) -> bool {
        let away = self.0.fleet.borrow().away.map_or(0, |(from, to)| to - from);
        self.now() < self.0.plan.quiet_from + away && self.0.random.borrow_mut().chance(per_mille)
    }

    /// Whether the service is out of reach.
    pub fn is_away(&self) -> bool {
        let now = self.now();
        self.0.fleet.borrow().away.is_some_and(|(from, to)| from <= now && now < to)
    }

    pub fn between(&self, from: Millis, to: Millis) -> Millis {
        self.0.random.borrow_mut().between(from, to)
    }

    pub fn note(&self, words: impl FnOnce() -> String) {
        if let Some(trace) = self.0.trace.borrow_mut().as_mut() {
            let at = self.now() - BEGIN;
            trace.push(format!("{:>8}.{:03}  {}", at / 1000, at % 1000, words()));
        }
    }

    /// Has something happen after that many milliseconds; afterwards the tab goes on.
    pub fn after(&self, wait: Millis, tab: Option<usize>, event: impl FnOnce(&World) + 'static) {
        let count = self.0.count.replace(self.0.count.get() + 1);
        let at = self.now() + wait.max(0);
        self.0.events.borrow_mut().insert((at, count), (tab, Box::new(event)));
    }

    /// Has the next thing happen, if it does before that moment; whether it did.
    pub fn step(&self, until: Millis) -> bool {
        let next = {
            let mut events = self.0.events.borrow_mut();
            match events.first_entry() {
                Some(first) if first.key().0 <= until => Some(first.remove_entry()),
                _ => None,
            }
        };
        let Some(((at, _), (tab, event))) = next else { return false };
        self.0.now.set(at);
        self.0.clock.set(Timestamp(at));
        event(self);
        if let Some(tab) = tab {
            if self.wrong(self.0.plan.crash) { tab::crash(self, tab) } else { self.go_on(tab) }
        }
        true
    }

    /// Goes on with a tab, unless it is frozen.
    pub fn go_on(&self, tab: usize) {
        let task = {
            let mut tabs = self.0.tabs.borrow_mut();
            let now = self.now();
            let tab = &mut tabs[tab];
            if tab.frozen_until > now { None } else { tab.task.take() }
        };
        let Some(mut task) = task else { return };
        let life = self.0.tabs.borrow()[tab].life;
        let ended = go_on(&mut task);
        let mut tabs = self.0.tabs.borrow_mut();
        if !ended && tabs[tab].life == life {
            tabs[tab].task = Some(task);
        }
    }

    /// Tells the other tabs of the same console that something was changed.
    pub fn tell_tabs(&self, by: usize) {
        if !self.is_elsewhere(by) {
            self.tell_home(Some(by));
        }
    }

    /// Tells the tabs of the administrator's console, but for one, that something was changed.
    pub fn tell_home(&self, but: Option<usize>) {
        for tab in (0..self.0.plan.tabs).filter(|tab| Some(*tab) != but) {
            let wait = self.between(0, 3);
            self.after(wait, Some(tab), move |world| world.0.tabs.borrow_mut()[tab].bell = true);
        }
    }

    pub fn start_server(&self) {
        let inner = &self.0;
        let server = Server::open(
            inner.database.clone(),
            inner.settings.clone(),
            Arc::new(inner.clock.clone()),
            inner.ids.clone(),
        );
        let server = server.expect("a database in memory can be used");
        let router = server.router();
        *inner.server.borrow_mut() = Some((server, router));
        self.work();
    }

    pub fn stop_server(&self) {
        *self.0.server.borrow_mut() = None;
    }

    pub fn router(&self) -> Option<Router> {
        self.0.server.borrow().as_ref().map(|(_, router)| router.clone())
    }

    /// The server does what is due, and will when the next thing is.
    pub fn work(&self) {
        let due = match self.0.server.borrow().as_ref() {
            Some((server, _)) => server.work().expect("a database in memory can be used"),
            None => None,
        };
        // One alarm is enough: it sets the next one.
        if let Some(Timestamp(due)) = due
            && self.0.alarm.get().is_none_or(|alarm| due < alarm || alarm <= self.now())
        {
            self.0.alarm.set(Some(due));
            self.after(due - self.now(), None, World::work);
        }
    }

    /// Ends it: events hold the world, and the world holds them.
    pub fn end(&self) {
        self.0.events.borrow_mut().clear();
        for tab in self.0.tabs.borrow_mut().iter_mut() {
            tab.task = None;
        }
    }
}

/// An empty database: the same one for all runs of a thread, as to make its tables takes longer than to empty them.
fn empty_database() -> Database {
    thread_local! {
        static DATABASE: Database = Database::inline().expect("there is memory for a database");
    }
    DATABASE.with(|database| {
        database.forget_everything().expect("no run uses it any more");
        database.clone()
    })
}
