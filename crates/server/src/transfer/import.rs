//! Into a database.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read};

use super::format::{Extent, Head, VERSION, WHAT, read_row, refused_row};
use super::{Export, TransferError, Transferred, export};
use crate::clock::Timestamp;
use crate::store::whole::{Content, Field, TABLES, Table};
use crate::store::{Database, Tx, known_steps, removals};

/// How long a line may be: longer than any row that a server makes.
const LINE: u64 = 256 << 20;

/// How high numbers may be: with this many, a database isn't at its end for a while.
const NUMBERS: i64 = 1 << 48;

/// The tenant that a file on its way to newer tables is in.
const PASSING: &str = "default";

/// Reads a tenant into one that is empty or isn't there yet: all of it in one transaction. Others may go on with other tenants. It
/// waits for the database: don't call it in async code.
///
/// Rows keep their numbers where nobody else's rows have them, and are counted on from the highest one otherwise; in either case they
/// keep their order. Rows of older tables are brought to the newest ones first, as a server does it.
///
/// # Errors
/// When the file isn't what [`export()`] writes, is of a newer server, or doesn't fit; when the tenant has something; when the database
/// can't be used. Then nothing was changed.
pub fn import(
    database: &Database,
    tenant: &str,
    from: impl BufRead + Send + 'static,
) -> Result<Transferred, TransferError> {
    let mut lines = Lines { from, number: 0 };
    let head = head(&mut lines)?;
    if head.steps < known_steps() {
        let (head, lines) = renewed(head, lines)?;
        return fill(database, tenant, head, lines);
    }
    fill(database, tenant, head, lines)
}

/// The first line.
fn head(lines: &mut Lines<impl BufRead>) -> Result<Head, TransferError> {
    let line = lines.next()?.unwrap_or_default();
    let none = || lines.wrong("this is no export of a tenant");
    let said: serde_json::Value = serde_json::from_slice(&line).map_err(|_| none())?;
    if said["format"] != WHAT {
        return Err(none());
    }
    let version = said["version"].as_u64().unwrap_or_default();
    if version != u64::from(VERSION) {
        return Err(lines.wrong(&format!(
            "the file has version {version}, but this program knows version {VERSION} only: use a newer program"
        )));
    }
    let head: Head =
        serde_json::from_value(said).map_err(|error| lines.wrong(&format!("the first line: {error}")))?;
    let known = known_steps();
    if head.steps > known {
        return Err(lines.wrong(&format!(
            "the file is of a newer server, whose tables have {} steps, but this program knows {known} only: use a newer \
             program",
            head.steps
        )));
    }
    Ok(head)
}

/// The same tenant in the newest tables: it is read into a database as it was then, which is brought to the newest version.
fn renewed(
    head: Head,
    lines: Lines<impl BufRead + Send + 'static>,
) -> Result<(Head, Lines<BufReader<File>>), TransferError> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("passing.db");
    let old = Database::make_at(&path, head.steps)?;
    let with_secrets = head.secrets;
    let filled = fill(&old, PASSING, head, lines);
    old.close();
    filled?;
    let new = Database::open(&path)?;
    let mut file = tempfile::tempfile()?;
    let wish = Export { tenant: PASSING, with_secrets, now: Timestamp(0) };
    let exported = export(&new, &wish, &mut BufWriter::new(&mut file));
    new.close();
    exported?;
    std::io::Seek::rewind(&mut file)?;
    let mut lines = Lines { from: BufReader::new(file), number: 0 };
    let head = self::head(&mut lines)?;
    Ok((head, lines))
}

fn fill(
    database: &Database,
    tenant: &str,
    head: Head,
    mut lines: Lines<impl BufRead + Send + 'static>,
) -> Result<Transferred, TransferError> {
    let mut tables = Vec::new();
    for extent in &head.tables {
        let is_it = |table: &&Table| table.name == extent.name && table.content != Content::Local;
        let known = TABLES.iter().find(is_it);
        let is_new = tables.iter().all(|(table, _): &(&Table, i64)| table.name != extent.name);
        let Some(table) = known.filter(|_| is_new) else {
            let what = if is_new { "a table that this program doesn't know" } else { "the same table twice" };
            return Err(
                lines.wrong(&format!("the first line names {what}: {}", extent.name.escape_default()))
            );
        };
        tables.push((table, 0));
    }
    // Before anything is reserved, as most mistakes are of this kind.
    if let Some(found) = database.find_tenant(tenant)? {
        database.read_blocking(found, |tx| check_empty(tx, tenant))?;
    }
    for ((table, above), extent) in tables.iter_mut().zip(&head.tables) {
        if extent.rows > 0 && table.is_numbered() {
            if !(1..=NUMBERS).contains(&extent.last) {
                return Err(
                    lines.wrong(&format!("the first line names no number of a row of {}", extent.name))
                );
            }
            *above = database.reserve(table.name, extent.last)?;
        }
    }
    let name = tenant.to_owned();
    database.fill(tenant, move |tx| {
        check_empty(tx, &name)?;
        let mut rows = 0;
        for ((table, above), extent) in tables.into_iter().zip(&head.tables) {
            fill_table(tx, (table, above), extent, &mut lines)?;
            rows += extent.rows;
        }
        if lines.next()?.is_some() {
            return Err(lines.wrong("the file goes on where it should end"));
        }
        removals::start_anew(tx)?;
        Ok(Transferred { rows, with_secrets: head.secrets })
    })
}

/// Whether the tenant has nothing but what every tenant has.
fn check_empty(tx: &Tx<'_>, tenant: &str) -> Result<(), TransferError> {
    for table in TABLES.iter().filter(|table| !matches!(table.content, Content::Given | Content::Local)) {
        if !table.columns(tx)?.is_empty() && table.has_rows(tx)? {
            return Err(TransferError::Refused(format!(
                "the tenant '{tenant}' isn't empty: it has something in {}. Choose another name for the tenant, or another \
                 database",
                table.name
            )));
        }
    }
    Ok(())
}

/// Reads the rows of a table; their numbers go above one.
fn fill_table(
    tx: &Tx<'_>,
    (table, above): (&Table, i64),
    extent: &Extent,
    lines: &mut Lines<impl BufRead>,
) -> Result<(), TransferError> {
    let columns = table.columns(tx)?;
    if columns.is_empty() {
        return Err(lines.wrong(&format!("the first line names a table of a newer server: {}", table.name)));
    }
    if table.content == Content::Given {
        table.clear(tx)?;
    }
    let numbers = table.numbers(&columns);
    for _ in 0..extent.rows {
        let Some(line) = lines.next()? else {
            return Err(lines.wrong(&format!("the file ends where a row of {} should stand", table.name)));
        };
        let mut row = read_row(&line, table.name, &columns).map_err(|what| lines.wrong(&what))?;
        for &place in &numbers {
            match &mut row[place] {
                Field::Integer(number) if (1..=extent.last).contains(number) => *number += above,
                // It has not changed yet.
                Field::Null if columns[place].0 != "seq" => {}
                _ => {
                    return Err(lines.wrong(&format!(
                        "'{}' of {} must be a number from 1 to {}",
                        columns[place].0, table.name, extent.last
                    )));
                }
            }
        }
        table.insert(tx, &columns, &row).map_err(|error| lines.wrong(&refused_row(table.name, &error)))?;
    }
    Ok(())
}

/// The lines of a file.
struct Lines<R> {
    from: R,
    /// The number of the last one, counted from 1.
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The next one; `None`: there is none.
    fn next(&mut self) -> Result<Option<Vec<u8>>, TransferError> {
        let mut line = Vec::new();
        self.number += 1;
        let read = (&mut self.from).take(LINE).read_until(b'\n', &mut line)?;
        if read as u64 == LINE {
            return Err(self.wrong("it is longer than any row"));
        }
        Ok((read > 0).then_some(line))
    }

    fn wrong(&self, what: &str) -> TransferError {
        TransferError::Wrong { line: self.number, what: what.to_owned() }
    }
}
