//! The list as a file, for people and to be read back.

use device_csv::{Field, csv_cell};

use super::join::TenantLine;
use super::shown::{TENANT_COLUMNS, column};

/// The columns of the file, in order: those first that a file of devices has.
const ORDER: [usize; TENANT_COLUMNS.len()] = [
    column::SERIAL,
    column::MANUFACTURER,
    column::MODEL,
    column::TAG,
    column::USER,
    column::STATE,
    column::CONTACT,
    column::ENROLMENT,
    column::PROFILE,
    column::NAME,
    column::ORDER,
    column::AUTOPILOT,
    column::ENTRA,
    column::INTUNE,
];

/// The heading by which a column is known when the file is read back, in every language.
fn heading(at: usize) -> Option<&'static str> {
    let field = match at {
        column::SERIAL => Field::Serial,
        column::MANUFACTURER => Field::Manufacturer,
        column::MODEL => Field::Model,
        column::TAG => Field::GroupTag,
        column::USER => Field::AssignedUser,
        _ => return None,
    };
    Some(field.header())
}

/// The list as CSV: UTF-8 with a byte order mark, so that spreadsheets know it, comma, CRLF, a row a device. `title` says
/// the name of a column, and `said` what a device has in it, in the reader's language. Moments stay as the service writes
/// them, which sorts and is the same everywhere.
#[must_use]
pub fn list_csv(
    lines: &[&TenantLine],
    title: &dyn Fn(usize) -> String,
    said: &dyn Fn(usize, &TenantLine) -> String,
) -> String {
    let mut text = "\u{feff}".to_owned();
    let mut add = |cell: &dyn Fn(usize) -> String| {
        for (place, at) in ORDER.into_iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            text.push_str(&csv_cell(&cell(at)));
        }
        text.push_str("\r\n");
    };
    add(&|at| heading(at).map_or_else(|| title(at), str::to_owned));
    for line in lines {
        add(&|at| said(at, line));
    }
    text
}
