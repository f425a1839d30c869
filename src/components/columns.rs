//! Which columns of a list are shown.

use leptos::prelude::*;

use super::Sort;
use crate::i18n::use_i18n;
use crate::preferences::{self, Preference};

/// The columns of a list: which of them are shown, and in what order the rows are. It is a handle: copies are the same columns.
#[derive(Clone, Copy)]
pub struct Columns {
    /// The messages with the names of all.
    names: &'static [&'static str],
    /// Those that always stay, a bit each.
    fixed: u32,
    /// Those that are shown, a bit each.
    bits: RwSignal<u32>,
    /// The order; the column is one of those shown.
    pub sort: RwSignal<Sort>,
    /// Where it is remembered.
    preference: Preference,
}

impl Columns {
    /// The columns as they were chosen last; `first` are shown where nobody has chosen, and `fixed` always.
    pub fn chosen_last(
        names: &'static [&'static str],
        first: u32,
        fixed: u32,
        preference: Preference,
    ) -> Columns {
        let chosen = preferences::read(preference).and_then(|bits| bits.parse::<u32>().ok());
        let bits = RwSignal::new(chosen.unwrap_or(first) | fixed);
        let sort = RwSignal::new(Sort { column: 0, ascending: true });
        Columns { names, fixed, bits, sort, preference }
    }

    /// Those that are shown, by their places among all.
    pub fn shown(self) -> Vec<usize> {
        let bits = self.bits.get();
        (0..self.names.len()).filter(|at| bits & 1 << at != 0).collect()
    }

    /// The order, with the column by its place among all.
    pub fn order(self) -> Sort {
        let Sort { column, ascending } = self.sort.get();
        Sort { column: self.shown().get(column).copied().unwrap_or_default(), ascending }
    }

    /// Shows a column, or hides it.
    fn toggle(self, at: usize) {
        self.sort.set(Sort { column: 0, ascending: true });
        self.bits.update(|bits| *bits ^= 1 << at);
        preferences::write(self.preference, Some(&self.bits.get_untracked().to_string()));
    }

    /// The choice of those that can be hidden.
    pub fn choice(self) -> AnyView {
        let i18n = use_i18n();
        let choice = |at: usize| {
            view! {
                <label class="check-row">
                    <input
                        type="checkbox"
                        prop:checked=move || self.bits.get() & 1 << at != 0
                        on:change=move |_| self.toggle(at)
                    />
                    {i18n.says(self.names[at])}
                </label>
            }
            .into_any()
        };
        let choices: Vec<AnyView> =
            (0..self.names.len()).filter(|at| self.fixed & 1 << at == 0).map(choice).collect();
        view! {
            <details class="columns-choice">
                <summary class="button subtle">{i18n.says("columns")}</summary>
                <fieldset class="choices card">
                    <legend class="visually-hidden">{i18n.says("columns")}</legend>
                    {choices}
                </fieldset>
            </details>
        }
        .into_any()
    }
}
