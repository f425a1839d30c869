//! The list of managed devices as a file.

use device_csv::csv_cell;

use super::line::ManagedLine;
use super::shown::MANAGED_COLUMNS;

/// The list as CSV: UTF-8 with a byte order mark, so that spreadsheets know it, comma, CRLF, a row a device. `title` says the name of
/// a column, `said` what a device has in it. Moments stay as the service writes them, which sorts and is the same everywhere.
#[must_use]
pub fn managed_csv(
    lines: &[&ManagedLine],
    title: &dyn Fn(usize) -> String,
    said: &dyn Fn(usize, &ManagedLine) -> String,
) -> String {
    let mut text = "\u{feff}".to_owned();
    let mut row = |cell: &dyn Fn(usize) -> String| {
        for at in 0..MANAGED_COLUMNS.len() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&csv_cell(&cell(at)));
        }
        text.push_str("\r\n");
    };
    row(title);
    for line in lines {
        row(&|at| said(at, line));
    }
    text
}
