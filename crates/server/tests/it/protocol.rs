//! What every answer has.

use insta::assert_snapshot;

use crate::app::{DEVICES, IMPORTS, TestApp};

#[test]
fn headers() {
    let app = TestApp::new();
    let reply = app.ask("GET", DEVICES, &[("client-request-id", "mine")], "");
    let mut headers: Vec<String> = reply
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .map(|line| line.replace(env!("CARGO_PKG_VERSION"), "version"))
        .collect();
    headers.sort();
    assert_snapshot!(headers.join("\n"), @r#"
    access-control-allow-origin: *
    access-control-expose-headers: ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, X-Planner-Operationid, x-ms-permissions-recommendations, muster-server, muster-poll-after, muster-replayed, x-msft-approval-code
    client-request-id: mine
    content-length: 113
    content-type: application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8
    date: Thu, 01 Jan 2026 00:00:00 GMT
    muster-server: version
    odata-version: 4.0
    request-id: 1f475c66-2d5a-44c4-9deb-ea6053494a4b
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
fn pages_of_others_may_ask() {
    let app = TestApp::new();
    let asked = [
        ("origin", "https://console.contoso.com"),
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
    assert_eq!(reply.header("access-control-allow-origin"), "*");
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
