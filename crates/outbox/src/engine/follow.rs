//! Following what the service has taken, until it is seen to be done.

use std::{collections::HashMap, time::Duration};

use graph::{Failure, Refusal, Transport, wire::ImportedWindowsAutopilotDeviceIdentity as Imported};

use super::{Stop, pace, session::Session};
use crate::{Action, Change, Environment, Millis, RowStatus, State, Storage, import::status_of};

/// The name of the error that a row has whose import record is gone, and which isn't registered either.
const RECORD_GONE: &str = "ImportRecordGone";

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Looks what became of the devices of an intent, tidies up, and ends it when all is seen.
    pub async fn follow(&mut self, at: usize) -> Result<(), Stop> {
        let mut hint = None;
        if self.intents[at].rows().iter().any(|row| row.status == RowStatus::Pending) {
            hint = self.poll_imports(at).await?;
        }
        self.forget_imports(at).await?;
        self.observe(at).await?;
        self.end_or_wait(at, hint).await
    }

    async fn end_or_wait(&mut self, at: usize, hint: Option<Duration>) -> Result<(), Stop> {
        let rows = self.intents[at].rows();
        let settled = rows.iter().all(|row| {
            let seen = !matches!(row.status, RowStatus::Complete { observed: false, .. });
            row.status.is_final() && row.import.is_none() && seen
        });
        if settled {
            // What failed can be tried again with what was sent.
            let failed = rows.iter().any(|row| matches!(row.status, RowStatus::Failed { .. }));
            let seq = self.intents[at].seq;
            self.intents[at].state = State::Done;
            let drop = (!failed).then_some(Change::DropPayload(seq));
            return self.keep(at, drop.into_iter().collect()).await;
        }
        let since = self.last_change(at);
        self.intents[at].due = self.now() + self.poll(hint, since);
        self.keep(at, Vec::new()).await
    }

    /// When something last moved: as long as anything does, it is worth looking often.
    fn last_change(&self, at: usize) -> Millis {
        self.intents[at].rows().iter().map(|row| row.since).max().unwrap_or_default()
    }

    /// How soon it is worth asking again, where the service says so.
    async fn poll_imports(&mut self, at: usize) -> Result<Option<Duration>, Stop> {
        self.still_leads()?;
        let (records, hint) = match self.records(at).await {
            Ok(found) => found,
            Err(failure) => return Err(self.hold(at, &failure).await),
        };
        let now = self.now();
        let mut gone = Vec::new();
        for (place, row) in self.intents[at].rows_mut().iter_mut().enumerate() {
            if row.status != RowStatus::Pending {
                continue;
            }
            match row.import.as_ref().and_then(|import| records.get(import)) {
                Some(record) => row.become_(status_of(record), now),
                None => gone.push(place),
            }
        }
        self.find_lost(at, gone).await?;
        self.keep(at, Vec::new()).await?;
        Ok(hint)
    }

    /// The import records of an intent, by their ids.
    async fn records(&mut self, at: usize) -> Result<(HashMap<String, Imported>, Option<Duration>), Failure> {
        let Action::Register { import_id, .. } = &self.intents[at].action else {
            return Ok((HashMap::new(), None));
        };
        let mut filtered = import_id.is_some();
        let client = &self.engine.client;
        let mut pages = import_id.as_ref().map_or_else(|| client.imports(), |id| client.imports_of(id));
        let (mut records, mut hint) = (HashMap::new(), None);
        loop {
            match pages.next().await {
                Ok(Some(page)) => {
                    hint = hint.or(page.poll_after);
                    self.went_well(at, &page);
                    records.extend(page.value.into_iter().map(|record| (record.id.clone(), record)));
                }
                Ok(None) => return Ok((records, hint)),
                // The filter is used by many and promised by nobody.
                Err(Failure::Refused(Refusal { status: 400, .. })) if filtered => {
                    filtered = false;
                    pages = self.engine.client.imports();
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Devices whose import record somebody else has deleted, or which never gets done: they may be registered all the
    /// same.
    async fn find_lost(&mut self, at: usize, gone: Vec<usize>) -> Result<(), Stop> {
        let now = self.now();
        let overdue = |since: Millis| now - since > pace::OVERDUE;
        let late = self.intents[at].rows().iter().enumerate();
        let late = late.filter(|(_, row)| row.status == RowStatus::Pending && overdue(row.since));
        let mut places: Vec<usize> = late.map(|(place, _)| place).chain(gone.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        // A request each: the others have their turn another time.
        if !places.is_empty() {
            let turn = usize::try_from(now / pace::POLL).unwrap_or(0) % places.len();
            places.rotate_left(turn);
        }
        for place in places.into_iter().take(graph::MAX_BATCH) {
            let row = &self.intents[at].rows()[place];
            let since = row.since;
            // Without a serial number there is nothing to look for: many devices have none.
            let found = match row.serial.trim() {
                "" => Ok(Vec::new()),
                serial => self.engine.client.registered_by_serial(serial).await,
            };
            match found {
                Ok(found) => {
                    let row = &mut self.intents[at].rows_mut()[place];
                    if let [device] = found.as_slice() {
                        let device = device.v1.id.clone();
                        row.become_(RowStatus::Complete { device, observed: false }, now);
                    } else if gone.contains(&place) && overdue(since) {
                        row.import = None;
                        row.become_(RowStatus::Failed { code: 0, name: RECORD_GONE.to_owned() }, now);
                    }
                }
                Err(failure) => return Err(self.hold(at, &failure).await),
            }
        }
        Ok(())
    }
}
