//! Which devices of a set to show or to write.

use std::collections::HashSet;

use super::known::Known;
use super::{Device, DeviceSet};
use crate::{Field, FileId, RowId, Rule, Severity};

/// A choice of devices: those to which every given part applies. An empty part applies to all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all stand somewhere in the device's values or its file's name, in any case.
    pub text: String,
    /// Manufacturers, to the letter.
    pub manufacturers: HashSet<String>,
    /// Models, to the letter.
    pub models: HashSet<String>,
    /// Serials, as [`Filter::serial_list`] makes them.
    pub serials: HashSet<String>,
    /// Files that have a row of the device.
    pub files: HashSet<FileId>,
    /// How bad the worst is that is said about it; [`None`] in it stands for devices without a diagnostic.
    pub severities: HashSet<Option<Severity>>,
    /// Rules that have something to say about it.
    pub rules: HashSet<Rule>,
    /// Devices picked by hand, by any of their rows. Unlike the others, an empty set applies to none.
    pub picked: Option<HashSet<RowId>>,
}

impl Filter {
    /// The serials of a list that a person pasted, with any separators, in quotes or not, one or more a line.
    ///
    /// Serials can have spaces in them, so both a whole entry and its words are taken.
    #[must_use]
    pub fn serial_list(pasted: &str) -> HashSet<String> {
        let tidy = |text: &str| {
            crate::clean(text)
                .trim_matches(|c: char| c == '"' || c == '\'' || c.is_whitespace())
                .to_lowercase()
        };
        pasted
            .split(['\n', '\r', '\t', ',', ';', '|'])
            .flat_map(|entry| std::iter::once(entry).chain(entry.split_whitespace()))
            .map(tidy)
            .filter(|serial| !serial.is_empty())
            .collect()
    }

    /// Whether a device of the set is chosen.
    #[must_use]
    pub fn matches(&self, set: &DeviceSet, device: &Device) -> bool {
        // What is known of the device is asked last: it takes longest.
        (self.severities.is_empty() || self.severities.contains(&device.severity()))
            && (self.rules.is_empty() || self.rules.iter().any(|&rule| device.counts.codes.any_of(rule)))
            && (self.files.is_empty() || device.rows().any(|row| self.files.contains(&row.file)))
            && self.picked.as_ref().is_none_or(|picked| device.rows().any(|row| picked.contains(&row)))
            && self.matches_values(set, device)
    }

    fn matches_values(&self, set: &DeviceSet, device: &Device) -> bool {
        let Some(known) = set.known_of(device) else { return false };
        let one_of =
            |wanted: &HashSet<String>, field| wanted.is_empty() || wanted.contains(&*known.get(field));
        one_of(&self.manufacturers, Field::Manufacturer)
            && one_of(&self.models, Field::Model)
            && (self.serials.is_empty() || self.has_serial(&known))
            && (self.text.is_empty() || self.has_text(set, device, &known))
    }

    /// The serial in the file and the one in the hash both count: a list may come from either.
    fn has_serial(&self, known: &Known) -> bool {
        let in_hash = known.summary.map(|summary| crate::clean(&summary.tuple.serial));
        let both = [Some(known.get(Field::Serial)), in_hash];
        both.into_iter().flatten().any(|serial| self.serials.contains(&serial.to_lowercase()))
    }

    fn has_text(&self, set: &DeviceSet, device: &Device, known: &Known) -> bool {
        let in_path = |word| {
            let mut files = device.rows().filter_map(|row| set.file(row.file));
            files.any(|file| contains(&file.path, word))
        };
        self.text
            .split_whitespace()
            .all(|word| Field::TEXT.iter().any(|&field| contains(&known.get(field), word)) || in_path(word))
    }
}

/// Whether a text has a word in it, in any case. Most texts are ASCII, and are searched where they stand: a filter
/// looks at every device for each key that is pressed.
fn contains(text: &str, word: &str) -> bool {
    if text.is_ascii() && word.is_ascii() {
        let mut windows = text.as_bytes().windows(word.len());
        return windows.any(|window| window.eq_ignore_ascii_case(word.as_bytes()));
    }
    text.to_lowercase().contains(&word.to_lowercase())
}
