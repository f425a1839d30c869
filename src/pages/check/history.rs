//! What was changed on a device.

use device_csv::{Cause, Change, DeviceSet, Edit, RowId};
use leptos::prelude::*;

use super::view::use_view;
use crate::components::{live, when};
use crate::i18n::{I18n, use_i18n};
use crate::t;
use crate::workspace::use_workspace;

/// The changes to a device's rows that are in force, the first first.
fn changes(set: &DeviceSet, row: RowId) -> Vec<(Cause, Change)> {
    let rows: Vec<RowId> = set.device_of(row).map_or_else(|| vec![row], |device| device.rows().collect());
    let steps = set.history().done().iter();
    steps
        .flat_map(|step| step.changes.iter().map(|change| (step.cause, change.clone())))
        .filter(|(_, change)| rows.contains(&change.edit.row()))
        .collect()
}

fn describe(i18n: I18n, cause: Cause, change: &Change) -> String {
    let what = match (&change.edit, &change.before) {
        (Edit::Set { field, value, .. }, Edit::Set { value: before, .. }) => {
            let field = i18n.with(|messages| messages.field(*field));
            if value.is_empty() {
                t!(i18n, "change-set-empty", field = field, before = before.as_str())
            } else if before.is_empty() {
                t!(i18n, "change-set-first", field = field, after = value.as_str())
            } else {
                t!(i18n, "change-set", field = field, before = before.as_str(), after = value.as_str())
            }
        }
        (Edit::Exclude { excluded: true, .. }, _) => t!(i18n, "change-exclude"),
        (Edit::Exclude { excluded: false, .. }, _) => t!(i18n, "change-include"),
        (Edit::AcceptHash { .. } | Edit::Set { .. }, _) => t!(i18n, "change-accept-hash"),
    };
    let why = match (cause, change.code) {
        (_, Some(code)) | (Cause::Fixed(code), None) => t!(i18n, "cause-fixed", rule = code.rule().id()),
        (Cause::Bulk, None) => t!(i18n, "cause-bulk"),
        (Cause::ByHand | Cause::SafeFixes | Cause::Restored, None) => t!(i18n, "cause-by-hand"),
    };
    format!("{what} ({why})")
}

#[component]
pub fn Changes(#[prop(into)] row: Signal<Option<RowId>>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let done = Memo::new(move |_| {
        // Made anew with the list: whenever the set changes.
        view.devices.track();
        row.get().map(|row| workspace.set.with_untracked(|set| changes(set, row))).unwrap_or_default()
    });
    view! {
        <Show when=when(move || done.with(|done| !done.is_empty()))>
            <section>
                <h3>{i18n.says("details-history")}</h3>
                <ol class="changes">
                    {live(move || {
                        done.get()
                            .iter()
                            .map(|(cause, change)| view! { <li>{describe(i18n, *cause, change)}</li> })
                            .collect_view()
                    })}
                </ol>
            </section>
        </Show>
    }
}
