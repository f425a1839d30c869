//! Short notices at the edge of the page: what was done, what went wrong.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::{Button, Icon, IconView, Look};
use crate::i18n::use_i18n;

/// How long a notice of success stays. Errors stay until they are closed.
const STAYS_MS: u32 = 8_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Done,
    Failed,
}

#[derive(Clone, Debug, PartialEq)]
struct Toast {
    id: u32,
    kind: Kind,
    text: String,
}

/// The notices that are shown.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Says that something was done. It goes by itself.
    pub fn done(self, text: String) {
        let id = self.push(Kind::Done, text);
        Timeout::new(STAYS_MS, move || self.close(id)).forget();
    }

    /// Says that something went wrong, to what, and what to do. It stays until it is closed.
    pub fn failed(self, text: String) {
        self.push(Kind::Failed, text);
    }

    fn push(self, kind: Kind, text: String) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|shown| {
            // The same news twice is one notice.
            shown.retain(|toast| toast.text != text);
            shown.push(Toast { id, kind, text });
        });
        id
    }

    fn close(self, id: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Makes notices possible for everything below.
pub fn provide_toasts() {
    provide_context(Toasts { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
}

/// The notices.
///
/// # Panics
/// Outside the app's shell.
#[must_use]
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where notices appear. It is always in the page, so that screen readers read what is added to it.
#[component]
pub fn ToastArea() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="log" aria-live="polite" aria-label=i18n.says("notices")>
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <div class=match toast.kind {
                    Kind::Done => "toast done",
                    Kind::Failed => "toast failed",
                }>
                    <IconView icon=match toast.kind {
                        Kind::Done => Icon::Success,
                        Kind::Failed => Icon::Error,
                    } />
                    <p>{toast.text.clone()}</p>
                    <Button
                        label=i18n.signal("close")
                        icon=Icon::Close
                        icon_only=true
                        look=Look::Subtle
                        on_press=move |()| toasts.close(toast.id)
                    />
                </div>
            </For>
        </div>
    }
}
