//! What comes over the wire that is no request, or an endless one: the process refuses it early, takes no memory for it, and goes on.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::process::{Running, Shared};

const IMPORT: &str = "/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import";
const UPDATE: &str = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/x/updateDeviceProperties";
const DEVICES: &str = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities";
const MEBIBYTE: usize = 1 << 20;

/// What an endless body is.
const ENDLESS: usize = 100 * MEBIBYTE;

/// The most memory that a process has had, in mebibytes; nothing where the system doesn't tell.
fn most_memory(server: &Running) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{}/status", server.process.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? / 1024)
}

fn connect(server: &Running) -> TcpStream {
    let stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

/// What is answered to bytes that are sent: status and body. The server may go away in the middle.
fn answer(mut stream: TcpStream) -> (u16, String) {
    let (mut all, mut part) = (Vec::new(), [0; 4096]);
    while let Ok(length @ 1..) = stream.read(&mut part) {
        all.extend_from_slice(&part[..length]);
    }
    let text = String::from_utf8(all).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, body.to_owned())
}

fn send(server: &Running, bytes: &[u8]) -> (u16, String) {
    let mut stream = connect(server);
    let _ = stream.write_all(bytes);
    answer(stream)
}

/// As [`send`], and no more will come.
fn send_all(server: &Running, bytes: &[u8]) -> (u16, String) {
    let mut stream = connect(server);
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    answer(stream)
}

/// Sends a hundred mebibytes, as far as they are taken; what is answered meanwhile.
fn send_endless(server: &Running, method: &str, path: &str, chunked: bool) -> (u16, String) {
    let mut stream = connect(server);
    let how =
        if chunked { "Transfer-Encoding: chunked".to_owned() } else { format!("Content-Length: {ENDLESS}") };
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{how}\r\n\r\n",
        server.address
    )
    .unwrap();
    let mut sending = stream.try_clone().unwrap();
    let sender = std::thread::spawn(move || {
        let part = vec![b' '; MEBIBYTE];
        for _ in 0..ENDLESS / MEBIBYTE {
            let head = if chunked { format!("{MEBIBYTE:x}\r\n") } else { String::new() };
            let tail = if chunked { "\r\n" } else { "" };
            let sent = sending
                .write_all(head.as_bytes())
                .and_then(|()| sending.write_all(&part))
                .and_then(|()| sending.write_all(tail.as_bytes()));
            if sent.is_err() {
                return;
            }
        }
        if chunked {
            let _ = sending.write_all(b"0\r\n\r\n");
        }
    });
    let answer = answer(stream);
    sender.join().unwrap();
    answer
}

/// The error's name of an answer as Graph gives it.
fn code((status, body): &(u16, String)) -> String {
    let error: Value = serde_json::from_str(body).unwrap_or_else(|_| panic!("{status} {body}"));
    assert!(error["error"]["innerError"]["request-id"].is_string(), "{error}");
    format!("{status} {}", error["error"]["code"].as_str().unwrap())
}

/// The server still does what it is there for, and nothing in it went wrong.
fn check_well(server: &Running) {
    assert_eq!(
        send(server, b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        (200, "ok\n".to_owned())
    );
    let log = fs::read_to_string(&server.log).unwrap();
    for bad in ["panic", "a request failed", "\"ERROR\"", "\"status\":500"] {
        assert!(!log.contains(bad), "{bad} in {log}");
    }
}

#[test]
fn endless_bodies_are_refused_and_take_no_memory() {
    let store = Shared::new();
    let server = store.start();
    let before = most_memory(&server);
    let more = |server: &Running| Some(most_memory(server)? - before?);
    for chunked in [false, true] {
        for (method, path) in [
            ("POST", UPDATE),
            ("POST", DEVICES),
            ("PATCH", "/v1.0/devices/x"),
            ("POST", "/agent/enroll"),
            ("POST", "/agent/checkin"),
            ("POST", "/beta/deviceManagement/managedDevices/executeAction"),
            ("DELETE", "/v1.0/devices/x"),
        ] {
            let answer = send_endless(&server, method, path, chunked);
            assert_eq!(code(&answer), "413 RequestEntityTooLarge", "{method} {path} {chunked}");
        }
        // These don't read it.
        assert_eq!(send_endless(&server, "GET", DEVICES, chunked).0, 200);
        assert_eq!(code(&send_endless(&server, "PUT", DEVICES, chunked)), "405 BadRequest");
        assert_eq!(code(&send_endless(&server, "POST", "/nowhere", chunked)), "404 ResourceNotFound");
        assert_eq!(code(&send_endless(&server, "POST", "/v1.0/nowhere", chunked)), "400 BadRequest");
    }
    assert!(more(&server).is_none_or(|more| more < 32), "{:?} MiB", more(&server));
    // What may be long is read as far as it may be.
    for path in [IMPORT, "/v1.0/$batch"] {
        assert_eq!(code(&send_endless(&server, "POST", path, false)), "413 RequestEntityTooLarge");
    }
    assert!(more(&server).is_none_or(|more| more < 32), "{:?} MiB", more(&server));
    for _ in 0..3 {
        assert_eq!(code(&send_endless(&server, "POST", IMPORT, true)), "413 RequestEntityTooLarge");
    }
    assert!(more(&server).is_none_or(|more| more < 256), "{:?} MiB", more(&server));
    check_well(&server);
}

#[test]
fn what_is_said_of_a_body_may_be_untrue() {
    let store = Shared::new();
    let server = store.start();
    let request = |headers: &str, body: &str| {
        format!("POST {UPDATE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n\r\n{body}")
    };
    let post = |headers: &str, body: &str| send(&server, request(headers, body).as_bytes());
    let post_all = |headers: &str, body: &str| send_all(&server, request(headers, body).as_bytes());
    // More is announced than comes.
    assert_eq!(code(&post_all("Content-Length: 100", "{}")), "400 BadRequest");
    assert_eq!(code(&post_all("Transfer-Encoding: chunked", "2\r\n{}\r\n")), "400 BadRequest");
    assert_eq!(code(&post("Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n")), "400 BadRequest");
    assert_eq!(code(&post("Transfer-Encoding: chunked", "ffffffffffffffffff\r\n{}\r\n")), "400 BadRequest");
    // More comes than is announced.
    assert_eq!(code(&post("Content-Length: 2", "{} and more")), "404 ResourceNotFound");
    assert_eq!(code(&post("Content-Length: 0", "{}")), "404 ResourceNotFound");
    for headers in [
        "Content-Length: -1",
        "Content-Length: 18446744073709551616",
        "Content-Length: 2\r\nContent-Length: 3",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Content-Length: 2, 2",
        "Content-Length: two",
    ] {
        let (status, body) = post(headers, "{}");
        assert!((400..500).contains(&status), "{headers}: {status} {body}");
    }
    check_well(&server);
}

/// What speaks HTTP refuses what is none, before it is a request: it has a status, but no words.
#[test]
fn what_is_no_request_is_refused() {
    let store = Shared::new();
    let server = store.start();
    let long = "x".repeat(70_000);
    let mut many = String::new();
    for number in 0..2000 {
        let _ = write!(many, "x-{number}: y\r\n");
    }
    let endless = format!("x: {}\r\n", "y".repeat(2 * MEBIBYTE));
    for (what, line, headers) in [
        ("no request", "nonsense", ""),
        ("a newer HTTP", "GET / HTTP/9.9", ""),
        ("no path", "GET HTTP/1.1", ""),
        ("a long address", &*format!("GET /v1.0/{long} HTTP/1.1"), ""),
        ("a method that is none", "G(T / HTTP/1.1", ""),
        ("a header that is none", "GET / HTTP/1.1", "no colon\r\n"),
        ("a header's name that is none", "GET / HTTP/1.1", "a b: c\r\n"),
        ("NUL in a header", "GET / HTTP/1.1", "client-request-id: a\0b\r\n"),
        ("a line end in a header", "GET / HTTP/1.1", "client-request-id: a\rb\r\n"),
        ("NUL in an address", "GET /v1.0/\0 HTTP/1.1", ""),
        ("many headers", "GET / HTTP/1.1", &many),
        ("an endless header", "GET / HTTP/1.1", &endless),
    ] {
        let request = format!("{line}\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
        let (status, body) = send(&server, request.as_bytes());
        assert!((400..500).contains(&status) || status == 505, "{what}: {status} {body}");
    }
    // What is injected stays in its header, or is a header of its own.
    for injected in ["a%0d%0aX-Injected: yes", "a\\r\\nX-Injected: yes", "a\nX-Injected: yes"] {
        let request = format!(
            "GET {DEVICES} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nclient-request-id: {injected}\r\n\r\n"
        );
        let mut stream = connect(&server);
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        let _ = stream.read_to_string(&mut text);
        assert!(!text.to_lowercase().contains("\r\nx-injected"), "{text}");
    }
    check_well(&server);
}
