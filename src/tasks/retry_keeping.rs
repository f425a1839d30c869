//! Trying again to keep what could not be kept.

use device_csv::{FileReport, Row, Step};
use leptos::prelude::*;

use super::manage_sets::{keep_set, list_sets};
use super::save_steps::touch;
use crate::format;
use crate::store::{Batches, SetId, Store, StoreError};
use crate::t;
use crate::workspace::Workspace;

/// Tries again to write what is held in memory, and says how that went.
pub fn retry_keeping(workspace: Workspace) {
    workspace.keep(async move {
        let Some(store) = workspace.store() else { return };
        let outcome = match store.retry().await {
            Ok(()) => keep_open_set(workspace, &store).await,
            Err(error) => Err(error),
        };
        match outcome {
            Ok(()) => {
                workspace.held.set(None);
                workspace.toasts.done(t!(workspace.i18n, "storage-kept"));
                list_sets(workspace).await;
            }
            Err(error) => workspace.held.set(Some(error)),
        }
    });
}

/// Keeps the open set as it is, if it was begun while no set could be made.
async fn keep_open_set(workspace: Workspace, store: &Store) -> Result<(), StoreError> {
    let is_kept = workspace.id.with_untracked(Option::is_some);
    if is_kept || workspace.set.with_untracked(|set| set.files().next().is_none()) {
        return Ok(());
    }
    let day = format::moment(workspace.i18n.language(), format::now());
    let Some(id) = keep_set(workspace, &t!(workspace.i18n, "set-name-default", day = day)).await else {
        return Err(store.held().unwrap_or(StoreError::Closed));
    };
    write_all(workspace, store, id).await
}

async fn write_all(workspace: Workspace, store: &Store, id: SetId) -> Result<(), StoreError> {
    let touch = touch(workspace);
    let (files, steps, done) = workspace.set.with_untracked(|set| {
        let files: Vec<(FileReport, Vec<Row>)> =
            set.files().map(|file| (file.clone(), set.rows(file.id).to_vec())).collect();
        let history = set.history();
        let steps: Vec<Step> = history.done().iter().chain(history.undone()).cloned().collect();
        (files, steps, history.done().len())
    });
    for (report, rows) in files {
        let state = workspace.sources.with_untracked(|sources| sources.get(&report.id).copied());
        let source = workspace.unkept.with_value(|unkept| unkept.get(&report.id).cloned());
        let digest = state.map(|state| state.digest).unwrap_or_default();
        store.add_file(id, &report, &Batches::of(&rows), digest, source, touch).await?;
    }
    let done = u32::try_from(done).unwrap_or(u32::MAX);
    store.put_steps(id, None, 0, &steps, done, touch).await
}
