//! A field to search by.

use leptos::prelude::*;

use super::{Icon, IconView};
use crate::i18n::use_i18n;

/// A field to search devices by, which searches as it is typed in.
#[component]
pub fn SearchBox(
    /// What is searched for.
    #[prop(into)]
    text: Signal<String>,
    /// The message that says in what.
    hint: &'static str,
    /// Called with every new text.
    #[prop(into)]
    on_search: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="search">
            <IconView icon=Icon::Search />
            <span class="visually-hidden">{i18n.says("filter-search")}</span>
            <input
                type="search"
                class="input"
                autocomplete="off"
                spellcheck="false"
                placeholder=i18n.says(hint)
                prop:value=move || text.get()
                on:input:target=move |input| on_search.run(input.target().value())
            />
        </label>
    }
}
