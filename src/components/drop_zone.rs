//! A part of the page that files can be dropped on.

use leptos::{ev, prelude::*};

use super::live;

/// Takes drops anywhere on its content; while something hangs above it, it shows that it would take it.
#[component]
pub fn DropZone(
    /// Called with what was dropped. It must be read before the handler returns: the browser empties it then.
    #[prop(into)]
    on_drop: UnsyncCallback<web_sys::DataTransfer>,
    /// What is shown over the content while files hang above it.
    #[prop(into)]
    invitation: Signal<String>,
    /// The content.
    children: Children,
) -> impl IntoView {
    // Entering a child is reported before leaving its parent: count, rather than believe each report.
    let depth = RwSignal::new(0_i32);
    let enter = move |event: ev::DragEvent| {
        event.prevent_default();
        depth.update(|depth| *depth += 1);
    };
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        depth.set(0);
        if let Some(data) = event.data_transfer() {
            on_drop.run(data);
        }
    };
    view! {
        <div
            class="drop-zone"
            class:hovered=move || { depth.get() > 0 }
            on:dragenter=enter
            on:dragover=move |event: ev::DragEvent| event.prevent_default()
            on:dragleave=move |_| depth.update(|depth| *depth = (*depth - 1).max(0))
            on:drop=drop
        >
            {children()}
            <div class="drop-invitation" aria-hidden="true">{live(move || invitation.get())}</div>
        </div>
    }
}
