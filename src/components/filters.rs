//! What stands above a list: search, the choice of columns, and what the filters come to.

use std::collections::HashSet;

use leptos::prelude::*;

use super::{Button, Columns, Icon, Look, SearchBox, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::t;

/// What stands above a list.
pub struct Filters {
    /// The message that says in what is searched.
    pub hint: &'static str,
    /// What is searched for.
    pub text: Signal<String>,
    /// Called with every new text.
    pub on_search: Callback<String>,
    /// The columns, where they can be chosen.
    pub columns: Option<Columns>,
    /// Whether anything is filtered.
    pub is_filtered: Signal<bool>,
    /// Called to show everything again.
    pub on_clear: Callback<()>,
    /// How many rows are shown, and of how many.
    pub shown: Signal<(usize, usize)>,
    /// The rows that are ticked.
    pub selected: RwSignal<HashSet<u64>>,
}

impl Filters {
    /// The filters, to be shown.
    pub fn view(self) -> AnyView {
        let i18n = use_i18n();
        let Filters { hint, text, on_search, columns, is_filtered, on_clear, shown, selected } = self;
        let shown = move || {
            let count = |number: usize| format::count(i18n.language(), number as u64);
            let (shown, total) = shown.get();
            t!(i18n, "filter-shown", shown = count(shown), total = count(total))
        };
        let ticked = move || {
            let count = selected.with(HashSet::len);
            (count > 0).then(|| t!(i18n, "filter-selected", count = count))
        };
        view! {
            <search class="filters" aria-label=i18n.says("filter")>
                <SearchBox text hint on_search />
                {columns.map(Columns::choice)}
                <Show when=when(move || is_filtered.get())>
                    <Button label=i18n.signal("filter-clear") icon=Icon::Close look=Look::Subtle on_press=on_clear />
                </Show>
                <p class="shown secondary" role="status">
                    <span>{live(shown)}</span>
                    <strong>{live(ticked)}</strong>
                </p>
            </search>
        }
        .into_any()
    }
}
