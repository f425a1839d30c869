//! How far a long piece of work is, and ways to halt and to stop it.

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
    /// Whether it is halted.
    #[prop(into)]
    paused: Signal<bool>,
    /// Called when the reader halts it, or lets it go on.
    #[prop(into)]
    on_pause: Callback<()>,
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
            {move || {
                let (label, icon) = if paused.get() { ("resume", Icon::Play) } else { ("pause", Icon::Pause) };
                view! { <Button label=i18n.signal(label) icon look=Look::Subtle on_press=on_pause /> }
            }}
            <Button
                label=i18n.signal("cancel")
                icon=Icon::Close
                look=Look::Subtle
                on_press=on_cancel
            />
        </section>
    }
}
