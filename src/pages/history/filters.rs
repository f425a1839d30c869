//! Which entries are shown: by text, by what it is about, and by days.

use leptos::prelude::*;

use super::view::use_history_view;
use crate::components::{SearchBox, live};
use crate::i18n::use_i18n;
use crate::queries::{HistoryFilter, HistoryKind};
use crate::t;

/// The filters.
pub fn filters() -> AnyView {
    let (i18n, view) = (use_i18n(), use_history_view());
    let kinds = HistoryKind::ALL.map(|kind| {
        view! {
            <option value=kind.key() selected=move || view.filter.with(|filter| filter.kind == Some(kind))>
                {live(move || t!(i18n, &format!("history-kind-{}", kind.key())))}
            </option>
        }
    });
    let day = move |id: &'static str, at: usize, set: fn(&mut HistoryFilter, f64)| {
        view! {
            <label class="field">
                {i18n.says(id)}
                <input
                    type="date"
                    class="input"
                    prop:value=move || view.filter.with(|filter| filter.days[at].clone())
                    on:change:target=move |change| {
                        let input = change.target();
                        view.filter.update(|filter| {
                            filter.days[at] = input.value();
                            set(filter, input.value_as_number());
                        });
                    }
                />
            </label>
        }
        .into_any()
    };
    view! {
        <div class="filters" role="search">
            <SearchBox
                text=Signal::derive(move || view.filter.with(|filter| filter.text.clone()))
                hint="history-search-hint"
                on_search=move |text: String| view.filter.update(|filter| filter.text = text)
            />
            <label class="field">
                {i18n.says("history-kind")}
                <select
                    class="select"
                    on:change:target=move |change| {
                        let key = change.target().value();
                        let kind = HistoryKind::ALL.into_iter().find(|kind| kind.key() == key);
                        view.filter.update(|filter| filter.kind = kind);
                    }
                >
                    <option value="">{i18n.says("history-kind-all")}</option>
                    {kinds}
                </select>
            </label>
            {day("history-from", 0, |filter, day| filter.from = local_midnight(day))}
            {day("history-to", 1, |filter, day| filter.to = local_midnight(day + DAY))}
        </div>
    }
    .into_any()
}

/// A day in UTC, in milliseconds: there each has 24 hours.
const DAY: f64 = 86_400_000.0;

/// The beginning of a day in the reader's time zone, of that day's beginning in UTC.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds are far below 2^63")]
fn local_midnight(day: f64) -> Option<i64> {
    let from_utc = |at: f64| js_sys::Date::new(&at.into()).get_timezone_offset() * 60_000.0;
    // Between the one and the other the clocks may be changed: what counts is how they are at the local midnight.
    day.is_finite().then(|| (day + from_utc(day + from_utc(day))) as i64)
}
