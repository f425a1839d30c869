//! What the rules do: how many devices, when, and which are spared. Rules CL-2, CL-3.

use leptos::prelude::*;
use lifecycle::texts::Text;

use super::list::CleanupList;
use super::view::use_cleanup_view;
use crate::components::{Bar, Filters, chart, live, toggle};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{CleanupPreview, due_by_day};
use crate::t;
use crate::tenant::use_tenant;

/// What the rules do, below what they are.
#[component]
pub fn Preview(children: Children) -> impl IntoView {
    let i18n = use_i18n();
    let view = use_cleanup_view();
    let tenant = use_tenant();
    let bars = move || {
        let preview = view.preview.get();
        let language = i18n.language();
        let bar = |at: usize| Bar {
            key: at.to_string(),
            label: if at == 0 {
                t!(i18n, "cleanup-at-once")
            } else {
                t!(i18n, "cleanup-until", day = format::day(language, preview.until[at]))
            },
            count: preview.spans[at],
        };
        (0..preview.spans.len()).map(bar).collect::<Vec<_>>()
    };
    let chosen = move || view.spans.with(|spans| spans.iter().map(usize::to_string).collect::<Vec<_>>());
    let on_toggle = move |key: String| {
        if let Ok(span) = key.parse::<usize>() {
            view.spans.update(|spans| toggle(spans, span));
        }
    };
    let title = move || {
        let is_draft = view.draft.with(Option::is_some);
        if is_draft { t!(i18n, "cleanup-preview-draft") } else { t!(i18n, "cleanup-preview") }
    };
    let unread = move || {
        let records = tenant.records.get();
        records.lists.managed.read.is_none().then(|| t!(i18n, "cleanup-unread"))
    };
    let filters = Filters {
        hint: "cleanup-search-hint",
        text: view.text.into(),
        on_search: Callback::new(move |text| view.text.set(text)),
        columns: None,
        is_filtered: Signal::derive(move || {
            view.text.with(|text| !text.is_empty()) || view.spans.with(|spans| !spans.is_empty())
        }),
        on_clear: Callback::new(move |()| {
            view.text.set(String::new());
            view.spans.set(Vec::new());
        }),
        shown: Signal::derive(move || {
            (view.shown.with(|shown| shown.len()), view.preview.with(|preview| preview.lines.len()))
        }),
        selected: view.selected,
    };
    view! {
        <div class="summary">
            <div class="rules-and-outcome">
            {children()}
            <section class="card" aria-label=title>
                <h2 class="small-head">{live(title)}</h2>
                <p class="secondary">{live(unread)}</p>
                <div role="status">{live(move || facts(i18n, &view.preview.get()))}</div>
                {live(move || by_day(i18n, &view.preview.get()))}
            </section>
            </div>
            {chart("cleanup-chart", bars, chosen, on_toggle)}
        </div>
        {filters.view()}
        <div class="list-and-details">
            <CleanupList />
        </div>
    }
}

/// How many devices go, and how many don't, and why.
fn facts(i18n: I18n, preview: &CleanupPreview) -> AnyView {
    let later = preview.taken() - preview.spans[0];
    let spared = preview.spared.iter().map(|(why, count)| {
        view! {
            <dt>{t!(i18n, &why.text_id())}</dt>
            <dd>{*count}</dd>
        }
        .into_any()
    });
    let unknown = (preview.unknown > 0).then(|| {
        view! {
            <dt>{t!(i18n, "cleanup-unknown")}</dt>
            <dd>{preview.unknown}</dd>
        }
    });
    let stay = t!(i18n, "cleanup-stay", entra = preview.stay_in_entra, autopilot = preview.stay_in_autopilot);
    view! {
        <dl class="facts">
            <dt>{t!(i18n, "cleanup-at-once")}</dt>
            <dd>
                <strong>{preview.spans[0]}</strong>
            </dd>
            <dt>{t!(i18n, "cleanup-later")}</dt>
            <dd>{later}</dd>
            {spared.collect::<Vec<_>>()}
            {unknown}
        </dl>
        <p>{(preview.taken() > 0).then_some(stay)}</p>
    }
    .into_any()
}

/// The days on which devices fall due, as a table: what the chart shows, and exactly.
fn by_day(i18n: I18n, preview: &CleanupPreview) -> AnyView {
    if preview.due.is_empty() {
        return ().into_any();
    }
    let mut sum = preview.spans[0];
    let rows: Vec<AnyView> = due_by_day(&preview.due, format::next_midnight)
        .into_iter()
        .map(|(day, count)| {
            sum += count;
            view! {
                <tr>
                    <th scope="row">{format::day(i18n.language(), day)}</th>
                    <td>{count}</td>
                    <td>{sum}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <details class="by-day">
            <summary>{t!(i18n, "cleanup-by-day")}</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, "cleanup-day")}</th>
                        <th scope="col">{t!(i18n, "cleanup-day-count")}</th>
                        <th scope="col">{t!(i18n, "cleanup-day-sum")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}
