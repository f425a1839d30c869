//! What is known of one row of a list, beside the list or in its place.

use leptos::{ev, html, prelude::*};

use super::{Button, Icon, Look, live};
use crate::i18n::use_i18n;
use crate::t;

/// Up to this width of the window, px, there is no room for list and details; the style sheet says the same.
const NARROW: f64 = 1100.0;

/// The frame around the details of the row whose key `active` holds: a heading, and a way to close it.
#[component]
pub fn DetailsPane(
    /// The serial number, or what is said where there is none.
    #[prop(into)]
    title: Signal<String>,
    /// What it is.
    #[prop(into)]
    subtitle: Signal<String>,
    /// The row; set to none when the reader closes this.
    active: RwSignal<Option<u64>>,
    /// Whether the keyboard is to come here; set to false when it did.
    entered: RwSignal<bool>,
    /// The details.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        let Some(heading) = heading.get() else { return };
        active.track();
        // By pointer, the keyboard stays in the list, unless this has taken its place.
        let called = entered.get();
        if called || is_alone() {
            // Only then: to set it makes this run again.
            if called {
                entered.set(false);
            }
            let focused = heading.focus();
            debug_assert!(focused.is_ok(), "a heading with a tab index takes focus");
        }
    });
    view! {
        <aside
            class="details card"
            aria-label=move || t!(i18n, "details", serial = title.get())
            on:keydown=move |event: ev::KeyboardEvent| {
                if event.key() == "Escape" {
                    active.set(None);
                }
            }
        >
            <header class="dialog-head">
                <div>
                    <h2 class="mono" tabindex="-1" node_ref=heading>
                        {live(move || title.get())}
                    </h2>
                    <p class="secondary">{live(move || subtitle.get())}</p>
                </div>
                <Button
                    label=i18n.signal("close")
                    icon=Icon::Close
                    icon_only=true
                    look=Look::Subtle
                    on_press=move |()| active.set(None)
                />
            </header>
            {children()}
        </aside>
    }
}

/// Whether the details stand in the place of the list.
fn is_alone() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width <= NARROW)
}
