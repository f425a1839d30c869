//! Which row is a header, and what it says about the columns.

use super::frame::Delimiters;
use super::hash::is_hash;
use super::line::Line;
use super::split::Span;
use super::words::{field_of, is_of_device_list};
use crate::Field;

/// No header is longer, in bytes.
const LONGEST: usize = 4096;

/// A row of column headings.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub delimiter: u8,
    pub spans: Vec<Span>,
    /// What each column holds; `None`: not one of ours, or the second of its kind.
    pub columns: Vec<Option<Field>>,
    /// Whether devices can be read from rows under it.
    pub usable: bool,
}

impl Header {
    /// The headings of columns that are not ours.
    pub(super) fn unknown(&self, line: &Line) -> Vec<String> {
        let columns = self.spans.iter().zip(&self.columns);
        columns
            .filter(|(span, column)| column.is_none() && !line.is_blank(**span))
            .map(|(span, _)| line.value(*span).trim().to_owned())
            .collect()
    }

    /// Whether the row may be what a report export has above its values: names of the report's items, first of those
    /// that hold labels. The row below it tells.
    pub(super) fn may_name_report_items(&self) -> bool {
        self.columns.len() >= 2 * REPORT_LABELS && self.columns[..REPORT_LABELS].iter().all(Option::is_none)
    }

    fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}

/// The header in a row: by whichever delimiter brings out the most headings that are known.
pub(super) fn recognise(line: &Line, delimiters: Delimiters) -> Option<Header> {
    if line.text.len() > LONGEST {
        return None;
    }
    let mut best: Option<Header> = None;
    for &delimiter in delimiters.as_slice() {
        if let Some(header) = under(line, delimiter)
            && best.as_ref().is_none_or(|best| header.known() > best.known())
        {
            best = Some(header);
        }
    }
    best
}

fn under(line: &Line, delimiter: u8) -> Option<Header> {
    let mut spans = Vec::new();
    line.fields(delimiter, &mut spans);
    let mut columns: Vec<Option<Field>> = Vec::with_capacity(spans.len());
    let mut foreign = 0;
    for &span in &spans {
        if is_hash(line, span) {
            return None;
        }
        let heading = line.value(span);
        let field = field_of(&heading).filter(|field| !columns.contains(&Some(*field)));
        foreign += usize::from(field.is_none() && is_of_device_list(&heading));
        columns.push(field);
    }
    let has = |field| columns.contains(&Some(field));
    let of_tuples = has(Field::Serial) && has(Field::Manufacturer) && has(Field::Model);
    let usable = has(Field::Hash) || (of_tuples && foreign == 0);
    let is_header = usable || (has(Field::Serial) && spans.len() > 1) || foreign > 1;
    is_header.then_some(Header { delimiter, spans, columns, usable })
}

/// Whether the first three fields are the labels of a report export: on every row of it, the names of the columns
/// stand before the values.
pub(super) fn is_labelled(line: &Line, spans: &[Span]) -> bool {
    const LABELS: [Field; REPORT_LABELS] = [Field::Serial, Field::ProductId, Field::Hash];
    spans.len() >= 2 * REPORT_LABELS
        && spans.iter().zip(LABELS).all(|(span, label)| field_of(&line.value(*span)) == Some(label))
        && spans[REPORT_LABELS..].iter().all(|span| field_of(&line.value(*span)).is_none())
}

/// How many labels stand before the values in a report export.
pub(super) const REPORT_LABELS: usize = 3;
