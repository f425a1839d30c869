//! History: who asked for what, what was sent, what came back, what was seen; the newest first.

use std::cmp::Reverse;

use device_csv::order::sort_by_key;
use leptos::prelude::*;
use leptos::task::spawn_local;
use outbox::Entry;

use crate::components::{Button, Icon, Look, SearchBox, explain_storage, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::devices::platform;
use crate::queries::{HistoryFilter, HistoryKind};
use crate::route::Route;
use crate::store::Past;
use crate::t;
use crate::tasks::{HistoryFormat, export_history};
use crate::tenant::use_tenant;
use crate::workspace::{Workspace, use_workspace};

/// How many entries are shown at once.
const PAGE: usize = 100;
/// How many devices of an entry are named.
const NAMED: usize = 5;

/// What the page shows. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct HistoryView {
    /// Which entries are shown.
    pub filter: RwSignal<HistoryFilter>,
    entries: RwSignal<Vec<Entry>>,
    /// From where on there may be more; `None`: these are all.
    rest: RwSignal<Option<Past>>,
    /// How far was looked back.
    until: RwSignal<Option<i64>>,
    read: RwSignal<bool>,
    /// Raised by each reading: what an overtaken one found counts for nothing.
    run: StoredValue<u32>,
}

/// Makes the view known to everything below: other pages lead to it with a device.
pub fn provide_history_view() {
    provide_context(HistoryView {
        filter: RwSignal::new(HistoryFilter::default()),
        entries: RwSignal::new(Vec::new()),
        rest: RwSignal::new(None),
        until: RwSignal::new(None),
        read: RwSignal::new(false),
        run: StoredValue::new(0),
    });
}

/// The view.
pub fn use_history_view() -> HistoryView {
    expect_context()
}

/// A link to the history of a device, by its serial number or what else names it.
pub fn history_link(name: impl Fn() -> String + Send + 'static) -> AnyView {
    let (i18n, view) = (use_i18n(), use_history_view());
    let narrow = move |_| view.filter.set(HistoryFilter { text: untrack(&name), ..HistoryFilter::default() });
    view! {
        <p>
            <a href=Route::History.href() on:click=narrow>{i18n.says("history-of-device")}</a>
        </p>
    }
    .into_any()
}

impl HistoryView {
    /// Reads the next page, or the first one.
    fn read(self, workspace: Workspace, more: bool) {
        let Some(store) = workspace.store() else { return };
        let from = if more { self.rest.get_untracked() } else { None };
        let filter = self.filter.get_untracked();
        self.run.update_value(|run| *run = run.wrapping_add(1));
        let this = self.run.get_value();
        spawn_local(async move {
            let found = store.history_page(from.as_ref(), PAGE, |entry| filter.wants(entry)).await;
            if self.run.get_value() != this {
                return;
            }
            match found {
                Ok(page) => {
                    self.entries.update(|entries| {
                        if !more {
                            entries.clear();
                        }
                        entries.extend(page.entries);
                        // Their keys know the second alone.
                        sort_by_key(entries, |entry| Reverse((entry.at, entry.number)));
                    });
                    self.rest.set(page.rest);
                    self.until.set(page.until);
                    self.read.set(true);
                }
                Err(error) => workspace.toasts.failed(explain_storage(workspace.i18n, &error)),
            }
        });
    }
}

/// The page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let tenant = use_tenant();
    let view = use_history_view();
    // What happens while the page is open comes on top, unless a person has looked further back.
    Effect::new(move || {
        view.filter.track();
        tenant.records.track();
        if workspace.loaded.get() && view.entries.with_untracked(|entries| entries.len() <= PAGE) {
            view.read(workspace, false);
        }
    });
    let nothing = move || view.entries.with(Vec::is_empty).then(|| t!(i18n, "export-nothing"));
    let export = move |label: &'static str, format: HistoryFormat| {
        view! {
            <Button
                label=i18n.signal(label)
                icon=Icon::Download
                look=Look::Subtle
                reason=Signal::derive(nothing)
                on_press=move |()| export_history(workspace, view.filter.get_untracked(), format)
            />
        }
        .into_any()
    };
    let list = move || {
        let filter = view.filter.get_untracked();
        let item = |entry: &Entry| item(i18n, entry, &filter);
        view.entries.with(|entries| entries.iter().map(item).collect::<Vec<AnyView>>())
    };
    let state = move || {
        let (count, is_all) = (view.entries.with(Vec::len), view.rest.with(Option::is_none));
        match (view.read.get(), count, view.until.get()) {
            (false, ..) => None,
            (true, 0, _) if is_all => Some(t!(i18n, "history-none")),
            (true, _, Some(until)) if !is_all => {
                let moment = format::moment(i18n.language(), until / 1000);
                Some(t!(i18n, "history-until", count = count, moment = moment))
            }
            _ => Some(t!(i18n, "history-all", count = count)),
        }
    };
    let more = move || {
        view.rest.with(Option::is_some).then(|| {
            let press = move |()| view.read(workspace, true);
            view! { <Button label=i18n.signal("history-more") on_press=press /> }
        })
    };
    view! {
        <div class="page history-page">
            <h1>{live(move || t!(i18n, Route::History.title()))}</h1>
            <p class="secondary">{i18n.says("history-lead")}</p>
            <div class="command-bar" role="group" aria-label=i18n.says("commands")>
                {export("history-csv", HistoryFormat::Csv)}
                {export("history-json", HistoryFormat::JsonLines)}
            </div>
            {filters()}
            <p class="secondary" role="status">{live(state)}</p>
            <ol class="history-list" aria-label=i18n.says("page-history")>{live(list)}</ol>
            <div class="actions">{live(more)}</div>
        </div>
    }
}

fn filters() -> AnyView {
    let (i18n, view) = (use_i18n(), use_history_view());
    let kinds = HistoryKind::ALL.map(|kind| {
        view! {
            <option value=kind.key() selected=move || view.filter.with(|filter| filter.kind == Some(kind))>
                {live(move || t!(i18n, &format!("history-kind-{}", kind.key())))}
            </option>
        }
    });
    let day = move |id: &'static str, set: fn(&mut HistoryFilter, Option<i64>)| {
        view! {
            <label class="field">
                {i18n.says(id)}
                <input
                    type="date"
                    class="input"
                    on:change:target=move |change| {
                        let day = change.target().value_as_number();
                        view.filter.update(|filter| set(filter, local_midnight(day)));
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
            {day("history-from", |filter, day| filter.from = day)}
            {day("history-to", |filter, day| filter.to = day.map(|day| day + 86_400_000))}
        </div>
    }
    .into_any()
}

/// Several devices: the first ones by their serial numbers.
fn devices(i18n: I18n, serials: &[&str]) -> String {
    let first = serials[..serials.len().min(NAMED)].join(", ");
    t!(
        i18n,
        "history-devices",
        count = serials.len(),
        more = serials.len().saturating_sub(NAMED),
        first = first
    )
}

/// The beginning of a day in the reader's time zone, of that day's beginning in UTC.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds are far below 2^63")]
fn local_midnight(day: f64) -> Option<i64> {
    day.is_finite().then(|| {
        let offset = js_sys::Date::new(&day.into()).get_timezone_offset() * 60_000.0;
        (day + offset) as i64
    })
}

fn item(i18n: I18n, entry: &Entry, filter: &HistoryFilter) -> AnyView {
    let serials = filter.serials(entry);
    let device = match (entry.name.as_str(), serials.as_slice()) {
        (_, [_, _, ..]) => devices(i18n, &serials),
        ("", [serial]) => (*serial).to_owned(),
        // Of a clean-up rule it is the platform.
        (name, [] | [""]) => platform(i18n, name),
        (name, [serial]) => format!("{name} ({serial})"),
    };
    let what = t!(i18n, &format!("history-what-{}", entry.what));
    let happened = t!(i18n, &format!("history-happened-{}", entry.happened.key()));
    let by = (!entry.by.is_empty()).then(|| t!(i18n, "history-by", name = entry.by.as_str()));
    let status = (entry.status > 0).then(|| t!(i18n, "history-status", status = entry.status.to_string()));
    let code = (!entry.code.is_empty()).then(|| entry.code.clone());
    let id = entry.request_id.as_deref().filter(|id| !id.is_empty());
    let id = id.map(|id| format!("{}: {id}", t!(i18n, "request-id")));
    let more: Vec<String> = [by, status, code, id].into_iter().flatten().collect();
    view! {
        <li>
            <span class="secondary">{format::exactly(i18n.language(), entry.at / 1000)}</span>
            <strong class="mono">{device}</strong>
            <span>{what} " – " {happened}</span>
            <span class="secondary">{more.join(" · ")}</span>
        </li>
    }
    .into_any()
}
