//! The reader's own values.

use leptos::prelude::*;

use super::view::use_view;
use crate::collect::{Field, Source, Way};
use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::t;

#[component]
pub fn ValuesForm() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    view! {
        <Show when=when(move || !view.fields().is_empty())>
            <section class="card collect-form" aria-labelledby="collect-values">
                <h2 id="collect-values">{i18n.says("collect-values")}</h2>
                <Show when=when(move || view.way.get() == Way::ActiveDirectory)>
                    <SourceChoice />
                </Show>
                <For each=move || view.fields().to_vec() key=|field| *field let:field>
                    <FieldView field />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn SourceChoice() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let choice = move |source: Source, label: &'static str| {
        view! {
            <label class="check-row">
                <input
                    type="radio"
                    name="collect-source"
                    prop:checked=move || view.entries.with(|entries| entries.source == source)
                    on:change=move |_| view.entries.update(|entries| entries.source = source)
                />
                <span>{i18n.says(label)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="collect-source">
            <legend>{i18n.says("collect-source")}</legend>
            {choice(Source::Named, "collect-source-named")}
            {choice(Source::Directory, "collect-source-directory")}
        </fieldset>
    }
}

#[component]
fn FieldView(field: Field) -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let id = field.label();
    let hint = field.hint();
    let error = format!("{id}-error");
    let described = format!("{hint} {error}");

    let text = move || view.entries.with(|entries| entries.get(field).to_owned());
    let change = move |text: String| view.entries.update(|entries| entries.set(field, text));
    let leave = move |_| view.touched.update(|touched| _ = touched.insert(field));
    let problem = Memo::new(move |_| {
        let shown = view.touched.with(|touched| touched.contains(&field));
        let problem = view.checked.with(|checked| checked.problem(field).cloned());
        problem.filter(|_| shown)
    });
    let invalid = move || problem.with(Option::is_some).to_string();
    let required = field.is_required().to_string();

    let control = if field.is_long() {
        view! {
            <textarea
                id=id
                class="textarea"
                rows="6"
                spellcheck="false"
                autocapitalize="off"
                aria-required=required
                aria-invalid=invalid
                aria-describedby=described
                prop:value=text
                on:input:target=move |event| change(event.target().value())
                on:blur=leave
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="off"
                aria-required=required
                aria-invalid=invalid
                aria-describedby=described
                prop:value=text
                on:input:target=move |event| change(event.target().value())
                on:blur=leave
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>
                {live(move || t!(i18n, field.label()))}
                {(!field.is_required())
                    .then(|| view! { <span class="secondary">" ("{i18n.says("collect-optional")}")"</span> })}
            </label>
            <span id=hint class="secondary">
                {live(move || t!(i18n, field.hint()))}
            </span>
            {control}
            <span id=error class="field-error" aria-live="polite">
                {live(move || problem.get().map(|problem| i18n.with(|messages| problem.text(messages))))}
            </span>
        </div>
    }
}
