//! History: who asked for what, what was sent, what came back, what was seen; the newest first.

use std::cmp::Reverse;

use device_csv::order::sort_by_key;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use outbox::Entry;
use wasm_bindgen::JsCast;

use crate::components::{Button, Icon, Look, SearchBox, explain_storage, live, when};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::devices::platform;
use crate::queries::{HistoryFilter, HistoryKind};
use crate::route::Route;
use crate::store::{Past, place, second};
use crate::t;
use crate::tasks::{HistoryFormat, export_history};
use crate::tenant::use_tenant;
use crate::workspace::{Workspace, use_workspace};

/// How many entries are shown at once.
const PAGE: usize = 100;
/// How many devices of an entry are named.
const NAMED: usize = 5;

/// How long to wait before what is new is read, in milliseconds: records change several times a second.
const GATHER: u32 = 1_000;

/// What the page shows. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct HistoryView {
    /// Which entries are shown.
    pub filter: RwSignal<HistoryFilter>,
    entries: RwSignal<Vec<Entry>>,
    /// What happened since, where a person would lose the place by having it on top: the newest first.
    fresh: RwSignal<Vec<Entry>>,
    /// From where on there may be more; `None`: these are all.
    rest: RwSignal<Option<Past>>,
    read: RwSignal<bool>,
    /// The newest moment that was looked at; `None`: nothing was yet.
    newest: StoredValue<Option<i64>>,
    /// Raised by each new list: what an overtaken reading found counts for nothing.
    run: StoredValue<u32>,
    /// Whether it is being looked further back.
    busy: RwSignal<bool>,
    /// Whether what is new is going to be read.
    waits: StoredValue<bool>,
}

/// Makes the view known to everything below: other pages lead to it with a device.
pub fn provide_history_view() {
    provide_context(HistoryView {
        filter: RwSignal::new(HistoryFilter::default()),
        entries: RwSignal::new(Vec::new()),
        fresh: RwSignal::new(Vec::new()),
        rest: RwSignal::new(None),
        read: RwSignal::new(false),
        newest: StoredValue::new(None),
        run: StoredValue::new(0),
        busy: RwSignal::new(false),
        waits: StoredValue::new(false),
    });
}

/// The view.
pub fn use_history_view() -> HistoryView {
    expect_context()
}

/// A link to the history of a device, by its serial number or what else names it.
pub fn history_link(name: impl Fn() -> String + Send + 'static) -> AnyView {
    let (i18n, view) = (use_i18n(), use_history_view());
    let narrow =
        move |_| view.filter.set(HistoryFilter { device: untrack(&name), ..HistoryFilter::default() });
    view! {
        <p>
            <a href=Route::History.href() on:click=narrow>{i18n.says("history-of-device")}</a>
        </p>
    }
    .into_any()
}

impl HistoryView {
    /// Has what is being read count for nothing.
    fn stop(self) {
        self.run.update_value(|run| *run = run.wrapping_add(1));
    }

    /// Reads the first page, or the next one: until it is full, or there is no more.
    fn read(self, workspace: Workspace, more: bool) {
        let Some(store) = workspace.store() else { return };
        if !more {
            self.stop();
            self.newest.set_value(None);
        } else if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let this = self.run.get_value();
        let filter = self.filter.get_untracked();
        let mut past = if more { self.rest.get_untracked() } else { None };
        let (mut count, mut first) = (0, !more);
        spawn_local(async move {
            loop {
                let found = store.history_back(&filter.sought(), past.as_ref()).await;
                if self.run.get_value() != this {
                    return;
                }
                let (mut entries, rest) = match found {
                    Ok(found) => found,
                    Err(error) => {
                        self.busy.set(false);
                        return workspace.toasts.failed(explain_storage(workspace.i18n, &error));
                    }
                };
                past = rest;
                if first {
                    self.newest.set_value(Some(entries.first().map_or(0, |entry| entry.at)));
                    self.fresh.update(Vec::clear);
                }
                entries.retain(|entry| filter.wants(entry));
                if entries.len() > PAGE - count {
                    entries.truncate(PAGE - count);
                    past = entries.last().map(Past::before);
                }
                count += entries.len();
                self.rest.set(past.clone());
                self.read.set(true);
                if first || !entries.is_empty() {
                    self.entries.update(|shown| {
                        if first {
                            shown.clear();
                        }
                        shown.extend(entries);
                    });
                }
                first = false;
                if count == PAGE || past.is_none() {
                    return self.busy.set(false);
                }
            }
        });
    }

    /// Reads what is new, soon: however often this is called, once for all.
    fn read_new_soon(self, workspace: Workspace) {
        if !self.waits.get_value() {
            self.waits.set_value(true);
            Timeout::new(GATHER, move || {
                self.waits.set_value(false);
                self.read_new(workspace);
            })
            .forget();
        }
    }

    fn read_new(self, workspace: Workspace) {
        let Some(store) = workspace.store() else { return };
        let (this, filter) = (self.run.get_value(), self.filter.get_untracked());
        let since = match self.newest.get_value() {
            Some(newest) => second(newest),
            // The first page isn't there yet.
            None if self.busy.get_untracked() => return self.read_new_soon(workspace),
            None => return,
        };
        spawn_local(async move {
            let (mut found, mut next) = (Vec::new(), Some(since));
            while let Some(from) = next {
                // Whatever makes this fail is told where something is to be written or read by a person's wish.
                let Ok((entries, rest)) = store.history_from(&filter.sought(), from).await else { return };
                found.extend(entries);
                next = rest;
            }
            if self.run.get_value() != this || found.is_empty() {
                return;
            }
            self.newest.set_value(found.last().map(|entry| entry.at));
            found.retain(|entry| filter.wants(entry));
            found.reverse();
            self.put_new(found);
        });
    }

    /// Puts entries on top, or aside: whoever has looked further back doesn't lose the place.
    fn put_new(self, mut found: Vec<Entry>) {
        let (shown, rest) = (self.entries.get_untracked(), self.rest.get_untracked());
        let fresh = self.fresh.get_untracked();
        // Of the oldest second some may be there already, or be on a later page.
        let end = shown.last().filter(|_| rest.is_some()).map(place);
        let is_new = |entry: &Entry| {
            let at = place(entry);
            let is_there = |other: &Entry| place(other) == at && other.intent == entry.intent;
            end.is_none_or(|end| at > end) && !fresh.iter().chain(&shown).any(is_there)
        };
        found.retain(is_new);
        if found.is_empty() {
            return;
        }
        found.extend(fresh);
        sort_by_key(&mut found, |entry| Reverse(place(entry)));
        self.fresh.set(found);
        let is_at_top = main().is_none_or(|main| main.scroll_top() == 0);
        if is_at_top && shown.len() <= PAGE && !self.busy.get_untracked() {
            self.show_new();
        }
    }

    /// Puts what was aside on top of the first page.
    fn show_new(self) {
        let mut entries = self.fresh.get_untracked();
        self.fresh.set(Vec::new());
        entries.extend(self.entries.get_untracked());
        sort_by_key(&mut entries, |entry| Reverse(place(entry)));
        if entries.len() > PAGE {
            entries.truncate(PAGE);
            self.rest.set(entries.last().map(Past::before));
        }
        self.entries.set(entries);
    }
}

/// What scrolls.
fn main() -> Option<web_sys::HtmlElement> {
    document().query_selector("main").ok().flatten()?.dyn_into().ok()
}

/// The page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let tenant = use_tenant();
    let view = use_history_view();
    Effect::new(move || {
        view.filter.track();
        if workspace.loaded.get() {
            view.read(workspace, false);
        }
    });
    on_cleanup(move || view.stop());
    Effect::new(move |before: Option<()>| {
        tenant.records.track();
        if before.is_some() {
            view.read_new_soon(workspace);
        }
    });
    // As long as not all was looked through, there may be something.
    let nothing = move || {
        let is_empty = view.read.get() && view.rest.with(Option::is_none) && view.entries.with(Vec::is_empty);
        is_empty.then(|| t!(i18n, "export-nothing"))
    };
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
        let count = view.entries.with(Vec::len);
        match (view.read.get(), count, view.rest.get()) {
            (false, ..) => None,
            (true, 0, None) => Some(t!(i18n, "history-none")),
            (true, _, Some(rest)) => {
                let moment = format::moment(i18n.language(), rest.moment() / 1000);
                Some(t!(i18n, "history-until", count = count, moment = moment))
            }
            _ => Some(t!(i18n, "history-all", count = count)),
        }
    };
    let device = move || {
        let device = view.filter.with(|filter| filter.device.clone());
        (!device.is_empty()).then(|| {
            let press = move |()| view.filter.update(|filter| filter.device.clear());
            view! {
                <p class="history-device">
                    {t!(i18n, "history-only", device = device)} " "
                    <Button label=i18n.signal("history-every-device") look=Look::Subtle on_press=press />
                </p>
            }
        })
    };
    let fresh = move || {
        let count = view.fresh.with(Vec::len);
        (count > 0).then(|| {
            let press = move |()| {
                view.show_new();
                if let Some(main) = main() {
                    main.set_scroll_top(0);
                    let _ = main.focus();
                }
            };
            let label = Signal::derive(move || t!(i18n, "history-new", count = count));
            view! { <Button label=label on_press=press /> }
        })
    };
    let has_more = move || view.rest.with(Option::is_some);
    let busy = move || view.busy.get().then(|| t!(i18n, "history-busy"));
    view! {
        <div class="page history-page">
            <h1>{live(move || t!(i18n, Route::History.title()))}</h1>
            <p class="secondary">{i18n.says("history-lead")}</p>
            <div class="command-bar" role="group" aria-label=i18n.says("commands")>
                {export("history-csv", HistoryFormat::Csv)}
                {export("history-json", HistoryFormat::JsonLines)}
            </div>
            {filters()}
            {live(device)}
            <p class="secondary" role="status">{live(state)}</p>
            <div class="history-new" role="status">{live(fresh)}</div>
            <ol class="history-list" aria-label=i18n.says("page-history")>{live(list)}</ol>
            <div class="actions">
                // It stays while it looks, and so does the focus.
                <Show when=when(has_more)>
                    <Button
                        label=i18n.signal("history-more")
                        reason=Signal::derive(busy)
                        on_press=move |()| view.read(workspace, true)
                    />
                </Show>
            </div>
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

/// A day in UTC, in milliseconds: there each has 24 hours.
const DAY: f64 = 86_400_000.0;

/// The beginning of a day in the reader's time zone, of that day's beginning in UTC.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds are far below 2^63")]
fn local_midnight(day: f64) -> Option<i64> {
    let from_utc = |at: f64| js_sys::Date::new(&at.into()).get_timezone_offset() * 60_000.0;
    // Between the one and the other the clocks may be changed: what counts is how they are at the local midnight.
    day.is_finite().then(|| (day + from_utc(day + from_utc(day))) as i64)
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
