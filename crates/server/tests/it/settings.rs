//! `windowsAutopilotSettings`.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{SETTINGS, TestApp};

#[test]
fn a_sync_runs_and_the_next_must_wait() {
    let app = TestApp::new();
    let sync = || app.post(&format!("{SETTINGS}/sync"), &json!({}));
    let shown = || {
        let settings = app.get(SETTINGS).json();
        ["syncStatus", "lastSyncDateTime", "lastManualSyncTriggerDateTime"].map(|name| settings[name].clone())
    };
    assert_eq!(shown(), [json!("unknown"), json!(null), json!(null)]);
    assert_eq!(sync().status, StatusCode::NO_CONTENT);
    assert_eq!(shown(), [json!("inProgress"), json!(null), json!("2026-01-01T00:00:00Z")]);
    assert_eq!(sync().error(), "409 Conflict: A sync is running. Wait until syncStatus is completed.");
    app.pass(Duration::from_secs(5));
    assert_eq!(shown(), [json!("completed"), json!("2026-01-01T00:00:05Z"), json!("2026-01-01T00:00:00Z")]);
    app.pass(Duration::from_millis(100));
    let refused = sync();
    assert_eq!(
        refused.error(),
        "429 TooManyRequests: The last sync was less than 600 seconds ago. Please retry after 595 seconds."
    );
    assert_eq!(refused.header("retry-after"), "595");
    app.pass(Duration::from_secs(595));
    assert_eq!(sync().status, StatusCode::NO_CONTENT);
}

#[test]
fn it_is_beta_alone() {
    let app = TestApp::new();
    let v1 = SETTINGS.replace("beta", "v1.0");
    let wanted = "400 BadRequest: v1.0 has nothing at this address. What there is stands in /openapi.json of this server.";
    assert_eq!(app.get(&v1).error(), wanted);
    assert_eq!(app.post(&format!("{v1}/sync"), &json!({})).error(), wanted);
    assert_eq!(app.delete(SETTINGS).status, StatusCode::METHOD_NOT_ALLOWED);
}
