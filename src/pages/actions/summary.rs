//! How many actions are how far and of which kind, and which of them are shown.

use leptos::prelude::*;
use lifecycle::action::Action;
use lifecycle::texts::Text;

use super::view::use_actions_view;
use crate::components::{Bar, BarChart, Button, Icon, Look, SearchBox, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::pages::manage::stage_words;
use crate::queries::{ActionFilter, Stage};
use crate::t;

/// The actions by how far they are: pressing a bar shows what it counts.
#[component]
pub fn Stages() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_actions_view();
    let bars = move || {
        let lines = view.lines.get();
        let bar = |stage: Stage| Bar {
            key: stage.key().to_owned(),
            label: stage_words(i18n, stage),
            count: lines.iter().filter(|line| line.stage == stage).count(),
        };
        Stage::ALL.into_iter().map(bar).filter(|bar| bar.count > 0).collect::<Vec<_>>()
    };
    let chosen =
        move || view.filter.with(|filter| filter.stages.iter().map(|it| it.key().to_owned()).collect());
    let toggle = move |key: String| {
        let Some(stage) = Stage::ALL.into_iter().find(|stage| stage.key() == key) else { return };
        view.filter.update(|filter| match filter.stages.iter().position(|known| *known == stage) {
            Some(at) => {
                filter.stages.remove(at);
            }
            None => filter.stages.push(stage),
        });
    };
    view! {
        <section class="models" aria-label=i18n.says("chart-stages")>
            <h2 class="small-head">{i18n.says("chart-stages")}</h2>
            <BarChart
                title=i18n.signal("chart-stages")
                bars=Signal::derive(bars)
                chosen=Signal::derive(chosen)
                on_toggle=toggle
            />
        </section>
    }
}

/// The actions by kind.
#[component]
pub fn Kinds() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_actions_view();
    let bars = move || {
        let lines = view.lines.get();
        let kinds = Action::PLAIN.map(|action| (action.key(), i18n.text(&action.text_id(), &[])));
        let kinds = kinds.into_iter().chain([("other", t!(i18n, "action-other"))]);
        let bar = |(key, label): (&str, String)| Bar {
            key: key.to_owned(),
            label,
            count: lines.iter().filter(|line| line.action.map_or("other", Action::key) == key).count(),
        };
        kinds.map(bar).filter(|bar| bar.count > 0).collect::<Vec<_>>()
    };
    let chosen = move || view.filter.with(|filter| filter.kinds.clone());
    let toggle = move |key: String| {
        view.filter.update(|filter| match filter.kinds.iter().position(|known| *known == key) {
            Some(at) => {
                filter.kinds.remove(at);
            }
            None => filter.kinds.push(key),
        });
    };
    view! {
        <section class="models" aria-label=i18n.says("chart-kinds")>
            <h2 class="small-head">{i18n.says("chart-kinds")}</h2>
            <BarChart
                title=i18n.signal("chart-kinds")
                bars=Signal::derive(bars)
                chosen=Signal::derive(chosen)
                on_toggle=toggle
            />
        </section>
    }
}

/// Search, and what the filters come to.
#[component]
pub fn Filters() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_actions_view();
    view! {
        <search class="filters" aria-label=i18n.says("filter")>
            <SearchBox
                text=Signal::derive(move || view.filter.with(|filter| filter.text.clone()))
                hint="actions-search-hint"
                on_search=move |text| view.filter.update(|filter| filter.text = text)
            />
            <Show when=when(move || view.filter.with(|filter| *filter != ActionFilter::default()))>
                <Button
                    label=i18n.signal("filter-clear")
                    icon=Icon::Close
                    look=Look::Subtle
                    on_press=move |()| view.filter.set(ActionFilter::default())
                />
            </Show>
            <p class="shown secondary" role="status">
                <span>
                    {live(move || {
                        let count = |number: usize| format::count(i18n.language(), number as u64);
                        let total = view.lines.with(|lines| lines.len());
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
