//! Deciding about what waits for a second administrator.

use leptos::prelude::*;
use outbox::{Action, Decision, Intent};

use super::register::new_intent;
use super::who::administrator;
use crate::components::explain_storage;
use crate::store::{Store, StoreError};
use crate::tenant::Tenant;

/// Has decisions sent: all of them are kept, or none. What was decided in another tab meanwhile isn't decided once more. `done` is
/// called with how many were kept; not where that failed, which is told.
pub fn decide(tenant: Tenant, decisions: Vec<Decision>, done: impl FnOnce(usize) + 'static) {
    let workspace = tenant.workspace;
    let Some((store, server)) = workspace.store().zip(tenant.server.get_untracked()) else { return };
    let by = administrator(tenant);
    workspace.keep(async move {
        match keep(&store, &server, &decisions, &by).await {
            Ok(count) => done(count),
            Err(error) => workspace.toasts.failed(explain_storage(workspace.i18n, &error)),
        }
    });
}

/// Keeps them; how many. Where another tab keeps something meanwhile it begins anew: the same may be in it.
async fn keep(store: &Store, server: &str, decisions: &[Decision], by: &str) -> Result<usize, StoreError> {
    loop {
        let next = store.next_intent().await?;
        let kept = store.tenant().await?.intents;
        let is_underway = |decision: &&Decision| {
            kept.iter().any(|intent| match &intent.action {
                Action::Decision(other) => other.request == decision.request && !intent.is_over(),
                _ => false,
            })
        };
        let new = decisions.iter().filter(|decision| !is_underway(decision));
        let intents: Vec<(Intent, Option<web_sys::Blob>)> =
            new.map(|decision| (new_intent(server, Action::Decision(decision.clone())), None)).collect();
        let count = intents.len();
        match store.add_intents_at(next, intents, by).await {
            Err(StoreError::Conflict) => {}
            outcome => return outcome.map(|()| count),
        }
    }
}
