//! Addresses, options and headers that make no sense.

use super::{Both, Ids, example, operations};
use crate::devices::device;

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

/// What options are given.
fn values() -> Vec<String> {
    let long = "x".repeat(50_100);
    let (long_text, long_pattern) =
        (format!("contains(serialNumber,'{long}')"), format!("%22displayName:{long}%22"));
    let deep = "(".repeat(50_000);
    let many = vec!["imei%20eq%20null"; 2000].join("%20or%20");
    let short = [
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
    ];
    let mut values: Vec<String> = short.iter().map(|value| (*value).to_owned()).collect();
    values.extend([long, long_text, long_pattern, deep, many]);
    values
}

#[test]
fn options() {
    let both = Both::new();
    let ids = both.each(Ids::new);
    let values = values();
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
            for value in &values {
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
            for value in &values {
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
