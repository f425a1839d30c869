//! Which devices are there, and which of them are shown in what order.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use device_csv::order::sort_by;
use device_csv::{Device, DeviceSet, Field, FileId, Filter, RowId, Severity};

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

/// A row's id in one number.
#[must_use]
pub fn key(row: RowId) -> u64 {
    u64::from(row.file.0) << 32 | u64::from(row.row)
}

/// The row of that [`key`].
#[expect(clippy::cast_possible_truncation, reason = "the halves that it was made of")]
fn row_of(key: u64) -> RowId {
    RowId { file: FileId((key >> 32) as u32), row: key as u32 }
}

/// What of a device decides whether it is shown and counted. There may be hundreds of thousands, and all of them are made again
/// whenever something changes: what a line says is made when it is seen ([`line()`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The row that stands for it.
    pub row: RowId,
    /// As [`DeviceLine::severity`].
    pub severity: Option<Severity>,
    /// As [`DeviceLine::duplicates`].
    pub duplicates: u32,
    /// As [`DeviceLine::excluded`].
    pub excluded: bool,
    /// The place of its model in [`Devices::models`].
    pub model: u32,
}

impl Brief {
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

/// The devices of a set, and what was left out.
#[derive(Clone, Debug, Default)]
pub struct Devices {
    /// In the order in which they were first met, what was left out at the end.
    pub all: Vec<Brief>,
    /// Manufacturer and model, each pair once.
    pub models: Vec<(String, String)>,
    /// Fixes that can be applied unseen.
    pub safe_fixes: usize,
    /// The set's version that it was made of.
    version: u64,
    /// The set's places, with what can be applied unseen: from these, `all` is made.
    places: Vec<Option<(Brief, u32)>>,
    /// By file and row.
    at: BTreeMap<FileId, Vec<u32>>,
}

impl Devices {
    /// The device with that key.
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&Brief> {
        let RowId { file, row } = row_of(key);
        self.all.get(*self.at.get(&file)?.get(row as usize)? as usize)
    }

    /// How many devices fit.
    #[must_use]
    pub fn count(&self, fits: impl Fn(&Brief) -> bool) -> usize {
        self.all.iter().filter(|device| fits(device)).count()
    }

    /// Manufacturer and model of those that are there.
    pub fn models_in_use(&self) -> impl Iterator<Item = &(String, String)> {
        let mut used = vec![false; self.models.len()];
        for device in &self.all {
            used[device.model as usize] = true;
        }
        self.models.iter().zip(used).filter_map(|(model, used)| used.then_some(model))
    }

    fn add(&mut self, device: Brief) {
        let of_file = self.at.entry(device.row.file).or_default();
        let row = device.row.row as usize;
        if of_file.len() <= row {
            of_file.resize(row + 1, u32::MAX);
        }
        of_file[row] = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(device);
    }
}

/// Models by their names, each with its place in the list of all.
struct Models {
    /// By manufacturer and model, with a character between them that neither has.
    places: HashMap<String, u32>,
    names: Vec<(String, String)>,
    /// Kept for its memory alone.
    both: String,
}

impl Models {
    fn new(names: Vec<(String, String)>) -> Models {
        let mut models = Models { places: HashMap::new(), names, both: String::new() };
        for (place, (manufacturer, model)) in (0..).zip(&models.names) {
            join(&mut models.both, manufacturer, model);
            models.places.insert(models.both.clone(), place);
        }
        models
    }

    fn place(&mut self, manufacturer: &str, model: &str) -> u32 {
        join(&mut self.both, manufacturer, model);
        if let Some(&place) = self.places.get(&self.both) {
            return place;
        }
        let place = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push((manufacturer.to_owned(), model.to_owned()));
        self.places.insert(self.both.clone(), place);
        place
    }
}

fn join(both: &mut String, manufacturer: &str, model: &str) {
    both.clear();
    both.extend([manufacturer, "\u{0}", model]);
}

/// The devices of a set. What did not change since `before` was made is taken from there.
#[must_use]
pub fn devices(set: &DeviceSet, before: Option<&Devices>) -> Devices {
    let Devices { models, version, mut places, .. } = before.cloned().unwrap_or_default();
    let mut models = Models::new(models);
    places.resize(set.places(), None);
    for (place, device) in set.changed_since(version) {
        places[place] = device.map(|device| {
            let [manufacturer, model] = set.known_each(device, [Field::Manufacturer, Field::Model]);
            let brief = Brief {
                row: device.row,
                severity: severity(device),
                duplicates: u32::try_from(device.others.len()).unwrap_or(u32::MAX),
                excluded: false,
                model: models.place(&manufacturer, &model),
            };
            (brief, device.counts.safe_fixes)
        });
    }
    let mut devices = Devices { version: set.version(), ..Devices::default() };
    devices.all.reserve(places.len());
    for &(brief, safe_fixes) in places.iter().flatten() {
        devices.safe_fixes += safe_fixes as usize;
        devices.add(brief);
    }
    for row in set.excluded() {
        let Some(line) = excluded(set, row) else { continue };
        let model = models.place(&line.manufacturer, &line.model);
        devices.add(Brief { row, severity: None, duplicates: 0, excluded: true, model });
    }
    (devices.places, devices.models) = (places, models.names);
    devices
}

/// The worst that is said about a device. What can't be written stays behind, however mild the rule that says so.
fn severity(device: &Device) -> Option<Severity> {
    if device.exportable { device.severity() } else { Some(Severity::Error) }
}

/// What the list says of a device, or of a row that was left out.
#[must_use]
pub fn line(set: &DeviceSet, id: RowId) -> Option<DeviceLine> {
    if set.is_excluded(id) {
        return excluded(set, id);
    }
    let (row, device) = (set.row(id)?, set.device_of(id)?);
    let values = set.device_values(device)?;
    let value = |field| values.clean(field).into_owned();
    let [manufacturer, model] =
        set.known_each(device, [Field::Manufacturer, Field::Model]).map(Cow::into_owned);
    Some(DeviceLine {
        row: id,
        serial: value(Field::Serial),
        manufacturer,
        model,
        tag: value(Field::GroupTag),
        user: value(Field::AssignedUser),
        captured: row.summary().and_then(|summary| summary.captured),
        file: set.file(id.file).map(|file| file.path.clone()).unwrap_or_default(),
        line: row.line,
        severity: severity(device),
        duplicates: device.others.len(),
        excluded: false,
    })
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
    pub fn takes(self, device: &Brief) -> bool {
        match self {
            Shown::All => !device.excluded,
            Shown::Errors => device.severity == Some(Severity::Error),
            Shown::Warnings => device.severity == Some(Severity::Warning),
            Shown::Ready => device.is_ready(),
            Shown::Duplicates => device.duplicates > 0,
            Shown::Excluded => device.excluded,
        }
    }
}

/// The keys of the devices that are shown, in order.
#[must_use]
pub fn shown(devices: &Devices, set: &DeviceSet, choice: Shown, filter: &Filter, sort: Sort) -> Vec<u64> {
    let is_open = *filter == Filter::default();
    let fits = |device: &&Brief| {
        choice.takes(device)
            && (is_open
                || device.excluded
                || set.device_of(device.row).is_some_and(|device| filter.matches(set, device)))
    };
    let all = devices.all.iter().filter(fits);
    if sort.column == STATUS {
        return by_status(&all, sort.ascending);
    }
    let mut keyed: Vec<(SortKey, u64)> =
        all.map(|device| (sort_key(set, devices, device, sort.column), device.key())).collect();
    sort_by(&mut keyed, |(a, _), (b, _)| if sort.ascending { a.cmp(b) } else { b.cmp(a) });
    keyed.into_iter().map(|(_, key)| key).collect()
}

/// The worst first: that is what people sort by status for. There are so few that sorting is putting in order.
fn by_status<'a>(all: &(impl Iterator<Item = &'a Brief> + Clone), ascending: bool) -> Vec<u64> {
    let mut order = [Some(Severity::Error), Some(Severity::Warning), Some(Severity::Info), None];
    if !ascending {
        order.reverse();
    }
    let of = |severity| all.clone().filter(move |device| device.severity == severity);
    order.into_iter().flat_map(of).map(Brief::key).collect()
}

/// What a device is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey<'a> {
    Text(Cow<'a, str>),
    Time(Option<i64>),
    Place(&'a str, u32),
}

fn sort_key<'a>(set: &'a DeviceSet, devices: &'a Devices, device: &Brief, column: usize) -> SortKey<'a> {
    let value = |field| {
        let values = match set.device_of(device.row).filter(|_| !device.excluded) {
            Some(device) => set.device_values(device),
            None => set.values(device.row),
        };
        let value = values.map(|values| values.clean(field)).unwrap_or_default();
        if device.excluded && field == Field::Serial && value.is_empty() {
            // As the list shows it.
            let said = set.row(device.row).and_then(|row| row.summary());
            return SortKey::Text(
                said.map(|summary| summary.tuple.serial.as_str().into()).unwrap_or_default(),
            );
        }
        SortKey::Text(value)
    };
    let model = devices.models.get(device.model as usize);
    match column {
        1 => value(Field::Serial),
        2 => SortKey::Text(model.map_or("", |(manufacturer, _)| manufacturer).into()),
        3 => SortKey::Text(model.map_or("", |(_, model)| model).into()),
        4 => value(Field::GroupTag),
        5 => value(Field::AssignedUser),
        6 => SortKey::Time(set.row(device.row).and_then(|row| row.summary()).and_then(|it| it.captured)),
        _ => SortKey::Place(
            set.file(device.row.file).map_or("", |file| file.path.as_str()),
            set.row(device.row).map_or(0, |row| row.line),
        ),
    }
}

/// The column of [`COLUMNS`] that is sorted by the worst that is said.
const STATUS: usize = 0;

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
