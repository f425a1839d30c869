//! What no client should send, sent to every address by every method: it is refused, in the words of Graph, by either database alike.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use muster_server::{Database, Settings};
use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS, Reply, TestApp};
use crate::devices::{device, serial};

/// Nothing of a client's is a reason for the server to fail but this, which the real service has so.
const SECOND_RULE: &str =
    "500 InternalServerError: A cleanup rule already exists for the specified platform type";

/// That an answer is one of Graph's.
pub fn check(what: &str, reply: &Reply) {
    if reply.status.is_success() || reply.status.is_redirection() {
        return;
    }
    let error = &reply.json()["error"];
    let inner = &error["innerError"];
    assert!(!error["code"].as_str().unwrap().is_empty(), "{what}: {reply:?}");
    assert!(!error["message"].as_str().unwrap().is_empty(), "{what}: {reply:?}");
    for id in ["request-id", "client-request-id"] {
        assert_eq!(inner[id].as_str(), Some(reply.header(id)), "{what}: {reply:?}");
    }
    assert!(!reply.status.is_server_error() || reply.error() == SECOND_RULE, "{what}: {reply:?}");
}

/// The server on the database that is tested; where that isn't `SQLite`, one on that besides.
struct Both {
    app: TestApp,
    other: Option<TestApp>,
    asked: RefCell<usize>,
}

impl Both {
    fn new() -> Both {
        let inline = || TestApp::on(Database::inline().unwrap(), Settings::default());
        let other = std::env::var_os("MUSTER_TEST_POSTGRES").map(|_| inline());
        Both { app: TestApp::new(), other, asked: RefCell::default() }
    }

    /// Asks both, who say the same; nothing where it can't even be asked.
    fn ask(&self, method: &str, address: &str, headers: &[(&str, &[u8])], body: &[u8]) {
        let request = || {
            let mut request = Request::builder().method(method).uri(address);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            request.body(Body::from(body.to_vec())).ok()
        };
        let Some(asked) = request() else { return };
        *self.asked.borrow_mut() += 1;
        let shown = String::from_utf8_lossy(&body[..body.len().min(200)]).into_owned();
        let what = format!("{method} {} {shown}", &address[..address.len().min(300)]);
        let reply = self.app.send(asked);
        // What answers a HEAD has its body taken from it further on.
        check(&what, &reply);
        if let (Some(other), Some(asked)) = (&self.other, request()) {
            let same = other.send(asked);
            assert_eq!(reply.status, same.status, "{what}: {reply:?}, {same:?}");
        }
    }

    fn each<T>(&self, make: impl Fn(&TestApp) -> T) -> T {
        if let Some(other) = &self.other {
            make(other);
        }
        make(&self.app)
    }
}

/// What stands for `{id}`: of each kind of thing one that is there.
struct Ids(Vec<(&'static str, String)>);

impl Ids {
    fn new(app: &TestApp) -> Ids {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let identity = app.registered(1);
        let import = text(&app.get(IMPORTS).values()[0]["id"]);
        let enrol = |attempt: u32, platform: &str, number: u32| {
            let body = json!({
                "enrollmentId": format!("00000000-0000-4000-8000-{attempt:012}"),
                "serialNumber": serial(number),
                "platform": platform,
                "osVersion": "10.0.19045",
            });
            app.post("/agent/enroll", &body).json()
        };
        let managed = text(&enrol(1, "windows", 1)["deviceId"]);
        let entra = text(&enrol(2, "macOS", 2)["azureADDeviceId"]);
        let gone = text(&enrol(3, "macOS", 3)["azureADDeviceId"]);
        let object =
            |device: &str| text(&app.get(&format!("/v1.0/devices(deviceId='{device}')")).json()["id"]);
        let (object, gone) = (object(&entra), object(&gone));
        assert_eq!(app.delete(&format!("/v1.0/devices/{gone}")).status, 204);
        let rule =
            json!({ "deviceCleanupRulePlatformType": "tvOS", "deviceInactivityBeforeRetirementInDays": 30 });
        let rule = text(&app.post("/beta/deviceManagement/managedDeviceCleanupRules", &rule).json()["id"]);
        Ids(vec![
            ("importedWindows", import),
            ("windowsAutopilot", identity),
            ("/managedDevices/", managed),
            ("CleanupRules", rule),
            ("/deviceId/", entra),
            ("deletedItems", gone),
            ("/devices/", object),
        ])
    }

    fn of(&self, path: &str) -> &str {
        self.0.iter().find(|(part, _)| path.contains(part)).map_or("none", |(_, id)| id)
    }
}

/// Every address and method, and what a body is to be.
fn operations() -> Vec<(String, String, Value)> {
    let document: Value = serde_json::from_str(muster_server::description()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            all.push((path.clone(), method.to_uppercase(), resolved(&document, schema)));
        }
    }
    // What deletes comes last.
    all.sort_by_key(|(_, method, _)| method == "DELETE");
    all
}

/// A schema without references, as far as bodies need it.
fn resolved(document: &Value, schema: &Value) -> Value {
    match (schema["$ref"].as_str(), schema) {
        (Some(reference), _) => resolved(document, document.pointer(&reference[1..]).unwrap()),
        (None, Value::Object(parts)) => {
            Value::Object(parts.iter().map(|(name, part)| (name.clone(), resolved(document, part))).collect())
        }
        (None, Value::Array(parts)) => parts.iter().map(|part| resolved(document, part)).collect(),
        (None, other) => other.clone(),
    }
}

/// Something that a schema allows.
fn example(schema: &Value) -> Value {
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match (schema["enum"].get(0), kind) {
        (Some(member), _) => member.clone(),
        (None, Some("object")) => {
            let properties = schema["properties"].as_object().into_iter().flatten();
            properties.map(|(name, property)| (name.clone(), example(property))).collect()
        }
        (None, Some("array")) => json!([example(&schema["items"])]),
        (None, Some("boolean")) => json!(true),
        (None, Some("integer" | "number")) => schema.get("minimum").cloned().unwrap_or(json!(30)),
        (None, Some("string")) => json!("a"),
        _ => Value::Null,
    }
}

/// Values, as JSON, that something else was expected for.
fn values() -> Vec<String> {
    let mut values: Vec<String> = [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e308",
        "1e999",
        "9223372036854775807",
        "18446744073709551616",
        "\"\"",
        "\" \"",
        "\"x\"",
        "[]",
        "[null]",
        "[[]]",
        "[\"x\",1]",
        "{}",
        "{\"a\":{\"b\":[1]}}",
        r#""a\u0000b""#,
        r#""\u0000""#,
        r#""\ud800""#,
        r#""\udc00x""#,
        r#""\ud83d\ude00""#,
        "\"a\u{202e}b\"",
        r#""'; DROP TABLE managed_devices; --""#,
        r#""\" OR 1=1 --""#,
        r#""%00""#,
        r#""%s%n\\""#,
        r#""\r\nX: y""#,
        r#""0001-01-01T00:00:00Z""#,
        "\"\u{1F469}\u{200D}\u{1F680}\"",
        "\"a\0b\"",
        "01",
        "+1",
        "NaN",
        "'x'",
    ]
    .map(str::to_owned)
    .to_vec();
    // Of one letter it would be packed into nothing.
    let long: String =
        (0..20_000_u32).map(|n| char::from_u32(0x4e00 + n.wrapping_mul(7919) % 20_000).unwrap()).collect();
    values.push(format!("\"{long}\""));
    values.push("[".repeat(100_000));
    values.push(format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)));
    values.push(format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)));
    values
}

/// Every place of a body that has a property: by the pointers to them.
fn places(schema: &Value, place: &str, all: &mut Vec<String>) {
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}/{name}");
        places(property, &place, all);
        places(&property["items"], &format!("{place}/0"), all);
        all.push(place);
    }
}

#[test]
fn bodies() {
    let both = Both::new();
    let ids = both.each(Ids::new);
    let json: &[(&str, &[u8])] = &[("content-type", b"application/json")];
    for (path, method, schema) in operations() {
        if method == "GET" {
            continue;
        }
        let address = path.replace("{id}", ids.of(&path));
        for value in values() {
            both.ask(&method, &address, json, value.as_bytes());
            // A property that nobody knows.
            both.ask(&method, &address, json, format!("{{\"unknown\":{value}}}").as_bytes());
        }
        for text in [
            &b""[..],
            b" ",
            b"{",
            b"}",
            b"{\"a\"",
            b"{\"a\":}",
            b"{a:1",
            b"{,}",
            b"nul",
            b"\xff\xfe{\x00}\x00",
            b"\xef\xbb\xbf",
            b"{\"a\":\"\xff\"}",
            b"{} {}",
            b"<xml/>",
            b"a=b&c=d",
            b"{\"id\":1,\"id\":2}",
        ] {
            both.ask(&method, &address, json, text);
            for kind in [
                &b"text/plain"[..],
                b"application/xml",
                b"application/json;charset=utf-16",
                b"\xff",
                b"a/b/c;;;=",
            ] {
                both.ask(&method, &address, &[("content-type", kind)], text);
            }
        }
        let mut all = Vec::new();
        places(&schema, "", &mut all);
        let whole = example(&schema);
        for place in all {
            for value in values() {
                let mut body = whole.clone();
                if let Some(spot) = body.pointer_mut(&place) {
                    *spot = json!("the place");
                    let body = body.to_string().replace("\"the place\"", &value);
                    both.ask(&method, &address, json, body.as_bytes());
                }
            }
        }
    }
    assert!(*both.asked.borrow() > 5000, "{:?}", both.asked);
}

/// Blanks take no longer than anything else.
#[test]
fn blanks_without_end() {
    let app = TestApp::new();
    let identity = app.registered(1);
    let address = format!("{DEVICES}/{identity}/updateDeviceProperties");
    let started = Instant::now();
    for start in ["{", "{a", "{\"a\":1,", "{a,", "{a{"] {
        let body = format!("{start}{}", " ".repeat(1 << 17));
        check(start, &app.ask("POST", &address, &[], body));
        let body = format!("{}{}", start.repeat(100_000), " ".repeat(1000));
        check(start, &app.ask("POST", &address, &[], body));
    }
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn addresses() {
    let both = Both::new();
    let ids = both.each(Ids::new);
    let long = "x".repeat(60_000);
    let upper = ids.of("/managedDevices/").to_uppercase();
    let keys = [
        "x",
        "0",
        "-1",
        "null",
        "%00",
        "a%00b",
        "'",
        "%27",
        "''",
        "%27%27",
        "..",
        "%2e%2e",
        "%2F",
        "%5C",
        "a%20b",
        "%ff",
        "%",
        "%4",
        "%zz",
        "%F0%9F%98%80",
        "$count",
        "(x)",
        "()",
        "x()",
        "x=y",
        "=",
        "%3B%20DROP%20TABLE%20devices;--",
        "1%27%20OR%20%271%27=%271",
        "*",
        "%2A",
        "%0D%0AX:%20y",
        "microsoft.graph.device",
        "deviceId",
        &long,
        &upper,
        "%7B0f8fad5b-d9cb-469f-a165-70867728950e%7D",
        "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e",
    ];
    for (path, method, _) in operations() {
        for key in keys.iter().filter(|_| path.contains("{id}")) {
            for address in [path.replace("{id}", key), path.replace("/{id}", &format!("('{key}')"))] {
                both.ask(&method, &address, &[], b"");
                both.ask(&method, &format!("/tenants/{key}{address}"), &[], b"");
            }
        }
        let address = path.replace("{id}", ids.of(&path));
        for verb in ["PUT", "TRACE", "CONNECT", "HEAD", "OPTIONS", "PROBE", "get", "!#$%&'*+-.^_`|~"] {
            both.ask(verb, &address, &[], b"");
        }
        for address in [
            format!("{address}/"),
            format!("/{address}"),
            format!("{address}/more"),
            format!("{address}/$count"),
            format!("{address}()"),
            format!("/tenants//{address}"),
            format!("http://localhost{address}"),
            format!("{address}?{}", "&".repeat(60_000)),
            format!("{address}?{}", "a=b&".repeat(15_000)),
        ] {
            both.ask(if method == "DELETE" { "GET" } else { &method }, &address, &[], b"");
        }
    }
    for address in [
        "*",
        "/",
        "//",
        "/tenants",
        "/tenants/",
        "/tenants/x",
        "/v1.0",
        "/beta/",
        "/agent",
        "/agent/",
        "localhost:1",
        "?x",
    ] {
        for verb in ["GET", "POST", "OPTIONS", "CONNECT"] {
            both.ask(verb, address, &[], b"");
        }
    }
}

#[test]
fn options() {
    let both = Both::new();
    let ids = both.each(Ids::new);
    let long = "x".repeat(50_100);
    let (long_text, long_pattern) =
        (format!("contains(serialNumber,'{long}')"), format!("%22displayName:{long}%22"));
    let deep = "(".repeat(50_000);
    let many = vec!["imei%20eq%20null"; 2000].join("%20or%20");
    let values = [
        "",
        "x",
        "0",
        "1",
        "-1",
        "99999999999999999999",
        "1.5",
        "null",
        "true",
        "'",
        "%27",
        "%00",
        "a%00b",
        "%FF",
        "%",
        "%4",
        "(",
        ")",
        "''",
        "*",
        ",",
        "id,",
        ",,",
        "id",
        "ID%20desc",
        "id%20up",
        "id,deviceName",
        "serialNumber%20desc",
        "@odata.context",
        "%22",
        "%22%22",
        "%22displayName:%22",
        "%22displayName:%27%22",
        "id%20eq%20%27x",
        "id%20eq%20%27%27%27%27",
        "id%20eq%20null",
        "not%20id%20eq%20%27x%27",
        "1%20eq%201",
        "id;DROP%20TABLE%20devices",
        "1)%20OR%20(1=1",
        "contains(serialNumber,%27%25_%5C%27)",
        "importId%20eq%20%27x%27",
        "lastSyncDateTime%20lt%209999-99-99",
        "lastSyncDateTime%20gt%200000-01-01",
        "contains()",
        "contains(,)",
        "any(d:d%20eq%201)",
        // Places in lists, of which some hold the character NUL: "1 a\0b", "1 ta\0b", "1 n9x", "1 n", "-1 ", "99999999999999999999 ".
        "MSBhAGI",
        "MSB0YQBi",
        "MSBuOXg",
        "MSBu",
        "LTEg",
        "OTk5OTk5OTk5OTk5OTk5OTk5OTkg",
        "MSA",
        "MSB0",
        "IA",
        "____",
        &long,
        &long_text,
        &long_pattern,
        &deep,
        &many,
    ];
    let names = [
        "$filter",
        "$top",
        "$skiptoken",
        "$orderby",
        "$select",
        "$count",
        "$expand",
        "$search",
        "$format",
        "$skip",
        "$apply",
        "$",
        "%24top",
        "top",
        "FILTER",
        "%00",
        "%FF",
        "$deltatoken",
    ];
    for (path, method, _) in operations() {
        if method != "GET" {
            continue;
        }
        let address = path.replace("{id}", ids.of(&path));
        for name in names {
            for value in values {
                both.ask("GET", &format!("{address}?{name}={value}"), &[], b"");
            }
            both.ask("GET", &format!("{address}?{name}"), &[], b"");
            both.ask("GET", &format!("{address}?{name}=1&{name}=2"), &[], b"");
        }
        for order in [
            "serialNumber",
            "serialNumber%20desc",
            "deviceName",
            "displayName%20desc",
            "lastModifiedDateTime",
            "id",
        ] {
            for value in values {
                both.ask("GET", &format!("{address}?$orderby={order}&$skiptoken={value}"), &[], b"");
            }
        }
    }
}

#[test]
fn headers() {
    let both = Both::new();
    let ids = both.each(Ids::new);
    both.each(|app| app.import(&[device(7)]));
    let long = "x".repeat(5000);
    let values: [&[u8]; 12] = [
        b"",
        b" ",
        b"\t",
        b"\xff\xfe",
        b"\"",
        b"'; DROP TABLE answers; --",
        b"a, b",
        b"a@b",
        b"localhost:99999",
        b"[::1",
        b"Bearer",
        long.as_bytes(),
    ];
    for (path, method, schema) in operations() {
        let address = path.replace("{id}", ids.of(&path));
        let body = example(&schema).to_string();
        for name in [
            "client-request-id",
            "host",
            "x-forwarded-host",
            "x-forwarded-proto",
            "authorization",
            "accept",
            "accept-encoding",
            "prefer",
            "if-match",
            "consistencylevel",
            "expect",
            "range",
            "cookie",
            "origin",
            "x-http-method-override",
        ] {
            for value in values {
                both.ask(
                    &method,
                    &address,
                    &[(name, value), ("content-type", b"application/json")],
                    body.as_bytes(),
                );
            }
            both.ask(&method, &address, &[(name, b"one"), (name, b"two")], body.as_bytes());
        }
    }
}

#[test]
fn devices_with_endless_serial_numbers() {
    let app = TestApp::new();
    let long: String =
        (0..5000_u32).map(|n| char::from_u32(0x61 + n.wrapping_mul(7919) % 26).unwrap()).collect();
    let sent = crate::devices::with_hash(&long, &crate::devices::hash(1));
    let imports = app.import(&[sent]);
    app.settle();
    assert_eq!(app.outcome(&imports[0]), "801 InvalidZtdRequestBody");
    let wanted = "400 BadRequest: A serialNumber has 1000 bytes at most.";
    assert_eq!(app.post(DEVICES, &json!({ "serialNumber": long })).error(), wanted);
    let arrival = json!({
        "enrollmentId": "00000000-0000-4000-8000-000000000001",
        "serialNumber": long,
        "platform": "windows",
        "osVersion": "10",
    });
    assert_eq!(app.post("/agent/enroll", &arrival).error(), wanted);
    assert_eq!(app.post(DEVICES, &json!({ "serialNumber": long[..1000] })).status, 201);
}
