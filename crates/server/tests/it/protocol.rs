//! What every answer has.

use insta::assert_snapshot;

use muster_server::Settings;
use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS, TestApp};
use crate::devices::device;

#[test]
fn headers() {
    let app = TestApp::new();
    let reply =
        app.ask("GET", DEVICES, &[("client-request-id", "mine"), ("origin", "http://localhost:8080")], "");
    let mut headers: Vec<String> = reply
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .map(|line| line.replace(env!("CARGO_PKG_VERSION"), "version"))
        .collect();
    headers.sort();
    assert_snapshot!(headers.join("\n"), @r#"
    access-control-allow-origin: http://localhost:8080
    access-control-expose-headers: ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, X-Planner-Operationid, x-ms-permissions-recommendations, muster-server, muster-poll-after, muster-replayed, x-msft-approval-code
    client-request-id: mine
    content-length: 113
    content-type: application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8
    date: Thu, 01 Jan 2026 00:00:00 GMT
    muster-server: version
    odata-version: 4.0
    request-id: 1f475c66-2d5a-44c4-9deb-ea6053494a4b
    vary: origin
    x-ms-ags-diagnostic: {"ServerInfo":{"DataCenter":"Self-hosted","Slice":"E","Ring":"1","ScaleUnit":"001","RoleInstance":"muster-server"}}
    "#);
    let unnamed = app.get(DEVICES);
    assert_eq!(unnamed.header("client-request-id"), unnamed.header("request-id"));
}

#[test]
fn those_who_run_it_see_how_it_does() {
    let app = TestApp::new();
    for address in ["/healthz", "/readyz"] {
        let reply = app.get(address);
        assert_eq!((reply.status.as_u16(), reply.text().as_str()), (200, "ok\n"));
    }
    app.registered(1);
    app.get(&format!("{DEVICES}/none"));
    let numbers = app.get("/metrics");
    assert_eq!(numbers.header("content-type"), "text/plain; version=0.0.4");
    let text = numbers.text();
    for wanted in [
        "muster_request_duration_seconds_count{route=\"/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities/import\",method=\"POST\",status=\"200\"} 1",
        "muster_request_duration_seconds_count{route=\"/v1.0/deviceManagement/windowsAutopilotDeviceIdentities/{id}\",method=\"GET\",status=\"404\"} 1",
        "muster_work_late_seconds 0",
    ] {
        assert!(text.lines().any(|line| line == wanted), "{wanted} in {text}");
    }
}

#[test]
fn errors() {
    let app = TestApp::new();
    assert_snapshot!(app.ask("GET", &format!("{DEVICES}/none"), &[("client-request-id", "mine")], "").show(), @r#"
    404 Not Found
    {
      "error": {
        "code": "ResourceNotFound",
        "innerError": {
          "client-request-id": "mine",
          "date": "2026-01-01T00:00:00",
          "request-id": "1f475c66-2d5a-44c4-9deb-ea6053494a4b"
        },
        "message": "There is no device with this id. It may have been deleted: list them again."
      }
    }
    "#);
    for (address, wanted) in [
        (
            "/v1.0/planner",
            "400 BadRequest: v1.0 has nothing at this address. What there is stands in /openapi.json of this server.",
        ),
        (
            "/v2.0/me",
            "404 ResourceNotFound: There is nothing at this address: begin with /v1.0 or /beta, or look at /openapi.json.",
        ),
        (
            "/",
            "404 ResourceNotFound: There is nothing at this address: begin with /v1.0 or /beta, or look at /openapi.json.",
        ),
    ] {
        assert_eq!(app.get(address).error(), wanted, "{address}");
    }
}

#[test]
fn pages_of_this_computer_may_ask() {
    let app = TestApp::new();
    let asked = [
        ("origin", "http://127.0.0.1:8080"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type,client-request-id"),
    ];
    let reply = app.ask("OPTIONS", IMPORTS, &asked, "");
    assert_snapshot!(reply.show(), @r"
    204 No Content
    access-control-allow-methods: GET, POST, PATCH, PUT, DELETE
    access-control-allow-headers: Authorization, Content-Type, ConsistencyLevel, client-request-id, If-Match, Prefer, muster-user, x-msft-approval-justification, x-msft-approval-code
    access-control-max-age: 86400
    ");
    assert_eq!(reply.header("access-control-allow-origin"), "http://127.0.0.1:8080");
    // Programs aren't asked whose page they are, and pages aren't told what programs hear.
    let program = app.get(DEVICES);
    assert_eq!((program.header("access-control-allow-origin"), program.header("vary")), ("", "origin"));
}

#[test]
fn pages_of_other_sites_are_refused_unless_they_are_named() {
    const CONSOLE: &str = "https://console.contoso.com";
    let named = Settings { allowed_origins: vec![CONSOLE.parse().unwrap()], ..Settings::default() };
    let refusal = format!(
        "403 Forbidden: Pages of {CONSOLE} may neither read nor change anything here. If they are to, start the server with \
         --allow-origin {CONSOLE}."
    );
    for (app, is_named) in [(TestApp::new(), false), (TestApp::with(named), true)] {
        let ask = |method, address: &str, body: String| {
            let kind = ("content-type", "application/json");
            app.ask(method, address, &[("origin", CONSOLE), kind], body)
        };
        let batch = json!({ "requests": [{ "id": "1", "method": "GET", "url": "/devices" }] });
        // What a page of any site can send without being asked whether it may: a form, or text.
        for (method, address, body, status) in [
            ("POST", IMPORTS, device(1).to_string(), 201),
            ("POST", "/v1.0/$batch", batch.to_string(), 200),
            ("GET", DEVICES, String::new(), 200),
            ("GET", "/metrics", String::new(), 200),
            ("GET", "/openapi.json", String::new(), 200),
            ("HEAD", "/healthz", String::new(), 200),
            ("DELETE", &format!("{IMPORTS}/none"), String::new(), 404),
        ] {
            let reply = ask(method, address, body);
            let granted = reply.header("access-control-allow-origin");
            let wanted = if is_named { (status, CONSOLE) } else { (403, "") };
            assert_eq!((reply.status.as_u16(), granted), wanted, "{method} {address}");
            if !is_named && method != "HEAD" {
                assert_eq!(reply.error(), refusal, "{method} {address}");
            }
        }
        let asked = [("origin", CONSOLE), ("access-control-request-method", "POST")];
        let before = app.ask("OPTIONS", IMPORTS, &asked, "");
        let granted =
            ["access-control-allow-origin", "access-control-allow-methods"].map(|name| before.header(name));
        if is_named {
            assert_eq!((before.status.as_u16(), granted[0]), (204, CONSOLE));
        } else {
            assert_eq!((before.status.as_u16(), granted), (403, ["", ""]));
            assert_eq!(before.error(), refusal);
        }
        assert_eq!(app.count(IMPORTS), usize::from(is_named));
        let attacker = app.ask("GET", DEVICES, &[("origin", "https://attacker.com")], "");
        assert_eq!(attacker.status, 403);
    }
    let nobody = TestApp::new().ask("POST", IMPORTS, &[("origin", "null")], device(1).to_string());
    assert_eq!(
        nobody.error(),
        "403 Forbidden: A page whose site the browser doesn't tell may neither read nor change anything here. Serve the page \
         from a site, and name that to the server with --allow-origin."
    );
}

#[test]
fn what_a_request_of_a_batch_says_of_its_page_counts_for_nothing() {
    let app = TestApp::new();
    let item =
        |origin| json!({ "id": "1", "method": "GET", "url": "/devices", "headers": { "origin": origin } });
    for (batch, within, status) in
        [("http://localhost", "https://attacker.com", 200), ("https://attacker.com", "http://localhost", 403)]
    {
        let body = json!({ "requests": [item(within)] }).to_string();
        let headers = [("origin", batch), ("content-type", "application/json")];
        let reply = app.ask("POST", "/v1.0/$batch", &headers, body);
        assert_eq!(reply.status.as_u16(), status, "{batch}");
        if status == 200 {
            let answer = &reply.json()["responses"][0];
            assert_eq!(answer["status"], 200);
            assert_eq!(answer["headers"]["vary"], Value::Null);
        }
    }
}

#[test]
fn other_names_of_this_computer_are_refused() {
    let app = TestApp::new();
    for (host, status) in
        [("127.0.0.1:8740", 200), ("[::1]", 200), ("localhost", 200), ("attacker.contoso.com", 421)]
    {
        assert_eq!(app.ask("GET", DEVICES, &[("host", host)], "").status.as_u16(), status, "{host}");
    }
    let refused = app.ask("GET", DEVICES, &[("host", "attacker.contoso.com")], "");
    assert_eq!(
        refused.error(),
        "421 BadRequest: This server has no sign-in, so it answers on this computer only. Address it as localhost or \
         127.0.0.1."
    );
}
