//! How many devices are how and of which platform, and which of them are shown.

use leptos::prelude::*;

use super::view::use_manage_view;
use super::words;
use crate::components::{Bar, Filters, chart, toggle};
use crate::i18n::use_i18n;
use crate::queries::{Condition, ManagedFilter, PLATFORMS};
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
    chart("chart-conditions", bars, chosen, toggle_one)
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
    chart("chart-platforms", bars, chosen, toggle_one)
}

/// Search, columns, and what the filters come to.
#[component]
pub fn DeviceFilters() -> impl IntoView {
    let view = use_manage_view();
    let filters = Filters {
        hint: "manage-search-hint",
        text: Signal::derive(move || view.filter.with(|filter| filter.text.clone())),
        on_search: Callback::new(move |text| view.filter.update(|filter| filter.text = text)),
        columns: Some(view.columns),
        is_filtered: Signal::derive(move || view.filter.with(|filter| *filter != ManagedFilter::default())),
        on_clear: Callback::new(move |()| view.filter.set(ManagedFilter::default())),
        shown: Signal::derive(move || {
            (view.shown.with(|shown| shown.len()), view.devices.with(|devices| devices.lines.len()))
        }),
        selected: view.selected,
    };
    filters.view()
}
