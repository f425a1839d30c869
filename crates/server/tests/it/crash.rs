//! Killed over and over while an administrator, the organisation's own directory and devices are at work: what was answered holds.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::app::IMPORTS;
use crate::approval::{POLICIES, REQUESTS};
use crate::devices::device;
use crate::management::{MANAGED, arrival};
use crate::on_premises::{COMPUTERS, OBJECTS, SYNC};
use crate::people::GROUPS;
use crate::process::{Running, Shared, say};

/// How often a server is killed; where several share a database, half as often, as each start takes longer.
const KILLS: u32 = 200;

/// How long all of it may take: many times the twenty seconds that it takes alone.
const PATIENCE: Duration = Duration::from_mins(10);

const ADELE: &str = "muster-user: adele@contoso.com";
const BEN: &str = "muster-user: ben@contoso.com";

/// What is under way: the server may have done it, and nobody heard.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Doing {
    /// What changes nothing that is looked at.
    Other,
    /// A new approval request.
    Request,
    /// The next step of the last one.
    Decision,
    /// A new computer.
    Computer,
    /// The end of a computer.
    End(String),
    /// The end of an object in the cloud alone.
    Object,
    /// A member comes or goes.
    Member(String),
}

/// How far a computer is, as was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Computer {
    /// It is in its directory; whether it was synced since isn't known.
    There,
    /// Its object was seen.
    Synced,
    /// It was deleted.
    Deleted,
    /// It was deleted, and its object was seen to be gone.
    Gone,
}

/// How far an approval request comes.
const STEPS: [&str; 3] = ["needsApproval", "approved", "completed"];

struct Load {
    store: Shared,
    servers: Vec<Option<Running>>,
    started: Instant,
    kills: u32,
    calls: u32,
    doing: Doing,
    /// The approval requests, each with how far it is.
    requests: Vec<(String, usize)>,
    computers: BTreeMap<String, Computer>,
    /// Who was put into the group by hand.
    members: BTreeSet<String>,
    by_hand: String,
    by_rule: String,
}

struct Heard {
    status: u16,
    text: String,
    body: Value,
}

impl Heard {
    /// The whole answer, or nothing.
    fn of(answer: String) -> Option<Heard> {
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let length = head
            .lines()
            .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
        let is_whole = length.is_none_or(|length| length.parse() == Ok(body.len()));
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let body = serde_json::from_str(body).unwrap_or_default();
        is_whole.then_some(Heard { status, body, text: answer })
    }

    fn header(&self, name: &str) -> String {
        let line = self.text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("no {name} in {}", self.text)).to_owned()
    }

    fn id(&self, name: &str) -> String {
        self.body[name].as_str().unwrap_or_else(|| panic!("no {name} in {}", self.text)).to_owned()
    }
}

impl Load {
    fn new() -> Load {
        let store = Shared::new();
        // Of a file there is one process.
        let servers = if store.is_postgres() { 2 } else { 1 };
        Load {
            store,
            servers: (0..servers).map(|_| None).collect(),
            started: Instant::now(),
            kills: 0,
            calls: 0,
            doing: Doing::Other,
            requests: Vec::new(),
            computers: BTreeMap::new(),
            members: BTreeSet::new(),
            by_hand: String::new(),
            by_rule: String::new(),
        }
    }

    /// The addresses of all servers; those that were killed are started again, and what they know is looked at.
    fn addresses(&mut self) -> Vec<String> {
        let mut addresses = Vec::new();
        for index in 0..self.servers.len() {
            let is_new = self.servers[index].is_none();
            let server = self.servers[index].get_or_insert_with(|| self.store.start());
            addresses.push(server.address.clone());
            if is_new {
                self.check(addresses.last().unwrap());
            }
        }
        addresses
    }

    /// Asks until it hears an answer, under one id, while servers are killed: before it is read, while it is written, after it
    /// was answered.
    fn call(&mut self, doing: Doing, (method, path): (&str, &str), headers: &[&str], body: &Value) -> Heard {
        self.doing = doing;
        self.calls += 1;
        let call = self.calls;
        for attempt in 0.. {
            assert!(self.started.elapsed() < PATIENCE, "too slow: {call} calls, {} kills", self.kills);
            let addresses = self.addresses();
            let turn = (call + attempt) as usize % addresses.len();
            let body = if body.is_null() { String::new() } else { body.to_string() };
            let said =
                [&["Content-Type: application/json", &*format!("client-request-id: call-{call}")], headers]
                    .concat()
                    .join("\r\n");
            let (address, method, path) = (addresses[turn].clone(), method.to_owned(), path.to_owned());
            let asked = std::thread::spawn(move || say(&address, &method, &path, &said, &body));
            // In two of three attempts, two times at most, so that there is an end to it.
            if attempt < 2 && !(call + attempt).is_multiple_of(3) {
                let until = Instant::now() + Duration::from_micros(u64::from(self.kills * 7 % 32) * 250);
                while Instant::now() < until && !asked.is_finished() {
                    std::hint::spin_loop();
                }
                self.servers[turn].take().unwrap().kill();
                self.kills += 1;
            }
            if let Some(heard) = asked.join().unwrap().ok().and_then(Heard::of) {
                assert!(heard.status < 500, "{}", heard.text);
                return heard;
            }
        }
        unreachable!("it is asked without an end")
    }

    fn get(&self, address: &str, path: &str) -> Value {
        let answer = say(address, "GET", path, ADELE, "").unwrap();
        let heard = Heard::of(answer).filter(|heard| heard.status == 200);
        heard.unwrap_or_else(|| panic!("{path} of {:?}", self.store.address)).body
    }

    /// The values of a list under a name; a value that is there twice is wrong wherever this is asked for.
    fn list(&self, address: &str, path: &str, name: &str) -> BTreeMap<String, Value> {
        let body = self.get(address, path);
        assert!(body.get("@odata.nextLink").is_none(), "{path} has more than a page");
        let mut found = BTreeMap::new();
        for value in body["value"].as_array().unwrap() {
            let before = found.insert(value[name].as_str().unwrap().to_owned(), value.clone());
            assert!(before.is_none(), "twice: {value}");
        }
        found
    }

    /// What has to hold at any moment, whatever was going on when a server was killed.
    fn check(&self, address: &str) {
        self.check_requests(address);
        let objects = self.list(address, &format!("{OBJECTS}?$top=999"), "deviceId");
        let synced: BTreeSet<&str> = objects
            .iter()
            .filter(|(_, object)| object["trustType"] == "ServerAd")
            .map(|(id, _)| &**id)
            .collect();
        let known = self.list(address, &format!("{COMPUTERS}?$top=999"), "objectGUID");
        for (guid, state) in &self.computers {
            let is_ending = self.doing == Doing::End(guid.clone());
            let is_there = known.contains_key(guid);
            match state {
                Computer::There | Computer::Synced if is_ending => {}
                Computer::There => assert!(is_there, "{guid} is lost"),
                Computer::Synced => {
                    assert!(is_there, "{guid} is lost");
                    assert!(
                        synced.contains(&**guid) || self.doing == Doing::Object,
                        "{guid} has lost its object"
                    );
                }
                Computer::Deleted => assert!(!is_there, "{guid} is back"),
                Computer::Gone => assert!(!is_there && !synced.contains(&**guid), "{guid} is back"),
            }
        }
        let strange = |guid: &&str| !self.computers.contains_key(*guid);
        let more = usize::from(self.doing == Doing::Computer);
        assert!(synced.iter().filter(|guid| strange(guid)).count() <= more, "objects of no computer");
        assert!(
            known.keys().filter(|guid| strange(&&***guid)).count() <= more,
            "computers that nobody added"
        );
        if !self.by_rule.is_empty() {
            self.check_members(address, &objects);
        }
    }

    fn check_requests(&self, address: &str) {
        let requests = self.list(address, &format!("{REQUESTS}?$top=999&$select=id,status"), "id");
        let more = usize::from(self.doing == Doing::Request);
        assert!((self.requests.len()..=self.requests.len() + more).contains(&requests.len()), "{requests:?}");
        for (index, (code, step)) in self.requests.iter().enumerate() {
            let status =
                requests.get(code).unwrap_or_else(|| panic!("{code} is lost"))["status"].as_str().unwrap();
            let may_be_next = self.doing == Doing::Decision && index + 1 == self.requests.len();
            let is_next = may_be_next && STEPS.get(step + 1) == Some(&status);
            assert!(status == STEPS[*step] || is_next, "{code} is {status} after {}", STEPS[*step]);
        }
    }

    fn check_members(&self, address: &str, objects: &BTreeMap<String, Value>) {
        let members =
            |group: &str| self.list(address, &format!("{GROUPS}/{group}/members?$top=999&$select=id"), "id");
        // More may be registered since the objects were read.
        let by_rule = members(&self.by_rule);
        let is_tagged = |object: &&Value| object["physicalIds"].to_string().contains("[OrderID]:Sales");
        for object in objects.values().filter(is_tagged) {
            assert!(by_rule.contains_key(object["id"].as_str().unwrap()), "not in its group: {object}");
        }
        let by_hand = members(&self.by_hand);
        let is_doing = |id: &String| self.doing == Doing::Member(id.clone());
        for id in self.members.iter().filter(|id| !is_doing(id)) {
            // With its object a member goes, too.
            let is_there = objects.values().any(|object| object["id"] == id.as_str());
            assert!(by_hand.contains_key(id) || !is_there, "{id} is no member any more");
        }
        for id in by_hand.keys().filter(|id| !is_doing(id)) {
            assert!(self.members.contains(id), "{id} is a member");
        }
    }

    fn policy_and_groups(&mut self) {
        let policy = json!({ "displayName": "Wipes", "policyType": "deviceWipe" });
        assert_eq!(self.call(Doing::Other, ("POST", POLICIES), &[ADELE], &policy).status, 201);
        let hand = json!({ "displayName": "By hand", "mailEnabled": false, "mailNickname": "hand", "securityEnabled": true });
        let mut rule = hand.clone();
        rule["groupTypes"] = json!(["DynamicMembership"]);
        rule["membershipRule"] = json!(r#"(device.devicePhysicalIds -any (_ -contains "[OrderID]:Sales"))"#);
        rule["membershipRuleProcessingState"] = json!("On");
        let by_hand = self.call(Doing::Other, ("POST", GROUPS), &[ADELE], &hand).id("id");
        let by_rule = self.call(Doing::Other, ("POST", GROUPS), &[ADELE], &rule).id("id");
        (self.by_hand, self.by_rule) = (by_hand, by_rule);
    }

    /// Has the directory synced, until an object is there or isn't.
    fn sync(&mut self, doing: &Doing, guid: &str, is_there: bool) -> Option<String> {
        assert_eq!(self.call(doing.clone(), ("POST", SYNC), &[ADELE], &json!({})).status, 202);
        let path = format!("{OBJECTS}(deviceId='{guid}')");
        loop {
            let heard = self.call(doing.clone(), ("GET", &path), &[ADELE], &Value::Null);
            if (heard.status == 200) == is_there {
                return is_there.then(|| heard.id("id"));
            }
        }
    }

    /// A computer joins, is managed, and becomes a hybrid device. Gives the managed device's id and the object's.
    fn hybrid(&mut self, number: u32) -> (String, String, String) {
        let name = format!("PC-{number}");
        let made = self.call(Doing::Computer, ("POST", COMPUTERS), &[ADELE], &json!({ "name": name }));
        assert_eq!(made.status, 201, "{}", made.text);
        let guid = made.id("objectGUID");
        self.computers.insert(guid.clone(), Computer::There);
        let joined = arrival(number, &json!({ "domainJoin": { "computerName": name, "objectGuid": guid } }));
        let managed = self.call(Doing::Other, ("POST", "/agent/enroll"), &[], &joined).id("deviceId");
        let object = self.sync(&Doing::Other, &guid, true).unwrap();
        self.computers.insert(guid.clone(), Computer::Synced);
        (managed, object, guid)
    }

    /// Somebody asks for a wipe, somebody else approves it, and it is done: once.
    fn wipe(&mut self, managed: &str) {
        let address = format!("{MANAGED}/{managed}/wipe");
        let body = json!({ "keepUserData": true });
        let why = "x-msft-approval-justification: U3RvbGVuLg==";
        let held = self.call(Doing::Request, ("POST", &address), &[ADELE, why], &body);
        assert_eq!(held.status, 412, "{}", held.text);
        let code = held.header("x-msft-approval-code");
        self.requests.push((code.clone(), 0));
        let approve = format!("{REQUESTS}/{code}/approve");
        let approved =
            self.call(Doing::Decision, ("POST", &approve), &[BEN], &json!({ "justification": "Seen." }));
        assert_eq!(approved.status, 200, "{}", approved.text);
        self.requests.last_mut().unwrap().1 = 1;
        let code = format!("x-msft-approval-code: {code}");
        let done = self.call(Doing::Decision, ("POST", &address), &[ADELE, &code], &body);
        assert_eq!(done.status, 204, "{}", done.text);
        self.requests.last_mut().unwrap().1 = 2;
        // Another call, which has another id.
        let again = self.call(Doing::Other, ("POST", &address), &[ADELE, &code], &body);
        assert_eq!((again.status, &again.body["error"]["code"]), (403, &json!("ApprovalNotValid")));
    }

    fn join(&mut self, object: &str) {
        let path = format!("{GROUPS}/{}/members/$ref", self.by_hand);
        let body = json!({ "@odata.id": format!("http://localhost/v1.0/directoryObjects/{object}") });
        let heard = self.call(Doing::Member(object.to_owned()), ("POST", &path), &[ADELE], &body);
        assert_eq!(heard.status, 204, "{}", heard.text);
        self.members.insert(object.to_owned());
    }

    fn leave(&mut self, object: &str) {
        let path = format!("{GROUPS}/{}/members/{object}/$ref", self.by_hand);
        let heard = self.call(Doing::Member(object.to_owned()), ("DELETE", &path), &[ADELE], &Value::Null);
        assert_eq!(heard.status, 204, "{}", heard.text);
        self.members.remove(object);
    }

    /// An object goes in the cloud alone, and is back by the next sync.
    fn come_back(&mut self, guid: &str, object: &str) {
        let path = format!("{OBJECTS}/{object}");
        assert_eq!(self.call(Doing::Object, ("DELETE", &path), &[ADELE], &Value::Null).status, 204);
        self.computers.insert(guid.to_owned(), Computer::There);
        let other = self.sync(&Doing::Other, guid, true).unwrap();
        assert_ne!(other, object);
        self.computers.insert(guid.to_owned(), Computer::Synced);
    }

    /// A computer goes, and so does its object.
    fn go(&mut self, guid: &str) {
        let path = format!("{COMPUTERS}/{guid}");
        let heard = self.call(Doing::End(guid.to_owned()), ("DELETE", &path), &[ADELE], &Value::Null);
        assert_eq!(heard.status, 204, "{}", heard.text);
        self.computers.insert(guid.to_owned(), Computer::Deleted);
        self.sync(&Doing::Other, guid, false);
        self.computers.insert(guid.to_owned(), Computer::Gone);
    }
}

#[test]
fn killed_at_any_moment_what_was_answered_holds() {
    let mut load = Load::new();
    load.policy_and_groups();
    let mut rounds = 0;
    let kills = if load.store.is_postgres() { KILLS / 2 } else { KILLS };
    while load.kills < kills {
        let devices = [device(rounds * 2), device(rounds * 2 + 1)];
        let body = json!({ "importedWindowsAutopilotDeviceIdentities": devices });
        assert_eq!(
            load.call(Doing::Other, ("POST", &format!("{IMPORTS}/import")), &[ADELE], &body).status,
            200
        );
        let (managed, object, guid) = load.hybrid(1000 + rounds);
        load.join(&object);
        load.wipe(&managed);
        match rounds % 3 {
            0 => load.leave(&object),
            1 => load.come_back(&guid, &object),
            _ => load.go(&guid),
        }
        rounds += 1;
    }
    let address = load.addresses().remove(0);
    load.doing = Doing::Other;
    while load.list(&address, &format!("{GROUPS}/{}/members?$top=999", load.by_rule), "id").len()
        < rounds as usize * 2
    {
        assert!(load.started.elapsed() < PATIENCE, "not all are registered");
        std::thread::yield_now();
    }
    load.check(&address);
    load.servers.drain(..).flatten().for_each(Running::kill);
    let alive = load.computers.values().filter(|state| **state == Computer::Synced).count();
    for (sql, wanted) in [
        ("SELECT count(*) FROM device_actions WHERE name = 'wipe'", i64::from(rounds)),
        ("SELECT count(DISTINCT device_id) FROM device_actions WHERE name = 'wipe'", i64::from(rounds)),
        ("SELECT count(*) FROM approval_requests WHERE status = 'completed'", i64::from(rounds)),
        ("SELECT count(*) FROM approval_requests", i64::from(rounds)),
        ("SELECT count(*) FROM managed_devices", i64::from(rounds)),
        ("SELECT count(*) FROM identities", i64::from(rounds) * 2),
        (
            "SELECT count(*) FROM directory_devices WHERE trust_type = 'ServerAd'",
            i64::try_from(alive).unwrap(),
        ),
        (
            "SELECT count(DISTINCT device_id) FROM directory_devices WHERE trust_type = 'ServerAd'",
            i64::try_from(alive).unwrap(),
        ),
        ("SELECT count(*) FROM computers", i64::try_from(alive).unwrap()),
    ] {
        assert_eq!(load.store.query(sql), wanted, "{sql}");
    }
}
