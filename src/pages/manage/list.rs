//! The managed devices, one a row.

use leptos::prelude::*;

use super::view::{ManageView, use_manage_view};
use super::words;
use crate::components::{Column, DataGrid, GridModel, live, status_cell};
use crate::i18n::{I18n, use_i18n};
use crate::queries::{MANAGED_COLUMNS, ManagedLine, managed_column};
use crate::t;

/// The style classes of the columns.
const CLASSES: [&str; MANAGED_COLUMNS.len()] = [
    "cell-serial",
    "cell-status",
    "cell-model",
    "cell-contact",
    "cell-user",
    "cell-more",
    "cell-more",
    "cell-contact",
    "cell-more",
    "cell-more",
    "cell-more",
    "cell-user",
    "cell-more",
    "cell-contact",
    "cell-contact",
    "cell-id",
    "cell-id",
];

/// How a device is called.
pub fn name(i18n: I18n, line: Option<&ManagedLine>) -> String {
    let named = [managed_column::NAME, managed_column::SERIAL];
    let name =
        line.and_then(|line| named.into_iter().map(|at| &line.texts[at]).find(|text| !text.is_empty()));
    name.cloned().unwrap_or_else(|| t!(i18n, "name-none"))
}

#[component]
pub fn DeviceList() -> impl IntoView {
    let view = use_manage_view();
    // With other columns it is another grid.
    live(move || {
        let shown = view.columns.shown();
        view! { <Grid shown /> }
    })
}

#[component]
fn Grid(shown: Vec<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let view = use_manage_view();
    let columns = shown
        .iter()
        .map(|at| Column { title: i18n.signal(MANAGED_COLUMNS[*at]), class: CLASSES[*at] })
        .collect::<Vec<_>>();
    let shown = StoredValue::new(shown);
    let column = move |place: usize| shown.with_value(|shown| shown.get(place).copied().unwrap_or_default());
    let name = move |key| view.devices.with(|devices| name(i18n, devices.get(key)));
    let model = GridModel::to_read(
        view.shown.into(),
        move |key, place| cell(i18n, view, key, column(place)),
        move |key| t!(i18n, "select-device", serial = name(key)),
        view.selected,
        view.active,
        Some(view.entered),
        view.columns.sort,
    );
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
fn cell(i18n: I18n, view: ManageView, key: u64, at: usize) -> AnyView {
    view.devices.with(|devices| {
        let Some(line) = devices.get(key) else { return ().into_any() };
        match at {
            managed_column::STATE => status_cell(words::look(line), words::doing(i18n, line), None),
            managed_column::NAME => name(i18n, Some(line)).into_any(),
            managed_column::SERIAL => view! { <span class="mono">{line.texts[at].clone()}</span> }.into_any(),
            _ => words::value(i18n, at, line).into_any(),
        }
    })
}
