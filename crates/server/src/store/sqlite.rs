//! Connections to `SQLite`.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement};

use super::link::Link;
use super::migrations::{self, migrate};
use super::sql::{Cell, Cells, Kind, Row, Value};
use super::tracking::{Dialect, add_columns, track};
use super::{Result, StoreError};

/// How many statements a connection keeps prepared; there are fewer.
const STATEMENTS: usize = 256;

/// A connection.
pub struct Sqlite(Connection);

impl Sqlite {
    /// Opens the file, or makes it; brings its tables to the newest version.
    pub fn open(path: &Path) -> Result<Sqlite> {
        let connection = Connection::open(path)?;
        prepare(&connection)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA wal_autocheckpoint = 4000;",
        )?;
        Sqlite(connection).migrated()
    }

    /// Opens the file to read in it.
    pub fn open_reader(path: &Path) -> Result<Sqlite> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(path, flags)?;
        prepare(&reader)?;
        Ok(Sqlite(reader))
    }

    /// Opens the file, or makes it, with tables as they were after so many of the steps that both kinds of database have.
    pub fn open_at(path: &Path, steps: usize) -> Result<Sqlite> {
        let sqlite = Sqlite(Connection::open(path)?);
        let all = migrations::sqlite();
        let later = migrations::known_steps().saturating_sub(steps);
        migrate(&sqlite, &all[..all.len() - later.min(all.len())])?;
        add_columns(&sqlite, Dialect::Sqlite)?;
        Ok(sqlite)
    }

    /// A database in memory, as long as the connection lives.
    pub fn in_memory() -> Result<Sqlite> {
        let connection = Connection::open_in_memory()?;
        prepare(&connection)?;
        Sqlite(connection).migrated()
    }

    /// A connection as it is.
    #[cfg(test)]
    pub fn on(connection: Connection) -> Sqlite {
        Sqlite(connection)
    }

    /// Writes what is there at this moment into an empty file. Others write meanwhile.
    pub fn copy_into(&self, file: &str) -> Result<()> {
        self.0.execute("VACUUM INTO ?1", [file])?;
        Ok(())
    }

    /// As [`Link::reserve`], in a transaction. The last number of each table stands in a table of `SQLite`'s own.
    fn reserve_within(&self, table: &str, numbers: i64) -> Result<i64> {
        let sql = "SELECT (SELECT seq FROM sqlite_sequence WHERE name = ?1)";
        let last: Option<i64> = self.0.query_row(sql, [table], |row| row.get(0))?;
        let sql = match last {
            Some(_) => "UPDATE sqlite_sequence SET seq = seq + ?2 WHERE name = ?1",
            None => "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)",
        };
        self.0.execute(sql, rusqlite::params![table, numbers])?;
        Ok(last.unwrap_or_default())
    }

    fn migrated(self) -> Result<Sqlite> {
        migrate(&self, &migrations::sqlite())?;
        track(&self, Dialect::Sqlite)?;
        Ok(self)
    }

    /// Deletes every row.
    pub fn forget_everything(&self) -> Result<()> {
        // What is deleted from other tables is noted in these two.
        let mut tables = self.0.prepare_cached(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name = 'sqlite_sequence' OR name NOT LIKE 'sqlite_%') \
             ORDER BY name IN ('removals', 'sqlite_sequence')",
        )?;
        let names = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        for name in names {
            // The first tenant comes with the tables.
            let but = if name == "tenants" { " WHERE seq > 1" } else { "" };
            self.0.prepare_cached(&format!("DELETE FROM {name}{but}"))?.execute([])?;
        }
        Ok(())
    }
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(Duration::from_secs(5))?;
    // Otherwise a statement that may use an index of some rows only is prepared anew for every other value, with its triggers.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Each connection has a cache of its own, and there are six: together they stay below 100 MB. What they don't hold, the system does.
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;")?;
    Ok(())
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Cells for rusqlite::Row<'_> {
    fn cell(&self, index: usize) -> Result<Cell<'_>> {
        Ok(match self.get_ref(index)? {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(number) => Cell::Integer(number),
            ValueRef::Blob(bytes) => Cell::Bytes(bytes),
            text @ ValueRef::Text(_) => {
                Cell::Text(text.as_str().map_err(|error| StoreError::Database(error.to_string()))?)
            }
            ValueRef::Real(_) => return Err(StoreError::Database("a column of fractions".to_owned())),
        })
    }
}

fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<()> {
    for (index, value) in (1..).zip(values) {
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

impl Link for Sqlite {
    fn mend(&self) -> Result<()> {
        Ok(())
    }

    fn begin(&self) -> Result<()> {
        self.run("BEGIN IMMEDIATE")
    }

    fn begin_reading(&self) -> Result<()> {
        self.run("BEGIN")
    }

    /// One connection writes at a time.
    fn take(&self, _: i64, _: bool) -> Result<bool> {
        Ok(true)
    }

    fn run(&self, sql: &str) -> Result<()> {
        self.0.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    fn run_all(&self, sql: &str) -> Result<()> {
        Ok(self.0.execute_batch(sql)?)
    }

    fn version(&self) -> Result<usize> {
        Ok(self.0.query_row("PRAGMA user_version", [], |row| row.get(0))?)
    }

    fn set_version(&self, version: usize) -> Result<()> {
        self.run_all(&format!("PRAGMA user_version = {version}"))
    }

    fn is_within(&self) -> bool {
        !self.0.is_autocommit()
    }

    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_execute()?)
    }

    fn each(&self, sql: &str, values: &[Value<'_>], show: &mut dyn FnMut(&Row<'_>) -> bool) -> Result<()> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            if !show(&Row(row)) {
                break;
            }
        }
        Ok(())
    }

    fn steps(&self) -> Result<usize> {
        migrations::sqlite_steps(self.version()?).ok_or_else(migrations::too_old)
    }

    fn columns(&self, table: &str) -> Result<Vec<(String, Kind)>> {
        let mut statement = self.0.prepare_cached("SELECT name, type FROM pragma_table_info(?1)")?;
        let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| row.map_err(StoreError::from).and_then(|(name, kind)| Ok((name, Kind::named(&kind)?))))
            .collect()
    }

    fn reserve(&self, table: &str, numbers: i64) -> Result<i64> {
        self.begin()?;
        let reserved = self.reserve_within(table, numbers);
        self.run(if reserved.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        reserved
    }

    fn next_number(&self, table: &str) -> Result<i64> {
        Ok(self.reserve_within(table, 1)? + 1)
    }

    fn settle(&self) {
        // What can't be moved now is moved when the file is opened next.
        let _ = self.0.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
