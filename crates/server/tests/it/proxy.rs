//! Behind a proxy that has a public address.

use muster_server::Settings;
use serde_json::{Value, json};

use crate::app::{DEVICES, IMPORTS, Reply, TestApp};
use crate::devices::device;

const PUBLIC: &str = "https://graph.contoso.com";

fn app() -> TestApp {
    let app = TestApp::with(Settings { public: Some(PUBLIC.parse().unwrap()), ..Settings::default() });
    app.server.add_tenant("contoso").unwrap();
    app
}

fn get(app: &TestApp, host: &str, address: &str) -> Reply {
    app.ask("GET", address, &[("host", host)], "")
}

#[test]
fn it_answers_who_names_it_and_nobody_else() {
    let app = app();
    for (host, status) in [
        ("graph.contoso.com", 200),
        ("Graph.Contoso.com:443", 200),
        ("127.0.0.1:8740", 200),
        ("localhost", 200),
        ("attacker.contoso.com", 421),
        ("graph.contoso.com:8443", 421),
        ("10.0.0.5", 421),
    ] {
        assert_eq!(get(&app, host, DEVICES).status.as_u16(), status, "{host}");
    }
    assert_eq!(
        get(&app, "attacker.contoso.com", DEVICES).error(),
        "421 BadRequest: This server has another name. Address it as https://graph.contoso.com."
    );
    // A name that is made to lead here stays the stranger's, whatever else is said.
    let made_up = [
        ("host", "attacker.contoso.com"),
        ("x-forwarded-host", "graph.contoso.com"),
        ("forwarded", "host=graph.contoso.com"),
    ];
    assert_eq!(app.ask("GET", DEVICES, &made_up, "").status, 421);
}

#[test]
fn addresses_in_answers_are_public_whatever_is_said() {
    let app = app();
    for tenant in ["", "/tenants/contoso"] {
        let said = [
            ("host", "127.0.0.1:8740"),
            ("x-forwarded-host", "attacker.contoso.com"),
            ("x-forwarded-proto", "http"),
            ("x-forwarded-prefix", "/elsewhere"),
            ("forwarded", "for=1.2.3.4;host=attacker.contoso.com;proto=http"),
        ];
        let made = app.ask("POST", &format!("{tenant}{IMPORTS}"), &said, device(1).to_string());
        assert!(made.header("location").starts_with(&format!("{PUBLIC}{tenant}{IMPORTS}/")), "{made:?}");
        app.ask("POST", &format!("{tenant}{IMPORTS}"), &said, device(2).to_string());
        let page = app.ask("GET", &format!("{tenant}{IMPORTS}?$top=1"), &said, "").json();
        let next = page["@odata.nextLink"].as_str().unwrap();
        assert!(next.starts_with(&format!("{PUBLIC}{tenant}{IMPORTS}?")), "{next}");
        assert!(page["@odata.context"].as_str().unwrap().starts_with(&format!("{PUBLIC}{tenant}/v1.0/")));
        let rest = get(&app, "graph.contoso.com", next.strip_prefix(PUBLIC).unwrap());
        assert_eq!(rest.values().len(), 1);
    }
}

/// The answers of a batch whose requests are these addresses.
fn batch(app: &TestApp, tenant: &str, headers: &[(&str, &str)], urls: &[&str]) -> Vec<Value> {
    let requests: Vec<Value> = urls
        .iter()
        .enumerate()
        .map(|(id, url)| json!({ "id": id.to_string(), "method": "GET", "url": url }))
        .collect();
    let body = json!({ "requests": requests }).to_string();
    let headers = [headers, &[("content-type", "application/json")]].concat();
    let reply = app.ask("POST", &format!("{tenant}/v1.0/$batch"), &headers, body).json();
    let mut answers = reply["responses"].as_array().unwrap_or_else(|| panic!("{reply}")).clone();
    answers.sort_by_key(|answer| answer["id"].as_str().map(str::to_owned));
    answers
}

#[test]
fn a_batch_is_meant_for_it_as_a_whole() {
    let list = "deviceManagement/importedWindowsAutopilotDeviceIdentities?$top=1";
    for (app, said, base) in [
        (app(), ("host", "graph.contoso.com"), PUBLIC),
        (app(), ("host", "127.0.0.1:8740"), PUBLIC),
        (TestApp::new(), ("x-forwarded-host", "elsewhere.contoso.com"), "http://elsewhere.contoso.com"),
        (TestApp::new(), ("host", "localhost:8740"), "http://localhost:8740"),
    ] {
        app.server.add_tenant("contoso").unwrap();
        for tenant in ["", "/tenants/contoso"] {
            for number in 0..2 {
                app.post(&format!("{tenant}{IMPORTS}"), &device(number));
            }
            let answers = batch(&app, tenant, &[said], &[list, &format!("{base}{tenant}/v1.0/{list}")]);
            for answer in answers {
                assert_eq!(answer["status"], 200, "{answer}");
                let next = answer["body"]["@odata.nextLink"].as_str().unwrap();
                assert!(next.starts_with(&format!("{base}{tenant}{IMPORTS}?")), "{next}");
            }
        }
    }
}

#[test]
fn a_batch_of_one_tenant_holds_nothing_of_another() {
    let app = app();
    app.server.add_tenant("fabrikam").unwrap();
    let list = "v1.0/deviceManagement/windowsAutopilotDeviceIdentities";
    let urls = [
        format!("{PUBLIC}/tenants/contoso/{list}"),
        format!("{PUBLIC}/tenants/fabrikam/{list}"),
        format!("{PUBLIC}/{list}"),
        format!("/tenants/fabrikam/{list}"),
    ];
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let answers = batch(&app, "/tenants/contoso", &[], &urls);
    let statuses: Vec<&Value> = answers.iter().map(|answer| &answer["status"]).collect();
    assert_eq!(statuses, [200, 400, 400, 400]);
    // Nor does a request of a batch say where it came in.
    let item = json!({ "id": "1", "method": "GET", "url": "/deviceManagement/windowsAutopilotDeviceIdentities",
        "headers": { "host": "attacker.contoso.com", "x-forwarded-host": "attacker.contoso.com" } });
    let answer = app.post("/v1.0/$batch", &json!({ "requests": [item] })).json();
    let context = answer["responses"][0]["body"]["@odata.context"].as_str().unwrap();
    assert!(context.starts_with(PUBLIC), "{context}");
}

#[test]
fn the_page_of_another_site_changes_nothing() {
    let app = app();
    let post = |app: &TestApp, origin: Option<&str>| {
        let said: Vec<(&str, &str)> = origin.map(|origin| ("origin", origin)).into_iter().collect();
        app.ask("POST", IMPORTS, &said, device(1).to_string())
    };
    for (origin, status) in [
        (None, 201),
        (Some(PUBLIC), 201),
        (Some("https://attacker.contoso.com"), 403),
        (Some("https://graph.contoso.com.attacker.com"), 403),
        (Some("http://graph.contoso.com"), 403),
        (Some("http://localhost:8080"), 403),
        (Some("null"), 403),
    ] {
        assert_eq!(post(&app, origin).status.as_u16(), status, "{origin:?}");
    }
    assert_eq!(
        post(&app, Some("http://localhost:8080")).error(),
        "403 Forbidden: Pages of http://localhost:8080 may neither read nor change anything here. If they are to, start the \
         server with --allow-origin http://localhost:8080."
    );
    assert_eq!(app.count(IMPORTS), 2);
    let read = |origin: &str| app.ask("GET", DEVICES, &[("origin", origin)], "");
    assert_eq!(read("https://attacker.contoso.com").status, 403);
    let heard = read(PUBLIC);
    assert_eq!((heard.status.as_u16(), heard.header("access-control-allow-origin")), (200, PUBLIC));
    assert_eq!(heard.header("access-control-allow-credentials"), "");
}
