//! Which rows are one device.
//!
//! Rows are grouped by a key; a group whose rows are all left out is no device. Beside the groups an index by serial
//! finds different devices that carry the same one. Everything here is derived: after a change only the groups of the
//! changed rows, and those that share a serial with them, are made again.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use hardware_hash::{Identity, Tuple};
use hashbrown::HashMap;

use super::across;
use super::device::{Counts, Device};
use super::index::Index;
use super::names::{Name, Names};
use super::namesakes::Namesakes;
use super::table::Table;
use crate::check::{is_placeholder, is_product_key_id};
use crate::order::sort_by_key;
use crate::{Context, Field, FileId, Row, RowId, Values};

/// What makes rows one device.
enum Key {
    /// The hash says which device it is: that of this row, or one of the same maker, model and serial.
    Identity(RowId),
    /// No hash says it.
    Other(Words),
}

/// What makes rows one device that no hash says it of.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Words {
    /// No hash, or one that names no identity: manufacturer, model and serial to the letter.
    Tuple(Tuple),
    /// No hash, and not all of manufacturer, model and serial: the product key id, with the serial if there is one.
    ProductKeyId(Box<str>, Box<str>),
    /// Nothing that can be compared: the row is on its own.
    Row(RowId),
}

struct Group {
    /// The row that it was made for; if a hash says which device it is, a row with such a hash.
    named_by: RowId,
    members: Vec<RowId>,
    /// The serial by which it stands in the index.
    serial: Option<Box<str>>,
    device: Option<Device>,
}

#[derive(Default)]
pub(super) struct Groups {
    all: Vec<Group>,
    /// With which version each group changed last: apart from them, so that all can be looked at in no time.
    changed: Vec<u64>,
    /// Groups whose rows changed, and of which nothing was made again since.
    unsettled: Vec<usize>,
    version: u64,
    by_identity: Index<u32>,
    by_words: HashMap<Words, usize>,
    /// The groups of each file's rows.
    by_row: HashMap<FileId, Vec<Option<usize>>>,
    by_serial: Namesakes,
    /// Only there once there is a row that no hash tells the device of: most sets have none.
    names: Option<Names>,
    /// Rows that are grouped by their tuple alone, and may turn out to be of a device with a hash.
    by_tuple: HashMap<Tuple, BTreeSet<RowId>>,
}

impl Groups {
    /// The devices, in the order in which they were first met.
    pub fn devices(&self) -> impl Iterator<Item = &Device> + Clone {
        self.all.iter().filter_map(|group| group.device.as_ref())
    }

    /// The device of a row; `None` if all of its rows are left out.
    pub fn device_of(&self, row: RowId) -> Option<&Device> {
        self.all[self.group_of(row)?].device.as_ref()
    }

    fn group_of(&self, row: RowId) -> Option<usize> {
        *self.by_row.get(&row.file)?.get(row.row as usize)?
    }

    /// Another device with the same serial, whose hash says that it is another one.
    pub fn namesake(&self, row: RowId) -> Option<&Device> {
        let own = self.group_of(row)?;
        self.all[self.by_serial.other(number(own))? as usize].device.as_ref()
    }

    /// Takes new rows in, which the table has already.
    pub fn add(&mut self, table: &Table, rows: &[Row], context: &Context) {
        self.take_in(table, rows);
        self.settle(table, context);
    }

    /// Puts new rows, which the table has already, into their groups. What follows from that is for [`Groups::settle`]: of a group
    /// that many rows come into one after the other, all of it would be made again for each.
    pub fn take_in(&mut self, table: &Table, rows: &[Row]) {
        let mut changed: Vec<RowId> = rows.iter().map(|row| row.id).collect();
        if let Some(names) = &mut self.names {
            for tuple in rows.iter().filter_map(|row| names.learn(row, table)) {
                changed.extend(self.by_tuple.get(&tuple).into_iter().flatten());
            }
        } else if rows.iter().any(|row| row.identity().is_none()) {
            // What is behind them is learnt when its turn comes: a set that is made again is made in the same order.
            let mut names = Names::default();
            let taken = table.sources().filter(|source| self.by_row.contains_key(&source.report.id));
            for row in taken.flat_map(|source| &source.rows).chain(rows) {
                names.learn(row, table);
            }
            self.names = Some(names);
        }
        self.regroup_all(table, &changed);
    }

    /// Makes the groups of changed rows again.
    pub fn update(&mut self, table: &Table, rows: &[RowId], context: &Context) {
        self.regroup_all(table, rows);
        self.settle(table, context);
    }

    fn regroup_all(&mut self, table: &Table, rows: &[RowId]) {
        let mut touched = std::mem::take(&mut self.unsettled);
        for &id in rows {
            if let Some(row) = table.row(id) {
                self.regroup(row, table, &mut touched);
            }
        }
        self.unsettled = touched;
    }

    /// As [`Groups::settle`], while more rows come: a group of very many is left as it is, or else all of them would be looked at
    /// again and again.
    pub fn settle_some(&mut self, table: &Table, context: &Context) {
        let waits = |group: &usize| {
            let Group { members, device, .. } = &self.all[*group];
            members.len() > MANY && device.is_some()
        };
        let (mut waiting, now): (Vec<usize>, Vec<usize>) =
            self.unsettled.iter().partition(|&group| waits(group));
        once_each(&mut waiting);
        self.unsettled = now;
        self.settle(table, context);
        self.unsettled = waiting;
    }

    /// Makes again what follows from the rows of the groups that changed: which row stands for each, and what is said about it.
    pub fn settle(&mut self, table: &Table, context: &Context) {
        let mut touched = std::mem::take(&mut self.unsettled);
        once_each(&mut touched);
        for at in 0..touched.len() {
            self.rank(touched[at], table);
            self.index_serial(touched[at], table, &mut touched);
        }
        once_each(&mut touched);
        self.describe(touched, table, context);
    }

    /// The places of the groups, in the order of [`Groups::devices`], that changed after `version`, each with its device, if it
    /// has one.
    pub fn changed_since(&self, version: u64) -> impl Iterator<Item = (usize, Option<&Device>)> {
        let changed = self.changed.iter().enumerate().filter(move |&(_, &changed)| changed > version);
        changed.map(|(group, _)| (group, self.all[group].device.as_ref()))
    }

    /// With which version something changed last.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many groups there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Judges every device again: the context has changed, and nothing else.
    pub fn judge_all(&mut self, table: &Table, context: &Context) {
        self.describe(0..self.all.len(), table, context);
    }

    fn describe(&mut self, groups: impl IntoIterator<Item = usize>, table: &Table, context: &Context) {
        let version = next_version();
        self.version = version;
        for group in groups {
            self.changed[group] = version;
            let Some(device) = &self.all[group].device else { continue };
            let (counts, exportable) = across::summary(table, self, device, context);
            if let Some(device) = &mut self.all[group].device {
                (device.counts, device.exportable) = (counts, exportable);
            }
        }
    }

    /// Puts a row into the group that it now belongs to.
    fn regroup(&mut self, row: &Row, table: &Table, touched: &mut Vec<usize>) {
        let next = self.all.len();
        let (group, named_by) = match self.key(row, table) {
            Key::Identity(named_by) => (self.identified(named_by, table), named_by),
            Key::Other(words) => (*self.by_words.entry(words).or_insert(next), row.id),
        };
        if group == next {
            self.all.push(Group { named_by, members: Vec::new(), serial: None, device: None });
            self.changed.push(0);
        }
        touched.push(group);
        let of_file = self.by_row.entry(row.id.file).or_default();
        let at = row.id.row as usize;
        if of_file.len() <= at {
            of_file.resize(at + 1, None);
        }
        if let Some(old) = of_file[at].replace(group) {
            if old == group {
                return;
            }
            touched.push(old);
            self.all[old].members.retain(|&member| member != row.id);
        }
        self.all[group].members.push(row.id);
    }

    /// The group of the identity that a row's hash says; a new one, where there is none.
    fn identified(&mut self, row: RowId, table: &Table) -> usize {
        let next = number(self.all.len());
        let (all, identity) = (&self.all, identity_of(row, table));
        let has = |&group: &u32| identity_of(all[group as usize].named_by, table) == identity;
        let (&mut group, _) = self.by_identity.get_or_insert(&identity, has, next);
        group as usize
    }

    fn key(&mut self, row: &Row, table: &Table) -> Key {
        if row.identity().is_some() {
            return Key::Identity(row.id);
        }
        let values = &table.values(row);
        let tuple = match row.summary() {
            Some(summary) => summary.tuple.clone(),
            None => Tuple {
                manufacturer: values.clean(Field::Manufacturer).into_owned(),
                model: values.clean(Field::Model).into_owned(),
                serial: values.clean(Field::Serial).into_owned(),
            },
        };
        let Some(tuple) = Name::of(&tuple).map(Name::into_tuple) else {
            return Key::Other(product_key(row, values).unwrap_or(Words::Row(row.id)));
        };
        self.by_tuple.entry(tuple.clone()).or_default().insert(row.id);
        match self.names.as_ref().and_then(|names| names.identified(&tuple, table)) {
            Some(row) => Key::Identity(row),
            None => Key::Other(Words::Tuple(tuple)),
        }
    }

    /// Finds the row that stands for a group, and those whose group tag and user it takes.
    fn rank(&mut self, group: usize, table: &Table) {
        if let [row] = self.all[group].members[..] {
            let device = (!table.is_excluded(row)).then(|| Device::of_one(row));
            self.all[group].device = device;
            return;
        }
        let mut rows: Vec<&Row> = self.all[group]
            .members
            .iter()
            .filter(|&&id| !table.is_excluded(id))
            .filter_map(|&id| table.row(id))
            .collect();
        sort_by_key(&mut rows, |row| {
            Reverse((row.summary().is_some(), row.summary().and_then(|hash| hash.captured), row.id))
        });
        let first_with = |field| {
            let has = |row: &&&Row| !table.values(row).clean(field).is_empty();
            rows.iter().find(has).or(rows.first()).map(|row| row.id)
        };
        let (group_tag_from, assigned_user_from) =
            (first_with(Field::GroupTag), first_with(Field::AssignedUser));
        let mut ids = rows.iter().map(|row| row.id);
        self.all[group].device = ids.next().map(|row| Device {
            row,
            group_tag_from: group_tag_from.unwrap_or(row),
            assigned_user_from: assigned_user_from.unwrap_or(row),
            others: ids.collect(),
            counts: Counts::default(),
            exportable: false,
        });
    }

    /// Keeps the index by serial. Of the groups that share one, all have that said about them once there are two: a
    /// group that gains its first namesake or loses its last is touched too.
    fn index_serial(&mut self, group: usize, table: &Table, touched: &mut Vec<usize>) {
        let serial = self.all[group].device.as_ref().and_then(|device| told_serial(table, device.row));
        if self.all[group].serial == serial {
            return;
        }
        if let Some(old) = &self.all[group].serial {
            let alone = self.by_serial.remove(old, number(group), serial_in(&self.all));
            touched.extend(alone.map(|group| group as usize));
        }
        if let Some(serial) = &serial {
            let no_more = self.by_serial.insert(serial, number(group), serial_in(&self.all));
            touched.extend(no_more.map(|group| group as usize));
        }
        self.all[group].serial = serial;
    }
}

/// By which the index knows the serial of each group.
fn serial_in<'a>(all: &'a [Group]) -> impl Fn(u32) -> Option<&'a str> {
    move |group| all[group as usize].serial.as_deref()
}

/// A group as the indexes know it. There are no more groups than rows, and memory ends long before a number of 32 bits does.
fn number(group: usize) -> u32 {
    u32::try_from(group).unwrap_or(u32::MAX)
}

fn identity_of(row: RowId, table: &Table) -> Option<&Identity> {
    table.row(row)?.identity()
}

/// A version that is above all that were given before, of whatever set: who knows one knows what came after it.
fn next_version() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Rows of one device that are many.
const MANY: usize = 100;

fn once_each(groups: &mut Vec<usize>) {
    groups.sort_unstable();
    groups.dedup();
}

/// The key of a row that is known by its product key id alone.
fn product_key(row: &Row, values: &Values) -> Option<Words> {
    let id = values.clean(Field::ProductId);
    let is_known = row.hash.is_none() && is_product_key_id(&id) && !is_placeholder(&id);
    is_known.then(|| {
        let serial = values.clean(Field::Serial);
        Words::ProductKeyId(id.into_owned().into_boxed_str(), serial.into_owned().into_boxed_str())
    })
}

/// The serial of a device whose hash says which device it is, for comparing. Placeholders are shared by nature and
/// have their own rule.
fn told_serial(table: &Table, id: RowId) -> Option<Box<str>> {
    let row = table.row(id)?;
    row.identity()?;
    let summary = row.summary()?;
    let values = table.values(row);
    let in_row = values.clean(Field::Serial);
    let serial = if in_row.is_empty() { crate::clean(&summary.tuple.serial) } else { in_row };
    let lower = || if serial.is_ascii() { serial.to_ascii_lowercase() } else { serial.to_lowercase() };
    (!serial.is_empty() && !is_placeholder(&serial)).then(|| lower().into_boxed_str())
}
