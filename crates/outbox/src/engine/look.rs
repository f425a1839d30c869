//! Looking whether something was done of which nothing was heard, at a service that doesn't remember ids.

use std::collections::{BTreeMap, HashSet};

use graph::{
    Transport,
    wire::{ImportedWindowsAutopilotDeviceIdentity as Imported, text},
};

use super::{Stop, pace, pair::pair, session::Session};
use crate::{Action, Environment, Intent, PATIENCE, Row, RowStatus, State, Storage};

/// How often nothing must be found before it is sent again, the last time when it can be under way no more. What was taken
/// isn't seen everywhere at once.
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

    /// Takes the records of a call for those of the intent: of a call that has just its devices, and that no other intent
    /// knows for its own. A call is taken as a whole, so one that has others too, or only some, was somebody else's.
    fn adopt(&mut self, at: usize, records: &[Imported]) {
        let known: HashSet<&str> =
            self.intents.iter().flat_map(Intent::rows).filter_map(|row| row.import.as_deref()).collect();
        let mut calls: BTreeMap<&str, Vec<&Imported>> = BTreeMap::new();
        for record in records.iter().filter(|record| !known.contains(record.id.as_str())) {
            calls.entry(text(record.import_id.as_ref())).or_default().push(record);
        }
        let rows = self.intents[at].rows();
        let own =
            calls.into_iter().find_map(|(call, records)| Some((call.to_owned(), imports(rows, &records)?)));
        let now = self.now();
        let intent = &mut self.intents[at];
        let Action::Register { rows, import_id } = &mut intent.action else { return };
        intent.due = now;
        if let Some((call, imports)) = own {
            for (row, import) in rows.iter_mut().zip(imports) {
                row.import = Some(import);
                row.become_(RowStatus::Pending, now);
            }
            *import_id = Some(call).filter(|call| !call.is_empty());
            intent.state = State::Accepted;
            intent.looks = 0;
        } else if intent.looks + 1 < LOOKS || now - intent.last_sent.unwrap_or(0) < PATIENCE + pace::SETTLE {
            intent.looks += 1;
            intent.due = now + pace::SETTLE;
        } else {
            intent.looks = 0;
            intent.state = State::Waiting;
        }
    }
}

/// The ids of the import records of the rows, in their order; `None`: they aren't just theirs.
fn imports(rows: &[Row], records: &[&Imported]) -> Option<Vec<String>> {
    let (pairs, any_left) = pair(rows.iter(), records);
    let ids = pairs.into_iter().map(|record| Some(record?.id.clone())).collect();
    if any_left { None } else { ids }
}
