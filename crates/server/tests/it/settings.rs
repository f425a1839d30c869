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
    assert_eq!(app.delete(&v1).error(), wanted);
}

/// A change of the settings.
fn change(app: &TestApp, body: &serde_json::Value) -> crate::app::Reply {
    app.ask("PATCH", SETTINGS, &[("content-type", "application/json")], body.to_string())
}

#[test]
fn what_is_known_of_the_sync_can_be_changed_and_forgotten() {
    let app = TestApp::new();
    let id = app.get(SETTINGS).json()["id"].clone();
    let changed = change(
        &app,
        &json!({ "@odata.type": "#microsoft.graph.windowsAutopilotSettings", "id": "mine", "syncStatus": "failed",
                 "lastSyncDateTime": "2025-12-31T00:00:00Z", "lastManualSyncTriggerDateTime": "2025-12-31T23:59:00Z" }),
    );
    assert_eq!((changed.status, &changed.json()["id"]), (StatusCode::OK, &id), "{changed:?}");
    let shown = app.get(SETTINGS).json();
    assert_eq!(shown, changed.json());
    assert_eq!(shown["syncStatus"], "failed");
    assert_eq!(shown["lastSyncDateTime"], "2025-12-31T00:00:00Z");
    // By that, one was asked for a minute ago.
    let refused = app.post(&format!("{SETTINGS}/sync"), &json!({}));
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "540"));
    assert_eq!(change(&app, &json!({})).json(), shown);
    assert_eq!(change(&app, &json!({ "lastSyncDateTime": null })).json()["lastSyncDateTime"], json!(null));
    assert_eq!(app.delete(SETTINGS).status, StatusCode::NO_CONTENT);
    let forgotten = app.get(SETTINGS).json();
    assert_eq!(
        (&forgotten["id"], &forgotten["syncStatus"], &forgotten["lastManualSyncTriggerDateTime"]),
        (&id, &json!("unknown"), &json!(null))
    );
    // A sync that runs is left alone.
    assert_eq!(app.post(&format!("{SETTINGS}/sync"), &json!({})).status, StatusCode::NO_CONTENT);
    let wanted = "409 Conflict: A sync is running. Wait until syncStatus is completed.";
    assert_eq!(change(&app, &json!({ "syncStatus": "failed" })).error(), wanted);
    assert_eq!(app.delete(SETTINGS).error(), wanted);
    app.settle();
    assert_eq!(app.get(SETTINGS).json()["syncStatus"], "completed");
    assert_eq!(app.delete(SETTINGS).status, StatusCode::NO_CONTENT);
}

#[test]
fn settings_that_make_no_sense() {
    let app = TestApp::new();
    let before = app.get(SETTINGS).text();
    for (body, wanted) in [
        (
            json!({ "syncStatus": "inProgress" }),
            "syncStatus can be unknown, completed or failed. A sync is started by …/sync.",
        ),
        (
            json!({ "syncStatus": "done" }),
            "syncStatus can be unknown, completed or failed. A sync is started by …/sync.",
        ),
        (json!({ "syncStatus": 3 }), "syncStatus must be a text."),
        (json!({ "lastSyncDateTime": "soon" }), "lastSyncDateTime must be a moment that was, in RFC 3339."),
        (
            json!({ "lastManualSyncTriggerDateTime": "2026-01-01T00:00:01Z" }),
            "lastManualSyncTriggerDateTime must be a moment that was, in RFC 3339.",
        ),
    ] {
        assert_eq!(change(&app, &body).error(), format!("400 BadRequest: {wanted}"));
    }
    assert_eq!(app.get(SETTINGS).text(), before);
}
