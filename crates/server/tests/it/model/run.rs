//! One life: each step is done by the server and by the model, and both say the same.

use std::sync::LazyLock;
use std::time::Duration;

use muster_server::{Clock as _, Settings, Timestamp};
use serde_json::{Value, json};

use super::managing::{No, told};
use super::operation::{DEVICES, Op, Outcome, Pick, Sent, Step, Way};
use super::rules::{Ask, CLEANED, IN_BULK, KINDS};
use super::world::{DONE, MADE, Managed, NOT_THERE, SHOWN, Told, WRONG, World};
use crate::app::{START, TestApp};
use crate::devices::{captured_again, hash, serial};

pub const IMPORTS: &str = "deviceManagement/importedWindowsAutopilotDeviceIdentities";
pub const IDENTITIES: &str = "deviceManagement/windowsAutopilotDeviceIdentities";
pub const MANAGED: &str = "deviceManagement/managedDevices";
pub const RULES: &str = "deviceManagement/managedDeviceCleanupRules";
const NOBODY: &str = "00000000-0000-4000-8000-000000000bad";
/// The number of the first of those that are asked together.
const CROWD: u32 = 1000;

/// The hashes of all devices, and those of another capture.
static HASHES: LazyLock<[Vec<String>; 2]> =
    LazyLock::new(|| [hash, captured_again].map(|hash| (0..DEVICES).map(hash).collect()));

pub type Checked<T = ()> = Result<T, String>;

impl Sent {
    /// A serial number as it is sent.
    pub fn spelled(&self, serial: &str) -> String {
        if self.lower_case { serial.to_lowercase() } else { serial.to_owned() }
    }

    fn json(&self) -> Value {
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
    way: Way,
    requests: usize,
    attempts: u32,
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
    fn ask(&mut self, method: &str, below: &str, body: &Value, expected: Told) -> Checked<Value> {
        let version = if self.way.beta { "beta" } else { "v1.0" };
        let address =
            if below.starts_with("agent/") { format!("/{below}") } else { format!("/{version}/{below}") };
        self.ask_as(method, &address, &[], body, expected)
    }

    fn ask_as(
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
    fn at(&self, set: &str, id: &str, rest: &str) -> String {
        if self.way.quoted { format!("{set}('{id}'){rest}") } else { format!("{set}/{id}{rest}") }
    }

    fn import(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.imports.len(), pick, |at| &self.world.imports[at].id)
    }

    fn identity(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.identities.len(), pick, |at| &self.world.identities[at].id)
    }

    fn object(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.objects.len(), pick, |at| &self.world.objects[at].id)
    }

    fn rule(&self, pick: Pick) -> (Option<usize>, String) {
        picked(self.world.rules.len(), pick, |at| &self.world.rules[at].id)
    }

    /// The crowd is left alone.
    fn managed(&self, pick: Pick) -> (Option<usize>, String) {
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

    fn register(&mut self, op: &Op) -> Checked {
        match op {
            Op::Import(call) => {
                let first = self.world.imports.len();
                self.world.import(call);
                let devices: Vec<Value> = call.iter().map(Sent::json).collect();
                let body = json!({ "importedWindowsAutopilotDeviceIdentities": devices });
                let answer = self.ask("POST", &format!("{IMPORTS}/import"), &body, SHOWN)?;
                let ids: Vec<String> = texts(&answer["value"], |value| &value["id"]);
                if ids.len() != call.len() {
                    return Err(format!("{answer}"));
                }
                for (import, id) in self.world.imports[first..].iter_mut().zip(ids) {
                    import.id = id;
                }
                Ok(())
            }
            Op::ImportOne(sent) => {
                self.world.import(std::slice::from_ref(sent));
                let answer = self.ask("POST", IMPORTS, &sent.json(), MADE)?;
                let import = self.world.imports.last_mut();
                import.map(|import| import.id = text(&answer["id"])).ok_or("nothing was sent".to_owned())
            }
            Op::ForgetImport(pick) => {
                let (at, id) = self.import(*pick);
                let expected = self.world.forget_import(at);
                self.ask("DELETE", &self.at(IMPORTS, &id, ""), &Value::Null, expected).map(drop)
            }
            Op::Create(device) => {
                let expected = self.world.create(&serial(*device));
                let body = json!({ "serialNumber": serial(*device) });
                self.ask("POST", IDENTITIES, &body, expected)?;
                self.learn()
            }
            Op::Tag(pick, tag) => {
                let (at, id) = self.identity(*pick);
                let expected = self.world.change(at, DONE, |identity| (*tag).clone_into(&mut identity.tag));
                let address = self.at(IDENTITIES, &id, "/updateDeviceProperties");
                self.ask("POST", &address, &json!({ "groupTag": tag }), expected).map(drop)
            }
            Op::Patch(pick, tag) => {
                let (at, id) = self.identity(*pick);
                let expected = self.world.change(at, SHOWN, |identity| (*tag).clone_into(&mut identity.tag));
                let body = json!({ "groupTag": tag });
                self.ask("PATCH", &self.at(IDENTITIES, &id, ""), &body, expected).map(drop)
            }
            Op::Assign(pick, user) => {
                let (at, id) = self.identity(*pick);
                let expected = self.world.change(at, DONE, |identity| {
                    (identity.user, identity.greeted) = ((*user).to_owned(), "User".to_owned());
                });
                let body = json!({ "userPrincipalName": user, "addressableUserName": "User" });
                self.ask("POST", &self.at(IDENTITIES, &id, "/assignUserToDevice"), &body, expected).map(drop)
            }
            Op::Unassign(pick) => {
                let (at, id) = self.identity(*pick);
                let expected = self.world.change(at, DONE, |identity| {
                    (identity.user, identity.greeted) = (String::new(), String::new());
                });
                let address = self.at(IDENTITIES, &id, "/unassignUserFromDevice");
                self.ask("POST", &address, &Value::Null, expected).map(drop)
            }
            Op::Deregister(pick) => {
                let (at, id) = self.identity(*pick);
                let expected = self.world.deregister(at);
                self.ask("DELETE", &self.at(IDENTITIES, &id, ""), &Value::Null, expected).map(drop)
            }
            Op::DeregisterSerials(devices) => self.deregister_serials(devices),
            _ => Ok(()),
        }
    }

    fn deregister_serials(&mut self, devices: &[u32]) -> Checked {
        let serials: Vec<String> = devices.iter().map(|device| serial(*device)).collect();
        let expected: Vec<Value> = serials
            .iter()
            .map(|serial| {
                let (at, state) = match self.world.deregister_serial(serial) {
                    Some((at, true)) => (Some(at), "accepted"),
                    Some((at, false)) => (Some(at), "failed"),
                    None => (None, "error"),
                };
                let id = at.map(|at| self.world.identities[at].id.clone());
                json!({ "serialNumber": serial, "deviceRegistrationId": id, "deletionState": state })
            })
            .collect();
        let body = json!({ "serialNumbers": serials });
        let mut answer = self.ask("POST", &format!("{IDENTITIES}/deleteDevices"), &body, SHOWN)?;
        for deleted in answer["value"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            deleted.remove("errorMessage");
        }
        same(&answer["value"], &json!(expected))
    }

    fn keep(&mut self, op: &Op) -> Checked {
        let deleted = "directory/deletedItems";
        match op {
            Op::DeleteObject(pick) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.delete_object(at);
                self.ask("DELETE", &self.at("devices", &id, ""), &Value::Null, expected).map(drop)
            }
            Op::Restore(pick, is_plain) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.change_deleted(at, SHOWN, |object| object.deleted_at = None);
                let set = if *is_plain { deleted } else { "devices" };
                self.ask("POST", &self.at(set, &id, "/restore"), &Value::Null, expected).map(drop)
            }
            Op::Purge(pick) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.change_deleted(at, DONE, |object| object.is_gone = true);
                self.ask("DELETE", &format!("{deleted}/{id}"), &Value::Null, expected).map(drop)
            }
            Op::Enable(pick, is_enabled) => {
                let (at, id) = self.object(*pick);
                let expected = self.world.enable(at, *is_enabled);
                let body = json!({ "accountEnabled": is_enabled });
                self.ask("PATCH", &self.at("devices", &id, ""), &body, expected).map(drop)
            }
            _ => Ok(()),
        }
    }

    fn clean(&mut self, op: &Op) -> Checked {
        self.way.beta = true;
        let rule = |platform: Option<&usize>, days: &i64| {
            let mut body = json!({ "deviceInactivityBeforeRetirementInDays": days });
            if let Some(platform) = platform {
                body["deviceCleanupRulePlatformType"] = CLEANED[*platform].0.into();
            }
            body
        };
        match op {
            Op::Rule(platform, days) => {
                let expected = self.world.rule(*platform, *days);
                self.ask("POST", RULES, &rule(Some(platform), days), expected)?;
            }
            Op::ChangeRule(pick, platform, days) => {
                let (at, id) = self.rule(*pick);
                let expected = self.world.change_rule(at, *platform, *days);
                let body = rule(platform.as_ref(), days);
                self.ask("PATCH", &self.at(RULES, &id, ""), &body, expected)?;
            }
            Op::DropRule(pick) => {
                let (at, id) = self.rule(*pick);
                let expected = self.world.drop_rule(at);
                self.ask("DELETE", &self.at(RULES, &id, ""), &Value::Null, expected)?;
            }
            Op::RuleForAll(days) => {
                let expected = self.world.rule_for_all(*days);
                let body = json!({ "deviceInactivityBeforeRetirementInDays": days.to_string() });
                let address = "deviceManagement/managedDeviceCleanupSettings";
                let answer = self.ask("PATCH", address, &body, expected)?;
                if expected == SHOWN {
                    same(&answer["deviceInactivityBeforeRetirementInDays"], &json!(days.to_string()))?;
                }
            }
            _ => {}
        }
        let listed = self.app.get(&format!("/beta/{RULES}")).values();
        for (rule, shown) in self.world.rules.iter_mut().zip(listed) {
            rule.id = text(&shown["id"]);
        }
        Ok(())
    }

    fn enrolment(&self, at: usize) -> Value {
        let managed = &self.world.managed[at];
        let kind = managed.kind();
        json!({
            "enrollmentId": format!("00000000-0000-4000-8000-{:012}", managed.attempt),
            "serialNumber": managed.serial(),
            "platform": kind.platform,
            "enrollment": kind.way,
            "osVersion": kind.version,
            "isSupervised": kind.is_supervised,
            "deviceName": managed.name,
            "userPrincipalName": "user1@contoso.com",
        })
    }

    fn enrol(&mut self, device: u32, kind: usize) -> Checked {
        self.attempts += 1;
        let at = self.world.enrol(self.attempts, device, kind);
        let answer = self.ask("POST", "agent/enroll", &self.enrolment(at), SHOWN)?;
        let managed = &mut self.world.managed[at];
        (managed.id, managed.secret) = (text(&answer["deviceId"]), text(&answer["secret"]));
        let object = &mut self.world.objects[managed.object];
        let device_id = text(&answer["azureADDeviceId"]);
        if object.device_id.is_empty() {
            object.device_id.clone_from(&device_id);
        }
        if object.device_id != device_id {
            return Err(format!("it has another object in the directory: {answer}"));
        }
        self.learn()
    }

    /// The same attempt once more is the same enrolment.
    fn enrol_again(&mut self, pick: Pick) -> Checked {
        let Some(at) = self.managed(pick).0.filter(|at| !self.world.managed[*at].is_gone) else {
            return Ok(());
        };
        let answer = self.ask("POST", "agent/enroll", &self.enrolment(at), SHOWN)?;
        let managed = &self.world.managed[at];
        same(&json!([answer["deviceId"], answer["secret"]]), &json!([managed.id, managed.secret]))
    }

    fn thief(&mut self, device: Pick, other: Pick) -> Checked {
        let ((Some(at), id), (Some(other), _)) = (self.managed(device), self.managed(other)) else {
            return Ok(());
        };
        if at == other {
            return Ok(());
        }
        let bearer = format!("Bearer {}", self.world.managed[other].secret);
        let body = json!({ "deviceId": id });
        let expected = (401, "InvalidAuthenticationToken");
        self.ask_as("POST", "/agent/checkin", &[("authorization", &bearer)], &body, expected).map(drop)
    }

    fn check_in(&mut self, device: Pick, results: &[(Pick, Outcome)], kind: Option<usize>) -> Checked {
        let Some(at) = self.managed(device).0 else { return Ok(()) };
        let told = |managed: &[Managed]| -> Vec<String> {
            let ids = managed.iter().flat_map(|managed| &managed.actions).map(|action| action.id.clone());
            ids.filter(|id| !id.is_empty()).collect()
        };
        let (own, all) = (told(std::slice::from_ref(&self.world.managed[at])), told(&self.world.managed));
        let results = results.iter().map(|(pick, outcome)| {
            let known = if pick % 4 == 3 { &all } else { &own };
            (known.get(pick % known.len().max(1)).map_or(NOBODY, String::as_str).to_owned(), *outcome)
        });
        let results: Vec<_> = results.collect();
        let kind = kind.filter(|kind| {
            let [new, old] = [&KINDS[*kind], self.world.managed[at].kind()];
            (new.platform, new.way, new.is_supervised) == (old.platform, old.way, old.is_supervised)
        });
        self.report(at, &results, kind)
    }

    fn obey(&mut self, device: Pick, outcome: Outcome) -> Checked {
        let Some(at) = self.managed(device).0 else { return Ok(()) };
        self.report(at, &[], None)?;
        let active = self.world.managed[at].actions.iter().filter(|action| action.state == "active");
        let results: Vec<_> = active.map(|action| (action.id.clone(), outcome)).collect();
        self.report(at, &results, None)
    }

    fn report(&mut self, at: usize, results: &[(String, Outcome)], kind: Option<usize>) -> Checked {
        let expected = self.world.check_in(at, results, kind);
        let managed = &self.world.managed[at];
        let bearer = format!("Bearer {}", managed.secret);
        let results: Vec<Value> =
            results.iter().map(|(id, outcome)| json!({ "id": id, "state": outcome.name() })).collect();
        let version = kind.map(|kind| KINDS[kind].version);
        let body = json!({ "deviceId": managed.id, "results": results, "osVersion": version });
        let headers = [("authorization", bearer.as_str())];
        let answer = self.ask_as("POST", "/agent/checkin", &headers, &body, SHOWN)?;
        same(&answer["removed"], &json!(expected.is_none()))?;
        let actions = &mut self.world.managed[at].actions;
        let wanted: Vec<Value> = expected
            .iter()
            .flatten()
            .map(|at| {
                let action = &actions[*at];
                // DL-1: to be deleted is to be retired.
                let name = if action.name == "delete" { "retire" } else { action.name };
                json!({ "name": name, "parameters": action.parameters })
            })
            .collect();
        let orders = answer["actions"].as_array().cloned().unwrap_or_default();
        let ids = texts(&answer["actions"], |order| &order["id"]);
        let shown: Vec<Value> = orders
            .iter()
            .map(|order| json!({ "name": order["name"], "parameters": order["parameters"] }))
            .collect();
        same(&json!(shown), &json!(wanted))?;
        for (at, id) in expected.into_iter().flatten().zip(ids) {
            let action = &mut actions[at];
            if action.id.is_empty() {
                action.id = id;
            } else if action.id != id {
                return Err(format!("the action {} is told as {id}", action.id));
            }
        }
        Ok(())
    }

    fn crowd(&mut self, times: usize) -> Checked {
        let crowd = CROWD..CROWD + u32::try_from(IN_BULK).unwrap_or_default();
        self.way = Way { beta: true, batch: false, quoted: false, twice: false };
        if !self.world.managed.iter().any(|managed| managed.device >= CROWD) {
            for device in crowd {
                self.enrol(device, 0)?;
            }
        }
        let crowd = (0..self.world.managed.len()).filter(|at| self.world.managed[*at].device >= CROWD);
        let crowd: Vec<_> = crowd.map(|at| (Some(at), self.world.managed[at].id.clone())).collect();
        for time in 0..times {
            let ask = Ask::Wipe { keep_enrolment: true, keep_data: time % 2 == 0 };
            self.bulk(crowd.clone(), Some(ask))?;
        }
        Ok(())
    }

    /// Asks several devices at once; without an action, they are deleted.
    fn bulk(&mut self, mut devices: Vec<(Option<usize>, String)>, ask: Option<Ask>) -> Checked {
        self.way.beta = true;
        let ids: Vec<String> = devices.iter().map(|(_, id)| id.clone()).collect();
        let mut body = ask.map_or(json!({}), Ask::parameters);
        body["actionName"] = ask.map_or("delete", Ask::name).into();
        body["deviceIds"] = json!(ids);
        let address = format!("{MANAGED}/executeAction");
        if devices.is_empty() {
            return self.ask("POST", &address, &body, WRONG).map(drop);
        }
        let mut told = [const { Vec::new() }; 4];
        let mut seen = Vec::new();
        devices.retain(|(_, id)| {
            !seen.contains(id) && {
                seen.push(id.clone());
                true
            }
        });
        for (at, id) in devices {
            let outcome = match ask {
                Some(ask) => self.world.ask(at, ask),
                None => self.world.remove(at),
            };
            let place = match outcome {
                Ok(()) => 0,
                Err(No::More) => 1,
                Err(No::There) => 2,
                Err(No::Able) => 3,
            };
            told[place].push(id);
        }
        let answer = self.ask("POST", &address, &body, SHOWN)?;
        let names = ["successfulDeviceIds", "failedDeviceIds", "notFoundDeviceIds", "notSupportedDeviceIds"];
        same(&json!(names.map(|name| &answer[name])), &json!(told))
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
