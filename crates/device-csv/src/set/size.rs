//! R1: more devices than one upload takes.

use super::table::Table;
use crate::{Arg, Code, Context, Diagnostic, FileId, Place};

/// What is to be said about the number of rows: of each file that is too long on its own; or, where none is, of the
/// file with which the set becomes too long.
pub(super) fn check(table: &Table, devices: usize, context: &Context) -> Vec<Diagnostic> {
    let limit = context.target.max_rows();
    let mut found: Vec<Diagnostic> = table
        .sources()
        .filter(|source| source.rows.len() > limit)
        .map(|source| too_many(source.report.id, source.rows.len(), limit))
        .collect();
    if found.is_empty() && devices > limit {
        let mut rows = 0;
        let passing = table.sources().find(|source| {
            rows += source.rows.len();
            rows > limit
        });
        found.extend(passing.map(|source| too_many(source.report.id, devices, limit)));
    }
    found
}

fn too_many(file: FileId, rows: usize, limit: usize) -> Diagnostic {
    let number = |n: usize| Arg::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let args =
        vec![("rows", number(rows)), ("limit", number(limit)), ("files", number(rows.div_ceil(limit)))];
    Diagnostic::new(Code::TooManyRows, Place::file(file), args)
}
