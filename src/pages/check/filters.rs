//! Which devices are shown.

use std::collections::HashSet;

use device_csv::order::sort_by;
use device_csv::{FileId, Filter};
use leptos::prelude::*;

use super::serials::SerialsDialog;
use super::view::use_view;
use crate::components::{Button, Icon, Look, SearchBox, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::queries::Shown;
use crate::t;
use crate::workspace::use_workspace;

/// The value of the option that stands for all: no name of a device can be so.
const ALL: &str = "\u{0}";

#[component]
pub fn Filters() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let serials = RwSignal::new(false);
    let distinct = move |value: fn(&(String, String)) -> &String| {
        Memo::new(move |_| {
            let mut values: Vec<String> = view
                .devices
                .with(|devices| {
                    devices.models_in_use().map(|model| value(model).clone()).collect::<HashSet<_>>()
                })
                .into_iter()
                .collect();
            sort_by(&mut values, Ord::cmp);
            values
        })
    };
    let manufacturers = distinct(|(manufacturer, _)| manufacturer);
    let models = distinct(|(_, model)| model);
    let files = Memo::new(move |_| {
        workspace.set.with(|set| {
            set.files()
                .filter(|file| file.rows > 0)
                .map(|file| (file.id, file.path.clone()))
                .collect::<Vec<_>>()
        })
    });
    let choose_manufacturer = move |chosen: Option<String>| {
        view.filter.update(|filter| filter.manufacturers = chosen.into_iter().collect());
    };
    let choose_model = move |chosen: Option<String>| {
        view.filter.update(|filter| filter.models = chosen.into_iter().collect());
    };
    let choose_file = move |chosen: Option<String>| {
        let chosen = chosen.and_then(|id| id.parse().ok()).map(FileId);
        view.filter.update(|filter| filter.files = chosen.into_iter().collect());
    };
    view! {
        <search class="filters" aria-label=i18n.says("filter")>
            <SearchBox
                text=Signal::derive(move || view.filter.with(|filter| filter.text.clone()))
                hint="filter-hint"
                on_search=move |text| view.filter.update(|filter| filter.text = text)
            />
            <State />
            <Choose
                label="filter-manufacturer"
                all="filter-manufacturer-all"
                options=Signal::derive(move || manufacturers.get().into_iter().map(|name| (name.clone(), name)).collect())
                chosen=Signal::derive(move || view.filter.with(|filter| filter.manufacturers.iter().next().cloned()))
                on_choose=choose_manufacturer
            />
            <Choose
                label="filter-model"
                all="filter-model-all"
                options=Signal::derive(move || models.get().into_iter().map(|name| (name.clone(), name)).collect())
                chosen=Signal::derive(move || view.filter.with(|filter| filter.models.iter().next().cloned()))
                on_choose=choose_model
            />
            <Choose
                label="filter-file"
                all="filter-file-all"
                options=Signal::derive(move || files.get().into_iter().map(|(id, path)| (id.0.to_string(), path)).collect())
                chosen=Signal::derive(move || view.filter.with(|filter| filter.files.iter().next().map(|id| id.0.to_string())))
                on_choose=choose_file
            />
            <Button
                label=i18n.signal("filter-serials")
                icon=Icon::Filter
                look=Look::Subtle
                on_press=move |()| serials.set(true)
            />
            <Result />
        </search>
        <SerialsDialog open=serials />
    }
}

/// A list of values of which one is chosen, or all.
#[component]
fn Choose(
    label: &'static str,
    all: &'static str,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(into)] chosen: Signal<Option<String>>,
    #[prop(into)] on_choose: Callback<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <select
            class="select"
            aria-label=i18n.says(label)
            on:change:target=move |change| {
                let value = change.target().value();
                on_choose.run((value != ALL).then_some(value));
            }
        >
            <option value=ALL prop:selected=move || chosen.with(Option::is_none)>{live(move || t!(i18n, all))}</option>
            {live(move || {
                options
                    .get()
                    .into_iter()
                    .map(|(key, name)| {
                        let is_chosen = {
                            let key = key.clone();
                            move || chosen.with(|chosen| chosen.as_ref() == Some(&key))
                        };
                        let name = if name.is_empty() { t!(i18n, "value-unknown") } else { name };
                        view! { <option value=key prop:selected=is_chosen>{name}</option> }
                    })
                    .collect_view()
            })}
        </select>
    }
}

#[component]
fn State() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    view! {
        <select
            class="select"
            aria-label=i18n.says("filter-severity")
            prop:value=move || view.choice.get().title()
            on:change:target=move |change| {
                let value = change.target().value();
                let chosen = Shown::ALL.into_iter().find(|shown| shown.title() == value);
                view.choice.set(chosen.unwrap_or_default());
            }
        >
            {Shown::ALL
                .map(|shown| {
                    view! {
                        <option value=shown.title() prop:selected=move || view.choice.get() == shown>
                            {live(move || t!(i18n, shown.title()))}
                        </option>
                    }
                })}
        </select>
    }
}

/// What the filters come to, and a way out of them.
#[component]
fn Result() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let is_filtered =
        move || view.choice.get() != Shown::All || view.filter.with(|filter| *filter != Filter::default());
    view! {
        <Show when=when(is_filtered)>
            <Button
                label=i18n.signal("filter-clear")
                icon=Icon::Close
                look=Look::Subtle
                on_press=move |()| view.clear_filters()
            />
        </Show>
        <p class="shown secondary" role="status">
            <span>
                {live(move || {
                    let count = |number: usize| format::count(i18n.language(), number as u64);
                    let total = view.devices.with(|devices| devices.count(|device| !device.excluded));
                    t!(i18n, "filter-shown", shown = count(view.shown.with(|shown| shown.len())), total = count(total))
                })}
            </span>
            <Show when=when(move || view.selected.with(|selected| !selected.is_empty()))>
                <strong>{live(move || t!(i18n, "filter-selected", count = view.selected.with(HashSet::len)))}</strong>
            </Show>
        </p>
    }
}
