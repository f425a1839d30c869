//! What the page shows of the set: the list as filtered and sorted, the selection, the device looked at.

use std::collections::HashSet;
use std::sync::Arc;

use device_csv::{Diagnostic, FileId, Filter, RowId};
use leptos::prelude::*;

use crate::components::Sort;
use crate::format;
use crate::i18n::I18n;
use crate::queries::{DeviceLine, Devices, Shown, devices, line, shown};
use crate::store::SetId;
use crate::workspace::{Workspace, use_workspace};

/// The state of the page. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct View {
    workspace: Workspace,
    /// Every device of the set.
    pub devices: Memo<Arc<Devices>>,
    /// Which are shown by their state.
    pub choice: RwSignal<Shown>,
    /// Which are shown by their content.
    pub filter: RwSignal<Filter>,
    /// In what order.
    pub sort: RwSignal<Sort>,
    /// The keys of those shown, in order.
    pub shown: Memo<Arc<Vec<u64>>>,
    /// The keys of those ticked.
    pub selected: RwSignal<HashSet<u64>>,
    /// The key of the one whose details are shown.
    pub active: RwSignal<Option<u64>>,
    /// Whether the keyboard is to go on to the details.
    pub entered: RwSignal<bool>,
    /// Whether the export is open.
    pub exporting: RwSignal<bool>,
    /// Whether devices are being registered.
    pub registering: RwSignal<bool>,
    /// How often that was cancelled.
    pub cancelled: StoredValue<usize>,
    /// Whether text is being pasted.
    pub pasting: RwSignal<bool>,
    last: StoredValue<Option<Last>, LocalStorage>,
}

/// The line that was asked for last.
struct Last {
    /// The list that it is of.
    devices: Arc<Devices>,
    key: u64,
    line: Arc<DeviceLine>,
}

impl View {
    /// The ticked devices, by their kept rows, in the order of the set.
    pub fn selected_rows(self) -> Vec<RowId> {
        let devices = self.devices.get();
        self.selected.with(|selected| {
            devices.all.iter().filter(|it| selected.contains(&it.key())).map(|it| it.row).collect()
        })
    }

    /// The shown devices, by their kept rows, in the order of the set.
    pub fn shown_rows(self) -> Vec<RowId> {
        let shown: HashSet<u64> = self.shown.with(|shown| shown.iter().copied().collect());
        self.devices.with(|devices| {
            devices.all.iter().filter(|it| shown.contains(&it.key())).map(|it| it.row).collect()
        })
    }

    /// The line of a device.
    pub fn line(self, key: u64) -> Option<Arc<DeviceLine>> {
        let devices = self.devices.get();
        // Each cell of a line asks for it.
        let known = self.last.with_value(|last| {
            let last = last.as_ref().filter(|last| last.key == key && Arc::ptr_eq(&last.devices, &devices));
            last.map(|last| Arc::clone(&last.line))
        });
        if known.is_some() {
            return known;
        }
        let row = devices.get(key)?.row;
        let line = Arc::new(self.workspace.set.with_untracked(|set| line(set, row))?);
        self.last.set_value(Some(Last { devices, key, line: Arc::clone(&line) }));
        Some(line)
    }

    /// Shows everything again.
    pub fn clear_filters(self) {
        self.choice.set(Shown::All);
        self.filter.set(Filter::default());
    }
}

/// Makes the view of the page known to its parts. It outlives the page: who comes back finds it as it was left.
pub fn provide_view() {
    let workspace = use_workspace();
    // A list is as new as the set that it was made from: comparing two long ones costs more than making the rows.
    let devices = Memo::new_with_compare(
        move |before: Option<&Arc<Devices>>| {
            let before = before.map(|before| &**before);
            Arc::new(workspace.set.with(|set| devices(set, before)))
        },
        |_, _| true,
    );
    let choice = RwSignal::new(Shown::default());
    let filter = RwSignal::new(Filter::default());
    let sort = RwSignal::new(Sort { column: 0, ascending: true });
    let shown =
        Memo::new(move |_| {
            let (choice, sort) = (choice.get(), sort.get());
            // Made from the set, so it is read after it.
            let devices = devices.get();
            Arc::new(filter.with(|filter| {
                workspace.set.with_untracked(|set| shown(&devices, set, choice, filter, sort))
            }))
        });
    let view = View {
        workspace,
        devices,
        choice,
        filter,
        sort,
        shown,
        selected: RwSignal::new(HashSet::new()),
        active: RwSignal::new(None),
        entered: RwSignal::new(false),
        exporting: RwSignal::new(false),
        registering: RwSignal::new(false),
        cancelled: StoredValue::new(0),
        pasting: RwSignal::new(false),
        last: StoredValue::new_local(None),
    };
    // Another set is another list: no selection, no filter, no details of the old one.
    Effect::new(move |before: Option<Option<SetId>>| {
        let id = workspace.id.get();
        if before.flatten().is_some_and(|before| Some(before) != id) {
            view.clear_filters();
            view.selected.set(HashSet::new());
            view.active.set(None);
        }
        id
    });
    // What is gone from the list can't be selected or looked at.
    Effect::new(move || {
        let devices = view.devices.get();
        if view.selected.with_untracked(|selected| selected.iter().any(|key| devices.get(*key).is_none())) {
            view.selected.update(|selected| selected.retain(|key| devices.get(*key).is_some()));
        }
        if view.active.get_untracked().is_some_and(|key| devices.get(key).is_none()) {
            view.active.set(None);
        }
    });
    provide_context(view);
}

/// The view of the page.
pub fn use_view() -> View {
    expect_context()
}

/// What a diagnostic says, in the reader's language.
pub fn say(i18n: I18n, diagnostic: &Diagnostic) -> String {
    i18n.with(|messages| {
        messages.diagnostic(diagnostic, &|moment| format::moment(messages.language(), moment))
    })
}

/// The name of a file.
pub fn path(workspace: Workspace, file: FileId) -> String {
    workspace.set.with(|set| set.file(file).map(|report| report.path.clone()).unwrap_or_default())
}
