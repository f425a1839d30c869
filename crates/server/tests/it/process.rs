//! The process itself: how it starts, how it stops, and what it leaves when it is killed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::json;

use crate::app::{self, IMPORTS};
use crate::devices::{device, hash, serial};

fn command(database: &Path, more: &[&str]) -> Command {
    command_on(&database.display().to_string(), more)
}

fn command_on(database: &str, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster-server"));
    command.args(["--db", database, "--log", "json"]).args(more);
    command
}

/// A database for processes: a file, or one of `PostgreSQL` where that is named.
pub struct Shared {
    pub folder: tempfile::TempDir,
    pub address: String,
}

impl Shared {
    pub fn new() -> Shared {
        let folder = tempfile::tempdir().unwrap();
        let address =
            app::postgres().unwrap_or_else(|| folder.path().join("muster.db").display().to_string());
        Shared { folder, address }
    }

    pub fn is_postgres(&self) -> bool {
        self.address.starts_with("postgres:")
    }

    /// Another process on it.
    pub fn start(&self) -> Running {
        Running::start_on(&self.address, self.folder.path().join("muster.log"))
    }

    pub fn execute(&self, sql: &str) {
        if self.is_postgres() {
            let mut client = postgres::Client::connect(&self.address, postgres::NoTls).unwrap();
            client.batch_execute(sql).unwrap();
        } else {
            Connection::open(&self.address).unwrap().execute_batch(sql).unwrap();
        }
    }

    pub fn query(&self, sql: &str) -> i64 {
        if self.is_postgres() {
            let mut client = postgres::Client::connect(&self.address, postgres::NoTls).unwrap();
            client.query_one(sql, &[]).unwrap().get(0)
        } else {
            query(Path::new(&self.address), sql)
        }
    }
}

/// A process that listens.
pub struct Running {
    pub process: Child,
    pub address: String,
    pub log: PathBuf,
}

impl Running {
    pub fn start(database: &Path) -> Running {
        Running::start_on(&database.display().to_string(), database.with_extension("log"))
    }

    pub fn start_on(database: &str, log: PathBuf) -> Running {
        Running::start_with(database, log, &[])
    }

    pub fn start_with(database: &str, log: PathBuf, more: &[&str]) -> Running {
        let mut process = command_on(database, &["--listen", "127.0.0.1:0", "--registration", "0"])
            .args(more)
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
    pub fn ask(&self, method: &str, path: &str, id: &str, body: &str) -> Option<String> {
        ask(&self.address, method, path, id, body).ok().filter(|answer| answer.starts_with("HTTP/1.1 2"))
    }

    /// Asks the process at an address; an answer that is no success is none.
    pub fn client(address: &str) -> impl Fn(&str, &str, &str, &str) -> Option<String> {
        let address = address.to_owned();
        move |method, path, id, body| {
            ask(&address, method, path, id, body).ok().filter(|answer| answer.starts_with("HTTP/1.1 2"))
        }
    }

    pub fn kill(mut self) {
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
    say(address, method, path, &format!("client-request-id: {id}"), body)
}

/// As [`ask`], with any other header.
pub fn say(address: &str, method: &str, path: &str, header: &str, body: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{header}\r\n\
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
    let wrong = folder.path().join("wrong.json");
    fs::write(&wrong, r#"{ "rules": [{ "fault": "throttle", "every": 0 }] }"#).unwrap();
    for (more, wanted) in [
        (
            &["--listen", "0.0.0.0:8740"][..],
            "muster-server: can't listen on 0.0.0.0:8740: there is no sign-in yet, so everybody who reaches that address \
             could change the tenant. Listen on 127.0.0.1 or [::1]",
        ),
        (&["--registration=-1"], "--registration must be a number of seconds, 0 or more"),
        (&["--allow-origin", "https://a.contoso.com/console"], "it has a scheme and a host and nothing else"),
        (&["--allow-origin", "*"], "it has a scheme and a host and nothing else"),
        (&["--data", "/nowhere/data.json"], "can't read /nowhere/data.json"),
        (&["--faults", "/nowhere/faults.json"], "can't read /nowhere/faults.json"),
        (
            &["--faults", wrong.to_str().unwrap()],
            "wrong.json: rules[0].every must be a whole number, 1 or more",
        ),
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
fn an_answer_that_gets_lost_breaks_the_connection() {
    let store = Shared::new();
    let rules = store.folder.path().join("faults.json");
    fs::write(&rules, r#"{ "rules": [{ "fault": "lostAnswer", "methods": ["POST"], "every": 2 }] }"#)
        .unwrap();
    let log = store.folder.path().join("muster.log");
    let running = Running::start_with(&store.address, log, &["--faults", rules.to_str().unwrap(), "--admin"]);
    running.ask("POST", IMPORTS, "call-0", &device(0).to_string()).unwrap();
    let count = || running.ask("GET", &format!("{IMPORTS}/$count"), "", "").unwrap();
    let batch = json!({ "requests": [{ "id": "1", "method": "POST", "url": IMPORTS.replace("/v1.0", ""), "body": device(2),
        "headers": { "Content-Type": "application/json", "client-request-id": "item-1" } }] });
    for (path, body, imports) in [(IMPORTS, device(1), 2), ("/v1.0/$batch", batch, 3)] {
        // Not a byte of it arrives.
        let heard = ask(&running.address, "POST", path, "call-1", &body.to_string());
        assert!(heard.as_ref().map_or(true, String::is_empty), "{heard:?}");
        assert!(count().ends_with(&format!("\r\n{imports}")));
        let again = running.ask("POST", path, "call-1", &body.to_string()).unwrap();
        assert!(again.contains("muster-replayed"), "{again}");
        assert!(count().ends_with(&format!("\r\n{imports}")));
    }
    assert!(fs::read_to_string(&running.log).unwrap().contains(r#""fault":"lostAnswer""#));
    assert!(running.ask("GET", "/admin/faults", "", "").unwrap().contains(r#"[{"met":2,"seen":5}]"#));
    running.kill();
}

#[test]
fn pages_of_other_sites_are_refused_unless_they_are_named() {
    const SITES: [&str; 2] = ["https://console.contoso.com", "http://intranet.contoso.com:8080"];
    let store = Shared::new();
    let log = store.folder.path().join("muster.log");
    let running = Running::start_with(
        &store.address,
        log,
        &["--allow-origin", SITES[0], "--allow-origin", "http://Intranet.contoso.com:8080/"],
    );
    let own = format!("http://{}", running.address);
    let count = format!("{IMPORTS}/$count");
    for (origin, is_welcome) in [
        (&*own, true),
        ("http://localhost:8080", true),
        (SITES[0], true),
        (SITES[1], true),
        ("https://intranet.contoso.com:8080", false),
        ("https://attacker.com", false),
        ("null", false),
    ] {
        let header = format!("Origin: {origin}");
        let statuses = [("POST", IMPORTS, device(1).to_string()), ("GET", &count, String::new())].map(
            |(method, path, body)| {
                let answer = say(&running.address, method, path, &header, &body).unwrap();
                let granted = format!("access-control-allow-origin: {origin}\r\n");
                assert_eq!(answer.contains(&granted), is_welcome, "{answer}");
                answer.split(' ').nth(1).unwrap().to_owned()
            },
        );
        let wanted = if is_welcome { ["201", "200"] } else { ["403", "403"] };
        assert_eq!(statuses, wanted, "{origin}");
    }
    assert!(running.ask("GET", &count, "", "").unwrap().ends_with("\r\n4"));
    let log = fs::read_to_string(&running.log).unwrap();
    assert!(!log.contains("attacker"), "{log}");
    running.kill();
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

pub fn query(database: &Path, sql: &str) -> i64 {
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

/// How often servers are killed while a client registers devices.
const KILLS: u32 = 200;

/// A client registers devices, two in a call, and asks again until it hears an answer, while servers are killed over and over: the
/// one that it talks to, or one after another of several.
fn register_while_killing(store: &Shared, servers: usize) -> u32 {
    let mut running: Vec<Option<Running>> = (0..servers).map(|_| None).collect();
    let started = Instant::now();
    let (mut number, mut kills, mut repeats) = (0_u32, 0_u32, 0_u32);
    while kills < KILLS || repeats > 0 {
        for server in &mut running {
            server.get_or_insert_with(|| store.start());
        }
        let turn = (number + repeats) as usize % servers;
        let address = running[turn].as_ref().unwrap().address.clone();
        let devices = [device(number * 2), device(number * 2 + 1)];
        let body = json!({ "importedWindowsAutopilotDeviceIdentities": devices }).to_string();
        let call = std::thread::spawn(move || {
            ask(&address, "POST", &format!("{IMPORTS}/import"), &format!("call-{number}"), &body)
        });
        // Sometimes before it is read, sometimes while it is written, sometimes after it was answered.
        if repeats < 3 {
            let moment = Duration::from_micros(u64::from(kills % 32) * 200);
            let until = Instant::now() + moment;
            while Instant::now() < until && !call.is_finished() {
                std::hint::spin_loop();
            }
            running[turn].take().unwrap().kill();
            kills += 1;
        }
        match call.join().unwrap() {
            Ok(answer) if answer.starts_with("HTTP/1.1 200") => (number, repeats) = (number + 1, 0),
            _ => repeats += 1,
        }
        assert!(started.elapsed() < Duration::from_mins(3), "too slow: {number} calls, {kills} kills");
    }
    let server = running[0].get_or_insert_with(|| store.start());
    let count = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/$count";
    while !server.ask("GET", count, "", "").unwrap().ends_with(&format!("\r\n{}", number * 2)) {
        assert!(started.elapsed() < Duration::from_mins(3), "not all are registered");
        std::thread::yield_now();
    }
    running.into_iter().flatten().for_each(Running::kill);
    number
}

/// Nothing that was answered is lost, and nothing was done twice.
fn check_each_once(store: &Shared, calls: u32) {
    let devices = i64::from(calls * 2);
    for (sql, wanted) in [
        ("SELECT count(*) FROM imports", devices),
        ("SELECT count(*) FROM imports WHERE status = 'complete'", devices),
        ("SELECT count(DISTINCT registration_id) FROM imports", devices),
        ("SELECT count(DISTINCT import_id) FROM imports", devices / 2),
        ("SELECT count(*) FROM identities", devices),
        ("SELECT count(DISTINCT identity) FROM identities", devices),
        ("SELECT count(*) FROM imports i JOIN identities d ON d.id = i.registration_id", devices),
        ("SELECT count(*) FROM directory_devices", devices),
        (
            "SELECT count(*) FROM directory_devices e JOIN identities d ON d.entra_device_id = e.device_id",
            devices,
        ),
        ("SELECT count(*) FROM answers", devices / 2),
    ] {
        assert_eq!(store.query(sql), wanted, "{sql}");
    }
}

#[test]
fn killed_at_any_moment_it_registers_each_device_once() {
    let store = Shared::new();
    let calls = register_while_killing(&store, 1);
    check_each_once(&store, calls);
}

#[test]
fn two_servers_share_a_database_and_either_may_be_killed() {
    let store = Shared::new();
    if !store.is_postgres() {
        // Of a file there is one process.
        let _running = store.start();
        let refused = command_on(&store.address, &["--listen", "127.0.0.1:0"]).output().unwrap();
        assert!(String::from_utf8_lossy(&refused.stderr).contains("is in use by another muster-server"));
        return;
    }
    let calls = register_while_killing(&store, 2);
    check_each_once(&store, calls);
}
