//! Changing properties of a registered device.

use graph::{
    Answer, Call, Failure, MAX_BATCH, Transport, Warrant,
    wire::{UpdateDeviceProperties, beta, text},
};

use super::{
    LOT, Stop, pace,
    register::after,
    session::Session,
    together::{Piece, about},
};
use crate::{Action, Change, Device, Environment, PATIENCE, State, Storage, TroubleKind, Update};

/// How often a change is asked for that isn't to be seen afterwards.
const ASKS: u32 = 3;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Moves changes along: a lot of those that are due is sent, then one of others looked at. With `refresh` all are looked at, as
    /// a person waits for that.
    pub async fn updates(&mut self, refresh: bool) -> Result<(), Stop> {
        let due =
            (0..self.intents.len()).filter(|at| self.update_of(*at).is_some() && self.is_due(*at, refresh));
        let (mut send, mut look): (Vec<usize>, Vec<usize>) =
            due.partition(|at| match self.intents[*at].state {
                State::Waiting => true,
                State::Sent => self.is_remembered(*at),
                _ => false,
            });
        send.sort_by_key(|at| self.intents[*at].due);
        look.sort_by_key(|at| self.intents[*at].due);
        send.truncate(LOT);
        if !refresh {
            look.truncate(LOT);
        }
        // To ask once more sets the same values once more; where the service forgets, no sooner than nothing of the time before can
        // arrive, as it could overtake the next change.
        self.send_pieces(send.into_iter().map(Piece::Update).collect()).await?;
        for some in look.chunks(MAX_BATCH) {
            self.verify(some).await?;
        }
        Ok(())
    }

    fn update_of(&self, at: usize) -> Option<&Update> {
        match &self.intents[at].action {
            Action::Update(update) => Some(update),
            _ => None,
        }
    }

    pub fn update_call(&self, at: usize) -> Option<(Call, Warrant)> {
        let update = self.update_of(at)?;
        let properties = UpdateDeviceProperties {
            group_tag: update.group_tag.clone(),
            user_principal_name: update.user.clone(),
            ..UpdateDeviceProperties::default()
        };
        Some((Call::update_device_properties(&update.device, &properties), Warrant::None))
    }

    pub fn update_taken(&mut self, at: usize, answer: Answer<()>) {
        // A service that remembers ids shows at once what it took.
        let now = self.now();
        let wait = if answer.server.is_some() { 0 } else { self.poll(answer.poll_after, now) };
        self.was_taken(at, answer);
        self.intents[at].due = now + wait;
    }

    pub fn update_refused(&mut self, at: usize, was: State, failure: &Failure) {
        self.note_failure(at, failure);
        self.intents[at].state = after(failure, was);
    }

    /// Reads devices back: a change is done when it is seen.
    async fn verify(&mut self, places: &[usize]) -> Result<(), Stop> {
        self.still_leads()?;
        let ids = places.iter().filter_map(|at| self.update_of(*at)).map(|update| update.device.as_str());
        let results = match self.read_devices(ids).await {
            Ok(results) => results,
            // What is asked together is of the service as a whole.
            Err(failure) => return Err(self.out_of_order(&failure)),
        };
        let (before, mut changes, mut failed) = (self.status.failures, Vec::new(), Vec::new());
        for (at, result) in places.iter().copied().zip(results) {
            let Some(update) = self.update_of(at).cloned() else { continue };
            let result = result.and_then(|answer| about(answer, |found| &found.v1.id, &update.device));
            match result {
                Ok(answer) => {
                    self.went_well(at, &answer);
                    let found = answer.value;
                    let before = self.engine.storage.device(&found.v1.id).await?;
                    changes.push(Change::Device(Device::seen(&found, before.as_ref(), self.now())));
                    self.judge(at, is_seen(&update, &found));
                }
                Err(failure) if failure.is_not_found() => {
                    self.note_failure(at, &failure);
                    self.intents[at].state = State::Rejected;
                }
                Err(failure) => {
                    self.note_failure(at, &failure);
                    failed.push(failure);
                }
            }
        }
        let stop = self.reached_but(before, failed);
        self.keep_apart(places, changes).await?;
        stop.map_or(Ok(()), Err)
    }

    fn judge(&mut self, at: usize, seen: bool) {
        let now = self.now();
        let asked = self.intents[at].first_sent.unwrap_or(now);
        let poll = self.poll(None, asked);
        // Asked again under the same id, a service that remembers ids answers, and changes nothing.
        let asks = if self.status.server.is_some() { 1 } else { ASKS };
        let intent = &mut self.intents[at];
        if seen {
            intent.state = State::Done;
        } else if intent.state == State::Sent {
            let clear = intent.last_sent.unwrap_or(now) + PATIENCE + pace::SETTLE;
            intent.due = now + pace::SETTLE;
            if now >= clear {
                intent.state = State::Waiting;
                intent.due = now;
            }
        } else if now - asked < pace::SEEN_WITHIN {
            intent.due = now + poll;
        } else if intent.looks + 1 < asks {
            intent.looks += 1;
            intent.state = State::Waiting;
            intent.due = now;
        } else {
            self.give_up(at, TroubleKind::NotObserved, "");
        }
    }
}

/// Whether the device has what it was to get.
fn is_seen(update: &Update, found: &beta::WindowsAutopilotDeviceIdentity) -> bool {
    let has = |wanted: &Option<String>, value: &Option<String>, same: fn(&str, &str) -> bool| {
        wanted.as_deref().is_none_or(|wanted| same(text(value.as_ref()).trim(), wanted.trim()))
    };
    // Groups go by a tag as it is written; a user is the same in any case.
    has(&update.group_tag, &found.v1.group_tag, |one, other| one == other)
        && has(&update.user, &found.v1.user_principal_name, str::eq_ignore_ascii_case)
}
