//! Connections to `PostgreSQL` that many share: each question is one statement, and is sent before the ones ahead of it are answered.
//! So a read is one way there and back, and no thread waits for it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::{Handle, Runtime};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, Statement};

use super::postgres::{Param, STATEMENTS, written};
use super::question::Question;
use super::tls::Address;
use super::{Result, StoreError, Tenant};

/// How many connections there are: the database works on each for itself.
const CONNECTIONS: usize = 2;

/// Connections that many share. They are made when they are first needed, and anew where they were lost.
pub struct Direct {
    address: Arc<Address>,
    places: [Place; CONNECTIONS],
    turn: AtomicUsize,
    ground: Mutex<Ground>,
}

/// What the connections run on, whoever asks.
enum Ground {
    /// Nothing yet.
    None,
    /// A thread of their own.
    Own(Runtime),
    /// What those run on who ask: then nothing is handed from one thread to another and back.
    Shared(Handle),
    /// No more questions are answered.
    Closed,
}

/// Where a connection is.
#[derive(Default)]
struct Place {
    open: Mutex<Option<Arc<Connected>>>,
    /// Whoever makes the connection has this; the others wait for it.
    making: tokio::sync::Mutex<()>,
}

struct Connected {
    client: Client,
    /// What was prepared, by its text as it is written here.
    statements: Mutex<HashMap<String, Statement>>,
}

impl Direct {
    /// Without a connection yet.
    pub fn new(address: Address) -> Direct {
        Direct {
            address: Arc::new(address),
            places: Default::default(),
            turn: AtomicUsize::new(0),
            ground: Mutex::new(Ground::None),
        }
    }

    /// Says that all who ask run on this, for as long as they ask.
    pub fn share(&self, handle: Handle) {
        let mut ground = lock(&self.ground);
        if matches!(*ground, Ground::None) {
            *ground = Ground::Shared(handle);
        }
    }

    fn handle(&self) -> Result<Handle> {
        let mut ground = lock(&self.ground);
        if matches!(*ground, Ground::None) {
            let own = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .thread_name("questions")
                .enable_all()
                .build()
                .map_err(|error| StoreError::Database(format!("no thread to read with: {error}")))?;
            *ground = Ground::Own(own);
        }
        match &*ground {
            Ground::Own(runtime) => Ok(runtime.handle().clone()),
            Ground::Shared(handle) => Ok(handle.clone()),
            Ground::None | Ground::Closed => Err(StoreError::Closed),
        }
    }

    /// The rows that answer a question.
    pub async fn ask(&self, tenant: Tenant, question: &Question) -> Result<Vec<Row>> {
        let place = &self.places[self.turn.fetch_add(1, Ordering::Relaxed) % CONNECTIONS];
        loop {
            let (connected, is_new) = self.connected(place).await?;
            match connected.ask(tenant, question).await {
                // It was lost since the question before, and nobody noticed.
                Err(_) if connected.client.is_closed() && !is_new => {}
                answer => return answer,
            }
        }
    }

    /// A connection, and whether it was just made.
    async fn connected(&self, place: &Place) -> Result<(Arc<Connected>, bool)> {
        if let Some(connected) = place.known() {
            return Ok((connected, false));
        }
        let _making = place.making.lock().await;
        if let Some(connected) = place.known() {
            return Ok((connected, false));
        }
        let handle = self.handle()?;
        let address = Arc::clone(&self.address);
        let connecting = handle.spawn(async move {
            let (client, connection) = address.connect_shared().await?;
            tokio::spawn(connection);
            Ok::<_, postgres::Error>(client)
        });
        let client = connecting.await.map_err(|_| StoreError::Closed)??;
        let connected = Arc::new(Connected { client, statements: Mutex::default() });
        *lock(&place.open) = Some(Arc::clone(&connected));
        Ok((connected, true))
    }

    /// Answers no more questions.
    pub fn close(&self) {
        let ground = std::mem::replace(&mut *lock(&self.ground), Ground::Closed);
        for place in &self.places {
            lock(&place.open).take();
        }
        if let Ground::Own(runtime) = ground {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Direct {
    fn drop(&mut self) {
        self.close();
    }
}

impl Place {
    fn known(&self) -> Option<Arc<Connected>> {
        lock(&self.open).clone().filter(|connected| !connected.client.is_closed())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Connected {
    async fn ask(&self, tenant: Tenant, question: &Question) -> Result<Vec<Row>> {
        let statement = self.prepare(&question.sql).await?;
        let values: Vec<Param<'_>> = question.all_values(tenant).into_iter().map(Param).collect();
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        Ok(self.client.query(&statement, &values).await?)
    }

    async fn prepare(&self, sql: &str) -> Result<Statement> {
        let known = lock(&self.statements).get(sql).cloned();
        if let Some(statement) = known {
            return Ok(statement);
        }
        let statement = self.client.prepare(&written(sql)).await?;
        let mut statements = lock(&self.statements);
        if statements.len() >= STATEMENTS {
            statements.clear();
        }
        statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}
