//! Writing the history to the reader's downloads, from the first entry to the last, some of it at a time.

use leptos::task::spawn_local;
use web_sys::Blob;

use super::export_devices::explain;
use crate::components::explain_storage;
use crate::compose::{self, ComposeError, Output};
use crate::queries::{HistoryFilter, history_csv, history_csv_head, history_json};
use crate::store::{Store, StoreError};
use crate::t;
use crate::workspace::Workspace;

/// As what the history goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryFormat {
    /// CSV, for spreadsheets.
    Csv,
    /// A line of JSON for each entry, for programs.
    JsonLines,
}

/// Writes the entries that a filter wants, however long ago they happened.
pub fn export_history(workspace: Workspace, filter: HistoryFilter, format: HistoryFormat) {
    let Some(store) = workspace.store() else { return };
    let name = match format {
        HistoryFormat::Csv => "history.csv",
        HistoryFormat::JsonLines => "history.jsonl",
    };
    spawn_local(async move {
        let failed = |words| workspace.toasts.failed(words);
        match written(&store, &filter, format).await {
            Ok(Ok((file, count))) => {
                compose::download(&file, name).await;
                workspace.toasts.done(t!(workspace.i18n, "history-exported", file = name, count = count));
            }
            Ok(Err(error)) => failed(explain(workspace, &error)),
            Err(error) => failed(explain_storage(workspace.i18n, &error)),
        }
    });
}

/// The file, which the browser takes over a piece at a time; and how many lines it has.
async fn written(
    store: &Store,
    filter: &HistoryFilter,
    format: HistoryFormat,
) -> Result<Result<(Blob, usize), ComposeError>, StoreError> {
    let (head, lines): (_, fn(&_, &_) -> _) = match format {
        HistoryFormat::Csv => (history_csv_head(), history_csv),
        HistoryFormat::JsonLines => (String::new(), history_json),
    };
    let (mut out, mut count, mut text, mut next) = (Output::default(), 0, head, Some(0));
    while let Some(from) = next {
        let (entries, rest) = store.history_from(&filter.sought(), from).await?;
        for entry in entries.iter().filter(|entry| filter.wants(entry)) {
            let lines: Vec<String> = lines(entry, filter);
            count += lines.len();
            text.extend(lines);
        }
        if let Err(error) = out.bytes(text.as_bytes()) {
            return Ok(Err(error));
        }
        text.clear();
        next = rest;
    }
    Ok(out.finish().map(|file| (file, count)))
}
