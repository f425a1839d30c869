//! Connections to `PostgreSQL`.

use std::cell::{RefCell, RefMut};
use std::collections::HashMap;
use std::error::Error;

use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Statement};

use super::link::Link;
use super::migrations::{self, migrate};
use super::sql::{Cell, Cells, Column, Kind, Row, Value};
use super::tls::Address;
use super::tracking::{Dialect, track};
use super::{Result, StoreError};

/// How many statements a connection keeps prepared.
pub const STATEMENTS: usize = 256;

/// A connection. It is made anew when the server of the database was restarted.
pub struct Postgres {
    address: Address,
    open: RefCell<Option<Open>>,
}

struct Open {
    client: Client,
    /// What was prepared, by its text as it is written here.
    statements: HashMap<String, Statement>,
    /// Whether a transaction is open.
    is_within: bool,
}

impl Postgres {
    /// Connects.
    pub fn connect(address: &Address) -> Result<Postgres> {
        let postgres = Postgres { address: address.clone(), open: RefCell::new(None) };
        postgres.mend()?;
        Ok(postgres)
    }

    /// Brings the tables to the newest version; of several servers that start at the same time, one does it.
    pub fn migrated(self) -> Result<Postgres> {
        self.run_all("SELECT pg_advisory_lock(7166001); CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)")?;
        let migrated = migrate(&self, &migrations::postgres()).and_then(|()| track(&self, Dialect::Postgres));
        self.run_all("SELECT pg_advisory_unlock(7166001)")?;
        migrated.map(|()| self)
    }

    fn open(&self) -> Result<RefMut<'_, Open>> {
        RefMut::filter_map(self.open.borrow_mut(), Option::as_mut)
            .map_err(|_| StoreError::Database("the connection is lost".to_owned()))
    }

    /// As [`Link::reserve`], in a transaction: nobody adds a row before its end, so nobody is given a number.
    fn reserve_within(&self, table: &str, numbers: i64) -> Result<i64> {
        // Whoever writes to the table waits behind this, so it doesn't wait for long itself.
        let lock = format!("SET LOCAL lock_timeout = '5s'; LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE");
        self.run_all(&lock).map_err(|error| {
            let message =
                "somebody is at it for long just now, such as another import; try again when that is done";
            StoreError::Database(format!("{message}: {error}"))
        })?;
        let sequence: String = self.one("SELECT pg_get_serial_sequence(?1, 'seq')", &[Value::Text(table)])?;
        let sql = format!("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}");
        let last: i64 = self.one(&sql, &[])?;
        let _: i64 = self.one(
            "SELECT setval(?1::text::regclass, ?2)",
            &[Value::Text(&sequence), Value::Integer(last + numbers)],
        )?;
        Ok(last)
    }

    /// The first column of the one row of an answer.
    fn one<T: for<'r> Column<'r>>(&self, sql: &str, values: &[Value<'_>]) -> Result<T> {
        let mut one = Err(StoreError::Database("an answer without rows".to_owned()));
        self.each(sql, values, &mut |row| {
            one = row.get(0);
            false
        })?;
        one
    }

    /// As [`Link::run`], and notes whether a transaction is open afterwards.
    fn step(&self, sql: &str, is_within: bool) -> Result<()> {
        let mut open = self.open()?;
        open.client.batch_execute(sql)?;
        open.is_within = is_within;
        Ok(())
    }
}

impl Open {
    fn prepare(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        // Filters make ever new ones.
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        let statement = self.client.prepare(&written(sql))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// A statement as the database has it: none has a question mark that is no placeholder.
pub fn written(sql: &str) -> String {
    sql.replace('?', "$")
}

/// A value as the database takes it.
#[derive(Debug)]
pub struct Param<'v>(pub Value<'v>);

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(number) if *kind == Type::INT4 => i32::try_from(number)?.to_sql(kind, out),
            Value::Integer(number) => number.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'r> FromSql<'r> for Cell<'r> {
    fn from_sql(kind: &Type, raw: &'r [u8]) -> std::result::Result<Cell<'r>, Box<dyn Error + Sync + Send>> {
        Ok(match *kind {
            Type::INT8 => Cell::Integer(i64::from_sql(kind, raw)?),
            Type::INT4 => Cell::Integer(i32::from_sql(kind, raw)?.into()),
            Type::BYTEA => Cell::Bytes(raw),
            _ => Cell::Text(<&str>::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Cell<'r>, Box<dyn Error + Sync + Send>> {
        Ok(Cell::Null)
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::BYTEA) || <&str as FromSql>::accepts(kind)
    }
}

impl Cells for postgres::Row {
    fn cell(&self, index: usize) -> Result<Cell<'_>> {
        Ok(self.try_get(index)?)
    }
}

impl Link for Postgres {
    fn mend(&self) -> Result<()> {
        let mut open = self.open.borrow_mut();
        if open.as_ref().is_none_or(|open| open.client.is_closed()) {
            *open = None;
            let client = self.address.connect()?;
            *open = Some(Open { client, statements: HashMap::new(), is_within: false });
        }
        Ok(())
    }

    fn begin(&self) -> Result<()> {
        self.step("BEGIN", true)
    }

    fn begin_reading(&self) -> Result<()> {
        self.step("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", true)
    }

    fn take(&self, tenant: i64, unless_taken: bool) -> Result<bool> {
        let sql = if unless_taken {
            "SELECT 1 FROM tenants WHERE seq = ?1 FOR UPDATE SKIP LOCKED"
        } else {
            "SELECT 1 FROM tenants WHERE seq = ?1 FOR UPDATE"
        };
        let mut is_taken = false;
        self.each(sql, &[Value::Integer(tenant)], &mut |_| {
            is_taken = true;
            false
        })?;
        Ok(is_taken)
    }

    fn run(&self, sql: &str) -> Result<()> {
        let is_within = !matches!(sql, "COMMIT" | "ROLLBACK");
        self.step(sql, is_within)
    }

    fn run_all(&self, sql: &str) -> Result<()> {
        Ok(self.open()?.client.batch_execute(sql)?)
    }

    fn version(&self) -> Result<usize> {
        let mut version = Ok(0);
        self.each("SELECT max(version) FROM schema_version", &[], &mut |row| {
            version = row.get::<Option<usize>>(0).map(Option::unwrap_or_default);
            false
        })?;
        version
    }

    fn set_version(&self, version: usize) -> Result<()> {
        self.run_all(&format!("DELETE FROM schema_version; INSERT INTO schema_version VALUES ({version})"))
    }

    fn is_within(&self) -> bool {
        self.open.borrow().as_ref().is_some_and(|open| open.is_within && !open.client.is_closed())
    }

    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        let mut open = self.open()?;
        let statement = open.prepare(sql)?;
        let values: Vec<Param<'_>> = values.iter().copied().map(Param).collect();
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        let changed = open.client.execute(&statement, &values)?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    fn each(&self, sql: &str, values: &[Value<'_>], show: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<()> {
        let rows = {
            let mut open = self.open()?;
            let statement = open.prepare(sql)?;
            let values: Vec<Param<'_>> = values.iter().copied().map(Param).collect();
            let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
            open.client.query(&statement, &values)?
        };
        // What is shown may ask further questions.
        let _ = rows.iter().all(|row| show(&Row(row)));
        Ok(())
    }

    fn steps(&self) -> Result<usize> {
        migrations::postgres_steps(self.version()?).ok_or_else(migrations::too_old)
    }

    fn columns(&self, table: &str) -> Result<Vec<(String, Kind)>> {
        let sql = "SELECT column_name::text, data_type::text FROM information_schema.columns \
                   WHERE table_schema = current_schema() AND table_name = ?1";
        let mut columns = Vec::new();
        self.each(sql, &[Value::Text(table)], &mut |row| {
            columns.push(row.get(0).and_then(|name| Ok((name, Kind::named(row.get(1)?)?))));
            true
        })?;
        columns.into_iter().collect()
    }

    fn next_number(&self, table: &str) -> Result<i64> {
        self.one("SELECT nextval(pg_get_serial_sequence(?1, 'seq')::regclass)", &[Value::Text(table)])
    }

    fn count_later(&self) -> Result<bool> {
        self.run_all("SET LOCAL muster.counts_later = 'on'")?;
        Ok(true)
    }

    fn reserve(&self, table: &str, numbers: i64) -> Result<i64> {
        self.begin()?;
        let reserved = self.reserve_within(table, numbers);
        self.run(if reserved.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        reserved
    }
}
