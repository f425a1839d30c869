//! What the server does when nobody asks, with a crash between any two steps of it.

use std::time::Duration;

use muster_server::{Clock, Settings, Supply, Timestamp};
use proptest::prelude::*;

use crate::app::{DEVICES, IMPORTS, TestApp};
use crate::devices::{device, serial};

fn settings() -> Settings {
    let mut supply = Supply::default();
    supply.assign_elsewhere(&serial(7));
    Settings { deletion_delay: Duration::from_secs(30), supply, ..Settings::default() }
}

/// Everything that can be seen.
fn state(app: &TestApp) -> [String; 3] {
    let beta = DEVICES.replace("v1.0", "beta");
    [IMPORTS, &beta, crate::app::SETTINGS].map(|address| app.get(address).text())
}

/// Registrations, a sync and a deletion at the same time.
fn begin(app: &TestApp) {
    app.import(&(1..=8).map(device).collect::<Vec<_>>());
    app.settle();
    app.import(&(5..=12).map(device).collect::<Vec<_>>());
    app.post(&format!("{}/sync", crate::app::SETTINGS), &serde_json::json!({}));
    let id = app.get(DEVICES).values()[0]["id"].as_str().unwrap().to_owned();
    app.delete(&format!("{DEVICES}/{id}"));
}

#[test]
fn a_crash_after_each_step_changes_nothing() {
    let (calm, mut crashing) = (TestApp::with(settings()), TestApp::with(settings()));
    begin(&calm);
    begin(&crashing);
    calm.settle();
    let mut steps = 0;
    while let Some(due) =
        crashing.server.next_due().unwrap().filter(|due| *due < calm.clock.now().plus(Duration::from_secs(1)))
    {
        crashing.clock.set(crashing.clock_or(due));
        while crashing.server.work_step().unwrap() {
            steps += 1;
            crashing.restart();
        }
    }
    assert!(steps >= 5, "{steps}");
    let without_ids = |state: [String; 3]| state.map(|text| strip_ids(&text));
    assert_eq!(without_ids(state(&crashing)), without_ids(state(&calm)));
    assert_eq!(crashing.count(DEVICES), 10);
}

/// A restart takes an id, so ids differ; nothing else may.
fn strip_ids(text: &str) -> String {
    let is_id = |part: &str| uuid::Uuid::try_parse(part).is_ok_and(|id| !id.is_nil());
    text.split('"').map(|part| if is_id(part) { "id" } else { part }).collect::<Vec<_>>().join("\"")
}

impl TestApp {
    /// The moment that is due, or now where that is over already.
    fn clock_or(&self, due: Timestamp) -> Timestamp {
        due.max(self.clock.now())
    }
}

#[test]
fn a_server_that_slept_catches_up() {
    let mut app = TestApp::new();
    app.import(&[device(1)]);
    app.restart();
    app.clock.advance(Duration::from_hours(3));
    assert_eq!(app.server.work().unwrap().map(|due| due > app.clock_or(due)), Some(false));
    assert_eq!(app.get(IMPORTS).values()[0]["state"]["deviceImportStatus"], "complete");
}

#[test]
fn nothing_is_due_where_nothing_is_under_way() {
    let app = TestApp::new();
    assert_eq!(app.server.work(), Ok(None));
    assert_eq!(app.server.work_step(), Ok(false));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the order of calls, steps, time and crashes: each device is registered once.
    #[test]
    fn each_device_is_registered_once(actions in prop::collection::vec((0_u8..4, 1_u32..6), 1..40)) {
        let mut app = TestApp::new();
        let mut wanted = std::collections::HashSet::new();
        for (action, number) in actions {
            match action {
                0 => { wanted.insert(number); app.import(&[device(number)]); }
                1 => { app.server.work_step().unwrap(); }
                2 => app.clock.advance(Duration::from_secs(u64::from(number) * 10)),
                _ => app.restart(),
            }
        }
        app.settle();
        prop_assert_eq!(app.count(DEVICES), wanted.len());
        let complete = app.get(IMPORTS).values().iter().filter(|import| {
            import["state"]["deviceImportStatus"] == "complete"
        }).count();
        prop_assert_eq!(complete, wanted.len());
    }
}
