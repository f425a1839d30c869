//! How many devices are in which state, and which of them are shown.

use leptos::prelude::*;
use lifecycle::RegistrationState;

use super::view::use_tenant_view;
use crate::components::{Bar, BarChart, Button, Icon, Look, SearchBox, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::queries::{TENANT_COLUMNS, TenantFilter, column};
use crate::t;

/// The devices by state: pressing a bar shows what it counts.
#[component]
pub fn States() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_tenant_view();
    let bars = move || {
        let counts = view.devices.with(|devices| devices.counts);
        let bar = |state: RegistrationState| Bar {
            key: state.key().to_owned(),
            label: t!(i18n, &format!("state-{}", state.key())),
            count: counts[state as usize],
        };
        RegistrationState::ALL.map(bar).to_vec()
    };
    let chosen =
        move || view.filter.with(|filter| filter.states.iter().map(|state| state.key().to_owned()).collect());
    let toggle = move |key: String| {
        let Some(state) = RegistrationState::ALL.into_iter().find(|state| state.key() == key) else { return };
        view.filter.update(|filter| match filter.states.iter().position(|chosen| *chosen == state) {
            Some(at) => {
                filter.states.remove(at);
            }
            None => filter.states.push(state),
        });
    };
    view! {
        <section class="models" aria-label=i18n.says("chart-states")>
            <h2 class="small-head">{i18n.says("chart-states")}</h2>
            <BarChart
                title=i18n.signal("chart-states")
                bars=Signal::derive(bars)
                chosen=Signal::derive(chosen)
                on_toggle=toggle
            />
        </section>
    }
}

/// Search, columns, and what the filters come to.
#[component]
pub fn Filters() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_tenant_view();
    view! {
        <search class="filters" aria-label=i18n.says("filter")>
            <SearchBox
                text=Signal::derive(move || view.filter.with(|filter| filter.text.clone()))
                hint="devices-search-hint"
                on_search=move |text| view.filter.update(|filter| filter.text = text)
            />
            <details class="columns-choice">
                <summary class="button subtle">{i18n.says("columns")}</summary>
                <fieldset class="choices card">
                    <legend class="visually-hidden">{i18n.says("columns")}</legend>
                    {(column::MANUFACTURER..TENANT_COLUMNS.len()).map(|at| view! { <ColumnChoice at /> }).collect_view()}
                </fieldset>
            </details>
            <Show when=when(move || view.filter.with(|filter| *filter != TenantFilter::default()))>
                <Button
                    label=i18n.signal("filter-clear")
                    icon=Icon::Close
                    look=Look::Subtle
                    on_press=move |()| view.filter.set(TenantFilter::default())
                />
            </Show>
            <p class="shown secondary" role="status">
                <span>
                    {live(move || {
                        let count = |number: usize| format::count(i18n.language(), number as u64);
                        let total = view.devices.with(|devices| devices.lines.len());
                        t!(i18n, "filter-shown", shown = count(view.shown.with(|shown| shown.len())), total = count(total))
                    })}
                </span>
                <strong>
                    {live(move || {
                        let count = view.selected.with(std::collections::HashSet::len);
                        (count > 0).then(|| t!(i18n, "filter-selected", count = count))
                    })}
                </strong>
            </p>
        </search>
    }
}

#[component]
fn ColumnChoice(at: usize) -> impl IntoView {
    let i18n = use_i18n();
    let view = use_tenant_view();
    view! {
        <label class="check-row">
            <input
                type="checkbox"
                prop:checked=move || view.columns.get() & 1 << at != 0
                on:change=move |_| view.toggle_column(at)
            />
            {i18n.says(TENANT_COLUMNS[at])}
        </label>
    }
}
