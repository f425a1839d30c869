//! What the page shows of the history: read a page at a time, and what is new on top.

use std::cmp::Reverse;

use device_csv::order::sort_by_key;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use outbox::Entry;
use wasm_bindgen::JsCast;

use crate::components::explain_storage;
use crate::i18n::use_i18n;
use crate::queries::HistoryFilter;
use crate::route::Route;
use crate::store::{Past, place, second};
use crate::workspace::Workspace;

/// How many entries are shown at once.
const PAGE: usize = 100;
/// How long to wait before what is new is read, in milliseconds: records change several times a second.
const GATHER: u32 = 1_000;

/// What the page shows. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct HistoryView {
    /// Which entries are shown.
    pub filter: RwSignal<HistoryFilter>,
    pub(super) entries: RwSignal<Vec<Entry>>,
    /// What happened since, where a person would lose the place by having it on top: the newest first.
    pub(super) fresh: RwSignal<Vec<Entry>>,
    /// From where on there may be more; `None`: these are all.
    pub(super) rest: RwSignal<Option<Past>>,
    pub(super) read: RwSignal<bool>,
    /// The newest moment that was looked at; `None`: nothing was yet.
    newest: StoredValue<Option<i64>>,
    /// Raised by each new list: what an overtaken reading found counts for nothing.
    run: StoredValue<u32>,
    /// Whether it is being looked further back.
    pub(super) busy: RwSignal<bool>,
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
    pub(super) fn stop(self) {
        self.run.update_value(|run| *run = run.wrapping_add(1));
    }

    /// Reads the first page, or the next one: until it is full, or there is no more.
    pub(super) fn read(self, workspace: Workspace, more: bool) {
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
    pub(super) fn read_new_soon(self, workspace: Workspace) {
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
    pub(super) fn show_new(self) {
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
pub(super) fn main() -> Option<web_sys::HtmlElement> {
    document().query_selector("main").ok().flatten()?.dyn_into().ok()
}
