//! Connections to `PostgreSQL` that many share: each question is one statement, and is sent before the ones ahead of it are answered.
//! So a read is one way there and back, and no thread waits for it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Runtime;
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
    /// What the connections run on, whoever asks; `None`: no more questions are answered.
    runtime: Mutex<Option<Runtime>>,
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
    pub fn new(address: Address) -> Result<Direct> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("questions")
            .enable_all()
            .build()
            .map_err(|error| StoreError::Database(format!("no thread to read with: {error}")))?;
        Ok(Direct {
            address: Arc::new(address),
            places: Default::default(),
            turn: AtomicUsize::new(0),
            runtime: Mutex::new(Some(runtime)),
        })
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
        let handle = lock(&self.runtime).as_ref().map(|runtime| runtime.handle().clone());
        let handle = handle.ok_or(StoreError::Closed)?;
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
        if let Some(runtime) = lock(&self.runtime).take() {
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
