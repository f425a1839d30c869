//! How long it takes to be told of one change among very many devices, and what it costs to note changes: check-ins with the
//! triggers and without them.
//!
//! `cargo bench -p muster-server --bench delta -- --devices 1000000`, on a file of `SQLite`, and with `MUSTER_TEST_POSTGRES` in the
//! environment also on a schema of that database.

mod place;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::StreamExt;
use futures_util::stream;
use muster_server::{RandomIds, Server, Settings, SystemClock};
use serde_json::{Value, json};
use tower::ServiceExt;

use place::Place;

const MANAGED: &str = "/v1.0/deviceManagement/managedDevices";

/// The key from which the secrets of devices follow.
const KEY: [u8; 32] = [7; 32];

/// How many changes are told one by one.
const CHANGES: u32 = 200;

/// How many devices check in at the same time.
const TOGETHER: usize = 64;

fn main() {
    let devices = argument("--devices", 1_000_000);
    let check_ins = argument("--check-ins", 10_000);
    let folder = tempfile::tempdir().expect("a folder for the database");
    measure(Place::file(&folder.path().join("delta.db")), devices, check_ins);
    if let Ok(address) = std::env::var("MUSTER_TEST_POSTGRES") {
        measure(Place::schema(&address), devices, check_ins);
    }
}

fn argument(name: &str, default: u32) -> u32 {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().map_or(default, |value| value.parse().expect("a number"))
}

fn measure(place: Place, devices: u32, check_ins: u32) {
    let database = place.open();
    let server = Server::open(database, Settings::default(), Arc::new(SystemClock), Arc::new(RandomIds))
        .expect("the database can be used");
    let started = Instant::now();
    place.fill(devices, &KEY);
    println!("{}: made {devices} devices in {:.1} s", place.name(), started.elapsed().as_secs_f64());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("threads");
    let router = server.router();

    let mut pages = Vec::new();
    let mut next = format!("{MANAGED}/delta");
    while !next.is_empty() && pages.len() < 100 {
        let (page, took) = runtime.block_on(get(&router, &next));
        pages.push(took);
        page["@odata.nextLink"].as_str().unwrap_or_default().clone_into(&mut next);
    }
    println!("  a page of 1000 of the first reading: {}", times(&mut pages));

    // Others each time: of a device object a sign-in is noted once in many days.
    for (list, first) in [(MANAGED, 0), ("/v1.0/devices", CHANGES)] {
        let (page, _) = runtime.block_on(get(&router, &format!("{list}/delta?$deltatoken=latest")));
        let mut link = link_of(&page);
        let (mut deltas, mut ins) = (Vec::new(), Vec::new());
        for round in first..first + CHANGES {
            ins.push(runtime.block_on(check_in(&router, scattered(round, devices))));
            let (page, took) = runtime.block_on(get(&router, &link));
            assert_eq!(page["value"].as_array().map(Vec::len), Some(1), "{page}");
            deltas.push(took);
            link = link_of(&page);
        }
        println!("  {list}/delta after one change: {} (goal: 20 ms)", times(&mut deltas));
        println!("  a check-in by itself: {}", times(&mut ins));
    }

    // The same devices again and again: the second time their last changes stand in the order in which they come.
    for round in 0..4 {
        for tracks in [true, false] {
            place.set_tracking(tracks);
            let started = Instant::now();
            let from = check_ins * u32::from(tracks) + 1000;
            let all = (from..from + check_ins).map(|number| check_in(&router, scattered(number, devices)));
            runtime.block_on(stream::iter(all).buffer_unordered(TOGETHER).for_each(async |_| ()));
            let took = started.elapsed().as_secs_f64();
            let how = if tracks { "with" } else { "without" };
            println!(
                "  {check_ins} check-ins {how} triggers, time {}: {:.0} a second",
                round + 1,
                f64::from(check_ins) / took
            );
        }
    }
    server.alarm().stop();
    place.drop();
}

/// Numbers from 1 that are far from each other.
fn scattered(number: u32, of: u32) -> u32 {
    u32::try_from(u64::from(number) * 2_654_435_761 % u64::from(of)).expect("it is less") + 1
}

fn link_of(page: &Value) -> String {
    page["@odata.deltaLink"].as_str().expect("the last page").to_owned()
}

async fn get(router: &Router, address: &str) -> (Value, Duration) {
    let request = Request::get(address).header("host", "localhost").body(Body::empty()).expect("a request");
    let started = Instant::now();
    let answer = router.clone().oneshot(request).await.expect("an answer");
    assert!(answer.status().is_success(), "{answer:?}");
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
    let took = started.elapsed();
    (serde_json::from_slice(&body).expect("JSON"), took)
}

async fn check_in(router: &Router, number: u32) -> Duration {
    let id = place::id(number);
    let secret = URL_SAFE_NO_PAD.encode(blake3::keyed_hash(&KEY, id.as_bytes()).as_bytes());
    let request = Request::post("/agent/checkin")
        .header("host", "localhost")
        .header("content-type", "application/json")
        .header("authorization", format!("Bearer {secret}"))
        .body(Body::from(json!({ "deviceId": id }).to_string()))
        .expect("a request");
    let started = Instant::now();
    let answer = router.clone().oneshot(request).await.expect("an answer");
    assert!(answer.status().is_success(), "{answer:?}");
    started.elapsed()
}

/// The median, and the slowest but one in a hundred.
fn times(times: &mut [Duration]) -> String {
    times.sort();
    let at =
        |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!("p50 {:.2} ms, p99 {:.2} ms", at(50), at(99))
}
