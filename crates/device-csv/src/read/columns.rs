//! What the columns of a row hold, by what stands in it.

use super::line::Line;
use super::split::Span;
use crate::{Field, HashSummary};

/// Fields that are looked at: a table of devices has no more.
const MOST: usize = 64;

/// What each field of a row with a hash at `hash` holds, without a header to tell.
///
/// What the hash says comes first; for the rest, the order of the portals: serial and product id before the hash,
/// group tag and user behind it.
pub(super) fn infer(
    line: &Line,
    spans: &[Span],
    hash: usize,
    summary: Option<&HashSummary>,
) -> Vec<Option<Field>> {
    let mut columns = vec![None; spans.len()];
    columns[hash] = Some(Field::Hash);
    let spans = &spans[..spans.len().min(MOST)];
    if let Some(HashSummary { tuple, .. }) = summary {
        let known = [
            (&tuple.serial, Field::Serial),
            (&tuple.manufacturer, Field::Manufacturer),
            (&tuple.model, Field::Model),
        ];
        for (expected, field) in known {
            let expected = expected.trim();
            let is_it = |(index, span): (usize, &Span)| {
                columns[index].is_none() && line.value(*span).trim().eq_ignore_ascii_case(expected)
            };
            if !expected.is_empty()
                && let Some(index) = spans.iter().enumerate().position(is_it)
            {
                columns[index] = Some(field);
            }
        }
    }
    for (index, span) in spans.iter().enumerate() {
        if columns[index].is_none() && line.value(*span).contains('@') {
            fill(&mut columns, index, Field::AssignedUser);
        }
    }
    let before: &[Field] = if hash <= 2 { &[Field::Serial, Field::ProductId] } else { &[] };
    for (index, &field) in before.iter().enumerate().take(hash) {
        fill(&mut columns, index, field);
    }
    let behind = [Field::GroupTag, Field::AssignedUser];
    for (index, field) in (hash + 1..spans.len()).zip(behind) {
        fill(&mut columns, index, field);
    }
    columns
}

/// Gives a column a meaning that it has not, and that no other has.
fn fill(columns: &mut [Option<Field>], index: usize, field: Field) {
    if columns[index].is_none() && !columns.contains(&Some(field)) {
        columns[index] = Some(field);
    }
}
