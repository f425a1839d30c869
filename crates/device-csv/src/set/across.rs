//! The rules across rows: Z1, G1 and S5. And what all rules together say about a row and a device.

use super::device::{Counts, Device};
use super::groups::Groups;
use super::table::Table;
use crate::check::{self, place_of, shown};
use crate::values::slot;
use crate::{
    Arg, Code, Context, Diagnostic, Edit, Field, Fix, Place, Row, RowId, Rule, Severity, Values, check_row,
};

/// The fields that people give a device, which its rows can disagree about.
const GIVEN: [(Field, Code); 2] =
    [(Field::GroupTag, Code::GroupTagConflict), (Field::AssignedUser, Code::UserConflict)];

/// Everything that is to be said about a row of a device.
pub(super) fn diagnostics_of(
    table: &Table,
    groups: &Groups,
    device: &Device,
    id: RowId,
    context: &Context,
) -> Vec<Diagnostic> {
    let Some(row) = table.row(id) else { return Vec::new() };
    let mut found: Vec<Diagnostic> =
        table.notes(id).filter(|note| !is_settled(table, id, note)).cloned().collect();
    found.extend(check_row(row, &table.values(row), context));
    for (field, code) in GIVEN {
        if device.source(field) == id && !device.others.is_empty() {
            conflicts(table, device, field, code, context, &mut found);
        }
    }
    if id == device.row {
        found.extend(shared_serial(table, groups, row));
    } else {
        let duplicate = duplicate(table, device, row, &found);
        found.push(duplicate);
    }
    found
}

/// How many diagnostics there are about a device, and whether it can be written.
pub(super) fn summary(table: &Table, groups: &Groups, device: &Device, context: &Context) -> (Counts, bool) {
    if is_faultless(table, groups, device, context) {
        return (Counts::default(), true);
    }
    let mut counts = Counts::default();
    let mut exportable = true;
    for id in device.rows() {
        for diagnostic in diagnostics_of(table, groups, device, id, context) {
            counts.add(&diagnostic);
            exportable &= !holds_up(device, &diagnostic);
        }
    }
    (counts, exportable)
}

/// Whether it is sure that there is nothing to say about a device.
pub(super) fn is_faultless(table: &Table, groups: &Groups, device: &Device, context: &Context) -> bool {
    device.others.is_empty()
        && table.notes(device.row).next().is_none()
        && groups.namesake(device.row).is_none()
        && table.row(device.row).is_some_and(|row| check::is_faultless(row, &table.values(row), context))
}

/// Whether a diagnostic keeps a device out of the target's file: an error, or a value that can't be written, in what
/// would be written. What is wrong with a row that is dropped holds nothing up.
pub(super) fn holds_up(device: &Device, diagnostic: &Diagnostic) -> bool {
    let Place { row: Some(row), field, .. } = diagnostic.place else { return false };
    let written = match field {
        Some(field @ (Field::GroupTag | Field::AssignedUser)) => row == device.source(field),
        _ => row == device.row,
    };
    written && (diagnostic.severity == Severity::Error || diagnostic.code == Code::NotAscii)
}

/// A row with too many or too few fields is uncertain until somebody has put it right.
fn is_settled(table: &Table, id: RowId, note: &Diagnostic) -> bool {
    note.rule() == Rule::C1 && table.is_edited(id)
}

/// Z1: the row is of a device that another row stands for.
fn duplicate(table: &Table, device: &Device, row: &Row, found: &[Diagnostic]) -> Diagnostic {
    let whole = Place { column: None, field: None, line: Some(row.line), ..place_of(row, Field::Hash) };
    let place = Place { range: Some(row.range), ..whole };
    let mut edits = Vec::new();
    // A row that may be of another device, or whose columns are uncertain, is not left out unseen; nor is one that
    // says something else than the device.
    let mut safe = !found.iter().any(|d| d.code == Code::SerialMismatch || d.rule() == Rule::C1);
    for (field, _) in GIVEN {
        let own = value_of(table, row.id, field);
        let source = device.source(field);
        if own.is_empty() {
            continue;
        }
        safe &= same(field, &own, &value_of(table, source, field));
        if source == row.id {
            edits.push(Edit::Set { row: device.row, field, value: own });
        }
    }
    edits.push(Edit::Exclude { row: row.id, excluded: true });
    Diagnostic::new(Code::Duplicate, place, place_args(table, device.row)).fixed_by(Fix { edits, safe })
}

/// G1: rows of the device say different things. Each of the values can be chosen for all of them.
fn conflicts(
    table: &Table,
    device: &Device,
    field: Field,
    code: Code,
    context: &Context,
    found: &mut Vec<Diagnostic>,
) {
    let mut said: Vec<(RowId, String)> = Vec::new();
    for id in device.rows() {
        let value = value_of(table, id, field);
        if !value.is_empty() && !said.iter().any(|(_, known)| same(field, known, &value)) {
            said.push((id, value));
        }
    }
    let Some(((first, value), others)) = said.split_first() else { return };
    let Some(row) = table.row(*first) else { return };
    for (other, other_value) in others {
        let mut args = vec![("value", shown(value)), ("other", shown(other_value))];
        args.extend(place_args(table, *other));
        let mut diagnostic = Diagnostic::new(code, place_of(row, field), args);
        diagnostic.fixes = said.iter().map(|(_, value)| choosing(table, device, field, value)).collect();
        found.push(if context.target.writes(field, true) {
            diagnostic
        } else {
            diagnostic.with_severity(Severity::Warning)
        });
    }
}

/// The fix that gives all rows of a device the same value.
fn choosing(table: &Table, device: &Device, field: Field, value: &str) -> Fix {
    let edits = device
        .rows()
        .filter(|&id| value_of(table, id, field) != value)
        .map(|row| Edit::Set { row, field, value: value.to_owned() })
        .collect();
    Fix { edits, safe: false }
}

/// S5: another device has the same serial.
fn shared_serial(table: &Table, groups: &Groups, row: &Row) -> Option<Diagnostic> {
    let other = groups.namesake(row.id)?;
    let in_row = value_of(table, row.id, Field::Serial);
    let value = if in_row.is_empty() { row.summary()?.tuple.serial.clone() } else { in_row };
    let mut args = vec![("value", shown(&value))];
    args.extend(place_args(table, other.row));
    Some(Diagnostic::new(Code::SerialShared, place_of(row, Field::Serial), args))
}

/// The arguments `file` and `line` of a row.
fn place_args(table: &Table, id: RowId) -> Vec<(&'static str, Arg)> {
    let path = table.source(id.file).map(|source| source.report.path.clone()).unwrap_or_default();
    let line = table.row(id).map_or(0, |row| row.line);
    vec![("file", Arg::Text(path)), ("line", Arg::Number(i64::from(line)))]
}

fn value_of(table: &Table, id: RowId, field: Field) -> String {
    table.row(id).map(|row| table.values(row).clean(field).into_owned()).unwrap_or_default()
}

/// Group tags are compared to the letter, as dynamic groups may do; users are not.
fn same(field: Field, a: &str, b: &str) -> bool {
    if field == Field::AssignedUser { a.to_lowercase() == b.to_lowercase() } else { a == b }
}

/// The values of a device: the kept row's, with the group tag and user that the device takes from others.
pub(super) fn values_of<'a>(table: &'a Table, device: &Device) -> Option<Values<'a>> {
    let row = table.row(device.row)?;
    let mut values = table.values(row);
    for (field, _) in GIVEN {
        let source = device.source(field);
        if let (Some(slot), Some(source)) = (slot(field), table.row(source).filter(|_| source != device.row))
        {
            values.texts[slot] = table.values(source).get(field);
        }
    }
    Some(values)
}
