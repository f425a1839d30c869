//! The prompt that a new version is there. It is never taken without being asked for: work may be under way.

use gloo::events::EventListener;
use leptos::prelude::*;

use super::{Button, Look, when};
use crate::i18n::use_i18n;

/// Raised on the window by the boot script when a new version waits.
const READY: &str = "muster:update-ready";
/// Raised on the window by this prompt: the boot script lets the new version take over and loads it.
const APPLY: &str = "muster:apply-update";

/// The prompt.
#[component]
pub fn UpdatePrompt() -> impl IntoView {
    let i18n = use_i18n();
    // The boot script may have found it before this prompt was there to hear of it.
    let root = document().document_element();
    let waiting =
        root.and_then(|root| root.get_attribute("data-update")).is_some_and(|state| state == "ready");
    let ready = RwSignal::new(waiting);
    let listener = StoredValue::new_local(EventListener::new(&window(), READY, move |_| ready.set(true)));
    on_cleanup(move || listener.dispose());
    let apply = move |()| {
        if let Ok(event) = web_sys::Event::new(APPLY) {
            let raised = window().dispatch_event(&event);
            debug_assert!(raised.is_ok(), "a fresh event can be raised");
        }
    };
    view! {
        <div role="status">
            <Show when=when(move || ready.get())>
                <div class="update-prompt">
                    <p>{i18n.says("update-ready")}</p>
                    <Button
                        label=i18n.signal("update-apply")
                        look=Look::Primary
                        on_press=apply
                    />
                    <Button
                        label=i18n.signal("update-later")
                        on_press=move |()| ready.set(false)
                    />
                </div>
            </Show>
        </div>
    }
}
