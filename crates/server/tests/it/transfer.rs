//! A tenant that is taken from one database to another.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use muster_server::{Database, Export, Faults, Settings, TransferError, Transferred, export, import};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::app::{BETA_DEVICES, DEVICES, IMPORTS, SETTINGS, START, TestApp, postgres};
use crate::devices::{device, with_hash};
use crate::on_premises::{computer, object, sync};
use crate::process::{Running, Shared};

/// What a tenant is as a file.
fn exported(database: &Database, tenant: &str) -> String {
    exported_with(database, tenant, true)
}

fn exported_with(database: &Database, tenant: &str, with_secrets: bool) -> String {
    let mut file = Vec::new();
    export(database, &Export { tenant, with_secrets, now: START }, &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

fn read(database: &Database, tenant: &str, file: &str) -> Result<Transferred, TransferError> {
    import(database, tenant, Cursor::new(file.to_owned().into_bytes()))
}

/// An empty database of the other kind, where there is one to be had.
fn other() -> Database {
    postgres().map_or_else(Database::inline, |address| Database::connect(&address)).unwrap()
}

/// A server on another database, as late as this one.
fn moved(app: &TestApp, database: Database) -> TestApp {
    let moved = TestApp::on(database, Settings::default());
    moved.clock.set(app.server_time());
    moved
}

/// Somebody, in a group.
fn people(app: &TestApp) {
    let somebody = crate::people::user(app, "ann", &json!({ "usageLocation": "NL" }));
    let team = crate::people::group(app, "Team", None);
    assert_eq!(crate::people::add(app, &team, &somebody).status, 204);
}

/// A tenant in the midst of everything, and the secret of its device.
fn busy() -> (TestApp, Value) {
    let app = TestApp::on(Database::inline().unwrap(), Settings::default());
    for number in 1..4 {
        app.registered(number);
    }
    app.import(&[with_hash("BROKEN \"é\"\u{1}", "AAAA")]);
    app.settle();
    let id = app.get(DEVICES).values()[0]["id"].as_str().unwrap().to_owned();
    let user = json!({ "userPrincipalName": "a@contoso.com", "addressableUserName": "Ä 'B'" });
    assert_eq!(app.post(&format!("{DEVICES}/{id}/assignUserToDevice"), &user).status, 204);
    let arrival = json!({ "enrollmentId": "00000000-0000-4000-8000-000000000001", "serialNumber": crate::devices::serial(1),
        "platform": "windows", "osVersion": "10.0.19045" });
    let enrolled = app.post("/agent/enroll", &arrival).json();
    let other = json!({ "enrollmentId": "00000000-0000-4000-8000-000000000002", "serialNumber": "GONE", "platform": "macOS",
        "osVersion": "14" });
    app.post("/agent/enroll", &other);
    let gone = app.get("/v1.0/devices").values();
    let gone = gone.iter().find(|device| device["displayName"] == "GONE").unwrap()["id"].as_str().unwrap();
    assert_eq!(app.delete(&format!("/v1.0/devices/{gone}")).status, 204);
    let managed = enrolled["deviceId"].as_str().unwrap();
    let reboot = format!("/v1.0/deviceManagement/managedDevices/{managed}/rebootNow");
    assert_eq!(app.post(&reboot, &json!({})).status, 204);
    let category = json!({ "displayName": "Kiosk", "description": "Ä" });
    assert_eq!(app.post("/v1.0/deviceManagement/deviceCategories", &category).status, 201);
    let rule =
        json!({ "deviceCleanupRulePlatformType": "all", "deviceInactivityBeforeRetirementInDays": 30 });
    app.post("/beta/deviceManagement/managedDeviceCleanupRules", &rule);
    people(&app);
    crate::tenants::World::of(&app, None);
    let policy = json!({ "displayName": "Guard", "policyType": "deviceRetire" });
    assert_eq!(app.post(crate::approval::POLICIES, &policy).status, 201);
    let retire = format!("/v1.0/deviceManagement/managedDevices/{managed}/retire");
    let why = [("x-msft-approval-justification", "d2h5")];
    assert_eq!(app.ask("POST", &retire, &why, "").status, 412);
    assert_eq!(app.post(&format!("{SETTINGS}/sync"), &json!({})).status, 204);
    // Done by half, and not whole for an hour.
    let half = Faults::from_json(r#"{ "rules": [{ "fault": "halfDelete", "seconds": 3600 }] }"#).unwrap();
    app.server.set_faults("default", &half).unwrap();
    let last = app.get(DEVICES).values().last().unwrap()["id"].as_str().unwrap().to_owned();
    assert_eq!(app.delete(&format!("{DEVICES}/{last}")).status, 204);
    // Under way still.
    let call = [("client-request-id", "call-1"), ("content-type", "application/json")];
    assert_eq!(app.ask("POST", IMPORTS, &call, device(9).to_string()).status, 201);
    app.pass(Duration::from_secs(1));
    (app, enrolled)
}

/// Every list that can be asked for.
fn lists(app: &TestApp, prefix: &str) -> BTreeMap<String, String> {
    let described: Value = serde_json::from_str(muster_server::description()).unwrap();
    let paths = described["paths"].as_object().unwrap().iter();
    let is_of_a_tenant =
        |path: &str| ["/v1.0/", "/beta/", "/world/"].iter().any(|root| path.starts_with(root));
    let asked = paths.filter(|(path, methods)| {
        is_of_a_tenant(path) && !path.contains('{') && methods.get("get").is_some()
    });
    let answers = asked.map(|(path, _)| {
        let reply = app.get(&format!("{prefix}{path}"));
        // What is refused names the request; and what has changed since is told anew.
        let shows = reply.status == 200 && !path.ends_with("/delta");
        let text = if shows { reply.text().replace(prefix, "") } else { String::new() };
        (path.clone(), format!("{} {text}", reply.status))
    });
    answers.collect()
}

fn same(now: &BTreeMap<String, String>, before: &BTreeMap<String, String>) {
    assert!(now.keys().eq(before.keys()));
    for (path, answer) in before {
        assert_eq!(&now[path], answer, "{path}");
    }
}

#[test]
fn from_one_kind_to_the_other_and_back_it_is_the_same() {
    let (app, _) = busy();
    let first = exported(&app.database, "default");
    let there = other();
    let rows = read(&there, "default", &first).unwrap().rows;
    assert_eq!(usize::try_from(rows).unwrap() + 1, first.lines().count());
    let second = exported(&there, "default");
    let back = Database::inline().unwrap();
    read(&back, "default", &second).unwrap();
    assert_eq!(second, first);
    assert_eq!(exported(&back, "default"), first);
    let head: Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    let has_rows = |table: &&Value| table["rows"].as_u64().unwrap() > 0;
    let empty: Vec<&Value> =
        head["tables"].as_array().unwrap().iter().filter(|table| !has_rows(table)).collect();
    assert!(empty.is_empty(), "the test has nothing of {empty:?}");
}

#[test]
fn whatever_is_asked_is_answered_as_before_and_goes_on() {
    let (app, enrolled) = busy();
    let (before, file) = (lists(&app, ""), exported(&app.database, "default"));
    assert!(before.len() > 15, "{before:?}");
    let there = other();
    read(&there, "default", &file).unwrap();
    let moved = moved(&app, there);
    same(&lists(&moved, ""), &before);
    for app in [&app, &moved] {
        // The device is who it says, and is told what it was asked to do.
        let secret = format!("Bearer {}", enrolled["secret"].as_str().unwrap());
        let body = json!({ "deviceId": enrolled["deviceId"] }).to_string();
        let orders = app.ask("POST", "/agent/checkin", &[("authorization", &secret)], body);
        assert_eq!(orders.status, 200, "{orders:?}");
        assert!(orders.text().contains("rebootNow"), "{orders:?}");
        // What is asked again is answered again.
        let call = [("client-request-id", "call-1"), ("content-type", "application/json")];
        let again = app.ask("POST", IMPORTS, &call, device(9).to_string());
        assert_eq!(again.header("muster-replayed"), "true");
        assert_eq!(app.count(DEVICES), 3);
        app.settle();
        assert_eq!(app.count(DEVICES), 4);
        assert_eq!(app.get(SETTINGS).json()["syncStatus"], "completed");
        app.registered(10);
    }
    // Ids are made anew in each, all else is the same.
    let serials = |app: &TestApp| {
        app.get(BETA_DEVICES).values().iter().map(|device| device["serialNumber"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(serials(&moved), serials(&app));
}

/// What is shown later, and what is deleted and still shown, is so in the other database as well.
#[test]
fn what_is_seen_late_is_seen_late_there_too() {
    const MANAGED: &str = "/v1.0/deviceManagement/managedDevices";
    let (app, _) = busy();
    let guid = computer(&app, "PC-LATE");
    sync(&app);
    let hybrid = object(&app, &guid).unwrap()["id"].as_str().unwrap().to_owned();
    let late = Faults::from_json(r#"{ "rules": [{ "fault": "lateVisibility", "seconds": 60 }] }"#).unwrap();
    app.server.set_faults("default", &late).unwrap();
    assert_eq!(app.post(IMPORTS, &device(30)).status, 201);
    let first = |set: &str| app.get(set).values()[0]["id"].as_str().unwrap().to_owned();
    let managed = first(MANAGED);
    for (set, id) in [(IMPORTS, first(IMPORTS)), (MANAGED, managed.clone()), ("/v1.0/devices", hybrid)] {
        assert_eq!(app.delete(&format!("{set}/{id}")).status, 204, "{set}");
        assert_eq!(app.get(&format!("{set}/{id}")).status, 200, "{set}");
    }
    let (before, file) = (lists(&app, ""), exported(&app.database, "default"));
    let still_shown = |table: &str| {
        let start = format!("{{\"{table}\":{{");
        file.lines().filter(|line| line.starts_with(&start) && line.contains(r#""still_shown":1"#)).count()
    };
    assert_eq!((still_shown("imports"), still_shown("directory_devices")), (1, 1));
    let there = other();
    read(&there, "default", &file).unwrap();
    assert_eq!(exported(&there, "default"), file);
    let moved = moved(&app, there);
    same(&lists(&moved, ""), &before);
    // Rules stay behind.
    app.server.set_faults("default", &Faults::default()).unwrap();
    for app in [&app, &moved] {
        app.pass(Duration::from_mins(1));
        assert_eq!(app.get(&format!("{MANAGED}/{managed}")).status, 404);
    }
    assert!(!exported(&app.database, "default").contains("still_shown"));
    for set in [IMPORTS, MANAGED, "/v1.0/devices"] {
        assert_eq!(moved.get(&format!("{set}?$select=id")).values().len(), app.count(set), "{set}");
    }
}

#[test]
fn beside_another_tenant_it_keeps_its_order() {
    let (app, _) = busy();
    let (before, file) = (lists(&app, ""), exported(&app.database, "default"));
    let moved = moved(&app, other());
    for number in 1..4 {
        moved.registered(number);
    }
    let others = lists(&moved, "");
    read(&moved.database, "contoso", &file).unwrap();
    // A server that runs needn't be started anew.
    same(&lists(&moved, "/tenants/contoso"), &before);
    assert_eq!(lists(&moved, ""), others);
    moved.registered(20);
    let devices = json!({ "importedWindowsAutopilotDeviceIdentities": [device(20)] });
    assert_eq!(moved.post(&format!("/tenants/contoso{IMPORTS}/import"), &devices).status, 200);
    moved.settle();
    assert_eq!(moved.count(&format!("/tenants/contoso{DEVICES}")), 5);
    // And once more: a third tenant of the same.
    read(&moved.database, "fabrikam", &file).unwrap();
    same(&lists(&moved, "/tenants/fabrikam"), &before);
}

#[test]
fn without_secrets_no_code_unlocks_a_device() {
    let app = TestApp::new();
    let agent = crate::management::enrol(&app, 1, &json!({}));
    agent.ask(&app, "wipe", &json!({ "keepEnrollmentData": true, "macOsUnlockCode": "code-1" }));
    agent.obey(&app, "done");
    for (action, brought) in [
        ("remoteLock", json!({ "unlockPin": "code-2" })),
        ("resetPasscode", json!({ "passcode": "code-3", "errorCode": 7 })),
    ] {
        agent.ask(&app, action, &json!({}));
        let (_, id) = agent.orders(&app).remove(0);
        agent.check_in(&app, &json!([{ "id": id, "state": "done", "brought": brought }]));
    }
    let (all, less) = (exported(&app.database, "default"), exported_with(&app.database, "default", false));
    for code in ["code-1", "code-2", "code-3"] {
        assert!(all.contains(code) && !less.contains(code), "{code}");
    }
    assert!(less.contains(r#"\"errorCode\":7"#), "{less}");
}

#[test]
fn without_secrets_devices_enrol_again() {
    let (app, enrolled) = busy();
    let file = exported_with(&app.database, "default", false);
    let secrets = "device_keys";
    assert!(!file.contains(secrets) && exported(&app.database, "default").contains(secrets));
    let there = other();
    assert_eq!(read(&there, "default", &file).map(|done| done.with_secrets), Ok(false));
    let moved = moved(&app, there);
    let bearer = format!("Bearer {}", enrolled["secret"].as_str().unwrap());
    let body = json!({ "deviceId": enrolled["deviceId"] }).to_string();
    let check_in = |bearer: &str| {
        moved.ask("POST", "/agent/checkin", &[("authorization", bearer)], body.clone()).status.as_u16()
    };
    assert_eq!(check_in(&bearer), 401);
    let arrival = json!({ "enrollmentId": "00000000-0000-4000-8000-000000000001", "serialNumber": crate::devices::serial(1),
        "platform": "windows", "osVersion": "10.0.19045" });
    let again = moved.post("/agent/enroll", &arrival).json();
    assert_eq!(again["deviceId"], enrolled["deviceId"]);
    assert_eq!(check_in(&format!("Bearer {}", again["secret"].as_str().unwrap())), 200);
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_changes_nothing() {
    let (app, _) = busy();
    let file = exported(&app.database, "default");
    let lines: Vec<&str> = file.lines().collect();
    let last = lines.len();
    let head = |change: &dyn Fn(&mut Value)| {
        let mut head: Value = serde_json::from_str(lines[0]).unwrap();
        change(&mut head);
        std::iter::once(head.to_string())
            .chain(lines[1..].iter().map(|&line| line.to_owned()))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let import_line = lines.iter().position(|line| line.starts_with("{\"imports\"")).unwrap();
    let with_line = |line: usize, text: &str| {
        let mut lines = lines.clone();
        lines[line] = text;
        lines.join("\n")
    };
    let changed = |from: &str, to: &str| {
        assert!(lines[import_line].contains(from));
        with_line(import_line, &lines[import_line].replace(from, to))
    };
    let next: Value = serde_json::from_str(lines[import_line + 1]).unwrap();
    let next = &next["imports"]["seq"];
    let there = other();
    let at = format!("line {}: ", import_line + 1);
    for (file, wanted) in [
        (String::new(), "line 1: this is no export of a tenant".to_owned()),
        ("{}".to_owned(), "line 1: this is no export of a tenant".to_owned()),
        ("SQLite format 3\0".to_owned(), "line 1: this is no export of a tenant".to_owned()),
        (
            head(&|head| head["version"] = json!(2)),
            "line 1: the file has version 2, but this program knows version 1 only: use a newer program"
                .to_owned(),
        ),
        (
            head(&|head| head["steps"] = json!(99)),
            "line 1: the file is of a newer server, whose tables have 99 steps".to_owned(),
        ),
        (head(&|head| head["tables"] = json!(1)), "line 1: the first line: invalid type".to_owned()),
        (
            head(&|head| head["tables"][3]["name"] = json!("imports\n")),
            "line 1: the first line names a table that this program doesn't know: imports\\n".to_owned(),
        ),
        (
            head(&|head| head["tables"][3]["name"] = json!("imports")),
            "line 1: the first line names the same table twice: imports".to_owned(),
        ),
        (changed("{\"imports\"", "{\"identities\""), at.clone() + "a row of imports should stand here"),
        (changed("\"seq\":1", "\"seq\":0"), at.clone() + "'seq' of imports must be a number from 1 to "),
        (changed("\"seq\":1", "\"seq\":1000"), at.clone() + "'seq' of imports must be a number from 1 to "),
        (
            changed("\"seq\":1", &format!("\"seq\":{next}")),
            format!("line {}: this row of imports fits in no database: ", import_line + 2),
        ),
        (changed("\"seq\":1", "\"seq\":1,\"tenant\":1"), at.clone() + "imports has no column 'tenant'"),
        (
            changed("\"error_code\":0", "\"error_code\":\"0\""),
            at.clone() + "'error_code' of imports must be a whole number",
        ),
        (changed("\"error_code\":0,", ""), at.clone() + "this row of imports fits in no database: "),
        (with_line(import_line, "\u{7f}"), at.clone() + "it is no JSON, from character 1 on"),
        (
            lines[..last - 1].join("\n"),
            format!("line {last}: the file ends where a row of answers should stand"),
        ),
        (
            format!("{file}{}\n", lines[last - 1]),
            format!("line {}: the file goes on where it should end", last + 1),
        ),
    ] {
        let error = read(&there, "contoso", &file).expect_err(&wanted).to_string();
        assert!(error.starts_with(&wanted), "{wanted}\n{error}");
        let none =
            export(&there, &Export { tenant: "contoso", with_secrets: true, now: START }, &mut Vec::new());
        assert_eq!(none.unwrap_err().to_string(), "the database has no tenant 'contoso'", "{wanted}");
    }
    read(&there, "contoso", &file).unwrap();
    let before = exported(&there, "contoso");
    let again = read(&there, "contoso", &file).unwrap_err().to_string();
    assert_eq!(
        again,
        "the tenant 'contoso' isn't empty: it has something in device_keys. Choose another name for the tenant, or another \
         database"
    );
    assert_eq!(exported(&there, "contoso"), before);
}

/// The first version that had the steps of both kinds of database, with a device in it.
#[test]
fn what_an_older_server_wrote_is_brought_to_the_newest_tables() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = Connection::open(&path).unwrap();
    for step in [
        include_str!("../../migrations/sqlite/0001.sql"),
        include_str!("../../migrations/sqlite/0002.sql"),
        include_str!("../../migrations/sqlite/0003.sql"),
        include_str!("../../migrations/both/0001.sql"),
    ] {
        let number = "INTEGER PRIMARY KEY AUTOINCREMENT";
        let step = step.replace("{seq}", number).replace("{text}", "TEXT").replace("{bytes}", "BLOB");
        old.execute_batch(&step).unwrap();
    }
    old.execute_batch(
        "PRAGMA user_version = 4; INSERT INTO syncs (tenant, id, status) VALUES (1, 'the-sync', 'unknown'); \
         INSERT INTO managed_devices (tenant, seq, id, serial_key, serial_number, platform, enrolment, enrolment_id, last_sync_at) \
         VALUES (1, 7, '0f8fad5b-d9cb-469f-a165-70867728950e', 'OLD', 'OLD', 'windows', 'a', 'b', 1767225600000)",
    )
    .unwrap();
    drop(old);
    let file = exported(&Database::open_to_look(&path).unwrap(), "default");
    assert!(file.starts_with(r#"{"format":"muster tenant","version":1,"#), "{file}");
    assert!(file.contains("\"steps\":1,") && !file.contains("cleanup_rules"), "{file}");
    // When a row has changed was noted in tables of any version.
    let file = file.replace("{\"managed_devices\":{", "{\"managed_devices\":{\"changed\":7,");
    assert!(file.contains("\"changed\":7,"), "{file}");
    let there = other();
    read(&there, "default", &file).unwrap();
    let app = TestApp::on(there, Settings::default());
    let devices = app.get("/v1.0/deviceManagement/managedDevices").values();
    assert_eq!((devices.len(), &devices[0]["serialNumber"]), (1, &json!("OLD")));
    assert_eq!(app.get(SETTINGS).json()["id"], "the-sync");
    assert_eq!(app.get("/beta/deviceManagement/managedDeviceCleanupRules").values().len(), 0);
    // It is whole: what is wrong in an old file is said as well.
    let cut: Vec<&str> = file.lines().collect();
    let error = read(&app.database, "contoso", &cut[..cut.len() - 1].join("\n")).unwrap_err().to_string();
    assert_eq!(
        error,
        format!("line {}: the file ends where a row of managed_devices should stand", cut.len())
    );
}

fn command(what: &str, database: &str, tenant: &str, file: (&str, &Path)) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster-server"));
    command.args([what, "--db", database, "--tenant", tenant, file.0]).arg(file.1);
    command
}

fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(text).unwrap().trim().to_owned()
}

#[test]
fn beside_a_server_that_runs() {
    let store = Shared::new();
    let server = store.start();
    for number in 0..3 {
        server.ask("POST", IMPORTS, "", &device(number).to_string()).unwrap();
    }
    while !server.ask("GET", &format!("{DEVICES}/$count"), "", "").unwrap().ends_with("\r\n3") {
        std::thread::yield_now();
    }
    let file = store.folder.path().join("tenant.jsonl");
    let done = command("export", &store.address, "default", ("--to", &file)).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    assert!(
        said(&done).contains("holds the tenant 'default'")
            && said(&done).ends_with("with secrets: keep it safe")
    );
    let again = command("export", &store.address, "default", ("--to", &file)).output().unwrap();
    assert!(!again.status.success() && said(&again).contains("is there already, and is not written over"));
    let none =
        command("export", &store.address, "nobody", ("--to", &file.with_extension("none"))).output().unwrap();
    assert_eq!(said(&none), "muster-server: the database has no tenant 'nobody'");
    assert!(!file.with_extension("none").exists());

    let import = |database: &str| command("import", database, "copy", ("--from", &file)).output().unwrap();
    let target = if store.is_postgres() {
        // Servers that share it go on.
        store.address.clone()
    } else {
        assert!(said(&import(&store.address)).contains("is in use by another muster-server"));
        store.folder.path().join("other.db").display().to_string()
    };
    let done = import(&target);
    assert!(done.status.success(), "{done:?}");
    let again = import(&target);
    assert!(
        said(&again).contains("the tenant 'copy' isn't empty")
            && said(&again).ends_with("Nothing was changed")
    );
    let other = (!store.is_postgres()).then(|| Running::start(Path::new(&target)));
    let count =
        other.as_ref().unwrap_or(&server).ask("GET", &format!("/tenants/copy{DEVICES}/$count"), "", "");
    assert!(count.unwrap().ends_with("\r\n3"));
}

/// How many devices are on their way in the file that an import is killed over.
const MANY: usize = 5_000;

#[test]
fn killed_in_the_midst_it_leaves_nothing() {
    let (app, _) = busy();
    let store = Shared::new();
    let file = store.folder.path().join("tenant.jsonl");
    let mut lines: Vec<String> = exported(&app.database, "default").lines().map(str::to_owned).collect();
    let mut head: Value = serde_json::from_str(&lines[0]).unwrap();
    let imports =
        head["tables"].as_array_mut().unwrap().iter_mut().find(|table| table["name"] == "imports").unwrap();
    let (rows, last) = (imports["rows"].as_u64().unwrap(), imports["last"].as_u64().unwrap());
    (imports["rows"], imports["last"]) = (json!(rows + MANY as u64), json!(last + MANY as u64));
    lines[0] = head.to_string();
    let at = lines.iter().rposition(|line| line.starts_with("{\"imports\"")).unwrap();
    let mut row: Value = serde_json::from_str(&lines[at]).unwrap();
    let more = (1..=MANY).map(|number| {
        row["imports"]["id"] = json!(format!("00000000-0000-4000-8000-{number:012}"));
        row["imports"]["seq"] = json!(last + number as u64);
        row.to_string()
    });
    let more: Vec<String> = more.collect();
    let rest = lines.split_off(at + 1);
    lines.extend(more);
    lines.extend(rest);
    std::fs::write(&file, lines.join("\n")).unwrap();
    for percent in [10, 50, 100] {
        // It is given a part of the file, more than a pipe holds, and waits for the rest.
        let part = (lines.len() - 1) * percent / 100;
        let mut process = command("import", &store.address, "copy", ("--from", Path::new("/dev/stdin")))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = process.stdin.take().unwrap();
        for line in &lines[..part] {
            writeln!(input, "{line}").unwrap();
        }
        process.kill().unwrap();
        process.wait().unwrap();
        let server = store.start();
        assert!(server.ask("GET", &format!("/tenants/copy{IMPORTS}/$count"), "", "").is_none());
        server.kill();
    }
    let import = || command("import", &store.address, "copy", ("--from", &file));
    let done = import().output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let server = store.start();
    let count = server.ask("GET", &format!("/tenants/copy{IMPORTS}/$count"), "", "").unwrap();
    assert!(count.ends_with(&format!("\r\n{}", rows + MANY as u64)), "{count}");
}
