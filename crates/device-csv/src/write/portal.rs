//! Files that a portal takes: ASCII, CRLF, no quotes, the exact header, no more rows than one upload may hold.

use std::borrow::Cow;

use super::part::{HashRef, OutFile, Parts};
use crate::check::{is_plain, is_product_key_id};
use crate::{Context, Device, DeviceSet, Diagnostic, Field, Row, RowId, Target, Values, clean};

/// What an export comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The files, in order; none where no device can be written.
    pub files: Vec<OutFile>,
    /// The rows that are written, in order.
    pub written: Vec<RowId>,
    /// The rows of the chosen devices that are not written, and why not.
    pub left_behind: Vec<LeftBehind>,
    /// How many written devices have a group tag for which the target's file has no column.
    pub group_tags_not_taken: usize,
    /// How many written devices have an assigned user for which the target's file has no column.
    pub users_not_taken: usize,
}

/// A row that is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The row.
    pub row: RowId,
    /// Why not.
    pub why: Why,
}

/// Why a row is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another row stands for the device: that one.
    Duplicate(RowId),
    /// These are wrong with it.
    Problems(Vec<Diagnostic>),
}

/// Plans the files for a target from chosen devices of a set, such as
/// `set.devices().filter(|device| filter.matches(&set, device))`.
///
/// Devices are judged by the rules of that target, whatever the set's own is. A device about which something is wrong
/// stays behind; so do the duplicates of those that go. Values are written [clean].
///
/// An empty serial is taken from the hash. Intune's last columns are left out where they would be empty, as in the files that the collection script makes:
/// *Assigned User* where no device has one, and *Group Tag* too where no device has either. A product id is written
/// only if it is a product key id.
#[must_use]
pub fn export<'a>(set: &DeviceSet, target: Target, devices: impl IntoIterator<Item = &'a Device>) -> Export {
    let (going, left_behind) = ready(set, target, devices);
    let written = going.iter().map(|(row, _)| row.id).collect();
    let mut export = Export { written, left_behind, ..Export::default() };
    let having = |field| going.iter().filter(|(_, values)| !values.clean(field).is_empty()).count();
    let (group_tags, users) = (having(Field::GroupTag), having(Field::AssignedUser));
    let columns: Vec<Field> = target
        .columns()
        .into_iter()
        .filter(|field| match field {
            Field::GroupTag => group_tags > 0 || users > 0,
            Field::AssignedUser => users > 0,
            _ => true,
        })
        .collect();
    if !columns.contains(&Field::GroupTag) {
        export.group_tags_not_taken = group_tags;
    }
    if !columns.contains(&Field::AssignedUser) {
        export.users_not_taken = users;
    }
    let digits = going.len().div_ceil(target.max_rows()).to_string().len().max(2);
    for (i, rows) in going.chunks(target.max_rows()).enumerate() {
        let name = format!("{}-{:0digits$}.csv", stem(target), i + 1);
        export.files.push(file(name, target, &columns, rows));
    }
    export
}

/// The devices that a target takes, each with its kept row and its values, and those that stay behind.
pub(super) fn ready<'s, 'd>(
    set: &'s DeviceSet,
    target: Target,
    devices: impl IntoIterator<Item = &'d Device>,
) -> (Vec<(&'s Row, Values<'s>)>, Vec<LeftBehind>) {
    let context = Context { target, ..set.context().clone() };
    let (mut going, mut left_behind) = (Vec::new(), Vec::new());
    for device in devices {
        let Some((row, values)) = set.row(device.row).zip(set.device_values(device)) else { continue };
        let problems = set.holding_up(device, &context);
        if problems.is_empty() {
            going.push((row, values));
        } else {
            left_behind.push(LeftBehind { row: row.id, why: Why::Problems(problems) });
        }
        let duplicate = |&row: &RowId| LeftBehind { row, why: Why::Duplicate(device.row) };
        left_behind.extend(device.others.iter().map(duplicate));
    }
    (going, left_behind)
}

fn stem(target: Target) -> &'static str {
    match target {
        Target::Intune => "autopilot",
        Target::PartnerCenter => "partner-center",
    }
}

fn file(name: String, target: Target, columns: &[Field], rows: &[(&Row, Values)]) -> OutFile {
    let mut parts = Parts::default();
    let header: Vec<&str> = columns.iter().map(|field| field.header()).collect();
    parts.text(&header.join(","));
    parts.text("\r\n");
    for (row, values) in rows {
        for (i, &field) in columns.iter().enumerate() {
            if i > 0 {
                parts.text(",");
            }
            match (&row.hash, field) {
                (Some(hash), Field::Hash) => parts.hash(HashRef::of(row.id.file, hash)),
                (hash, _) if target.writes(field, hash.is_some()) => parts.text(&written(field, row, values)),
                _ => {}
            }
        }
        parts.text("\r\n");
    }
    OutFile { name, rows: rows.len(), parts: parts.finish() }
}

/// The value of a field as it is written.
pub(super) fn written<'a>(field: Field, row: &'a Row, values: &Values<'a>) -> Cow<'a, str> {
    let value = values.clean(field);
    match field {
        Field::ProductId if !is_product_key_id(&value) => Cow::Borrowed(""),
        Field::Serial if value.is_empty() => {
            let in_hash = row.summary().map(|summary| clean(&summary.tuple.serial)).unwrap_or_default();
            if is_plain(&in_hash) { in_hash } else { value }
        }
        _ => value,
    }
}
