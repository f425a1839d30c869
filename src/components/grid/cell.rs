//! A cell, and its editor.

use gloo::timers::callback::Timeout;
use leptos::{ev, html, prelude::*};

use super::super::live;
use super::GridModel;
use super::body::{Focus, toggle};
use super::keys::At;

/// How long a click on a cell that can be edited waits for a second one, in milliseconds. What a click opens may take
/// the place of the cell, and the second one would miss it.
const SECOND_CLICK_MS: u32 = 350;

#[component]
pub(super) fn SelectCell(model: GridModel, focus: Focus, at: usize, key: u64) -> impl IntoView {
    view! {
        <div class="cell cell-select" role="gridcell" aria-colindex="1">
            <input
                type="checkbox"
                data-cell=format!("{at}:0")
                tabindex=move || if focus.is_stop(at, 0) { "0" } else { "-1" }
                aria-label=move || model.select_label.run(key)
                prop:checked=move || model.selected.with(|selected| selected.contains(&key))
                on:change=move |_| toggle(model, key)
                on:focus=move |_| focus.at.set(At { row: at, column: 0 })
                // The space bar is the grid's; the browser would tick a second time.
                on:keyup=|event: ev::KeyboardEvent| {
                    if event.key() == " " {
                        event.prevent_default();
                    }
                }
            />
        </div>
    }
}

#[component]
pub(super) fn Cell(
    model: GridModel,
    focus: Focus,
    at: usize,
    key: u64,
    column: usize,
    class: &'static str,
) -> impl IntoView {
    let editing = move || focus.editing.get() == Some((key, column));
    let opening = StoredValue::new_local(None::<Timeout>);
    let click = move || {
        if focus.editing.get_untracked().is_some() {
            return;
        }
        let moves_cells = model.active.get_untracked().is_none();
        if moves_cells && model.editable.run((key, column)).is_some() {
            opening.set_value(Some(Timeout::new(SECOND_CLICK_MS, move || model.active.set(Some(key)))));
        } else {
            model.active.set(Some(key));
        }
    };
    let double_click = move || {
        opening.set_value(None);
        if model.editable.run((key, column)).is_some() {
            focus.editing.set(Some((key, column)));
        }
    };
    view! {
        <div
            class=format!("cell {class}")
            role="gridcell"
            aria-colindex=column + 2
            data-cell=format!("{at}:{}", column + 1)
            tabindex=move || if focus.is_stop(at, column + 1) { "0" } else { "-1" }
            on:focus=move |_| focus.at.set(At { row: at, column: column + 1 })
            on:click=move |_| click()
            on:dblclick=move |_| double_click()
        >
            {live(move || {
                if editing() {
                    view! { <Editor model focus key column /> }.into_any()
                } else {
                    model.cell.run((key, column))
                }
            })}
        </div>
    }
}

#[component]
fn Editor(model: GridModel, focus: Focus, key: u64, column: usize) -> impl IntoView {
    let before = untrack(|| model.editable.run((key, column))).unwrap_or_default();
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            let focused = input.focus();
            debug_assert!(focused.is_ok(), "an input takes focus");
            input.select();
        }
    });
    let original = before.clone();
    let finish = move |keep: bool| {
        // Leaving the field after Escape or Enter comes here again: the edit is over by then.
        if focus.editing.get_untracked() != Some((key, column)) {
            return;
        }
        focus.editing.set(None);
        let Some(input) = input.get_untracked() else { return };
        let value = input.value();
        if keep && value != original {
            model.on_edit.run((key, column, value));
        }
    };
    let finish = StoredValue::new_local(finish);
    let finish = move |keep: bool| {
        // Taking the field off the page takes the focus from it as well, when all this is gone already.
        finish.try_with_value(|finish| finish(keep));
    };
    view! {
        <input
            class="cell-editor"
            type="text"
            spellcheck="false"
            autocomplete="off"
            node_ref=input
            aria-label=move || model.editor_label.run((key, column))
            prop:value=before
            on:click=|event: ev::MouseEvent| event.stop_propagation()
            on:blur=move |_| finish(true)
            on:keydown=move |event: ev::KeyboardEvent| {
                event.stop_propagation();
                match event.key().as_str() {
                    "Enter" => finish(true),
                    "Escape" => finish(false),
                    _ => {}
                }
            }
        />
    }
}
