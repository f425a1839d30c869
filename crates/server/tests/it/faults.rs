//! Faults on demand: how a client meets with them.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use muster_server::{Clock, Faults, Settings};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::app::{DEVICES, IMPORTS, Reply, SETTINGS, TestApp, now};
use crate::delta::{Follower, list};
use crate::devices::{device, serial};
use crate::management::MANAGED;
use crate::on_premises::{computer, object, sync};

const OBJECTS: &str = "/v1.0/devices";

pub fn faults(rules: &Value) -> Faults {
    Faults::from_json(&json!({ "seed": 1, "rules": rules }).to_string()).unwrap()
}

fn app(rules: &Value) -> TestApp {
    TestApp::with(Settings { faults: faults(rules), ..Settings::default() })
}

/// The answer to a request, or `None` where it got lost: what is there of it can't be read.
fn heard(app: &TestApp, method: &str, address: &str, id: &str, body: &Value) -> Option<Reply> {
    let request = Request::builder().method(method).uri(address).header("client-request-id", id);
    let request =
        request.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap();
    let (parts, body) = now(app.server.router().oneshot(request)).unwrap().into_parts();
    let body = now(axum::body::to_bytes(body, usize::MAX)).ok()?.to_vec();
    Some(Reply { status: parts.status, headers: parts.headers, body })
}

/// What the first so many requests for a list meet with: `x` for a fault.
fn pattern(app: &TestApp, address: &str, count: usize) -> String {
    let met = |_| if app.get(address).header("muster-fault").is_empty() { '.' } else { 'x' };
    (0..count).map(met).collect()
}

#[test]
fn refusals() {
    for (rule, status, code, retry_after) in [
        (json!({ "fault": "throttle", "retryAfter": 2 }), 429, "TooManyRequests", "2"),
        (json!({ "fault": "throttle" }), 429, "TooManyRequests", ""),
        (json!({ "fault": "throttle", "retryAfter": 2.128 }), 429, "TooManyRequests", "2.128"),
        (json!({ "fault": "unavailable" }), 503, "ServiceUnavailable", ""),
        (json!({ "fault": "unavailable", "retryAfter": 0 }), 503, "ServiceUnavailable", "0"),
    ] {
        let name = rule["fault"].as_str().unwrap().to_owned();
        let app = app(&json!([rule]));
        let reply = app.ask("POST", IMPORTS, &[("client-request-id", "call-1")], device(1).to_string());
        assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (status, retry_after), "{reply:?}");
        assert_eq!(reply.header("muster-fault"), name);
        assert_eq!(reply.header("retry-after").is_empty(), retry_after.is_empty());
        let error = &reply.json()["error"];
        assert_eq!(
            (&error["code"], &error["innerError"]["client-request-id"]),
            (&json!(code), &json!("call-1"))
        );
        // Nothing was done, and nothing is remembered of it.
        assert!(app.server.set_faults("default", &Faults::default()).unwrap());
        assert_eq!(app.count(IMPORTS), 0);
        let reply = app.ask("POST", IMPORTS, &[("client-request-id", "call-1")], device(1).to_string());
        assert_eq!((reply.status.as_u16(), reply.header("muster-replayed")), (201, ""), "{reply:?}");
    }
    assert!(!app(&json!([])).server.set_faults("nobody", &Faults::default()).unwrap());
}

#[test]
fn which_requests_a_rule_is_about() {
    let of = |rule: Value| {
        let mut rule = rule;
        rule["fault"] = json!("throttle");
        app(&json!([rule]))
    };
    let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let one = format!("/v1.0/deviceManagement/managedDevices/{id}");
    let beta = one.replace("v1.0", "beta");
    for (rule, address, wanted) in [
        (json!({}), &*one, true),
        (json!({}), "/healthz", false),
        (json!({}), "/readyz", false),
        (json!({}), "/metrics", false),
        (json!({}), "/openapi.json", false),
        (json!({}), "/v1.0/nothing", false),
        (json!({ "version": "beta" }), &one, false),
        (json!({ "version": "beta" }), &beta, true),
        (json!({ "routes": ["/deviceManagement/managedDevices/{id}"] }), &one, true),
        (json!({ "routes": ["/deviceManagement/manageddevices('{id}')"] }), &one.to_uppercase(), true),
        (json!({ "routes": ["/deviceManagement/managedDevices/{id}"] }), MANAGED, false),
        (json!({ "routes": ["/deviceManagement/managedDevices/*"] }), MANAGED, true),
        (json!({ "routes": ["/deviceManagement/managedDevices/*"] }), OBJECTS, false),
        (json!({ "routes": ["/devices", "/deviceManagement/*"] }), OBJECTS, true),
        (json!({ "routes": [format!("/deviceManagement/managedDevices/{id}")] }), &one, true),
        (
            json!({ "routes": [format!("/deviceManagement/managedDevices/{id}")] }),
            &one.replace("0f8f", "1f8f"),
            false,
        ),
        (json!({ "methods": ["post", "DELETE"] }), &one, false),
        (json!({ "methods": ["get"] }), &one, true),
    ] {
        let reply = of(rule.clone()).get(address);
        assert_eq!(reply.status == 429, wanted, "{rule} {address}: {reply:?}");
    }
    let app = of(json!({}));
    assert_eq!(app.ask("HEAD", MANAGED, &[], "").status, 429);
    // Devices are no clients of Graph; who asks for them names them.
    assert_eq!(app.post("/agent/enroll", &json!({})).status, 400);
    let agents = of(json!({ "routes": ["/agent/*"] }));
    assert_eq!(
        (agents.post("/agent/enroll", &json!({})).status, agents.get(MANAGED).status),
        (429.try_into().unwrap(), 200.try_into().unwrap())
    );
    let preflight = app.ask(
        "OPTIONS",
        MANAGED,
        &[("origin", "http://[::1]"), ("access-control-request-method", "GET")],
        "",
    );
    assert_eq!(preflight.status, 204);
}

#[test]
fn schedules() {
    for (rule, wanted) in [
        (json!({}), "xxxxxxxx"),
        (json!({ "times": 2 }), "xx......"),
        (json!({ "after": 3 }), "...xxxxx"),
        (json!({ "every": 3 }), "..x..x.."),
        (json!({ "every": 2, "after": 1, "times": 2 }), "..x.x..."),
        (json!({ "chance": 0 }), "........"),
        (json!({ "chance": 1.0 }), "xxxxxxxx"),
    ] {
        let mut rule = rule;
        rule["fault"] = json!("throttle");
        rule["routes"] = json!(["/devices"]);
        let app = app(&json!([rule]));
        app.get(MANAGED);
        assert_eq!(pattern(&app, OBJECTS, 8), wanted, "{rule}");
    }
}

#[test]
fn the_first_rule_that_refuses_ends_it() {
    let app = app(&json!([
        { "fault": "throttle", "every": 2 },
        { "fault": "latency", "milliseconds": 1 },
        { "fault": "unavailable", "every": 2 },
        { "fault": "throttle", "times": 1 },
    ]));
    let met: Vec<_> = (0..5).map(|_| app.get(OBJECTS).header("muster-fault").to_owned()).collect();
    assert_eq!(met, ["latency, throttle", "throttle", "latency, unavailable", "throttle", "latency"]);
}

#[test]
fn the_same_seed_is_the_same_chance() {
    let with = |seed: u64| {
        let rules = json!([{ "fault": "throttle", "chance": 0.25 }]);
        let faults = Faults::from_json(&json!({ "seed": seed, "rules": rules }).to_string()).unwrap();
        let app = TestApp::with(Settings { faults, ..Settings::default() });
        pattern(&app, OBJECTS, 200)
    };
    let (first, again, other) = (with(7), with(7), with(8));
    assert_eq!(first, again);
    assert_ne!(first, other);
    for pattern in [first, other] {
        let hits = pattern.matches('x').count();
        assert!((30..=70).contains(&hits), "{hits}");
    }
    // Rules have chances of their own.
    let rule = |route: &str| json!({ "fault": "throttle", "chance": 0.5, "routes": [route] });
    let app = app(&json!([rule("/devices"), rule("/deviceManagement/managedDevices")]));
    assert_ne!(pattern(&app, OBJECTS, 64), pattern(&app, MANAGED, 64));
}

#[test]
fn a_burst_is_refused_until_its_window_ends() {
    let app = app(&json!([
        { "fault": "burst", "requests": 3, "seconds": 20, "routes": ["/deviceManagement/managedDevices/*"] },
    ]));
    app.server.add_tenant("contoso").unwrap();
    let ask = || {
        let reply = app.get(MANAGED);
        (reply.status.as_u16(), reply.header("retry-after").to_owned())
    };
    app.clock.advance(Duration::from_millis(400));
    assert_eq!([ask(), ask()], [(200, String::new()), (200, String::new())]);
    app.clock.advance(Duration::from_millis(15_300));
    assert_eq!([ask(), ask()], [(200, String::new()), (429, "5".to_owned())]);
    // Others have windows of their own.
    assert_eq!(app.get(OBJECTS).status, 200);
    assert_eq!(app.get(&format!("/tenants/contoso{MANAGED}")).status, 200);
    app.clock.advance(Duration::from_millis(4_699));
    assert_eq!(ask(), (429, "1".to_owned()));
    app.clock.advance(Duration::from_millis(1));
    assert_eq!(ask(), (200, String::new()));
}

#[test]
fn answers_that_are_held_back() {
    let app = app(
        &json!([{ "fault": "latency", "milliseconds": [20, 40] }, { "fault": "latency", "milliseconds": 5 }]),
    );
    let begun = std::time::Instant::now();
    let times: Vec<u64> = (0..20)
        .map(|_| {
            let reply = app.get(OBJECTS);
            assert_eq!((reply.status.as_u16(), reply.header("muster-fault")), (200, "latency"));
            reply.header("muster-fault-milliseconds").parse().unwrap()
        })
        .collect();
    assert!(times.iter().all(|time| (25..=45).contains(time)), "{times:?}");
    assert!(times.iter().any(|time| *time != times[0]), "{times:?}");
    // An inline database is for those who move the time themselves; any other waits.
    let wanted = if crate::app::is_postgres() { times.iter().sum() } else { 0 };
    assert!(begun.elapsed() >= Duration::from_millis(wanted));
}

#[test]
fn an_answer_gets_lost_after_the_work_was_done() {
    let app = app(&json!([{ "fault": "lostAnswer", "methods": ["POST"], "times": 1 }]));
    assert!(heard(&app, "POST", IMPORTS, "call-1", &device(1)).is_none());
    assert_eq!(app.count(IMPORTS), 1);
    let again = heard(&app, "POST", IMPORTS, "call-1", &device(1)).unwrap();
    assert_eq!(
        (again.status.as_u16(), again.header("muster-replayed"), again.header("muster-fault")),
        (201, "true", "")
    );
    assert_eq!(app.count(IMPORTS), 1);
}

#[test]
fn items_of_a_batch_meet_with_faults_of_their_own() {
    let imports = "/deviceManagement/importedWindowsAutopilotDeviceIdentities";
    let app = app(&json!([
        { "fault": "throttle", "retryAfter": 3, "routes": [imports], "every": 2 },
        { "fault": "lostAnswer", "routes": ["/devices"] },
        { "fault": "unavailable", "routes": ["/$batch"], "after": 2, "times": 1 },
    ]));
    let post = |id: &str, number: u32| {
        json!({ "id": id, "method": "POST", "url": imports, "body": device(number),
                "headers": { "Content-Type": "application/json", "client-request-id": id } })
    };
    let batch = |items: &[Value]| heard(&app, "POST", "/v1.0/$batch", "", &json!({ "requests": items }));
    let reply = batch(&[post("a", 1), post("b", 2), post("c", 3)]).unwrap();
    assert_eq!((reply.status.as_u16(), reply.header("muster-fault")), (200, ""));
    let body = reply.json();
    let items = body["responses"].as_array().unwrap();
    let shown: Vec<_> =
        items.iter().map(|item| (&item["id"], &item["status"], &item["headers"]["retry-after"])).collect();
    let of = |id: &str| {
        shown
            .iter()
            .find(|(found, ..)| *found == id)
            .map(|(_, status, wait)| (status.as_u64().unwrap(), wait.as_str()))
            .unwrap()
    };
    assert_eq!([of("a"), of("b"), of("c")], [(201, None), (429, Some("3")), (201, None)]);
    assert_eq!(items.iter().find(|item| item["id"] == "b").unwrap()["headers"]["muster-fault"], "throttle");
    assert_eq!(app.count(IMPORTS), 2);
    // They share a connection: with one answer all of them get lost, and what was done is done.
    let read = json!({ "id": "r", "method": "GET", "url": "/devices" });
    assert!(batch(&[read, post("d", 4), post("e", 5)]).is_none());
    assert_eq!(app.count(IMPORTS), 3);
    // The whole of it is refused only by those who name it.
    assert_eq!(batch(&[post("f", 6)]).unwrap().status, 503);
    assert_eq!(app.count(IMPORTS), 3);
}

/// Everything that a client sees of the entities of a set: how many, which in the list, and whether they are found.
fn seen(app: &TestApp, set: &str, id: &str) -> (usize, usize, u16) {
    let list = app.get(set).values();
    let found = list.iter().filter(|found| found["id"] == id).count();
    (app.count(set), found, app.get(&format!("{set}/{id}")).status.as_u16())
}

const HIDDEN: (usize, usize, u16) = (0, 0, 404);
const SHOWN: (usize, usize, u16) = (1, 1, 200);

fn enrolled(app: &TestApp, number: u32) -> String {
    crate::management::enrol(app, number, &json!({})).id
}

#[test]
fn what_was_created_is_seen_later() {
    let late = json!([{ "fault": "lateVisibility", "seconds": 8, "routes": ["/*", "/agent/*"] }]);
    let mut app = app(&late);
    let reply = app.post(IMPORTS, &device(1));
    assert_eq!((reply.status.as_u16(), reply.header("muster-fault")), (201, "lateVisibility"));
    let import = reply.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(seen(&app, IMPORTS, &import), HIDDEN);
    app.restart();
    app.pass(Duration::from_millis(7_999));
    assert_eq!(seen(&app, IMPORTS, &import), HIDDEN);
    // It is time that counts, not whether the work was done.
    app.clock.advance(Duration::from_millis(1));
    assert_eq!(seen(&app, IMPORTS, &import), SHOWN);
    // What comes of it is seen later, too.
    app.pass(Duration::from_secs(52));
    let import = app.get(&format!("{IMPORTS}/{import}")).json();
    let identity = import["state"]["deviceRegistrationId"].as_str().unwrap().to_owned();
    assert_eq!(seen(&app, DEVICES, &identity), HIDDEN);
    assert_eq!(app.count(OBJECTS), 0);
    // It is there nevertheless: another one like it is refused.
    let twin = app.post(DEVICES, &json!({ "serialNumber": serial(1) }));
    assert_eq!(twin.status, 409);
    app.pass(Duration::from_secs(8));
    assert_eq!(seen(&app, DEVICES, &identity), SHOWN);
    let object = app.get(OBJECTS).values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(seen(&app, OBJECTS, &object), SHOWN);
    let managed = enrolled(&app, 1);
    assert_eq!(seen(&app, MANAGED, &managed), HIDDEN);
    app.pass(Duration::from_secs(8));
    assert_eq!(seen(&app, MANAGED, &managed), SHOWN);
}

#[test]
fn what_was_deleted_is_still_seen() {
    let mut app = TestApp::new();
    let import = app.import(&[device(1)])[0].clone();
    app.settle();
    let identity = app.get(&format!("{IMPORTS}/{import}")).json()["state"]["deviceRegistrationId"]
        .as_str()
        .unwrap()
        .to_owned();
    let managed = enrolled(&app, 1);
    let object = app.get(OBJECTS).values()[0]["id"].as_str().unwrap().to_owned();
    let late = faults(&json!([{ "fault": "lateVisibility", "seconds": 8 }]));
    assert!(app.server.set_faults("default", &late).unwrap());
    let deleted = "/v1.0/directory/deletedItems/microsoft.graph.device";
    for (set, id) in [(IMPORTS, &import), (MANAGED, &managed), (DEVICES, &identity), (OBJECTS, &object)] {
        if set == OBJECTS {
            app.pass(Duration::from_mins(2));
        }
        let before = app.get(&format!("{set}/{id}")).text();
        let reply = app.delete(&format!("{set}/{id}"));
        assert_eq!((reply.status.as_u16(), reply.header("muster-fault")), (204, "lateVisibility"), "{set}");
        assert_eq!(seen(&app, set, id), SHOWN, "{set}");
        assert_eq!(app.get(&format!("{set}/{id}")).text(), before);
        // What asks for more than to look sees that it is gone.
        assert_eq!(app.delete(&format!("{set}/{id}")).status, 404, "{set}");
        if set == OBJECTS {
            assert_eq!(app.count(deleted), 0);
        }
        app.restart();
        assert!(app.server.set_faults("default", &late).unwrap());
        app.pass(Duration::from_millis(7_999));
        assert_eq!(seen(&app, set, id), SHOWN, "{set}");
        app.pass(Duration::from_millis(1));
        assert_eq!(seen(&app, set, id), HIDDEN, "{set}");
    }
    assert_eq!(app.count(deleted), 1);
    assert_eq!(app.server.work().unwrap().map(|due| due > app.clock.now()), Some(true));
    // For good, it stays among the deleted ones a while.
    assert_eq!(app.delete(&format!("/v1.0/directory/deletedItems/{object}")).status, 204);
    assert_eq!(app.count(deleted), 1);
    app.pass(Duration::from_secs(8));
    assert_eq!(app.count(deleted), 0);
}

#[test]
fn lists_are_whole_while_something_is_late() {
    let app = TestApp::new();
    let imports = app.import(&(0..10).map(device).collect::<Vec<_>>());
    app.server
        .set_faults("default", &faults(&json!([{ "fault": "lateVisibility", "seconds": 60, "every": 2 }])))
        .unwrap();
    for import in &imports[..4] {
        assert_eq!(app.delete(&format!("{IMPORTS}/{import}")).status, 204);
    }
    // Of the first four each second one is still there, at its place; of two calls the second isn't yet.
    app.import(&[device(10)]);
    app.import(&[device(11), device(12)]);
    let mut numbers = Vec::new();
    let mut next = Some(format!("{IMPORTS}?$top=3&$count=true"));
    while let Some(address) = next {
        let page = app.get(&address).json();
        if numbers.is_empty() {
            assert_eq!(page["@odata.count"], 9);
        }
        numbers.extend(
            page["value"]
                .as_array()
                .unwrap()
                .iter()
                .map(|import| import["serialNumber"].as_str().unwrap().to_owned()),
        );
        next = page["@odata.nextLink"].as_str().map(|link| link.replace("http://localhost", ""));
    }
    assert_eq!(numbers, [1, 3, 4, 5, 6, 7, 8, 9, 10].map(serial));
    // Nobody else sees what a tenant is still shown.
    app.server.add_tenant("contoso").unwrap();
    assert_eq!(app.count(&format!("/tenants/contoso{IMPORTS}")), 0);
    // What was never shown isn't shown when it is deleted.
    let hidden = app.post(IMPORTS, &device(20)).json()["id"].as_str().unwrap().to_owned();
    app.server
        .set_faults("default", &faults(&json!([{ "fault": "lateVisibility", "seconds": 60 }])))
        .unwrap();
    let hidden_too = app.post(IMPORTS, &device(21)).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(app.get(&format!("{IMPORTS}/{hidden}")).status, 200);
    assert_eq!(app.delete(&format!("{IMPORTS}/{hidden_too}")).status, 204);
    assert_eq!(app.get(&format!("{IMPORTS}/{hidden_too}")).status, 404);
}

/// Who follows a list knows what it shows, no sooner and no later.
#[test]
fn those_who_follow_are_told_when_it_is_seen() {
    const SETS: [&str; 4] = [IMPORTS, DEVICES, OBJECTS, MANAGED];
    let mut app = app(&json!([{ "fault": "lateVisibility", "seconds": 8, "routes": ["/*", "/agent/*"] }]));
    let mut followers = SETS.map(Follower::of);
    let mut look = |app: &TestApp, when: &str| {
        SETS.iter()
            .zip(&mut followers)
            .map(|(set, follower)| {
                follower.pull(app);
                let mut fresh = Follower::of(set);
                fresh.pull(app);
                let shown = list(app, set);
                assert_eq!(follower.copy, shown, "{set} {when}");
                // Who begins now may miss what is deleted and still shown.
                assert!(fresh.copy.iter().all(|(id, entity)| shown.get(id) == Some(entity)), "{set} {when}");
                shown.len()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(look(&app, "at the start"), [0, 0, 0, 0]);
    let import = app.post(IMPORTS, &device(1)).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(look(&app, "when it is made"), [0, 0, 0, 0]);
    app.pass(Duration::from_millis(7_999));
    assert_eq!(look(&app, "just before it is shown"), [0, 0, 0, 0]);
    app.pass(Duration::from_millis(1));
    assert_eq!(look(&app, "when it is shown"), [1, 0, 0, 0]);
    app.pass(Duration::from_secs(52));
    assert_eq!(look(&app, "when it is registered"), [1, 0, 0, 0]);
    app.restart();
    app.pass(Duration::from_secs(8));
    assert_eq!(look(&app, "when that is shown"), [1, 1, 1, 0]);
    let managed = enrolled(&app, 1);
    assert_eq!(look(&app, "when it has enrolled"), [1, 1, 1, 0]);
    app.pass(Duration::from_secs(8));
    assert_eq!(look(&app, "when that is shown"), [1, 1, 1, 1]);
    let shown = |set| list(&app, set).into_keys().next().unwrap();
    let (identity, object) = (shown(DEVICES), shown(OBJECTS));
    let addresses = [(IMPORTS, import), (MANAGED, managed), (DEVICES, identity), (OBJECTS, object)];
    let mut wanted = [1, 1, 1, 1];
    for (set, id) in addresses {
        // Until its object may be deleted, too.
        app.pass(Duration::from_mins(2));
        assert_eq!(app.delete(&format!("{set}/{id}")).status, 204, "{set}");
        assert_eq!(look(&app, "when it is deleted"), wanted, "{set}");
        app.restart();
        app.pass(Duration::from_millis(7_999));
        assert_eq!(look(&app, "just before it is gone"), wanted, "{set}");
        app.pass(Duration::from_millis(1));
        wanted[SETS.iter().position(|known| *known == set).unwrap()] = 0;
        assert_eq!(look(&app, "when it is gone"), wanted, "{set}");
    }
}

/// Its object comes back by sync, and is deleted again before the one before it is gone from sight.
#[test]
fn a_hybrid_object_may_go_again_while_it_is_still_seen() {
    let mut app = TestApp::new();
    let guid = computer(&app, "PC-1");
    sync(&app);
    let late = faults(&json!([{ "fault": "lateVisibility", "seconds": 60 }]));
    assert!(app.server.set_faults("default", &late).unwrap());
    let mut before: Vec<String> = Vec::new();
    for round in 0..3 {
        let shown: Vec<String> = list(&app, OBJECTS).into_keys().collect();
        let now: Vec<&String> = shown.iter().filter(|id| !before.contains(id)).collect();
        assert_eq!(now.len(), 1, "{round}: {shown:?} after {before:?}");
        let now = now[0].clone();
        assert_eq!(app.delete(&format!("{OBJECTS}/{now}")).status, 204, "{round}");
        assert_eq!(seen(&app, OBJECTS, &now).1, 1, "{round}");
        before.push(now);
        app.clock.advance(Duration::from_secs(1));
        app.restart();
        assert!(app.server.set_faults("default", &late).unwrap());
        sync(&app);
        // The last one that was deleted, and the one that came back.
        assert_eq!(app.count(OBJECTS), 2, "{round}");
    }
    app.delete(&format!("{}/{guid}", crate::on_premises::COMPUTERS));
    sync(&app);
    app.pass(Duration::from_mins(1));
    assert_eq!((app.count(OBJECTS), object(&app, &guid)), (0, None));
}

#[test]
fn a_managed_device_that_goes_for_good_is_still_seen() {
    let app = TestApp::new();
    let agent = crate::management::enrol(&app, 1, &json!({}));
    app.server
        .set_faults("default", &faults(&json!([{ "fault": "lateVisibility", "seconds": 60 }])))
        .unwrap();
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 204);
    let orders = agent.check_in(&app, &json!([])).json();
    let done = json!([{ "id": orders["actions"][0]["id"], "state": "done" }]);
    assert_eq!(agent.check_in(&app, &done).json()["removed"], true);
    assert_eq!(seen(&app, MANAGED, &agent.id), SHOWN);
    // Its next life has begun meanwhile, by the same attempt.
    let again = crate::management::enrol(&app, 1, &json!({}));
    assert_eq!(app.count(MANAGED), 2);
    app.pass(Duration::from_mins(1));
    assert_eq!((app.count(MANAGED), seen(&app, MANAGED, &again.id)), (1, SHOWN));
}

fn half(app: &TestApp) {
    app.server.set_faults("default", &faults(&json!([{ "fault": "halfDelete", "seconds": 30 }]))).unwrap();
}

fn identity(app: &TestApp, id: &str) -> [Value; 2] {
    let identity = app.get(&format!("{DEVICES}/{id}")).json();
    ["enrollmentState", "managedDeviceId"].map(|name| identity[name].clone())
}

/// A request to which a fault can do nothing isn't counted, and doesn't say that there was one.
#[test]
fn what_is_done_late_is_about_what_creates_and_deletes() {
    let app =
        app(&json!([{ "fault": "lateVisibility", "seconds": 1 }, { "fault": "halfDelete", "seconds": 1 }]));
    let managed = enrolled(&app, 1);
    let bulk = json!({ "actionName": "delete", "deviceIds": [managed] });
    for reply in [
        app.post(&format!("{MANAGED}/{managed}/syncDevice"), &json!({})),
        app.post("/beta/deviceManagement/managedDevices/executeAction", &bulk),
        app.get(MANAGED),
    ] {
        assert!(reply.status.is_success(), "{reply:?}");
        assert_eq!(reply.header("muster-fault"), "", "{reply:?}");
    }
    assert_eq!(app.count(MANAGED), 0);
    let import = app.post(IMPORTS, &device(1)).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("{IMPORTS}/{import}")).header("muster-fault"), "lateVisibility");
}

#[test]
fn a_managed_device_is_gone_and_its_identity_says_enrolled() {
    let mut app = TestApp::new();
    let id = app.registered(1);
    let managed = enrolled(&app, 1);
    half(&app);
    let reply = app.delete(&format!("{MANAGED}/{managed}"));
    assert_eq!((reply.status.as_u16(), reply.header("muster-fault")), (204, "halfDelete"));
    assert_eq!(seen(&app, MANAGED, &managed), HIDDEN);
    assert_eq!(identity(&app, &id), [json!("enrolled"), json!(managed)]);
    assert_eq!(app.delete(&format!("{DEVICES}/{id}")).status, 400);
    app.restart();
    app.pass(Duration::from_secs(30));
    assert_eq!(identity(&app, &id)[0], "notContacted");
    let object = &app.get(OBJECTS).values()[0];
    assert_eq!(object["isManaged"], false);
}

#[test]
fn what_was_accepted_for_deletion_stays() {
    let app = TestApp::new();
    app.registered(1);
    half(&app);
    let reply = app.post(&format!("{DEVICES}/deleteDevices"), &json!({ "serialNumbers": [serial(1)] }));
    assert_eq!(
        (&reply.values()[0]["deletionState"], reply.header("muster-fault")),
        (&json!("accepted"), "halfDelete")
    );
    assert_eq!(app.count(DEVICES), 1);
    app.pass(Duration::from_secs(29));
    assert_eq!(app.count(DEVICES), 1);
    app.pass(Duration::from_secs(1));
    assert_eq!(app.count(DEVICES), 0);
    assert_eq!(app.get(OBJECTS).values()[0]["physicalIds"], json!([]));
}

#[test]
fn an_identity_is_gone_and_its_object_keeps_the_mark() {
    let mut app = TestApp::with(Settings { deletion_delay: Duration::from_secs(5), ..Settings::default() });
    let id = app.registered(1);
    half(&app);
    let reply = app.delete(&format!("{DEVICES}/{id}"));
    assert_eq!((reply.status.as_u16(), reply.header("muster-fault")), (204, "halfDelete"));
    assert_eq!(app.count(DEVICES), 0);
    let object = || app.get(OBJECTS).values()[0].clone();
    assert_eq!(object()["physicalIds"][0], format!("[ZTDID]:{id}"));
    let address = format!("{OBJECTS}/{}", object()["id"].as_str().unwrap());
    assert_eq!(app.delete(&address).status, 403);
    app.restart();
    app.pass(Duration::from_secs(30));
    assert_eq!(app.get(OBJECTS).values()[0]["physicalIds"], json!([]));
    // The minute in which it can't be deleted begins then.
    app.pass(Duration::from_secs(59));
    assert_eq!(app.delete(&address).status, 403);
    app.pass(Duration::from_secs(1));
    let reply = app.delete(&address);
    assert_eq!(
        (reply.status.as_u16(), reply.header("muster-fault")),
        (204, ""),
        "the rules were of the server before"
    );
}

#[test]
fn an_object_is_gone_and_not_among_the_deleted_ones() {
    let app = TestApp::new();
    let managed = enrolled(&app, 1);
    app.delete(&format!("{MANAGED}/{managed}"));
    let object = app.get(OBJECTS).values()[0]["id"].as_str().unwrap().to_owned();
    half(&app);
    let deleted = "/v1.0/directory/deletedItems/device";
    assert_eq!(app.delete(&format!("{OBJECTS}/{object}")).header("muster-fault"), "halfDelete");
    assert_eq!([app.count(OBJECTS), app.count(deleted)], [0, 0]);
    assert_eq!(app.delete(&format!("{OBJECTS}/{object}")).header("muster-fault"), "", "it failed by itself");
    app.pass(Duration::from_secs(30));
    assert_eq!(seen(&app, deleted, &object), SHOWN);
}

/// What a client does on an ordinary day, and all that it hears.
fn day(app: &mut TestApp) -> Vec<String> {
    let mut heard = Vec::new();
    let id = app.registered(1);
    app.import(&[device(2), device(3)]);
    let managed = enrolled(app, 1);
    for (method, address) in [
        ("POST", format!("{MANAGED}/{managed}/syncDevice")),
        ("DELETE", format!("{MANAGED}/{managed}")),
        ("DELETE", format!("{DEVICES}/{id}")),
        ("GET", OBJECTS.to_owned()),
        ("GET", format!("{IMPORTS}?$top=1&$count=true")),
        ("GET", "/v1.0/nothing".to_owned()),
        ("GET", "/admin/faults".to_owned()),
        ("POST", format!("{SETTINGS}/sync")),
        ("GET", SETTINGS.to_owned()),
    ] {
        heard.push(format!("{:?}", app.ask(method, &address, &[("client-request-id", "call")], "{}")));
        app.pass(Duration::from_secs(7));
    }
    app.restart();
    app.settle();
    for set in [IMPORTS, DEVICES, MANAGED, OBJECTS] {
        heard.push(format!("{:?}", app.get(set)));
    }
    heard.push(format!("{:?}", app.server.next_due()));
    heard
}

#[test]
fn without_rules_it_is_as_if_there_were_no_such_thing() {
    let plain = day(&mut TestApp::new());
    let never = json!([
        { "fault": "lateVisibility", "seconds": 60, "chance": 0 },
        { "fault": "throttle", "chance": 0 },
        { "fault": "halfDelete", "seconds": 5, "after": 1000 },
    ]);
    let switched = TestApp::with(Settings { faults: faults(&never), ..Settings::default() });
    switched.server.set_faults("default", &Faults::default()).unwrap();
    for mut app in [app(&json!([])), app(&never), switched] {
        assert_eq!(day(&mut app), plain);
    }
}

fn admin() -> TestApp {
    let app = TestApp::with(Settings { admin: true, ..Settings::default() });
    app.server.add_tenant("contoso").unwrap();
    app
}

fn put(app: &TestApp, address: &str, body: &Value) -> Reply {
    app.ask("PUT", address, &[("content-type", "application/json")], body.to_string())
}

#[test]
fn rules_are_given_by_requests() {
    let app = admin();
    let address = "/tenants/contoso/admin/faults";
    assert_eq!(app.get(address).json(), json!({ "seed": 0, "rules": [], "counts": [] }));
    let rules = json!({ "seed": 3, "rules": [{ "fault": "throttle", "routes": ["/*"], "every": 2 }] });
    let given = put(&app, address, &rules);
    assert_eq!((given.status.as_u16(), &given.json()["counts"]), (200, &json!([{ "seen": 0, "met": 0 }])));
    let of_tenant = format!("/tenants/contoso{OBJECTS}");
    assert_eq!(
        (pattern(&app, &of_tenant, 3), pattern(&app, OBJECTS, 3)),
        (".x.".to_owned(), "...".to_owned())
    );
    let shown = app.get(address);
    assert_eq!(
        shown.json(),
        json!({ "seed": 3, "rules": rules["rules"], "counts": [{ "seen": 3, "met": 1 }] })
    );
    // What was told can be given back as it came; then it begins anew.
    assert_eq!(put(&app, address, &shown.json()).json()["counts"], json!([{ "seen": 0, "met": 0 }]));
    assert_eq!(app.get("/admin/faults").json()["rules"], json!([]));
    assert_eq!(app.delete(address).status, 204);
    assert_eq!(
        (pattern(&app, &of_tenant, 3), app.get(address).json()["rules"].clone()),
        ("...".to_owned(), json!([]))
    );
    assert_eq!(app.post(address, &rules).status, 405);
    assert_eq!(app.get("/tenants/nobody/admin/faults").status, 404);
    // Rules are never about the way to be rid of them.
    assert_eq!(put(&app, "/admin/faults", &json!({ "rules": [{ "fault": "unavailable" }] })).status, 200);
    assert_eq!((app.get(OBJECTS).status.as_u16(), app.get("/admin/faults").status.as_u16()), (503, 200));
    assert!(app.get("/metrics").text().ends_with(
        "# HELP muster_faults_total Faults that were asked for and happened.\n# TYPE muster_faults_total counter\n\
         muster_faults_total{kind=\"throttle\"} 1\nmuster_faults_total{kind=\"unavailable\"} 1\n"
    ));
}

#[test]
fn rules_that_make_no_sense() {
    let app = admin();
    assert_eq!(put(&app, "/admin/faults", &json!({ "rules": [{ "fault": "throttle" }] })).status, 200);
    let of = |field: &str, value: Value| {
        let mut rule = json!({ "fault": "throttle" });
        rule[field] = value;
        json!({ "rules": [rule] })
    };
    let route = "an address of /openapi.json below its version, such as /devices/{id}, or all that is below one, such as \
                 /deviceManagement/managedDevices/*";
    for (body, wanted) in [
        (json!([]), "the rules must be a JSON object"),
        (json!({ "rule": [] }), "'rule' is no field of what holds the rules, which has seed, rules, counts"),
        (json!({ "seed": -1 }), "seed must be a whole number, 0 or more"),
        (json!({ "rules": {} }), "rules must be a list of rules"),
        (json!({ "rules": [7] }), "rules[0] must be an object"),
        (
            json!({ "rules": [{ "fault": "throttle" }, {}] }),
            "rules[1].fault must be one of throttle, unavailable, burst, latency, lostAnswer, lateVisibility, halfDelete",
        ),
        (
            of("fault", json!("Throttle")),
            "rules[0].fault must be one of throttle, unavailable, burst, latency, lostAnswer, lateVisibility, halfDelete",
        ),
        (of("chance", json!(1.5)), "rules[0].chance must be a number from 0 to 1"),
        (of("chance", json!("1")), "rules[0].chance must be a number from 0 to 1"),
        (of("every", json!(0)), "rules[0].every must be a whole number, 1 or more"),
        (of("times", json!(2.5)), "rules[0].times must be a whole number, 1 or more"),
        (of("after", json!(-2)), "rules[0].after must be a whole number, 0 or more"),
        (
            of("retryAfter", json!("soon")),
            "rules[0].retryAfter must be a number of seconds, 0 or more and at most 86400",
        ),
        (
            of("retryAfter", json!(1e9)),
            "rules[0].retryAfter must be a number of seconds, 0 or more and at most 86400",
        ),
        (of("version", json!("v2")), "rules[0].version must be v1.0 or beta; without it, both are meant"),
        (of("methods", json!(["FETCH"])), "rules[0].methods[0] must be one of GET, POST, PATCH, PUT, DELETE"),
        (of("methods", json!([])), "rules[0].methods must be a list of methods"),
        (of("routes", json!("/devices")), "rules[0].routes must be a list of addresses"),
        (of("routes", json!(["/devices", "/device"])), &format!("rules[0].routes[1] must be {route}")),
        (of("routes", json!(["/healthz"])), &format!("rules[0].routes[0] must be {route}")),
        (of("routes", json!(["/admin/faults"])), &format!("rules[0].routes[0] must be {route}")),
        (
            json!({ "rules": [{ "fault": "throttle", "version": "v1.0", "routes": ["/deviceManagement/windowsAutopilotSettings"] }] }),
            &format!("rules[0].routes[0] must be {route}"),
        ),
        (
            of("seconds", json!(5)),
            "rules[0]: 'seconds' is no field of a rule for throttle, which has fault, retryAfter, version, routes, methods, \
             chance, every, after, times",
        ),
        (
            json!({ "rules": [{ "fault": "burst", "requests": 1, "seconds": 1, "chance": 1 }] }),
            "rules[0]: 'chance' is no field of a rule for burst, which has fault, requests, seconds, version, routes, methods",
        ),
        (
            json!({ "rules": [{ "fault": "burst", "seconds": 1 }] }),
            "rules[0].requests must be a whole number, 1 or more",
        ),
        (
            json!({ "rules": [{ "fault": "burst", "requests": 1 }] }),
            "rules[0].seconds must be a number of seconds, more than 0",
        ),
        (
            json!({ "rules": [{ "fault": "halfDelete", "seconds": 0 }] }),
            "rules[0].seconds must be a number of seconds, more than 0 and at most 86400",
        ),
        (
            json!({ "rules": [{ "fault": "lateVisibility" }] }),
            "rules[0].seconds must be a number of seconds, more than 0",
        ),
        (
            json!({ "rules": [{ "fault": "halfDelete", "seconds": 5, "methods": ["GET"] }] }),
            "rules[0].methods[0] must be one of POST, DELETE",
        ),
        (
            json!({ "rules": [{ "fault": "latency", "milliseconds": [5, 4] }] }),
            "rules[0].milliseconds must be a whole number up to 600000, or a list of two of which the first is not larger",
        ),
        (
            json!({ "rules": [{ "fault": "latency" }] }),
            "rules[0].milliseconds must be a whole number up to 600000, or a list of two of which the first is not larger",
        ),
    ] {
        let reply = put(&app, "/admin/faults", &body);
        assert_eq!(
            reply.error(),
            format!("400 BadRequest: The rules stay as they were: {wanted}."),
            "{body}"
        );
    }
    let broken = app.ask("PUT", "/admin/faults", &[], "{");
    assert_eq!(
        broken.error(),
        "400 BadRequest: The rules stay as they were: EOF while parsing an object at line 1 column 1."
    );
    assert_eq!(app.get(OBJECTS).status, 429);
}

#[test]
fn where_it_was_not_asked_for_there_is_no_such_address() {
    let app = TestApp::new();
    app.server.add_tenant("contoso").unwrap();
    for prefix in ["", "/tenants/contoso"] {
        for method in ["GET", "PUT", "DELETE", "POST"] {
            let show = |address: &str| app.ask(method, &format!("{prefix}{address}"), &[], "{}").show();
            let id = |text: String| {
                text.lines()
                    .filter(|line| !line.contains("request-id"))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(id(show("/admin/faults")), id(show("/nothing/faults")), "{method} {prefix}");
        }
    }
}

#[test]
fn the_example_in_the_documentation_is_one() {
    let text = include_str!("../../../../docs/server-faults.md");
    let examples: Vec<&str> =
        text.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(!examples.is_empty());
    for example in &examples {
        assert!(!Faults::from_json(example).unwrap().is_empty(), "{example}");
    }
    // What there is stands there, and the whole example has it.
    for name in [
        "throttle",
        "unavailable",
        "burst",
        "latency",
        "lostAnswer",
        "lateVisibility",
        "halfDelete",
        "seed",
        "routes",
        "methods",
        "version",
        "chance",
        "every",
        "after",
        "times",
        "retryAfter",
        "requests",
        "seconds",
        "milliseconds",
    ] {
        assert!(text.contains(&format!("`{name}`")), "{name} is not told of");
        assert!(
            examples.iter().any(|example| example.contains(&format!("\"{name}\""))),
            "no example has {name}"
        );
    }
}
