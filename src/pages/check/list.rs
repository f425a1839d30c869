//! The devices, one a row.

use device_csv::{Cause, Field, Severity};
use leptos::prelude::*;

use super::problems::{look, worst_problem};
use super::view::use_view;
use crate::components::{Column, DataGrid, GridModel, IconView};
use crate::format;
use crate::i18n::use_i18n;
use crate::queries::{COLUMNS, DeviceLine};
use crate::t;
use crate::tasks::set_values;
use crate::workspace::use_workspace;

/// The style classes of the columns.
const CLASSES: [&str; 8] = [
    "cell-status",
    "cell-serial",
    "cell-manufacturer",
    "cell-model",
    "cell-tag",
    "cell-user",
    "cell-captured",
    "cell-file",
];

/// The field that a column edits.
fn field(column: usize) -> Option<Field> {
    match column {
        1 => Some(Field::Serial),
        4 => Some(Field::GroupTag),
        5 => Some(Field::AssignedUser),
        _ => None,
    }
}

fn value(line: &DeviceLine, field: Field) -> String {
    match field {
        Field::Serial => line.serial.clone(),
        Field::GroupTag => line.tag.clone(),
        Field::AssignedUser => line.user.clone(),
        _ => String::new(),
    }
}

#[component]
pub fn DeviceList() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let name = move |line: &DeviceLine| {
        if line.serial.is_empty() { t!(i18n, "serial-none") } else { line.serial.clone() }
    };
    let cell = move |(key, column): (u64, usize)| -> AnyView {
        let Some(line) = view.line(key) else { return ().into_any() };
        match column {
            0 => view! { <Status line=(*line).clone() /> }.into_any(),
            1 if line.serial.is_empty() => {
                view! { <span class="secondary">{t!(i18n, "serial-none")}</span> }.into_any()
            }
            1 => view! { <span class="mono">{line.serial.clone()}</span> }.into_any(),
            2 => line.manufacturer.clone().into_any(),
            3 => line.model.clone().into_any(),
            4 => line.tag.clone().into_any(),
            5 => line.user.clone().into_any(),
            6 => line
                .captured
                .map(|captured| format::day(i18n.language(), captured))
                .unwrap_or_default()
                .into_any(),
            _ => format!("{}:{}", line.file, line.line).into_any(),
        }
    };
    let model = GridModel {
        keys: view.shown.into(),
        arriving: Signal::derive(move || workspace.reading.with(Option::is_some)),
        cell: UnsyncCallback::new(cell),
        editable: UnsyncCallback::new(move |(key, column): (u64, usize)| {
            let field = field(column)?;
            let line = untrack(|| view.line(key))?;
            let arrives = untrack(|| workspace.still_arriving(line.row.file)).is_some();
            (!line.excluded && !arrives).then(|| value(&line, field))
        }),
        editor_label: UnsyncCallback::new(move |(key, column): (u64, usize)| {
            let serial = view.line(key).map(|line| name(&line)).unwrap_or_default();
            t!(i18n, "edit-label", field = t!(i18n, COLUMNS[column]), serial = serial)
        }),
        on_edit: UnsyncCallback::new(move |(key, column, text): (u64, usize, String)| {
            let row = view.devices.with_untracked(|devices| devices.get(key).map(|device| device.row));
            if let Some((row, field)) = row.zip(field(column)) {
                set_values(workspace, Cause::ByHand, &[row], &[(field, text)]);
            }
        }),
        select_label: UnsyncCallback::new(move |key| {
            let serial = view.line(key).map(|line| name(&line)).unwrap_or_default();
            t!(i18n, "select-device", serial = serial)
        }),
        selected: view.selected,
        active: view.active,
        on_enter: UnsyncCallback::new(move |()| view.entered.set(true)),
        sort: view.sort,
    };
    let drawn = request_animation_frame_with_handle(move || workspace.listed.set_value(true)).ok();
    on_cleanup(move || {
        if let Some(drawn) = drawn {
            drawn.cancel();
        }
        workspace.listed.set_value(false);
    });
    let columns = COLUMNS
        .into_iter()
        .zip(CLASSES)
        .map(|(title, class)| Column { title: i18n.signal(title), class })
        .collect::<Vec<_>>();
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

/// The worst that is said about a device, or that it is ready.
#[component]
fn Status(line: DeviceLine) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let severity = line.severity.filter(|severity| *severity >= Severity::Warning);
    let (class, icon) = if line.excluded { look(Some(Severity::Info)) } else { look(severity) };
    let text = move || {
        if line.excluded {
            t!(i18n, "status-excluded")
        } else if severity.is_none() {
            t!(i18n, "status-ready")
        } else {
            workspace.set.with_untracked(|set| worst_problem(set, line.row, i18n)).unwrap_or_default()
        }
    };
    view! {
        <span class="status">
            <span class=class>
                <IconView icon />
            </span>
            <span class="status-text">{text}</span>
        </span>
    }
}
