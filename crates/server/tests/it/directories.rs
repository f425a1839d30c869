//! Who may delete what, and what is left where: every state of a device over all directories, and every deletion in each.

use std::fmt::Write as _;
use std::time::Duration;

use muster_server::Settings;
use serde_json::{Value, json};

use crate::app::{DEVICES as AUTOPILOT, TestApp};
use crate::apple::{self, APPLE, bought, connect, server};
use crate::devices::{device, serial};
use crate::management::{Agent, MANAGED, enrol};
use crate::on_premises::{COMPUTERS, computer};
use crate::partners::{PARTNERS, partner, sent, upload};

const OBJECTS: &str = "/v1.0/devices";

/// How a device with Windows is registered.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Registered {
    No,
    ByTenant,
    ByPartner,
}

/// What it is joined to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Joined {
    Cloud,
    Hybrid,
}

/// A way to delete something of a device.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deletion {
    Intune,
    Autopilot,
    Entra,
    Computer,
    Partner,
}

const DELETIONS: [Deletion; 5] =
    [Deletion::Intune, Deletion::Autopilot, Deletion::Entra, Deletion::Computer, Deletion::Partner];

struct World {
    app: TestApp,
    partner: String,
    agent: Option<Agent>,
}

impl World {
    fn of(registered: Registered, joined: Joined, is_enrolled: bool) -> World {
        let app = TestApp::with(Settings { directory_delay: Duration::ZERO, ..Settings::default() });
        let partner = partner(&app, "csp");
        match registered {
            Registered::No => {}
            Registered::ByTenant => {
                app.import(&[device(1)]);
            }
            Registered::ByPartner => {
                upload(&app, &partner, "A", &[sent(1)]);
            }
        }
        app.pass(Duration::from_mins(2));
        let join = match joined {
            Joined::Cloud => json!({}),
            Joined::Hybrid => {
                computer(&app, "PC-1");
                json!({ "domainJoin": { "computerName": "PC-1" } })
            }
        };
        let agent = is_enrolled.then(|| enrol(&app, 1, &join));
        app.pass(Duration::from_mins(31));
        World { app, partner, agent }
    }

    /// Where it is, directory by directory.
    fn state(&self) -> String {
        let app = &self.app;
        let mut parts: Vec<String> = Vec::new();
        for identity in app.get(AUTOPILOT).values() {
            let is_enrolled = identity["managedDeviceId"] != "00000000-0000-0000-0000-000000000000";
            parts.push(if is_enrolled { "autopilot(enrolled)" } else { "autopilot" }.to_owned());
        }
        parts.extend(app.get(MANAGED).values().iter().map(|_| "intune".to_owned()));
        for object in app.get(OBJECTS).values() {
            let mut part = if object["trustType"] == "ServerAd" { "hybrid" } else { "entra" }.to_owned();
            if object["physicalIds"].to_string().contains("ZTDID") {
                part.push_str("(registered)");
            }
            parts.push(part);
        }
        parts.extend(app.get(COMPUTERS).values().iter().map(|_| "ad".to_owned()));
        parts.extend(
            app.get(&format!("{}/devices", self.partner)).values().iter().map(|_| "partner".to_owned()),
        );
        if parts.is_empty() { "nothing".to_owned() } else { parts.join(" ") }
    }

    /// The first thing of a list, by that property.
    fn first(&self, list: &str, property: &str) -> Option<String> {
        let found = self.app.get(list).values();
        found.first().map(|first| first[property].as_str().unwrap().to_owned())
    }

    /// Deletes; `None`: there is nothing of that kind to be deleted.
    fn delete(&self, deletion: Deletion) -> Option<u16> {
        let address = match deletion {
            Deletion::Intune => format!("{MANAGED}/{}", self.first(MANAGED, "id")?),
            Deletion::Autopilot => format!("{AUTOPILOT}/{}", self.first(AUTOPILOT, "id")?),
            Deletion::Entra => {
                // The one that is its own: that of the sync, where there is one.
                let objects = self.app.get(OBJECTS).values();
                let hybrid = objects.iter().find(|object| object["trustType"] == "ServerAd");
                let object: &Value = hybrid.or(objects.first())?;
                format!("{OBJECTS}/{}", object["id"].as_str().unwrap())
            }
            Deletion::Computer => format!("{COMPUTERS}/{}", self.first(COMPUTERS, "objectGUID")?),
            Deletion::Partner => {
                let id = self.first(&format!("{}/devices", self.partner), "id")?;
                format!("{}/deviceBatches/A/devices/{id}", self.partner)
            }
        };
        Some(self.app.delete(&address).status.as_u16())
    }
}

/// DR-3 to DR-6, DR-8, AAD-1: every state, and every deletion in it; then half an hour later, when the sync was there.
#[test]
fn dr_5_what_each_deletion_leaves_where() {
    let mut table = String::new();
    for joined in [Joined::Cloud, Joined::Hybrid] {
        for registered in [Registered::No, Registered::ByTenant, Registered::ByPartner] {
            for is_enrolled in [false, true] {
                for deletion in DELETIONS {
                    let mut world = World::of(registered, joined, is_enrolled);
                    if deletion == DELETIONS[0] {
                        writeln!(table, "{}", world.state()).unwrap();
                    }
                    let Some(status) = world.delete(deletion) else { continue };
                    let at_once = world.state();
                    // Nothing of it is lost by a crash.
                    world.app.restart();
                    world.app.pass(Duration::from_mins(31));
                    let later = world.state();
                    let later = if later == at_once { String::new() } else { format!(" -> {later}") };
                    writeln!(table, "  {deletion:?} {status}: {at_once}{later}").unwrap();
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}

/// DR-2, DR-4: the whole chain leaves nothing that could come back, in whatever state it began.
#[test]
fn dr_2_the_whole_chain_leaves_no_orphan() {
    for joined in [Joined::Cloud, Joined::Hybrid] {
        for registered in [Registered::No, Registered::ByTenant, Registered::ByPartner] {
            for is_enrolled in [false, true] {
                let world = World::of(registered, joined, is_enrolled);
                for deletion in [Deletion::Intune, Deletion::Autopilot, Deletion::Computer] {
                    let status = world.delete(deletion);
                    assert!(matches!(status, None | Some(204)), "{deletion:?} {status:?}");
                }
                world.app.pass(Duration::from_mins(31));
                let left = world.state();
                let allowed = ["nothing", "entra"];
                assert!(allowed.contains(&&*left), "{registered:?} {joined:?} {is_enrolled}: {left}");
                if let Some(agent) = &world.agent {
                    assert_eq!(agent.obey(&world.app, "done")["removed"], true);
                }
            }
        }
    }
}

/// DR-9: the same computer name or user joins nothing; ids do, and serial numbers.
#[test]
fn dr_9_directories_are_joined_by_ids() {
    let world = World::of(Registered::ByPartner, Joined::Hybrid, true);
    let app = &world.app;
    let managed = app.get(&format!("/beta{}", &MANAGED[5..])).values()[0].clone();
    let identity = app.get(AUTOPILOT).values()[0].clone();
    let computer = app.get(COMPUTERS).values()[0].clone();
    let objects = app.get(OBJECTS).values();
    assert_eq!(managed["azureADDeviceId"], computer["objectGUID"]);
    assert_eq!(identity["managedDeviceId"], managed["id"]);
    let of = |device_id: &Value| {
        let found: Vec<&Value> = objects.iter().filter(|object| object["deviceId"] == *device_id).collect();
        assert_eq!(found.len(), 1);
        found[0].clone()
    };
    let (hybrid, registered) = (of(&computer["objectGUID"]), of(&identity["azureActiveDirectoryDeviceId"]));
    assert_eq!(hybrid["onPremisesSecurityIdentifier"], computer["objectSid"]);
    assert_eq!((&hybrid["trustType"], &registered["trustType"]), (&json!("ServerAd"), &json!("AzureAd")));
    let mark = format!("[ZTDID]:{}", identity["id"].as_str().unwrap());
    assert!(registered["physicalIds"].to_string().contains(&mark));
    let seen = app.get(&format!("{}/devices", world.partner)).values()[0].clone();
    assert_eq!(seen["serialNumber"], identity["serialNumber"]);
    assert_eq!(seen["serialNumber"], managed["serialNumber"]);
    assert_eq!(seen["serialNumber"], serial(1).as_str());
    assert!(world.first(PARTNERS, "id").is_some());
}

/// DEP-1: every deletion of an Apple device that is enrolled, and whether it enrols again by itself afterwards.
#[test]
fn dep_1_what_each_deletion_leaves_of_an_apple_device() {
    let mut table = String::new();
    for deletion in ["retire", "intune", "entra", "unassign", "release", "retire+unassign"] {
        let app = TestApp::new();
        let ours = server(&app, "Muster");
        bought(&app, "C02A", Some(&ours));
        connect(&app, &ours);
        let agent = Agent::of(&apple::start(&app, "C02A", 1, &json!({})));
        for step in deletion.split('+') {
            let status = match step {
                "retire" => {
                    let status = app.post(&format!("{MANAGED}/{}/retire", agent.id), &json!({})).status;
                    agent.obey(&app, "done");
                    status
                }
                "intune" => app.delete(&format!("{MANAGED}/{}", agent.id)).status,
                "entra" => {
                    let object = app.get(OBJECTS).values()[0]["id"].as_str().unwrap().to_owned();
                    app.delete(&format!("{OBJECTS}/{object}")).status
                }
                "unassign" => app.post(&format!("{APPLE}/C02A/unassign"), &json!({})).status,
                _ => app.delete(&format!("{APPLE}/C02A")).status,
            };
            assert!(status.is_success(), "{step} {status}");
        }
        let at_apple = app.get(&format!("{APPLE}?$select=status")).values();
        let at_apple = at_apple.first().map_or("gone".to_owned(), |device| device["status"].to_string());
        let state = format!(
            "intune {}, entra {}, apple {at_apple}, next start {}",
            app.count(MANAGED),
            app.count(OBJECTS),
            apple::start(&app, "C02A", 2, &json!({})).status.as_u16(),
        );
        writeln!(table, "{deletion}: {state}").unwrap();
    }
    insta::assert_snapshot!(table);
}
