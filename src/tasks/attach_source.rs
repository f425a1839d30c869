//! Giving the set files back that the browser could not keep.

use std::{cell::RefCell, rc::Rc};

use device_csv::FileId;
use leptos::prelude::*;

use super::report::report;
use super::say_unread::say_unread;
use crate::ingest::{self, Event, Ingest, Source};
use crate::t;
use crate::workspace::Workspace;

/// Takes every file that the set lacks out of what was chosen, which may be an archive. A file is known by its content.
/// Says so when `wanted` isn't in it.
pub fn attach_sources(workspace: Workspace, wanted: FileId, chosen: &web_sys::File) {
    let Workspace { i18n, toasts, .. } = workspace;
    let Some(path) = workspace.set.with_untracked(|set| set.file(wanted).map(|file| file.path.clone()))
    else {
        return;
    };
    let source = Source { path: chosen.name(), blob: chosen.clone().into() };
    let reading = Rc::new(RefCell::new(None::<Ingest>));
    let held = Rc::clone(&reading);
    let mut answered = false;
    let ingest = ingest::start(vec![source], FileId(0), move |event| match event {
        Event::Checked { digest, source, .. } => {
            answered |= restore(workspace, &digest, &source).contains(&wanted);
        }
        Event::Failed { path, reason } => {
            answered = true;
            say_unread(workspace, &[(path, reason)]);
        }
        Event::Finished => {
            if !answered {
                toasts.failed(t!(i18n, "file-not-recognised", file = path.as_str()));
            }
            held.borrow_mut().take();
        }
        Event::Started { .. } | Event::Progress { .. } | Event::Rows { .. } => {}
    });
    *reading.borrow_mut() = Some(ingest);
}

/// The files of the open set with this digest that are not at hand.
fn lacking(workspace: Workspace, digest: &[u8; 32]) -> Vec<FileId> {
    workspace.sources.with_untracked(|sources| {
        let lacks = sources.iter().filter(|(_, state)| !state.at_hand && state.digest == *digest);
        lacks.map(|(&file, _)| file).collect()
    })
}

fn set_at_hand(workspace: Workspace, file: FileId, at_hand: bool) {
    workspace.sources.update(|sources| {
        if let Some(state) = sources.get_mut(&file) {
            state.at_hand = at_hand;
        }
    });
}

/// Takes `source` for every file of the open set that has its digest and is not at hand, and says which these are.
pub(super) fn restore(workspace: Workspace, digest: &[u8; 32], source: &web_sys::Blob) -> Vec<FileId> {
    let files = lacking(workspace, digest);
    let Workspace { i18n, toasts, .. } = workspace;
    for &file in &files {
        set_at_hand(workspace, file, true);
        let path = workspace.set.with_untracked(|set| set.file(file).map(|report| report.path.clone()));
        let (store, id, source) = (workspace.store(), workspace.id.get_untracked(), source.clone());
        workspace.keep(async move {
            if let (Some(store), Some(id)) = (store, id)
                && let Err(error) = store.attach_source(id, file, source).await
            {
                set_at_hand(workspace, file, false);
                report(workspace, error);
                return;
            }
            toasts.done(t!(i18n, "file-recognised", file = path.unwrap_or_default()));
        });
    }
    files
}
