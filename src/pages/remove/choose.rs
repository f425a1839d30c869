//! Choosing devices: by search, or by a list of serial numbers.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::view::use_remove_view;
use crate::components::{Button, DropZone, Icon, Look, SearchBox, live};
use crate::i18n::use_i18n;
use crate::queries::{find_serials, name_of, search, serials_in};
use crate::t;
use crate::tenant::use_tenant;

/// Devices that a search shows at most.
const MOST_FOUND: usize = 20;

pub fn view() -> AnyView {
    let i18n = use_i18n();
    let view = use_remove_view();
    let tenant = use_tenant();
    let look = move |()| {
        let serials = serials_in(&view.list.get_untracked());
        let found = find_serials(&view.known.get_untracked(), &serials);
        view.choose(&found.devices);
        view.found.set(Some(found));
    };
    // A file is read as text here: it is a list of serial numbers, and small.
    let dropped = move |data: web_sys::DataTransfer| {
        let Some(file) = data.files().and_then(|files| files.get(0)) else {
            return tenant.workspace.toasts.failed(t!(i18n, "drop-nothing"));
        };
        spawn_local(async move {
            match JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
                Some(text) => {
                    view.list.set(text);
                    look(());
                }
                None => tenant.workspace.toasts.failed(t!(i18n, "remove-unreadable", file = file.name())),
            }
        });
    };
    view! {
        <section class="card no-print" aria-label=i18n.says("remove-choose")>
            <h2>{i18n.says("remove-choose")}</h2>
            <SearchBox
                text=view.search
                hint="remove-search-hint"
                on_search=move |text| view.search.set(text)
            />
            {live(results)}
            <details class="serial-list" prop:open=move || view.found.with(Option::is_some)>
                <summary>{i18n.says("remove-list")}</summary>
                <DropZone on_drop=dropped invitation=i18n.signal("remove-drop")>
                    <div class="field">
                        <label for="remove-serials">{i18n.says("remove-list-label")}</label>
                        <textarea
                            id="remove-serials"
                            class="input mono"
                            rows="4"
                            spellcheck="false"
                            aria-describedby="remove-serials-hint"
                            prop:value=move || view.list.get()
                            on:input:target=move |input| view.list.set(input.target().value())
                        ></textarea>
                        <p id="remove-serials-hint" class="secondary">{i18n.says("remove-list-hint")}</p>
                    </div>
                </DropZone>
                <Button
                    label=i18n.signal("remove-list-find")
                    icon=Icon::Search
                    reason=Signal::derive(move || {
                        view.list.with(|list| list.trim().is_empty()).then(|| t!(i18n, "remove-list-empty"))
                    })
                    on_press=look
                />
                <div role="status">{live(found)}</div>
            </details>
        </section>
    }
    .into_any()
}

/// The devices that were found by what is typed.
fn results() -> Option<AnyView> {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let text = view.search.get();
    if text.trim().is_empty() {
        return None;
    }
    let known = view.known.get();
    let chosen = view.chosen.get();
    let there = view.stay.get().records();
    let found = search(&known, &text, MOST_FOUND);
    if found.is_empty() {
        return Some(
            view! { <p class="secondary" role="status">{t!(i18n, "remove-search-none")}</p> }.into_any(),
        );
    }
    let rows = found.into_iter().filter_map(|at| {
        let candidate = known.candidate(&at, None)?;
        let (name, serial) = (name_of(&candidate.records), candidate.serial().to_owned());
        let reason = (chosen.contains(&at) || there.contains(&at)).then(|| t!(i18n, "remove-chosen-already"));
        let label = t!(i18n, "remove-add", name = name.as_str());
        let row = view! {
            <li>
                <Button
                    label=Signal::stored(label)
                    icon=Icon::Add
                    look=Look::Subtle
                    reason=Signal::stored(reason)
                    on_press=move |()| {
                        view.choose(std::slice::from_ref(&at));
                    }
                />
                <span class="secondary mono">{serial}</span>
            </li>
        };
        Some(row.into_any())
    });
    let label = t!(i18n, "remove-found");
    Some(view! { <ul class="plain-list" aria-label=label>{rows.collect::<Vec<AnyView>>()}</ul> }.into_any())
}

/// What came of a list of serial numbers.
fn found() -> Option<AnyView> {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let found = view.found.get()?;
    let list = |serials: &[String], said: String| {
        if serials.is_empty() {
            return ().into_any();
        }
        view! { <p class="plans" tabindex="0">{said} " " <span class="mono">{serials.join(", ")}</span></p> }
            .into_any()
    };
    let shown = view! {
        <p>
            <strong>{t!(i18n, "remove-list-found", count = found.devices.len())}</strong>
        </p>
        {list(&found.missing, t!(i18n, "remove-list-missing", count = found.missing.len()))}
        {list(&found.vague, t!(i18n, "remove-list-vague", count = found.vague.len()))}
        {list(&found.twice, t!(i18n, "remove-list-twice", count = found.twice.len()))}
    };
    Some(shown.into_any())
}
