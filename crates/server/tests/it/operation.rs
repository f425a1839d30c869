//! What those see who run the process: its log, and how it goes down.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS};
use crate::devices::{device, hash, serial};
use crate::process::{Running, query};

const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

#[test]
fn each_request_has_a_line_that_says_all_but_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db").display().to_string();
    let log = folder.path().join("muster.log");
    let mut running = Running::start_with(&database, log.clone(), &["--tenant", "contoso"]);
    running.ask("POST", IMPORTS, ID, &device(1).to_string()).unwrap();
    running.ask("GET", &format!("/tenants/contoso{DEVICES}/$count"), "", "").unwrap();
    let item = json!({ "id": "1", "method": "GET", "url": format!("/{}/{}", &DEVICES[6..], serial(1)) });
    running.ask("POST", "/beta/$batch", "", &json!({ "requests": [item] }).to_string()).unwrap();
    // Where a client can write what it likes, it may write a serial number.
    running.ask("GET", DEVICES, &serial(2), "").unwrap();
    assert!(running.ask("GET", &format!("/tenants/{}{DEVICES}", serial(3)), "", "").is_none());
    assert!(running.ask("GET", &format!("/{}", serial(4)), "", "").is_none());
    assert!(
        running.ask("POST", "/agent/checkin", "", &json!({ "deviceId": serial(5) }).to_string()).is_none()
    );
    running.ask("GET", "/healthz", "", "").unwrap();
    stop(&running);
    assert!(running.process.wait().unwrap().success());

    let text = fs::read_to_string(&log).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered: Vec<&Value> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let said: Vec<String> = answered
        .iter()
        .map(|line| {
            let client = line.get("client_request_id").map_or("-", |id| id.as_str().unwrap());
            format!("{} {} {} {} {client}", line["method"], line["tenant"], line["route"], line["status"])
        })
        .map(|line| line.replace('"', ""))
        .collect();
    let set = "deviceManagement/windowsAutopilotDeviceIdentities";
    assert_eq!(
        said,
        [
            format!("POST default {IMPORTS} 201 {ID}"),
            format!("GET contoso /v1.0/{set}/$count 200 -"),
            format!("GET default /beta/{set}/{{id}} 404 -"),
            "POST default /beta/$batch 200 -".to_owned(),
            format!("GET default /v1.0/{set} 200 -"),
            "GET - - 404 -".to_owned(),
            "GET - - 404 -".to_owned(),
            "POST default /agent/checkin 401 -".to_owned(),
            "GET - /healthz 200 -".to_owned(),
        ]
    );
    for line in answered {
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'), "{line}");
        assert!(line["milliseconds"].as_f64().unwrap() > 0.0, "{line}");
        assert_eq!(line["request_id"].as_str().unwrap().len(), 36, "{line}");
        assert_eq!(line["level"], "INFO");
    }
    for number in 1..=5 {
        for secret in [&serial(number), &hash(number)[..40]] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

fn stop(running: &Running) {
    let told = Command::new("kill").arg(running.process.id().to_string()).status().unwrap();
    assert!(told.success());
}

#[test]
fn a_request_on_its_way_is_answered_before_it_goes_down() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db");
    let mut running = Running::start(&database);
    let body = device(1).to_string();
    let (first, rest) = body.split_at(100);
    let mut slow = TcpStream::connect(&running.address).unwrap();
    write!(
        slow,
        "POST {IMPORTS} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        running.address,
        body.len()
    )
    .unwrap();
    // It is at it when it says that it waits for the body.
    let mut said = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    slow.read_exact(&mut said).unwrap();
    assert_eq!(&said, b"HTTP/1.1 100 Continue\r\n\r\n");
    slow.write_all(first.as_bytes()).unwrap();
    stop(&running);
    let patience = Instant::now() + Duration::from_mins(1);
    while TcpStream::connect(&running.address).is_ok() {
        assert!(Instant::now() < patience, "it goes on to take requests");
        std::thread::yield_now();
    }
    assert_eq!(running.process.try_wait().unwrap(), None, "it waits");
    slow.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    assert!(running.process.wait().unwrap().success());
    assert_eq!(query(&database, "SELECT count(*) FROM imports"), 1);
    assert!(!database.with_extension("db-wal").exists());
}
