//! Approval by a second administrator: what is held, who decides, and what is done in the end.

use std::time::Duration;

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use muster_server::{Clock as _, Export, export};
use serde_json::{Value, json};

use crate::app::{Reply, TestApp};
use crate::management::{Agent, MANAGED, enrol};
use crate::people::{add, group, user};

pub const POLICIES: &str = "/beta/deviceManagement/operationApprovalPolicies";
pub const REQUESTS: &str = "/beta/deviceManagement/operationApprovalRequests";
const BULK: &str = "/beta/deviceManagement/managedDevices/executeAction";
const ADELE: &str = "adele@contoso.com";
const BEN: &str = "ben@contoso.com";
const CARA: &str = "cara@contoso.com";
const DAY: Duration = Duration::from_hours(24);

/// Makes a policy; gives its address.
fn protect(app: &TestApp, kind: &str) -> String {
    let reply = app.post(POLICIES, &json!({ "displayName": format!("Guard {kind}"), "policyType": kind }));
    assert_eq!(reply.status, StatusCode::CREATED, "{reply:?}");
    format!("{POLICIES}/{}", reply.json()["id"].as_str().unwrap())
}

/// A call of somebody, with headers besides.
fn call(
    app: &TestApp,
    who: &str,
    (method, address): (&str, &str),
    headers: &[(&str, &str)],
    body: &Value,
) -> Reply {
    let mut all = vec![("content-type", "application/json")];
    if !who.is_empty() {
        all.push(("muster-user", who));
    }
    all.extend(headers);
    app.ask(method, address, &all, if body.is_null() { String::new() } else { body.to_string() })
}

fn because(why: &str) -> String {
    STANDARD.encode(why)
}

/// Asks for approval of a call; gives the code.
fn request(app: &TestApp, who: &str, at: (&str, &str), body: &Value) -> String {
    let reply = call(app, who, at, &[("x-msft-approval-justification", &because("It was stolen."))], body);
    assert_eq!(reply.status, StatusCode::PRECONDITION_FAILED, "{reply:?}");
    reply.header("x-msft-approval-code").to_owned()
}

/// Makes the call again that was asked for.
fn redeem(app: &TestApp, who: &str, at: (&str, &str), body: &Value, code: &str) -> Reply {
    call(app, who, at, &[("x-msft-approval-code", code)], body)
}

fn decide(app: &TestApp, who: &str, code: &str, action: &str) -> Reply {
    call(
        app,
        who,
        ("POST", &format!("{REQUESTS}/{code}/{action}")),
        &[],
        &json!({ "justification": "Seen." }),
    )
}

fn cancel(app: &TestApp, who: &str, code: &str) -> Reply {
    call(app, who, ("POST", &format!("{REQUESTS}/cancelMyRequest")), &[], &json!({ "id": code }))
}

fn status(app: &TestApp, code: &str) -> String {
    app.get(&format!("{REQUESTS}/{code}")).json()["status"].as_str().unwrap().to_owned()
}

fn wipe(agent: &Agent) -> String {
    format!("{MANAGED}/{}/wipe", agent.id)
}

/// How a device is doing.
fn state(app: &TestApp, agent: &Agent) -> String {
    app.get(&format!("{MANAGED}/{}", agent.id)).json()["managementState"].as_str().unwrap().to_owned()
}

#[test]
fn nothing_is_held_without_a_policy() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceRetire");
    let headers = [("x-msft-approval-justification", "not base64"), ("x-msft-approval-code", "none")];
    assert_eq!(call(&app, ADELE, ("POST", &wipe(&agent)), &headers, &json!({})).status, 204);
    assert_eq!(app.count(REQUESTS), 0);
}

#[test]
fn the_whole_way() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    let at = ("POST", wipe(&agent));
    let at = (at.0, at.1.as_str());
    let body = json!({ "keepUserData": true, "macOsUnlockCode": "123456" });

    let bare = call(&app, ADELE, at, &[], &body);
    assert_eq!(
        bare.error(),
        "403 ApprovalJustificationRequired: Header 'x-msft-approval-justification' is required to request approval: this \
         operation is protected by Multi Admin Approval. Say in it why, as base64 of UTF-8; then another administrator can \
         approve it."
    );
    assert_eq!(app.count(REQUESTS), 0);

    let held = call(&app, ADELE, at, &[("x-msft-approval-justification", &because("Lost — 4711"))], &body);
    insta::assert_snapshot!(held.show());
    let code = held.header("x-msft-approval-code").to_owned();
    assert_eq!(state(&app, &agent), "managed");
    let early = redeem(&app, ADELE, at, &body, &code);
    assert_eq!((early.status.as_u16(), early.header("x-msft-approval-code")), (412, code.as_str()));

    app.clock.advance(Duration::from_hours(1));
    let approved = decide(&app, BEN, &code, "approve");
    assert_eq!((approved.status.as_u16(), &approved.json()["value"]), (200, &json!("approved")));
    insta::assert_snapshot!(app.get(&format!("{REQUESTS}/{code}")).show());
    let selected = app.get(&format!("{REQUESTS}/{code}?$select=status,musterOperation")).json();
    assert_eq!(
        selected["musterOperation"],
        json!({
            "method": "POST",
            "path": at.1,
            "parameters": { "keepUserData": true, "macOsUnlockCode": "••••••" },
            "entityType": "managedDevice",
            "entities": [{ "id": agent.id, "displayName": "PC-1" }],
        })
    );
    assert_eq!(state(&app, &agent), "managed");

    // As it is written doesn't count; nor does the justification, once there is a code.
    let spelt = format!("{MANAGED}('{}')/microsoft.graph.WIPE", agent.id.to_uppercase());
    let again = r#"{"macOsUnlockCode":"123456" , "keepUserData":true}"#;
    let headers = [
        ("muster-user", "Adele@Contoso.com"),
        ("x-msft-approval-code", &*code.to_uppercase()),
        ("x-msft-approval-justification", "x"),
    ];
    assert_eq!(app.ask("POST", &spelt, &headers, again).status, 204);
    assert_eq!((state(&app, &agent).as_str(), status(&app, &code).as_str()), ("wipePending", "completed"));
    assert_eq!(
        redeem(&app, ADELE, at, &body, &code).error(),
        "403 ApprovalNotValid: The approval was used already: it is for one time. Ask for another one."
    );
}

#[test]
fn justifications_that_make_no_sense() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    let no_base64 = "400 BadRequest: 'x-msft-approval-justification' must be a valid base64 encoded string, of UTF-8 text.";
    let too_long = "400 BadRequest: Decoded content of 'x-msft-approval-justification' header must be no greater than 1024 \
                    characters.";
    for (given, wanted) in [
        (String::new(), no_base64),
        ("I must wipe it".to_owned(), no_base64),
        (because("  "), no_base64),
        (because("a\0b"), no_base64),
        (STANDARD.encode([0xff, 0xfe]), no_base64),
        (because(&"é".repeat(1025)), too_long),
    ] {
        let headers = [("x-msft-approval-justification", given.as_str())];
        let reply = call(&app, ADELE, ("POST", &wipe(&agent)), &headers, &json!({}));
        assert_eq!(reply.error(), wanted, "{given}");
    }
    assert_eq!(app.count(REQUESTS), 0);
    let longest = because(&"é".repeat(1024)).trim_end_matches('=').to_owned();
    let headers = [("x-msft-approval-justification", longest.as_str())];
    assert_eq!(call(&app, ADELE, ("POST", &wipe(&agent)), &headers, &json!({})).status, 412);
}

#[test]
fn what_cant_be_done_is_not_held() {
    let app = TestApp::new();
    protect(&app, "deviceWipe");
    protect(&app, "deviceRetire");
    let phone = enrol(&app, 1, &json!({ "platform": "ios", "enrollment": "user", "osVersion": "17" }));
    let justified = [("x-msft-approval-justification", &*because("why"))];
    assert_eq!(call(&app, ADELE, ("POST", &wipe(&phone)), &justified, &json!({})).status, 400);
    let none = format!("{MANAGED}/00000000-0000-4000-8000-000000000000/retire");
    assert_eq!(call(&app, ADELE, ("POST", &none), &justified, &json!({})).status, 404);
    let missing = json!({ "actionName": "wipe", "deviceIds": [phone.id, "x"] });
    let told = call(&app, ADELE, ("POST", BULK), &[], &missing).json();
    assert_eq!(
        (&told["notSupportedDeviceIds"], &told["notFoundDeviceIds"]),
        (&json!([phone.id]), &json!(["x"]))
    );
    assert_eq!(app.count(REQUESTS), 0);
    // Other actions are free.
    let agent = enrol(&app, 2, &json!({}));
    assert_eq!(app.post(&format!("{MANAGED}/{}/rebootNow", agent.id), &json!({})).status, 204);
    assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 204);
}

#[test]
fn each_kind_is_held_by_its_own_policy() {
    for (kind, method, action, body, state) in [
        ("deviceRetire", "POST", "/retire", Value::Null, Some("retirePending")),
        ("deviceWipe", "POST", "/wipe", json!({ "keepEnrollmentData": true }), Some("wipePending")),
        ("deviceDelete", "DELETE", "", Value::Null, None),
    ] {
        for version in ["v1.0", "beta"] {
            let app = TestApp::new();
            let agent = enrol(&app, 1, &json!({}));
            protect(&app, kind);
            let address = format!("/{version}/deviceManagement/managedDevices/{}{action}", agent.id);
            let at = (method, address.as_str());
            assert_eq!(call(&app, ADELE, at, &[], &body).status, 403, "{address}");
            let code = request(&app, ADELE, at, &body);
            decide(&app, BEN, &code, "approve");
            assert_eq!(redeem(&app, ADELE, at, &body, &code).status, 204, "{address}");
            let found = app.get(&format!("{MANAGED}/{}", agent.id));
            match state {
                Some(state) => assert_eq!(found.json()["managementState"], state),
                None => assert_eq!(found.status, 404),
            }
        }
    }
}

#[test]
fn another_call_than_the_approved_one_is_refused() {
    let app = TestApp::new();
    let (agent, other) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({})));
    protect(&app, "deviceWipe");
    protect(&app, "deviceRetire");
    let body = json!({ "keepUserData": true });
    let code = request(&app, ADELE, ("POST", &wipe(&agent)), &body);
    decide(&app, BEN, &code, "approve");
    let another = "403 ApprovalNotValid: This isn't the request that the approval was asked for: send the same method, \
                   address and body again.";
    let retire = format!("{MANAGED}/{}/retire", agent.id);
    for (address, body) in [
        (wipe(&agent), json!({})),
        (wipe(&agent), json!({ "keepUserData": false })),
        (wipe(&agent).replace("v1.0", "beta"), body.clone()),
        (wipe(&other), body.clone()),
        (retire, body.clone()),
    ] {
        assert_eq!(
            redeem(&app, ADELE, ("POST", &address), &body, &code).error(),
            another,
            "{address} {body}"
        );
    }
    let at = ("POST", wipe(&agent));
    let at = (at.0, at.1.as_str());
    for (who, code, wanted) in [
        (
            BEN,
            code.as_str(),
            "403 ApprovalNotValid: Only the administrator who asked for the approval can use it.",
        ),
        ("", &code, "403 ApprovalNotValid: Only the administrator who asked for the approval can use it."),
        (
            ADELE,
            "x",
            "403 ApprovalNotValid: The header x-msft-approval-code is the code of no approval request. Take it from the \
             answer with status 412.",
        ),
    ] {
        assert_eq!(redeem(&app, who, at, &body, code).error(), wanted);
    }
    assert_eq!((state(&app, &agent).as_str(), status(&app, &code).as_str()), ("managed", "approved"));
    assert_eq!(redeem(&app, ADELE, at, &body, &code).status, 204);
}

#[test]
fn an_approval_is_not_used_up_by_what_was_refused() {
    let app = TestApp::new();
    let agents: Vec<Agent> = (0..501).map(|number| enrol(&app, number, &json!({}))).collect();
    protect(&app, "deviceWipe");
    let at = ("POST", wipe(&agents[0]));
    let at = (at.0, at.1.as_str());
    let code = request(&app, ADELE, at, &json!({}));
    decide(&app, BEN, &code, "approve");
    // Of a day's wipes none is left.
    for others in agents[1..].chunks(100) {
        let ids: Vec<&str> = others.iter().map(|agent| &*agent.id).collect();
        let body = json!({ "actionName": "wipe", "deviceIds": ids });
        let held = request(&app, ADELE, ("POST", BULK), &body);
        decide(&app, BEN, &held, "approve");
        assert_eq!(redeem(&app, ADELE, ("POST", BULK), &body, &held).status, 200);
    }
    assert_eq!(redeem(&app, ADELE, at, &json!({}), &code).status, 429);
    assert_eq!(status(&app, &code), "approved");
    app.clock.advance(DAY);
    assert_eq!(redeem(&app, ADELE, at, &json!({}), &code).status, 204);
    assert_eq!(status(&app, &code), "completed");
}

#[test]
fn who_may_decide() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    let at = ("POST", wipe(&agent));
    let at = (at.0, at.1.as_str());
    let code = request(&app, ADELE, at, &json!({}));
    let own = "403 Forbidden: An administrator can't decide about an approval request of their own. To withdraw it, use \
               cancelMyRequest.";
    let unnamed = "403 Forbidden: Who decides about an approval request has to be named: by the header muster-user, or by a \
                   bearer token.";
    for action in ["approve", "reject", "cancelApproval"] {
        assert_eq!(decide(&app, ADELE, &code, action).error(), own);
        assert_eq!(decide(&app, "", &code, action).error(), unnamed);
    }
    let token = |claims: Value| format!("Bearer e30.{}.x", URL_SAFE_NO_PAD.encode(claims.to_string()));
    let robot = token(json!({ "idtyp": "app", "oid": "6f2b1a7e-0000-4000-8000-000000000001" }));
    let by_id = token(json!({ "oid": "6f2b1a7e-0000-4000-8000-000000000002" }));
    let adele = token(json!({ "oid": "6f2b1a7e-0000-4000-8000-000000000003", "upn": ADELE }));
    for (bearer, wanted) in [
        (robot, "403 Forbidden: Applications can't decide about approval requests."),
        (
            by_id,
            "403 Forbidden: Nothing tells whether this administrator is the one who made the approval request: name both by \
             an id, or both by a user principal name.",
        ),
        (adele.clone(), own),
    ] {
        // A token goes before the header.
        let headers = [("authorization", bearer.as_str())];
        let reply = call(&app, BEN, ("POST", &format!("{REQUESTS}/{code}/approve")), &headers, &json!({}));
        assert_eq!(reply.error(), wanted);
    }
    assert_eq!(status(&app, &code), "needsApproval");
    let ben = token(json!({ "oid": "6f2b1a7e-0000-4000-8000-000000000004", "upn": BEN, "name": "Ben" }));
    let approve = format!("{REQUESTS}/{code}/approve");
    let body = json!({ "justification": " ", "approvalSource": "adminConsole" });
    assert_eq!(call(&app, "", ("POST", &approve), &[("authorization", &ben)], &body).status, 200);
    let shown = app.get(&format!("{REQUESTS}/{code}")).json();
    assert_eq!(shown["approver"]["user"]["displayName"], "Ben");
    assert_eq!(shown["approvalJustification"], Value::Null);
    // It is hers, by whichever of both she is named.
    let headers = [("authorization", adele.as_str()), ("x-msft-approval-code", &code)];
    assert_eq!(call(&app, "", at, &headers, &json!({})).status, 204);
}

#[test]
fn the_administrator_without_a_name_asks_and_others_decide() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    let at = ("POST", wipe(&agent));
    let at = (at.0, at.1.as_str());
    let code = request(&app, "", at, &json!({}));
    let requestor = app.get(&format!("{REQUESTS}/{code}")).json()["requestor"]["user"].clone();
    assert_eq!(requestor, json!({ "id": null, "displayName": "Unnamed administrator" }));
    assert_eq!(decide(&app, "", &code, "approve").status, 403);
    assert_eq!(decide(&app, BEN, &code, "approve").status, 200);
    assert_eq!(redeem(&app, "", at, &json!({}), &code).status, 204);
}

#[test]
fn decisions_that_make_no_sense() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    let code = request(&app, ADELE, ("POST", &wipe(&agent)), &json!({}));
    let approve = format!("{REQUESTS}/{code}/approve");
    for body in [
        json!({ "justification": "é".repeat(1025) }),
        json!({ "approvalSource": "pigeon" }),
        json!({ "justification": 7 }),
        json!("approve"),
    ] {
        assert_eq!(call(&app, BEN, ("POST", &approve), &[], &body).status, 400, "{body}");
    }
    let none = "00000000-0000-4000-8000-000000000000";
    assert_eq!(decide(&app, BEN, none, "approve").status, 404);
    assert_eq!(cancel(&app, ADELE, none).status, 404);
    assert_eq!(cancel(&app, ADELE, "x").status, 400);
    assert_eq!(
        cancel(&app, BEN, &code).error(),
        "403 Forbidden: Only the administrator who made this approval request can cancel it. Others reject it, or cancel its \
         approval."
    );
    assert_eq!(
        decide(&app, BEN, &code, "cancelApproval").error(),
        "409 Conflict: The approval request is not approved yet, so cancelApproval can't be done."
    );
    assert_eq!(status(&app, &code), "needsApproval");
    // They are made by calls, and stay.
    for (method, address) in [
        ("POST", REQUESTS.to_owned()),
        ("PATCH", format!("{REQUESTS}/{code}")),
        ("DELETE", format!("{REQUESTS}/{code}")),
    ] {
        assert_eq!(call(&app, BEN, (method, &address), &[], &json!({})).status, 405, "{method}");
    }
}

/// How requests end without being done, and what is said then.
#[test]
fn what_is_over_stays_over() {
    for (steps, wanted) in [
        (&[("reject", BEN)][..], "rejected"),
        (&[("cancelMyRequest", ADELE)], "cancelled"),
        (&[("approve", BEN), ("cancelMyRequest", ADELE)], "cancelled"),
        (&[("approve", BEN), ("cancelApproval", CARA)], "cancelled"),
        (&[("approve", BEN), ("expire", "")], "expired"),
        (&[("expire", "")], "expired"),
    ] {
        let app = TestApp::new();
        let agent = enrol(&app, 1, &json!({}));
        protect(&app, "deviceWipe");
        let at = ("POST", wipe(&agent));
        let at = (at.0, at.1.as_str());
        let code = request(&app, ADELE, at, &json!({}));
        for (step, who) in steps {
            match *step {
                "expire" => app.pass(DAY * 30),
                "cancelMyRequest" => assert_eq!(cancel(&app, who, &code).status, 204),
                step => assert_eq!(decide(&app, who, &code, step).status, 200),
            }
        }
        assert_eq!(status(&app, &code), wanted, "{steps:?}");
        assert_eq!(
            redeem(&app, ADELE, at, &json!({}), &code).error(),
            format!("403 ApprovalNotValid: The approval request is {wanted}. Ask for another one.")
        );
        for action in ["approve", "reject", "cancelApproval"] {
            let message =
                format!("409 Conflict: The approval request is {wanted}, so {action} can't be done.");
            assert_eq!(decide(&app, CARA, &code, action).error(), message);
        }
        assert_eq!(cancel(&app, ADELE, &code).status, 409);
        assert_eq!((state(&app, &agent).as_str(), status(&app, &code).as_str()), ("managed", wanted));
        // Another one can be asked for.
        assert_ne!(request(&app, ADELE, at, &json!({})), code);
    }
}

#[test]
fn requests_expire_after_thirty_days() {
    let mut app = TestApp::new();
    let (agent, other) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({})));
    protect(&app, "deviceWipe");
    let first = request(&app, ADELE, ("POST", &wipe(&agent)), &json!({}));
    app.pass(DAY);
    let second = request(&app, ADELE, ("POST", &wipe(&other)), &json!({}));
    decide(&app, BEN, &second, "approve");
    app.pass(DAY * 28 + Duration::from_millis(86_399_999));
    assert_eq!([status(&app, &first), status(&app, &second)], ["needsApproval", "approved"]);
    let due = app.server.work().unwrap().unwrap();
    assert_eq!(due.rfc3339(), "2026-01-31T00:00:00Z");
    // Nobody has looked for what is due yet: it is expired all the same.
    app.clock.advance(Duration::from_millis(1));
    assert_eq!(
        decide(&app, BEN, &first, "approve").error(),
        "409 Conflict: The approval request is expired, so approve can't be done."
    );
    app.restart();
    app.server.work().unwrap();
    let shown = app.get(&format!("{REQUESTS}/{first}")).json();
    assert_eq!(
        (&shown["status"], &shown["expirationDateTime"], &shown["lastModifiedDateTime"]),
        (&json!("expired"), &json!("2026-01-31T00:00:00Z"), &json!("2026-01-31T00:00:00Z"))
    );
    assert_eq!(status(&app, &second), "approved");
    app.pass(DAY);
    assert_eq!(status(&app, &second), "expired");
    assert_eq!(app.server.work().unwrap().filter(|due| *due <= app.clock.now()), None);
}

#[test]
fn an_entity_waits_for_one_approval_at_a_time() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    protect(&app, "deviceRetire");
    let code = request(&app, ADELE, ("POST", &wipe(&agent)), &json!({}));
    let message = format!(
        "409 Conflict: An active Approval Request already exists for this entity: {code}. It has to be completed, rejected or \
         cancelled before another can be made."
    );
    let retire = format!("{MANAGED}/{}/retire", agent.id);
    let justified = [("x-msft-approval-justification", &*because("why"))];
    let bulk = json!({ "actionName": "wipe", "deviceIds": [agent.id] });
    for (who, address, body) in
        [(ADELE, wipe(&agent), Value::Null), (BEN, retire.clone(), Value::Null), (BEN, BULK.to_owned(), bulk)]
    {
        assert_eq!(call(&app, who, ("POST", &address), &justified, &body).error(), message, "{address}");
    }
    let entity = |kind: &str, id: &str| {
        let body = json!({ "entityType": kind, "entityId": id });
        app.post(&format!("{REQUESTS}/retrieveRequestStatus"), &body)
    };
    let locked = entity("microsoft.graph.ManagedDevice", &agent.id.to_uppercase()).json();
    assert_eq!((&locked["requestId"], &locked["entityLocked"]), (&json!(code), &json!(true)));
    assert_eq!(locked["requestStatus"], "needsApproval");
    assert_eq!(locked["requestExpirationDateTime"], "2026-01-31T00:00:00Z");
    decide(&app, BEN, &code, "reject");
    let free = entity("managedDevice", &agent.id).json();
    assert_eq!((&free["requestStatus"], &free["entityLocked"]), (&json!("rejected"), &json!(false)));
    let never = entity("managedDevice", "00000000-0000-4000-8000-000000000000").json();
    assert_eq!((&never["requestId"], &never["requestStatus"]), (&Value::Null, &json!("unknown")));
    assert_eq!(entity("mobileApp", &agent.id).status, 400);
    request(&app, BEN, ("POST", &retire), &Value::Null);
}

#[test]
fn several_devices_at_once() {
    let app = TestApp::new();
    let (one, two) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({})));
    let mac = enrol(&app, 3, &json!({ "platform": "macOS", "osVersion": "14" }));
    protect(&app, "deviceWipe");
    protect(&app, "deviceDelete");
    let ids = [&two.id, &one.id, &mac.id, "nowhere"];
    let at = ("POST", BULK);
    let body = json!({ "actionName": "Wipe", "deviceIds": ids, "keepEnrollmentData": true });
    assert_eq!(call(&app, ADELE, at, &[], &body).status, 403);
    let code = request(&app, ADELE, at, &body);
    let told =
        app.get(&format!("{REQUESTS}/{code}?$select=musterOperation")).json()["musterOperation"].clone();
    let about: Vec<&str> =
        told["entities"].as_array().unwrap().iter().map(|entity| entity["id"].as_str().unwrap()).collect();
    assert_eq!(about.len(), 2);
    assert!(about.contains(&one.id.as_str()) && about.contains(&two.id.as_str()));
    assert_eq!(told["parameters"]["deviceIds"].as_array().unwrap().len(), 4);
    decide(&app, BEN, &code, "approve");
    let fewer = json!({ "actionName": "wipe", "deviceIds": [one.id], "keepEnrollmentData": true });
    assert_eq!(redeem(&app, ADELE, at, &fewer, &code).status, 403);
    // In which order they stand doesn't count.
    let again = json!({ "actionName": "wipe", "keepEnrollmentData": true, "deviceIds": ["nowhere", one.id, two.id, mac.id] });
    let done = redeem(&app, ADELE, at, &again, &code).json();
    assert_eq!(done["successfulDeviceIds"], json!([one.id, two.id]));
    assert_eq!(done["notSupportedDeviceIds"], json!([mac.id]));
    assert_eq!((state(&app, &one), state(&app, &two)), ("wipePending".to_owned(), "wipePending".to_owned()));
    assert_eq!(status(&app, &code), "completed");

    let delete = json!({ "actionName": "delete", "deviceIds": [mac.id, mac.id] });
    let code = request(&app, ADELE, at, &delete);
    decide(&app, BEN, &code, "approve");
    assert_eq!(redeem(&app, ADELE, at, &delete, &code).status, 200);
    assert_eq!(app.get(&format!("{MANAGED}/{}", mac.id)).status, 404);
    // What isn't protected isn't held.
    let restart = json!({ "actionName": "rebootNow", "deviceIds": [one.id] });
    assert_eq!(call(&app, "", at, &[], &restart).status, 200);
}

#[test]
fn in_a_batch() {
    let app = TestApp::new();
    let (one, two) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({})));
    protect(&app, "deviceWipe");
    let step = |id: &str, agent: &Agent, headers: &Value| {
        let url = format!("/deviceManagement/managedDevices/{}/wipe", agent.id);
        let mut all = json!({ "content-type": "application/json" });
        all.as_object_mut().unwrap().extend(headers.as_object().unwrap().clone());
        json!({ "id": id, "method": "POST", "url": url, "headers": all, "body": {} })
    };
    let send = |who: &str, requests: &[Value]| {
        let answers = call(&app, who, ("POST", "/v1.0/$batch"), &[], &json!({ "requests": requests })).json();
        let mut answers = answers["responses"].as_array().unwrap().clone();
        answers.sort_by_key(|answer| answer["id"].as_str().unwrap().to_owned());
        answers
    };
    let justified = json!({ "x-msft-approval-justification": because("why") });
    let held = send(ADELE, &[step("1", &one, &justified), step("2", &two, &json!({}))]);
    assert_eq!((&held[0]["status"], &held[1]["status"]), (&json!(412), &json!(403)));
    let code = held[0]["headers"]["x-msft-approval-code"].as_str().unwrap().to_owned();
    assert_eq!(held[0]["body"]["error"]["details"][0]["message"], code);
    let shown = app.get(&format!("{REQUESTS}/{code}")).json();
    assert_eq!(shown["requestor"]["user"]["userPrincipalName"], ADELE);
    // A request of a batch is of who sent the batch, whatever it says.
    let approve = |who: &str, says: &str| {
        let url = format!("/deviceManagement/operationApprovalRequests/{code}/approve");
        let headers = json!({ "content-type": "application/json", "muster-user": says });
        let requests = json!([{ "id": "1", "method": "POST", "url": url, "headers": headers, "body": {} }]);
        let answers = call(&app, who, ("POST", "/beta/$batch"), &[], &json!({ "requests": requests })).json();
        answers["responses"][0]["status"].clone()
    };
    assert_eq!(approve(ADELE, BEN), 403);
    assert_eq!(approve("", ADELE), 403);
    assert_eq!(approve("", BEN), 200);
    let done = send(ADELE, &[step("1", &one, &json!({ "x-msft-approval-code": code }))]);
    assert_eq!(done[0]["status"], 204);
    assert_eq!((state(&app, &one), state(&app, &two)), ("wipePending".to_owned(), "managed".to_owned()));
}

#[test]
fn the_same_request_again_hears_the_same() {
    let mut app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    let at = ("POST", wipe(&agent));
    let at = (at.0, at.1.as_str());
    let why = because("why");
    let ask = |app: &TestApp, more: &[(&str, &str)]| {
        let mut headers = vec![("client-request-id", "intent-1")];
        headers.extend(more);
        call(app, ADELE, at, &headers, &json!({}))
    };
    // A refusal that left nothing behind isn't remembered.
    assert_eq!(ask(&app, &[]).status, 403);
    let held = ask(&app, &[("x-msft-approval-justification", &why)]);
    let code = held.header("x-msft-approval-code").to_owned();
    app.restart();
    let replayed = ask(&app, &[("x-msft-approval-justification", &why)]);
    assert_eq!((replayed.status, &replayed.body), (held.status, &held.body));
    assert_eq!(
        (replayed.header("muster-replayed"), replayed.header("x-msft-approval-code")),
        ("true", code.as_str())
    );
    assert_eq!(app.count(REQUESTS), 1);
    // One id from birth to end: with the code it is another request.
    let early = ask(&app, &[("x-msft-approval-code", &code)]);
    assert_eq!((early.status.as_u16(), early.header("muster-replayed")), (412, ""));
    decide(&app, BEN, &code, "approve");
    let done = ask(&app, &[("x-msft-approval-code", &code)]);
    assert_eq!((done.status.as_u16(), done.header("muster-replayed")), (204, ""));
    let again = ask(&app, &[("x-msft-approval-code", &code)]);
    assert_eq!((again.status.as_u16(), again.header("muster-replayed")), (204, "true"));
    assert_eq!(redeem(&app, ADELE, at, &json!({}), &code).status, 403);
    // So do decisions.
    let agent = enrol(&app, 2, &json!({}));
    let code = request(&app, ADELE, ("POST", &wipe(&agent)), &json!({}));
    let approve = format!("{REQUESTS}/{code}/approve");
    for replayed in ["", "true"] {
        let reply = call(&app, BEN, ("POST", &approve), &[("client-request-id", "d-1")], &json!({}));
        assert_eq!((reply.status.as_u16(), reply.header("muster-replayed")), (200, replayed));
    }
}

#[test]
fn of_many_decisions_at_once_one_counts() {
    let app = TestApp::new();
    let beside = app.beside();
    let beside = &beside;
    protect(&app, "deviceWipe");
    for number in 0..8 {
        let agent = enrol(&app, number, &json!({}));
        let code = request(&app, ADELE, ("POST", &wipe(&agent)), &json!({}));
        let (app, code) = (&app, code.as_str());
        let answers: Vec<u16> = std::thread::scope(|scope| {
            let deciders = [
                scope.spawn(move || decide(app, BEN, code, "approve").status.as_u16()),
                scope.spawn(move || decide(beside, CARA, code, "approve").status.as_u16()),
                scope.spawn(move || decide(app, CARA, code, "reject").status.as_u16()),
            ];
            deciders.into_iter().map(|decider| decider.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == 409).count(), 2, "{answers:?}");
        let before = status(app, code);
        if before == "approved" {
            // The call and its cancelling: one of both.
            let address = wipe(&agent);
            let (done, cancelled) = std::thread::scope(|scope| {
                let done = scope.spawn(|| redeem(app, ADELE, ("POST", &address), &json!({}), code).status);
                let cancelled = scope.spawn(|| cancel(beside, ADELE, code).status);
                (done.join().unwrap().as_u16(), cancelled.join().unwrap().as_u16())
            });
            let ended = (done, cancelled, status(app, code), state(app, &agent));
            let ended = (ended.0, ended.1, ended.2.as_str(), ended.3.as_str());
            assert!(
                ended == (204, 409, "completed", "wipePending")
                    || ended == (403, 204, "cancelled", "managed"),
                "{ended:?}"
            );
        } else {
            assert_eq!(before, "rejected");
        }
    }
}

#[test]
fn lists_and_ones_own() {
    let app = TestApp::new();
    protect(&app, "deviceWipe");
    let mut codes = Vec::new();
    for (number, who) in (0..).zip([ADELE, BEN, ADELE, "", CARA]) {
        let agent = enrol(&app, number, &json!({}));
        codes.push(request(&app, who, ("POST", &wipe(&agent)), &json!({})));
        app.clock.advance(Duration::from_hours(1));
    }
    decide(&app, CARA, &codes[0], "approve");
    decide(&app, CARA, &codes[1], "reject");
    let ids = |reply: &Reply| -> Vec<usize> {
        let at = |value: &Value| codes.iter().position(|code| value["id"] == **code).unwrap();
        reply.values().iter().map(at).collect()
    };
    for (query, wanted) in [
        ("", vec![0, 1, 2, 3, 4]),
        ("?$filter=status eq 'needsApproval'", vec![2, 3, 4]),
        ("?$filter=status ne 'needsApproval'&$orderby=requestDateTime desc", vec![1, 0]),
        (
            "?$filter=requestDateTime ge 2026-01-01T02:00:00Z and requestDateTime lt 2026-01-01T04:00:00Z",
            vec![2, 3],
        ),
        ("?$orderby=requestDateTime desc&$top=2", vec![4, 3]),
        (&format!("?$filter=requestId eq '{}'", codes[3]), vec![3]),
    ] {
        let reply = app.get(&format!("{REQUESTS}{}", query.replace(' ', "%20")));
        assert_eq!(ids(&reply), wanted, "{query}");
        // What is only told to those who ask isn't told.
        assert!(reply.values().iter().all(|value| value.get("musterOperation").is_none()));
    }
    let second =
        app.get(&format!("{REQUESTS}?$top=3")).json()["@odata.nextLink"].as_str().unwrap().to_owned();
    assert_eq!(ids(&app.get(second.strip_prefix("http://localhost").unwrap())), [3, 4]);
    assert_eq!(app.get(&format!("{REQUESTS}/$count?$filter=status%20eq%20'rejected'")).text(), "1");
    assert_eq!(app.get(&format!("{REQUESTS}?$filter=status%20eq%20'lost'")).status, 400);
    let selected = app.get(&format!("{REQUESTS}?$select=id,musterOperation")).values();
    assert_eq!(selected[0]["musterOperation"]["method"], "POST");
    assert_eq!(selected[0].as_object().unwrap().len(), 2);

    let own = |who: &str, query: &str| {
        call(&app, who, ("GET", &format!("{REQUESTS}/retrieveMyRequests(){query}")), &[], &Value::Null)
    };
    assert_eq!(ids(&own(ADELE, "")), [0, 2]);
    assert_eq!(ids(&own("", "")), [3]);
    assert_eq!(ids(&own("dora@contoso.com", "")), [0; 0]);
    assert_eq!(ids(&own(ADELE, "?$filter=status%20eq%20'approved'")), [0]);
    let page = own(ADELE, "?$top=1").json();
    let next = page["@odata.nextLink"].as_str().unwrap().strip_prefix("http://localhost").unwrap().to_owned();
    assert_eq!(ids(&call(&app, ADELE, ("GET", &next), &[], &Value::Null)), [2]);
    let one = |who: &str| {
        let address = format!("{REQUESTS}/retrieveMyRequestById(id='{}')", codes[0]);
        call(&app, who, ("GET", &address), &[], &Value::Null)
    };
    assert_eq!(one(ADELE).json()["id"], codes[0]);
    assert_eq!(one(BEN).status, 404);
}

#[test]
fn policies_are_made_changed_and_deleted() {
    let app = TestApp::new();
    let admins = group(&app, "Admins", None);
    add(&app, &admins, &user(&app, "ben", &json!({})));
    let groups = json!([admins]);
    let body = json!({
        "displayName": " Wipes ",
        "description": "Two pairs of eyes",
        "policyPlatform": "notApplicable",
        "policySet": { "policyType": "deviceWipe", "policyPlatform": "notApplicable" },
        "approverGroupIds": groups,
    });
    let made = app.post(POLICIES, &body);
    insta::assert_snapshot!(made.show());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let address = format!("{POLICIES}/{id}");
    let told = |name: &str| app.get(&format!("{POLICIES}/{name}()")).values();
    let set = |kind: &str| json!({ "policyType": kind, "policyPlatform": "notApplicable" });
    assert_eq!(told("retrieveApprovableOperations"), ["deviceWipe", "deviceRetire", "deviceDelete"].map(set));
    assert_eq!(told("retrieveOperationsRequiringApproval"), [set("deviceWipe")]);
    assert_eq!(app.count(POLICIES), 1);

    // To weaken what protects takes its approval.
    let change = json!({ "description": null, "approverGroupIds": [] });
    let at = ("PATCH", address.as_str());
    assert_eq!(call(&app, ADELE, at, &[], &change).status, 403);
    let code = request(&app, ADELE, at, &change);
    assert_eq!(app.get(&address).json()["description"], "Two pairs of eyes");
    let shown = app.get(&format!("{REQUESTS}/{code}")).json();
    assert_eq!(shown["requiredOperationApprovalPolicyTypes"], json!(["deviceWipe"]));
    decide(&app, BEN, &code, "approve");
    app.clock.advance(DAY);
    assert_eq!(redeem(&app, ADELE, at, &json!({ "description": null }), &code).status, 403);
    let changed = redeem(&app, ADELE, at, &change, &code).json();
    assert_eq!((&changed["description"], &changed["approverGroupIds"]), (&Value::Null, &json!([])));
    assert_eq!(changed["lastModifiedDateTime"], "2026-01-02T00:00:00Z");

    // What waits for a policy that goes is cancelled.
    let agent = enrol(&app, 1, &json!({}));
    let waits = request(&app, ADELE, ("POST", &wipe(&agent)), &json!({}));
    let at = ("DELETE", address.as_str());
    let code = request(&app, ADELE, at, &Value::Null);
    decide(&app, BEN, &code, "approve");
    assert_eq!(redeem(&app, ADELE, at, &Value::Null, &code).status, 204);
    assert_eq!([status(&app, &waits), status(&app, &code)], ["cancelled", "completed"]);
    assert_eq!(app.get(&address).status, 404);
    assert_eq!(call(&app, ADELE, at, &[], &Value::Null).status, 404);
    assert_eq!(call(&app, ADELE, ("POST", &wipe(&agent)), &[], &json!({})).status, 204);
    // v1.0 has none.
    assert_eq!(app.get(&POLICIES.replace("beta", "v1.0")).status, 400);
    assert_eq!(app.get(&REQUESTS.replace("beta", "v1.0")).status, 400);
}

#[test]
fn a_policy_may_say_who_decides() {
    let app = TestApp::new();
    let (admins, team) = (group(&app, "Admins", None), group(&app, "Team", None));
    let [ben, _] = ["ben", "cara"].map(|name| user(&app, name, &json!({})));
    add(&app, &team, &ben);
    add(&app, &admins, &team);
    let body = json!({ "displayName": "Wipes", "policyType": "deviceWipe", "approverGroupIds": [admins] });
    assert_eq!(app.post(POLICIES, &body).status, StatusCode::CREATED);
    let agent = enrol(&app, 1, &json!({}));
    let address = wipe(&agent);
    let code = request(&app, ADELE, ("POST", &address), &json!({}));
    // Neither somebody of whom the directory knows nothing, nor somebody who isn't in the group.
    for who in ["nobody@contoso.com", CARA] {
        let reply = decide(&app, who, &code, "approve");
        assert_eq!(
            reply.error(),
            "403 Forbidden: This administrator is in none of the policy's approver groups."
        );
    }
    app.delete(&format!("/v1.0/users/{ben}"));
    assert_eq!(decide(&app, BEN, &code, "approve").status, 403);
    app.post(&format!("/v1.0/directory/deletedItems/{ben}/restore"), &json!({}));
    assert!(decide(&app, BEN, &code, "approve").status.is_success());
    // When no group is left to decide, anybody else does.
    app.delete(&format!("/v1.0/groups/{admins}"));
    assert_eq!(redeem(&app, ADELE, ("POST", &address), &json!({}), &code).status, 204);
    let other = enrol(&app, 2, &json!({}));
    let code = request(&app, ADELE, ("POST", &wipe(&other)), &json!({}));
    assert!(decide(&app, CARA, &code, "approve").status.is_success());
}

#[test]
fn policies_that_make_no_sense() {
    let app = TestApp::new();
    let no_type = "A policy needs a policyType.";
    let one_of = "Use one of deviceWipe, deviceRetire, deviceDelete.";
    for (more, wanted) in [
        (json!({}), no_type.to_owned()),
        (
            json!({ "policyType": "app" }),
            format!("A policy of this policyType protects nothing that this server has. {one_of}"),
        ),
        (json!({ "policyType": 7 }), format!("A policy of this policyType protects nothing. {one_of}")),
        (
            json!({ "policyType": "deviceWipe", "policySet": { "policyType": "deviceRetire" } }),
            "policyType and policySet name two types: a policy has one.".to_owned(),
        ),
        (
            json!({ "policyType": "deviceWipe", "policyPlatform": "macOS" }),
            "Operations on devices are protected on all platforms: policyPlatform must be notApplicable."
                .to_owned(),
        ),
        (
            json!({ "policyType": "deviceWipe", "displayName": "" }),
            "A policy needs a displayName.".to_owned(),
        ),
        (
            json!({ "policyType": "deviceWipe", "displayName": "é".repeat(129) }),
            "'displayName' must be a text of at most 128 characters.".to_owned(),
        ),
        (
            json!({ "policyType": "deviceWipe", "description": "é".repeat(1025) }),
            "'description' must be a text of at most 1024 characters.".to_owned(),
        ),
        (
            json!({ "policyType": "deviceWipe", "approverGroupIds": ["admins"] }),
            "approverGroupIds must be ids of groups, 100 at most.".to_owned(),
        ),
    ] {
        let mut body = json!({ "displayName": "Guard" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(app.post(POLICIES, &body).error(), format!("400 BadRequest: {wanted}"));
    }
    assert_eq!(app.count(POLICIES), 0);
    let address = protect(&app, "deviceWipe");
    let twice = app.post(POLICIES, &json!({ "displayName": "Guard", "policyType": "deviceWipe" }));
    assert_eq!(twice.error(), "409 Conflict: There is a policy of this policyType already: change that one.");
    let other = call(&app, ADELE, ("PATCH", &address), &[], &json!({ "policyType": "deviceRetire" }));
    assert_eq!(
        other.error(),
        "400 BadRequest: A policy keeps its policyType. Make another policy, and delete this one."
    );
}

#[test]
fn tenants_approve_for_themselves() {
    let app = TestApp::new();
    app.server.add_tenant("contoso").unwrap();
    let of = |address: &str| format!("/tenants/contoso{address}");
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceWipe");
    let code = request(&app, ADELE, ("POST", &wipe(&agent)), &json!({}));
    assert_eq!(app.count(&of(POLICIES)), 0);
    assert_eq!(app.count(&of(REQUESTS)), 0);
    let approve = of(&format!("{REQUESTS}/{code}/approve"));
    assert_eq!(call(&app, BEN, ("POST", &approve), &[], &json!({})).status, 404);
    let about = json!({ "entityType": "managedDevice", "entityId": agent.id });
    let told = app.post(&of(&format!("{REQUESTS}/retrieveRequestStatus")), &about).json();
    assert_eq!((&told["requestId"], &told["entityLocked"]), (&Value::Null, &json!(false)));
    // A code is of its tenant.
    assert_eq!(
        app.post(&of(POLICIES), &json!({ "displayName": "G", "policyType": "deviceWipe" })).status,
        201
    );
    decide(&app, BEN, &code, "approve");
    let arrival = json!({ "enrollmentId": agent.id, "serialNumber": "S", "platform": "windows", "osVersion": "10.0.19045" });
    let theirs = app.post(&of("/agent/enroll"), &arrival).json()["deviceId"].as_str().unwrap().to_owned();
    let reply = redeem(&app, ADELE, ("POST", &of(&format!("{MANAGED}/{theirs}/wipe"))), &json!({}), &code);
    assert!(reply.error().contains("the code of no approval request"), "{reply:?}");
    assert_eq!(status(&app, &code), "approved");
}

/// A request ends with the last device that it is about, however that goes.
#[test]
fn requests_end_with_their_devices() {
    for how in ["deleted", "wiped", "forgotten", "one of two"] {
        let app = TestApp::new();
        let (agent, other) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({})));
        protect(&app, "deviceRetire");
        let body = json!({ "actionName": "retire", "deviceIds": [agent.id, other.id] });
        let single = format!("{MANAGED}/{}/retire", agent.id);
        let (at, body) = if how == "one of two" { (BULK, body) } else { (&*single, Value::Null) };
        if how == "forgotten" {
            // Soon its certificate will have ended half a year ago.
            app.pass(DAY * (365 + 179));
        }
        let code = request(&app, ADELE, ("POST", at), &body);
        decide(&app, BEN, &code, "approve");
        app.pass(Duration::from_hours(1));
        let go = |agent: &Agent| match how {
            "forgotten" => app.pass(DAY),
            "wiped" => {
                assert_eq!(agent.ask(&app, "wipe", &json!({})).status, 204);
                agent.obey(&app, "done");
            }
            _ => assert_eq!(app.delete(&format!("{MANAGED}/{}", agent.id)).status, 204),
        };
        go(&agent);
        if how == "one of two" {
            assert_eq!(status(&app, &code), "approved", "the other one is there");
            go(&other);
        }
        let shown = app.get(&format!("{REQUESTS}/{code}")).json();
        let now = json!(app.server_time().rfc3339());
        assert_eq!((&shown["status"], &shown["lastModifiedDateTime"]), (&json!("cancelled"), &now), "{how}");
        assert_ne!(redeem(&app, ADELE, ("POST", at), &body, &code).status, 204);
        assert_eq!(decide(&app, CARA, &code, "cancelApproval").status, 409);
    }
}

#[test]
fn what_is_completed_with_its_device_stays_completed() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    protect(&app, "deviceDelete");
    let address = format!("{MANAGED}/{}", agent.id);
    let at = ("DELETE", &*address);
    let code = request(&app, ADELE, at, &Value::Null);
    decide(&app, BEN, &code, "approve");
    assert_eq!(redeem(&app, ADELE, at, &Value::Null, &code).status, 204);
    assert_eq!(status(&app, &code), "completed");
}

#[test]
fn what_is_over_is_forgotten_after_ninety_days() {
    let mut app = TestApp::new();
    let agents: Vec<Agent> = (1..=3).map(|number| enrol(&app, number, &json!({}))).collect();
    protect(&app, "deviceWipe");
    let codes: Vec<String> =
        agents.iter().map(|agent| request(&app, ADELE, ("POST", &wipe(agent)), &json!({}))).collect();
    decide(&app, BEN, &codes[0], "reject");
    app.pass(DAY);
    cancel(&app, ADELE, &codes[1]);
    // The third one expires after thirty days.
    let left = |app: &TestApp| {
        let found = app.get(&format!("{REQUESTS}?$select=id")).values();
        codes.iter().filter(|code| found.iter().any(|request| request["id"] == code.as_str())).count()
    };
    app.pass(DAY * 88 + Duration::from_millis(86_399_999));
    assert_eq!(left(&app), 3);
    app.pass(Duration::from_millis(1));
    assert_eq!(left(&app), 2);
    assert_eq!(app.server.work().unwrap().unwrap(), crate::app::START.plus(DAY * 91));
    app.restart();
    app.pass(DAY);
    assert_eq!(left(&app), 1);
    app.pass(DAY * 29);
    assert_eq!(left(&app), 0);
    assert_eq!(
        redeem(&app, ADELE, ("POST", &wipe(&agents[0])), &json!({}), &codes[0]).error(),
        "403 ApprovalNotValid: The header x-msft-approval-code is the code of no approval request. Take it from the answer with \
         status 412."
    );
    request(&app, ADELE, ("POST", &wipe(&agents[0])), &json!({}));
}

/// Six digits are found from any digest of them: so what is kept is the same, whatever the code.
#[test]
fn nothing_that_is_kept_tells_the_code_that_unlocks_a_device() {
    let kept = |code: Value| {
        let app = TestApp::new();
        let agent = enrol(&app, 1, &json!({}));
        protect(&app, "deviceWipe");
        let body = json!({ "keepUserData": true, "macOsUnlockCode": code });
        let why = [("x-msft-approval-justification", &*because("Lost")), ("client-request-id", "one")];
        for at in [wipe(&agent), BULK.to_owned()] {
            let mut body = body.clone();
            if at == BULK {
                let agent = enrol(&app, 2, &json!({}));
                body["actionName"] = "wipe".into();
                body["deviceIds"] = json!([agent.id]);
            }
            assert_eq!(call(&app, ADELE, ("POST", &at), &why, &body).status, 412);
        }
        let mut lines = Vec::new();
        let wish = Export { tenant: "default", with_secrets: true, now: app.clock.now() };
        export(&app.database, &wish, &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        // The keys of devices are of chance.
        let lines: Vec<String> =
            lines.lines().filter(|line| !line.starts_with(r#"{"device_keys":"#)).map(str::to_owned).collect();
        for table in ["approval_requests", "answers"] {
            let count = lines.iter().filter(|line| line.starts_with(&format!(r#"{{"{table}":"#))).count();
            assert_eq!(count, 2, "{table}");
        }
        lines
    };
    assert_eq!(kept(json!("123456")), kept(json!("654321")));
    // Whether there is one counts.
    assert_ne!(kept(json!("123456")), kept(Value::Null));
}
