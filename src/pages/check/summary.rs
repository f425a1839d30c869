//! The set at a glance: counts that filter, its files, and devices by model.

use leptos::prelude::*;

use super::files::Files;
use super::view::use_view;
use crate::components::{Bar, BarChart, Icon, IconView, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::queries::{ModelCount, Shown, models};
use crate::t;

/// Models that the chart shows before it adds up the rest.
const CHART_MODELS: usize = 4;

#[component]
pub fn Summary() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    view! {
        <section class="summary" aria-label=i18n.says("summary")>
            <div class="summary-start">
            <div class="tiles">
                <Tile shown=Shown::All label="summary-devices" icon=Icon::Device class="severity-info" />
                <Tile shown=Shown::Ready label="summary-ready" icon=Icon::Success class="severity-none" />
                <Tile shown=Shown::Warnings label="summary-warnings" icon=Icon::Warning class="severity-warning" />
                <Tile shown=Shown::Errors label="summary-errors" icon=Icon::Error class="severity-error" />
                <Tile shown=Shown::Duplicates label="summary-duplicates" icon=Icon::Copy class="severity-info" />
            </div>
            <Files />
            </div>
            <Show when=when(move || view.devices.with(|devices| devices.all.iter().any(|device| !device.excluded)))>
                <Models />
            </Show>
        </section>
    }
}

/// A count that, when pressed, shows the devices it counts.
#[component]
fn Tile(shown: Shown, label: &'static str, icon: Icon, class: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let count = Memo::new(move |_| {
        view.devices.with(|devices| match shown {
            // Rows, not devices: that is what was dropped.
            Shown::Duplicates => devices.all.iter().map(|device| device.duplicates as usize).sum(),
            shown => devices.count(|device| shown.takes(device)),
        })
    });
    let chosen = move || view.choice.get() == shown;
    view! {
        <button
            type="button"
            class="tile"
            aria-pressed=move || chosen().to_string()
            on:click=move |_| view.choice.set(if chosen() { Shown::All } else { shown })
        >
            <span class=class>
                <IconView icon />
            </span>
            <span class="tile-count">{live(move || format::count(i18n.language(), count.get() as u64))}</span>
            <span class="tile-label">{i18n.says(label)}</span>
        </button>
    }
}

#[component]
fn Models() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let all = Memo::new(move |_| view.devices.with(|devices| models(devices)));
    let bars = move || {
        all.get()
            .into_iter()
            .take(CHART_MODELS)
            .map(|ModelCount { manufacturer, model, count }| {
                let label = if model.is_empty() {
                    t!(i18n, "model-unknown")
                } else {
                    format::model(&manufacturer, &model)
                };
                Bar { key: model, label, count }
            })
            .collect::<Vec<_>>()
    };
    let chosen = move || view.filter.with(|filter| filter.models.iter().cloned().collect::<Vec<_>>());
    let toggle = move |model: String| {
        view.filter.update(|filter| {
            if !filter.models.remove(&model) {
                filter.models.insert(model);
            }
        });
    };
    let others = move || all.with(|all| all.len().saturating_sub(CHART_MODELS));
    view! {
        <div class="models">
            <h2 class="small-head">{i18n.says("chart-models")}</h2>
            <BarChart
                title=i18n.signal("chart-models")
                bars=Signal::derive(bars)
                chosen=Signal::derive(chosen)
                on_toggle=toggle
            />
            <Show when=when(move || { others() > 0 })>
                <p class="secondary">{live(move || t!(i18n, "chart-others", count = others()))}</p>
            </Show>
        </div>
    }
}
