//! How far a long piece of work is, and a way to stop it.

use leptos::prelude::*;

use super::{Button, Icon, Look, live};
use crate::i18n::use_i18n;

/// A progress bar with words beside it.
#[component]
pub fn ProgressStrip(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// How fast, how long still.
    #[prop(into)]
    detail: Signal<String>,
    /// From 0 to 1.
    #[prop(into)]
    done: Signal<f64>,
    /// Called when the reader stops it.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="progress-strip" aria-label=move || label.get()>
            <div class="progress-words">
                <strong>{live(move || label.get())}</strong>
                <span class="secondary">{live(move || detail.get())}</span>
            </div>
            <progress max="1" prop:value=move || done.get() aria-label=move || label.get()></progress>
            <Button
                label=i18n.signal("cancel")
                icon=Icon::Close
                look=Look::Subtle
                on_press=on_cancel
            />
        </section>
    }
}
