//! Registering.

use std::collections::HashSet;

use graph::{
    Failure, Transport, Verdict,
    wire::{ImportedWindowsAutopilotDeviceIdentity as Imported, text},
};

use super::{Stop, pair::pair, session::Session};
use crate::{Action, Environment, Row, RowStatus, State, Storage, TroubleKind, serial_key};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Sends the devices of an intent that aren't known to have been taken.
    pub async fn register(&mut self, at: usize) -> Result<(), Stop> {
        let was = self.intents[at].state;
        let payload = self.engine.storage.payload(self.intents[at].seq).await?;
        let Some(body) = payload.body(self.intents[at].rows()) else {
            self.give_up(at, TroubleKind::Rejected, "what was kept of it is damaged");
            return self.keep(at, Vec::new()).await;
        };
        if self.status.server.is_none() && self.intents[at].first_sent.is_none() {
            self.note_before(at).await?;
        }
        self.mark_sent(at).await?;
        self.still_leads()?;
        let id = self.wire_id(at);
        match self.engine.client.import(&id, body).await {
            Ok(answer) => {
                self.went_well(at, &answer);
                self.intents[at].request_id.clone_from(&answer.request_id);
                let records: Vec<&Imported> = answer.value.iter().collect();
                if !self.is_remembered(at) && !self.fits(at, &records) {
                    // It isn't known what was done: look.
                    let words = "the answer doesn't name the devices that were sent".to_owned();
                    let failure = Failure::Unreadable { words, request_id: answer.request_id };
                    return self.not_taken(at, was, &failure).await;
                }
                self.taken(at, &records);
                self.intents[at].due = self.now() + self.poll(answer.poll_after, self.now());
                self.keep(at, Vec::new()).await
            }
            Err(failure) => self.not_taken(at, was, &failure).await,
        }
    }

    /// Notes which import records of the devices are there already. Should the answer be lost, they must not be taken for
    /// what this intent brings about.
    async fn note_before(&mut self, at: usize) -> Result<(), Stop> {
        self.still_leads()?;
        let found = match self.engine.client.imports().all().await {
            Ok(found) => found,
            Err(failure) => return Err(self.hold(at, &failure).await),
        };
        let Action::Register { rows, before, .. } = &mut self.intents[at].action else { return Ok(()) };
        let serials: HashSet<String> = rows.iter().map(|row| serial_key(&row.serial)).collect();
        let is_of_them =
            |record: &Imported| serials.contains(&serial_key(text(record.serial_number.as_ref())));
        *before = found.into_iter().filter(is_of_them).map(|record| record.id).collect();
        Ok(())
    }

    /// Marks an intent as sent. From here on it may have arrived, whoever reads it.
    pub async fn mark_sent(&mut self, at: usize) -> Result<(), Stop> {
        self.mark(at);
        self.keep_marked(&[at]).await
    }

    /// Writes intents that are marked as sent.
    pub async fn keep_marked(&mut self, places: &[usize]) -> Result<(), Stop> {
        #[cfg(feature = "plant")]
        if self.engine.plant == Some(super::Plant::SendBeforePersist) {
            return Ok(());
        }
        self.keep_all(places, Vec::new()).await
    }

    /// Marks an intent as sent. It is to be kept before it is.
    pub fn mark(&mut self, at: usize) {
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.first_sent.get_or_insert(now);
        intent.last_sent = Some(now);
        #[cfg(feature = "plant")]
        if self.engine.plant == Some(super::Plant::SendBeforePersist) {
            return;
        }
        intent.state = State::Sent;
    }

    /// The id under which an intent goes out.
    pub fn wire_id(&self, at: usize) -> String {
        #[cfg(feature = "plant")]
        if self.engine.plant == Some(super::Plant::NewIdEachTime) {
            return self.engine.env.request_id();
        }
        self.intents[at].id.clone()
    }

    /// Whether an answer has a record for each row that was sent. As many as there are rows are theirs, in their order,
    /// whatever the service has made of their serial numbers.
    fn fits(&self, at: usize, records: &[&Imported]) -> bool {
        let waiting = self.intents[at].rows().iter().filter(|row| row.status == RowStatus::Waiting);
        waiting.clone().count() == records.len() || pair(waiting, records).0.iter().all(Option::is_some)
    }

    /// The service took the rows that were waiting: each has an import record now.
    fn taken(&mut self, at: usize, records: &[&Imported]) {
        let now = self.now();
        let Action::Register { rows, import_id, .. } = &mut self.intents[at].action else { return };
        let first = rows.iter().all(|row| row.status == RowStatus::Waiting);
        let is_waiting = |row: &&Row| row.status == RowStatus::Waiting;
        let (mut pairs, left) = pair(rows.iter().filter(is_waiting), records);
        if pairs.len() == records.len() {
            for (pair, record) in pairs.iter_mut().filter(|pair| pair.is_none()).zip(left) {
                *pair = Some(record);
            }
        }
        let waiting = rows.iter_mut().filter(|row| row.status == RowStatus::Waiting);
        for (row, record) in waiting.zip(pairs) {
            match record {
                Some(record) => {
                    row.import = Some(record.id.clone()).filter(|id| !id.is_empty());
                    row.become_(RowStatus::Pending, now);
                }
                None => row.become_(RowStatus::Failed { code: 0, name: NO_RECORD.to_owned() }, now),
            }
        }
        // Rows of several calls can't be followed by the id of one.
        let call = records.first().and_then(|record| record.import_id.clone());
        *import_id = if first { call } else { None };
        self.intents[at].state = State::Accepted;
    }

    /// What a failure means for an intent that was in state `was` before it was sent.
    pub async fn not_taken(&mut self, at: usize, was: State, failure: &Failure) -> Result<(), Stop> {
        let stop = self.failed(at, failure);
        self.intents[at].state = after(failure, was);
        self.keep(at, Vec::new()).await?;
        Err(stop)
    }
}

/// How far an intent is after a failure that was in state `was` before it was sent.
pub fn after(failure: &Failure, was: State) -> State {
    match failure.verdict() {
        Verdict::Uncertain(_) => State::Sent,
        // Nothing was done now; an earlier attempt may have got through all the same.
        Verdict::Retry(_) | Verdict::SignIn => was,
        Verdict::Rejected => State::Rejected,
        Verdict::Approval | Verdict::Justification => State::Approval,
    }
}

/// The name of the error that a row has whose import record the service never named.
const NO_RECORD: &str = "NoImportRecord";
