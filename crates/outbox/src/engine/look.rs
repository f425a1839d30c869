//! Looking whether something was done of which nothing was heard, at a service that doesn't remember ids.

use std::collections::{HashMap, HashSet};

use graph::{
    Transport,
    wire::{ImportedWindowsAutopilotDeviceIdentity as Imported, text},
};

use super::{Stop, pace, session::Session};
use crate::{Action, Environment, Intent, Row, RowStatus, State, Storage, same_serial};

/// How often nothing must be found before it is sent again. What was taken isn't seen everywhere at once.
const LOOKS: u32 = 2;

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Looks among the import records for those of an intent.
    pub async fn look(&mut self, at: usize) -> Result<(), Stop> {
        self.still_leads()?;
        let mut pages = self.engine.client.imports();
        let mut records = Vec::new();
        loop {
            match pages.next().await {
                Ok(Some(page)) => {
                    self.went_well(at, &page);
                    records.extend(page.value);
                }
                Ok(None) => break,
                Err(failure) => {
                    let held = self.failed(at, &failure);
                    self.keep(at, Vec::new()).await?;
                    return held;
                }
            }
        }
        self.adopt(at, &records);
        self.keep(at, Vec::new()).await
    }

    /// Takes the records of one call for those of the intent: the call that has most of its devices, and that no other
    /// intent knows for its own.
    fn adopt(&mut self, at: usize, records: &[Imported]) {
        let known: HashSet<&str> =
            self.intents.iter().flat_map(Intent::rows).filter_map(|row| row.import.as_deref()).collect();
        let mut calls: HashMap<&str, Vec<&Imported>> = HashMap::new();
        for record in records.iter().filter(|record| !known.contains(record.id.as_str())) {
            calls.entry(text(record.import_id.as_ref())).or_default().push(record);
        }
        let rows = self.intents[at].rows();
        let best = calls
            .into_iter()
            .map(|(call, records)| (pairs(rows, &records), call))
            // By the id at last, so that the same records always lead to the same choice.
            .max_by(|(one, first), (other, second)| (one.len(), second).cmp(&(other.len(), first)))
            .filter(|(pairs, _)| !pairs.is_empty());
        let (pairs, call) = best.map_or((Vec::new(), None), |(pairs, call)| (pairs, Some(call.to_owned())));
        let now = self.now();
        let intent = &mut self.intents[at];
        let Action::Register { rows, import_id } = &mut intent.action else { return };
        let first = rows.iter().all(|row| row.status == RowStatus::Waiting);
        for (place, record) in pairs {
            rows[place].import = Some(record);
            rows[place].become_(RowStatus::Pending, now);
        }
        let left = rows.iter().any(|row| row.status == RowStatus::Waiting);
        *import_id = call.filter(|call| first && !call.is_empty());
        intent.due = now;
        if !left {
            intent.state = State::Accepted;
            intent.looks = 0;
        } else if intent.looks + 1 < LOOKS {
            intent.looks += 1;
            intent.due = now + pace::SETTLE;
        } else {
            intent.looks = 0;
            intent.state = State::Waiting;
        }
    }
}

/// Which waiting row each record belongs to: the row's place, and the record's id.
fn pairs(rows: &[Row], records: &[&Imported]) -> Vec<(usize, String)> {
    let mut free: Vec<&Imported> = records.to_vec();
    let waiting = rows.iter().enumerate().filter(|(_, row)| row.status == RowStatus::Waiting);
    waiting
        .filter_map(|(place, row)| {
            let same = |record: &&Imported| same_serial(text(record.serial_number.as_ref()), &row.serial);
            let found = free.iter().position(same)?;
            Some((place, free.swap_remove(found).id.clone()))
        })
        .collect()
}
