//! What the page shows of the tenant: the list as filtered and sorted, the selection, the device looked at, and the
//! clock by which it says how long things take.

use std::collections::HashSet;
use std::sync::Arc;

use gloo::timers::callback::Interval;
use leptos::prelude::*;
use outbox::RowStatus;

use crate::components::Columns;
use crate::format;
use crate::preferences::Preference;
use crate::queries::{
    TENANT_COLUMNS, TenantDevices, TenantFilter, TenantLine, column, tenant_devices, tenant_shown,
};
use crate::tenant::{Tenant, use_tenant};

/// The columns that are shown at first.
const FIRST_COLUMNS: u32 = 1 << column::STATE
    | 1 << column::SERIAL
    | 1 << column::MANUFACTURER
    | 1 << column::MODEL
    | 1 << column::TAG
    | 1 << column::USER
    | 1 << column::CONTACT;

/// The columns that tell devices apart, and always stay.
const FIXED_COLUMNS: u32 = 1 << column::STATE | 1 << column::SERIAL;

/// How often the clock goes on, milliseconds.
const TICK: u32 = 1_000;

/// The state of the page. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct TenantView {
    /// Every device of the tenant.
    pub devices: Memo<Arc<TenantDevices>>,
    /// Which are shown.
    pub filter: RwSignal<TenantFilter>,
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
    /// Now, seconds since 1970-01-01T00:00:00Z. It goes on while something is waited for.
    pub now: RwSignal<i64>,
}

impl TenantView {
    /// The line of the device whose details are shown.
    pub fn active_line(self) -> Option<TenantLine> {
        let key = self.active.get()?;
        self.devices.with(|devices| devices.get(key).cloned())
    }

    /// The serial numbers of the ticked devices; `None`: none is ticked.
    pub fn selected_serials(self) -> Option<Vec<String>> {
        let devices = self.devices.get();
        self.selected.with(|selected| {
            (!selected.is_empty()).then(|| {
                let lines = selected.iter().filter_map(|key| devices.get(*key));
                lines.map(|line| line.serial().to_owned()).collect()
            })
        })
    }
}

/// Makes the view of the tenant known to everything below. It outlives the page, and other pages tell the time by it.
pub fn provide_tenant_view() {
    let tenant = use_tenant();
    let now = RwSignal::new(format::now());
    // States change by the minute at most.
    let minute = Memo::new(move |_| usize::try_from(now.get() / 60).unwrap_or_default());
    let devices = Memo::new_with_compare(
        move |_| {
            let server = tenant.server.get();
            minute.track();
            let now = now.get_untracked();
            Arc::new(tenant.records.with(|records| tenant_devices(records, server.as_deref(), now)))
        },
        |_, _| true,
    );
    let filter = RwSignal::new(TenantFilter::default());
    let columns = Columns::chosen_last(&TENANT_COLUMNS, FIRST_COLUMNS, FIXED_COLUMNS, Preference::Columns);
    let shown = Memo::new(move |_| {
        let (devices, order) = (devices.get(), columns.order());
        Arc::new(filter.with(|filter| tenant_shown(&devices, filter, order)))
    });
    provide_context(TenantView {
        devices,
        filter,
        columns,
        shown,
        selected: RwSignal::new(HashSet::new()),
        active: RwSignal::new(None),
        entered: RwSignal::new(false),
        now,
    });
    run_clock(tenant, now);
}

/// Lets the clock go on while something is waited for: a change, or the moment from which the service may be asked again.
fn run_clock(tenant: Tenant, now: RwSignal<i64>) {
    let waits = Memo::new(move |_| {
        tenant.records.with(|records| {
            records.status.until / 1000 > now.get()
                || records.intents.iter().any(|intent| !intent.is_over())
                || records.imports.iter().any(|import| !matches!(import.status, RowStatus::Failed { .. }))
        })
    });
    let clock = StoredValue::new_local(None::<Interval>);
    Effect::new(move || {
        let waits = waits.get();
        clock.set_value(waits.then(|| Interval::new(TICK, move || now.set(format::now()))));
    });
    // What is new is as old as it is, however long the clock stood.
    Effect::new(move || {
        tenant.records.track();
        now.set(format::now());
    });
}

/// The view of the tenant.
pub fn use_tenant_view() -> TenantView {
    expect_context()
}
