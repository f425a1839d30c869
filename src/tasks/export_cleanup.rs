//! Writing what clean-up rules would do to the reader's downloads.

use device_csv::{Part, csv_cell};

use super::export_devices::explain;
use crate::compose::{self, Composer};
use crate::pages::{cleanup_outcome, cleanup_stays};
use crate::queries::{CLEANUP_COLUMNS, CleanupLine, cleanup_column};
use crate::t;
use crate::tenant::Tenant;

/// The name of the file.
const NAME: &str = "clean-up.csv";

/// Writes these devices as a list: UTF-8 with a byte order mark, so that spreadsheets know it. Moments stay as the service writes
/// them, which sorts.
pub fn export_cleanup(tenant: Tenant, lines: &[&CleanupLine]) {
    let workspace = tenant.workspace;
    let i18n = workspace.i18n;
    let said = |line: &CleanupLine, at: usize| match at {
        cleanup_column::OUTCOME => cleanup_outcome(i18n, line.outcome),
        cleanup_column::STAYS => cleanup_stays(i18n, line),
        _ => line.texts[at].clone(),
    };
    let row = |cell: &dyn Fn(usize) -> String| {
        let cells: Vec<String> =
            (0..CLEANUP_COLUMNS.len()).map(|at| csv_cell(&cell(at)).into_owned()).collect();
        cells.join(",") + "\r\n"
    };
    let mut text = "\u{feff}".to_owned();
    text.push_str(&row(&|at| t!(i18n, CLEANUP_COLUMNS[at])));
    for line in lines {
        text.push_str(&row(&|at| said(line, at)));
    }
    let count = lines.len();
    leptos::task::spawn_local(async move {
        match Composer::new(|_| None).compose(&[Part::Bytes(text.into_bytes())]).await {
            Ok(file) => {
                compose::download(&file, NAME).await;
                workspace.toasts.done(t!(i18n, "cleanup-export-done", file = NAME, count = count));
            }
            Err(error) => workspace.toasts.failed(explain(workspace, &error)),
        }
    });
}
