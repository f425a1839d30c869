//! A storage in memory, a service that answers from a script, and a clock that stands.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    pin::pin,
    task::{Context, Poll, Waker},
};

use graph::{Request, Response, Transport, TransportError, wire::BatchRequests};
use outbox::{
    Approvals, Change, CleanupRules, Device, DirectoryObject, Engine, Entry, Environment, Import, Intent,
    Lists, Managed, Millis, Payload, People, Status, Storage, StorageError,
};

use serde_json::{Value, json};

pub const NOW: Millis = 1_800_000_000_000;

#[derive(Default)]
pub struct Memory {
    pub intents: RefCell<BTreeMap<u32, Intent>>,
    pub devices: RefCell<BTreeMap<String, Device>>,
    pub imports: RefCell<BTreeMap<String, Import>>,
    pub managed: RefCell<BTreeMap<String, Managed>>,
    pub objects: RefCell<BTreeMap<String, DirectoryObject>>,
    pub lists: RefCell<Lists>,
    pub rules: RefCell<CleanupRules>,
    pub approvals: RefCell<Approvals>,
    pub people: RefCell<People>,
    pub status: RefCell<Status>,
    pub history: RefCell<Vec<Entry>>,
    /// The intent that a person has changed meanwhile.
    pub overtaken: Cell<Option<u32>>,
    /// How often something was written.
    pub commits: Cell<usize>,
}

impl Storage for &Memory {
    async fn intents(&self) -> Result<Vec<Intent>, StorageError> {
        Ok(self.intents.borrow().values().cloned().collect())
    }

    async fn payload(&self, _: u32) -> Result<Payload, StorageError> {
        Ok(Payload { bytes: b"{}".to_vec() })
    }

    async fn devices(&self) -> Result<Vec<Device>, StorageError> {
        Ok(self.devices.borrow().values().cloned().collect())
    }

    async fn device(&self, id: &str) -> Result<Option<Device>, StorageError> {
        Ok(self.devices.borrow().get(id).cloned())
    }

    async fn imports(&self) -> Result<Vec<Import>, StorageError> {
        Ok(self.imports.borrow().values().cloned().collect())
    }

    async fn managed(&self) -> Result<Vec<Managed>, StorageError> {
        Ok(self.managed.borrow().values().cloned().collect())
    }

    async fn objects(&self) -> Result<Vec<DirectoryObject>, StorageError> {
        Ok(self.objects.borrow().values().cloned().collect())
    }

    async fn lists(&self) -> Result<Lists, StorageError> {
        Ok(self.lists.borrow().clone())
    }

    async fn rules(&self) -> Result<CleanupRules, StorageError> {
        Ok(self.rules.borrow().clone())
    }

    async fn approvals(&self) -> Result<Approvals, StorageError> {
        Ok(self.approvals.borrow().clone())
    }

    async fn people(&self) -> Result<People, StorageError> {
        Ok(self.people.borrow().clone())
    }

    async fn status(&self) -> Result<Status, StorageError> {
        Ok(self.status.borrow().clone())
    }

    async fn commit(&self, changes: Vec<Change>) -> Result<(), StorageError> {
        self.commits.set(self.commits.get() + 1);
        // As a person's word does while a batch is on its way.
        if let Some(seq) = OVERTAKES.get().filter(|_| !BATCHES.with_borrow(Vec::is_empty)) {
            OVERTAKES.set(None);
            self.overtaken.set(Some(seq));
        }
        let is_overtaken =
            |change: &Change| matches!(change, Change::Intent(it) if Some(it.seq) == self.overtaken.get());
        if changes.iter().any(is_overtaken) {
            return Err(StorageError::Overtaken);
        }
        for change in changes {
            match change {
                Change::Intent(intent) => drop(self.intents.borrow_mut().insert(intent.seq, intent)),
                Change::Import(import) => drop(self.imports.borrow_mut().insert(import.id.clone(), import)),
                Change::DropImport(id) => drop(self.imports.borrow_mut().remove(&id)),
                Change::History(entry) => self.history.borrow_mut().push(entry),
                Change::Status(status) => *self.status.borrow_mut() = status,
                Change::Device(device) => drop(self.devices.borrow_mut().insert(device.id.clone(), device)),
                Change::DropDevice(id) => drop(self.devices.borrow_mut().remove(&id)),
                Change::Managed(device) => drop(self.managed.borrow_mut().insert(device.id.clone(), device)),
                Change::DropManaged(id) => drop(self.managed.borrow_mut().remove(&id)),
                Change::Object(object) => drop(self.objects.borrow_mut().insert(object.id.clone(), object)),
                Change::DropObject(id) => drop(self.objects.borrow_mut().remove(&id)),
                Change::Rules(rules) => *self.rules.borrow_mut() = rules,
                Change::Approvals(approvals) => *self.approvals.borrow_mut() = approvals,
                Change::People(people) => *self.people.borrow_mut() = people,
                Change::Lists(lists) => *self.lists.borrow_mut() = lists,
                Change::DropPayload(_) => {}
            }
        }
        Ok(())
    }
}

thread_local! {
    /// Whether the service says that it is `muster-server`.
    pub static SERVER: Cell<bool> = const { Cell::new(false) };
    /// What was sent that changes something: the end of its address, its id, and under which approval.
    pub static SENT: RefCell<Vec<(String, String, Option<String>)>> = const { RefCell::new(Vec::new()) };
    /// How long the computer sleeps after each request, and how long it has slept in this turn.
    pub static SLEEPS: Cell<(Millis, Millis)> = const { Cell::new((0, 0)) };
    /// Raises the revision of this intent while a batch is on its way, as a person's word does.
    pub static OVERTAKES: Cell<Option<u32>> = const { Cell::new(None) };
    /// How many requests each batch has had, and of which version it was.
    pub static BATCHES: RefCell<Vec<(String, usize)>> = const { RefCell::new(Vec::new()) };
    /// Who asked, as the service was told, once for each request.
    pub static WHO: RefCell<Vec<Option<String>>> = const { RefCell::new(Vec::new()) };
}

/// In the place of a status: no answer comes.
pub const LOST: u16 = 0;

/// Lists that every pull reads.
const LISTS: [&str; 6] = [
    "/managedDevices",
    "/devices",
    "/delta()",
    "/managedDeviceCleanupRules",
    "/managedDeviceCleanupSettings",
    "/operationApprovalRequests",
];

/// Answers by the end of the path. Lists that it doesn't name are empty.
struct Script(Vec<(&'static str, u16, &'static str)>);

impl Script {
    /// What is answered at that address: a status and a body.
    fn answer(&self, address: &str) -> (u16, &'static str) {
        let path = address.split('?').next().unwrap_or_default();
        let found = self.0.iter().find(|(end, ..)| path.ends_with(end));
        let is_list = LISTS.iter().any(|end| path.ends_with(end));
        let (_, status, body) =
            found.or(is_list.then_some(&("", 200, EMPTY))).unwrap_or_else(|| panic!("nobody expects {path}"));
        (*status, body)
    }

    /// What is answered to a request: what deletes or changes is answered apart from what reads, where the script says so.
    fn answer_to(&self, method: &str, address: &str) -> (u16, &'static str) {
        let path = address.split('?').next().unwrap_or_default();
        let own = self.0.iter().find(|(end, ..)| {
            let end = end.strip_prefix(method).and_then(|end| end.strip_prefix(' '));
            end.is_some_and(|end| path.ends_with(end))
        });
        own.map_or_else(|| self.answer(address), |(_, status, body)| (*status, *body))
    }

    /// Answers each request of a batch as if it had come alone; `None`: the answer to one gets lost, and so do all.
    fn batch(&self, address: &str, body: &[u8]) -> Option<String> {
        let asked: BatchRequests = serde_json::from_slice(body).expect("the client writes batches");
        let version = address.rsplit('/').nth(1).unwrap_or_default().to_owned();
        BATCHES.with_borrow_mut(|batches| batches.push((version, asked.requests.len())));
        let answers = asked.requests.iter().map(|request| {
            let id = request.headers.get("client-request-id").cloned().unwrap_or_default();
            let is_bare = matches!(request.method.as_str(), "GET" | "DELETE");
            assert!(is_bare || request.body.is_some(), "Graph refuses a batch with a write that has no body");
            note(&request.method, &request.url, id, None);
            let (status, body) = self.answer_to(&request.method, &request.url);
            let body: Value = serde_json::from_str(body).unwrap_or_default();
            // A wait stands in the headers of what is answered.
            let wait = body["wait"].as_str().map(|wait| json!({ "Retry-After": wait }));
            let headers = wait.unwrap_or_else(|| json!({}));
            (status != LOST)
                .then(|| json!({ "id": request.id, "status": status, "headers": headers, "body": body }))
        });
        let answers: Vec<Option<Value>> = answers.collect();
        let answers: Option<Vec<Value>> = answers.into_iter().collect();
        Some(json!({ "responses": answers? }).to_string())
    }
}

/// Notes what is sent that changes something.
fn note(method: &str, address: &str, id: String, code: Option<String>) {
    let what = address.rsplit('/').next().unwrap_or_default();
    // Of what is deleted, and not asked for by a name.
    let what = if method == "DELETE" { format!("-{what}") } else { what.to_owned() };
    if method != "GET" && what != "$batch" {
        SENT.with_borrow_mut(|sent| sent.push((what.trim_start_matches("-$").to_owned(), id, code)));
    }
}

impl Transport for Script {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let header = |name: &str| request.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let id = header("client-request-id").cloned().unwrap_or_default();
        note(request.method.as_str(), &request.address, id, header("x-msft-approval-code").cloned());
        let (length, slept) = SLEEPS.get();
        SLEEPS.set((length, slept + length));
        WHO.with_borrow_mut(|who| who.push(header("muster-user").cloned()));
        let is_scripted = |name: &str| self.0.iter().any(|(end, ..)| *end == name);
        let (status, body) = if request.address.ends_with("/$batch") && !is_scripted("$batch") {
            match self.batch(&request.address, request.body.as_deref().unwrap_or_default()) {
                Some(answers) => (200, answers),
                None => (LOST, String::new()),
            }
        } else {
            let (status, body) = self.answer_to(request.method.as_str(), &request.address);
            (status, body.to_owned())
        };
        if status == LOST {
            return Err(TransportError { words: "Failed to fetch".to_owned() });
        }
        let headers = SERVER.get().then(|| ("muster-server".to_owned(), "1".to_owned()));
        let headers = headers.into_iter().chain([("request-id".to_owned(), "q".to_owned())]).collect();
        Ok(Response { status, headers, body: body.into_bytes() })
    }
}

/// A clock that stands, unless the computer sleeps.
struct Still(Millis);

impl Environment for Still {
    fn now(&self) -> Millis {
        self.0 + SLEEPS.get().1
    }

    fn chance(&self) -> u64 {
        7
    }

    fn request_id(&self) -> String {
        "r".to_owned()
    }

    fn leads(&self) -> bool {
        true
    }
}

pub const EMPTY: &str = r#"{"value":[]}"#;

pub fn turn(memory: &Memory, script: Vec<(&'static str, u16, &'static str)>) {
    turn_at(NOW, memory, script);
}

pub fn turn_at(now: Millis, memory: &Memory, script: Vec<(&'static str, u16, &'static str)>) {
    turn_by("", now, memory, script);
}

/// The same on behalf of an administrator.
pub fn turn_by(user: &str, now: Millis, memory: &Memory, script: Vec<(&'static str, u16, &'static str)>) {
    SLEEPS.set((SLEEPS.get().0, 0));
    let engine = Engine::new(memory, Script(script), Still(now), "https://service.example");
    let engine = engine.on_behalf_of(user);
    let mut turn = pin!(engine.turn(true));
    // Nothing here ever waits.
    match turn.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(StorageError::Overtaken)) if memory.overtaken.get().is_some() => {}
        Poll::Ready(outcome) => drop(outcome.expect("memory doesn't fail")),
        Poll::Pending => panic!("nothing here waits"),
    }
}
