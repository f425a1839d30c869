//! The database: a thread that writes and connections that read, of a file or of a server; or a single connection in memory on
//! which everything is done at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::direct::Direct;
use super::link::Link;
use super::postgres::Postgres;
use super::readers::Readers;
use super::sqlite::Sqlite;
use super::tenants::{self, Tenant};
use super::tls::Address;
use super::writer::{Writer, in_savepoint};
use super::{Result, StoreError, Tx};

/// A database; clones are the same one.
#[derive(Clone)]
pub struct Database(pub(super) Arc<Inside>);

pub(super) struct Inside {
    pub(super) kind: Kind,
    /// Whether other servers may change it too.
    is_shared: bool,
}

pub(super) enum Kind {
    Threads {
        writer: Writer,
        readers: Arc<Readers>,
        /// Where the database is a server that is asked without a thread for each question.
        direct: Option<Direct>,
    },
    Inline(Mutex<Sqlite>),
}

impl Database {
    /// Opens a file of `SQLite`, or makes it.
    ///
    /// What is written is on disk when it is answered. Writes that wait for each other share a transaction.
    ///
    /// # Errors
    /// When the file can't be opened, is no database, or is of a newer version.
    pub fn open(path: &Path) -> Result<Database> {
        let writer = Writer::start(Box::new(Sqlite::open(path)?))?;
        let path = path.to_owned();
        let readers = Readers::open(move || Ok(Box::new(Sqlite::open_reader(&path)?)))?;
        Ok(Database::with(Kind::Threads { writer, readers: Arc::new(readers), direct: None }, false))
    }

    /// Opens a database of `PostgreSQL` at an address such as `postgres://user:password@host/name?sslmode=verify-full`.
    /// Several servers may have the same one.
    ///
    /// # Errors
    /// When the address can't be read, the server of the database can't be reached, or its tables are of a newer version.
    pub fn connect(address: &str) -> Result<Database> {
        let address = Address::parse(address)?;
        let writer = Writer::start(Box::new(Postgres::connect(&address)?.migrated()?))?;
        let direct = Some(Direct::new(address.clone()));
        let readers = Readers::open(move || Ok(Box::new(Postgres::connect(&address)?)))?;
        Ok(Database::with(Kind::Threads { writer, readers: Arc::new(readers), direct }, true))
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
        Ok(Database::with(Kind::Inline(Mutex::new(Sqlite::in_memory()?)), false))
    }

    pub(super) fn with(kind: Kind, is_shared: bool) -> Database {
        Database(Arc::new(Inside { kind, is_shared }))
    }

    /// Deletes every row of a database in memory, as if it had just been made: for those who need thousands of them.
    ///
    /// # Errors
    /// When something else is in the midst of using it.
    pub fn forget_everything(&self) -> Result<()> {
        match &self.0.kind {
            Kind::Inline(link) => lock(link).forget_everything(),
            Kind::Threads { .. } => Ok(()),
        }
    }

    /// Whether everything is done on the thread that asks.
    pub(crate) fn is_inline(&self) -> bool {
        matches!(self.0.kind, Kind::Inline(_))
    }

    /// Whether other servers may change it too.
    pub(crate) fn is_shared(&self) -> bool {
        self.0.is_shared
    }

    /// Does something that changes data of a tenant: all of it, or nothing where it gives an error.
    pub(crate) async fn write<T, E, F>(&self, tenant: Tenant, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        match &self.0.kind {
            Kind::Threads { writer, .. } => {
                writer.write(tenant, false, work)?.await.map_err(|_| StoreError::Closed)?
            }
            Kind::Inline(link) => write_inline(link, tenant, work),
        }
    }

    /// As [`Database::write`], and waits for it. Not for async code.
    pub(crate) fn write_blocking<T, E, F>(&self, tenant: Tenant, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        self.write_and_wait(tenant, false, work)
    }

    /// As [`Database::write_blocking`], but with [`StoreError::Taken`] where another server is changing the tenant just now.
    pub(crate) fn write_unless_taken<T, E, F>(&self, tenant: Tenant, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        self.write_and_wait(tenant, true, work)
    }

    fn write_and_wait<T, E, F>(
        &self,
        tenant: Tenant,
        unless_taken: bool,
        work: F,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        match &self.0.kind {
            Kind::Threads { writer, .. } => {
                writer.write(tenant, unless_taken, work)?.blocking_recv().map_err(|_| StoreError::Closed)?
            }
            Kind::Inline(link) => write_inline(link, tenant, work),
        }
    }

    /// Asks something of a tenant, of one state of the data.
    pub(crate) async fn read<T, E, F>(&self, tenant: Tenant, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        match &self.0.kind {
            Kind::Threads { readers, .. } => {
                readers.clone().read(move |link| read_on(link, tenant, work)).await
            }
            Kind::Inline(link) => read_on(&*lock(link), tenant, work),
        }
    }

    /// As [`Database::read`], and waits for it. Not for async code.
    pub(crate) fn read_blocking<T, E, F>(&self, tenant: Tenant, work: F) -> std::result::Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
    {
        self.look(|link| read_on(link, tenant, work))
    }

    /// The tenant of that name, which is made where there is none. Not for async code.
    pub(crate) fn add_tenant(&self, name: &str) -> Result<Tenant> {
        match &self.0.kind {
            Kind::Threads { writer, .. } => {
                let name = name.to_owned();
                let added = writer.command(move |link| tenants::ensure(link, &name))?;
                added.blocking_recv().map_err(|_| StoreError::Closed)?
            }
            Kind::Inline(link) => tenants::ensure(&*lock(link), name),
        }
    }

    /// The tenant of that name.
    pub(crate) async fn tenant(&self, name: String) -> Result<Option<Tenant>> {
        match &self.0.kind {
            Kind::Threads { readers, .. } => {
                readers.clone().read(move |link| tenants::find(link, &name)).await
            }
            Kind::Inline(link) => tenants::find(&*lock(link), &name),
        }
    }

    /// As [`Database::tenant`], and waits for it. Not for async code.
    pub(crate) fn tenant_blocking(&self, name: &str) -> Result<Option<Tenant>> {
        self.look(|link| tenants::find(link, name))
    }

    /// All tenants.
    pub(crate) fn tenants(&self) -> Result<Vec<Tenant>> {
        self.look(tenants::all)
    }

    pub(super) fn look<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&dyn Link) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        match &self.0.kind {
            Kind::Threads { readers, .. } => readers.read_blocking(work),
            Kind::Inline(link) => work(&*lock(link)),
        }
    }

    /// Says that all who ask run on this runtime, and will for as long as they ask: what waits for a server of the database is then
    /// driven by it too. It needs its drivers of I/O and of time.
    pub fn share_runtime(&self, handle: tokio::runtime::Handle) {
        if let Kind::Threads { direct: Some(direct), .. } = &self.0.kind {
            direct.share(handle);
        }
    }

    /// Does what was asked for, writes everything into the file itself and closes it. Whoever asks after that is told
    /// that it is closed.
    pub fn close(&self) {
        if let Kind::Threads { writer, readers, direct } = &self.0.kind {
            readers.close();
            if let Some(direct) = direct {
                direct.close();
            }
            writer.close();
        }
    }
}

pub(super) fn lock(link: &Mutex<Sqlite>) -> std::sync::MutexGuard<'_, Sqlite> {
    // A panic under the lock was caught, and its transaction undone.
    link.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_inline<T, E: From<StoreError>>(
    link: &Mutex<Sqlite>,
    tenant: Tenant,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let link = lock(link);
    link.begin()?;
    let outcome = in_savepoint(&*link, tenant, work);
    link.run("COMMIT")?;
    outcome
}

/// Runs a question in a transaction of its own.
fn read_on<T, E: From<StoreError>>(
    link: &dyn Link,
    tenant: Tenant,
    work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    link.begin_reading()?;
    let outcome = catch_unwind(AssertUnwindSafe(|| work(&Tx::new(link, tenant))))
        .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
    link.run("ROLLBACK")?;
    outcome
}
