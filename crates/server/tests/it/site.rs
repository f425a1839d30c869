//! The files of the console.

use std::fs;

use axum::http::StatusCode;
use muster_server::Site;

use crate::app::{DEVICES, TestApp};

fn app(base_path: &str) -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("index.html"), "<p>console").unwrap();
    let site = Site::with_server(folder.path().to_owned(), base_path.to_owned());
    let mut app = TestApp::new();
    app.site = Some(site);
    (app, folder)
}

#[test]
fn files_and_graph_are_served_together() {
    let (app, _folder) = app("/");
    // Reading a file waits, so this needs a runtime.
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let ask = |address: &str| {
        let request = axum::http::Request::get(address).body(axum::body::Body::empty()).unwrap();
        let router = app.server.router_with(app.site.clone());
        runtime.block_on(tower::ServiceExt::oneshot(router, request)).unwrap()
    };
    let page = ask("/");
    assert_eq!(page.status(), StatusCode::OK);
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("connect-src 'self' https: http://127.0.0.1:* http://localhost:*;"));
    assert!(page.headers().get("access-control-allow-origin").is_none());
    assert_eq!(ask("/none.js").status(), StatusCode::NOT_FOUND);
    assert_eq!(app.get("/openapi.json").status, StatusCode::OK);
    assert_eq!(app.get(DEVICES).status, StatusCode::OK);
}

#[test]
fn the_console_finds_its_server() {
    for base_path in ["/", "/muster/"] {
        let (app, _folder) = app(base_path);
        let reply = app.get(&format!("{base_path}connection.json"));
        assert_eq!(reply.json(), serde_json::json!({ "server": "/" }));
        assert_eq!(reply.header("cache-control"), "no-cache");
    }
    let (app, _folder) = app("/muster/");
    let redirect = app.get("/muster");
    assert_eq!((redirect.status.as_u16(), redirect.header("location")), (301, "/muster/"));
    assert_eq!(app.get("/").status, StatusCode::NOT_FOUND);
    assert_eq!(app.ask("POST", "/muster/", &[], "").status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(app.ask("GET", "/muster/", &[("host", "attacker.contoso.com")], "").status.as_u16(), 421);
}
