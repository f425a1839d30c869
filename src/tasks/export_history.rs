//! Writing the history to the reader's downloads, from the first entry to the last, some of it at a time.

use device_csv::Part;
use leptos::task::spawn_local;

use super::export_devices::explain;
use crate::components::explain_storage;
use crate::compose::{self, Composer};
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

/// Writes the entries that a filter wants.
pub fn export_history(workspace: Workspace, filter: HistoryFilter, format: HistoryFormat) {
    let Some(store) = workspace.store() else { return };
    let name = match format {
        HistoryFormat::Csv => "history.csv",
        HistoryFormat::JsonLines => "history.jsonl",
    };
    spawn_local(async move {
        let (parts, count) = match parts(&store, &filter, format).await {
            Ok(found) => found,
            Err(error) => return workspace.toasts.failed(explain_storage(workspace.i18n, &error)),
        };
        match Composer::new(|_| None).compose(&parts).await {
            Ok(file) => {
                compose::download(&file, name).await;
                workspace.toasts.done(t!(workspace.i18n, "history-exported", file = name, count = count));
            }
            Err(error) => workspace.toasts.failed(explain(workspace, &error)),
        }
    });
}

async fn parts(
    store: &Store,
    filter: &HistoryFilter,
    format: HistoryFormat,
) -> Result<(Vec<Part>, usize), StoreError> {
    let head = if format == HistoryFormat::Csv { history_csv_head() } else { String::new() };
    let (mut parts, mut count, mut past) = (vec![Part::Bytes(head.into_bytes())], 0, None);
    loop {
        let (entries, rest) = store.history_after(past).await?;
        let lines = match format {
            HistoryFormat::Csv => history_csv,
            HistoryFormat::JsonLines => history_json,
        };
        let wanted = entries.iter().filter(|entry| filter.wants(entry));
        let lines: Vec<String> = wanted.flat_map(|entry| lines(entry, filter)).collect();
        count += lines.len();
        parts.push(Part::Bytes(lines.concat().into_bytes()));
        past = match rest {
            Some(rest) => Some(rest),
            None => return Ok((parts, count)),
        };
    }
}
