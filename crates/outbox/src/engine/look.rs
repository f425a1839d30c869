//! Looking whether something was done of which nothing was heard, at a service that doesn't remember ids.

use std::collections::BTreeMap;

use graph::{
    Transport,
    wire::{ImportedWindowsAutopilotDeviceIdentity as Imported, text},
};

use super::{Stop, pace, pair::pair, session::Session};
use crate::{Action, Environment, PATIENCE, Row, RowStatus, State, Storage, TroubleKind};

/// How often an intent of which there is never a trace is sent. It is looked for until it can be under way no more, and what
/// was taken is seen everywhere; then it is sent again.
const SENDS: u32 = 5;

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
                Err(failure) => return Err(self.hold(at, &failure).await),
            }
        }
        if !self.adopt(at, &records) {
            let clear = self.intents[at].last_sent.unwrap_or(0) + PATIENCE + pace::SETTLE;
            if self.now() < clear {
                self.intents[at].due = self.now() + pace::SETTLE;
            } else {
                self.send_again(at);
            }
        }
        self.keep(at, Vec::new()).await
    }

    /// Has an intent sent again of which there is no trace; that often, and then no more.
    fn send_again(&mut self, at: usize) {
        let now = self.now();
        let intent = &mut self.intents[at];
        intent.looks += 1;
        intent.due = now;
        if intent.looks < SENDS {
            intent.state = State::Waiting;
        } else {
            self.give_up(at, TroubleKind::NotObserved, "");
        }
    }

    /// Takes the records of a call for those of the intent: of a call that has just its devices, and that no other intent
    /// knows for its own. A call is taken as a whole, so one that has others too, or only some, was somebody else's; and so
    /// was one that was there before. Whether there is one.
    fn adopt(&mut self, at: usize, records: &[Imported]) -> bool {
        let mut known = self.own_imports();
        if let Action::Register { before, .. } = &self.intents[at].action {
            known.extend(before.iter().map(String::as_str));
        }
        let mut calls: BTreeMap<&str, Vec<&Imported>> = BTreeMap::new();
        for record in records.iter().filter(|record| !known.contains(record.id.as_str())) {
            calls.entry(text(record.import_id.as_ref())).or_default().push(record);
        }
        let rows = self.intents[at].rows();
        let own =
            calls.into_iter().find_map(|(call, records)| Some((call.to_owned(), imports(rows, &records)?)));
        let Some((call, imports)) = own else { return false };
        let now = self.now();
        let intent = &mut self.intents[at];
        let Action::Register { rows, import_id, .. } = &mut intent.action else { return false };
        for (row, import) in rows.iter_mut().zip(imports) {
            row.import = Some(import);
            row.become_(RowStatus::Pending, now);
        }
        *import_id = Some(call).filter(|call| !call.is_empty());
        intent.due = now;
        intent.state = State::Accepted;
        intent.looks = 0;
        true
    }
}

/// The ids of the import records of the rows, in their order; `None`: they aren't just theirs.
fn imports(rows: &[Row], records: &[&Imported]) -> Option<Vec<String>> {
    let (pairs, left) = pair(rows.iter(), records);
    let ids = pairs.into_iter().map(|record| Some(record?.id.clone())).collect();
    if left.is_empty() { ids } else { None }
}
