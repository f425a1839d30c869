//! A data grid for many rows: only those in sight are made, the keyboard goes everywhere, cells are edited in place,
//! and a screen reader is told the true size and place of everything.
//!
//! Rows are known by a key; what a cell shows comes from the caller, and follows whatever signals it reads.

mod body;
mod cell;
mod keys;
mod made;
mod window;

use std::collections::HashSet;

use leptos::prelude::*;

use super::{Icon, IconView, live, when};
use body::GridBody;

/// A column.
#[derive(Clone)]
pub struct Column {
    /// Its heading.
    pub title: Signal<String>,
    /// A style class for its width, and for when it is hidden on narrow screens.
    pub class: &'static str,
}

/// By which column rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column, from 0.
    pub column: usize,
    /// Smallest first.
    pub ascending: bool,
}

/// What the grid works on.
#[derive(Clone, Copy)]
pub struct GridModel {
    /// The keys of the rows, in the order shown.
    pub keys: Signal<std::sync::Arc<Vec<u64>>>,
    /// Whether more rows arrive all the time: the page is kept free between them then.
    pub arriving: Signal<bool>,
    /// What a cell (row key, column) shows.
    pub cell: UnsyncCallback<(u64, usize), AnyView>,
    /// The text to edit in a cell; `None`: it can't be edited.
    pub editable: UnsyncCallback<(u64, usize), Option<String>>,
    /// The accessible name of a cell's editor.
    pub editor_label: UnsyncCallback<(u64, usize), String>,
    /// Called with a row, a column and the new text when an edit is done.
    pub on_edit: UnsyncCallback<(u64, usize, String)>,
    /// The accessible name of a row's check box.
    pub select_label: UnsyncCallback<u64, String>,
    /// The rows that are ticked.
    pub selected: RwSignal<HashSet<u64>>,
    /// The row whose details are shown.
    pub active: RwSignal<Option<u64>>,
    /// Called when a row was opened from the keyboard, which is to go on to what was opened.
    pub on_enter: UnsyncCallback<()>,
    /// The order.
    pub sort: RwSignal<Sort>,
}

impl GridModel {
    /// Of a list in which nothing is edited, whose rows have details that the keyboard goes on to.
    pub fn to_read(
        keys: Signal<std::sync::Arc<Vec<u64>>>,
        cell: impl Fn(u64, usize) -> AnyView + 'static,
        select_label: impl Fn(u64) -> String + 'static,
        selected: RwSignal<HashSet<u64>>,
        active: RwSignal<Option<u64>>,
        entered: Option<RwSignal<bool>>,
        sort: RwSignal<Sort>,
    ) -> GridModel {
        GridModel {
            keys,
            arriving: Signal::stored(false),
            cell: UnsyncCallback::new(move |(key, at)| cell(key, at)),
            editable: UnsyncCallback::new(|_| None),
            editor_label: UnsyncCallback::new(|_| String::new()),
            on_edit: UnsyncCallback::new(|_| ()),
            select_label: UnsyncCallback::new(select_label),
            selected,
            active,
            on_enter: UnsyncCallback::new(move |()| {
                if let Some(entered) = entered {
                    entered.set(true);
                }
            }),
            sort,
        }
    }
}

/// A cell with the look of a state, and words for it; `more` stands at its end.
pub fn status_cell((class, icon): (&'static str, Icon), text: String, more: Option<AnyView>) -> AnyView {
    view! {
        <span class="status">
            <span class=class>
                <IconView icon />
            </span>
            <span class="status-text">{text}</span>
            {more}
        </span>
    }
    .into_any()
}

/// The grid. Column 0 on the screen is the check box; the columns given follow it.
#[component]
pub fn DataGrid(
    /// What the rows are.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the check box that ticks every row shown.
    #[prop(into)]
    select_all_label: Signal<String>,
    /// The columns.
    columns: Vec<Column>,
    /// The content.
    model: GridModel,
    /// What is said when there are no rows.
    #[prop(into)]
    empty: Signal<String>,
) -> impl IntoView {
    let all_selected = Memo::new(move |_| {
        model.keys.with(|keys| {
            !keys.is_empty() && model.selected.with(|selected| keys.iter().all(|key| selected.contains(key)))
        })
    });
    let toggle_all = move |_| {
        let select = !all_selected.get_untracked();
        let keys = model.keys.get_untracked();
        model.selected.update(|selected| {
            for key in keys.iter() {
                if select {
                    selected.insert(*key);
                } else {
                    selected.remove(key);
                }
            }
        });
    };
    let column_count = columns.len() + 1;
    let classes: Vec<&'static str> = columns.iter().map(|column| column.class).collect();
    let row_count = move || model.keys.with(|keys| keys.len() + 1);
    view! {
        <div
            class="grid"
            role="grid"
            aria-label=move || label.get()
            aria-rowcount=row_count
            aria-colcount=column_count
            aria-multiselectable="true"
        >
            <div class="grid-head" role="row" aria-rowindex="1">
                <div class="cell cell-select" role="columnheader" aria-colindex="1">
                    <input
                        type="checkbox"
                        aria-label=move || select_all_label.get()
                        prop:checked=move || all_selected.get()
                        on:change=toggle_all
                    />
                </div>
                {columns
                    .into_iter()
                    .enumerate()
                    .map(|(at, column)| view! { <HeadCell at column sort=model.sort /> })
                    .collect_view()}
            </div>
            <GridBody model classes />
            <Show when=when(move || model.keys.with(|keys| keys.is_empty()))>
                <div class="grid-empty" role="row">
                    <span role="gridcell" aria-colspan=column_count>
                        {live(move || empty.get())}
                    </span>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn HeadCell(at: usize, column: Column, sort: RwSignal<Sort>) -> impl IntoView {
    let Column { title, class } = column;
    let direction = move || {
        let sort = sort.get();
        (sort.column == at).then_some(sort.ascending)
    };
    view! {
        <div
            class=format!("cell {class}")
            role="columnheader"
            aria-colindex=at + 2
            aria-sort=move || match direction() {
                Some(true) => "ascending",
                Some(false) => "descending",
                None => "none",
            }
        >
            <button
                type="button"
                class="sort"
                on:click=move |_| {
                    sort.update(|sort| {
                        *sort = Sort { column: at, ascending: sort.column != at || !sort.ascending };
                    });
                }
            >
                <span>{live(move || title.get())}</span>
                {live(move || {
                    direction()
                        .map(|ascending| {
                            view! { <IconView icon=if ascending { Icon::SortUp } else { Icon::SortDown } /> }
                        })
                })}
            </button>
        </div>
    }
}
