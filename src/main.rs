//! Mounts the single-page app, once the texts in the reader's language are there.

use leptos::prelude::*;
use muster::{
    app::{App, AppProps},
    i18n,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Raised on the window when the app can't start; its detail is what the browser said. The boot script shows it.
const FAILED: &str = "muster:start-failed";

/// Raised on the window when the program fails at something it should not fail at; its detail is where and at what.
const STOPPED: &str = "muster:stopped";

fn main() {
    std::panic::set_hook(Box::new(|info| raise(STOPPED, &info.to_string().into())));
    // The runtime of Leptos, which its own `spawn_local` needs, begins with the mount.
    spawn_local(async {
        match i18n::load(i18n::initial()).await {
            Ok(messages) => leptos::mount::mount_to_body(move || App(AppProps { messages })),
            Err(error) => raise(FAILED, &error),
        }
    });
}

fn raise(name: &str, detail: &JsValue) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict(name, &init) {
        let raised = window().dispatch_event(&event);
        debug_assert!(raised.is_ok(), "a fresh event can be raised");
    }
}
