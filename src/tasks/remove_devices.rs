//! Taking devices out: what is planned and confirmed is kept, an intent each, and the worker carries it out.

use std::collections::HashSet;

use leptos::prelude::*;
use lifecycle::budget::batches;
use lifecycle::removal::{Plan, RecordRef};
use outbox::{Action, Intent, Removal, State};

use super::register::new_intent;
use super::who::administrator;
use crate::components::explain_storage;
use crate::store::{Store, StoreError};
use crate::sync::{new_id, now};
use crate::t;
use crate::tenant::Tenant;

/// A device that is to be taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// What it is called.
    pub name: String,
    /// Its plan, which a person has confirmed.
    pub plan: Plan,
    /// The code that unlocks it after its wipe, where it is a Mac for which that was chosen.
    pub unlock_code: Option<String>,
}

/// Takes devices out by plans that were confirmed a moment ago. They are kept batch by batch, each as a whole; `kept` is called with
/// the records of each batch once that is kept, `done` at the end with how many devices were,
/// or nothing where not all could be.
pub fn remove_devices(
    tenant: Tenant,
    departures: Vec<Departure>,
    reason: String,
    kept: impl Fn(Vec<RecordRef>) + 'static,
    done: impl FnOnce(Option<usize>) + 'static,
) {
    let workspace = tenant.workspace;
    // Records are known by their ids at one service alone.
    let Some((store, server)) = workspace.store().zip(tenant.server.get_untracked()) else {
        return done(None);
    };
    workspace.keep(async move {
        let (all, by, mut count) = (departures.len(), administrator(tenant), 0);
        for batch in batches(all) {
            match keep(&store, &server, &departures[batch.clone()], &reason, &by).await {
                Ok(number) => {
                    count += number;
                    kept(departures[batch].iter().flat_map(|it| it.plan.records.clone()).collect());
                }
                Err(error) => {
                    let why = explain_storage(workspace.i18n, &error);
                    let said = t!(workspace.i18n, "remove-kept-some", count = count, all = all, why = why);
                    workspace.toasts.failed(said);
                    return done(None);
                }
            }
        }
        done(Some(count));
    });
}

/// Keeps a batch, without what is under way already; how many devices it has. Where another tab keeps something meanwhile it begins
/// anew: the same devices may be in it.
async fn keep(
    store: &Store,
    server: &str,
    departures: &[Departure],
    reason: &str,
    by: &str,
) -> Result<usize, StoreError> {
    loop {
        let next = store.next_intent().await?;
        let underway = underway(&store.tenant().await?.intents, server);
        let is_new = |it: &&Departure| !it.plan.records.iter().any(|record| underway.contains(record));
        let intents: Vec<(Intent, Option<web_sys::Blob>)> = departures
            .iter()
            .filter(is_new)
            .map(|departure| (confirmed(departure, server, reason, by), None))
            .collect();
        let count = intents.len();
        match store.add_intents_at(next, intents, by).await {
            Err(StoreError::Conflict) => {}
            outcome => return outcome.map(|()| count),
        }
    }
}

/// The records of devices that are being taken out.
fn underway(intents: &[Intent], server: &str) -> HashSet<RecordRef> {
    let is_open = |it: &&Intent| it.server == server && !matches!(it.state, State::Done | State::Withdrawn);
    let removals = intents.iter().filter(is_open).filter_map(Intent::removal);
    removals.flat_map(|removal| removal.plan.records.iter().cloned()).collect()
}

fn confirmed(departure: &Departure, server: &str, reason: &str, by: &str) -> Intent {
    let plan = departure.plan.clone();
    let steps = plan.steps.iter().enumerate().filter(|(_, step)| step.deed.is_destructive());
    let destructive: Vec<usize> = steps.map(|(at, _)| at).collect();
    let ids: Vec<String> = plan.steps.iter().map(|_| new_id()).collect();
    let removal = Removal {
        name: departure.name.clone(),
        reason: reason.to_owned(),
        unlock_code: departure.unlock_code.clone(),
        ..Removal::new(plan, ids)
    };
    let mut intent = new_intent(server, Action::Removal(removal));
    intent.confirm(&destructive, by, now());
    intent
}
