//! Registers very many made-up devices with the real process over loopback, and compares that with what the database
//! alone can do.
//!
//! `cargo bench -p muster-server --bench load -- --rows 100000 --connections 4 --registration 10`

mod client;
mod inline;
mod measure;
mod raw;
mod running;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use hardware_hash::Builder;

use client::Client;
use measure::{percentile, rate};
use running::Running;

/// As many as clients send in one call.
const CALL: usize = 500;

const IMPORT: &str = "/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import";
const DEVICES: &str = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities";
const IMPORTS: &str = "/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities";

fn main() {
    let rows = argument("--rows", 100_000);
    let connections = argument("--connections", 4);
    let registration = argument("--registration", 10);
    let folder = tempfile::tempdir().expect("a folder for the databases");

    let started = Instant::now();
    let bodies = bodies(rows);
    let bytes: usize = bodies.iter().map(Vec::len).sum();
    println!(
        "made {rows} devices, {} MB of requests, in {:.1} s",
        bytes / 1_000_000,
        started.elapsed().as_secs_f64()
    );

    let raw = raw::insert(&folder.path().join("raw.db"), rows, CALL);
    println!("raw insert, one connection, {CALL} rows a transaction: {}", rate(rows, raw));

    println!("a server in memory, with its router: {} to open", inline::open());
    let database = folder.path().join("server.db");
    let server = Running::start(
        database.to_str().expect("a plain path"),
        &["--registration", &registration.to_string()],
    );
    let (accepted, calls) = import(&server.address, &bodies, connections);
    println!("accepted over {connections} connections: {}", rate(rows, accepted));
    println!("  that is {:.2} of the raw rate (goal: 0.33)", raw.as_secs_f64() / accepted.as_secs_f64());
    println!("  import calls: p50 {}, p99 {}", percentile(&calls, 50), percentile(&calls, 99));

    let begun = Instant::now();
    wait_for(&server.address, rows);
    let decided = begun.elapsed();
    let total = accepted + decided;
    println!("complete {:.1} s after the first call: {}", total.as_secs_f64(), rate(rows, total));
    println!("  of that, a registration takes {registration} s by its setting");

    for path in [DEVICES, IMPORTS] {
        let pages = list(&server.address, path, rows);
        println!(
            "{path}: {} pages, p50 {}, p99 {} (goal: 50 ms)",
            pages.len(),
            percentile(&pages, 50),
            percentile(&pages, 99)
        );
    }
    println!("peak memory: {} MB", server.kilobytes("VmHWM") / 1000);
    drop(server);
    println!("database: {} MB", std::fs::metadata(&database).map_or(0, |file| file.len()) / 1_000_000);
}

fn argument(name: &str, default: usize) -> usize {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().map_or(default, |value| value.parse().expect("a number"))
}

/// The bodies of all calls, made before anything is timed.
fn bodies(rows: usize) -> Vec<Vec<u8>> {
    let numbers: Vec<u32> = (1..=u32::try_from(rows).expect("fewer rows")).collect();
    let body = |numbers: &[u32]| {
        let devices: Vec<serde_json::Value> = numbers
            .iter()
            .map(|number| {
                serde_json::json!({
                    "@odata.type": "#microsoft.graph.importedWindowsAutopilotDeviceIdentity",
                    "groupTag": "Load",
                    "serialNumber": format!("TEST-{number:07}"),
                    "productKey": "",
                    "hardwareIdentifier": Builder::made_up(*number).build().expect("it fits").to_text(),
                    "assignedUserPrincipalName": "",
                })
            })
            .collect();
        serde_json::json!({ "importedWindowsAutopilotDeviceIdentities": devices }).to_string().into_bytes()
    };
    numbers.chunks(CALL).map(body).collect()
}

/// Sends all bodies; gives the time for all, and that of each call.
fn import(address: &str, bodies: &[Vec<u8>], connections: usize) -> (Duration, Vec<Duration>) {
    let waiting = Mutex::new(bodies.iter().enumerate());
    let calls = Mutex::new(Vec::new());
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..connections {
            scope.spawn(|| {
                let mut client = Client::connect(address);
                loop {
                    let next = waiting.lock().expect("no panic").next();
                    let Some((number, body)) = next else { return };
                    let called = Instant::now();
                    let id = format!("00000000-0000-4000-8000-{number:012}");
                    client.send("POST", IMPORT, &[("client-request-id", &id)], body);
                    calls.lock().expect("no panic").push(called.elapsed());
                }
            });
        }
    });
    (started.elapsed(), calls.into_inner().expect("no panic"))
}

fn wait_for(address: &str, rows: usize) {
    let mut client = Client::connect(address);
    let wanted = rows.to_string().into_bytes();
    while client.send("GET", &format!("{DEVICES}/$count"), &[], b"") != wanted {
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Reads a list to its end; gives the time of each page.
fn list(address: &str, path: &str, rows: usize) -> Vec<Duration> {
    let mut client = Client::connect(address);
    let (mut pages, mut seen) = (Vec::new(), 0);
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let called = Instant::now();
        let body = client.send("GET", &path, &[], b"");
        pages.push(called.elapsed());
        let page: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        seen += page["value"].as_array().map_or(0, Vec::len);
        next = page["@odata.nextLink"]
            .as_str()
            .map(|link| link[link.find("/v1.0").expect("a path")..].to_owned());
    }
    assert_eq!(seen, rows, "every row is on one page");
    pages
}
