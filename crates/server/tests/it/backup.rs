//! `muster-server backup`, beside a server that is written to.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use serde_json::json;

use crate::app::IMPORTS;
use crate::devices::{device, serial};
use crate::process::{Running, query};

fn backup(database: &str, to: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster-server"));
    command.args(["backup", "--db", database, "--to"]).arg(to).output().unwrap()
}

fn refusal(database: &str, to: &Path) -> String {
    let output = backup(database, to);
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap().trim().to_owned()
}

/// Devices that a client was told are kept.
type Kept = Arc<Mutex<Vec<u32>>>;

/// Registers devices, two in a call, until it is told to stop.
fn register(address: &str, kept: &Kept, stop: &AtomicBool, from: u32) {
    let client = Running::client(address);
    for number in (from..).step_by(2) {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let devices = [device(number), device(number + 1)];
        let body = json!({ "importedWindowsAutopilotDeviceIdentities": devices }).to_string();
        client("POST", &format!("{IMPORTS}/import"), &format!("call-{number}"), &body).unwrap();
        kept.lock().unwrap().extend([number, number + 1]);
    }
}

#[test]
fn a_copy_has_all_that_was_answered_before_it_began() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db");
    let running = Running::start(&database);
    let (kept, stop) = (Kept::default(), Arc::new(AtomicBool::new(false)));
    let clients: Vec<_> = (0..3)
        .map(|client| {
            let (address, kept, stop) = (running.address.clone(), kept.clone(), stop.clone());
            std::thread::spawn(move || register(&address, &kept, &stop, client * 1_000_000))
        })
        .collect();
    let mut copies = Vec::new();
    for number in 0..4 {
        while kept.lock().unwrap().len() < 60 * (number + 1) {
            std::thread::yield_now();
        }
        let before = kept.lock().unwrap().clone();
        let to = folder.path().join(format!("copy-{number}.db"));
        let output = backup(&database.display().to_string(), &to);
        assert!(output.status.success(), "{output:?}");
        copies.push((before, to));
    }
    stop.store(true, Ordering::Relaxed);
    for client in clients {
        client.join().unwrap();
    }
    let last = kept.lock().unwrap().len();
    running.kill();
    for (before, copy) in &copies {
        let connection = Connection::open(copy).unwrap();
        let mut serials = connection.prepare("SELECT 1 FROM imports WHERE serial_number = ?1").unwrap();
        for number in before {
            assert!(serials.exists([serial(*number)]).unwrap(), "{number} is missing");
        }
        check_references(copy);
    }
    // It was written to meanwhile.
    assert!(last > copies[3].0.len());
    let (before, copy) = copies.pop().unwrap();
    let restored = Running::start(&copy);
    let count = restored.ask("GET", &format!("{IMPORTS}/$count"), "", "").unwrap();
    assert!(count.rsplit("\r\n").next().unwrap().parse::<usize>().unwrap() >= before.len());
    // What was under way goes on.
    let registered = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/$count";
    while !restored.ask("GET", registered, "", "").unwrap().ends_with(count.rsplit("\r\n").next().unwrap()) {
        std::thread::yield_now();
    }
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("unfinished")));
}

/// What names something else names something that is there.
fn check_references(copy: &Path) {
    for sql in [
        "SELECT count(*) FROM imports WHERE status = 'complete' AND registration_id NOT IN (SELECT id FROM identities)",
        "SELECT count(*) FROM imports WHERE status = 'complete' AND registration_id IS NULL",
        "SELECT count(*) FROM identities WHERE entra_device_id NOT IN (SELECT device_id FROM directory_devices)",
        "SELECT count(*) FROM identities WHERE id NOT IN (SELECT registration_id FROM imports WHERE registration_id IS NOT NULL)",
        "SELECT count(*) FROM answers WHERE import_id NOT IN (SELECT import_id FROM imports)",
        // Calls are in it whole.
        "SELECT count(*) FROM (SELECT import_id FROM imports GROUP BY import_id HAVING count(*) <> 2)",
    ] {
        assert_eq!(query(copy, sql), 0, "{sql}");
    }
}

#[test]
fn without_a_server_it_is_copied_too_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db");
    let running = Running::start(&database);
    running.ask("POST", IMPORTS, "call-1", &device(1).to_string()).unwrap();
    // Killed: part of what was answered is in the log of the database alone.
    running.kill();
    let to = folder.path().join("copy.db");
    let database = database.display().to_string();
    assert!(backup(&database, &to).status.success());
    assert_eq!(query(&to, "SELECT count(*) FROM imports"), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let before = fs::read(&to).unwrap();
    assert_eq!(
        refusal(&database, &to),
        format!(
            "muster-server: {} is there already, and is not written over: choose another name with --to",
            to.display()
        )
    );
    assert_eq!(fs::read(&to).unwrap(), before);
    let running = Running::start(Path::new(&database));
    assert!(running.ask("GET", &format!("{IMPORTS}/$count"), "", "").unwrap().ends_with("\r\n1"));
}

#[test]
fn what_is_no_whole_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("text.db"), "this is a text, not a database, and long enough to tell").unwrap();
    Connection::open(path("empty.db")).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    let running = Running::start(&path("newer.db"));
    running.ask("POST", IMPORTS, "call-1", &device(1).to_string()).unwrap();
    running.kill();
    fs::copy(path("newer.db"), path("damaged.db")).unwrap();
    Connection::open(path("newer.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let damaged = Connection::open(path("damaged.db")).unwrap();
    // An index that isn't what its table says.
    damaged
        .execute_batch(
            "PRAGMA writable_schema = ON; \
             UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'answers_by_age') \
             WHERE name = 'imports_by_call'; PRAGMA writable_schema = OFF;",
        )
        .unwrap();
    drop(damaged);
    for (name, wanted) in [
        ("none.db", "there is no database"),
        ("text.db", "file is not a database"),
        ("empty.db", "no server ever ran on it"),
        ("newer.db", "the database has version 99"),
        ("damaged.db", "the database can't be used"),
    ] {
        let to = path("copy.db");
        let refused = refusal(&path(name).display().to_string(), &to);
        assert!(refused.contains(wanted), "{name}: {refused}");
        assert!(!to.exists(), "{name}");
    }
    let refused =
        refusal("postgres://me:secret@db.contoso.com/muster?sslmode=require", Path::new("muster.dump"));
    assert_eq!(
        refused,
        "muster-server: PostgreSQL has a program of its own for this, which copies it while servers run: pg_dump \
         --format=custom --file='muster.dump' 'postgres://me@db.contoso.com/muster?sslmode=require'. One tenant of it can \
         be taken elsewhere with muster-server export"
    );
}
