//! The process itself: how it starts, how it stops, and what it leaves when it is killed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::json;

use crate::app::IMPORTS;
use crate::devices::{device, hash, serial};

fn command(database: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster-server"));
    command.arg("--db").arg(database).args(["--log", "json"]).args(more);
    command
}

/// A process that listens.
struct Running {
    process: Child,
    address: String,
    log: PathBuf,
}

impl Running {
    fn start(database: &Path) -> Running {
        let log = database.with_extension("log");
        let mut process = command(database, &["--listen", "127.0.0.1:0", "--registration", "0"])
            .stdout(Stdio::piped())
            .stderr(fs::OpenOptions::new().create(true).append(true).open(&log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("muster-server listens on http://").unwrap_or_else(|| {
            panic!("{line}: {}", fs::read_to_string(&log).unwrap());
        });
        Running { address: address.to_owned(), process, log }
    }

    /// An answer, or nothing where the process is gone.
    fn ask(&self, method: &str, path: &str, id: &str, body: &str) -> Option<String> {
        ask(&self.address, method, path, id, body).ok().filter(|answer| answer.starts_with("HTTP/1.1 2"))
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A test that failed leaves none behind; one that went well has ended it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn ask(address: &str, method: &str, path: &str, id: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nclient-request-id: {id}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Why a process did not start.
fn refusal(database: &Path, more: &[&str]) -> String {
    let output = command(database, more).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap().trim().replace(&database.display().to_string(), "DB")
}

#[test]
fn it_refuses_to_start_where_it_should() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db");
    for (more, wanted) in [
        (
            &["--listen", "0.0.0.0:8740"][..],
            "muster-server: can't listen on 0.0.0.0:8740: there is no sign-in yet, so everybody who reaches that address \
             could change the tenant. Listen on 127.0.0.1 or [::1]",
        ),
        (&["--registration=-1"], "--registration must be a number of seconds, 0 or more"),
        (&["--data", "/nowhere/data.json"], "can't read /nowhere/data.json"),
        (&["--app", "/nowhere"], "/nowhere is no built console: it has no index.html. Build it first"),
    ] {
        let refusal = refusal(&database, more);
        assert!(refusal.contains(wanted), "{refusal}");
    }
    assert!(!database.exists());
    let running = Running::start(&database);
    assert_eq!(
        refusal(&database, &["--listen", "127.0.0.1:0"]),
        "muster-server: DB is in use by another muster-server. Stop that one, or choose another file with --db"
    );
    assert_eq!(
        refusal(&folder.path().join("other.db"), &["--listen", &running.address]).split(". ").last(),
        Some("Choose another port with --listen")
    );
}

#[test]
fn told_to_stop_it_leaves_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db");
    let mut running = Running::start(&database);
    running.ask("POST", IMPORTS, "call-1", &device(1).to_string()).unwrap();
    let idle = TcpStream::connect(&running.address).unwrap();
    let told = Command::new("kill").arg(running.process.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(running.process.wait().unwrap().success());
    drop(idle);
    assert!(!database.with_extension("db-wal").exists());
    let imports: i64 = query(&database, "SELECT count(*) FROM imports");
    assert_eq!(imports, 1);
}

fn query(database: &Path, sql: &str) -> i64 {
    Connection::open(database).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn the_log_says_nothing_of_devices() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::start(&folder.path().join("muster.db"));
    running.ask("POST", IMPORTS, "call-1", &device(1).to_string()).unwrap();
    let damaged = device(2).to_string().replace("\"Sales\"", &format!("[\"{}\"]", hash(3)));
    assert!(running.ask("POST", IMPORTS, "call-2", &damaged).is_none());
    let filter = format!(
        "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities?$filter=contains(serialNumber,'{}')",
        serial(4)
    );
    running.ask("GET", &filter, "call-3", "").unwrap();
    let by_serial = format!("/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/{}", serial(5));
    assert!(running.ask("GET", &by_serial, "call-4", "").is_none());
    let log = running.log.clone();
    running.kill();
    let log = fs::read_to_string(log).unwrap();
    assert_eq!(log.lines().filter(|line| line.contains("\"answered\"")).count(), 4, "{log}");
    assert!(log.contains("windowsAutopilotDeviceIdentities/{id}"), "{log}");
    for number in 1..=5 {
        for secret in [&serial(number), &hash(number)[..40], "contoso", "Sales"] {
            assert!(!log.contains(secret), "{secret} in {log}");
        }
    }
}

/// A client registers devices and asks again until it hears an answer, while the server is killed over and over.
#[test]
fn killed_at_any_moment_it_registers_each_device_once() {
    const CALLS: u32 = 60;
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db");
    let mut running = Some(Running::start(&database));
    let started = Instant::now();
    let (mut number, mut kills, mut repeats) = (0, 0, 0);
    while number < CALLS {
        let server = running.get_or_insert_with(|| Running::start(&database));
        let address = server.address.clone();
        let devices = [device(number * 2), device(number * 2 + 1)];
        let body = json!({ "importedWindowsAutopilotDeviceIdentities": devices }).to_string();
        let call = std::thread::spawn(move || {
            ask(&address, "POST", &format!("{IMPORTS}/import"), &format!("call-{number}"), &body)
        });
        // Sometimes before it is read, sometimes while it is written, sometimes after it was answered.
        if number % 3 == 1 && repeats < 3 {
            let moment = Duration::from_micros(u64::from(kills % 16) * 400);
            let until = Instant::now() + moment;
            while Instant::now() < until && !call.is_finished() {
                std::hint::spin_loop();
            }
            running.take().unwrap().kill();
            kills += 1;
        }
        match call.join().unwrap() {
            Ok(answer) if answer.starts_with("HTTP/1.1 200") => (number, repeats) = (number + 1, 0),
            _ => repeats += 1,
        }
        assert!(started.elapsed() < Duration::from_mins(1), "too slow: {number} calls, {kills} kills");
    }
    let server = running.get_or_insert_with(|| Running::start(&database));
    let count = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/$count";
    while !server.ask("GET", count, "", "").unwrap().ends_with(&format!("\r\n{}", CALLS * 2)) {
        assert!(started.elapsed() < Duration::from_mins(1), "not all are registered");
        std::thread::yield_now();
    }
    running.take().unwrap().kill();
    assert!(kills >= CALLS / 3, "{kills}");
    let devices = i64::from(CALLS * 2);
    for (sql, wanted) in [
        ("SELECT count(*) FROM imports", devices),
        ("SELECT count(*) FROM imports WHERE status = 'complete'", devices),
        ("SELECT count(DISTINCT registration_id) FROM imports", devices),
        ("SELECT count(DISTINCT import_id) FROM imports", devices / 2),
        ("SELECT count(*) FROM identities", devices),
        ("SELECT count(DISTINCT identity) FROM identities", devices),
        ("SELECT count(*) FROM entra_devices", devices),
        ("SELECT count(*) FROM answers", devices / 2),
    ] {
        assert_eq!(query(&database, sql), wanted, "{sql}");
    }
}
