//! How many devices are in which state, and which of them are shown.

use leptos::prelude::*;
use lifecycle::RegistrationState;

use super::view::use_tenant_view;
use crate::components::{Bar, Filters, chart, toggle};
use crate::i18n::use_i18n;
use crate::queries::TenantFilter;
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
    let on_toggle = move |key: String| {
        if let Some(state) = RegistrationState::ALL.into_iter().find(|state| state.key() == key) {
            view.filter.update(|filter| toggle(&mut filter.states, state));
        }
    };
    chart("chart-states", bars, chosen, on_toggle)
}

/// Search, columns, and what the filters come to.
#[component]
pub fn DeviceFilters() -> impl IntoView {
    let view = use_tenant_view();
    let filters = Filters {
        hint: "devices-search-hint",
        text: Signal::derive(move || view.filter.with(|filter| filter.text.clone())),
        on_search: Callback::new(move |text| view.filter.update(|filter| filter.text = text)),
        columns: Some(view.columns),
        is_filtered: Signal::derive(move || view.filter.with(|filter| *filter != TenantFilter::default())),
        on_clear: Callback::new(move |()| view.filter.set(TenantFilter::default())),
        shown: Signal::derive(move || {
            (view.shown.with(|shown| shown.len()), view.devices.with(|devices| devices.lines.len()))
        }),
        selected: view.selected,
    };
    filters.view()
}
