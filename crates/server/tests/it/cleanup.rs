//! Clean-up rules: which devices they hide, and when.

use std::time::Duration;

use lifecycle::action::{Enrolment, Platform};
use lifecycle::cleanup::Scope;
use serde_json::{Value, json};

use crate::app::{Reply, TestApp};
use crate::management::{Agent, MANAGED, enrol};

const RULES: &str = "/beta/deviceManagement/managedDeviceCleanupRules";
const SETTINGS: &str = "/beta/deviceManagement/managedDeviceCleanupSettings";
const DAY: Duration = Duration::from_hours(24);

fn rule(app: &TestApp, platform: &str, days: i64) -> Reply {
    let body = json!({
        "@odata.type": "#microsoft.graph.managedDeviceCleanupRule",
        "displayName": format!("After {days} days"),
        "deviceCleanupRulePlatformType": platform,
        "deviceInactivityBeforeRetirementInDays": days,
    });
    app.post(RULES, &body)
}

fn patch(app: &TestApp, address: &str, body: &Value) -> Reply {
    app.ask("PATCH", address, &[("content-type", "application/json")], body.to_string())
}

/// The devices that are in the list.
fn listed(app: &TestApp) -> Vec<String> {
    app.get(MANAGED).values().iter().map(|device| device["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_rule_is_made_changed_and_deleted() {
    let app = TestApp::new();
    let made = rule(&app, "windows", 90);
    insta::assert_snapshot!(made.show());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let address = format!("{RULES}/{id}");
    app.clock.advance(DAY);
    let changed = patch(
        &app,
        &address,
        &json!({ "deviceInactivityBeforeRetirementInDays": 30, "description": "Lost" }),
    )
    .json();
    assert_eq!(changed["deviceInactivityBeforeRetirementInDays"], 30);
    assert_eq!((&changed["description"], &changed["displayName"]), (&json!("Lost"), &json!("After 90 days")));
    assert_eq!(changed["lastModifiedDateTime"], "2026-01-02T00:00:00Z");
    assert_eq!(app.get(RULES).values(), [app.get(&address).json()].map(without_context));
    assert_eq!(app.delete(&address).status, 204);
    assert_eq!(app.delete(&address).status, 404);
    assert_eq!(app.get(&address).status, 404);
    // v1.0 has none.
    assert_eq!(app.get(&RULES.replace("beta", "v1.0")).status, 400);
}

fn without_context(mut entity: Value) -> Value {
    entity.as_object_mut().unwrap().remove("@odata.context");
    entity
}

// CL-1, CL-2
#[test]
fn rules_that_make_no_sense() {
    let app = TestApp::new();
    let days = "400 BadRequest: deviceInactivityBeforeRetirementInDays must be a number from 30 to 270.";
    for (platform, number, wanted) in [
        ("windows", 29, days),
        ("windows", 271, days),
        (
            "androidDedicatedAndFullyManagedCorporateOwnedWorkProfile",
            90,
            "400 BadRequest: deviceCleanupRulePlatformType 'androidDedicatedAndFullyManagedCorporateOwnedWorkProfile' is none that \
             a rule can be made for.",
        ),
        (
            "beos",
            90,
            "400 BadRequest: deviceCleanupRulePlatformType 'beos' is none that a rule can be made for.",
        ),
    ] {
        assert_eq!(rule(&app, platform, number).error(), wanted);
    }
    let first = rule(&app, "windows", 30).json();
    let twice = "500 InternalServerError: A cleanup rule already exists for the specified platform type";
    assert_eq!(rule(&app, "windows", 60).error(), twice);
    rule(&app, "ios", 60);
    let address = format!("{RULES}/{}", first["id"].as_str().unwrap());
    assert_eq!(patch(&app, &address, &json!({ "deviceCleanupRulePlatformType": "ios" })).error(), twice);
    assert_eq!(
        patch(&app, &address, &json!({ "displayName": 7 })).error(),
        "400 BadRequest: 'displayName' must be a text."
    );
    assert_eq!(app.get(RULES).values().len(), 2);
}

// CL-1, CL-3
#[test]
fn a_device_is_hidden_when_it_is_due_and_shown_when_it_is_heard_of() {
    let app = TestApp::new();
    let (quiet, lively) = (enrol(&app, 1, &json!({})), enrol(&app, 2, &json!({})));
    rule(&app, "windows", 30);
    app.pass(DAY * 20);
    lively.check_in(&app, &json!([]));
    app.pass(DAY * 9 + Duration::from_secs(86_399));
    assert_eq!(listed(&app).len(), 2);
    app.pass(Duration::from_secs(1));
    assert_eq!(listed(&app), std::slice::from_ref(&lively.id));
    assert_eq!(app.get(&format!("{MANAGED}/{}", quiet.id)).status, 404);
    assert_eq!(app.delete(&format!("{MANAGED}/{}", quiet.id)).status, 404);
    // Neither retired nor gone from the directory.
    assert_eq!(app.get(&format!("/v1.0/devices(deviceId='{}')", quiet.entra)).json()["isManaged"], true);
    let said = quiet.check_in(&app, &json!([])).json();
    assert_eq!((&said["removed"], &said["actions"]), (&json!(false), &json!([])));
    assert_eq!(listed(&app).len(), 2);
}

// CL-1, CL-2
#[test]
fn each_rule_takes_what_the_rules_of_a_devices_life_say() {
    let kinds = [
        ("windows", "device", Platform::Windows, Enrolment::Device),
        ("macOS", "device", Platform::MacOs, Enrolment::Device),
        ("ios", "device", Platform::Ios, Enrolment::Device),
        ("ios", "user", Platform::Ios, Enrolment::User),
        ("android", "deviceAdministrator", Platform::Android, Enrolment::DeviceAdministrator),
        ("android", "workProfile", Platform::Android, Enrolment::WorkProfile),
        ("android", "corporateWorkProfile", Platform::Android, Enrolment::CorporateWorkProfile),
        ("android", "fullyManaged", Platform::Android, Enrolment::FullyManaged),
        ("android", "dedicated", Platform::Android, Enrolment::Dedicated),
    ];
    for name in [
        "all",
        "windows",
        "ios",
        "macOS",
        "androidDeviceAdministrator",
        "androidPersonallyOwnedWorkProfile",
        "tvOS",
    ] {
        let app = TestApp::new();
        let agents: Vec<Agent> = (0..)
            .zip(&kinds)
            .map(|(number, (platform, enrolment, ..))| {
                enrol(
                    &app,
                    number,
                    &json!({ "platform": platform, "enrollment": enrolment, "osVersion": "14" }),
                )
            })
            .collect();
        rule(&app, name, 30);
        app.pass(DAY * 31);
        let left = listed(&app);
        for (agent, (_, _, platform, enrolment)) in agents.iter().zip(kinds) {
            let is_taken = Scope::from_name(name).unwrap().takes(platform, enrolment);
            assert_eq!(left.contains(&agent.id), !is_taken, "{name} {platform:?} {enrolment:?}");
        }
    }
}

#[test]
fn the_older_settings_are_the_rule_for_all() {
    let app = TestApp::new();
    let days = |reply: &Reply| reply.json()["deviceInactivityBeforeRetirementInDays"].clone();
    assert_eq!(days(&app.get(SETTINGS)), "0");
    // Some send a text, some a number.
    for (given, wanted) in [(json!("90"), "90"), (json!(60), "60"), (json!("0"), "0"), (json!("30"), "30")] {
        let changed = patch(&app, SETTINGS, &json!({ "deviceInactivityBeforeRetirementInDays": given }));
        assert_eq!(days(&changed), wanted);
        assert_eq!(days(&app.get(SETTINGS)), wanted);
    }
    for wrong in [json!({}), json!({ "deviceInactivityBeforeRetirementInDays": "soon" })] {
        assert_eq!(patch(&app, SETTINGS, &wrong).status, 400);
    }
    let rules = app.get(RULES).values();
    assert_eq!((rules.len(), &rules[0]["deviceCleanupRulePlatformType"]), (1, &json!("all")));
}
