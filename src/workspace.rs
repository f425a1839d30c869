//! What the reader is working on: the open set, the other sets, and whether all of it is kept.
//!
//! The set in memory is the truth of this page; `tasks` change it and write each change to the store.

use std::collections::HashMap;

use device_csv::{Context, DeviceSet, FileId, Target};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use crate::components::{Toasts, use_toasts};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::ingest::{Ingest, Source};
use crate::preferences::{self, Preference};
use crate::store::{SetId, SetSummary, Store, StoreError, Subscription};
use crate::t;
use crate::tasks::{self, ReadingTask};

/// What is remembered of a file beside its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceState {
    /// By which it is known again when it must be chosen anew.
    pub digest: [u8; 32],
    /// Whether the file itself is at hand, for the details and for the export.
    pub at_hand: bool,
}

/// How far reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// Files that were chosen.
    pub files: usize,
    /// Bytes read of all of them.
    pub bytes: u64,
    /// Bytes to read in all.
    pub size: u64,
    /// Device rows found.
    pub rows: u64,
    /// Bytes per second since the start; 0 in the first moments.
    pub rate: f64,
    /// Whether it is halted.
    pub paused: bool,
}

/// The state that pages share. It is a handle: copies are the same workspace.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The open set.
    pub set: RwSignal<DeviceSet, LocalStorage>,
    /// Its id in the store; `None` as long as there is nothing in it worth keeping.
    pub id: RwSignal<Option<SetId>>,
    /// Its name; empty until it has one.
    pub name: RwSignal<String>,
    /// All sets, the one changed last first.
    pub sets: RwSignal<Vec<SetSummary>>,
    /// The files of the open set.
    pub sources: RwSignal<HashMap<FileId, SourceState>>,
    /// Why changes are held in memory only; `None`: they are kept.
    pub held: RwSignal<Option<StoreError>>,
    /// Writes to the store that are under way.
    pub saving: RwSignal<u32>,
    /// How far reading is; `None`: nothing is being read.
    pub reading: RwSignal<Option<Reading>>,
    /// Files of which the set has rows, and that are not read to their end or not on their way into the store yet: nothing that is
    /// done to these rows could be kept.
    pub arriving: RwSignal<Vec<FileId>>,
    /// Whether the store was opened and the last set was loaded.
    pub loaded: RwSignal<bool>,
    pub(crate) i18n: I18n,
    pub(crate) toasts: Toasts,
    /// Files that wait until what is being read is done.
    pub(crate) waiting: StoredValue<Vec<Source>, LocalStorage>,
    /// Raised whenever reading is begun or stopped: a task that was overtaken knows it by this.
    pub(crate) run: StoredValue<u32>,
    /// Raised by every change to the open set.
    pub(crate) changes: StoredValue<u32>,
    /// Whether another tab changed the open set while this one was reading or saving.
    pub(crate) behind: StoredValue<bool>,
    /// Raised whenever a set is begun or is to be opened: of several that are being loaded the last one counts.
    pub(crate) loads: StoredValue<u32>,
    /// Whether another set is being opened: files wait for it.
    pub(crate) opening: StoredValue<bool>,
    /// Files of a set that has no place in the store.
    pub(crate) unkept: StoredValue<HashMap<FileId, Blob>, LocalStorage>,
    pub(crate) ingest: StoredValue<Option<(Ingest, ReadingTask)>, LocalStorage>,
    /// Whether the list of devices is on the page.
    pub listed: StoredValue<bool>,
    pub(crate) store: StoredValue<Option<Store>, LocalStorage>,
    pub(crate) subscription: StoredValue<Option<Subscription>, LocalStorage>,
}

impl Workspace {
    /// One in which nothing is loaded yet.
    fn new(i18n: I18n, toasts: Toasts) -> Workspace {
        Workspace {
            set: RwSignal::new_local(DeviceSet::new(context())),
            id: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            sets: RwSignal::new(Vec::new()),
            sources: RwSignal::new(HashMap::new()),
            held: RwSignal::new(None),
            saving: RwSignal::new(0),
            reading: RwSignal::new(None),
            arriving: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(false),
            i18n,
            toasts,
            waiting: StoredValue::new_local(Vec::new()),
            run: StoredValue::new(0),
            changes: StoredValue::new(0),
            behind: StoredValue::new(false),
            loads: StoredValue::new(0),
            opening: StoredValue::new(false),
            unkept: StoredValue::new_local(HashMap::new()),
            ingest: StoredValue::new_local(None),
            listed: StoredValue::new(false),
            store: StoredValue::new_local(None),
            subscription: StoredValue::new_local(None),
        }
    }

    /// One of its own, of which nothing is kept.
    pub(crate) fn apart(i18n: I18n, toasts: Toasts) -> Workspace {
        let workspace = Workspace::new(i18n, toasts);
        workspace.loaded.set(true);
        workspace
    }

    /// Why a file can't be changed now, if it can't.
    pub fn still_arriving(self, file: FileId) -> Option<String> {
        let arrives = self.arriving.with(|arriving| arriving.contains(&file));
        arrives.then(|| {
            let path = self.set.with_untracked(|set| set.file(file).map(|report| report.path.clone()));
            t!(self.i18n, "file-arriving", file = path.unwrap_or_default())
        })
    }

    /// Why not all of the set can be changed now, if it can't.
    pub fn any_arriving(self) -> Option<String> {
        let first = self.arriving.with(|arriving| arriving.first().copied());
        first.and_then(|file| self.still_arriving(file))
    }

    /// The store, once it is open.
    pub(crate) fn store(self) -> Option<Store> {
        self.store.get_value()
    }

    /// Does work that writes to the store. Until it is done, the page says so, and asks before it is left.
    pub(crate) fn keep(self, work: impl Future<Output = ()> + 'static) {
        self.saving.update(|saving| *saving += 1);
        spawn_local(async move {
            work.await;
            self.saving.update(|saving| *saving -= 1);
            tasks::catch_up(self);
        });
    }

    /// A file of the open set; `None` where it has to be chosen again.
    pub(crate) async fn source(self, file: FileId) -> Result<Option<Blob>, StoreError> {
        match (self.store(), self.id.get_untracked()) {
            (Some(store), Some(id)) => store.source(id, file).await,
            _ => Ok(self.unkept.with_value(|unkept| unkept.get(&file).cloned())),
        }
    }

    /// The portal that the set is checked for.
    #[must_use]
    pub fn target(self) -> Target {
        self.set.with(|set| set.context().target)
    }

    /// Checks the set for another portal.
    pub fn set_target(self, target: Target) {
        preferences::write(Preference::Target, Some(target.key()));
        self.set.update(|set| {
            let context = Context { target, ..set.context().clone() };
            set.set_context(context);
        });
    }

    /// Checks the users of the set against these domains.
    pub fn set_domains(self, domains: &str) {
        preferences::write(Preference::Domains, Some(domains));
        self.set.update(|set| {
            let context = Context { domains: domain_list(domains), ..set.context().clone() };
            set.set_context(context);
        });
    }
}

/// The domains in a text that a person typed.
fn domain_list(text: &str) -> Vec<String> {
    let tidy = |domain: &str| domain.trim().trim_start_matches('@').to_lowercase();
    text.split([',', ';', ' ', '\n', '\t']).map(tidy).filter(|domain| !domain.is_empty()).collect()
}

/// What the rules know beside the rows, now.
#[must_use]
pub fn context() -> Context {
    Context {
        now: format::now(),
        target: preferences::read(Preference::Target)
            .and_then(|key| Target::from_key(&key))
            .unwrap_or_default(),
        domains: preferences::read(Preference::Domains).as_deref().map(domain_list).unwrap_or_default(),
    }
}

/// Makes the workspace known to everything below, and begins to load what is kept.
pub fn provide_workspace() {
    let workspace = Workspace::new(use_i18n(), use_toasts());
    provide_context(workspace);
    tasks::open_workspace(workspace);
    ask_before_leaving(workspace);
}

/// Has the browser ask before the page is left while something would be lost by it.
fn ask_before_leaving(workspace: Workspace) {
    let listener = EventListener::new_with_options(
        &window(),
        "beforeunload",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            let has_devices = workspace.set.with_untracked(|set| set.devices().next().is_some());
            let unkept = workspace.held.with_untracked(Option::is_some) && has_devices;
            let saving = workspace.saving.with_untracked(|saving| *saving > 0);
            if unkept || saving || workspace.reading.with_untracked(Option::is_some) {
                event.prevent_default();
            }
        },
    );
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}

/// The workspace.
///
/// # Panics
/// Outside the app's shell.
#[must_use]
pub fn use_workspace() -> Workspace {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::domain_list;

    #[test]
    fn domains_are_read_as_people_type_them() {
        for (text, wanted) in [
            ("", vec![]),
            ("contoso.com", vec!["contoso.com"]),
            ("@Contoso.com, fabrikam.nl;\nexample.org", vec!["contoso.com", "fabrikam.nl", "example.org"]),
            (" , ; ", vec![]),
        ] {
            assert_eq!(domain_list(text), wanted, "{text:?}");
        }
    }
}
