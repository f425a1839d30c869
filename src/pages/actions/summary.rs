//! How many actions are how far and of which kind, and which of them are shown.

use leptos::prelude::*;
use lifecycle::action::Action;
use lifecycle::texts::Text;

use super::view::use_actions_view;
use crate::components::{Bar, Filters, chart, toggle};
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
    let on_toggle = move |key: String| {
        if let Some(stage) = Stage::ALL.into_iter().find(|stage| stage.key() == key) {
            view.filter.update(|filter| toggle(&mut filter.stages, stage));
        }
    };
    chart("chart-stages", bars, chosen, on_toggle)
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
    let on_toggle = move |key: String| view.filter.update(|filter| toggle(&mut filter.kinds, key));
    chart("chart-kinds", bars, chosen, on_toggle)
}

/// Search, and what the filters come to.
#[component]
pub fn ActionFilters() -> impl IntoView {
    let view = use_actions_view();
    let filters = Filters {
        hint: "actions-search-hint",
        text: Signal::derive(move || view.filter.with(|filter| filter.text.clone())),
        on_search: Callback::new(move |text| view.filter.update(|filter| filter.text = text)),
        columns: None,
        is_filtered: Signal::derive(move || view.filter.with(|filter| *filter != ActionFilter::default())),
        on_clear: Callback::new(move |()| view.filter.set(ActionFilter::default())),
        shown: Signal::derive(move || {
            (view.shown.with(|shown| shown.len()), view.lines.with(|lines| lines.len()))
        }),
        selected: view.selected,
    };
    filters.view()
}
