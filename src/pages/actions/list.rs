//! The actions, one a row.

use leptos::prelude::*;

use super::view::{ActionsView, use_actions_view};
use crate::components::{Column, DataGrid, GridModel, status_cell};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::manage::{action_name, stage_look, stage_words};
use crate::queries::ActionLine;
use crate::t;

/// The columns, by the messages with their names, and their style classes.
const COLUMNS: [(&str, &str); 5] = [
    ("column-name", "cell-serial"),
    ("column-action", "cell-action"),
    ("column-status", "cell-status"),
    ("column-serial", "cell-contact"),
    ("column-asked", "cell-contact"),
];

/// What an action is called.
pub fn title(i18n: I18n, line: &ActionLine) -> String {
    line.action.map_or_else(|| line.raw.clone(), |action| action_name(i18n, action))
}

/// What the device of an action is called.
pub fn device(i18n: I18n, line: Option<&ActionLine>) -> String {
    line.map(|line| line.name.clone())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| t!(i18n, "name-none"))
}

#[component]
pub fn ActionList() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_actions_view();
    let columns =
        COLUMNS.map(|(title, class)| Column { title: i18n.signal(title), class }).into_iter().collect();
    let find = move |key: u64| view.lines.with(|lines| lines.iter().find(|line| line.key == key).cloned());
    let label = move |key| {
        let line = find(key);
        let action = line.as_ref().map_or_else(String::new, |line| title(i18n, line));
        t!(i18n, "select-action", action = action, name = device(i18n, line.as_ref()))
    };
    let model = GridModel::to_read(
        view.shown.into(),
        move |key, at| cell(i18n, view, key, at),
        label,
        view.selected,
        view.active,
        Some(view.entered),
        view.sort,
    );
    view! {
        <DataGrid
            label=i18n.signal("page-actions")
            select_all_label=i18n.signal("select-all-actions")
            columns
            model
            empty=i18n.signal("actions-empty")
        />
    }
}

/// What a cell shows.
fn cell(i18n: I18n, view: ActionsView, key: u64, at: usize) -> AnyView {
    view.lines.with(|lines| {
        let Some(line) = lines.iter().find(|line| line.key == key) else { return ().into_any() };
        match at {
            0 => device(i18n, Some(line)).into_any(),
            1 => title(i18n, line).into_any(),
            2 => status_cell(stage_look(line.stage), stage_words(i18n, line.stage), None),
            3 => view! { <span class="mono">{line.serial.clone()}</span> }.into_any(),
            _ => (line.asked > 0).then(|| format::moment(i18n.language(), line.asked)).into_any(),
        }
    })
}
