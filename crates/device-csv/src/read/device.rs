//! From the fields of a row to a device row.

use std::borrow::Cow;

use super::align::{Crowded, Groups, unnamed};
use super::columns::infer;
use super::hash::{Waiting, hash_cell, hash_cell_later};
use super::line::{Line, column};
use super::notes::{Notes, number, text};
use super::split::Span;
use crate::secret::mask;
use crate::shorten::shorten;
use crate::values::slot;
use crate::{Arg, Cell, Code, Field, HashCell, HashSummary, Place, Row, RowId};

/// Which fields of a row go into which columns.
struct Placing<'a> {
    columns: Cow<'a, [Option<Field>]>,
    /// `None`: one field for each column, in order.
    groups: Option<Groups>,
}

/// Reads a device row. `hash` is the field that is a hash by its looks. Where everything stands where it should, what the hash
/// says tells nothing about the row: it is left `waiting`, with the row's place among those that were read.
pub(super) fn device(
    id: RowId,
    line: &Line,
    spans: &[Span],
    hash: Option<usize>,
    columns: &[Option<Field>],
    notes: &mut Notes,
    (waiting, at): (&mut Waiting, usize),
) -> Row {
    let own = columns.iter().position(|&field| field == Some(Field::Hash));
    let filled = without_blank_end(line, spans, columns.len());
    let crowded = filled.len() > columns.len();
    let hash = hash.or(own.filter(|&own| own < filled.len() && !crowded));
    let is_in_place = hash == own && spans.len() == columns.len();
    let cell = hash.and_then(|index| {
        if is_in_place {
            hash_cell_later(line, spans[index], index, waiting, at)
        } else {
            hash_cell(line, spans[index], index)
        }
    });
    let summary = cell.as_ref().and_then(|cell| cell.content.as_ref().ok());
    let place = Place { row: Some(id), ..line.place() };

    let row = Crowded { line, spans: filled, hash, summary };
    let placing = if crowded {
        spread(row, columns).unwrap_or_else(|| {
            let args = vec![("found", number(filled.len())), ("wanted", number(columns.len()))];
            notes.say(Code::TooManyFields, place, args);
            certain(columns, own, hash)
        })
    } else if let Some(hash) = hash.filter(|_| hash != own) {
        Placing { columns: Cow::Owned(infer(line, filled, hash, summary)), groups: None }
    } else {
        if hash.is_none() && filled.len() < needed(columns, own) {
            let args = vec![("found", number(filled.len())), ("wanted", number(columns.len()))];
            notes.say(Code::TooFewFields, place, args);
        }
        let fell_apart = || spans.len() > columns.len() && !row.makes_sense_as_it_is(columns);
        let spread =
            Some(Crowded { spans, ..row }).filter(|_| fell_apart()).and_then(|row| spread(row, columns));
        spread.unwrap_or(Placing { columns: Cow::Borrowed(columns), groups: None })
    };

    let mut cells: [Option<Cell>; 6] = Default::default();
    for (index, field) in placing.columns.iter().enumerate() {
        let (start, count) = placing.groups.as_ref().map_or((index, 1), |groups| groups[index]);
        if let Some(field) = *field
            && let Some(at) = slot(field)
            && start + count <= spans.len()
        {
            cells[at] = Some(text_cell(line, &spans[start..start + count], start));
        }
    }
    if let Some((code, field, cell)) = doubt(&placing, columns, &cells) {
        let place = Place {
            line: Some(cell.line),
            column: Some(cell.column),
            field: Some(field),
            range: Some(cell.range),
            ..place
        };
        notes.say(code, place, vec![("field", Arg::Field(field)), ("value", text(&cell.text))]);
    }
    Row { id, line: line.number, range: line.whole(), cells, hash: cell }
}

/// The device row in a [plain](super::plain) one, whose hash is to be verified with others.
pub(super) fn plain_device(
    id: RowId,
    line: &Line,
    spans: &[Span],
    hash: HashCell,
    columns: &[Option<Field>],
) -> Row {
    let mut cells: [Option<Cell>; 6] = Default::default();
    for (index, field) in columns.iter().enumerate() {
        if let Some(at) = field.and_then(slot) {
            cells[at] = Some(text_cell(line, &spans[index..=index], index));
        }
    }
    Row { id, line: line.number, range: line.whole(), cells, hash: Some(hash) }
}

/// Leaves out blank fields behind the last column: spreadsheets fill rows up with them.
fn without_blank_end<'a>(line: &Line, spans: &'a [Span], columns: usize) -> &'a [Span] {
    let filled = spans.iter().rposition(|span| !line.is_blank(*span)).map_or(0, |last| last + 1);
    &spans[..filled.max(columns.min(spans.len()))]
}

/// How many fields a row must have at least: up to its hash, or all that names a device without one.
fn needed(columns: &[Option<Field>], hash: Option<usize>) -> usize {
    let names_device =
        |field: &Option<Field>| matches!(field, Some(Field::Serial | Field::Manufacturer | Field::Model));
    hash.or_else(|| columns.iter().rposition(names_device)).map_or(0, |last| last + 1)
}

/// Spreads too many fields over the columns, or over the columns that the header fails to name.
fn spread<'a>(row: Crowded, columns: &'a [Option<Field>]) -> Option<Placing<'a>> {
    if let Some(groups) = row.align(columns) {
        return Some(Placing { columns: Cow::Borrowed(columns), groups: Some(groups) });
    }
    unnamed(columns).iter().find_map(|rest| {
        let of_partner = rest.contains(&Field::Model);
        if of_partner && row.summary.is_none() {
            return None;
        }
        let all: Vec<Option<Field>> = columns.iter().copied().chain(rest.iter().copied().map(Some)).collect();
        let groups = if of_partner { row.align_by_hash(&all) } else { row.align(&all) }?;
        Some(Placing { columns: Cow::Owned(all), groups: Some(groups) })
    })
}

/// The columns that stand firm when fields can't be spread: those before the first that may have fallen apart.
fn certain(columns: &[Option<Field>], own: Option<usize>, hash: Option<usize>) -> Placing<'_> {
    let firm = match own {
        Some(own) if hash == Some(own) => own,
        _ => {
            let may_fall_apart = |field: &Option<Field>| {
                matches!(
                    field,
                    None | Some(Field::Manufacturer | Field::Model | Field::GroupTag | Field::Hash)
                )
            };
            columns.iter().position(may_fall_apart).unwrap_or(columns.len())
        }
    };
    Placing { columns: Cow::Borrowed(&columns[..firm]), groups: None }
}

fn text_cell(line: &Line, spans: &[Span], index: usize) -> Cell {
    let (first, last) = (spans[0], spans[spans.len() - 1]);
    let value = match spans {
        [one] => line.value(*one),
        _ => line.joined(first, last),
    };
    Cell {
        text: shorten(&mask(&value)).into_owned(),
        range: line.range(first.start, last.end),
        line: line.number_at(first.start),
        column: column(index),
    }
}

/// What to say of a row that was not read as it stands, and the field to show: the one that was put together, or one
/// that does not stand under its heading.
fn doubt<'a>(
    placing: &Placing,
    columns: &[Option<Field>],
    cells: &'a [Option<Cell>; 6],
) -> Option<(Code, Field, &'a Cell)> {
    let joined = placing.groups.iter().flatten().position(|&(_, count)| count > 1);
    if let Some(joined) = joined {
        let field = placing.columns[joined]?;
        return Some((Code::ColumnsRealigned, field, cell(cells, field)?));
    }
    let Cow::Owned(placed) = &placing.columns else { return None };
    let filled = |field: Field| cell(cells, field).filter(|cell| !cell.text.trim().is_empty());
    let moved = placed.iter().enumerate().filter(|&(index, field)| columns.get(index) != Some(field));
    let (field, cell) = moved
        .filter_map(|(_, field)| *field)
        .chain(placed.iter().copied().flatten())
        .find_map(|field| Some((field, filled(field)?)))?;
    Some((Code::ColumnsAssigned, field, cell))
}

fn cell(cells: &[Option<Cell>; 6], field: Field) -> Option<&Cell> {
    cells[slot(field)?].as_ref()
}

/// What each column holds where no header tells it, by the first row with a hash.
pub(super) fn columns_without_header(line: &Line, spans: &[Span], hash: usize) -> Vec<Option<Field>> {
    let cell = hash_cell(line, spans[hash], hash);
    let summary: Option<&HashSummary> = cell.as_ref().and_then(|cell| cell.content.as_ref().ok());
    infer(line, spans, hash, summary)
}
