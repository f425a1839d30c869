//! How many devices are how and of which platform, and which of them are shown.

use leptos::prelude::*;

use super::view::use_manage_view;
use super::words;
use crate::components::{Bar, BarChart, Button, Icon, Look, SearchBox, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::queries::{Condition, MANAGED_COLUMNS, ManagedFilter, PLATFORMS, managed_column};
use crate::t;

/// The devices by how they are doing: pressing a bar shows what it counts.
#[component]
pub fn Conditions() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_manage_view();
    let bars = move || {
        let counts = view.devices.with(|devices| devices.conditions);
        let bar = |condition: Condition| Bar {
            key: condition.key().to_owned(),
            label: t!(i18n, &format!("condition-{}", condition.key())),
            count: counts[condition as usize],
        };
        Condition::ALL.map(bar).to_vec()
    };
    let chosen =
        move || view.filter.with(|filter| filter.conditions.iter().map(|it| it.key().to_owned()).collect());
    let toggle_one = move |key: String| {
        if let Some(condition) = Condition::ALL.into_iter().find(|condition| condition.key() == key) {
            view.filter.update(|filter| toggle(&mut filter.conditions, condition));
        }
    };
    view! {
        <section class="models" aria-label=i18n.says("chart-conditions")>
            <h2 class="small-head">{i18n.says("chart-conditions")}</h2>
            <BarChart
                title=i18n.signal("chart-conditions")
                bars=Signal::derive(bars)
                chosen=Signal::derive(chosen)
                on_toggle=toggle_one
            />
        </section>
    }
}

/// The devices by platform; a platform of which there is none isn't offered.
#[component]
pub fn Platforms() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_manage_view();
    let bars = move || {
        let counts = view.devices.with(|devices| devices.platforms);
        let all = PLATFORMS.into_iter().zip(counts).filter(|(_, count)| *count > 0);
        let bars = all.map(|((platform, key), count)| Bar {
            key: key.to_owned(),
            label: words::platform(i18n, platform),
            count,
        });
        bars.collect()
    };
    let chosen = move || {
        view.filter.with(|filter| filter.platforms.iter().map(|at| PLATFORMS[*at].1.to_owned()).collect())
    };
    let toggle_one = move |key: String| {
        if let Some(at) = PLATFORMS.iter().position(|(_, known)| *known == key) {
            view.filter.update(|filter| toggle(&mut filter.platforms, at));
        }
    };
    view! {
        <section class="models" aria-label=i18n.says("chart-platforms")>
            <h2 class="small-head">{i18n.says("chart-platforms")}</h2>
            <BarChart
                title=i18n.signal("chart-platforms")
                bars=Signal::derive(bars)
                chosen=Signal::derive(chosen)
                on_toggle=toggle_one
            />
        </section>
    }
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, one: T) {
    match chosen.iter().position(|known| *known == one) {
        Some(at) => {
            chosen.remove(at);
        }
        None => chosen.push(one),
    }
}

/// Search, columns, and what the filters come to.
#[component]
pub fn Filters() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_manage_view();
    view! {
        <search class="filters" aria-label=i18n.says("filter")>
            <SearchBox
                text=Signal::derive(move || view.filter.with(|filter| filter.text.clone()))
                hint="manage-search-hint"
                on_search=move |text| view.filter.update(|filter| filter.text = text)
            />
            <details class="columns-choice">
                <summary class="button subtle">{i18n.says("columns")}</summary>
                <fieldset class="choices card">
                    <legend class="visually-hidden">{i18n.says("columns")}</legend>
                    {(managed_column::PLATFORM..MANAGED_COLUMNS.len()).map(|at| view! { <ColumnChoice at /> }).collect_view()}
                </fieldset>
            </details>
            <Show when=when(move || view.filter.with(|filter| *filter != ManagedFilter::default()))>
                <Button
                    label=i18n.signal("filter-clear")
                    icon=Icon::Close
                    look=Look::Subtle
                    on_press=move |()| view.filter.set(ManagedFilter::default())
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
    let view = use_manage_view();
    view! {
        <label class="check-row">
            <input
                type="checkbox"
                prop:checked=move || view.columns.get() & 1 << at != 0
                on:change=move |_| view.toggle_column(at)
            />
            {i18n.says(MANAGED_COLUMNS[at])}
        </label>
    }
}
