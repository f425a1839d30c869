//! Writing the set as files to the reader's downloads.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use device_csv::{FileId, OutFile, Target};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::explain_storage;
use crate::compose::{self, ComposeError, Composer, Origin};
use crate::queries::{Plan, export_sources};
use crate::store::StoreError;
use crate::t;
use crate::workspace::Workspace;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Files for a portal.
    Portal(Target),
    /// The report for people.
    Report,
    /// The report for programs.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] =
        [Format::Portal(Target::Intune), Format::Portal(Target::PartnerCenter), Format::Report, Format::Json];

    /// A name that stays the same; also the end of its messages' ids.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Format::Portal(target) => target.key(),
            Format::Report => "report",
            Format::Json => "json",
        }
    }
}

/// Writes files as planned; `busy` is true meanwhile. Says what was written, or what stood in the way.
pub fn export_devices(workspace: Workspace, plan: Arc<Plan>, busy: RwSignal<bool>, open: RwSignal<bool>) {
    let Workspace { i18n, toasts, .. } = workspace;
    busy.set(true);
    spawn_local(async move {
        let outcome = match sources(workspace, export_sources(&plan.files)).await {
            Ok(Ok(sources)) => write(&plan.files, &sources).await,
            Ok(Err(error)) => Err(error),
            Err(error) => {
                busy.set(false);
                open.set(false);
                return toasts.failed(explain_storage(i18n, &error));
            }
        };
        busy.set(false);
        // What stands in the way is told beside the dialog, and put right there.
        open.set(false);
        match outcome {
            Ok(()) => {
                toasts.done(t!(i18n, "export-done", files = plan.files.len(), rows = plan.rows));
            }
            Err(error) => toasts.failed(explain(workspace, &error)),
        }
    });
}

/// Source files, to compose from.
///
/// # Errors
/// When the storage can't be read; and, within, when a file has to be chosen again.
pub(super) async fn sources(
    workspace: Workspace,
    files: BTreeSet<FileId>,
) -> Result<Result<HashMap<FileId, Origin>, ComposeError>, StoreError> {
    let mut sources = HashMap::new();
    for file in files {
        let encoding = workspace.set.with_untracked(|set| set.file(file).map(|report| report.encoding));
        let blob = workspace.source(file).await?;
        let Some(origin) = blob.zip(encoding).map(|(blob, encoding)| Origin { blob, encoding }) else {
            return Ok(Err(ComposeError::NoSource { file }));
        };
        sources.insert(file, origin);
    }
    Ok(Ok(sources))
}

/// Composes every file first: nothing is saved unless everything can be.
async fn write(files: &[OutFile], sources: &HashMap<FileId, Origin>) -> Result<(), ComposeError> {
    let mut composer = Composer::new(|id| sources.get(&id).cloned());
    let mut whole = Vec::with_capacity(files.len());
    for file in files {
        whole.push((composer.compose(&file.parts).await?, &file.name));
    }
    for (blob, name) in whole {
        compose::download(&blob, name).await;
    }
    Ok(())
}

pub(super) fn explain(workspace: Workspace, error: &ComposeError) -> String {
    let i18n = workspace.i18n;
    let path = |file| {
        workspace.set.with_untracked(|set| set.file(file).map(|file| file.path.clone()).unwrap_or_default())
    };
    match error {
        ComposeError::NoSource { file } => t!(i18n, "export-source-missing", file = path(*file)),
        ComposeError::Changed { file } => t!(i18n, "export-source-changed", file = path(*file)),
        ComposeError::Other(words) => t!(i18n, "export-failed", reason = words.as_str()),
    }
}
