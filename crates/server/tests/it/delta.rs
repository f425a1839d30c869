//! What has changed since somebody read a list.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use muster_server::{Clock, Database, RandomIds, Server, Settings, SystemClock};
use proptest::prelude::*;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::app::{DEVICES as AUTOPILOT, IMPORTS, Reply, TestApp, postgres};
use crate::devices::device;
use crate::management::{Agent, MANAGED, enrol};

pub const OBJECTS: &str = "/v1.0/devices";

/// Every list that can be followed, in v1.0.
pub const LISTS: [&str; 4] = [MANAGED, OBJECTS, AUTOPILOT, IMPORTS];

pub fn id(entity: &Value) -> String {
    entity["id"].as_str().unwrap_or_else(|| panic!("{entity}")).to_owned()
}

/// An address without the host.
pub fn below_host(link: &str) -> &str {
    link.strip_prefix("http://localhost").unwrap_or(link)
}

/// A list as it is, by ids.
pub fn list(app: &TestApp, address: &str) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    let mut next = Some(address.to_owned());
    while let Some(address) = next {
        let page = app.get(&address);
        all.extend(page.values().into_iter().map(|entity| (id(&entity), entity)));
        next = page.json()["@odata.nextLink"].as_str().map(|link| below_host(link).to_owned());
    }
    all
}

/// Somebody who keeps a copy of a list.
#[derive(Default)]
pub struct Follower {
    pub copy: BTreeMap<String, Value>,
    /// Where it goes on.
    pub link: String,
}

impl Follower {
    pub fn of(list: &str) -> Follower {
        Follower { link: format!("{list}/delta()"), ..Follower::default() }
    }

    /// Reads what there is to its end; gives what it was told, in that order.
    pub fn pull(&mut self, app: &TestApp) -> Vec<Value> {
        self.pull_with(app, None, || ())
    }

    /// As [`Follower::pull`], with pages of a size, and something that happens behind each.
    pub fn pull_with(&mut self, app: &TestApp, size: Option<usize>, mut between: impl FnMut()) -> Vec<Value> {
        let mut told = Vec::new();
        loop {
            let prefer = size.map_or_else(String::new, |size| format!("odata.maxpagesize={size}"));
            let reply = app.ask("GET", below_host(&self.link), &[("prefer", &prefer)], "");
            assert_eq!(reply.status, 200, "{reply:?}");
            let page = reply.json();
            let items = reply.values();
            assert!(size.is_none_or(|size| items.len() <= size));
            told.extend(items);
            between();
            let next = page["@odata.nextLink"].as_str();
            assert_ne!(next.is_some(), page["@odata.deltaLink"].is_string(), "one of both: {page}");
            next.or(page["@odata.deltaLink"].as_str()).unwrap().clone_into(&mut self.link);
            if next.is_none() {
                break;
            }
        }
        let ids: BTreeSet<String> = told.iter().map(id).collect();
        assert_eq!(ids.len(), told.len(), "nothing is told twice: {told:?}");
        for entity in &told {
            if entity["@removed"].is_null() {
                self.copy.insert(id(entity), entity.clone());
            } else {
                self.copy.remove(&id(entity));
            }
        }
        told
    }
}

/// Ids, and why those are gone that are.
fn short(told: &[Value]) -> Vec<(String, &str)> {
    told.iter().map(|entity| (id(entity), entity["@removed"]["reason"].as_str().unwrap_or("there"))).collect()
}

fn patch(app: &TestApp, address: &str, body: &Value) -> Reply {
    app.ask("PATCH", address, &[("content-type", "application/json")], body.to_string())
}

#[test]
fn a_change_is_told_and_nothing_else() {
    let app = TestApp::new();
    let agents: Vec<Agent> = (1..=5).map(|number| enrol(&app, number, &json!({}))).collect();
    for base in [MANAGED.to_owned(), MANAGED.replace("v1.0", "beta")] {
        let mut follower = Follower::of(&base);
        assert_eq!(follower.pull(&app).len(), 5);
        assert_eq!(follower.copy, list(&app, &base));
        assert_eq!(follower.pull(&app), Vec::<Value>::new());
        app.clock.advance(Duration::from_mins(1));
        agents[3].check_in(&app, &json!([]));
        agents[1].check_in(&app, &json!([]));
        app.clock.advance(Duration::from_mins(1));
        agents[3].check_in(&app, &json!([]));
        let told = follower.pull(&app);
        let wanted = [(agents[1].id.clone(), "there"), (agents[3].id.clone(), "there")];
        assert_eq!(short(&told), wanted, "in the order of change, once");
        assert_eq!(follower.copy, list(&app, &base));
    }
}

#[test]
fn every_list_has_it_in_both_versions() {
    let app = TestApp::new();
    let mut followers: Vec<(String, Follower)> = LISTS
        .iter()
        .flat_map(|list| [(*list).to_owned(), list.replace("v1.0", "beta")])
        .map(|list| (list.clone(), Follower::of(&list)))
        .collect();
    let mut pull = |app: &TestApp| {
        for (address, follower) in &mut followers {
            assert!(!follower.pull(app).is_empty(), "{address}");
            assert_eq!(follower.copy, list(app, address), "{address}");
            assert_eq!(follower.pull(app), Vec::<Value>::new(), "{address}");
        }
    };
    let first = app.registered(1);
    let [import] = &app.import(&[device(2)])[..] else { panic!("one") };
    let agent = enrol(&app, 3, &json!({}));
    pull(&app);
    // What a registration does, and a change of each.
    app.settle();
    app.post(&format!("{AUTOPILOT}/{first}/updateDeviceProperties"), &json!({ "groupTag": "Other" }));
    assert_eq!(patch(&app, &format!("{MANAGED}/{}", agent.id), &json!({ "notes": "x" })).status, 200);
    pull(&app);
    // And what is deleted.
    assert_eq!(app.delete(&format!("{IMPORTS}/{import}")).status, 204);
    assert_eq!(app.delete(&format!("{AUTOPILOT}/{first}")).status, 204);
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 204);
    app.settle();
    pull(&app);
}

#[test]
fn what_is_as_it_was_is_not_told() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let item = format!("{MANAGED}/{}", agent.id);
    patch(&app, &item, &json!({ "notes": "In the cellar" }));
    agent.check_in(&app, &json!([]));
    let (mut managed, mut objects) = (Follower::of(MANAGED), Follower::of(OBJECTS));
    managed.pull(&app);
    objects.pull(&app);
    patch(&app, &item, &json!({ "notes": "In the cellar" }));
    patch(&app, &item, &json!({}));
    // In the same moment: it was heard of just then.
    agent.check_in(&app, &json!([]));
    assert_eq!((managed.pull(&app).len(), objects.pull(&app).len()), (0, 0));
    patch(&app, &item, &json!({ "notes": null }));
    assert_eq!((managed.pull(&app).len(), objects.pull(&app).len()), (1, 0));
}

#[test]
fn what_is_gone_says_whether_it_can_come_back() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({ "platform": "macOS", "osVersion": "14" }));
    let object = id(&app.get(OBJECTS).values()[0]);
    let (mut managed, mut objects) = (Follower::of(MANAGED), Follower::of(OBJECTS));
    managed.pull(&app);
    objects.pull(&app);
    // Gone from the list first, and then from the server.
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 204);
    assert_eq!(short(&managed.pull(&app)), [(agent.id.clone(), "deleted")]);
    objects.pull(&app);
    let address = format!("{OBJECTS}/{object}");
    assert_eq!(app.delete(&address).status, 204);
    assert_eq!(short(&objects.pull(&app)), [(object.clone(), "changed")]);
    assert_eq!(app.post(&format!("{address}/restore"), &json!({})).status, 200);
    let told = objects.pull(&app);
    assert_eq!((short(&told), &told[0]["deletedDateTime"]), (vec![(object.clone(), "there")], &Value::Null));
    app.delete(&address);
    assert_eq!(app.delete(&format!("/v1.0/directory/deletedItems/{object}")).status, 204);
    assert_eq!(short(&objects.pull(&app)), [(object.clone(), "deleted")]);
    assert!(objects.copy.is_empty() && managed.copy.is_empty());
    assert_eq!(
        app.get(&format!("{OBJECTS}/delta?$select=displayName")).values(),
        Vec::<Value>::new(),
        "a first reading tells nothing of what is gone"
    );
}

#[test]
fn what_came_and_went_in_between_is_told_as_gone() {
    let app = TestApp::new();
    let mut follower = Follower::of(IMPORTS);
    follower.pull(&app);
    let import = app.import(&[device(1)]).remove(0);
    app.delete(&format!("{IMPORTS}/{import}"));
    assert_eq!(short(&follower.pull(&app)), [(import, "deleted")]);
}

#[test]
fn options_stay_in_the_links() {
    let app = TestApp::new();
    let agents: Vec<Agent> = (1..=3).map(|number| enrol(&app, number, &json!({}))).collect();
    let ask = |address: &str| {
        app.ask("GET", address, &[("host", "localhost:99"), ("x-forwarded-proto", "https")], "").json()
    };
    let first = ask(&format!("{MANAGED}/delta()?%24top=2&$select=serialNumber"));
    let next = first["@odata.nextLink"].as_str().unwrap();
    assert!(next.starts_with(&format!(
        "https://localhost:99{MANAGED}/delta?$top=2&$select=serialNumber&$skiptoken="
    )));
    let properties = |entity: &Value| entity.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(properties(&first["value"][0]), ["id", "serialNumber"], "the id is always there");
    let last = ask(next);
    let link = last["@odata.deltaLink"].as_str().unwrap();
    assert!(link.starts_with(&format!(
        "https://localhost:99{MANAGED}/delta?$top=2&$select=serialNumber&$deltatoken="
    )));
    app.delete(&format!("{MANAGED}/{}", agents[0].id));
    let told = ask(link);
    assert_eq!(told["value"], json!([{ "id": agents[0].id, "@removed": { "reason": "deleted" } }]));
    assert_eq!(
        told["@odata.context"],
        json!("https://localhost:99/v1.0/$metadata#deviceManagement/managedDevices")
    );
    // The size of pages is free at every one of them.
    let other = next.replace("$top=2&", "");
    assert_eq!(ask(&other)["value"].as_array().unwrap().len(), 1);
}

#[test]
fn sizes_of_pages_are_asked_for_in_either_way() {
    let app = TestApp::new();
    for number in 1..=5 {
        enrol(&app, number, &json!({}));
    }
    let ask = |query: &str, prefer: &str| {
        let reply = app.ask("GET", &format!("{OBJECTS}/delta{query}"), &[("prefer", prefer)], "");
        (reply.values().len(), reply.header("preference-applied").to_owned())
    };
    assert_eq!(ask("", "odata.maxpagesize=2"), (2, "odata.maxpagesize=2".to_owned()));
    assert_eq!(ask("?$top=3", ""), (3, String::new()));
    assert_eq!(ask("", "return=minimal"), (5, String::new()));
}

#[test]
fn from_now_on() {
    let app = TestApp::new();
    enrol(&app, 1, &json!({}));
    let mut follower =
        Follower { link: format!("{MANAGED}/delta?$deltatoken=latest"), ..Follower::default() };
    assert_eq!(follower.pull(&app), Vec::<Value>::new());
    let second = enrol(&app, 2, &json!({}));
    assert_eq!(short(&follower.pull(&app)), [(second.id, "there")]);
    // An empty one is none: so the real service says how to start anew.
    assert_eq!(app.get(&format!("{MANAGED}/delta?$deltatoken=")).values().len(), 2);
}

#[test]
fn some_entities_alone() {
    let app = TestApp::new();
    let agents: Vec<Agent> = (1..=4).map(|number| enrol(&app, number, &json!({}))).collect();
    let filter = format!("id%20eq%20'{}'%20or%20id%20eq%20'{}'", agents[1].id, agents[2].id.to_uppercase());
    let mut follower = Follower { link: format!("{MANAGED}/delta?$filter={filter}"), ..Follower::default() };
    let of = |agents: &[&Agent]| agents.iter().map(|agent| (agent.id.clone(), "there")).collect::<Vec<_>>();
    assert_eq!(short(&follower.pull(&app)), of(&[&agents[1], &agents[2]]));
    app.clock.advance(Duration::from_mins(1));
    for agent in agents.iter().rev() {
        agent.check_in(&app, &json!([]));
    }
    assert_eq!(short(&follower.pull_with(&app, Some(1), || ())), of(&[&agents[2], &agents[1]]));
    app.delete(&format!("{MANAGED}/{}", agents[0].id));
    app.delete(&format!("{MANAGED}/{}", agents[1].id));
    assert_eq!(short(&follower.pull(&app)), [(agents[1].id.clone(), "deleted")]);
}

#[test]
fn all_else_is_refused() {
    let app = TestApp::new();
    enrol(&app, 1, &json!({}));
    for list in LISTS {
        for (query, wanted) in [
            (
                "$count=true",
                "The option '$count' is not supported here. Supported: $top, $skiptoken, $deltatoken, $select, $filter.",
            ),
            (
                "$orderby=id",
                "The option '$orderby' is not supported here. Supported: $top, $skiptoken, $deltatoken, $select, $filter.",
            ),
            (
                "$expand=members",
                "The option '$expand' is not supported here. Supported: $top, $skiptoken, $deltatoken, $select, $filter.",
            ),
            (
                "$search=x",
                "The option '$search' is not supported here. Supported: $top, $skiptoken, $deltatoken, $select, $filter.",
            ),
            (
                "$filter=displayName%20eq%20'x'",
                "This $filter is not supported here. Use $filter=id eq 'id' or id eq 'id', or no filter, and compare what comes back.",
            ),
            ("$top=0", "$top must be a number from 1; pages have"),
            (
                "$deltatoken=x",
                "This $deltatoken is none of this list, or was given with other options. Take the link as it stands, or start again without it.",
            ),
            (
                "$skiptoken=latest",
                "This $skiptoken is none of this list, or was given with other options. Take the link as it stands, or start again without it.",
            ),
            (
                "$skiptoken=x&$deltatoken=y",
                "$skiptoken and $deltatoken can't be given together. Take one link as it stands.",
            ),
        ] {
            let error = app.get(&format!("{list}/delta?{query}")).error();
            let code = if list.contains("/deviceManagement/") { "BadRequest" } else { "Request_BadRequest" };
            assert!(error.starts_with(&format!("400 {code}: {wanted}")), "{list} {query}: {error}");
        }
        assert_eq!(app.post(&format!("{list}/delta"), &json!({})).status, 405);
    }
    assert_eq!(app.get(&format!("{MANAGED}/delta?$select=nothing")).status, 400);
    assert_eq!(app.get(&format!("{OBJECTS}?$deltatoken=latest")).status, 400);
}

#[test]
fn a_token_is_of_its_list_alone() {
    let app = TestApp::new();
    app.server.add_tenant("contoso").unwrap();
    for number in 1..=3 {
        enrol(&app, number, &json!({}));
    }
    let first = app.get(&format!("{MANAGED}/delta?$top=1&$select=id")).json();
    let skip = first["@odata.nextLink"].as_str().unwrap().rsplit_once('=').unwrap().1.to_owned();
    let latest = app.get(&format!("{MANAGED}/delta?$deltatoken=latest&$select=id")).json();
    let delta = latest["@odata.deltaLink"].as_str().unwrap().rsplit_once('=').unwrap().1.to_owned();
    let tokens = [format!("$skiptoken={skip}"), format!("$deltatoken={delta}")];
    for token in &tokens {
        assert_eq!(app.get(&format!("{MANAGED}/delta?$select=id&{token}")).status, 200);
        assert_eq!(app.get(&format!("{MANAGED}/delta?$top=7&$select=ID&{token}")).status, 200);
        for other in [
            format!("{OBJECTS}/delta?$select=id&{token}"),
            format!("{IMPORTS}/delta?$select=id&{token}"),
            format!("/beta/deviceManagement/managedDevices/delta?$select=id&{token}"),
            format!("/tenants/contoso{MANAGED}/delta?$select=id&{token}"),
            format!("{MANAGED}/delta?{token}"),
            format!("{MANAGED}/delta?$select=id,notes&{token}"),
            format!("{MANAGED}/delta?$select=id&$filter=id%20eq%20'x'&{token}"),
            format!("{MANAGED}/delta?$select=id&{token}A"),
            format!("{MANAGED}/delta?$select=id&{}", &token[..token.len() - 1]),
        ] {
            let reply = app.get(&other);
            assert_eq!(reply.status, 400, "{other}: {reply:?}");
        }
    }
    // One isn't the other, either.
    assert_eq!(app.get(&format!("{MANAGED}/delta?$select=id&$deltatoken={skip}")).status, 400);
    assert_eq!(app.get(&format!("{MANAGED}/delta?$select=id&$skiptoken={delta}")).status, 400);
}

#[test]
fn tenants_see_their_own_changes() {
    let app = TestApp::new();
    app.server.add_tenant("contoso").unwrap();
    let of = |list: &str| format!("/tenants/contoso{list}");
    let (mut here, mut there) = (Follower::of(IMPORTS), Follower::of(&of(IMPORTS)));
    here.pull(&app);
    there.pull(&app);
    for round in 0..3 {
        let import = app.import(&[device(round)]).remove(0);
        app.post(
            &format!("{}/import", of(IMPORTS)),
            &json!({ "importedWindowsAutopilotDeviceIdentities": [device(round), device(round + 10)] }),
        );
        app.delete(&format!("{IMPORTS}/{import}"));
        assert_eq!(short(&here.pull(&app)), [(import, "deleted")]);
        assert_eq!(there.pull(&app).len(), 2);
    }
    app.settle();
    assert_eq!(here.pull(&app), Vec::<Value>::new());
    assert_eq!(there.pull(&app).len(), 6);
    assert_eq!(there.copy, list(&app, &of(IMPORTS)));
}

const DAY: Duration = Duration::from_hours(24);

#[test]
fn what_is_too_old_is_gone() {
    let app = TestApp::new();
    let imports = app.import(&(1..=4).map(device).collect::<Vec<_>>());
    app.settle();
    let follower = |app: &TestApp| {
        let mut follower =
            Follower { link: format!("{IMPORTS}/delta?$select=id,state"), ..Follower::default() };
        follower.pull(app);
        follower
    };
    let (mut old, mut idle) = (follower(&app), Follower::of(OBJECTS));
    idle.pull(&app);
    let paging =
        app.get(&format!("{IMPORTS}/delta?$top=1")).json()["@odata.nextLink"].as_str().unwrap().to_owned();
    app.delete(&format!("{IMPORTS}/{}", imports[0]));
    app.pass(Duration::from_mins(10));
    let mut young = follower(&app);
    app.delete(&format!("{IMPORTS}/{}", imports[1]));
    for _ in 0..29 {
        app.pass(DAY);
    }
    // Two that know as much as those do.
    let (mut oldest, mut younger) = (follower(&app), follower(&app));
    oldest.link.clone_from(&old.link);
    younger.link.clone_from(&young.link);
    assert_eq!(oldest.pull(&app).len(), 2);
    assert_eq!(younger.pull(&app).len(), 1);
    for _ in 0..4 {
        app.pass(DAY);
    }
    for link in [&old.link, &young.link, &paging] {
        let reply = app.get(below_host(link));
        let select = if link.contains("select") { "?$select=id,state" } else { "?$top=1" };
        assert_eq!(reply.header("location"), format!("http://localhost{IMPORTS}/delta{select}"));
        assert_eq!(
            reply.error(),
            "410 syncStateNotFound: What has changed since then is not known any more. Read the list anew: the header Location says where."
        );
    }
    old.link = app.get(below_host(&old.link)).header("location").to_owned();
    old.copy.clear();
    assert_eq!(old.pull(&app).len(), 2);
    young.link.clone_from(&younger.link);
    assert_eq!(young.pull(&app), Vec::<Value>::new(), "who asked in between goes on");
    assert_eq!(idle.pull(&app), Vec::<Value>::new(), "nothing was removed from that list");
    // Nothing is left to be done for it.
    app.pass(DAY);
    assert!(app.server.next_due().unwrap().is_none_or(|due| due > app.clock.now().plus(DAY * 10)));
}

#[test]
fn a_database_that_went_back_is_noticed() {
    let (app, other) = (TestApp::new(), TestApp::new());
    enrol(&app, 1, &json!({}));
    let mut follower = Follower::of(MANAGED);
    follower.pull(&app);
    // The same tenant, with fewer changes: as from a copy of yesterday.
    let reply = other.get(below_host(&follower.link));
    assert_eq!(
        (reply.status.as_u16(), reply.header("location")),
        (410, &*format!("http://localhost{MANAGED}/delta"))
    );
}

#[test]
fn deltas_come_in_batches_too() {
    let app = TestApp::new();
    enrol(&app, 1, &json!({}));
    let batch = json!({ "requests": [{ "id": "1", "method": "GET", "url": "/devices/delta()?$top=1" }] });
    let answer = app.post("/v1.0/$batch", &batch).json()["responses"][0].clone();
    assert_eq!((&answer["status"], answer["body"]["value"].as_array().unwrap().len()), (&json!(200), 1));
}

/// Two servers on one database where that can be, and writers that don't wait for each other, while somebody reads on.
#[test]
fn nothing_is_missed_while_several_write() {
    let folder = tempfile::tempdir().unwrap();
    let address = postgres();
    let open = || match &address {
        Some(address) => Database::connect(address),
        None => Database::open(&folder.path().join("delta.db")),
    };
    let serve = |database: Database| {
        Server::open(database, Settings::default(), Arc::new(SystemClock), Arc::new(RandomIds)).unwrap()
    };
    let first = serve(open().unwrap());
    // A file has one server.
    let second = if address.is_some() { serve(open().unwrap()) } else { first.clone() };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    let ask = |server: &Server, method: &str, address: &str, body: String| {
        let request =
            Request::builder().method(method).uri(address).header("content-type", "application/json");
        let answer = server.router().oneshot(request.body(Body::from(body)).unwrap());
        runtime.block_on(async {
            let answer = answer.await.unwrap();
            assert!(answer.status().is_success(), "{method} {address}: {answer:?}");
            let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            serde_json::from_slice::<Value>(&body).unwrap_or_default()
        })
    };
    let mut copy: BTreeMap<String, Value> = BTreeMap::new();
    let mut link = format!("{AUTOPILOT}/delta?$top=3");
    let mut read_on = |server: &Server| loop {
        let page = ask(server, "GET", &link, String::new());
        for entity in page["value"].as_array().unwrap() {
            if entity["@removed"].is_null() {
                copy.insert(id(entity), entity.clone());
            } else {
                copy.remove(&id(entity));
            }
        }
        if let Some(delta) = page["@odata.deltaLink"].as_str() {
            delta.clone_into(&mut link);
            return copy.clone();
        }
        page["@odata.nextLink"].as_str().unwrap().clone_into(&mut link);
    };
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let server = if writer % 2 == 0 { &first } else { &second };
                let ask = &ask;
                scope.spawn(move || {
                    for round in 0..12 {
                        let body = json!({ "serialNumber": format!("W-{writer}-{round}") }).to_string();
                        let made = id(&ask(server, "POST", AUTOPILOT, body));
                        let item = format!("{AUTOPILOT}/{made}");
                        let tag = json!({ "groupTag": format!("{round}") }).to_string();
                        ask(server, "POST", &format!("{item}/updateDeviceProperties"), tag);
                        if round % 3 == 0 {
                            ask(server, "DELETE", &item, String::new());
                            server.work().unwrap();
                        }
                    }
                })
            })
            .collect();
        let mut turn = false;
        while writers.iter().any(|writer| !writer.is_finished()) {
            turn = !turn;
            read_on(if turn { &first } else { &second });
        }
    });
    first.work().unwrap();
    let copied = read_on(&second);
    let all = ask(&first, "GET", AUTOPILOT, String::new());
    let listed: BTreeMap<String, Value> =
        all["value"].as_array().unwrap().iter().map(|entity| (id(entity), entity.clone())).collect();
    assert_eq!(listed.len(), 32);
    assert_eq!(copied, listed);
}

/// Something that happens in a tenant.
#[derive(Clone, Debug)]
pub enum Event {
    Enrol(u32),
    CheckIn(prop::sample::Index),
    Note(prop::sample::Index, u8),
    RemoveManaged(prop::sample::Index),
    RemoveObject(prop::sample::Index),
    RestoreObject(prop::sample::Index),
    RemoveForGood(prop::sample::Index),
    Import(u32),
    RemoveImport(prop::sample::Index),
    Tag(prop::sample::Index, u8),
    Unregister(prop::sample::Index),
    Wait(u8),
    Restart,
}

pub fn event() -> impl Strategy<Value = Event> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        2 => (1_u32..9).prop_map(Event::Enrol),
        4 => index().prop_map(Event::CheckIn),
        1 => (index(), 0_u8..3).prop_map(|(which, note)| Event::Note(which, note)),
        1 => index().prop_map(Event::RemoveManaged),
        2 => index().prop_map(Event::RemoveObject),
        2 => index().prop_map(Event::RestoreObject),
        1 => index().prop_map(Event::RemoveForGood),
        2 => (1_u32..9).prop_map(Event::Import),
        1 => index().prop_map(Event::RemoveImport),
        1 => (index(), 0_u8..3).prop_map(|(which, tag)| Event::Tag(which, tag)),
        1 => index().prop_map(Event::Unregister),
        3 => (1_u8..60).prop_map(Event::Wait),
        1 => Just(Event::Restart),
    ]
}

/// Lets it happen, where it can: what is refused changes nothing.
pub fn happen(app: &mut TestApp, agents: &mut Vec<Agent>, event: &Event) {
    let pick = |app: &TestApp, list: &str, which: &prop::sample::Index| {
        let all = app.get(list).values();
        (!all.is_empty()).then(|| id(which.get(&all)))
    };
    let deleted = "/v1.0/directory/deletedItems/microsoft.graph.device";
    match event {
        Event::Enrol(number) => agents.push(enrol(app, *number, &json!({}))),
        Event::CheckIn(which) if !agents.is_empty() => {
            let agent = which.get(agents);
            let orders = agent.check_in(app, &json!([])).json()["actions"].clone();
            let results: Vec<Value> = orders
                .as_array()
                .into_iter()
                .flatten()
                .map(|order| json!({ "id": order["id"], "state": "done" }))
                .collect();
            agent.check_in(app, &json!(results));
        }
        Event::Note(which, note) => {
            if let Some(id) = pick(app, MANAGED, which) {
                patch(app, &format!("{MANAGED}/{id}"), &json!({ "managedDeviceName": note.to_string() }));
            }
        }
        Event::RemoveManaged(which) => {
            pick(app, MANAGED, which).map(|id| app.delete(&format!("{MANAGED}/{id}")));
        }
        Event::RemoveObject(which) => {
            pick(app, OBJECTS, which).map(|id| app.delete(&format!("{OBJECTS}/{id}")));
        }
        Event::RestoreObject(which) => {
            pick(app, deleted, which).map(|id| app.post(&format!("{OBJECTS}/{id}/restore"), &json!({})));
        }
        Event::RemoveForGood(which) => {
            pick(app, deleted, which).map(|id| app.delete(&format!("/v1.0/directory/deletedItems/{id}")));
        }
        Event::Import(number) => {
            app.import(&[device(*number)]);
        }
        Event::RemoveImport(which) => {
            pick(app, IMPORTS, which).map(|id| app.delete(&format!("{IMPORTS}/{id}")));
        }
        Event::Tag(which, tag) => {
            let body = json!({ "groupTag": tag.to_string() });
            pick(app, AUTOPILOT, which)
                .map(|id| app.post(&format!("{AUTOPILOT}/{id}/updateDeviceProperties"), &body));
        }
        Event::Unregister(which) => {
            pick(app, AUTOPILOT, which).map(|id| app.delete(&format!("{AUTOPILOT}/{id}")));
        }
        Event::Wait(seconds) => app.pass(Duration::from_secs(u64::from(*seconds))),
        Event::Restart => app.restart(),
        Event::CheckIn(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever happens, also while pages are read, and however long those are: whoever has read all has the list.
    #[test]
    fn whoever_follows_has_the_list(
        rounds in prop::collection::vec((prop::collection::vec(event(), 0..12), 1_usize..5), 1..6),
        during in prop::collection::vec(event(), 0..30),
        followed in prop::sample::select(LISTS.to_vec()),
        beta in any::<bool>(),
    ) {
        let mut app = TestApp::new();
        let mut agents = Vec::new();
        let mut during = during.into_iter();
        let address = if beta { followed.replace("v1.0", "beta") } else { followed.to_owned() };
        let (mut careful, mut busy) = (Follower::of(&address), Follower::of(&address));
        for (events, size) in rounds {
            for event in &events {
                happen(&mut app, &mut agents, event);
            }
            // Read in one state of the data.
            careful.pull_with(&app, Some(size), || ());
            prop_assert_eq!(&careful.copy, &list(&app, &address));
            prop_assert_eq!(careful.pull(&app), Vec::<Value>::new());
            // Something happens behind each page.
            let app = std::cell::RefCell::new(&mut app);
            let mut link = busy.link.clone();
            let mut pages = Vec::new();
            loop {
                let page = app.borrow().ask("GET", below_host(&link), &[("prefer", &format!("odata.maxpagesize={size}"))], "");
                let said = page.json();
                pages.extend(page.values());
                if let Some(event) = during.next() {
                    happen(&mut app.borrow_mut(), &mut agents, &event);
                }
                match said["@odata.nextLink"].as_str() {
                    Some(next) => next.clone_into(&mut link),
                    None => break said["@odata.deltaLink"].as_str().unwrap().clone_into(&mut busy.link),
                }
            }
            let ids: BTreeSet<String> = pages.iter().map(id).collect();
            prop_assert_eq!(ids.len(), pages.len(), "nothing is told twice");
            for entity in pages {
                if entity["@removed"].is_null() {
                    busy.copy.insert(id(&entity), entity);
                } else {
                    busy.copy.remove(&id(&entity));
                }
            }
        }
        busy.pull(&app);
        prop_assert_eq!(&busy.copy, &list(&app, &address));
        prop_assert_eq!(busy.pull(&app), Vec::<Value>::new());
    }

    /// Pages of any size tell the same in the same order.
    #[test]
    fn the_size_of_pages_changes_nothing(
        before in prop::collection::vec(event(), 0..20),
        after in prop::collection::vec(event(), 1..30),
        followed in prop::sample::select(LISTS.to_vec()),
    ) {
        let mut app = TestApp::new();
        let mut agents = Vec::new();
        for event in &before {
            happen(&mut app, &mut agents, event);
        }
        let mut whole = Follower::of(followed);
        let first = whole.pull(&app);
        let start = whole.link.clone();
        for size in 1..4 {
            prop_assert_eq!(&Follower::of(followed).pull_with(&app, Some(size), || ()), &first);
        }
        for event in &after {
            happen(&mut app, &mut agents, event);
        }
        let told = whole.pull(&app);
        for size in 1..7 {
            let mut other = Follower { link: start.clone(), ..Follower::default() };
            prop_assert_eq!(&other.pull_with(&app, Some(size), || ()), &told);
            prop_assert_eq!(&other.link, &whole.link);
        }
    }
}
