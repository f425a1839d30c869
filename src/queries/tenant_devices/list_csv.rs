//! The list as a file, for people and to be read back.

use device_csv::{Field, HashRef, Part, csv_cell};

use super::line::TenantLine;
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
/// the name of a column, `said` what a device has in it, in the reader's language, and `hash` where its hash stands. Hashes
/// have a column where there is one: then the file is read back as one to register from. Moments stay as the service writes
/// them, which sorts and is the same everywhere.
#[must_use]
pub fn list_parts(
    lines: &[&TenantLine],
    title: &dyn Fn(usize) -> String,
    said: &dyn Fn(usize, &TenantLine) -> String,
    hash: &dyn Fn(&TenantLine) -> Option<HashRef>,
) -> Vec<Part> {
    let hashes: Vec<Option<HashRef>> = lines.iter().map(|line| hash(line)).collect();
    let any_hash = hashes.iter().any(Option::is_some);
    let mut list = List { parts: Vec::new(), text: "\u{feff}".to_owned() };
    for (place, at) in ORDER.into_iter().enumerate() {
        list.cell(place, &heading(at).map_or_else(|| title(at), str::to_owned));
        if at == column::SERIAL && any_hash {
            list.cell(1, Field::Hash.header());
        }
    }
    list.text.push_str("\r\n");
    for (line, hash) in lines.iter().zip(hashes) {
        for (place, at) in ORDER.into_iter().enumerate() {
            list.cell(place, &said(at, line));
            if at == column::SERIAL && any_hash {
                list.cell(1, "");
                list.hash(hash);
            }
        }
        list.text.push_str("\r\n");
    }
    list.parts.push(Part::Bytes(list.text.into_bytes()));
    list.parts
}

/// What was written so far.
struct List {
    parts: Vec<Part>,
    /// What follows them.
    text: String,
}

impl List {
    fn cell(&mut self, place: usize, text: &str) {
        if place > 0 {
            self.text.push(',');
        }
        self.text.push_str(&csv_cell(text));
    }

    fn hash(&mut self, hash: Option<HashRef>) {
        if let Some(hash) = hash {
            let before = std::mem::take(&mut self.text).into_bytes();
            self.parts.extend([Part::Bytes(before), Part::Hash(hash)]);
        }
    }
}
