//! What the database alone can do: the same rows into the same table, with the same promises, and nothing else.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

pub fn insert(path: &Path, rows: usize, at_once: usize) -> Duration {
    let mut connection = Connection::open(path).expect("a database");
    connection
        .execute_batch(concat!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;
             PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
            include_str!("../../migrations/sqlite/0001.sql")
        ))
        .expect("tables");
    let numbers: Vec<usize> = (1..=rows).collect();
    let ids: Vec<String> = numbers.iter().map(|_| uuid::Uuid::now_v7().to_string()).collect();
    let started = Instant::now();
    for (call, numbers) in numbers.chunks(at_once).enumerate() {
        let transaction = connection.transaction().expect("a transaction");
        {
            let mut statement = transaction
                .prepare_cached(
                    "INSERT INTO imports (id, import_id, group_tag, serial_number, serial_key, product_key, \
                     assigned_user, identity, manufacturer, model, verdict, status, error_code, complete_at, due_at) \
                     VALUES (?1, ?2, 'Load', ?3, ?4, '', NULL, ?5, 'Contoso', 'Contoso Book 1', 'fine', 'unknown', 0, \
                     ?6, ?7)",
                )
                .expect("a statement");
            for number in numbers {
                let serial = format!("TEST-{number:07}");
                let time = 1_767_225_600_000_i64 + i64::try_from(call).expect("few calls");
                statement
                    .execute(params![
                        ids[number - 1],
                        ids[call * at_once],
                        serial,
                        serial.to_lowercase(),
                        [0x5a_u8; 32],
                        time + 60_000,
                        time + 15_000
                    ])
                    .expect("a row");
            }
        }
        transaction.commit().expect("a commit");
    }
    started.elapsed()
}
