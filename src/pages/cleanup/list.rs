//! The devices of the preview, one a row.

use leptos::prelude::*;
use lifecycle::texts::Text;

use super::view::{CleanupView, use_cleanup_view};
use crate::components::{Column, DataGrid, GridModel, Icon, status_cell};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{CLEANUP_COLUMNS, CleanupLine, Outcome, cleanup_column, seconds};
use crate::t;

/// The style classes of the columns.
const CLASSES: [&str; CLEANUP_COLUMNS.len()] =
    ["cell-status", "cell-serial", "cell-serial", "cell-model", "cell-user", "cell-contact", "cell-user"];

#[component]
pub fn CleanupList() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_cleanup_view();
    let columns = CLEANUP_COLUMNS
        .iter()
        .zip(CLASSES)
        .map(|(title, class)| Column { title: i18n.signal(title), class })
        .collect::<Vec<_>>();
    let name = move |key| {
        view.preview.with(|preview| preview.get(key).map(|line| line.texts[cleanup_column::NAME].clone()))
    };
    let model = GridModel::to_read(
        view.shown.into(),
        move |key, at| cell(i18n, view, key, at),
        move |key| t!(i18n, "select-device", serial = name(key).unwrap_or_default()),
        view.selected,
        view.active,
        None,
        view.sort,
    );
    view! {
        <DataGrid
            label=i18n.signal("cleanup-devices")
            select_all_label=i18n.signal("select-all")
            columns
            model
            empty=i18n.signal("grid-empty")
        />
    }
}

fn cell(i18n: I18n, view: CleanupView, key: u64, at: usize) -> AnyView {
    view.preview.with(|preview| {
        let Some(line) = preview.get(key) else { return ().into_any() };
        match at {
            cleanup_column::OUTCOME => {
                let look = match line.outcome {
                    Outcome::AtOnce(_) => ("severity-error", Icon::Delete),
                    Outcome::Later(_) => ("severity-warning", Icon::Warning),
                    Outcome::Spared(_) => ("severity-none", Icon::Success),
                    Outcome::Unknown => ("secondary", Icon::Info),
                };
                status_cell(look, outcome(i18n, line.outcome), None)
            }
            cleanup_column::CONTACT => {
                let moment = seconds(&line.texts[at]);
                moment.map(|moment| format::moment(i18n.language(), moment)).unwrap_or_default().into_any()
            }
            cleanup_column::STAYS => stays(i18n, line).into_any(),
            _ => line.texts[at].clone().into_any(),
        }
    })
}

/// What becomes of a device.
pub fn outcome(i18n: I18n, outcome: Outcome) -> String {
    match outcome {
        Outcome::AtOnce(overdue) => t!(i18n, "cleanup-outcome-now", days = overdue),
        Outcome::Later(at) => t!(i18n, "cleanup-outcome-later", day = format::day(i18n.language(), at)),
        Outcome::Spared(why) => t!(i18n, &why.text_id()),
        Outcome::Unknown => t!(i18n, "cleanup-unknown"),
    }
}

/// What stays of a device elsewhere, when it is taken out here.
pub fn stays(i18n: I18n, line: &CleanupLine) -> String {
    match (line.outcome.is_taken(), line.is_in_entra, line.is_in_autopilot) {
        (false, ..) => String::new(),
        (true, true, true) => t!(i18n, "cleanup-stays-both"),
        (true, true, false) => t!(i18n, "cleanup-stays-entra"),
        (true, false, true) => t!(i18n, "cleanup-stays-autopilot"),
        (true, false, false) => t!(i18n, "cleanup-stays-nothing"),
    }
}
