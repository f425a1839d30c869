//! Records in `IndexedDB`.

use std::{cell::Cell, collections::BTreeMap, rc::Rc};

use device_csv::order::sort_by;
use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::{
    Build, BuildPrimitive, KeyRange,
    database::Database,
    internals::SystemRepr,
    object_store::ObjectStore,
    query_source::QuerySource,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use outbox::Entry;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::{
    StoreError,
    batch::{Batch, Change, Numbers, Value},
    error::{exception, working},
    js::{bytes_of, bytes_value, key_of, key_range, key_value, range, value_of},
    key::{Key, Part, Span},
    opening::open,
    schema::{self, Table},
};
use crate::wire;

/// How many entries of the history are noted at once.
const FILLED: u32 = 1_000;

/// An open database.
pub struct Disk {
    db: Database,
    closed: Rc<Cell<bool>>,
    /// What fails as on a full disk.
    #[cfg(all(test, target_arch = "wasm32"))]
    refuse: Cell<fn(&Change) -> bool>,
    // Called by the browser as long as the connection is there.
    _on_close: Closure<dyn Fn()>,
}

impl Disk {
    /// Opens the database, and makes or upgrades it where needed. `closed` is called when the connection is
    /// closed later for a reason outside this page's control.
    pub async fn open(name: &str, closed: impl Fn() + 'static) -> Result<Disk, StoreError> {
        let db = open(name, schema::VERSION).await?;
        Ok(Disk::listen(db, closed))
    }

    fn listen(db: Database, notify: impl Fn() + 'static) -> Disk {
        let closed = Rc::new(Cell::new(false));
        let connection = db.as_sys().clone();
        let on_close = Closure::<dyn Fn()>::new({
            let (closed, connection) = (Rc::clone(&closed), connection.clone());
            move || {
                // A newer version waits until this connection is gone; it must not wait for ever.
                connection.close();
                closed.set(true);
                notify();
            }
        });
        connection.set_onversionchange(Some(on_close.as_ref().unchecked_ref()));
        connection.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Disk {
            db,
            closed,
            #[cfg(all(test, target_arch = "wasm32"))]
            refuse: Cell::new(|_| false),
            _on_close: on_close,
        }
    }

    /// Whether the connection is still there.
    pub fn is_open(&self) -> bool {
        !self.closed.get()
    }

    /// The records of each span, in the order of their keys, all as of one moment.
    pub async fn read(&self, spans: &[(Table, Span)]) -> Result<Vec<Vec<(Key, Value)>>, StoreError> {
        let mut tables: Vec<Table> = spans.iter().map(|(table, _)| *table).collect();
        sort_by(&mut tables, Ord::cmp);
        tables.dedup();
        let tx = self.begin(&tables, TransactionMode::Readonly, false)?;
        let mut pending = Vec::new();
        for (table, span) in spans {
            let store = tx.object_store(table.name()).map_err(working)?;
            let keys = store.get_all_keys::<JsValue>().with_query::<JsValue, _>(range(span)).primitive();
            let values = store.get_all::<JsValue>().with_query::<JsValue, _>(range(span)).primitive();
            pending.push((*table, keys.map_err(working)?, values.map_err(working)?));
        }
        let mut found = Vec::new();
        for (table, keys, values) in pending {
            let (keys, values) = (keys.await.map_err(working)?, values.await.map_err(working)?);
            let records = keys.zip(values).map(|(key, value)| record(table, key, value));
            found.push(records.collect::<Result<Vec<_>, StoreError>>()?);
        }
        commit(tx).await?;
        Ok(found)
    }

    /// The first records of a span, at most so many, in the order of their keys.
    pub async fn first(&self, table: Table, span: &Span, most: u32) -> Result<Vec<(Key, Value)>, StoreError> {
        let tx = self.begin(&[table], TransactionMode::Readonly, false)?;
        let store = tx.object_store(table.name()).map_err(working)?;
        let keys = store.get_all_keys::<JsValue>().with_query::<JsValue, _>(range(span)).with_limit(most);
        let values = store.get_all::<JsValue>().with_query::<JsValue, _>(range(span)).with_limit(most);
        let (keys, values) = (keys.primitive().map_err(working)?, values.primitive().map_err(working)?);
        let (keys, values) = (keys.await.map_err(working)?, values.await.map_err(working)?);
        let records = keys.zip(values).map(|(key, value)| record(table, key, value));
        let records = records.collect::<Result<Vec<_>, StoreError>>()?;
        commit(tx).await?;
        Ok(records)
    }

    /// The last records whose keys begin with `prefix`, have a number below `before` next, and then another one: about so many, in
    /// the order of their keys. Those that share their number with the first of them are all there.
    pub async fn last(
        &self,
        table: Table,
        prefix: &Key,
        before: u32,
        most: u32,
    ) -> Result<Vec<(Key, Value)>, StoreError> {
        let tx = self.begin(&[table], TransactionMode::Readonly, false)?;
        let store = tx.object_store(table.name()).map_err(working)?;
        let at = |number: u32| {
            let mut key = prefix.clone();
            key.0.push(Part::Number(number));
            key_value(&key)
        };
        let span = |from: u32| KeyRange::Bound(at(from), false, at(before), true);
        let asked = store.open_key_cursor().with_query::<JsValue, _>(span(0));
        let mut from = 0;
        if let Some(mut cursor) = asked.with_direction(CursorDirection::Prev).await.map_err(working)? {
            let last = cursor.primary_key::<JsValue>().map_err(working)?;
            cursor.advance_by(most).await.map_err(working)?;
            // At the end some browsers leave it where it was, others nowhere.
            let first = cursor.primary_key::<JsValue>().map_err(working)?.filter(JsValue::is_object);
            let keys = [last, first].map(|key| key.and_then(|key| key_of(table, &key).ok()));
            if let [Some(last), Some(first)] = keys
                && last != first
            {
                from = first.id(prefix.0.len()).unwrap_or(0);
            }
        }
        let keys = store.get_all_keys::<JsValue>().with_query::<JsValue, _>(span(from)).primitive();
        let values = store.get_all::<JsValue>().with_query::<JsValue, _>(span(from)).primitive();
        let (keys, values) = (keys.map_err(working)?, values.map_err(working)?);
        let (keys, values) = (keys.await.map_err(working)?, values.await.map_err(working)?);
        let records = keys.zip(values).map(|(key, value)| record(table, key, value));
        let records = records.collect::<Result<Vec<_>, StoreError>>()?;
        commit(tx).await?;
        Ok(records)
    }

    /// Makes all changes of a batch, or none.
    pub async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        commit(self.ask(batch).await?).await
    }

    /// Asks for all changes of a batch, in a transaction that is yet to be ended.
    async fn ask(&self, batch: &Batch) -> Result<Transaction<'_>, StoreError> {
        #[cfg(all(test, target_arch = "wasm32"))]
        if batch.changes.iter().any(self.refuse.get()) {
            return Err(StoreError::Full);
        }
        let tx = self.begin(&batch.tables(), TransactionMode::Readwrite, batch.strict)?;
        // What updates depend on is read first: then every change is asked for at once, and nothing is
        // awaited but the end of the transaction.
        let mut updated = Vec::new();
        for change in &batch.changes {
            if let Change::Update(table, key, update) = change {
                let store = tx.object_store(table.name()).map_err(working)?;
                let old = store.get::<JsValue, JsValue, _>(key_range(key)).primitive().map_err(working)?;
                let old = old.await.map_err(working)?.map(bytes_of);
                updated.push(update(old.as_deref())?);
            }
        }
        let mut numbers: BTreeMap<(Table, u32), Numbers> = BTreeMap::new();
        for change in &batch.changes {
            if let Change::Append(table, [second, _], _) = change
                && !numbers.contains_key(&(*table, *second))
            {
                let taken = taken(&tx, *table, *second).await?;
                numbers.insert((*table, *second), taken);
            }
        }
        let mut updated = updated.into_iter();
        for change in &batch.changes {
            match change {
                Change::Put(table, key, Value::Bytes(bytes)) => put(&tx, *table, key, &bytes_value(bytes))?,
                Change::Put(table, key, Value::Blob(blob)) => put(&tx, *table, key, blob)?,
                Change::Delete(table, span) => {
                    let store = tx.object_store(table.name()).map_err(working)?;
                    store.delete::<JsValue, _>(range(span)).primitive().map_err(working)?;
                }
                Change::Update(table, key, _) => {
                    if let Some(bytes) = updated.next() {
                        put(&tx, *table, key, &bytes_value(&bytes))?;
                    }
                }
                Change::Append(table, [second, wanted], record) => {
                    if let Some(numbers) = numbers.get_mut(&(*table, *second)) {
                        let number = numbers.next(*wanted);
                        put(&tx, *table, &Key::of(&[*second, number]), &bytes_value(&record(number)))?;
                    }
                }
            }
        }
        Ok(tx)
    }

    fn begin(
        &self,
        tables: &[Table],
        mode: TransactionMode,
        strict: bool,
    ) -> Result<Transaction<'_>, StoreError> {
        if !self.is_open() {
            return Err(StoreError::Closed);
        }
        let names: Vec<&str> = tables.iter().map(|table| table.name()).collect();
        let durability = if strict { TransactionDurability::Strict } else { TransactionDurability::Relaxed };
        self.db
            .transaction(names.as_slice())
            .with_mode(mode)
            .with_options(TransactionOptions::new().with_durability(durability))
            .build()
            .map_err(working)
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
impl Disk {
    /// Makes writes fail, as on a full disk, that hold such a change.
    pub fn refuse_if(&self, refuse: fn(&Change) -> bool) {
        self.refuse.set(refuse);
    }

    /// Has the browser close the connection, as when it clears or repairs its storage.
    pub fn lose(&self) {
        let event = web_sys::Event::new("close").unwrap();
        self.db.as_sys().dispatch_event(&event).unwrap();
    }

    /// As [`Disk::write`], cut off before the end as by a crash of the tab.
    pub async fn write_without_commit(&self, batch: &Batch) -> Result<(), StoreError> {
        self.ask(batch).await.map(drop)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let connection = self.db.as_sys();
        connection.set_onversionchange(None);
        connection.set_onclose(None);
        connection.close();
    }
}

fn record(
    table: Table,
    key: indexed_db_futures::Result<JsValue>,
    value: indexed_db_futures::Result<JsValue>,
) -> Result<(Key, Value), StoreError> {
    let key = key_of(table, &key.map_err(working)?)?;
    let value = value_of(table, &key, value.map_err(working)?)?;
    Ok((key, value))
}

/// Ends a transaction. Where it was aborted, the reason lies in the transaction, not in the library's error.
async fn commit(tx: Transaction<'_>) -> Result<(), StoreError> {
    let raw = tx.as_sys().clone();
    match tx.commit().await {
        Ok(()) => Ok(()),
        Err(error) => Err(raw.error().map_or_else(|| working(error), |error| exception(&error))),
    }
}

/// The numbers of a second of the history, read in the transaction that adds to it.
async fn taken(tx: &Transaction<'_>, table: Table, second: u32) -> Result<Numbers, StoreError> {
    let store = tx.object_store(table.name()).map_err(working)?;
    let keys = store.get_all_keys::<JsValue>().with_query::<JsValue, _>(range(&Span::under(&[second])));
    let keys = keys.primitive().map_err(working)?.await.map_err(working)?;
    let keys = keys.map(|key| key_of(table, &key.map_err(working)?));
    let keys = keys.collect::<Result<Vec<Key>, StoreError>>()?;
    Ok(Numbers::beside(keys.iter().filter_map(|key| key.id(1))))
}

fn put(tx: &Transaction<'_>, table: Table, key: &Key, value: &JsValue) -> Result<(), StoreError> {
    let store: ObjectStore<'_> = tx.object_store(table.name()).map_err(working)?;
    put_in(&store, key, value).map_err(working)?;
    if table == Table::History {
        let told = tx.object_store(Table::Told.name()).map_err(working)?;
        put_told(&told, key, &bytes_of(value.clone())).map_err(working)?;
    }
    Ok(())
}

fn put_in(store: &ObjectStore<'_>, key: &Key, value: &JsValue) -> indexed_db_futures::Result<()> {
    store.put(value).with_key(key_value(key)).without_key_type().primitive()?;
    Ok(())
}

/// Notes which devices an entry of the history is about.
fn put_told(told: &ObjectStore<'_>, key: &Key, entry: &[u8]) -> indexed_db_futures::Result<()> {
    let Ok(entry) = wire::decode::<Entry>(entry) else { return Ok(()) };
    let of = |name: &str| put_in(told, &told_key(name, &key.0), &bytes_value(&[]));
    match entry.serials().next() {
        Some(_) => entry.serials().try_for_each(of),
        None if entry.name.is_empty() => Ok(()),
        None => of(&entry.name),
    }
}

/// The key under which it is noted that an entry is about a device.
pub fn told_key(device: &str, entry: &[Part]) -> Key {
    Key([&[Part::Text(device.to_lowercase())], entry].concat())
}

/// Notes of each entry that is there which devices it is about, as the database is upgraded.
pub async fn fill_told(told: &ObjectStore<'_>) -> indexed_db_futures::Result<()> {
    let history = told.transaction().object_store(Table::History.name())?;
    let mut span = Span::everything();
    loop {
        let keys = history.get_all_keys::<JsValue>().with_query::<JsValue, _>(range(&span));
        let values = history.get_all::<JsValue>().with_query::<JsValue, _>(range(&span));
        let (keys, values) = (keys.with_limit(FILLED).primitive()?, values.with_limit(FILLED).primitive()?);
        let mut last = None;
        for (key, value) in keys.await?.zip(values.await?) {
            // What isn't ours is left as it is.
            let Ok(key) = key_of(Table::History, &key?) else { continue };
            put_told(told, &key, &bytes_of(value?))?;
            last = Some(key);
        }
        match last {
            Some(key) => span = Span::After(key),
            None => return Ok(()),
        }
    }
}
