//! Behind a real nginx that has the very settings of `docs/server.md`, with a certificate made for it and somebody who signs in
//! whoever has the right cookie.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS};
use crate::devices::device;
use crate::process::Running;
use crate::tls::Issuer;

const NAME: &str = "graph.contoso.com";
const PUBLIC: &str = "https://graph.contoso.com";

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Where Debian has it, on the path of root or off the path of others.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    folders.map(|folder| folder.join("nginx")).find(|program| program.is_file())
}

struct Nginx {
    process: Child,
    port: u16,
    trust: Arc<ClientConfig>,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Nginx {
    fn start(program: &Path, folder: &Path, server: &str) -> Nginx {
        let issuer = Issuer::new("Contoso");
        let (certificate, key) = issuer.issue(NAME);
        let file = |name: &str, text: &str| {
            fs::write(folder.join(name), text).unwrap();
            folder.join(name).display().to_string()
        };
        let (port, signs_in) = (free_port(), sign_in());
        let manual = crate::manual::page("server.md");
        let mut settings = manual.split_once("```nginx\n").unwrap().1.split_once("```").unwrap().0.to_owned();
        // What differs on this computer, and nothing else.
        for (here, there) in [
            ("127.0.0.1:8740", server),
            ("127.0.0.1:4180", signs_in.as_str()),
            ("listen 443 ssl", &format!("listen 127.0.0.1:{port} ssl")),
            ("/etc/ssl/certs/graph.contoso.com.pem", &file("certificate.pem", &certificate)),
            ("/etc/ssl/private/graph.contoso.com.key", &file("key.pem", &key)),
        ] {
            assert!(settings.contains(here), "{here}");
            settings = settings.replace(here, there);
        }
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {};", folder.join(kind).display()))
            .concat();
        let whole = format!(
            "daemon off; master_process off; pid {0}/pid; error_log {0}/error.log; events {{}} \
             http {{ access_log off; {temporary} {settings} }}",
            folder.display()
        );
        let mut command = Command::new(program);
        command.arg("-p").arg(folder).arg("-c").arg(file("nginx.conf", &whole));
        command.arg("-e").arg(folder.join("error.log")).stdin(Stdio::null());
        let mut process = command.spawn().unwrap();
        let patience = Instant::now() + Duration::from_mins(1);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = process.try_wait().unwrap();
            let log = || fs::read_to_string(folder.join("error.log")).unwrap_or_default();
            assert!(ended.is_none() && Instant::now() < patience, "{}", log());
            std::thread::yield_now();
        }
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(issuer.pem().as_bytes()).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let trust = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        Nginx { process, port, trust: Arc::new(trust) }
    }

    /// An answer: its status, its head, and what it says.
    fn ask(&self, method: &str, path: &str, headers: &[&str], body: &str) -> (u16, String, String) {
        let name = NAME.to_owned().try_into().unwrap();
        let connection = ClientConnection::new(Arc::clone(&self.trust), name).unwrap();
        let mut stream = StreamOwned::new(connection, TcpStream::connect(("127.0.0.1", self.port)).unwrap());
        let headers: String = headers.iter().flat_map(|header| [header, "\r\n"]).collect();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nContent-Type: application/json\r\n{headers}\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head[9..12].parse().unwrap(), head.to_ascii_lowercase(), body.to_owned())
    }
}

const SIGNED_IN: &str = "Cookie: session=ada";

/// Somebody who knows Ada by her cookie.
fn sign_in() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    // It ends with the tests.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            // All of it is read: a connection that is closed with something unread is reset.
            let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let is_known = head.iter().any(|line| line.eq_ignore_ascii_case(SIGNED_IN));
            let status = if is_known { "202 Accepted" } else { "401 Unauthorized" };
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    address
}

fn json(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}

#[test]
fn with_the_settings_of_the_manual_it_serves_who_is_signed_in() {
    let Some(program) = program() else {
        println!("skipped: nginx isn't installed");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("muster.db").display().to_string();
    let more = ["--behind-proxy", PUBLIC, "--tenant", "contoso"];
    let running = Running::start_with(&database, folder.path().join("muster.log"), &more);
    let nginx = Nginx::start(&program, folder.path(), &running.address);
    for prefix in ["", "/tenants/contoso"] {
        let imports = format!("{prefix}{IMPORTS}");
        for number in 0..2 {
            let (status, head, _) = nginx.ask("POST", &imports, &[SIGNED_IN], &device(number).to_string());
            assert_eq!(status, 201);
            let location = format!("location: {PUBLIC}{imports}/").to_ascii_lowercase();
            assert!(head.contains(&location), "{head}");
        }
        let (_, _, page) = nginx.ask("GET", &format!("{imports}?$top=1"), &[SIGNED_IN], "");
        let next = json(&page)["@odata.nextLink"].as_str().unwrap().to_owned();
        let (_, _, rest) = nginx.ask("GET", next.strip_prefix(PUBLIC).unwrap(), &[SIGNED_IN], "");
        assert_eq!(json(&rest)["value"].as_array().unwrap().len(), 1);
        let urls = [format!("{}?$top=1", &IMPORTS[6..]), next];
        let requests: Vec<Value> = urls
            .iter()
            .enumerate()
            .map(|(id, url)| json!({ "id": id.to_string(), "method": "GET", "url": url }))
            .collect();
        let body = json!({ "requests": requests }).to_string();
        let (_, _, answers) = nginx.ask("POST", &format!("{prefix}/v1.0/$batch"), &[SIGNED_IN], &body);
        for answer in json(&answers)["responses"].as_array().unwrap() {
            assert_eq!(answer["status"], 200, "{answer}");
            assert!(answer["body"]["@odata.context"].as_str().unwrap().starts_with(PUBLIC), "{answer}");
        }
        // Devices have a proof of their own.
        let arrival = json!({ "enrollmentId": "00000000-0000-4000-8000-000000000001", "serialNumber": "A",
            "platform": "windows", "osVersion": "10.0.19045" });
        let (status, _, enrolled) =
            nginx.ask("POST", &format!("{prefix}/agent/enroll"), &[], &arrival.to_string());
        assert_eq!(status, 200, "{enrolled}");
        let bearer = format!("Authorization: Bearer {}", json(&enrolled)["secret"].as_str().unwrap());
        let body = json!({ "deviceId": json(&enrolled)["deviceId"] }).to_string();
        assert_eq!(nginx.ask("POST", &format!("{prefix}/agent/checkin"), &[&bearer], &body).0, 200);
    }
    // Nobody else gets in, however the address is written.
    for (path, status) in [
        (DEVICES, 401),
        ("/V1.0/devices", 401),
        ("/tenants/contoso/beta/devices", 401),
        ("/%761.0/devices", 401),
        ("//v1.0/devices", 401),
        ("/v1.0/devices/x%2F..%2F..%2F..%2Fagent%2Fenroll", 405),
        ("/v1.0/devices/../../agent/enroll", 405),
        ("/agent/../v1.0/devices", 401),
        ("/agent/", 302),
        ("/", 302),
        ("/metrics", 404),
        ("/%6Detrics", 404),
        ("/readyz", 404),
    ] {
        assert_eq!(nginx.ask("GET", path, &[], "").0, status, "{path}");
    }
    // Who is signed in doesn't do what another site's page wants.
    let foreign = "Origin: https://attacker.contoso.com";
    assert_eq!(nginx.ask("POST", IMPORTS, &[SIGNED_IN, foreign], &device(9).to_string()).0, 403);
    assert_eq!(
        nginx.ask("POST", IMPORTS, &[SIGNED_IN, &format!("Origin: {PUBLIC}")], &device(9).to_string()).0,
        201
    );
    // A body of many devices.
    let devices: Vec<Value> = (100..500).map(device).collect();
    let body = json!({ "importedWindowsAutopilotDeviceIdentities": devices }).to_string();
    assert!(body.len() > 1 << 20, "as large as nginx refuses unasked");
    assert_eq!(nginx.ask("POST", &format!("{IMPORTS}/import"), &[SIGNED_IN], &body).0, 200);
}
