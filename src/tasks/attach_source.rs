//! Giving the set a file back that the browser could not keep.

use device_csv::FileId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report::report;
use crate::ingest;
use crate::t;
use crate::workspace::Workspace;

/// Takes `source` for the file if it is the very one that was checked, and says whether it is.
pub fn attach_source(workspace: Workspace, file: FileId, source: web_sys::Blob) {
    let Workspace { i18n, toasts, .. } = workspace;
    let wanted = workspace.sources.with_untracked(|sources| sources.get(&file).map(|state| state.digest));
    let path = workspace.set.with_untracked(|set| set.file(file).map(|report| report.path.clone()));
    let (Some(wanted), Some(path)) = (wanted, path) else { return };
    spawn_local(async move {
        if ingest::digest(&source).await.ok() != Some(wanted) {
            toasts.failed(t!(i18n, "file-not-recognised", file = path));
            return;
        }
        if let (Some(store), Some(id)) = (workspace.store(), workspace.id.get_untracked())
            && let Err(error) = store.attach_source(id, file, source).await
        {
            report(workspace, error);
            return;
        }
        workspace.sources.update(|sources| {
            if let Some(state) = sources.get_mut(&file) {
                state.at_hand = true;
            }
        });
        toasts.done(t!(i18n, "file-recognised", file = path));
    });
}
