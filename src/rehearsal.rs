//! Checks a small made-up file out of sight, before there is one to check.
//!
//! Browsers compile a function of a program when it is called for the first time. To show the first rows of a file takes some
//! thousand functions, so that it took several times as long as to show them again; and that just while workers want the processor.

use std::time::Duration;

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    components::{provide_toasts, use_toasts},
    i18n::use_i18n,
    ingest::pasted,
    pages::{CheckPage, provide_view},
    tasks::check_files,
    workspace::{Workspace, use_workspace},
};

/// How long after everything is loaded it begins.
const BEGIN: Duration = Duration::from_millis(500);

/// How long after the file was read the page is shown once more, and is gone.
const END: Duration = Duration::from_millis(100);

/// More rows than come at first: those of a large file are taken in as they come.
const ROWS: usize = 60;

/// Has it done once the workspace is loaded, if there is nothing in it.
pub fn rehearse() {
    let workspace = use_workspace();
    let Some(owner) = Owner::current() else { return };
    Effect::new(move || {
        if workspace.loaded.get() {
            let owner = owner.clone();
            set_timeout(move || owner.with(|| begin(workspace)), BEGIN);
        }
    });
}

fn begin(open: Workspace) {
    let is_busy = open.reading.with_untracked(Option::is_some);
    if is_busy || open.set.with_untracked(|set| set.files().next().is_some()) {
        return;
    }
    let Ok(nowhere) = document().create_element("div") else { return };
    let handle = StoredValue::new_local(None);
    let mounted = mount_to(nowhere.unchecked_into(), move || {
        provide_toasts();
        let workspace = Workspace::apart(use_i18n(), use_toasts());
        provide_context(workspace);
        provide_view();
        check_files(workspace, pasted(&made_up(), "rehearsal.csv"));
        Effect::new(move |begun: Option<bool>| {
            let is_reading = workspace.reading.with(Option::is_some);
            if begun == Some(true) && !is_reading {
                set_timeout(move || handle.dispose(), END);
            }
            is_reading
        });
        view! { <CheckPage /> }
    });
    handle.set_value(Some(mounted));
}

/// A table of devices without hashes.
fn made_up() -> String {
    let header = "Device Serial Number,Manufacturer name,Device model,Group Tag\r\n".to_owned();
    let rows = (0..ROWS).map(|number| format!("REHEARSAL-{number},Contoso,Slate,\r\n"));
    std::iter::once(header).chain(rows).collect()
}
