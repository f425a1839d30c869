//! What is done with a database beside the server: it is looked into while a server runs on it, copied, and filled with a tenant
//! from elsewhere.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags};

use super::database::{Kind, lock};
use super::link::Link;
use super::migrations;
use super::postgres::Postgres;
use super::readers::Readers;
use super::sql::values;
use super::sqlite::Sqlite;
use super::tenants::{self, Tenant};
use super::tls::Address;
use super::writer::Writer;
use super::{Database, Result, StoreError, Tx, counts};

impl Database {
    /// Opens a file of `SQLite` to look into it, whatever server runs on it. It can't be changed.
    ///
    /// # Errors
    /// When the file can't be opened, is no database, or is of a newer version.
    pub fn open_to_look(path: &Path) -> Result<Database> {
        check(Sqlite::open_reader(path)?.version()?, migrations::sqlite().len())?;
        let writer = Writer::start(Box::new(Sqlite::open_reader(path)?))?;
        let path = path.to_owned();
        let readers = Readers::open(move || Ok(Box::new(Sqlite::open_reader(&path)?)))?;
        Ok(Database::with(Kind::Threads { writer, readers: Arc::new(readers), direct: None }, false))
    }

    /// Opens a database of `PostgreSQL` as it is: its tables are not brought to the newest version.
    ///
    /// # Errors
    /// As [`Database::connect`], and when no server ever ran on it.
    pub fn connect_to_look(address: &str) -> Result<Database> {
        let address = Address::parse(address)?;
        let first = Postgres::connect(&address)?;
        let version = if first.columns("schema_version")?.is_empty() { 0 } else { first.version()? };
        check(version, migrations::postgres().len())?;
        let writer = Writer::start(Box::new(first))?;
        let readers = Readers::open(move || Ok(Box::new(Postgres::connect(&address)?)))?;
        Ok(Database::with(Kind::Threads { writer, readers: Arc::new(readers), direct: None }, true))
    }

    /// Makes a file of `SQLite` with tables as they were after so many of the steps that both kinds of database have.
    pub(crate) fn make_at(path: &Path, steps: usize) -> Result<Database> {
        let writer = Writer::start(Box::new(Sqlite::open_at(path, steps)?))?;
        let path = path.to_owned();
        let readers = Readers::open(move || Ok(Box::new(Sqlite::open_reader(&path)?)))?;
        Ok(Database::with(Kind::Threads { writer, readers: Arc::new(readers), direct: None }, false))
    }

    /// The tenant of that name. Not for async code.
    pub(crate) fn find_tenant(&self, name: &str) -> Result<Option<Tenant>> {
        self.look(|link| tenants::find(link, name))
    }

    /// As [`Link::reserve`]. Not for async code.
    pub(crate) fn reserve(&self, table: &'static str, numbers: i64) -> Result<i64> {
        self.command(move |link| link.reserve(table, numbers))
    }

    /// Does something with the tenant of that name, which is made where there is none: all of it in one transaction, the tenant
    /// too, or nothing. No other write is done meanwhile. Not for async code.
    pub(crate) fn fill<T, E, F>(&self, name: &str, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let name = name.to_owned();
        self.command(move |link| Ok(fill(link, &name, work)))?
    }

    fn command<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Link) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match &self.0.kind {
            Kind::Threads { writer, .. } => {
                writer.command(work)?.blocking_recv().map_err(|_| StoreError::Closed)?
            }
            Kind::Inline(link) => work(&*lock(link)),
        }
    }
}

fn fill<T, E: From<StoreError>>(
    link: &dyn Link,
    name: &str,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    link.begin()?;
    let filled = catch_unwind(AssertUnwindSafe(|| {
        link.execute("INSERT INTO tenants (name) VALUES (?1) ON CONFLICT DO NOTHING", values![name])?;
        let tenant = tenants::find(link, name)?;
        let tenant =
            tenant.ok_or_else(|| StoreError::Database("a tenant that was added isn't there".to_owned()))?;
        link.take(tenant.0, false)?;
        let counts_later = link.count_later()?;
        let tx = Tx::new(link, tenant);
        let done = work(&tx)?;
        if counts_later {
            counts::anew(&tx)?;
        }
        Ok(done)
    }));
    let filled = filled.unwrap_or_else(|_| Err(StoreError::Panicked.into()));
    // Where the connection was lost there is nothing to be undone.
    if link.is_within() {
        link.run(if filled.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    } else if filled.is_ok() {
        return Err(StoreError::Database("it ended in the midst".to_owned()).into());
    }
    filled
}

/// Whether this server knows tables of a version.
fn check(found: usize, known: usize) -> Result<()> {
    match found {
        0 => Err(StoreError::Database("no server ever ran on it".to_owned())),
        found if found > known => Err(StoreError::Newer { found, known }),
        _ => Ok(()),
    }
}

/// Writes what a file of `SQLite` holds at this moment into an empty file, while servers go on, and looks whether what was written
/// is whole.
///
/// # Errors
/// When the file can't be read or is no database of a server that is known here, when there is no room, or when the copy isn't
/// whole, which says that the original isn't either.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let source = Sqlite::open_reader(from)?;
    let version = source.version()?;
    check(version, migrations::sqlite().len())?;
    let Some(to_text) = to.to_str() else {
        return Err(StoreError::Database(format!("{} is no name that SQLite can take", to.display())));
    };
    source.copy_into(to_text)?;
    let copy =
        Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Database(format!("it is damaged: {verdict}. Go back to an older backup")));
    }
    let copied: usize = copy.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let tenants: usize = copy.query_row("SELECT count(*) FROM tenants", [], |row| row.get(0))?;
    if copied != version || tenants == 0 {
        return Err(StoreError::Database("the copy isn't what was copied".to_owned()));
    }
    Ok(())
}
