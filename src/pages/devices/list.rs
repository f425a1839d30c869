//! The devices, one a row.

use leptos::prelude::*;
use lifecycle::RegistrationState;

use super::view::{TenantView, use_tenant_view};
use super::words;
use crate::components::{Column, DataGrid, GridModel, live, status_cell};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{TENANT_COLUMNS, TenantLine, column};
use crate::t;
use crate::tasks::{GroupTagChange, set_group_tags};
use crate::tenant::use_tenant;

/// The style classes of the columns.
const CLASSES: [&str; TENANT_COLUMNS.len()] = [
    "cell-status",
    "cell-serial",
    "cell-manufacturer",
    "cell-model",
    "cell-tag",
    "cell-user",
    "cell-contact",
    "cell-more",
    "cell-more",
    "cell-more",
    "cell-more",
    "cell-id",
    "cell-id",
    "cell-id",
];

/// That a registered device is to get that group tag.
pub fn tag_change(line: &TenantLine, tag: &str) -> GroupTagChange {
    let [serial, device] = [column::SERIAL, column::AUTOPILOT].map(|at| line.texts[at].clone());
    GroupTagChange { device, serial, tag: tag.to_owned() }
}

/// How a device is called.
pub fn name(i18n: I18n, line: Option<&TenantLine>) -> String {
    match line.map(TenantLine::serial) {
        None | Some("") => t!(i18n, "serial-none"),
        Some(serial) => serial.to_owned(),
    }
}

#[component]
pub fn DeviceList() -> impl IntoView {
    let view = use_tenant_view();
    // With other columns it is another grid.
    live(move || {
        let shown = view.columns.shown();
        view! { <Grid shown /> }
    })
}

#[component]
fn Grid(shown: Vec<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    let columns = shown
        .iter()
        .map(|at| Column { title: i18n.signal(TENANT_COLUMNS[*at]), class: CLASSES[*at] })
        .collect::<Vec<_>>();
    let shown = StoredValue::new(shown);
    let column = move |place: usize| shown.with_value(|shown| shown.get(place).copied().unwrap_or_default());
    let name = move |key| view.devices.with(|devices| name(i18n, devices.get(key)));
    let model = GridModel {
        keys: view.shown.into(),
        arriving: Signal::stored(false),
        cell: UnsyncCallback::new(move |(key, place): (u64, usize)| cell(i18n, view, key, column(place))),
        // Only a registered device has a group tag that can be changed there.
        editable: UnsyncCallback::new(move |(key, place): (u64, usize)| {
            view.devices.with_untracked(|devices| {
                let line = devices.get(key).filter(|line| line.device.is_some())?;
                (column(place) == column::TAG).then(|| line.texts[column::TAG].clone())
            })
        }),
        editor_label: UnsyncCallback::new(move |(key, place): (u64, usize)| {
            t!(i18n, "edit-label", field = t!(i18n, TENANT_COLUMNS[column(place)]), serial = name(key))
        }),
        on_edit: UnsyncCallback::new(move |(key, _, tag): (u64, usize, String)| {
            if let Some(line) = view.devices.with_untracked(|devices| devices.get(key).cloned()) {
                set_group_tags(tenant, vec![tag_change(&line, tag.trim())]);
            }
        }),
        select_label: UnsyncCallback::new(move |key| t!(i18n, "select-device", serial = name(key))),
        selected: view.selected,
        active: view.active,
        on_enter: UnsyncCallback::new(move |()| view.entered.set(true)),
        sort: view.columns.sort,
    };
    view! {
        <DataGrid
            label=i18n.signal("grid")
            select_all_label=i18n.signal("select-all")
            columns
            model
            empty=i18n.signal("grid-empty")
        />
    }
}

/// What a cell shows.
fn cell(i18n: I18n, view: TenantView, key: u64, at: usize) -> AnyView {
    view.devices.with(|devices| {
        let Some(line) = devices.get(key) else { return ().into_any() };
        let text = words::value(i18n, at, &line.texts[at]);
        match at {
            column::STATE => status(i18n, view, line),
            column::SERIAL => view! { <span class="mono">{name(i18n, Some(line))}</span> }.into_any(),
            column::TAG if line.tag_asked => t!(i18n, "value-asked", value = text).into_any(),
            column::USER if line.user_asked => t!(i18n, "value-asked", value = text).into_any(),
            _ => text.into_any(),
        }
    })
}

/// Where a device stands, and how long it has been under way.
fn status(i18n: I18n, view: TenantView, line: &TenantLine) -> AnyView {
    let since = line.since.filter(|_| line.state == RegistrationState::Pending);
    let elapsed = since.map(|since| {
        view! { <span class="elapsed secondary">{live(move || format::elapsed(view.now.get() - since))}</span> }
            .into_any()
    });
    status_cell(words::look(line), words::state(i18n, line), elapsed)
}
