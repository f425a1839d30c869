//! The database alone: the statements that answer a request, with the same promises, and nothing else.

use crate::figures::Figures;
use crate::work::Load;

/// A connection of either kind.
pub enum Sql {
    Sqlite(rusqlite::Connection),
    Postgres(Box<postgres::Client>),
}

const READ: &str = "SELECT * FROM managed_devices WHERE tenant = 1 AND id = $1";
const HEARD: &str = "UPDATE managed_devices SET last_sync_at = last_sync_at + 1 WHERE tenant = 1 AND id = $1";
const OBJECT: &str = "UPDATE directory_devices SET approximate_last_sign_in_at = \
                      coalesce(approximate_last_sign_in_at, 0) + 1 WHERE tenant = 1 AND device_id = $1";
const WAITING: &str = "SELECT * FROM device_actions WHERE tenant = 1 AND device_id = $1";
// SQLite numbers these by where they stand first.
const ACT: &str = "INSERT INTO device_actions (tenant, device_id, id, name, state, parameters, asked_at, updated_at) \
                   VALUES (1, $1, $2, 'bare', 'done', '{}', 0, 0)";
const SHOW: &str = "UPDATE managed_devices SET device_action_results = '[]' WHERE tenant = 1 AND id = $1";

/// Does the same again and again, over several connections.
pub fn measure(database: &str, load: &Load, work: impl Fn(&mut Sql, usize) + Sync) -> Figures {
    load.run(|| Sql::open(database), work)
}

/// The address of a new database of the server of another one.
pub fn new_database(address: &str) -> String {
    let name = format!("tenant_{}", std::process::id());
    let mut client = postgres::Client::connect(address, postgres::NoTls).expect("the database's server");
    client.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
    let (server, _) = address.rsplit_once('/').expect("an address with a database's name");
    format!("{server}/{name}")
}

impl Sql {
    pub fn open(database: &str) -> Sql {
        if database.starts_with("postgres") {
            let client = postgres::Client::connect(database, postgres::NoTls).expect("the database's server");
            return Sql::Postgres(Box::new(client));
        }
        let connection = rusqlite::Connection::open(database).expect("the file");
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; \
                 PRAGMA busy_timeout = 60000;",
            )
            .expect("settings");
        connection.set_prepared_statement_cache_capacity(100);
        Sql::Sqlite(connection)
    }

    pub fn run(&mut self, sql: &str) {
        match self {
            Sql::Sqlite(connection) => connection.execute_batch(sql).expect("a statement"),
            Sql::Postgres(client) => client.batch_execute(sql).expect("a statement"),
        }
    }

    /// Reads what a statement gives, to the last column.
    fn ask(&mut self, sql: &str, value: &str) {
        match self {
            Sql::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql).expect("a statement");
                let columns = statement.column_count();
                let mut rows = statement.query([value]).expect("rows");
                while let Some(row) = rows.next().expect("a row") {
                    for column in 0..columns {
                        std::hint::black_box(row.get_ref(column).expect("a column"));
                    }
                }
            }
            Sql::Postgres(client) => {
                let statement = prepared(client, sql);
                std::hint::black_box(client.query(&statement, &[&value]).expect("rows"));
            }
        }
    }

    fn change(&mut self, sql: &str, values: &[&str]) {
        match self {
            Sql::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql).expect("a statement");
                statement.execute(rusqlite::params_from_iter(values)).expect("a change");
            }
            Sql::Postgres(client) => {
                let statement = prepared(client, sql);
                let values: Vec<&(dyn postgres::types::ToSql + Sync)> =
                    values.iter().map(|value| value as &(dyn postgres::types::ToSql + Sync)).collect();
                client.execute(&statement, &values).expect("a change");
            }
        }
    }

    fn begin(&mut self) {
        match self {
            Sql::Sqlite(_) => self.run("BEGIN IMMEDIATE"),
            // As the server does: those who change a tenant do so one after another.
            Sql::Postgres(_) => self.run("BEGIN; SELECT 1 FROM tenants WHERE seq = 1 FOR UPDATE"),
        }
    }

    /// One device.
    pub fn read(&mut self, id: &str) {
        self.ask(READ, id);
    }

    /// A device that is heard of.
    pub fn check_in(&mut self, id: &str) {
        self.begin();
        self.ask(READ, id);
        self.ask(WAITING, id);
        self.change(HEARD, &[id]);
        self.change(OBJECT, &[id]);
        self.run("COMMIT");
    }

    /// A device that is asked to do something.
    pub fn act(&mut self, id: &str, turn: usize) {
        self.begin();
        self.ask(READ, id);
        self.ask(WAITING, id);
        let action = format!("{turn}-{:?}-{}", std::thread::current().id(), uuid::Uuid::now_v7());
        self.change(ACT, &[id, &action]);
        self.change(SHOW, &[id]);
        self.run("COMMIT");
    }
}

/// A statement of a connection, prepared once.
fn prepared(client: &mut postgres::Client, sql: &str) -> postgres::Statement {
    thread_local! {
        static KNOWN: std::cell::RefCell<std::collections::HashMap<String, postgres::Statement>> =
            std::cell::RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(statement) = known.get(sql) {
            return statement.clone();
        }
        let statement = client.prepare(sql).expect("a statement");
        known.insert(sql.to_owned(), statement.clone());
        statement
    })
}
