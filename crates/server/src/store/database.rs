//! The database: a file with a thread that writes and threads that read, or a single connection in memory on which
//! everything is done at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::migrations::migrate;
use super::readers::Readers;
use super::writer::{Writer, in_savepoint};
use super::{Result, StoreError, Tx};

/// How many statements a connection keeps prepared; there are fewer.
const STATEMENTS: usize = 128;

/// A database; clones are the same one.
#[derive(Clone)]
pub struct Database(Arc<Kind>);

enum Kind {
    Threads { writer: Writer, readers: Arc<Readers> },
    Inline(Mutex<Connection>),
}

impl Database {
    /// Opens the file, or makes it.
    ///
    /// What is written is on disk when it is answered. Writes that wait for each other share a transaction.
    ///
    /// # Errors
    /// When the file can't be opened, is no database, or is of a newer version.
    pub fn open(path: &Path) -> Result<Database> {
        let connection = Connection::open(path)?;
        prepare_file(&connection)?;
        migrate(&connection)?;
        let readers = Readers::open(|| {
            let reader = Connection::open_with_flags(
                path,
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )?;
            prepare(&reader)?;
            Ok(reader)
        })?;
        Ok(Database(Arc::new(Kind::Threads {
            writer: Writer::start(connection)?,
            readers: Arc::new(readers),
        })))
    }

    /// A database in memory on which everything is done on the thread that asks, before it goes on: no runtime is
    /// needed, and the same calls give the same results.
    ///
    /// It lives as long as a handle on it: a server that is dropped and one that is opened on the same handle are a
    /// server that crashed and came back, because nothing but what was committed is in here.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn inline() -> Result<Database> {
        let connection = Connection::open_in_memory()?;
        prepare(&connection)?;
        migrate(&connection)?;
        Ok(Database(Arc::new(Kind::Inline(Mutex::new(connection)))))
    }

    /// Deletes every row of a database in memory, as if it had just been made: for those who need thousands of them.
    ///
    /// # Errors
    /// When something else is in the midst of using it.
    pub fn forget_everything(&self) -> Result<()> {
        let Kind::Inline(connection) = &*self.0 else { return Ok(()) };
        let connection = lock(connection);
        let mut tables = connection.prepare_cached(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name = 'sqlite_sequence' OR name NOT LIKE 'sqlite_%')",
        )?;
        let names = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        for name in names {
            connection.prepare_cached(&format!("DELETE FROM {name}"))?.execute([])?;
        }
        Ok(())
    }

    /// Whether everything is done on the thread that asks.
    pub(crate) fn is_inline(&self) -> bool {
        matches!(*self.0, Kind::Inline(_))
    }

    /// Does something that changes data: all of it, or nothing where it gives an error.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        match &*self.0 {
            Kind::Threads { writer, .. } => writer.write(work)?.await.map_err(|_| StoreError::Closed)?,
            Kind::Inline(connection) => write_inline(connection, work),
        }
    }

    /// As [`Database::write`], and waits for it. Not for async code.
    pub(crate) fn write_blocking<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        match &*self.0 {
            Kind::Threads { writer, .. } => {
                writer.write(work)?.blocking_recv().map_err(|_| StoreError::Closed)?
            }
            Kind::Inline(connection) => write_inline(connection, work),
        }
    }

    /// Asks something, of one state of the data.
    pub(crate) async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        match &*self.0 {
            Kind::Threads { readers, .. } => readers.clone().read(work).await,
            Kind::Inline(connection) => read_on(&lock(connection), work),
        }
    }

    /// As [`Database::read`], and waits for it. Not for async code.
    pub(crate) fn read_blocking<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
    {
        match &*self.0 {
            Kind::Threads { readers, .. } => readers.read_blocking(work),
            Kind::Inline(connection) => read_on(&lock(connection), work),
        }
    }

    /// Does what was asked for, writes everything into the file itself and closes it. Whoever asks after that is told
    /// that it is closed.
    pub fn close(&self) {
        if let Kind::Threads { writer, readers } = &*self.0 {
            readers.close();
            writer.close();
        }
    }
}

fn lock(connection: &Mutex<Connection>) -> std::sync::MutexGuard<'_, Connection> {
    // A panic under the lock was caught, and its transaction undone.
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_inline<T, E: From<StoreError>>(
    connection: &Mutex<Connection>,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let connection = lock(connection);
    let step = |sql| connection.execute_batch(sql).map_err(StoreError::from);
    step("BEGIN IMMEDIATE")?;
    let outcome = in_savepoint(&connection, work);
    step("COMMIT")?;
    outcome
}

/// Runs a question in a transaction of its own.
pub(super) fn read_on<T, E: From<StoreError>>(
    connection: &Connection,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let transaction = connection.unchecked_transaction().map_err(StoreError::from)?;
    catch_unwind(AssertUnwindSafe(|| work(&Tx(&transaction))))
        .unwrap_or_else(|_| Err(StoreError::Panicked.into()))
}

/// The settings of the connection that makes the file, and of the benchmark that is compared with it.
fn prepare_file(connection: &Connection) -> Result<()> {
    prepare(connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 4000;",
    )?;
    Ok(())
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(Duration::from_secs(5))?;
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;")?;
    Ok(())
}
