//! One life: each step is done by the server and by the model, and both say the same.

use std::sync::LazyLock;
use std::time::Duration;

use muster_server::{Clock as _, Settings, Timestamp};
use serde_json::{Value, json};

use super::managing::told;
use super::operation::{DEVICES, Op, Pick, Sent, Step, Way};
use super::world::{NOT_THERE, SHOWN, Told, World};
use crate::app::{START, TestApp};
use crate::devices::{captured_again, hash, serial};

pub const IMPORTS: &str = "deviceManagement/importedWindowsAutopilotDeviceIdentities";
pub const IDENTITIES: &str = "deviceManagement/windowsAutopilotDeviceIdentities";
pub const MANAGED: &str = "deviceManagement/managedDevices";
pub const RULES: &str = "deviceManagement/managedDeviceCleanupRules";
pub const NOBODY: &str = "00000000-0000-4000-8000-000000000bad";
/// The number of the first of those that are asked together.
pub const CROWD: u32 = 1000;

/// The hashes of all devices, and those of another capture.
static HASHES: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [hash, captured_again].map(|hash| (0..DEVICES).map(hash).collect()));

pub type Checked<T = ()> = Result<T, String>;

impl Sent {
    /// A serial number as it is sent.
    pub fn spelled(&self, serial: &str) -> String {
        if self.lower_case { serial.to_lowercase() } else { serial.to_owned() }
    }

    pub fn json(&self) -> Value {
        let hash = match self.hash {
            Some(device) => HASHES[usize::from(self.again)][device as usize].clone(),
            None => "AAAA".to_owned(),
        };
        json!({
            "groupTag": self.tag,
            "serialNumber": self.serial.map(|device| self.spelled(&serial(device))).unwrap_or_default(),
            "productKey": if self.product_key { "PK-1" } else { "" },
            "hardwareIdentifier": hash,
            "assignedUserPrincipalName": "user1@contoso.com",
        })
    }
}

pub struct Run {
    pub app: TestApp,
    pub world: World,
    pub way: Way,
    requests: usize,
    pub attempts: u32,
}

impl Run {
    pub fn new(deletion_delay: i64) -> Run {
        let delay = Duration::from_millis(deletion_delay.unsigned_abs());
        let app = TestApp::with(Settings { deletion_delay: delay, ..Settings::default() });
        let world = World { now: START.0, deletion_delay, ..World::default() };
        let way = Way { beta: false, batch: false, quoted: false, twice: false };
        Run { app, world, way, requests: 0, attempts: 0 }
    }

    /// Asks the server once, as the step says.
    fn once(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &Value) -> (u16, Value) {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        let below = address.split_once('/').and_then(|(_, rest)| rest.split_once('/'));
        if self.way.batch
            && let Some((version, below)) = below.filter(|(version, _)| *version != "agent")
        {
            let headers: serde_json::Map<String, Value> =
                headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
            let item = json!({ "id": "1", "method": method, "url": below, "headers": headers, "body": body });
            let reply = self.app.post(&format!("/{version}/$batch"), &json!({ "requests": [item] })).json();
            let answer = &reply["responses"][0];
            let status = answer["status"].as_u64().unwrap_or_default();
            return (u16::try_from(status).unwrap_or_default(), answer["body"].clone());
        }
        let reply = self.app.ask(method, address, headers, text);
        let body = serde_json::from_slice(&reply.body).unwrap_or_default();
        (reply.status.as_u16(), body)
    }

    /// Asks the server, and holds its answer to the model's.
    pub fn ask(&mut self, method: &str, below: &str, body: &Value, expected: Told) -> Checked<Value> {
        let version = if self.way.beta { "beta" } else { "v1.0" };
        let address =
            if below.starts_with("agent/") { format!("/{below}") } else { format!("/{version}/{below}") };
        self.ask_as(method, &address, &[], body, expected)
    }

    pub fn ask_as(
        &mut self,
        method: &str,
        address: &str,
        more: &[(&str, &str)],
        body: &Value,
        expected: Told,
    ) -> Checked<Value> {
        self.requests += 1;
        let id = format!("request-{}", self.requests);
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(more);
        if self.way.twice {
            headers.push(("client-request-id", &id));
        }
        let (status, mut answer) = self.once(method, address, &headers, body);
        if self.way.twice {
            let (again, mut same) = self.once(method, address, &headers, body);
            for answer in [&mut answer, &mut same] {
                if let Some(error) = answer.get_mut("error").and_then(Value::as_object_mut) {
                    error.remove("innerError");
                }
            }
            if (status, &answer) != (again, &same) {
                return Err(format!("{method} {address}: {status} {answer}, and once more {again} {same}"));
            }
        }
        let code = answer["error"]["code"].as_str().unwrap_or_default();
        if (status, code) == expected {
            return Ok(answer);
        }
        Err(format!("{method} {address} {body}: {status} {answer}, by the rules {expected:?}"))
    }

    /// The address of one of a set, below the version.
    pub fn at(&self, set: &str, id: &str, rest: &str) -> String {
        if self.way.quoted { format!("{set}('{id}'){rest}") } else { format!("{set}/{id}{rest}") }
    }

    pub fn import(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.imports.len(), pick, |at| &self.world.imports[at].id)
    }

    pub fn identity(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.identities.len(), pick, |at| &self.world.identities[at].id)
    }

    pub fn object(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.objects.len(), pick, |at| &self.world.objects[at].id)
    }

    pub fn rule(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.rules.len(), pick, |at| &self.world.rules[at].id)
    }

    /// The crowd is left alone.
    pub fn managed(&self, pick: Pick) -> (Option<usize>, String) {
        let alone: Vec<usize> =
            (0..self.world.managed.len()).filter(|at| self.world.managed[*at].device < CROWD).collect();
        let (at, _) = picked(alone.len(), pick, |_| NOBODY);
        let at = at.map(|at| alone[at]);
        (at, at.map_or(NOBODY, |at| &self.world.managed[at].id).to_owned())
    }

    /// Does a step, and then all that is due.
    pub fn step(&mut self, step: &Step) -> Checked {
        self.way = step.way;
        self.act(&step.op)?;
        self.pass(0)
    }

    fn act(&mut self, op: &Op) -> Checked {
        match op {
            Op::Import(_)
            | Op::ImportOne(_)
            | Op::ForgetImport(_)
            | Op::Create(_)
            | Op::Tag(..)
            | Op::Patch(..)
            | Op::Assign(..)
            | Op::Unassign(_)
            | Op::Deregister(_)
            | Op::DeregisterSerials(_) => self.register(op),
            Op::Rule(..) | Op::ChangeRule(..) | Op::DropRule(_) | Op::RuleForAll(_) => self.clean(op),
            Op::DeleteObject(_) | Op::Restore(..) | Op::Purge(_) | Op::Enable(..) => self.keep(op),
            Op::Enrol { device, kind } => self.enrol(*device, *kind),
            Op::EnrolAgain(pick) => self.enrol_again(*pick),
            Op::CheckIn { device, results, kind } => self.check_in(*device, results, *kind),
            Op::Thief(device, other) => self.thief(*device, *other),
            Op::Obey(device, outcome) => self.obey(*device, *outcome),
            Op::Ask(pick, ask) => {
                let (at, id) = self.managed(*pick);
                let expected = told(self.world.ask(at, *ask));
                let address = self.at(MANAGED, &id, &format!("/{}", ask.name()));
                self.ask("POST", &address, &ask.parameters(), expected).map(drop)
            }
            Op::Bulk(picks, ask) => {
                let devices: Vec<_> = picks.iter().map(|pick| self.managed(*pick)).collect();
                self.bulk(devices, Some(*ask))
            }
            Op::BulkDelete(picks) => {
                let devices: Vec<_> = picks.iter().map(|pick| self.managed(*pick)).collect();
                self.bulk(devices, None)
            }
            Op::Crowd(times) => self.crowd(*times),
            Op::Remove(pick) => {
                let (at, id) = self.managed(*pick);
                let expected = told(self.world.remove(at));
                self.ask("DELETE", &self.at(MANAGED, &id, ""), &Value::Null, expected).map(drop)
            }
            Op::Note(pick, note) => {
                let (at, id) = self.managed(*pick);
                let listed = at.filter(|at| self.world.managed[*at].is_listed());
                let expected = listed.map_or(NOT_THERE, |at| {
                    (*note).clone_into(&mut self.world.managed[at].notes);
                    SHOWN
                });
                let body = json!({ "notes": note, "serialNumber": "passed over" });
                self.ask("PATCH", &self.at(MANAGED, &id, ""), &body, expected).map(drop)
            }
            Op::Look(pick) => {
                let (at, id) = self.managed(*pick);
                let listed = at.filter(|at| self.world.managed[*at].is_listed());
                let expected = if listed.is_some() { SHOWN } else { NOT_THERE };
                let seen = self.ask("GET", &self.at(MANAGED, &id, ""), &Value::Null, expected)?;
                let notes = listed.map(|at| self.world.managed[at].notes.as_str());
                let shown = seen["notes"].as_str().unwrap_or_default();
                if notes.unwrap_or_default() == shown { Ok(()) } else { Err(format!("notes: {shown}")) }
            }
            Op::Sync => {
                self.way.beta = true;
                let expected = self.world.sync();
                let address = "deviceManagement/windowsAutopilotSettings/sync";
                self.ask("POST", address, &Value::Null, expected).map(drop)
            }
            Op::Pass(span) => self.pass(*span),
            Op::Restart => {
                self.app.restart();
                Ok(())
            }
        }
    }

    /// Time goes by, and what is due is done when it is due.
    fn pass(&mut self, span: i64) -> Checked {
        let end = Timestamp(self.world.now + span);
        while let Some(due) = self.app.server.work().map_err(|error| error.to_string())? {
            if due > end {
                break;
            }
            if due <= self.app.clock.now() {
                return Err(format!("what is due at {} isn't done", due.rfc3339()));
            }
            self.app.clock.set(due);
        }
        self.app.clock.set(end);
        self.world.advance(end.0);
        self.learn()
    }
}

fn picked<'a>(count: usize, pick: Pick, id: impl FnOnce(usize) -> &'a str) -> (Option<usize>, String) {
    match count {
        0 => (None, NOBODY.to_owned()),
        count => (Some(pick % count), id(pick % count).to_owned()),
    }
}

pub fn same(shown: &Value, wanted: &Value) -> Checked {
    if shown == wanted { Ok(()) } else { Err(format!("shown: {shown}\nby the rules: {wanted}")) }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub fn texts(values: &Value, of: impl Fn(&Value) -> &Value) -> Vec<String> {
    values.as_array().into_iter().flatten().map(|value| text(of(value))).collect()
}
