//! Keeping what was chosen to be taken out: neither a reload nor a closed tab loses it.

use crate::queries::Draft;
use crate::tenant::Tenant;

/// Keeps what is chosen so far.
pub fn keep_draft(tenant: Tenant, draft: Draft) {
    let workspace = tenant.workspace;
    let Some(store) = workspace.store() else { return };
    // What can't be kept is held in memory, and the shell says so.
    workspace.keep(async move {
        let _ = store.keep_draft(&draft).await;
    });
}

/// Gives what was chosen last, of the service that is named.
pub fn read_draft(tenant: Tenant, server: String, done: impl FnOnce(Option<Draft>) + 'static) {
    let Some(store) = tenant.workspace.store() else { return done(None) };
    leptos::task::spawn_local(async move {
        let draft = store.draft().await.ok().flatten();
        done(draft.filter(|draft| draft.server == server));
    });
}
