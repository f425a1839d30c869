//! The server: its state, and what it does when nobody asks.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use site::Site;

use crate::alarm::Alarm;
use crate::api;
use crate::clock::{Clock, Timestamp};
use crate::faults::{Faults, InForce};
use crate::http::answer::Answer;
use crate::http::context::Context;
use crate::http::edge::Edge;
use crate::http::failure::Failure;
use crate::ids::Ids;
use crate::metrics::Metrics;
use crate::settings::Settings;
use crate::store::answers::Key;
use crate::store::put_off::{self, Aftermath};
use crate::store::{Database, StoreError, Tenant, Tx, answers, removals, syncs};
use crate::work::{self, Turns};

/// How long to wait where another server is at what is due.
const BRIEFLY: Duration = Duration::from_millis(20);

/// How often to look for what is due where others may have made it.
const LOOK: Duration = Duration::from_secs(1);

/// A server; clones are the same one.
#[derive(Clone)]
pub struct Server(Arc<State>);

struct State {
    database: Database,
    settings: Settings,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    alarm: Alarm,
    metrics: Metrics,
    faults: InForce,
    turns: Turns,
    /// Those that were asked for; none ever goes.
    tenants: RwLock<HashMap<String, Tenant>>,
}

impl Server {
    /// A server on a database. Nothing of it is kept elsewhere: one that is opened on the same database goes on where
    /// the one before stopped, wherever that was. It waits for the database: don't call it in async code, unless the
    /// database is inline.
    ///
    /// # Errors
    /// When the database can't be used.
    pub fn open(
        database: Database,
        settings: Settings,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<Server, StoreError> {
        let server = Server(Arc::new(State {
            database,
            faults: InForce::new(settings.faults.clone()),
            settings,
            clock,
            ids,
            alarm: Alarm::default(),
            metrics: Metrics::default(),
            turns: Turns::default(),
            tenants: RwLock::default(),
        }));
        for tenant in server.database().tenants()? {
            server.prepare(tenant)?;
        }
        Ok(server)
    }

    /// Adds a tenant, where there is none of that name. It waits for the database: don't call it in async code, unless the
    /// database is inline.
    ///
    /// # Errors
    /// When the database can't be used.
    pub fn add_tenant(&self, name: &str) -> Result<(), StoreError> {
        self.prepare(self.0.database.add_tenant(name)?)
    }

    /// The tenant of that name.
    pub(crate) async fn tenant(&self, name: &str) -> Result<Option<Tenant>, StoreError> {
        let known = self.0.tenants.read().unwrap_or_else(PoisonError::into_inner).get(name).copied();
        if known.is_some() {
            return Ok(known);
        }
        let found = self.0.database.tenant(name.to_owned()).await?;
        if let Some(found) = found {
            self.0.tenants.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), found);
        }
        Ok(found)
    }

    /// Makes what every tenant has.
    fn prepare(&self, tenant: Tenant) -> Result<(), StoreError> {
        let id = self.0.ids.id().to_string();
        let now = self.0.clock.now();
        self.0.database.write_blocking(tenant, move |tx| {
            syncs::ensure(tx, &id)?;
            removals::ensure(tx, now)
        })?;
        self.look_for_put_off(tenant)
    }

    /// Learns of what was put off by a server before this one, or beside it.
    fn look_for_put_off(&self, tenant: Tenant) -> Result<(), StoreError> {
        if !self.0.faults.has_put_off() && self.0.database.read_blocking(tenant, put_off::next_due)?.is_some()
        {
            self.0.faults.note_put_off();
        }
        Ok(())
    }

    /// Gives a tenant rules by which requests meet with faults, instead of those that held for it; `false`: there is no tenant of
    /// that name (the first one is called `default`). It waits for the database: don't call it in async code, unless the
    /// database is inline.
    ///
    /// # Errors
    /// When the database can't be used.
    pub fn set_faults(&self, tenant: &str, faults: &Faults) -> Result<bool, StoreError> {
        let found = self.0.database.tenant_blocking(tenant)?;
        found.inspect(|found| self.0.faults.set(*found, faults));
        Ok(found.is_some())
    }

    /// What answers requests.
    pub fn router(&self) -> Router {
        self.router_with(None)
    }

    /// What answers requests, those for the files of the console too.
    pub fn router_with(&self, site: Option<Site>) -> Router {
        Router::new().fallback_service(Edge::new(self.clone(), api::router(self.clone()), site))
    }

    /// Does everything that is due, and tells when something is due next; `None`: nothing is under way.
    ///
    /// Each step is one transaction, so a crash at any point loses nothing and nothing is done twice. It waits for the
    /// database: don't call it in async code, unless the database is inline.
    ///
    /// # Errors
    /// When the database can't be used; then nothing of the step that failed was done.
    pub fn work(&self) -> Result<Option<Timestamp>, StoreError> {
        loop {
            let due = self.next_due()?;
            if due.is_none_or(|due| due > self.0.clock.now()) || !self.work_step()? {
                return Ok(due);
            }
        }
    }

    /// Does one step of what is due, of each tenant; `false`: nothing was, or another server is at it.
    ///
    /// # Errors
    /// When the database can't be used; then nothing was done.
    pub fn work_step(&self) -> Result<bool, StoreError> {
        let (mut is_done, mut failed) = (false, None);
        for tenant in self.0.database.tenants()? {
            let state = Arc::clone(&self.0);
            let step = move |tx: &Tx<'_>| {
                state.turns.step(tx, &state.settings, &state.faults, &*state.ids, state.clock.now())
            };
            match self.0.database.write_unless_taken(tenant, step) {
                Ok(stepped) => is_done |= stepped,
                Err(StoreError::Taken) => {}
                // What is wrong with one tenant holds up no other.
                Err(error) => failed = Some(error),
            }
        }
        match failed {
            Some(error) if !is_done => Err(error),
            _ => Ok(is_done),
        }
    }

    /// Does what is due, whenever something is, until [`Server::alarm`] is stopped. For a thread of its own.
    pub fn keep_working(&self) {
        loop {
            let longest = match self.work() {
                Ok(due) => due.map(|due| self.0.clock.now().until(due).max(BRIEFLY)),
                Err(error) => {
                    tracing::error!(%error, "what is due could not be done; it is tried again");
                    Some(Duration::from_secs(1))
                }
            };
            // What others of its kind have begun and don't end is to be done too.
            let longest = if self.0.database.is_shared() {
                Some(longest.map_or(LOOK, |longest| longest.min(LOOK)))
            } else {
                longest
            };
            if !self.0.alarm.sleep(longest) {
                return;
            }
        }
    }

    /// When something is due next; `None`: nothing is under way.
    ///
    /// # Errors
    /// When the database can't be used.
    pub fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut next = None;
        for tenant in self.0.database.tenants()? {
            if self.0.database.is_shared() {
                self.look_for_put_off(tenant)?;
            }
            let due = |tx: &Tx<'_>| work::next_due(tx, &self.0.settings, &self.0.faults);
            let due = self.0.database.read_blocking(tenant, due)?;
            next = [next, due].into_iter().flatten().min();
        }
        Ok(next)
    }

    /// What tells that something may be due sooner than was said.
    pub fn alarm(&self) -> &Alarm {
        &self.0.alarm
    }

    /// How it behaves.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn database(&self) -> &Database {
        &self.0.database
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn faults(&self) -> &InForce {
        &self.0.faults
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    pub(crate) fn ids(&self) -> &dyn Ids {
        &*self.0.ids
    }

    /// Runs something that takes the processor long, where it doesn't hold up others.
    pub(crate) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Server) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        if self.0.database.is_inline() {
            return work(self);
        }
        let server = self.clone();
        tokio::task::spawn_blocking(move || work(&server))
            .await
            .unwrap_or_else(|_| Err(Failure::internal("a panic")))
    }

    /// Lets time go by. On an inline database nothing is waited for.
    pub(crate) async fn pause(&self, duration: Duration) {
        if !self.0.database.is_inline() {
            tokio::time::sleep(duration).await;
        }
    }

    /// Asks something of a tenant, as clients are shown it at a moment.
    pub(crate) async fn read<T, E, F>(&self, tenant: Tenant, now: Timestamp, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        if !self.0.faults.has_put_off() {
            return self.0.database.read(tenant, work).await;
        }
        self.0.database.read(tenant, move |tx| work(&tx.as_seen_at(now)?)).await
    }

    /// Does what a request asks for, once: whoever asks again with the same id hears the same answer.
    pub(crate) async fn mutate<F>(&self, context: &Context, body: &[u8], effect: F) -> Result<Answer, Failure>
    where
        F: FnOnce(&Tx<'_>) -> Result<Answer, Failure> + Send + 'static,
    {
        self.mutate_once(context, request_key(context, body), effect).await
    }

    /// As [`Server::mutate`], for a request whose key was made already.
    pub(crate) async fn mutate_once<F>(
        &self,
        context: &Context,
        key: Option<Key>,
        effect: F,
    ) -> Result<Answer, Failure>
    where
        F: FnOnce(&Tx<'_>) -> Result<Answer, Failure> + Send + 'static,
    {
        let now = context.now;
        let aftermath = Aftermath { has_put_off: self.0.faults.has_put_off(), ..context.aftermath };
        let answer = self
            .0
            .database
            .write(context.tenant, move |tx| {
                let tx = &tx.with(aftermath);
                if let Some(key) = &key
                    && let Some(answer) = answers::find(tx, key)?
                {
                    return Ok(answer.with("muster-replayed", "true"));
                }
                let answer = effect(tx)?;
                if let Some(key) = &key {
                    answers::insert(tx, key, &answer, now)?;
                }
                Ok::<_, Failure>(answer)
            })
            .await;
        self.0.alarm.ring();
        answer
    }
}

/// By what a repetition of a request is known; `None`: the client gave it no id.
pub(crate) fn request_key(context: &Context, body: &[u8]) -> Option<Key> {
    let client_request_id = context.client_request_id.clone()?;
    let mut hasher = blake3::Hasher::new();
    for part in [context.method.as_str(), &context.path] {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    // What was refused until it is approved is another request once it says that it was.
    if let Some(code) = &context.approval.code {
        hasher.update(b"approval ").update(code).update(&[0]);
    }
    hasher.update(body);
    Some(Key { client_request_id, digest: *hasher.finalize().as_bytes() })
}
