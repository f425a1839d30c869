//! One turn: what was read at its begin, and what came of it so far.

use std::collections::{HashMap, HashSet};

use graph::{
    Answer, Failure, Transport, Verdict, Version, device_path,
    wire::beta::WindowsAutopilotDeviceIdentity as Identity,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Engine, Stop, pace, removal::SyncSeen};
use crate::{
    Action, Change, Environment, Intent, Millis, People, State, Status, Storage, StorageError, Trouble,
    TroubleKind, told,
};

/// From where entries of the history are numbered: with room above.
const FIRST_NUMBERS: u64 = 0x7fff_ffff;

/// One turn.
pub struct Session<'e, S, T, E> {
    pub engine: &'e Engine<S, T, E>,
    /// The intents that are meant for this service.
    pub intents: Vec<Intent>,
    pub status: Status,
    /// The users of whom somebody wants to know whether they are still there.
    pub people: People,
    /// For each intent, by their places, the ones before it that change the same device.
    pub earlier: Vec<Vec<usize>>,
    /// When the turn began.
    pub began: Millis,
    /// What was read of the sync with the registration service in this turn.
    pub sync: Option<SyncSeen>,
    /// The intents as they are kept.
    kept_intents: Vec<Intent>,
    /// How things stand by the storage.
    kept: Status,
}

impl<'e, S: Storage, T: Transport, E: Environment> Session<'e, S, T, E> {
    pub async fn open(engine: &'e Engine<S, T, E>) -> Result<Self, StorageError> {
        let mut status = engine.storage.status().await?;
        if status.address != engine.server {
            // It is about another service, and says nothing of this one.
            status = Status { address: engine.server.clone(), ..Status::default() };
        }
        let mut intents = engine.storage.intents().await?;
        intents.retain(|intent| intent.server == engine.server);
        let earlier = earlier(&intents);
        let people = engine.storage.people().await?;
        let ids = people.users.iter().map(|user| user.id.clone()).collect();
        let people = people.of(&engine.server, ids);
        engine.client.say_who(status.server.is_some());
        let kept_intents = intents.clone();
        Ok(Session {
            engine,
            kept_intents,
            intents,
            people,
            earlier,
            began: engine.env.now(),
            sync: None,
            kept: status.clone(),
            status,
        })
    }

    pub fn now(&self) -> Millis {
        self.engine.env.now()
    }

    /// To be asked right before anything is sent.
    pub fn still_leads(&self) -> Result<(), Stop> {
        if self.engine.env.leads() { Ok(()) } else { Err(Stop::Replaced) }
    }

    /// Makes changes, and says how things stand if that has changed.
    pub async fn commit(&mut self, mut changes: Vec<Change>) -> Result<(), Stop> {
        if self.status != self.kept {
            changes.push(Change::Status(self.status.clone()));
        }
        if changes.is_empty() {
            return Ok(());
        }
        self.engine.storage.commit(changes).await?;
        self.kept = self.status.clone();
        Ok(())
    }

    /// Writes an intent, if it has changed, with other changes. Each write makes every page read again.
    pub async fn keep(&mut self, at: usize, changes: Vec<Change>) -> Result<(), Stop> {
        self.keep_all(&[at], changes).await
    }

    /// Writes those of the intents that have changed, with what the history is to tell of that, and other changes.
    pub async fn keep_all(&mut self, places: &[usize], mut changes: Vec<Change>) -> Result<(), Stop> {
        let is_changed = |at: &&usize| self.intents[**at] != self.kept_intents[**at];
        let written: Vec<usize> = places.iter().filter(is_changed).copied().collect();
        // Ascending within a commit, from where nobody else is likely to be.
        let mut number = u32::try_from(self.engine.env.chance() & FIRST_NUMBERS).unwrap_or(0);
        for at in &written {
            if !E::REGISTERS_ONLY {
                let told = told(&self.kept_intents[*at], &self.intents[*at], "", self.now(), number);
                number += u32::try_from(told.len()).unwrap_or(0);
                changes.extend(told.into_iter().map(Change::History));
            }
            changes.push(Change::Intent(self.intents[*at].clone()));
        }
        self.commit(changes).await?;
        for at in written {
            self.intents[at].revision += 1;
            self.kept_intents[at] = self.intents[at].clone();
        }
        Ok(())
    }

    /// Notes that something more has been under way at the service of itself since then.
    pub fn note_underway(&mut self, since: Option<Millis>) {
        self.status.underway = self.status.underway.max(since);
    }

    /// Notes that the service answers.
    pub fn heard<V>(&mut self, answer: &Answer<V>) {
        self.status.server.clone_from(&answer.server);
        self.engine.client.say_who(answer.server.is_some());
        self.reached();
    }

    /// The same, where what came was no answer to what was asked.
    pub fn reached(&mut self) {
        let now = self.now();
        // Not at every answer: it would be a write for each.
        let is_new =
            self.status.heard.is_none_or(|heard| now - heard > 5_000) || self.status.trouble.is_some();
        // Of what came before a long sleep nothing is known of the time since: the next turn notes the absence.
        if is_new && self.in_touch().is_ok() {
            self.status.heard = Some(now);
        }
        self.status.trouble = None;
        self.status.failures = 0;
        self.status.until = 0;
    }

    /// Notes a failure of an intent, which is tried again later. Nothing more is tried for it in this turn; where it
    /// concerns every intent, nothing more at all.
    pub fn failed(&mut self, at: usize, failure: &Failure) -> Stop {
        self.note_failure(at, failure);
        if concerns_all(failure) {
            return self.out_of_order(failure);
        }
        self.reached();
        Stop::Later
    }

    /// The same of one of several that were asked together, of which each has its own failure, and the service at most one.
    pub fn note_failure(&mut self, at: usize, failure: &Failure) {
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.trouble = Some(Trouble::of(failure, now));
        intent.failures = intent.failures.saturating_add(1);
        let failures = intent.failures;
        let wait = self.wait(failure, failures);
        self.intents[at].due = now.saturating_add(wait);
    }

    /// The same, and keeps the intent as it is then.
    pub async fn hold(&mut self, at: usize, failure: &Failure) -> Stop {
        let stop = self.failed(at, failure);
        self.keep(at, Vec::new()).await.err().unwrap_or(stop)
    }

    /// Gives an intent up, for a reason of which no answer tells. It is to be kept.
    pub fn give_up(&mut self, at: usize, kind: TroubleKind, words: &str) {
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.state = State::Rejected;
        intent.trouble = Some(Trouble {
            at: now,
            kind,
            status: 0,
            code: String::new(),
            message: words.to_owned(),
            request_id: intent.request_id.clone(),
        });
    }

    /// The import records that intents know for their own.
    pub fn own_imports(&self) -> HashSet<&str> {
        self.intents.iter().flat_map(Intent::rows).filter_map(|row| row.import.as_deref()).collect()
    }

    /// Reads devices by their ids, at most [`graph::MAX_BATCH`]: what is said of each.
    pub async fn read_devices<'i>(
        &self,
        ids: impl Iterator<Item = &'i str>,
    ) -> Result<Vec<Result<Answer<Option<Identity>>, Failure>>, Failure> {
        let urls = ids.map(device_path).collect();
        let results = self.read_together(Version::Beta, urls).await?;
        Ok(results.into_iter().map(|result| result.map(parsed)).collect())
    }

    /// Notes that the service as a whole can't be used for now: it isn't there, wants to be left alone, or isn't what it
    /// should be.
    pub fn out_of_order(&mut self, failure: &Failure) -> Stop {
        let now = self.now();
        self.status.failures = self.status.failures.saturating_add(1);
        self.status.trouble = Some(Trouble::of(failure, now));
        self.status.until = now.saturating_add(self.wait(failure, self.status.failures));
        Stop::Held
    }

    /// How long to wait after so many failures in a row, in milliseconds.
    pub fn wait(&self, failure: &Failure, failures: u32) -> Millis {
        let said = match failure.verdict() {
            Verdict::Retry(wait) | Verdict::Uncertain(wait) => wait,
            Verdict::Rejected | Verdict::SignIn | Verdict::Approval | Verdict::Justification => None,
        };
        let wait = said.unwrap_or_else(|| self.engine.backoff.delay(failures, self.engine.env.chance()));
        Millis::try_from(wait.as_millis()).unwrap_or(Millis::MAX)
    }

    /// An answer came for an intent: what stood in its way doesn't any more.
    pub fn went_well<V>(&mut self, at: usize, answer: &Answer<V>) {
        self.heard(answer);
        let intent = &mut self.intents[at];
        intent.failures = 0;
        intent.trouble = None;
    }

    /// The service took an intent. It is looked at once what came of it.
    pub fn was_taken<V>(&mut self, at: usize, answer: Answer<V>) {
        self.went_well(at, &answer);
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.request_id = answer.request_id;
        intent.state = State::Accepted;
        intent.first_sent = Some(now);
        intent.due = now;
    }

    /// How long until it is worth looking at something again that has been going on since then.
    pub fn poll(&self, hint: Option<std::time::Duration>, since: Millis) -> Millis {
        let hint = hint.and_then(|hint| Millis::try_from(hint.as_millis()).ok());
        let usual = 1000 * lifecycle::refresh_after((self.now() - since) / 1000);
        // What the service says is as good as what it is said of: what takes long is looked at less often all the same.
        match hint.map(|hint| hint.max(pace::SHORTEST_POLL)) {
            Some(hint) if usual == pace::POLL => hint,
            hint => usual.max(hint.unwrap_or(usual)),
        }
    }
}

/// Puts a place behind those that are there: which these are.
fn after(places: &mut Vec<usize>, at: usize) -> Vec<usize> {
    let before = places.clone();
    places.push(at);
    before
}

/// For each intent, by their places, the ones before it that change the same device, or the rule of the same platform.
fn earlier(intents: &[Intent]) -> Vec<Vec<usize>> {
    let mut changes: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let places = intents.iter().enumerate();
    let before = places.map(|(at, intent)| match &intent.action {
        // A device does what it is asked in its own order: what is asked later doesn't wait here.
        Action::Register { .. } | Action::Order(_) | Action::Decision(_) | Action::Removal(_) => Vec::new(),
        Action::Update(update) => after(changes.entry(("device", &update.device)).or_default(), at),
        // A platform has one rule.
        Action::Rule(change) => after(changes.entry(("rule", &change.platform)).or_default(), at),
    });
    before.collect()
}

/// What an answer of a batch says, where it can be read.
pub fn parsed<V: DeserializeOwned>(answer: Answer<Option<Value>>) -> Answer<Option<V>> {
    answer.map(|body| body.and_then(|body| serde_json::from_value(body).ok()))
}

/// Whether a failure is one of the service as a whole, rather than of what was asked.
pub fn concerns_all(failure: &Failure) -> bool {
    match failure {
        Failure::Lost(_) => true,
        Failure::Refused(refusal) => matches!(refusal.status, 401 | 429 | 503),
        Failure::Unreadable { .. } => false,
    }
}
