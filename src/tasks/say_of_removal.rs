//! What a person says of a removal that is under way: it is kept, and what comes of it is for the worker.

use std::collections::HashMap;

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
    say_of_removals(tenant, vec![(seq, steps)], word);
}

/// Says that of these steps of several intents, all at once: each write makes every page read again.
pub fn say_of_removals(tenant: Tenant, meant: Vec<(u32, Vec<usize>)>, word: Word) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    let by = administrator(tenant);
    let meant: HashMap<u32, Vec<usize>> = meant.into_iter().collect();
    tell_failure(tenant, async move {
        loop {
            // What the page shows may be older.
            let intents = store.tenant().await?.intents;
            let said = |old: Intent| {
                let mut new = old.clone();
                say(&mut new, meant.get(&old.seq)?, word, &by).then_some((old, new))
            };
            let changed: Vec<(Intent, Intent)> = intents.into_iter().filter_map(said).collect();
            if changed.is_empty() {
                workspace.toasts.failed(t!(workspace.i18n, "remove-word-late"));
                return Ok(());
            }
            match store.change_intents(changed, &by, now()).await {
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
