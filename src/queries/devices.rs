//! Which devices are there, and which of them are shown in what order.

use std::cmp::Ordering;
use std::collections::HashMap;

use device_csv::order::sort_by;
use device_csv::{DeviceSet, Field, Filter, RowId, Severity};

use crate::components::Sort;

/// A device as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLine {
    /// The row that stands for it.
    pub row: RowId,
    /// Serial number.
    pub serial: String,
    /// Manufacturer.
    pub manufacturer: String,
    /// Model.
    pub model: String,
    /// Group tag.
    pub tag: String,
    /// Assigned user.
    pub user: String,
    /// When its hash was captured, seconds since 1970-01-01T00:00:00Z.
    pub captured: Option<i64>,
    /// The file of that row.
    pub file: String,
    /// Its line.
    pub line: u32,
    /// The worst that is said about it; an error, where it stays behind.
    pub severity: Option<Severity>,
    /// How many other rows speak of it.
    pub duplicates: usize,
    /// Whether it was left out.
    pub excluded: bool,
}

impl DeviceLine {
    /// The key by which the grid knows it.
    #[must_use]
    pub fn key(&self) -> u64 {
        key(self.row)
    }

    /// Whether nothing needs a look before it goes out.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !self.excluded && self.severity.is_none_or(|severity| severity < Severity::Warning)
    }
}

/// A row's id in one number.
#[must_use]
pub fn key(row: RowId) -> u64 {
    u64::from(row.file.0) << 32 | u64::from(row.row)
}

/// The devices of a set, and what was left out.
#[derive(Debug, Default)]
pub struct Devices {
    /// In the order in which they were first met, what was left out at the end.
    pub lines: Vec<DeviceLine>,
    /// Fixes that can be applied unseen.
    pub safe_fixes: usize,
    at: HashMap<u64, usize>,
}

impl Devices {
    /// The line with that key.
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&DeviceLine> {
        self.lines.get(*self.at.get(&key)?)
    }

    /// How many devices fit.
    #[must_use]
    pub fn count(&self, fits: impl Fn(&DeviceLine) -> bool) -> usize {
        self.lines.iter().filter(|line| fits(line)).count()
    }
}

/// The devices of a set.
#[must_use]
pub fn devices(set: &DeviceSet) -> Devices {
    let mut lines: Vec<DeviceLine> = Vec::new();
    let mut safe_fixes = 0;
    for device in set.devices() {
        safe_fixes += device.counts.safe_fixes as usize;
        let Some(row) = set.row(device.row) else { continue };
        let value = |field| {
            set.device_values(device).map(|values| values.clean(field).into_owned()).unwrap_or_default()
        };
        lines.push(DeviceLine {
            row: device.row,
            serial: value(Field::Serial),
            manufacturer: set.known(device, Field::Manufacturer).into_owned(),
            model: set.known(device, Field::Model).into_owned(),
            tag: value(Field::GroupTag),
            user: value(Field::AssignedUser),
            captured: row.summary().and_then(|summary| summary.captured),
            file: set.file(device.row.file).map(|file| file.path.clone()).unwrap_or_default(),
            line: row.line,
            // What can't be written stays behind, however mild the rule that says so.
            severity: if device.exportable { device.severity() } else { Some(Severity::Error) },
            duplicates: device.others.len(),
            excluded: false,
        });
    }
    lines.extend(set.excluded().into_iter().filter_map(|id| excluded(set, id)));
    let at = lines.iter().enumerate().map(|(at, line)| (line.key(), at)).collect();
    Devices { lines, safe_fixes, at }
}

fn excluded(set: &DeviceSet, id: RowId) -> Option<DeviceLine> {
    let (row, values) = (set.row(id)?, set.values(id)?);
    let tuple = row.summary().map(|summary| summary.tuple.clone()).unwrap_or_default();
    let value = |field| values.clean(field).into_owned();
    let or = |value: String, other: String| if value.is_empty() { other } else { value };
    Some(DeviceLine {
        row: id,
        serial: or(value(Field::Serial), tuple.serial),
        manufacturer: or(value(Field::Manufacturer), tuple.manufacturer),
        model: or(value(Field::Model), tuple.model),
        tag: value(Field::GroupTag),
        user: value(Field::AssignedUser),
        captured: row.summary().and_then(|summary| summary.captured),
        file: set.file(id.file).map(|file| file.path.clone()).unwrap_or_default(),
        line: row.line,
        severity: None,
        duplicates: 0,
        excluded: true,
    })
}

/// Which devices are shown by their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All but those left out.
    #[default]
    All,
    /// With errors.
    Errors,
    /// With warnings as the worst.
    Warnings,
    /// With nothing to look at.
    Ready,
    /// With more than one row.
    Duplicates,
    /// Left out.
    Excluded,
}

impl Shown {
    /// Every choice.
    pub const ALL: [Shown; 6] =
        [Shown::All, Shown::Errors, Shown::Warnings, Shown::Ready, Shown::Duplicates, Shown::Excluded];

    /// The message with its name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Shown::All => "filter-severity-all",
            Shown::Errors => "filter-severity-error",
            Shown::Warnings => "filter-severity-warning",
            Shown::Ready => "filter-severity-clean",
            Shown::Duplicates => "filter-severity-duplicate",
            Shown::Excluded => "filter-severity-excluded",
        }
    }

    /// Whether a device is among them.
    #[must_use]
    pub fn takes(self, line: &DeviceLine) -> bool {
        match self {
            Shown::All => !line.excluded,
            Shown::Errors => line.severity == Some(Severity::Error),
            Shown::Warnings => line.severity == Some(Severity::Warning),
            Shown::Ready => line.is_ready(),
            Shown::Duplicates => line.duplicates > 0,
            Shown::Excluded => line.excluded,
        }
    }
}

/// The keys of the devices that are shown, in order.
#[must_use]
pub fn shown(devices: &Devices, set: &DeviceSet, choice: Shown, filter: &Filter, sort: Sort) -> Vec<u64> {
    let is_open = *filter == Filter::default();
    let fits = |line: &&DeviceLine| {
        choice.takes(line)
            && (is_open
                || line.excluded
                || set.device_of(line.row).is_some_and(|device| filter.matches(set, device)))
    };
    let mut lines: Vec<&DeviceLine> = devices.lines.iter().filter(fits).collect();
    sort_by(&mut lines, |a, b| {
        let order = compare(a, b, sort.column);
        if sort.ascending { order } else { order.reverse() }
    });
    lines.into_iter().map(DeviceLine::key).collect()
}

/// The columns of the list, in order.
pub const COLUMNS: [&str; 8] = [
    "column-status",
    "column-serial",
    "column-manufacturer",
    "column-model",
    "column-tag",
    "column-user",
    "column-captured",
    "column-file",
];

fn compare(a: &DeviceLine, b: &DeviceLine, column: usize) -> Ordering {
    match column {
        // The worst first: that is what people sort by status for.
        0 => b.severity.cmp(&a.severity),
        1 => a.serial.cmp(&b.serial),
        2 => a.manufacturer.cmp(&b.manufacturer),
        3 => a.model.cmp(&b.model),
        4 => a.tag.cmp(&b.tag),
        5 => a.user.cmp(&b.user),
        6 => a.captured.cmp(&b.captured),
        _ => (&a.file, a.line).cmp(&(&b.file, b.line)),
    }
}
