//! What a person says of a removal that is under way: it is kept, and what comes of it is for the worker.

use outbox::Intent;

use super::change_device::tell_failure;
use super::who::administrator;
use crate::queries::Word;
use crate::store::StoreError;
use crate::sync::{new_id, now};
use crate::t;
use crate::tenant::Tenant;

/// Says that of these steps of an intent.
pub fn say_of_removal(tenant: Tenant, seq: u32, steps: Vec<usize>, word: Word) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    let by = administrator(tenant);
    tell_failure(tenant, async move {
        loop {
            // What the page shows may be older.
            let intents = store.tenant().await?.intents;
            let Some(old) = intents.into_iter().find(|intent| intent.seq == seq) else { return Ok(()) };
            let mut new = old.clone();
            if !say(&mut new, &steps, word, &by) {
                workspace.toasts.failed(t!(workspace.i18n, "remove-word-late"));
                return Ok(());
            }
            match store.change_intent(&old, new, &by, now()).await {
                Err(StoreError::Conflict) => {}
                outcome => return outcome,
            }
        }
    });
}

fn say(intent: &mut Intent, steps: &[usize], word: Word, by: &str) -> bool {
    let now = now();
    if word == Word::Confirm {
        return intent.confirm(steps, by, now);
    }
    // Each counts for itself.
    let mut counts = false;
    for step in steps.iter().copied() {
        counts |= match word {
            Word::Done => intent.say_done(step, by, now),
            Word::GiveUp => intent.give_up(step, by, now),
            Word::Again => intent.retry(step, new_id(), now),
            Word::Confirm => false,
        };
    }
    counts
}
