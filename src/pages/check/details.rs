//! One device: what is wrong, its values, its rows, what its hash says, what was changed.

use device_csv::{Cause, Field, RowId};
use leptos::{html, prelude::*};

use super::hash_details::HashDetails;
use super::history::Changes;
use super::problems::Problems;
use super::view::{path, use_view};
use crate::components::{Button, DetailsPane, Icon, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::t;
use crate::tasks::{exclude, set_values};
use crate::workspace::use_workspace;

/// The fields that can be changed by hand.
const EDITABLE: [Field; 3] = [Field::Serial, Field::GroupTag, Field::AssignedUser];

#[component]
pub fn Details() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let line = Memo::new(move |_| view.active.get().and_then(|key| view.line(key)));
    let row = Signal::derive(move || line.with(|line| line.as_ref().map(|line| line.row)));
    let excluded = move || line.with(|line| line.as_ref().is_some_and(|line| line.excluded));
    let serial = move || {
        let serial = line.with(|line| line.as_ref().map(|line| line.serial.clone()).unwrap_or_default());
        if serial.is_empty() { t!(i18n, "serial-none") } else { serial }
    };
    let toggle = move |()| {
        if let Some(row) = row.get_untracked() {
            exclude(workspace, Cause::ByHand, &[row], !excluded());
        }
    };
    let model = move || {
        line.with(|line| {
            line.as_ref().map(|line| format::model(&line.manufacturer, &line.model)).unwrap_or_default()
        })
    };
    view! {
        <DetailsPane
            title=Signal::derive(serial)
            subtitle=Signal::derive(model)
            active=view.active
            entered=view.entered
        >
            <section>
                <h3>{i18n.says("details-problems")}</h3>
                <Problems row />
            </section>
            <Show when=when(move || !excluded())>
                <section>
                    <h3>{i18n.says("details-values")}</h3>
                    <div class="values">
                        {EDITABLE.map(|field| view! { <ValueField row field /> })}
                    </div>
                </section>
            </Show>
            <section>
                <h3>{i18n.says("details-rows")}</h3>
                <Rows row />
            </section>
            <HashDetails row />
            <Changes row />
            <Button
                label=Signal::derive(move || {
                    if excluded() { t!(i18n, "details-include") } else { t!(i18n, "details-exclude") }
                })
                icon=Icon::Delete
                on_press=toggle
            />
        </DetailsPane>
    }
}

/// A value that is changed by typing and leaving the field, or Enter.
#[component]
fn ValueField(row: Signal<Option<RowId>>, field: Field) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let input = NodeRef::<html::Input>::new();
    let id = format!("value-{}", field.key());
    let value = Memo::new(move |_| {
        let Some(row) = row.get() else { return String::new() };
        workspace.set.with(|set| {
            let device = set.device_of(row);
            device
                .and_then(|device| set.device_values(device))
                .map(|values| values.get(field).to_owned())
                .unwrap_or_default()
        })
    });
    let save = move || {
        let Some((row, input)) = row.get_untracked().zip(input.get_untracked()) else { return };
        let text = input.value();
        if text != value.get_untracked() {
            // What can't be taken now isn't shown as if it were.
            if !set_values(workspace, Cause::ByHand, &[row], &[(field, text)]) {
                input.set_value(&value.get_untracked());
            }
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{live(move || i18n.with(|messages| messages.field(field)))}</label>
            <input
                id=id
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                prop:value=move || value.get()
                on:change=move |_| save()
            />
        </div>
    }
}

/// How many rows of a device are shown: a list of tens of thousands would take the page with it.
const MOST_ROWS: usize = 100;

/// The rows that speak of the device.
#[component]
fn Rows(row: Signal<Option<RowId>>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let rows = move || {
        let Some(row) = row.get() else { return (Vec::new(), 0) };
        workspace.set.with(|set| {
            let rows: Vec<RowId> =
                set.device_of(row).map_or_else(|| vec![row], |device| device.rows().collect());
            let several = rows.len() > 1;
            let more = rows.len().saturating_sub(MOST_ROWS);
            let shown = rows
                .into_iter()
                .take(MOST_ROWS)
                .enumerate()
                .map(|(at, id)| {
                    let line = set.row(id).map_or(0, |row| row.line);
                    let place = t!(i18n, "details-place", file = path(workspace, id.file), line = line);
                    let state = match (set.is_excluded(id), several, at) {
                        (true, _, _) => Some("details-row-excluded"),
                        (false, true, 0) => Some("details-row-kept"),
                        (false, true, _) => Some("details-row-dropped"),
                        (false, false, _) => None,
                    };
                    (place, state)
                })
                .collect::<Vec<_>>();
            (shown, more)
        })
    };
    view! {
        <ul class="rows">
            {live(move || {
                let (shown, more) = rows();
                let shown = shown
                    .into_iter()
                    .map(|(place, state)| {
                        view! {
                            <li>
                                {place}
                                {state.map(|state| view! { " – " <span class="secondary">{t!(i18n, state)}</span> })}
                            </li>
                        }
                    })
                    .collect_view();
                let more = (more > 0).then(|| view! { <li>{t!(i18n, "details-more-rows", count = more)}</li> });
                (shown, more)
            })}
        </ul>
    }
}
