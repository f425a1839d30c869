//! Several sets side by side: open, begin, rename, delete.

use std::collections::HashMap;

use device_csv::order::sort_by_key;
use device_csv::{DeviceSet, FileReport, History, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::check_files::start_reading;
use super::report::report;
use crate::format;
use crate::i18n::I18n;
use crate::preferences::{self, Preference};
use crate::store::{Damage, LoadedSet, SetId, StoreError};
use crate::t;
use crate::tasks::cancel_reading;
use crate::workspace::{SourceState, Workspace, context};

/// Reads the list of sets anew.
pub(super) async fn list_sets(workspace: Workspace) {
    let Some(store) = workspace.store() else { return };
    if let Ok(mut sets) = store.sets().await {
        sort_by_key(&mut sets, |set| std::cmp::Reverse((set.modified, set.id.0)));
        workspace.sets.set(sets);
    }
}

/// Reads the list of sets anew: it counts what is kept, and lags behind what is being changed.
pub fn refresh_sets(workspace: Workspace) {
    spawn_local(list_sets(workspace));
}

/// Shows an empty set. It is kept once there is something in it.
pub(super) fn show_new_set(workspace: Workspace) {
    next_load(workspace);
    workspace.opening.set_value(false);
    preferences::write(Preference::Set, None);
    workspace.id.set(None);
    workspace.name.set(String::new());
    workspace.sources.set(HashMap::new());
    workspace.arriving.set(Vec::new());
    workspace.unkept.set_value(HashMap::new());
    workspace.set.set(DeviceSet::new(context()));
}

/// Begins an empty set; the others stay.
pub fn new_set(workspace: Workspace) {
    cancel_reading(workspace);
    show_new_set(workspace);
}

/// Opens another set.
pub fn open_set(workspace: Workspace, id: SetId) {
    cancel_reading(workspace);
    workspace.opening.set_value(true);
    spawn_local(load_set(workspace, id));
}

/// Makes whatever is being loaded void.
fn next_load(workspace: Workspace) -> u32 {
    workspace.loads.update_value(|loads| *loads = loads.wrapping_add(1));
    workspace.loads.get_value()
}

/// Shows the open set as it is kept, if another tab has changed it and nothing is under way here. A set that is being
/// opened takes its place anyway, and must not be overtaken by it.
pub fn catch_up(workspace: Workspace) {
    let busy = workspace.saving.get_untracked() > 0
        || workspace.reading.with_untracked(Option::is_some)
        || workspace.opening.get_value();
    if busy || !workspace.behind.get_value() {
        return;
    }
    workspace.behind.set_value(false);
    if let Some(id) = workspace.id.get_untracked() {
        spawn_local(load_set(workspace, id));
    }
}

/// Reads a set and shows it.
pub(super) async fn load_set(workspace: Workspace, id: SetId) {
    let Some(store) = workspace.store() else { return };
    let this = next_load(workspace);
    let changes = workspace.changes.get_value();
    let loaded = store.load_set(id).await;
    if workspace.loads.get_value() != this {
        return;
    }
    workspace.opening.set_value(false);
    // What was changed on this page in the meantime is newer than what was read.
    if workspace.id.get_untracked() == Some(id) && workspace.changes.get_value() != changes {
        workspace.behind.set_value(true);
        return catch_up(workspace);
    }
    match loaded {
        Ok(loaded) => show(workspace, id, loaded),
        Err(StoreError::NoSuchSet) => show_new_set(workspace),
        Err(error) => report(workspace, error),
    }
    start_reading(workspace);
}

fn show(workspace: Workspace, id: SetId, loaded: LoadedSet) {
    if let Some(damage) = loaded.damaged.first() {
        let what = describe(workspace.i18n, damage);
        workspace.toasts.failed(t!(workspace.i18n, "storage-damaged", what = what));
    }
    let mut rows: HashMap<_, Vec<Row>> = HashMap::new();
    for row in loaded.rows {
        rows.entry(row.id.file).or_default().push(row);
    }
    let mut sources = HashMap::new();
    let mut files: Vec<(FileReport, Vec<Row>)> = Vec::new();
    for file in loaded.files {
        let id = file.report.id;
        sources.insert(id, SourceState { digest: file.digest, at_hand: file.kept });
        files.push((file.report, rows.remove(&id).unwrap_or_default()));
    }
    let done = usize::try_from(loaded.cursor).unwrap_or(usize::MAX);
    let mut set = DeviceSet::from_parts(context(), files, History::new(loaded.steps, done));
    set.reserve_file_ids(loaded.next_file);
    preferences::write(Preference::Set, Some(&id.0.to_string()));
    workspace.id.set(Some(id));
    workspace.name.set(loaded.summary.name);
    workspace.sources.set(sources);
    workspace.arriving.set(Vec::new());
    workspace.set.set(set);
}

fn describe(i18n: I18n, damage: &Damage) -> String {
    match damage {
        Damage::File { path: Some(path), .. } => path.clone(),
        Damage::File { id, path: None } => t!(i18n, "damage-file", number = id.0 + 1),
        Damage::Steps { from } => t!(i18n, "damage-steps", number = from + 1),
    }
}

/// Makes sure that the open set has a place in the store. The first time, the browser is asked not to clear it.
pub(super) async fn keep_set(workspace: Workspace, name: &str) -> Option<SetId> {
    if let Some(id) = workspace.id.get_untracked() {
        return Some(id);
    }
    let store = workspace.store()?;
    let run = workspace.run.get_value();
    match store.create_set(name, format::now()).await {
        Ok(summary) if workspace.run.get_value() != run => {
            // Stopped in the meantime: nobody wants this set any more. If it can't be deleted, it is an empty one.
            let _ = store.delete_set(summary.id).await;
            None
        }
        Ok(summary) => {
            workspace.id.set(Some(summary.id));
            workspace.name.set(summary.name);
            preferences::write(Preference::Set, Some(&summary.id.0.to_string()));
            // The answer is shown under Settings; a browser may ask its user first, and that must not hold up reading.
            spawn_local(async {
                crate::store::persist().await;
            });
            Some(summary.id)
        }
        Err(error) => {
            report(workspace, error);
            None
        }
    }
}

/// Gives a set another name.
pub fn rename_set(workspace: Workspace, id: SetId, name: String) {
    workspace.keep(async move {
        let Some(store) = workspace.store() else { return };
        match store.rename_set(id, &name, format::now()).await {
            Ok(()) => {
                if workspace.id.get_untracked() == Some(id) {
                    workspace.name.set(name);
                }
                list_sets(workspace).await;
            }
            Err(error) => report(workspace, error),
        }
    });
}

/// Deletes a set with everything in it, and says so.
pub fn delete_set(workspace: Workspace, id: SetId, name: String) {
    let Workspace { i18n, toasts, .. } = workspace;
    if workspace.id.get_untracked() == Some(id) {
        cancel_reading(workspace);
    }
    workspace.keep(async move {
        let Some(store) = workspace.store() else { return };
        match store.delete_set(id).await {
            Ok(()) => {
                toasts.done(t!(i18n, "set-deleted", name = name));
                list_sets(workspace).await;
                if workspace.id.get_untracked() == Some(id) {
                    let next = workspace.sets.with_untracked(|sets| sets.first().map(|set| set.id));
                    match next {
                        Some(next) => load_set(workspace, next).await,
                        None => show_new_set(workspace),
                    }
                }
            }
            Err(error) => report(workspace, error),
        }
    });
}
