//! What the page shows of managed devices: the list as filtered and sorted, the selection, the device looked at, and what is
//! about to be asked.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use lifecycle::action::Action;

use crate::components::Columns;
use crate::pages::devices::use_tenant_view;
use crate::preferences::Preference;
use crate::queries::{
    MANAGED_COLUMNS, ManagedFilter, ManagedLine, ManagedLines, managed_column, managed_lines, managed_shown,
};
use crate::tenant::use_tenant;

/// The columns that are shown at first.
const FIRST_COLUMNS: u32 = 1 << managed_column::PLATFORM
    | 1 << managed_column::SERIAL
    | 1 << managed_column::USER
    | 1 << managed_column::VERSION
    | 1 << managed_column::OWNER
    | 1 << managed_column::CONTACT;

/// The columns that tell devices apart, and always stay.
const FIXED_COLUMNS: u32 = 1 << managed_column::NAME | 1 << managed_column::STATE;

/// What is about to be asked, until it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What, with what is chosen at first.
    pub action: Action,
    /// The code that unlocks a Mac, at first.
    pub code: String,
    /// The devices, by their Intune ids.
    pub devices: Vec<String>,
    /// For what.
    pub given: Given,
}

/// What a person's word is given for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Something new.
    New,
    /// Orders that failed or expired, to be given once more: the number of each device's.
    Again(Vec<u32>),
    /// Orders that came out of a file, to be sent from here: the number of each device's.
    Released(Vec<u32>),
}

/// The state of the page. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct ManageView {
    /// Every managed device.
    pub devices: Memo<Arc<ManagedLines>>,
    /// Which are shown.
    pub filter: RwSignal<ManagedFilter>,
    /// The columns that are shown, and in what order the rows are.
    pub columns: Columns,
    /// The keys of the devices shown, in order.
    pub shown: Memo<Arc<Vec<u64>>>,
    /// The keys of those ticked.
    pub selected: RwSignal<HashSet<u64>>,
    /// The key of the one whose details are shown.
    pub active: RwSignal<Option<u64>>,
    /// Whether the keyboard is to go on to the details.
    pub entered: RwSignal<bool>,
    /// What is about to be asked.
    pub asked: RwSignal<Option<Asked>>,
    /// Whether that is shown.
    pub asking: RwSignal<bool>,
}

impl ManageView {
    /// The line of the device whose details are shown.
    pub fn active_line(self) -> Option<ManagedLine> {
        let key = self.active.get()?;
        self.devices.with(|devices| devices.get(key).cloned())
    }

    /// The ids of the ticked devices, in the order of the list.
    pub fn selected_ids(self) -> Vec<String> {
        let devices = self.devices.get_untracked();
        let selected = self.selected.get_untracked();
        let ticked = devices.lines.iter().filter(|line| selected.contains(&line.key));
        ticked.map(|line| line.texts[managed_column::INTUNE].clone()).collect()
    }

    /// Shows what asking for something comes to, to be confirmed.
    pub fn ask(self, asked: Asked) {
        self.asked.set(Some(asked));
        self.asking.set(true);
    }
}

/// Makes the view of managed devices known to everything below. It outlives the page.
pub fn provide_manage_view() {
    let tenant = use_tenant();
    let now = use_tenant_view().now;
    // Conditions change by the day at most; what is under way is told by the records.
    let hour = Memo::new(move |_| usize::try_from(now.get() / 3_600).unwrap_or_default());
    let devices = Memo::new_with_compare(
        move |_| {
            let server = tenant.server.get();
            hour.track();
            let now = now.get_untracked();
            Arc::new(tenant.records.with(|records| managed_lines(records, server.as_deref(), now)))
        },
        |_, _| true,
    );
    let filter = RwSignal::new(ManagedFilter::default());
    let columns =
        Columns::chosen_last(&MANAGED_COLUMNS, FIRST_COLUMNS, FIXED_COLUMNS, Preference::ManagedColumns);
    let shown = Memo::new(move |_| {
        let (devices, order) = (devices.get(), columns.order());
        Arc::new(filter.with(|filter| managed_shown(&devices, filter, order)))
    });
    provide_context(ManageView {
        devices,
        filter,
        columns,
        shown,
        selected: RwSignal::new(HashSet::new()),
        active: RwSignal::new(None),
        entered: RwSignal::new(false),
        asked: RwSignal::new(None),
        asking: RwSignal::new(false),
    });
}

/// The view of managed devices.
pub fn use_manage_view() -> ManageView {
    expect_context()
}
