//! Moves intents along.
//!
//! For whoever changes this: the caller may drop a turn at any of its awaits and never come back, and somebody else
//! begins anew with what was kept. So between a request and the commit before it nothing else may be awaited, and a
//! step must do no harm when it is done again from what the storage says. The simulation looks for the place where that
//! isn't so.

mod absence;
mod budget;
mod decision;
mod follow;
mod forget;
mod lists;
mod look;
mod observe;
mod order;
mod pair;
mod people;
mod piece;
mod pull;
mod read_back;
mod register;
mod registering;
mod removal;
mod rule;
mod session;
mod together;
mod update;

use std::cell::Cell;

use graph::{Backoff, Client, Transport};

use crate::{Action, Environment, Millis, PATIENCE, State, Storage, StorageError, TroubleKind};
use session::Session;

/// Times that the engine goes by, all in milliseconds.
mod pace {
    use lifecycle::limits;

    use crate::Millis;

    /// Between two looks at what is in progress, where the service doesn't say.
    pub const POLL: Millis = limits::POLL_EVERY * 1000;
    /// The shortest such time, whatever the service says.
    pub const SHORTEST_POLL: Millis = 250;
    /// From when on something takes suspiciously long.
    pub const OVERDUE: Millis = limits::TAKES_LONG * 1000;
    /// How long a service may take until what it has taken is to be seen everywhere.
    pub const SETTLE: Millis = 30_000;
    /// How long it may take until a changed property is to be seen. Some changes must be asked for once more then.
    pub const SEEN_WITHIN: Millis = 10 * 60_000;
    /// How much the clocks of this computer and of the service may differ.
    pub const CLOCKS: Millis = 5 * 60_000;
    /// How long a deregistered device may be shown still.
    pub const LINGERS: Millis = limits::TAKES_LONG * 1000;
    /// For how long a refusal is asked again that may be one of the moment: a managed device that was only just deleted keeps
    /// its registration from going, and a registration the object in the directory.
    pub const PASSES_WITHIN: Millis = limits::TAKES_LONG * 1000;
    /// How long nothing may be heard of the service while something waits that destroys.
    pub const IN_TOUCH: Millis = limits::OFFLINE_LONG * 250;
    /// Between two looks whether a user is still there.
    pub const PERSON: Millis = limits::USUAL_REGISTRATION * 1000;
    /// Between two looks at what a person has to decide, should it come about all the same.
    pub const SELDOM: Millis = limits::POLL_LONG_EVERY * 1000;
    /// From when on an id isn't trusted to be remembered by the service.
    pub const REMEMBERED: Millis = 7 * 86_400_000;
}

/// How many of a kind are sent in a turn, and how many looked at, before it is read again what is kept. Rule ACT-2.
const LOT: usize = lifecycle::limits::DEVICES_PER_BULK;

/// Moves the intents of one service along.
pub struct Engine<S, T, E> {
    storage: S,
    client: Client<T>,
    env: E,
    server: String,
    backoff: Backoff,
    /// Everything is to be read, and wasn't yet to its end.
    unread: Cell<bool>,
    #[cfg(feature = "plant")]
    plant: Option<Plant>,
}

/// A mistake to be made on purpose.
#[cfg(feature = "plant")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// An intent is sent before it is marked as sent.
    SendBeforePersist,
    /// A repetition goes out under another id.
    NewIdEachTime,
    /// What may have arrived is sent again without a look.
    RepeatUnseen,
    /// Steps of a removal are sent though nobody's word for them holds any more.
    SendExpired,
    /// What a person ordered before a long absence is sent after it.
    SendStaleOrder,
    /// A step of a removal is sent before the ones are proven that it needs.
    SkipProof,
    /// A step of a removal that may have arrived is sent again, under another id and without a look.
    RepeatStep,
    /// What destroys and came out of a file is sent before whoever opened it has given their word.
    SendUnreleased,
}

/// When there will be something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// At this moment; `None`: when something new comes up.
    pub at: Option<Millis>,
}

/// Why a turn ends before its time.
#[derive(Debug)]
enum Stop {
    /// Nothing goes through for now.
    Held,
    /// Nothing more can be done for this intent now.
    Later,
    /// Somebody else sends now.
    Replaced,
    /// The storage fails, or somebody else has changed what was to be changed.
    Storage(StorageError),
}

impl From<StorageError> for Stop {
    fn from(error: StorageError) -> Stop {
        Stop::Storage(error)
    }
}

impl<S: Storage, T: Transport, E: Environment> Engine<S, T, E> {
    /// An engine for the service below that address, without version.
    pub fn new(storage: S, transport: T, env: E, server: &str) -> Engine<S, T, E> {
        Engine {
            storage,
            client: Client::new(transport, server),
            env,
            server: server.to_owned(),
            backoff: Backoff::default(),
            unread: Cell::new(false),
            #[cfg(feature = "plant")]
            plant: None,
        }
    }

    /// The same engine on behalf of an administrator, by the name that `muster-server` knows them by. Other services aren't told.
    #[must_use]
    pub fn on_behalf_of(mut self, user: &str) -> Self {
        self.client = self.client.on_behalf_of(user);
        self
    }

    /// The same engine with a mistake in it.
    #[cfg(feature = "plant")]
    #[must_use]
    pub fn with_plant(mut self, plant: Option<Plant>) -> Self {
        self.plant = plant;
        self
    }

    /// Does what is due, one step for each intent. With `refresh` a person wants to know now: waits are cut short, and
    /// all devices are read.
    ///
    /// # Errors
    /// [`StorageError`]: the next turn begins with what is kept.
    pub async fn turn(&self, refresh: bool) -> Result<Next, StorageError> {
        // Kept until it is done: what comes between must not swallow a person's wish.
        if refresh {
            self.unread.set(true);
        }
        let mut session = Session::open(self).await?;
        // A person may cut a wait short that we have chosen, but not one that the service has asked for.
        let asked =
            session.status.trouble.as_ref().is_some_and(|trouble| trouble.kind == TroubleKind::Throttled);
        if session.status.until > self.env.now() && (asked || !refresh) {
            return Ok(Next { at: Some(session.status.until) });
        }
        let outcome = session.work(refresh).await;
        // How things stand is worth keeping whatever happened.
        match outcome {
            Ok(()) | Err(Stop::Held | Stop::Later) => session.commit(Vec::new()).await.or_else(quiet)?,
            Err(Stop::Replaced) => return Ok(Next { at: None }),
            Err(Stop::Storage(error)) => return Err(error),
        }
        Ok(Next { at: session.next() })
    }
}

fn quiet(stop: Stop) -> Result<(), StorageError> {
    match stop {
        Stop::Storage(error) => Err(error),
        Stop::Held | Stop::Later | Stop::Replaced => Ok(()),
    }
}

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    async fn work(&mut self, refresh: bool) -> Result<(), Stop> {
        self.note_absence().await?;
        for at in 0..self.intents.len() {
            if self.is_settled_by_id(at) {
                let now = self.now();
                self.intents[at] = self.intents[at].clone().released(now);
                self.keep(at, Vec::new()).await?;
            }
        }
        // Who asks is said to one kind of service only, so nothing is asked of one before it is known which kind it is.
        if self.engine.client.has_user() && self.status.heard.is_none() {
            self.pull().await?;
        }
        for at in 0..self.intents.len() {
            if self.is_due(at, refresh) {
                match self.step(at).await {
                    Err(Stop::Later) => {}
                    outcome => outcome?,
                }
            }
        }
        self.updates(refresh).await?;
        self.orders(refresh).await?;
        self.removals(refresh).await?;
        if self.next_pull().is_some_and(|at| at <= self.now()) {
            self.pull().await?;
        }
        if self.next_person().is_some_and(|at| refresh || at <= self.now()) {
            self.pull_people().await?;
        }
        Ok(())
    }

    fn is_due(&self, at: usize, refresh: bool) -> bool {
        let intent = &self.intents[at];
        // What may have arrived at a service that forgets must not be sent again before its time, whoever is impatient.
        let cut_short = match intent.state {
            State::Accepted | State::Approval => refresh,
            State::Sent => refresh && self.is_remembered(at),
            _ => false,
        };
        let due = cut_short || intent.due <= self.now();
        due && !intent.is_over() && intent.state != State::Held && self.blocked_until(at) <= self.now()
    }

    /// Whether it came from a file, needs nobody's word, and it doesn't matter whether it was sent from elsewhere too: whenever that
    /// was, the service remembers its id.
    fn is_settled_by_id(&self, at: usize) -> bool {
        let intent = &self.intents[at];
        let age = self.engine.env.now() - intent.made;
        let needs_release = intent.needs_release();
        #[cfg(feature = "plant")]
        let needs_release = needs_release && self.engine.plant != Some(Plant::SendUnreleased);
        let is_held = intent.state == State::Held && !needs_release;
        is_held && self.status.server.is_some() && age < pace::REMEMBERED
    }

    /// When all devices are to be read again.
    fn next_pull(&self) -> Option<Millis> {
        let Some(pulled) = self.status.pulled.filter(|_| !self.engine.unread.get()) else { return Some(0) };
        let underway = self.status.underway.map(|since| pulled + self.poll(None, since));
        // Of what is to be destroyed nobody's word holds after a long silence, and that nothing was asked is none.
        let heard = self.status.heard.unwrap_or(pulled);
        let in_touch = self.is_destruction_waiting().then_some(heard + pace::IN_TOUCH);
        [underway, in_touch].into_iter().flatten().min()
    }

    /// Until when an intent must not be sent: two changes of one device keep their order. The end of time: until the
    /// earlier one is over.
    fn blocked_until(&self, at: usize) -> Millis {
        let earlier = self.earlier[at].iter().map(|at| &self.intents[*at]);
        let until = earlier.map(|earlier| match earlier.last_sent {
            _ if !earlier.is_over() => Millis::MAX,
            // Seen to be done, or given up; yet a request of which nothing was heard may still be on its way.
            Some(sent) if self.status.server.is_none() && earlier.request_id.is_none() => sent + PATIENCE,
            _ => 0,
        });
        until.max().unwrap_or(0)
    }

    async fn step(&mut self, at: usize) -> Result<(), Stop> {
        let intent = &self.intents[at];
        match (&intent.action, intent.state) {
            (Action::Register { .. }, State::Waiting) => self.register(at).await,
            (Action::Register { .. }, State::Sent) if self.is_remembered(at) => self.register(at).await,
            (Action::Register { .. }, State::Sent) => self.look(at).await,
            (Action::Register { .. }, State::Accepted) => self.follow(at).await,
            (Action::Rule(_), State::Waiting) => self.rule(at).await,
            (Action::Rule(_), State::Sent) if self.is_remembered(at) => self.rule(at).await,
            (Action::Rule(_), State::Sent | State::Accepted) => self.look_for_rule(at).await,
            (Action::Decision(_), State::Waiting) => self.decide(at).await,
            (Action::Decision(_), State::Sent) if self.is_remembered(at) => self.decide(at).await,
            (Action::Decision(_), State::Sent | State::Accepted) => self.look_for_decision(at).await,
            // All changes, all orders, and all removals have their turn together.
            (Action::Update(_) | Action::Order(_) | Action::Removal(_), _)
            | (
                _,
                State::Approval
                | State::Rejected
                | State::Done
                | State::Withdrawn
                | State::Expired
                | State::Held,
            ) => Ok(()),
        }
    }

    /// Whether the service answers a repetition of the intent as it did the first time.
    fn is_remembered(&self, at: usize) -> bool {
        #[cfg(feature = "plant")]
        if self.engine.plant == Some(Plant::RepeatUnseen) {
            return true;
        }
        let age = |sent| self.engine.env.now() - sent;
        self.status.server.is_some()
            && self.intents[at].first_sent.is_some_and(|sent| age(sent) < pace::REMEMBERED)
    }

    /// When there will be something to do.
    fn next(&self) -> Option<Millis> {
        let due = (0..self.intents.len())
            .filter(|at| !self.intents[*at].is_over())
            .filter(|at| self.intents[*at].state != State::Held || self.is_settled_by_id(*at))
            .map(|at| self.intents[at].due.max(self.blocked_until(at)))
            .filter(|due| *due < Millis::MAX)
            .min();
        let due = [due, self.next_pull(), self.next_person()].into_iter().flatten().min();
        let held = self.status.trouble.is_some().then_some(self.status.until);
        match (due, held) {
            (Some(due), Some(held)) => Some(due.max(held)),
            // Nobody waits for anything, but it is good to know when the service is there again.
            (due, held) => due.or(held),
        }
    }
}
