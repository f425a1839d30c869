//! The rows in sight, and the keyboard.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};

use super::GridModel;
use super::cell::{Cell, SelectCell};
use super::keys::{At, target};
use super::made::made;
use super::window::{Window, scroll_to, window};

/// The height of a row, px; the style sheet says the same.
const ROW_HEIGHT: f64 = 40.0;

/// No screen is higher, px. A page that gives the grid no height of its own would else have every row made.
const MAX_VIEW: f64 = 4_000.0;

/// What the cells share.
#[derive(Clone, Copy)]
pub(super) struct Focus {
    /// The cell that takes the focus.
    pub at: RwSignal<At>,
    /// The cell being edited: row key and column of the caller's.
    pub editing: RwSignal<Option<(u64, usize)>>,
    /// The rows that are made.
    pub window: Memo<Window>,
}

impl Focus {
    /// Whether the cell is the grid's one tab stop. When the focused row is out of sight the first made row stands in.
    pub fn is_stop(self, row: usize, column: usize) -> bool {
        let at = self.at.get();
        let Window { first, end, .. } = self.window.get();
        let stop_row = if (first..end).contains(&at.row) { at.row } else { first };
        stop_row == row && at.column == column
    }
}

#[component]
pub(super) fn GridBody(model: GridModel, classes: Vec<&'static str>) -> impl IntoView {
    let body = NodeRef::<html::Div>::new();
    let scroll = RwSignal::new(0.0_f64);
    let view_height = RwSignal::new(600.0_f64);
    let rows = move || model.keys.with(|keys| keys.len());
    let shown = Memo::new(move |_| window(rows(), ROW_HEIGHT, view_height.get(), scroll.get()));
    let focus = Focus { at: RwSignal::new(At::default()), editing: RwSignal::new(None), window: shown };
    let columns = classes.len() + 1;
    follow_height(body, view_height);

    let go = move |to: At| {
        focus.at.set(to);
        let Some(element) = body.get_untracked() else { return };
        let view = view_height.get_untracked();
        let from = f64::from(element.scroll_top());
        if let Some(wanted) =
            scroll_to(to.row, model.keys.with_untracked(|keys| keys.len()), ROW_HEIGHT, view, from)
        {
            #[expect(clippy::cast_possible_truncation, reason = "below the height limit")]
            element.set_scroll_top(wanted.round() as i32);
            scroll.set(wanted);
        }
        // The row may only be made in the next frame; a fast hand edits it by then.
        request_animation_frame(move || {
            if focus.editing.get_untracked().is_none() {
                focus_cell(body, to);
            }
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if focus.editing.get_untracked().is_some() || event.alt_key() || event.meta_key() {
            return;
        }
        let at = focus.at.get_untracked();
        let keys = model.keys.get_untracked();
        let key = keys.get(at.row).copied();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a screen holds few rows"
        )]
        let page = (view_height.get_untracked() / ROW_HEIGHT) as usize;
        if let Some(to) = target(&event.key(), event.ctrl_key(), at, keys.len(), columns, page.max(1)) {
            event.prevent_default();
            go(to);
            return;
        }
        let Some(key) = key else { return };
        match event.key().as_str() {
            " " => toggle(model, key),
            "Enter" | "F2" if at.column > 0 && model.editable.run((key, at.column - 1)).is_some() => {
                focus.editing.set(Some((key, at.column - 1)));
            }
            "Enter" => {
                model.active.set(Some(key));
                model.on_enter.run(());
            }
            _ => return,
        }
        event.prevent_default();
    };
    keep_focus(model, focus, body);
    let classes = StoredValue::new(classes);
    let made = made(model, shown);
    view! {
        <div
            class="grid-body"
            role="rowgroup"
            node_ref=body
            on:scroll=move |_| {
                if let Some(element) = body.get_untracked() {
                    scroll.set(f64::from(element.scroll_top()));
                }
            }
            on:keydown=on_key
        >
            <div class="grid-space" role="presentation" style:height=move || format!("{}px", shown.get().height)>
                <div
                    class="grid-rows"
                    role="presentation"
                    style:transform=move || format!("translateY({}px)", shown.get().top)
                >
                    <For each=made key=|row| *row let((at, key))>
                        <Row model focus at key classes />
                    </For>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Row(
    model: GridModel,
    focus: Focus,
    at: usize,
    key: u64,
    classes: StoredValue<Vec<&'static str>>,
) -> impl IntoView {
    let selected = move || model.selected.with(|selected| selected.contains(&key));
    view! {
        <div
            class="grid-row"
            role="row"
            class:active=move || model.active.get() == Some(key)
            aria-rowindex=at + 2
            aria-selected=move || selected().to_string()
        >
            <SelectCell model focus at key />
            {classes
                .get_value()
                .into_iter()
                .enumerate()
                .map(|(column, class)| view! { <Cell model focus at key column class /> })
                .collect_view()}
        </div>
    }
}

/// Ticks a row, or takes the tick away.
pub(super) fn toggle(model: GridModel, key: u64) {
    model.selected.update(|selected| {
        if !selected.remove(&key) {
            selected.insert(key);
        }
    });
}

/// Gives the keyboard back to the list when something else that had it is gone.
fn keep_focus(model: GridModel, focus: Focus, body: NodeRef<html::Div>) {
    // When the details close, the keyboard is back on the row that they were of, unless it is somewhere else by then.
    Effect::new(move |was: Option<bool>| {
        let open = model.active.get().is_some();
        if was == Some(true) && !open {
            let at = focus.at.get_untracked();
            request_animation_frame(move || {
                let nowhere = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
                if nowhere {
                    focus_cell(body, at);
                }
            });
        }
        open
    });
    // After an edit the keyboard is back on the cell.
    Effect::new(move |was: Option<bool>| {
        let editing = focus.editing.get().is_some();
        if was == Some(true) && !editing {
            let at = focus.at.get_untracked();
            request_animation_frame(move || {
                // A fast hand is in the next cell by now.
                if focus.editing.get_untracked().is_none() && focus.at.get_untracked() == at {
                    focus_cell(body, at);
                }
            });
        }
        editing
    });
}

fn focus_cell(body: NodeRef<html::Div>, at: At) {
    let Some(body) = body.get_untracked() else { return };
    let wanted = format!("[data-cell=\"{}:{}\"]", at.row, at.column);
    if let Ok(Some(cell)) = body.query_selector(&wanted)
        && let Ok(cell) = cell.dyn_into::<web_sys::HtmlElement>()
    {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let focused = cell.focus_with_options(&options);
        debug_assert!(focused.is_ok(), "a cell takes focus");
    }
}

/// Keeps the height of what is in sight, whatever changes it.
fn follow_height(body: NodeRef<html::Div>, height: RwSignal<f64>) {
    Effect::new(move || {
        let Some(element) = body.get() else { return };
        let measured = element.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            height.set(f64::from(measured.client_height()).min(MAX_VIEW));
        });
        let Ok(observer) = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, changed));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    });
}
