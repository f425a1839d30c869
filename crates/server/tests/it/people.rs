//! Users, their licences, groups, and what objects of the directory have to do with each other.

use std::time::Duration;

use serde_json::{Value, json};

use crate::app::{DEVICES as AUTOPILOT, Reply, TestApp};
use crate::management::{MANAGED, enrol};

const USERS: &str = "/v1.0/users";
pub const GROUPS: &str = "/v1.0/groups";
const OBJECTS: &str = "/v1.0/devices";
const DELETED: &str = "/v1.0/directory/deletedItems";
const EMS: &str = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const INTUNE: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";

fn person(name: &str, more: &Value) -> Value {
    let mut body = json!({
        "accountEnabled": true,
        "displayName": format!("{name} of Contoso"),
        "mailNickname": name,
        "userPrincipalName": format!("{name}@contoso.com"),
        "passwordProfile": { "password": "made up" },
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn made(reply: &Reply) -> String {
    assert_eq!(reply.status, 201, "{reply:?}");
    let id = reply.json()["id"].as_str().unwrap().to_owned();
    assert!(reply.header("location").ends_with(&id));
    id
}

pub fn user(app: &TestApp, name: &str, more: &Value) -> String {
    made(&app.post(USERS, &person(name, more)))
}

fn patch(app: &TestApp, address: &str, body: &Value) -> Reply {
    app.ask("PATCH", address, &[("content-type", "application/json")], body.to_string())
}

pub fn group(app: &TestApp, name: &str, rule: Option<&str>) -> String {
    let mut body = json!({
        "displayName": name,
        "mailEnabled": false,
        "mailNickname": name.replace(' ', ""),
        "securityEnabled": true,
    });
    if let Some(rule) = rule {
        body["groupTypes"] = json!(["DynamicMembership"]);
        body["membershipRule"] = rule.into();
    }
    made(&app.post(GROUPS, &body))
}

pub fn add(app: &TestApp, group: &str, member: &str) -> Reply {
    let body = json!({ "@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{member}") });
    app.post(&format!("{GROUPS}/{group}/members/$ref"), &body)
}

/// The names of what a list holds.
fn names(app: &TestApp, address: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut next = Some(address.to_owned());
    while let Some(address) = next {
        let page = app.get(&address).json();
        let values = page["value"].as_array().unwrap_or_else(|| panic!("{address}: {page}"));
        names.extend(values.iter().map(|value| value["displayName"].as_str().unwrap().to_owned()));
        next = page["@odata.nextLink"].as_str().map(|next| next["http://localhost".len()..].to_owned());
    }
    names
}

#[test]
fn a_user_is_made_found_changed_deleted_and_restored() {
    let app = TestApp::new();
    let id = user(&app, "Ann", &json!({ "department": "Sales", "businessPhones": ["1"], "jobTitle": null }));
    user(&app, "bob", &json!({ "usageLocation": "NL" }));
    insta::assert_snapshot!(app.get(&format!("{USERS}/{id}")).show());
    for key in ["ann@contoso.com", "ANN%40CONTOSO.COM"] {
        assert_eq!(app.get(&format!("{USERS}/{key}")).json()["id"], id, "{key}");
        assert_eq!(app.get(&format!("/beta/Users('{key}')")).json()["id"], id, "{key}");
    }
    for (question, wanted) in [
        ("$filter=department%20eq%20'sales'", 1),
        ("$filter=startswith(userPrincipalName,'b')", 1),
        ("$filter=accountEnabled%20eq%20true", 2),
        ("$filter=usageLocation%20eq%20null", 1),
        ("$top=1&$count=true", 1),
    ] {
        assert_eq!(app.get(&format!("{USERS}?{question}")).values().len(), wanted, "{question}");
    }
    assert_eq!(app.count(USERS), 2);
    let changed = patch(
        &app,
        &format!("{USERS}/{id}"),
        &json!({ "userPrincipalName": "ann.b@contoso.com", "jobTitle": "Boss" }),
    );
    assert_eq!(changed.status, 204);
    assert_eq!(app.get(&format!("{USERS}/ann@contoso.com")).status, 404);
    assert_eq!(app.get(&format!("{USERS}/ann.b@contoso.com")).json()["jobTitle"], "Boss");

    assert_eq!(app.delete(&format!("{USERS}/{id}")).status, 204);
    assert_eq!(
        app.get(&format!("{USERS}/{id}")).error(),
        "404 Request_ResourceNotFound: There is no user with this id. It may have been deleted: list them again."
    );
    assert_eq!(app.delete(&format!("{USERS}/{id}")).status, 404);
    let deleted = app.get(&format!("{DELETED}/microsoft.graph.user")).values();
    assert_eq!(deleted[0]["deletedDateTime"], "2026-01-01T00:00:00Z");
    assert_eq!(app.get(&format!("{DELETED}/{id}")).json()["userPrincipalName"], "ann.b@contoso.com");
    // Somebody else may have the name now; then there is no way back to it.
    let other = user(&app, "ann.b", &json!({}));
    let refused = app.post(&format!("{DELETED}/{id}/restore"), &json!({}));
    assert_eq!(
        refused.error(),
        "400 Request_BadRequest: Another object with the same value for property userPrincipalName already exists."
    );
    app.delete(&format!("{USERS}/{other}"));
    assert_eq!(app.post(&format!("{DELETED}/{id}/restore"), &json!({})).json()["id"], id);
    assert_eq!(app.get(&format!("{USERS}/{id}")).status, 200);
    assert_eq!(app.delete(&format!("{DELETED}/{other}")).status, 204);
    assert_eq!(app.get(&format!("{DELETED}/{other}")).status, 404);
}

#[test]
fn after_thirty_days_a_deleted_user_is_gone() {
    let app = TestApp::new();
    let id = user(&app, "ann", &json!({}));
    let team = group(&app, "Team", None);
    add(&app, &team, &id);
    app.delete(&format!("{USERS}/{id}"));
    assert_eq!(app.count(&format!("{GROUPS}/{team}/members")), 0);
    app.pass(Duration::from_hours(720) - Duration::from_millis(1));
    assert_eq!(app.get(&format!("{DELETED}/{id}")).status, 200);
    app.pass(Duration::from_millis(1));
    assert_eq!(app.get(&format!("{DELETED}/{id}")).status, 404);
}

#[test]
fn users_that_make_no_sense() {
    let app = TestApp::new();
    user(&app, "ann", &json!({}));
    for (more, wanted) in [
        (json!({ "displayName": null }), "A user needs 'displayName'."),
        (json!({ "passwordProfile": null }), "A user needs 'passwordProfile'."),
        (
            json!({ "userPrincipalName": "ann" }),
            "'userPrincipalName' must be a name such as someone@contoso.com.",
        ),
        (
            json!({ "userPrincipalName": "a b@contoso.com" }),
            "'userPrincipalName' must be a name such as someone@contoso.com.",
        ),
        (
            json!({ "userPrincipalName": 1 }),
            "'userPrincipalName' must be a name such as someone@contoso.com.",
        ),
        (
            json!({ "userPrincipalName": "ANN@contoso.com" }),
            "Another object with the same value for property userPrincipalName already exists.",
        ),
    ] {
        let reply = app.post(USERS, &person("x", &more));
        assert_eq!(reply.error(), format!("400 Request_BadRequest: {wanted}"), "{more}");
    }
    let reply = app.post(USERS, &person("x", &json!({ "department": 7 })));
    assert_eq!(
        reply.error(),
        "400 Request_BadRequest: The property 'department' can't be what the body says. Nothing was changed."
    );
    assert_eq!(app.count(USERS), 1);
}

#[test]
fn the_directory_wants_to_hear_that_old_answers_will_do() {
    let app = TestApp::new();
    user(&app, "ann", &json!({}));
    for question in [
        "$search=%22displayName:ann%22",
        "$filter=displayName%20ne%20'x'",
        "$filter=startswith(displayName,'a')&$orderby=displayName",
    ] {
        let address = format!("{USERS}?{question}&$count=true");
        assert!(app.get(&address).error().starts_with("400 Request_UnsupportedQuery: "), "{question}");
        let reply = app.ask("GET", &address, &[("ConsistencyLevel", "eventual")], "");
        assert_eq!(reply.json()["@odata.count"], 1, "{question}");
    }
}

#[test]
fn what_is_denied_and_how_it_ends() {
    let app = TestApp::new();
    user(&app, "ann", &json!({ "department": "Sales" }));
    user(&app, "ben", &json!({ "department": "Labs" }));
    user(&app, "cas", &json!({}));
    let eventual = [("ConsistencyLevel", "eventual")];
    let ask = |question: &str, headers: &[(&str, &str)]| {
        app.ask("GET", &format!("{USERS}?{}", question.replace(' ', "%20")), headers, "")
    };
    let names = |filter: &str| {
        let reply = ask(&format!("$count=true&$filter={filter}"), &eventual);
        let found: Vec<String> =
            reply.values().iter().map(|user| user["mailNickname"].as_str().unwrap().to_owned()).collect();
        assert_eq!(reply.json()["@odata.count"], found.len(), "{filter}");
        found.join(" ")
    };
    for (filter, wanted) in [
        ("endswith(userPrincipalName,'N@contoso.com')", "ann ben"),
        ("endsWith(displayName,'nn of contoso')", "ann"),
        ("endswith(mailNickname,'%')", ""),
        ("not(department eq 'Sales')", "ben cas"),
        ("NOT startswith(department,'s')", "ben cas"),
        ("not not department eq 'Sales'", "ann"),
        ("not (department eq 'Sales' or endswith(mailNickname,'s'))", "ben"),
        ("not endswith(mailNickname,'n') or department eq 'Labs'", "ben cas"),
        ("not department eq null", "ann ben"),
        ("not(department ne 'Sales')", "ann"),
    ] {
        assert_eq!(names(filter), wanted, "{filter}");
    }
    // A page says what the next one needs, and a number alone is counted anyway.
    let first = ask("$count=true&$top=1&$filter=not(department eq 'Sales')", &eventual).json();
    let next = first["@odata.nextLink"].as_str().unwrap().replace("http://localhost", "");
    assert_eq!(app.ask("GET", &next, &eventual, "").values()[0]["mailNickname"], "cas");
    let counted = format!("{USERS}/$count?$filter=endswith(mailNickname,'n')");
    assert_eq!(app.ask("GET", &counted, &eventual, "").text(), "2");
    assert_eq!(app.get(&counted).status, 400);
    for filter in ["not(department eq 'Sales')", "endswith(mailNickname,'n')", "department ne 'Sales'"] {
        for (question, headers) in [
            (format!("$filter={filter}"), &[][..]),
            (format!("$filter={filter}&$count=true"), &[]),
            (format!("$filter={filter}"), &eventual),
            (format!("$filter={filter}&$count=false"), &eventual),
        ] {
            let error = ask(&question, headers).error();
            assert!(
                error.starts_with("400 Request_UnsupportedQuery: This is an advanced query"),
                "{question}: {error}"
            );
        }
    }
    // What only looks like it is none.
    assert_eq!(ask("$filter=displayName eq 'this is not ne contains(x)'", &[]).status, 200);
    for bad in [
        "not",
        "not(",
        "not department",
        "endswith(mailNickname)",
        "endswith(accountEnabled,'x')",
        "endswith(mobilePhone,'1')",
    ] {
        assert_eq!(ask(&format!("$count=true&$filter={bad}"), &eventual).status, 400, "{bad}");
    }
    let deep = format!("{}department eq 'x'", "not ".repeat(30));
    assert_eq!(ask(&format!("$count=true&$filter={deep}"), &eventual).status, 400);
    // Intune has neither.
    for filter in ["not(deviceName%20eq%20'x')", "endswith(deviceName,'x')"] {
        let address = format!("/v1.0/deviceManagement/managedDevices?$count=true&$filter={filter}");
        assert_eq!(app.ask("GET", &address, &eventual, "").status, 400, "{filter}");
    }
}

#[test]
fn the_directory_says_what_a_request_costs() {
    let app = TestApp::new();
    let id = user(&app, "ann", &json!({}));
    let cost = |reply: &Reply| reply.header("x-ms-resource-unit").to_owned();
    assert_eq!(cost(&app.get(USERS)), "2");
    assert_eq!(cost(&app.get(&format!("{USERS}?$select=id"))), "1");
    assert_eq!(cost(&app.get(&format!("{USERS}/{id}"))), "1");
    assert_eq!(cost(&app.get(&format!("{USERS}/{id}/transitiveMemberOf"))), "2");
    assert_eq!(cost(&app.get(&format!("{USERS}/none"))), "1");
    assert_eq!(cost(&app.delete(&format!("{USERS}/{id}"))), "1");
    assert_eq!(cost(&app.get("/v1.0/deviceManagement/managedDevices")), "");
    let batch = json!({ "requests": [{ "id": "1", "method": "GET", "url": "/users" }] });
    let answers = app.post("/v1.0/$batch", &batch);
    assert_eq!(cost(&answers), "");
    assert_eq!(answers.json()["responses"][0]["headers"]["x-ms-resource-unit"], "2");
}

// REG-13
#[test]
fn licences_are_assigned_and_taken_away() {
    let app = TestApp::new();
    let id = user(&app, "ann", &json!({ "usageLocation": "NL" }));
    assert_eq!(app.get(&format!("{USERS}/{id}/licenseDetails")).values(), [] as [Value; 0]);
    let assign = |body: Value| app.post(&format!("{USERS}/{id}/assignLicense"), &body);
    let assigned = assign(
        json!({ "addLicenses": [{ "skuId": E3.to_uppercase(), "disabledPlans": [] }], "removeLicenses": [] }),
    );
    assert_eq!(assigned.json()["assignedLicenses"], json!([{ "skuId": E3, "disabledPlans": [] }]));
    insta::assert_snapshot!(app.get(&format!("{USERS}/ann@contoso.com/licenseDetails")).show());
    insta::assert_snapshot!(app.get("/v1.0/subscribedSkus").show());
    let one = app.get("/v1.0/subscribedSkus").values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.get(&format!("/v1.0/subscribedSkus/{one}")).json()["consumedUnits"], 1);
    // The same again changes which plans are off.
    assign(json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [INTUNE] }], "removeLicenses": [] }));
    let plans = app.get(&format!("{USERS}/{id}/licenseDetails")).values()[0]["servicePlans"].clone();
    let intune = plans.as_array().unwrap().iter().find(|plan| plan["servicePlanName"] == "INTUNE_A").unwrap();
    assert_eq!(intune["provisioningStatus"], "Disabled");
    assert_eq!(
        assign(json!({ "addLicenses": [], "removeLicenses": [E3] })).json()["assignedLicenses"],
        json!([])
    );
    assert_eq!(app.get("/v1.0/subscribedSkus").values()[0]["consumedUnits"], 0);
}

#[test]
fn licences_that_there_are_not() {
    let settings = muster_server::Settings { licences: 1, ..muster_server::Settings::default() };
    let app = TestApp::with(settings);
    let (ann, bob) = (
        user(&app, "ann", &json!({ "usageLocation": "NL" })),
        user(&app, "bob", &json!({ "usageLocation": "NL" })),
    );
    let nowhere = user(&app, "nowhere", &json!({}));
    let assign = |id: &str, add: Value, remove: Value| {
        app.post(
            &format!("{USERS}/{id}/assignLicense"),
            &json!({ "addLicenses": add, "removeLicenses": remove }),
        )
    };
    assert_eq!(assign(&ann, json!([{ "skuId": E3 }]), json!([])).status, 200);
    for (id, add, remove, wanted) in [
        (&bob, json!([{ "skuId": E3 }]), json!([]), format!("Subscription with SKU {E3} does not have any available licenses.")),
        (&bob, json!([{ "skuId": ann }]), json!([]), "License assignment failed: the tenant has no product with this skuId. See subscribedSkus.".to_owned()),
        (&bob, json!([{ "skuId": INTUNE }]), json!([]), "License assignment failed: the tenant has no product with this skuId. See subscribedSkus.".to_owned()),
        (&ann, json!([{ "skuId": E3, "disabledPlans": [E3] }]), json!([]), "License assignment failed: a plan of disabledPlans isn't in the product.".to_owned()),
        (&bob, json!([]), json!([E3]), "User does not have a corresponding license.".to_owned()),
        (&nowhere, json!([{ "skuId": E3 }]), json!([]), "License assignment cannot be done for user with invalid usage location. Give the user a usageLocation first.".to_owned()),
    ] {
        assert_eq!(assign(id, add, remove).error(), format!("400 Request_BadRequest: {wanted}"));
    }
    // Taken away and given in one call.
    assert_eq!(assign(&ann, json!([{ "skuId": E3 }]), json!([E3])).status, 200);
    assert_eq!(assign(&bob, json!("E3"), json!([])).status, 400);
}

#[test]
fn whoever_is_restored_has_the_licences_that_are_left() {
    let settings = muster_server::Settings { licences: 1, ..muster_server::Settings::default() };
    let app = TestApp::with(settings);
    let [ann, bob] = ["ann", "bob"].map(|name| user(&app, name, &json!({ "usageLocation": "NL" })));
    let assign = |id: &str, sku: &str| {
        let body = json!({ "addLicenses": [{ "skuId": sku }], "removeLicenses": [] });
        app.post(&format!("{USERS}/{id}/assignLicense"), &body).status
    };
    let consumed = || {
        let skus = app.get("/v1.0/subscribedSkus").values();
        [E3, EMS].map(|id| skus.iter().find(|sku| sku["skuId"] == id).unwrap()["consumedUnits"].clone())
    };
    let restore = |id: &str| {
        let restored = app.post(&format!("/v1.0/directory/deletedItems/{id}/restore"), &json!({}));
        assert_eq!(restored.status, 200);
        let licences = app.get(&format!("{USERS}/{id}?$select=assignedLicenses")).json();
        licences["assignedLicenses"]
            .as_array()
            .unwrap()
            .iter()
            .map(|licence| licence["skuId"].clone())
            .collect()
    };
    assert_eq!([assign(&ann, E3), assign(&ann, EMS), assign(&bob, E3)], [200, 200, 400]);
    assert_eq!(consumed(), [1, 1]);
    app.delete(&format!("{USERS}/{ann}"));
    assert_eq!(consumed(), [0, 0]);
    let back: Vec<Value> = restore(&ann);
    assert_eq!((back, consumed()), (vec![json!(E3), json!(EMS)], [json!(1), json!(1)]));
    app.delete(&format!("{USERS}/{ann}"));
    assert_eq!(assign(&bob, E3), 200);
    // What bob was given meanwhile is his.
    let back: Vec<Value> = restore(&ann);
    assert_eq!((back, consumed()), (vec![json!(EMS)], [json!(1), json!(1)]));
    assert_eq!(assign(&ann, E3), 400);
}

// RM-2
#[test]
fn a_rule_says_which_devices_are_in_a_group() {
    let app = TestApp::new();
    let identity = app.registered(1);
    let other = app.registered(2);
    let rename = |id: &str, tag: &str| {
        app.post(&format!("{AUTOPILOT}/{id}/updateDeviceProperties"), &json!({ "groupTag": tag }))
    };
    rename(&identity, "Sales");
    rename(&other, "Warehouse");
    enrol(&app, 3, &json!({ "platform": "ios", "osVersion": "17.0", "deviceName": "Phone" }));
    let all = group(
        &app,
        "Modern Workplace Devices-All",
        Some(r#"(device.devicePhysicalIds -any (_ -contains "[ZTDId]"))"#),
    );
    let sales = group(&app, "Sales", Some(r#"(device.devicePhysicalIds -any (_ -eq "[OrderID]:Sales"))"#));
    let phones =
        group(&app, "Phones", Some(r#"device.deviceOSType -eq "iOS" -and -not (device.isRooted -eq true)"#));
    let members = |group: &str| names(&app, &format!("{GROUPS}/{group}/members"));
    let serials = [1, 2].map(crate::devices::serial);
    assert_eq!(members(&all), serials);
    assert_eq!(members(&sales), serials[..1]);
    assert_eq!(members(&phones), ["Phone"]);
    assert_eq!(names(&app, &format!("{GROUPS}/{all}/members?$top=1&$select=displayName")), serials);
    assert_eq!(app.count(&format!("{GROUPS}/{all}/members")), 2);
    assert_eq!(
        app.get(&format!("{GROUPS}/{all}/members/microsoft.graph.device?$count=true")).json()["@odata.count"],
        2
    );
    assert_eq!(app.get(&format!("{GROUPS}/{all}/members/microsoft.graph.user")).values(), [] as [Value; 0]);
    let object = app.get(OBJECTS).values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        names(&app, &format!("{OBJECTS}/{object}/memberOf")),
        ["Modern Workplace Devices-All", "Sales"]
    );
    let asked =
        app.post(&format!("{OBJECTS}/{object}/checkMemberGroups"), &json!({ "groupIds": [phones, sales] }));
    assert_eq!(asked.json()["value"], json!([sales]));
    let mut in_groups = [all.clone(), sales.clone()];
    in_groups.sort();
    let asked =
        app.post(&format!("{OBJECTS}/{object}/getMemberGroups"), &json!({ "securityEnabledOnly": true }));
    assert_eq!(asked.json()["value"], json!(in_groups));

    rename(&identity, "Warehouse");
    assert_eq!(members(&sales), [""; 0]);
    // A paused rule leaves the members as they are.
    assert_eq!(
        patch(&app, &format!("{GROUPS}/{all}"), &json!({ "membershipRuleProcessingState": "Paused" })).status,
        204
    );
    app.delete(&format!("{AUTOPILOT}/{identity}"));
    assert_eq!(members(&all), serials);
    patch(&app, &format!("{GROUPS}/{all}"), &json!({ "membershipRuleProcessingState": "On" }));
    assert_eq!(members(&all), serials[1..]);
    patch(
        &app,
        &format!("{GROUPS}/{all}"),
        &json!({ "membershipRule": r#"device.displayName -startsWith "P""# }),
    );
    assert_eq!(members(&all), ["Phone"]);
    assert_eq!(
        add(&app, &all, &object).error(),
        "400 Request_BadRequest: The members of this group follow from its membershipRule. Change the rule instead."
    );
}

#[test]
fn a_group_has_members_of_every_kind_by_hand() {
    let app = TestApp::new();
    enrol(&app, 1, &json!({ "deviceName": "Desk" }));
    let device = app.get(OBJECTS).values()[0]["id"].as_str().unwrap().to_owned();
    let (ann, inner, outer) =
        (user(&app, "ann", &json!({})), group(&app, "Inner", None), group(&app, "Outer", None));
    for (group, member) in [(&inner, &device), (&inner, &ann), (&outer, &inner)] {
        assert_eq!(add(&app, group, member).status, 204);
    }
    assert_eq!(
        add(&app, &inner, &ann).error(),
        "400 Request_BadRequest: One or more added object references already exist for the following modified properties: 'members'."
    );
    assert_eq!(add(&app, &inner, &inner).error(), "400 Request_BadRequest: A group can't be in itself.");
    assert_eq!(add(&app, &inner, "0f8fad5b-d9cb-469f-a165-70867728950e").status, 404);
    assert_eq!(add(&app, &inner, "no id").status, 400);
    assert_eq!(
        app.post(&format!("{GROUPS}/{inner}/members/$ref"), &json!({})).error(),
        "400 Request_BadRequest: The body needs an '@odata.id'."
    );
    let members = app.get(&format!("{GROUPS}/{inner}/members")).values();
    let kinds: Vec<&str> = members.iter().map(|member| member["@odata.type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["#microsoft.graph.device", "#microsoft.graph.user"]);
    assert_eq!(names(&app, &format!("{GROUPS}/{inner}/members?$top=1")), ["Desk", "ann of Contoso"]);
    let picked = app.get(&format!("{GROUPS}/{inner}/members?$select=id,deviceId&$count=true")).json();
    assert_eq!(picked["@odata.count"], 2);
    assert_eq!(picked["value"][1], json!({ "@odata.type": "#microsoft.graph.user", "id": ann }));
    assert_eq!(names(&app, &format!("{GROUPS}/{inner}/members/graph.user")), ["ann of Contoso"]);
    assert_eq!(app.get(&format!("{GROUPS}/{inner}/members/microsoft.graph.contact")).status, 405);
    assert_eq!(names(&app, &format!("{USERS}/{ann}/memberOf")), ["Inner"]);
    assert_eq!(
        names(&app, &format!("{USERS}/ann@contoso.com/transitiveMemberOf/microsoft.graph.group")),
        ["Inner", "Outer"]
    );
    assert_eq!(app.count(&format!("{OBJECTS}/{device}/transitiveMemberOf")), 2);
    // A circle is no end.
    assert_eq!(add(&app, &inner, &outer).status, 204);
    assert_eq!(names(&app, &format!("{USERS}/{ann}/transitiveMemberOf")), ["Inner", "Outer"]);

    let refused = app.delete(&format!("{GROUPS}/{inner}/members/{ann}"));
    assert!(refused.error().starts_with("400 Request_BadRequest: Without /$ref"), "{refused:?}");
    assert_eq!(app.get(&format!("{USERS}/{ann}")).status, 200);
    assert_eq!(app.delete(&format!("{GROUPS}/{inner}/members/{ann}/$ref")).status, 204);
    assert_eq!(app.delete(&format!("{GROUPS}/{inner}/members/{ann}/$ref")).status, 404);
    let bind = json!({ "members@odata.bind": [format!("https://graph.microsoft.com/v1.0/users('{ann}')")] });
    assert_eq!(patch(&app, &format!("{GROUPS}/{inner}"), &bind).status, 204);
    // Deleted, the group is gone and its members stay.
    assert_eq!(app.delete(&format!("{GROUPS}/{inner}")).status, 204);
    assert_eq!(app.get(&format!("{GROUPS}/{inner}")).status, 404);
    assert_eq!(names(&app, &format!("{USERS}/{ann}/memberOf")), [""; 0]);
    assert_eq!(app.count(&format!("{GROUPS}/{outer}/members")), 0);
}

#[test]
fn groups_that_make_no_sense() {
    let app = TestApp::new();
    let body = |more: Value| {
        let mut body =
            json!({ "displayName": "G", "mailNickname": "g", "mailEnabled": false, "securityEnabled": true });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    for (more, wanted) in [
        (json!({ "displayName": " " }), "A group needs a 'displayName'."),
        (json!({ "mailEnabled": "no" }), "A group needs 'mailEnabled': true or false."),
        (json!({ "groupTypes": ["Magic"] }), "'groupTypes' may have DynamicMembership and Unified."),
        (json!({ "groupTypes": "DynamicMembership" }), "'groupTypes' must be an array of texts."),
        (
            json!({ "groupTypes": ["DynamicMembership"] }),
            "A group of the type DynamicMembership needs a 'membershipRule'.",
        ),
        (
            json!({ "membershipRule": "device.displayName -eq \"a\"" }),
            "Only a group of the type DynamicMembership has a 'membershipRule'.",
        ),
    ] {
        assert_eq!(app.post(GROUPS, &body(more)).error(), format!("400 Request_BadRequest: {wanted}"));
    }
    let unread = app
        .post(GROUPS, &body(json!({ "groupTypes": ["DynamicMembership"], "membershipRule": "all of them" })));
    assert!(unread.error().contains("This membershipRule can't be read at all"), "{unread:?}");
    let id = group(&app, "G", Some("device.displayName -eq \"a\""));
    let address = format!("{GROUPS}/{id}");
    assert_eq!(patch(&app, &address, &json!({ "membershipRule": "what" })).status, 400);
    assert_eq!(patch(&app, &address, &json!({ "membershipRuleProcessingState": "Off" })).status, 400);
    assert_eq!(patch(&app, &address, &json!({ "groupTypes": [] })).status, 400);
    assert_eq!(patch(&app, &address, &json!({ "membershipRule": null })).status, 400);
    assert_eq!(app.get(&address).json()["membershipRule"], "device.displayName -eq \"a\"");
    assert_eq!(app.count(GROUPS), 1);
}

// USR-1
#[test]
fn the_devices_of_a_user_who_was_deleted_cannot_be_wiped() {
    let app = TestApp::new();
    let ann = user(&app, "ann", &json!({}));
    let agent = enrol(&app, 1, &json!({ "userPrincipalName": "Ann@Contoso.com", "deviceName": "Desk" }));
    let nobody = enrol(&app, 2, &json!({ "userPrincipalName": "nobody@contoso.com" }));
    let device = app.get(&format!("{MANAGED}/{}", agent.id)).json();
    assert_eq!((&device["userId"], &device["userDisplayName"]), (&json!(ann), &json!("ann of Contoso")));
    for key in [ann.as_str(), "ann@contoso.com"] {
        let devices = app.get(&format!("{USERS}/{key}/managedDevices")).values();
        assert_eq!(devices.iter().map(|device| &device["id"]).collect::<Vec<_>>(), [&json!(agent.id)]);
    }
    assert_eq!(app.count(&format!("{USERS}/{ann}/managedDevices")), 1);
    assert_eq!(app.get(&format!("{USERS}/{ann}/managedDevices/{}", agent.id)).json()["id"], agent.id);
    assert_eq!(app.get(&format!("{USERS}/{ann}/managedDevices/{}", nobody.id)).status, 404);
    assert_eq!(names(&app, &format!("{USERS}/{ann}/ownedDevices")), ["Desk"]);
    let object =
        app.get(&format!("{OBJECTS}(deviceId='{}')", agent.entra)).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(names(&app, &format!("{OBJECTS}/{object}/registeredOwners")), ["ann of Contoso"]);
    assert_eq!(names(&app, &format!("{OBJECTS}/{object}/registeredUsers/graph.user")), ["ann of Contoso"]);
    let objects = app
        .post(&format!("{OBJECTS}/getByIds"), &json!({ "ids": [object, ann], "types": ["device"] }))
        .values();
    assert_eq!(objects.len(), 1);
    assert_eq!(
        app.get(&format!("/v1.0/directoryObjects/{ann}")).json()["@odata.type"],
        "#microsoft.graph.user"
    );

    let own = |address: &str, who: &str| app.ask("GET", address, &[("muster-user", who)], "");
    assert_eq!(own("/v1.0/me", "ANN@contoso.com").json()["id"], ann);
    assert_eq!(own("/beta/me/managedDevices", "ann@contoso.com").values().len(), 1);
    assert_eq!(own("/v1.0/me/managedDevices/$count", "ann@contoso.com").body, b"1");
    let mine = |device: &str| own(&format!("/v1.0/me/managedDevices/{device}"), "ann@contoso.com").status;
    assert_eq!((mine(&agent.id).as_u16(), mine(&nobody.id).as_u16()), (200, 404));
    assert_eq!(own("/v1.0/me/memberOf", "ann@contoso.com").values(), [] as [Value; 0]);
    assert_eq!(own("/v1.0/me/licenseDetails", "ann@contoso.com").values(), [] as [Value; 0]);
    assert_eq!(own("/v1.0/me", "bob@contoso.com").status, 404);
    assert!(app.get("/v1.0/me").error().starts_with("400 Request_BadRequest: /me is whoever asks"));

    app.delete(&format!("{USERS}/{ann}"));
    for action in ["wipe", "retire"] {
        let refused = agent.ask(&app, action, &json!({}));
        assert!(refused.error().contains("because its user was deleted"), "{refused:?}");
        assert_eq!(nobody.ask(&app, action, &json!({})).status, 204);
    }
    let bulk = json!({ "actionName": "wipe", "deviceIds": [agent.id] });
    let told = app.post("/beta/deviceManagement/managedDevices/executeAction", &bulk).json();
    assert_eq!(told["failedDeviceIds"], json!([agent.id]));
    assert_eq!(agent.ask(&app, "rebootNow", &json!({})).status, 204);
    assert_eq!(app.post(&format!("{DELETED}/{ann}/restore"), &json!({})).status, 200);
    assert_eq!(agent.ask(&app, "wipe", &json!({})).status, 204);
}

#[test]
fn a_device_that_came_by_autopilot_is_told_of() {
    let app = TestApp::new();
    app.registered(1);
    let agent = enrol(&app, 1, &json!({}));
    enrol(&app, 2, &json!({}));
    let events = "/beta/deviceManagement/autopilotEvents";
    insta::assert_snapshot!(app.get(events).show());
    assert_eq!(app.get("/v1.0/deviceManagement/autopilotEvents").status, 400);
    assert_eq!(app.get(events).values()[0]["deviceId"], agent.id);
    app.pass(Duration::from_hours(720));
    assert_eq!(app.get(events).values(), [] as [Value; 0]);
}

#[test]
fn the_profile_says_who_has_it() {
    let app = TestApp::new();
    app.registered(1);
    let set = "/beta/deviceManagement/windowsAutopilotDeploymentProfiles";
    let id = app.get(set).values()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(app.count(set), 1);
    assert_eq!(app.get(&format!("{set}('{id}')")).json()["displayName"], "Default profile");
    assert_eq!(app.get(&format!("{set}/{id}/assignedDevices")).values().len(), 1);
    let assignments = app.get(&format!("{set}/{id}/assignments")).values();
    assert_eq!(assignments[0]["target"]["@odata.type"], "#microsoft.graph.allDevicesAssignmentTarget");
    for address in ["", "/assignments", "/assignedDevices"] {
        let unknown = format!("{set}/0f8fad5b-d9cb-469f-a165-70867728950e{address}");
        assert_eq!(app.get(&unknown).status, 404, "{unknown}");
    }
}

#[test]
fn a_device_whose_certificate_ended_enrols_again() {
    let app = TestApp::new();
    let agent = enrol(&app, 1, &json!({}));
    let until = |app: &TestApp| {
        app.get(&format!("{MANAGED}/{}", agent.id)).json()["managementCertificateExpirationDate"].clone()
    };
    assert_eq!(until(&app), "2027-01-01T00:00:00Z");
    app.pass(Duration::from_hours(200 * 24));
    assert_eq!(agent.check_in(&app, &json!([])).status, 200);
    assert_eq!(until(&app), "2027-07-20T00:00:00Z");
    app.pass(Duration::from_hours(365 * 24));
    assert_eq!(
        agent.check_in(&app, &json!([])).error(),
        "401 InvalidAuthenticationToken: The certificate of this device has ended. Enrol again."
    );
    assert_eq!(app.count(MANAGED), 1);
    app.pass(Duration::from_hours(180 * 24));
    assert_eq!(app.count(MANAGED), 0);
    assert_ne!(enrol(&app, 1, &json!({})).id, agent.id);
}
