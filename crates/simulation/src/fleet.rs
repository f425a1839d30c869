//! Managed devices, their objects in the directory, and what of them is asked and done: what removals are about.

use std::collections::{BTreeMap, HashMap};

use graph::{
    Method, Request, Response,
    wire::{BatchRequest, BatchRequests, BatchResponses},
};
use lifecycle::action::Join;
use lifecycle::removal::{Group, Place, Plan, Record};
use outbox::Millis;
use serde_json::{Value, json};

use crate::{network::arrive, tab::SERVER, world::World};

/// Everything about the fleet.
#[derive(Default)]
pub struct Fleet {
    pub machines: Vec<Machine>,
    /// By intent: the plan as it was made. Nobody may change it.
    pub plans: BTreeMap<u32, Plan>,
    /// What people said, in order.
    pub words: Vec<Word>,
    /// What was sent that destroys something.
    pub sent: Vec<Sent>,
    /// How often the server did something, by what and to which record.
    pub effects: HashMap<(String, String), u32>,
    /// By the id of a request: how often the server did what it asks for.
    pub by_id: HashMap<String, u32>,
    /// Devices are switched off.
    pub is_off: bool,
    /// When the service was out of reach for long.
    pub away: Option<(Millis, Millis)>,
    /// What is wrong, as far as it showed at once.
    pub wrong: Vec<String>,
    /// Requests for approval that the second administrator has forgotten.
    pub forgotten: Vec<String>,
}

/// A device.
#[derive(Clone, Debug)]
pub struct Machine {
    pub serial: String,
    pub secret: String,
    pub registered: Record,
    pub managed: Record,
    pub object: Record,
    /// How often it checks in; `None`: never.
    pub rhythm: Option<Millis>,
    /// Whether somebody plans something with it.
    pub is_taken: bool,
}

/// What a person said of a step, or of an order.
#[derive(Clone, Debug)]
pub struct Word {
    pub seq: u32,
    pub step: usize,
    pub at: Millis,
    pub what: Said,
    /// Whether it was said at the other console: it holds there alone.
    pub elsewhere: bool,
}

/// What a person said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Confirmed,
    Done,
    Again,
    /// That an order that came out of a file is to be sent.
    Released,
}

/// A request that destroys something.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: Millis,
    pub id: String,
    pub what: String,
    pub record: String,
    /// Whether it was sent from the other console.
    pub elsewhere: bool,
}

/// What a request destroys, and of which record; `None`: nothing.
pub fn destroys(request: &Request) -> Option<(String, String)> {
    let path = request.address.split_once("/v1.0/").or_else(|| request.address.split_once("/beta/"))?.1;
    let parts: Vec<&str> = path.split('/').collect();
    let (what, id) = match (request.method, parts.as_slice()) {
        (Method::Post, ["deviceManagement", "managedDevices", id, what @ ("wipe" | "retire")]) => {
            (*what, *id)
        }
        (Method::Delete, ["deviceManagement", "managedDevices", id]) => ("delete-from-intune", *id),
        (Method::Delete, ["deviceManagement", "windowsAutopilotDeviceIdentities", id]) => {
            ("delete-from-autopilot", *id)
        }
        (Method::Delete, ["devices", id]) => ("delete-from-entra", *id),
        (Method::Patch, ["devices", id]) => ("disable-in-entra", *id),
        // A member of a group is taken out by another address: this one would be the member itself.
        (Method::Delete, ["groups", _, "members", id]) => ("delete-member", *id),
        _ => return None,
    };
    Some((what.to_owned(), id.to_owned()))
}

/// The requests that one is made of, with their ids: those of a batch, or itself.
pub fn parts(request: &Request) -> Vec<(String, Request)> {
    let Some(root) = request.address.strip_suffix("/$batch") else {
        return vec![(String::new(), request.clone())];
    };
    let body = request.body.as_deref().unwrap_or_default();
    let batch: BatchRequests = serde_json::from_slice(body).expect("the client writes batches");
    let part = |item: BatchRequest| {
        let method = match item.method.as_str() {
            "GET" => Method::Get,
            "POST" => Method::Post,
            "PATCH" => Method::Patch,
            "DELETE" => Method::Delete,
            other => panic!("nobody asks to {other}"),
        };
        let has_body = item.body.is_some() || matches!(method, Method::Get | Method::Delete);
        assert!(has_body, "Graph refuses a batch with a write that has no body");
        let (address, headers) = (format!("{root}{}", item.url), item.headers.into_iter().collect());
        let body = item.body.map(|body| body.to_string().into_bytes());
        (item.id, Request { method, address, headers, body })
    };
    batch.requests.into_iter().map(part).collect()
}

/// Without the ids by which a service remembers requests, in a batch as well.
pub fn without_ids(body: &[u8]) -> Vec<u8> {
    let mut batch: BatchRequests = serde_json::from_slice(body).expect("the client writes batches");
    for item in &mut batch.requests {
        item.headers.remove("client-request-id");
    }
    serde_json::to_vec(&batch).expect("it was read")
}

/// The server answered a request: what it did is noted, of each that it is made of.
pub fn note_effects(world: &World, request: &Request, response: &Response) {
    let is_replay = |name: &String| name == "muster-replayed";
    if !request.address.ends_with("/$batch") {
        let replayed = response.headers.iter().any(|(name, _)| is_replay(name));
        return note_effect(world, request, response.status, replayed);
    }
    let Ok(BatchResponses { responses }) = serde_json::from_slice(&response.body) else { return };
    for (id, part) in parts(request) {
        if let Some(answer) = responses.iter().find(|answer| answer.id == id) {
            note_effect(world, &part, answer.status, answer.headers.keys().any(is_replay));
        }
    }
}

/// The server did what a request asks for.
fn note_effect(world: &World, request: &Request, status: u16, replayed: bool) {
    let Some(key) = destroys(request).filter(|_| matches!(status, 200..=299) && !replayed) else { return };
    let id = request.headers.iter().find(|(name, _)| name == "client-request-id");
    // Of what somebody else does with another tool nothing is to be proven.
    let Some((_, id)) = id else { return };
    let mut fleet = world.0.fleet.borrow_mut();
    *fleet.effects.entry(key).or_default() += 1;
    *fleet.by_id.entry(id.clone()).or_default() += 1;
}

/// Asks the server, whom nothing keeps from answering, as somebody.
pub fn ask(world: &World, who: &str, method: Method, path: &str, body: Option<&Value>) -> Option<Response> {
    let mut headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
    if !who.is_empty() {
        headers.push(("muster-user".to_owned(), who.to_owned()));
    }
    let body = body.map(|body| body.to_string().into_bytes());
    let request = Request { method, address: format!("{SERVER}{path}"), headers, body };
    // What asks here doesn't take part: a fault is asked about again, and each has its end.
    let mut answers = (0..40).map_while(|_| arrive(world, &request).ok());
    answers.find(|answer| !matches!(answer.status, 429 | 503))
}

/// What the server has at an address; `None`: nothing, or it is down.
pub fn get(world: &World, path: &str) -> Option<Value> {
    let answer = ask(world, "", Method::Get, path, None)?;
    (answer.status == 200)
        .then(|| serde_json::from_slice(&answer.body).expect("the server answers with JSON"))
}

/// Whether the server has a record; `None`: it can't be asked.
pub fn has(world: &World, place: Place, id: &str) -> Option<bool> {
    let path = match place {
        Place::Autopilot => format!("/beta/deviceManagement/windowsAutopilotDeviceIdentities/{id}"),
        Place::Intune => format!("/beta/deviceManagement/managedDevices/{id}"),
        _ => format!("/v1.0/devices/{id}"),
    };
    let answer = ask(world, "", Method::Get, &path, None)?;
    match answer.status {
        200 => Some(true),
        404 => Some(false),
        // It meets with a fault.
        _ => None,
    }
}

fn made(world: &World, path: &str, body: &Value) -> Value {
    let answer = ask(world, "", Method::Post, path, Some(body)).expect("the server runs at the begin");
    assert!(matches!(answer.status, 200..=299), "{path}: {}", String::from_utf8_lossy(&answer.body));
    serde_json::from_slice(&answer.body).unwrap_or_default()
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// Sets the fleet up, and what protects it.
pub fn begin(world: &World) {
    if !world.0.plan.fleet {
        return;
    }
    let group = json!({ "displayName": "Modern Workplace Devices-First", "mailNickname": "first",
        "mailEnabled": false, "securityEnabled": true });
    let group = text(&made(world, "/v1.0/groups", &group), "id");
    for number in 1..=world.between(2, 5) {
        let machine = machine(world, number, &group);
        world.0.fleet.borrow_mut().machines.push(machine);
    }
    if world.0.plan.approvals {
        for kind in ["deviceWipe", "deviceRetire", "deviceDelete"] {
            let policy = json!({ "displayName": format!("Guard {kind}"), "policyType": kind });
            made(world, "/beta/deviceManagement/operationApprovalPolicies", &policy);
        }
    }
    let rhythms: Vec<Option<Millis>> =
        world.0.fleet.borrow().machines.iter().map(|machine| machine.rhythm).collect();
    for (at, rhythm) in rhythms.into_iter().enumerate() {
        if let Some(rhythm) = rhythm {
            let wait = world.between(0, rhythm);
            world.after(wait, None, move |world| check_in(world, at));
        }
    }
}

fn machine(world: &World, number: i64, group: &str) -> Machine {
    let serial = format!("FLEET-{number:04}");
    let user = if world.between(0, 1) == 0 { String::new() } else { format!("user{number}@contoso.com") };
    let identity = json!({ "serialNumber": serial, "manufacturer": "Contoso", "model": "Book",
        "userPrincipalName": if user.is_empty() { Value::Null } else { user.clone().into() } });
    let identity = made(world, "/v1.0/deviceManagement/windowsAutopilotDeviceIdentities", &identity);
    let is_hybrid = world.between(0, 3) == 0;
    let mut arrival = json!({ "enrollmentId": format!("00000000-0000-4000-8000-{number:012}"),
        "serialNumber": serial, "platform": "windows", "osVersion": "10.0.22631", "deviceName": format!("PC-{number}") });
    if is_hybrid {
        arrival["domainJoin"] = json!({ "computerName": format!("PC-{number}") });
    }
    let arrived = made(world, "/agent/enroll", &arrival);
    if is_hybrid {
        ask(world, "", Method::Post, "/world/activeDirectory/sync", Some(&json!({})));
        world.work();
    }
    let device_id = text(&arrived, "azureADDeviceId");
    let object = get(world, &format!("/v1.0/devices(deviceId='{device_id}')")).unwrap_or_default();
    let object_id = text(&object, "id");
    if !object_id.is_empty() && world.between(0, 1) == 0 {
        let member = json!({ "@odata.id": format!("{SERVER}/v1.0/directoryObjects/{object_id}") });
        ask(world, "", Method::Post, &format!("/v1.0/groups/{group}/members/$ref"), Some(&member));
    }
    let is_member = get(world, &format!("/v1.0/devices/{object_id}/memberOf"))
        .is_some_and(|groups| groups["value"].as_array().is_some_and(|groups| !groups.is_empty()));
    let groups =
        Group { id: group.to_owned(), name: "Modern Workplace Devices-First".to_owned(), is_dynamic: false };
    let managed_id = text(&arrived, "deviceId");
    let rhythms = [None, Some(60_000), Some(240_000), Some(900_000)];
    let rhythm = *world.0.random.borrow_mut().pick(&rhythms);
    Machine {
        secret: text(&arrived, "secret"),
        registered: Record {
            serial: Some(serial.clone()),
            managed_device_id: Some(managed_id.clone()),
            user: Some(user).filter(|user| !user.is_empty()),
            ..Record::new(Place::Autopilot, text(&identity, "id"))
        },
        managed: Record {
            serial: Some(serial.clone()),
            device_id: Some(device_id.clone()),
            ..Record::new(Place::Intune, managed_id)
        },
        object: Record {
            device_id: Some(device_id),
            join: if is_hybrid { Join::Hybrid } else { Join::Joined },
            groups: if is_member { vec![groups] } else { Vec::new() },
            ..Record::new(Place::Entra, object_id)
        },
        rhythm,
        serial,
        is_taken: false,
    }
}

/// A device checks in, and does what it is told; or says that it couldn't.
fn check_in(world: &World, at: usize) {
    let (machine, away) = {
        let fleet = world.0.fleet.borrow();
        (fleet.machines[at].clone(), fleet.away)
    };
    let Some(rhythm) = machine.rhythm.filter(|_| !world.0.fleet.borrow().is_off) else { return };
    // It is the administrator who is away; that the device does the same over and over meanwhile tells nothing.
    let wait = match away {
        Some((from, until)) if from <= world.now() && world.now() < until => until - world.now(),
        _ => rhythm,
    };
    let said = |results: &Value| {
        let body = json!({ "deviceId": machine.managed.at.id, "results": results });
        let request = Request {
            method: Method::Post,
            address: format!("{SERVER}/agent/checkin"),
            headers: vec![
                ("Content-Type".to_owned(), "application/json".to_owned()),
                ("Authorization".to_owned(), format!("Bearer {}", machine.secret)),
            ],
            body: Some(body.to_string().into_bytes()),
        };
        let answer = arrive(world, &request).ok().filter(|answer| answer.status == 200)?;
        serde_json::from_slice::<Value>(&answer.body).ok()
    };
    let mut is_gone = false;
    if let Some(told) = said(&json!([])) {
        is_gone = told["removed"] == true;
        let orders: Vec<Value> = told["actions"].as_array().cloned().unwrap_or_default();
        let results: Vec<Value> = orders
            .iter()
            .map(|order| {
                let state = if world.between(0, 9) == 0 { "failed" } else { "done" };
                json!({ "id": order["id"], "state": state })
            })
            .collect();
        if !results.is_empty() {
            is_gone |= said(&results.into()).is_some_and(|told| told["removed"] == true);
        }
    }
    if !is_gone {
        world.after(wait, None, move |world| check_in(world, at));
    }
}

/// The second administrator looks what waits, and approves, refuses or forgets.
pub fn decide(world: &World) {
    const REQUESTS: &str = "/beta/deviceManagement/operationApprovalRequests";
    let waiting = get(world, REQUESTS).unwrap_or_default();
    for request in waiting["value"].as_array().into_iter().flatten() {
        let id = text(request, "id");
        let is_forgotten = world.0.fleet.borrow().forgotten.contains(&id);
        if request["status"] != "needsApproval" || is_forgotten {
            continue;
        }
        let verb = match world.between(0, 9) {
            0..=6 => "approve",
            7 | 8 => "reject",
            _ => {
                world.0.fleet.borrow_mut().forgotten.push(id);
                continue;
            }
        };
        world.note(|| format!("a second administrator: {verb} {id}"));
        let body = json!({ "justification": "seen" });
        ask(world, "ben@contoso.com", Method::Post, &format!("{REQUESTS}/{id}/{verb}"), Some(&body));
    }
}

/// Faults of the server itself, each so often and no more.
pub fn faults(random: &mut crate::random::Random) -> muster_server::Faults {
    let mut rules = Vec::new();
    let managed = "/deviceManagement/managedDevices/*";
    let registered = "/deviceManagement/windowsAutopilotDeviceIdentities/*";
    for rule in [
        json!({ "fault": "throttle", "routes": [managed, registered], "retryAfter": 2.128 }),
        json!({ "fault": "throttle", "routes": ["/devices/*"] }),
        json!({ "fault": "unavailable", "routes": [managed, "/devices/*"], "retryAfter": 5 }),
        json!({ "fault": "halfDelete", "seconds": random.between(20, 3_000) }),
        json!({ "fault": "lateVisibility", "seconds": random.between(5, 600), "methods": ["DELETE"],
            "routes": [managed, registered, "/devices/*"] }),
    ] {
        if random.chance(500) {
            let mut rule = rule;
            rule["times"] = random.between(1, 4).into();
            rule["every"] = random.between(1, 3).into();
            rule["after"] = random.between(0, 20).into();
            rules.push(rule);
        }
    }
    let text = json!({ "seed": random.below(1 << 30), "rules": rules }).to_string();
    muster_server::Faults::from_json(&text).expect("these are rules")
}
