//! Which devices of a set to show or to write.

use std::borrow::Cow;
use std::collections::HashSet;

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
        let one_of = |wanted: &HashSet<String>, has: &str| wanted.is_empty() || wanted.contains(has);
        (self.severities.is_empty() || self.severities.contains(&device.severity()))
            && (self.rules.is_empty() || self.rules.iter().any(|&rule| device.counts.codes.any_of(rule)))
            && (self.files.is_empty() || device.rows().any(|row| self.files.contains(&row.file)))
            && self.picked.as_ref().is_none_or(|picked| device.rows().any(|row| picked.contains(&row)))
            && one_of(&self.manufacturers, &set.known(device, Field::Manufacturer))
            && one_of(&self.models, &set.known(device, Field::Model))
            && (self.serials.is_empty() || self.has_serial(set, device))
            && self.has_text(set, device)
    }

    /// The serial in the file and the one in the hash both count: a list may come from either.
    fn has_serial(&self, set: &DeviceSet, device: &Device) -> bool {
        let in_row = set.values(device.row).map(|values| values.clean(Field::Serial));
        let in_hash =
            set.row(device.row).and_then(|row| row.summary()).map(|hash| crate::clean(&hash.tuple.serial));
        [in_row, in_hash].into_iter().flatten().any(|serial| self.serials.contains(&serial.to_lowercase()))
    }

    fn has_text(&self, set: &DeviceSet, device: &Device) -> bool {
        if self.text.trim().is_empty() {
            return true;
        }
        let mut hay: String =
            Field::TEXT.iter().map(|&field| set.known(device, field).to_lowercase() + "\n").collect();
        for row in device.rows() {
            if let Some(file) = set.file(row.file) {
                hay += &file.path.to_lowercase();
                hay.push('\n');
            }
        }
        self.text.to_lowercase().split_whitespace().all(|word| hay.contains(word))
    }
}

impl DeviceSet {
    /// What is known of a device: the value as it would be written, or else what the hash says. Empty if neither.
    #[must_use]
    pub fn known(&self, device: &Device, field: Field) -> Cow<'_, str> {
        let value = self.device_values(device).map(|values| values.clean(field)).unwrap_or_default();
        if !value.is_empty() {
            return value;
        }
        let Some(summary) = self.row(device.row).and_then(|row| row.summary()) else { return value };
        let said = match field {
            Field::Serial => &summary.tuple.serial,
            Field::Manufacturer => &summary.tuple.manufacturer,
            Field::Model => &summary.tuple.model,
            _ => return value,
        };
        crate::clean(said)
    }
}
