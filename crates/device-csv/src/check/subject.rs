//! The row under judgement, with what every rule asks of it at hand.

use std::borrow::Cow;

use hardware_hash::Tuple;

use super::Context;
use crate::values::slot;
use crate::{Arg, Code, Diagnostic, Edit, Field, Fix, HashSummary, Place, Row, Values};

pub(super) struct Subject<'a> {
    pub row: &'a Row,
    pub context: &'a Context,
    pub summary: Option<&'a HashSummary>,
    pub hash_accepted: bool,
    raw: [&'a str; 6],
    clean: [Cow<'a, str>; 6],
}

impl<'a> Subject<'a> {
    pub fn new(row: &'a Row, values: &Values<'a>, context: &'a Context) -> Subject<'a> {
        Subject {
            row,
            context,
            summary: row.summary(),
            hash_accepted: values.hash_accepted,
            raw: values.texts,
            clean: values.texts.map(crate::clean),
        }
    }

    /// The value of a text field as it stands.
    pub fn raw(&self, field: Field) -> &'a str {
        slot(field).map_or("", |slot| self.raw[slot])
    }

    /// The value of a text field as it would be written.
    pub fn clean(&self, field: Field) -> &str {
        slot(field).map_or("", |slot| &self.clean[slot])
    }

    /// What the hash says of a field, cleaned; `None` where there is no usable hash or it says nothing.
    pub fn hash_says(&self, field: Field) -> Option<Cow<'a, str>> {
        let Tuple { manufacturer, model, serial } = &self.summary?.tuple;
        let said = match field {
            Field::Serial => serial,
            Field::Manufacturer => manufacturer,
            Field::Model => model,
            Field::ProductId => self.summary?.product_key_id.as_ref()?,
            Field::Hash | Field::GroupTag | Field::AssignedUser => return None,
        };
        Some(crate::clean(said)).filter(|said| !said.is_empty())
    }

    /// Whether the target's file would hold this field of this row.
    pub fn writes(&self, field: Field) -> bool {
        self.context.target.writes(field, self.summary.is_some())
    }

    pub fn place(&self, field: Field) -> Place {
        place_of(self.row, field)
    }

    /// A diagnostic at a field.
    pub fn report(&self, code: Code, field: Field, args: Vec<(&'static str, Arg)>) -> Diagnostic {
        Diagnostic::new(code, self.place(field), args)
    }

    /// A diagnostic about a field's value, with the value that it should have and the fix to it.
    pub fn wrong_value(&self, code: Code, field: Field, wanted: &str, safe: bool) -> Diagnostic {
        let mut args = Vec::with_capacity(3);
        if code.args().contains(&"field") {
            args.push(("field", Arg::Field(field)));
        }
        args.push(("value", shown(self.clean(field))));
        args.push(("wanted", shown(wanted)));
        self.report(code, field, args).fixed_by(self.set(field, wanted, safe))
    }

    /// The fix that gives a field another value. A value that can't be written as it is is never set unseen.
    pub fn set(&self, field: Field, value: &str, safe: bool) -> Fix {
        let safe = safe && (!self.writes(field) || is_plain(value));
        Fix { edits: vec![Edit::Set { row: self.row.id, field, value: value.to_owned() }], safe }
    }
}

/// The most characters of a value that a message names. Where columns are mixed up, a whole hash can stand in a field,
/// and hashes have no place in messages.
const SHOWN: usize = 64;

/// A value as an argument of a message.
pub(crate) fn shown(value: &str) -> Arg {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => Arg::Text(format!("{}…", &value[..end])),
        None => Arg::Text(value.to_owned()),
    }
}

/// Whether a value can stand in a portal's file as it is: ASCII, and no quotes needed.
pub(crate) fn is_plain(value: &str) -> bool {
    value.is_ascii() && !needs_quotes(value)
}

/// Whether a value can't stand in a comma-separated file as it is.
pub(super) fn needs_quotes(value: &str) -> bool {
    value.contains([',', '"', '\r', '\n'])
}

/// Where a field of a row is; the row as a whole where its file has no such column.
pub(crate) fn place_of(row: &Row, field: Field) -> Place {
    let (line, column, range) = match (field, &row.hash, row.cell(field)) {
        (Field::Hash, Some(hash), _) => (hash.line, Some(hash.column), hash.range),
        (_, _, Some(cell)) => (cell.line, Some(cell.column), cell.range),
        _ => (row.line, None, row.range),
    };
    Place {
        file: row.id.file,
        row: Some(row.id),
        line: Some(line),
        column,
        field: Some(field),
        range: Some(range),
    }
}
