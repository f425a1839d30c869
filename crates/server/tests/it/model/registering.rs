//! Steps of a life: registering devices.

use serde_json::{Value, json};

use super::operation::{Op, Sent};
use super::run::{Checked, IDENTITIES, IMPORTS, Run, same, text, texts};
use super::world::{DONE, MADE, SHOWN};
use crate::devices::serial;

impl Run {
    pub fn register(&mut self, op: &Op) -> Checked {
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
}
