//! Devices by a list of serial numbers, or by what is typed.

use std::collections::{HashMap, HashSet};

use lifecycle::removal::{Place, RecordRef, is_telling};
use outbox::serial_key;

use super::known::Known;

/// What came of looking for serial numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The devices, by their first records.
    pub devices: Vec<RecordRef>,
    /// Serial numbers of which nothing is known.
    pub missing: Vec<String>,
    /// Serial numbers that several devices have, as their firmware holds nothing that tells them apart.
    pub vague: Vec<String>,
    /// Serial numbers that were in the list more than once.
    pub twice: Vec<String>,
}

/// Looks for these serial numbers.
#[must_use]
pub fn find_serials(known: &Known, serials: &[String]) -> Found {
    let mut found = Found::default();
    let mut times: HashMap<String, usize> = HashMap::new();
    let mut devices = HashSet::new();
    for serial in serials {
        let seen = times.entry(serial_key(serial)).or_default();
        *seen += 1;
        if *seen > 1 {
            if *seen == 2 {
                found.twice.push(serial.clone());
            }
            continue;
        }
        let leading = |at: &usize| known.leading(&known.records[*at].at);
        let records = known.with_serial(serial);
        let first = records.first().and_then(leading);
        // What stands in firmware that nobody filled in is that of any device. Rule DR-9
        let is_vague = !is_telling(serial) && records.iter().any(|at| leading(at) != first);
        match first {
            Some(_) if is_vague => found.vague.push(serial.clone()),
            Some(first) => {
                if devices.insert(first.clone()) {
                    found.devices.push(first);
                }
            }
            None => found.missing.push(serial.clone()),
        }
    }
    found
}

/// The serial numbers in a text: the column of a table that is named so, or else one a line.
#[must_use]
pub fn serials_in(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [',', ';', '\t'].into_iter().find(|delimiter| first.contains(*delimiter));
    let titles: Vec<String> =
        delimiter.map_or_else(|| vec![clean(first)], |delimiter| cells(first, delimiter));
    let column = titles.iter().position(|title| is_title(title));
    let lines = text.lines().skip(usize::from(column.is_some()));
    let serials = lines.map(|line| match delimiter {
        Some(delimiter) => {
            cells(line, delimiter).into_iter().nth(column.unwrap_or_default()).unwrap_or_default()
        }
        None => clean(line),
    });
    serials.filter(|serial| !serial.is_empty()).collect()
}

fn is_title(title: &str) -> bool {
    let plain: String =
        title.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    ["serialnumber", "deviceserialnumber", "serial", "serienummer"].contains(&plain.as_str())
}

fn clean(cell: &str) -> String {
    cell.trim().trim_matches('"').trim().to_owned()
}

/// The cells of a line. What is between quotes may hold the delimiter, and a quote is written twice there.
fn cells(line: &str, delimiter: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cells.last_mut().unwrap_or(&mut String::new()).push('"');
            }
            '"' => is_quoted = !is_quoted,
            _ if character == delimiter && !is_quoted => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(character);
                }
            }
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The devices in whose records that text stands, by their first records; at most so many.
#[must_use]
pub fn search(known: &Known, text: &str, most: usize) -> Vec<RecordRef> {
    let text = text.trim().to_lowercase();
    let mut found: Vec<RecordRef> = Vec::new();
    if text.is_empty() {
        return found;
    }
    let mut seen = HashSet::new();
    for record in known.records.iter().filter(|record| record.at.place != Place::ActiveDirectory) {
        let texts = [record.name.as_deref(), record.serial.as_deref(), record.user.as_deref()];
        let ids = [Some(record.at.id.as_str()), record.device_id.as_deref()];
        let has = |it: Option<&str>| it.is_some_and(|it| it.to_lowercase().contains(&text));
        if !texts.into_iter().chain(ids).any(has) {
            continue;
        }
        if let Some(leading) = known.leading(&record.at).filter(|leading| seen.insert(leading.clone())) {
            found.push(leading);
            if found.len() >= most {
                break;
            }
        }
    }
    found
}
