//! Bodies that make no sense.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Both, Ids, check, example, operations};
use crate::app::{DEVICES, TestApp};

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
    // The same with letters, which is as long: how fast the computer is, and what else it does, counts in both.
    let mut took = [" ", "b"].map(|filling| {
        let started = Instant::now();
        for start in ["{", "{a", "{\"a\":1,", "{a,", "{a{"] {
            let body = format!("{start}{}", filling.repeat(1 << 17));
            check(start, &app.ask("POST", &address, &[], body));
            let body = format!("{}{}", start.repeat(100_000), filling.repeat(1000));
            check(start, &app.ask("POST", &address, &[], body));
        }
        started.elapsed()
    });
    took[1] = took[1].max(Duration::from_millis(50));
    // To look at all that is behind each of them would take a thousand times as long.
    assert!(took[0] < took[1] * 100, "{took:?}");
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
