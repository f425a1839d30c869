//! Files that somebody wrote who knows the passphrase. In a real browser.

use std::rc::Rc;

use graph::{Remote, wire::Wipe as WipeBody};
use lifecycle::action::{Action as Asked, Wipe};
use lifecycle::removal::{First, Goal, Place, Plan, Record as Known, identify, plan};
use outbox::{Action, Intent, Order, Removal, State};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;
use workspace_file::{FileError, Part, Record, end, record};

use super::open_workspace_file::WorkspaceFile;
use super::save_workspace::{Course, MANIFEST, WorkspaceError};
use crate::sealed::{SealError, SealedFile};
use crate::store::{SCHEMA, Table};
use crate::wire::{self, Manifest};

const PASSPHRASE: &str = "mast gull tar barley";

/// A plan to wipe a device and to deregister it.
fn made() -> Plan {
    let found = |place, id: &str| Known {
        serial: Some("S-1".to_owned()),
        device_id: Some("d-1".to_owned()),
        ..Known::new(place, id)
    };
    let identity = identify(&found(Place::Autopilot, "a-1"), &[found(Place::Intune, "m-1")]);
    let goal = Goal::Deregister { first: Some(First::Wipe(Wipe::PLAIN)), with_object: false };
    plan(&identity.expect("one in each place"), &goal, 0).expect("nothing stands against it")
}

fn removal(plan: Plan, ids: usize) -> Action {
    Action::Removal(Removal::new(plan, (0..ids).map(|at| format!("step-{at}"))))
}

/// A file with those intents.
async fn file(actions: Vec<(Action, State)>) -> Blob {
    let mut file = SealedFile::begin(PASSPHRASE).await.unwrap();
    let manifest = Manifest { made: 1_800_000_000, program: "0.1.0".to_owned(), schema: SCHEMA };
    let this = Record { table: MANIFEST.to_owned(), key: Vec::new() };
    file.write(&record(&this, &wire::encode(&manifest))).await.unwrap();
    for (seq, (action, state)) in (1..).zip(actions) {
        let intent = Intent::new(format!("intent-{seq}"), "http://t", 1, action);
        let intent = Intent { seq, state, ..intent };
        let this = Record { table: Table::Intents.name().to_owned(), key: vec![Part::Number(seq)] };
        file.write(&record(&this, &wire::encode(&intent))).await.unwrap();
    }
    file.write(&end()).await.unwrap();
    file.finish().await.unwrap()
}

async fn read(actions: Vec<(Action, State)>) -> Result<WorkspaceFile, WorkspaceError> {
    WorkspaceFile::read(&file(actions).await, PASSPHRASE, &Course::new(Rc::default(), |_| ())).await
}

#[wasm_bindgen_test]
async fn it_is_told_what_in_a_file_destroys() {
    let order = |remote| Action::Order(Order::new("m-1", remote));
    let wipe = || order(Remote::Wipe(WipeBody::default()));
    let steps = made().steps.len();
    let file = read(vec![
        (wipe(), State::Waiting),
        (wipe(), State::Sent),
        (wipe(), State::Done),
        (order(Remote::Retire), State::Held),
        (order(Remote::Restart), State::Waiting),
        (removal(made(), steps), State::Waiting),
        (removal(made(), steps), State::Withdrawn),
    ])
    .await;
    let preview = file.unwrap_or_else(|error| panic!("{error:?}")).preview;
    assert_eq!((preview.intents, preview.plans), ((5, 4), (2, 1)));
    assert_eq!(preview.destroying, [(Asked::Wipe(Wipe::PLAIN), 2), (Asked::Retire, 1)]);
}

// DR-2: whatever is confirmed of it later, such a plan could take the registration of a device that is still managed.
#[wasm_bindgen_test]
async fn a_file_with_a_plan_that_nobody_could_have_made_is_refused() {
    let steps = made().steps.len();
    let mut hasty = made();
    hasty.steps.iter_mut().for_each(|step| step.needs.clear());
    let mut of_another = made();
    "m-2".clone_into(&mut of_another.steps[0].record.id);
    for forged in [removal(hasty, steps), removal(of_another, steps), removal(made(), steps - 1)] {
        let refused = read(vec![(forged, State::Waiting)]).await.err();
        assert_eq!(refused, Some(WorkspaceError::File(SealError::File(FileError::Content))));
    }
}
