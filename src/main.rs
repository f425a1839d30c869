//! Mounts the single-page app, once the texts in the reader's language are there.

use leptos::{prelude::*, task::spawn_local};
use muster::{
    app::{App, AppProps},
    i18n,
};

/// Raised on the window when the app can't start; its detail is what the browser said. The boot script shows it.
const FAILED: &str = "muster:start-failed";

fn main() {
    spawn_local(async {
        match i18n::load(i18n::initial()).await {
            Ok(messages) => leptos::mount::mount_to_body(move || App(AppProps { messages })),
            Err(error) => {
                let init = web_sys::CustomEventInit::new();
                init.set_detail(&error);
                if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict(FAILED, &init) {
                    let raised = window().dispatch_event(&event);
                    debug_assert!(raised.is_ok(), "a fresh event can be raised");
                }
            }
        }
    });
}
