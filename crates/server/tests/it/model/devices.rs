//! Steps of a life: devices that enrol, check in, and are asked together.

use serde_json::{Value, json};

use super::managing::No;
use super::operation::{Outcome, Pick, Way};
use super::rules::{Ask, IN_BULK, KINDS};
use super::run::{CROWD, Checked, MANAGED, NOBODY, Run, same, text, texts};
use super::world::{Managed, SHOWN, WRONG};

impl Run {
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

    pub fn enrol(&mut self, device: u32, kind: usize) -> Checked {
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
    pub fn enrol_again(&mut self, pick: Pick) -> Checked {
        let Some(at) = self.managed(pick).0.filter(|at| !self.world.managed[*at].is_gone) else {
            return Ok(());
        };
        let answer = self.ask("POST", "agent/enroll", &self.enrolment(at), SHOWN)?;
        let managed = &self.world.managed[at];
        same(&json!([answer["deviceId"], answer["secret"]]), &json!([managed.id, managed.secret]))
    }

    pub fn thief(&mut self, device: Pick, other: Pick) -> Checked {
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

    pub fn check_in(&mut self, device: Pick, results: &[(Pick, Outcome)], kind: Option<usize>) -> Checked {
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

    pub fn obey(&mut self, device: Pick, outcome: Outcome) -> Checked {
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

    pub fn crowd(&mut self, times: usize) -> Checked {
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
    pub fn bulk(&mut self, mut devices: Vec<(Option<usize>, String)>, ask: Option<Ask>) -> Checked {
        self.way.beta = true;
        let ids: Vec<String> = devices.iter().map(|(_, id)| id.clone()).collect();
        let mut body = ask.map_or(json!({}), Ask::parameters);
        let name = ask.map_or(Some("delete"), Ask::name_in_bulk);
        body["actionName"] = name.unwrap_or_else(|| ask.map_or("", Ask::name)).into();
        body["deviceIds"] = json!(ids);
        let address = format!("{MANAGED}/executeAction");
        if devices.is_empty() || name.is_none() {
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
            let is_windows = |managed: &Managed| managed.kind().platform == "windows";
            let outcome = match ask {
                Some(Ask::Scan { .. }) if self.world.listed(at).is_some_and(|found| !is_windows(found)) => {
                    Err(No::Able)
                }
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
}
