//! A server to ask, whose time is moved and whose ids are known.

use std::pin::pin;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use muster_server::{Clock, Database, MovableClock, SeededIds, Server, Settings, Site, Timestamp};
use serde_json::Value;
use tokio::runtime::Runtime;
use tower::ServiceExt;

pub const IMPORTS: &str = "/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities";
pub const DEVICES: &str = "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities";
pub const BETA_DEVICES: &str = "/beta/deviceManagement/windowsAutopilotDeviceIdentities";
pub const SETTINGS: &str = "/beta/deviceManagement/windowsAutopilotSettings";

/// 2026-01-01T00:00:00Z.
pub const START: Timestamp = Timestamp(1_767_225_600_000);

pub struct TestApp {
    pub server: Server,
    pub clock: MovableClock,
    pub database: Database,
    pub site: Option<Site>,
    ids: Arc<SeededIds>,
    settings: Settings,
    address: Option<String>,
    /// What answers: made once, because that takes longer than most answers.
    router: OnceLock<Router>,
}

impl TestApp {
    pub fn new() -> TestApp {
        TestApp::with(Settings::default())
    }

    pub fn with(settings: Settings) -> TestApp {
        let address = postgres();
        let database =
            address.as_ref().map_or_else(Database::inline, |address| Database::connect(address)).unwrap();
        TestApp { address, ..TestApp::on(database, settings) }
    }

    pub fn on(database: Database, settings: Settings) -> TestApp {
        let clock = MovableClock::at(START);
        let ids = Arc::new(SeededIds::new(1));
        let server =
            Server::open(database.clone(), settings.clone(), Arc::new(clock.clone()), ids.clone()).unwrap();
        TestApp { server, clock, database, site: None, ids, settings, address: None, router: OnceLock::new() }
    }

    /// Another server on the same database, by connections of its own where it can be shared.
    pub fn beside(&self) -> TestApp {
        let connect = |address: &String| Database::connect(address).unwrap();
        let database = self.address.as_ref().map_or_else(|| self.database.clone(), connect);
        let (clock, ids) = (self.clock.clone(), self.ids.clone());
        let (settings, address) = (self.settings.clone(), self.address.clone());
        let server =
            Server::open(database.clone(), settings.clone(), Arc::new(clock.clone()), ids.clone()).unwrap();
        TestApp { server, clock, database, site: None, ids, settings, address, router: OnceLock::new() }
    }

    /// The server is gone, and another one comes up on what it left.
    pub fn restart(&mut self) {
        let clock = Arc::new(self.clock.clone());
        self.server =
            Server::open(self.database.clone(), self.settings.clone(), clock, self.ids.clone()).unwrap();
        self.router = OnceLock::new();
    }

    /// Time goes by, and what is due is done.
    pub fn pass(&self, duration: Duration) {
        self.clock.advance(duration);
        self.server.work().unwrap();
    }

    /// What time it is for the server.
    pub fn server_time(&self) -> Timestamp {
        Clock::now(&self.clock)
    }

    /// Everything that is under way comes to its end.
    pub fn settle(&self) {
        while let Some(due) =
            self.server.work().unwrap().filter(|due| START.plus(Duration::from_hours(24)) > *due)
        {
            self.clock.set(due);
        }
    }

    pub fn send(&self, request: Request<Body>) -> Reply {
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let router = self.router.get_or_init(|| self.server.router_with(self.site.clone()));
        let answer = now(router.clone().oneshot(request)).unwrap();
        let (parts, body) = answer.into_parts();
        let body = now(axum::body::to_bytes(body, usize::MAX)).unwrap().to_vec();
        let reply = Reply { status: parts.status, headers: parts.headers, body };
        crate::schema::check(&method, &uri, &reply);
        reply
    }

    pub fn ask(&self, method: &str, address: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Reply {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap())
    }

    pub fn get(&self, address: &str) -> Reply {
        self.ask("GET", address, &[], Body::empty())
    }

    pub fn post(&self, address: &str, body: &Value) -> Reply {
        self.ask("POST", address, &[("content-type", "application/json")], body.to_string())
    }

    pub fn delete(&self, address: &str) -> Reply {
        self.ask("DELETE", address, &[], Body::empty())
    }

    /// Registers devices in one call; gives the ids of their imports.
    pub fn import(&self, devices: &[Value]) -> Vec<String> {
        let reply = self.post(
            &format!("{IMPORTS}/import"),
            &serde_json::json!({ "importedWindowsAutopilotDeviceIdentities": devices }),
        );
        assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
        reply.values().iter().map(|value| value["id"].as_str().unwrap().to_owned()).collect()
    }

    /// What became of an import: `complete`, or the error's number and name.
    pub fn outcome(&self, import: &str) -> String {
        let state = self.get(&format!("{IMPORTS}/{import}")).json()["state"].clone();
        match state["deviceImportStatus"].as_str().unwrap() {
            "error" => format!("{} {}", state["deviceErrorCode"], state["deviceErrorName"].as_str().unwrap()),
            other => other.to_owned(),
        }
    }

    /// A device that is registered; gives its id.
    pub fn registered(&self, number: u32) -> String {
        let imports = self.import(&[crate::devices::device(number)]);
        self.settle();
        let import = self.get(&format!("{IMPORTS}/{}", imports[0])).json();
        import["state"]["deviceRegistrationId"].as_str().unwrap().to_owned()
    }

    pub fn count(&self, set: &str) -> usize {
        self.get(&format!("{set}/$count")).text().parse().unwrap()
    }
}

pub fn is_postgres() -> bool {
    std::env::var_os("MUSTER_TEST_POSTGRES").is_some()
}

/// The address of an empty database of `PostgreSQL`, where one is named: then everything is tested on that.
pub fn postgres() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let address = std::env::var("MUSTER_TEST_POSTGRES").ok()?;
    let schema = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    client.batch_execute(&format!("CREATE SCHEMA {schema}")).unwrap();
    Some(format!("{address}?options=-csearch_path%3D{schema}"))
}

/// Nothing waits for anything on an inline database; on another one threads answer.
pub fn now<F: Future>(future: F) -> F::Output {
    thread_local! {
        static RUNTIME: Runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    }
    let mut future = pin!(future);
    if std::env::var_os("MUSTER_TEST_POSTGRES").is_some() {
        return RUNTIME.with(|runtime| runtime.block_on(future));
    }
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waited"),
    }
}

#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn values(&self) -> Vec<Value> {
        self.json()["value"].as_array().unwrap_or_else(|| panic!("{self:?}")).clone()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The error's name, and what it says.
    pub fn error(&self) -> String {
        let error = &self.json()["error"];
        let (code, message) = (error["code"].as_str().unwrap(), error["message"].as_str().unwrap());
        format!("{} {code}: {message}", self.status.as_u16())
    }

    /// All that a client sees, but for headers that are always the same.
    pub fn show(&self) -> String {
        const COMMON: [&str; 11] = [
            "access-control-allow-origin",
            "access-control-expose-headers",
            "client-request-id",
            "content-length",
            "date",
            "muster-server",
            "odata-version",
            "request-id",
            "vary",
            "x-ms-ags-diagnostic",
            "x-ms-resource-unit",
        ];
        let mut shown = format!("{}\n", self.status);
        for (name, value) in &self.headers {
            let is_json =
                name == "content-type" && value.to_str().unwrap().starts_with("application/json;odata");
            if !COMMON.contains(&name.as_str()) && !is_json {
                shown.extend([name.as_str(), ": ", value.to_str().unwrap(), "\n"]);
            }
        }
        match serde_json::from_slice::<Value>(&self.body) {
            Ok(value) => shown + &serde_json::to_string_pretty(&value).unwrap(),
            Err(_) => shown + &self.text(),
        }
    }
}
