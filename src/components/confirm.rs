//! What a person gives with their word: the reason, and the number of devices.

use leptos::prelude::*;
use lifecycle::limits::JUSTIFICATION;

use super::{live, when};
use crate::i18n::use_i18n;
use crate::t;

/// Why it is asked for: a second administrator may want to know. `id` is the field's.
pub fn reason_field(id: &'static str, reason: RwSignal<String>) -> AnyView {
    let i18n = use_i18n();
    let hint = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>{i18n.says("ask-reason")}</label>
            <textarea
                id=id
                class="input"
                rows="2"
                maxlength=JUSTIFICATION
                aria-describedby=hint.clone()
                prop:value=move || reason.get()
                on:input:target=move |input| reason.set(input.target().value())
            ></textarea>
            <p id=hint class="secondary">{i18n.says("ask-reason-hint")}</p>
        </div>
    }
    .into_any()
}

/// The number of devices, to be typed where one is wanted. `id` is the field's.
pub fn number_field(
    id: &str,
    wanted: impl Fn() -> Option<usize> + Send + Sync + 'static,
    typed: RwSignal<String>,
) -> AnyView {
    let i18n = use_i18n();
    let (id, wanted) = (StoredValue::new(id.to_owned()), Signal::derive(wanted));
    let label = move || t!(i18n, "ask-typed", count = wanted.get().unwrap_or_default());
    view! {
        <Show when=when(move || wanted.get().is_some())>
            <div class="field">
                <label for=id.get_value()>{live(label)}</label>
                <input
                    id=id.get_value()
                    class="input"
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=move || typed.get()
                    on:input:target=move |input| typed.set(input.target().value())
                />
            </div>
        </Show>
    }
    .into_any()
}
