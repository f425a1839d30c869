//! Out of a database.

use std::io::Write;

use super::format::{Extent, Head, VERSION, WHAT, write_row};
use super::{TransferError, Transferred};
use crate::clock::Timestamp;
use crate::store::whole::{Content, TABLES};
use crate::store::{Database, Tx};

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The tenant's name.
    pub tenant: &'a str,
    /// Whether the secrets by which devices prove that they are themselves are to be in it.
    pub with_secrets: bool,
    /// The time.
    pub now: Timestamp,
}

/// Writes a tenant as it is at one moment, while servers go on. It waits for the database: don't call it in async code.
///
/// # Errors
/// When there is no such tenant, the database can't be read, or nothing can be written.
pub fn export(
    database: &Database,
    wish: &Export<'_>,
    to: &mut impl Write,
) -> Result<Transferred, TransferError> {
    let Some(tenant) = database.find_tenant(wish.tenant)? else {
        return Err(TransferError::Refused(format!("the database has no tenant '{}'", wish.tenant)));
    };
    database.read_blocking(tenant, |tx| write(tx, wish, to))
}

fn write(tx: &Tx<'_>, wish: &Export<'_>, to: &mut impl Write) -> Result<Transferred, TransferError> {
    let mut tables = Vec::new();
    for table in TABLES.iter().filter(|table| match table.content {
        Content::Secrets => wish.with_secrets,
        Content::Local => false,
        Content::Rows | Content::Given => true,
    }) {
        let columns = table.columns(tx)?;
        if !columns.is_empty() {
            let (rows, last) = table.extent(tx, &columns)?;
            tables.push((table, columns, Extent { name: table.name.to_owned(), rows, last }));
        }
    }
    let head = Head {
        format: WHAT.to_owned(),
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        steps: tx.steps()?,
        written: wish.now.rfc3339(),
        tenant: wish.tenant.to_owned(),
        secrets: wish.with_secrets,
        tables: tables.iter().map(|(_, _, extent)| extent.clone()).collect(),
    };
    serde_json::to_writer(&mut *to, &head).map_err(std::io::Error::from)?;
    to.write_all(b"\n")?;
    let mut rows = 0;
    for (table, columns, _) in &tables {
        let left_out = if wish.with_secrets { &[] } else { table.secrets };
        table.each(tx, columns, |row| {
            rows += 1;
            write_row(to, table.name, columns, (left_out, !wish.with_secrets), row)
        })?;
    }
    to.flush()?;
    Ok(Transferred { rows, with_secrets: wish.with_secrets })
}
