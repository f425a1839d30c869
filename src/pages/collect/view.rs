//! What the page's parts share. It outlives the page, so that nothing typed is lost by a look at another page.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::collect::{Checked, Document, Entries, Field, Way, check, document};
use crate::i18n::use_i18n;

/// The chosen way and what was typed, with what follows from them.
#[derive(Clone, Copy)]
pub struct CollectView {
    /// The chosen way.
    pub way: RwSignal<Way>,
    /// What was typed, for every way.
    pub entries: RwSignal<Entries>,
    /// The fields that were left once: only these show their problems.
    pub touched: RwSignal<HashSet<Field>>,
    /// What the entries amount to.
    pub checked: Memo<Checked>,
    /// The script or letter; `None` while something is wrong, or where the way has none.
    pub document: Memo<Option<Document>>,
}

impl CollectView {
    /// The fields of the way, in the order of the form.
    pub fn fields(self) -> &'static [Field] {
        self.way.get().fields(self.entries.with(|entries| entries.source))
    }
}

/// Makes the page's state known to everything below.
pub fn provide_collect() {
    let i18n = use_i18n();
    let way = RwSignal::new(Way::default());
    let entries = RwSignal::new(Entries::default());
    let checked = Memo::new(move |_| entries.with(|entries| check(way.get(), entries)));
    let document = Memo::new(move |_| {
        checked.with(|checked| {
            let complete = checked.problems.is_empty();
            complete.then(|| i18n.with(|messages| document(&checked.inputs, messages))).flatten()
        })
    });
    provide_context(CollectView { way, entries, touched: RwSignal::new(HashSet::new()), checked, document });
}

/// The page's state.
pub fn use_view() -> CollectView {
    expect_context()
}
