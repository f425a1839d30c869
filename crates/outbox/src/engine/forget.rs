//! Tidying up: import records that have said their last word.

use graph::{BatchItem, MAX_BATCH, Method, Transport, Verdict, Version, import_path};

use super::{Stop, session::Session};
use crate::{Environment, Storage};

impl<S: Storage, T: Transport, E: Environment> Session<'_, S, T, E> {
    /// Deletes the import records of devices that are registered or refused; what they said is kept here by now.
    pub async fn forget_imports(&mut self, at: usize) -> Result<(), Stop> {
        let over = self.intents[at].rows().iter().enumerate();
        let over = over.filter(|(_, row)| row.status.is_final());
        let over: Vec<(usize, String)> =
            over.filter_map(|(place, row)| Some((place, row.import.clone()?))).collect();
        let mut outcome = Ok(());
        for chunk in over.chunks(MAX_BATCH) {
            outcome = self.forget_some(at, chunk).await;
            if outcome.is_err() {
                break;
            }
        }
        // Once for all of them: to delete a record a second time does no harm.
        self.keep(at, Vec::new()).await?;
        outcome
    }

    async fn forget_some(&mut self, at: usize, over: &[(usize, String)]) -> Result<(), Stop> {
        self.still_leads()?;
        let items: Vec<BatchItem> = over
            .iter()
            .map(|(_, import)| BatchItem {
                method: Method::Delete,
                url: import_path(import),
                request_id: Some(self.engine.env.request_id()),
                body: None,
            })
            .collect();
        let id = self.engine.env.request_id();
        let results = match self.engine.client.batch(Version::V1, &id, &items).await {
            Ok(results) => results,
            Err(failure) => return Err(self.failed(at, &failure)),
        };
        let mut held = Ok(());
        for ((place, _), result) in over.iter().zip(results) {
            let forgotten = match result {
                Ok(answer) => {
                    self.went_well(at, &answer);
                    true
                }
                // Gone already; or not ours to delete, which is no reason to ask for ever.
                Err(failure) if failure.verdict() == Verdict::Rejected => true,
                Err(failure) => {
                    held = held.and(Err(self.failed(at, &failure)));
                    false
                }
            };
            if forgotten {
                self.intents[at].rows_mut()[*place].import = None;
            }
        }
        held
    }
}
