//! A list that is too long to be shown at once.

use leptos::prelude::*;

use super::{Button, SearchBox, live, when};
use crate::i18n::use_i18n;
use crate::t;

/// Lines that are shown at a time.
const STEP: usize = 100;

/// Which lines of a long list are shown: those that are searched for, so many at a time. It is a handle, which outlives the lines:
/// copies are the same list.
#[derive(Clone, Copy)]
pub struct LongList {
    search: RwSignal<String>,
    most: RwSignal<usize>,
    all: Memo<usize>,
    found: Memo<Vec<usize>>,
    shown: Memo<Vec<usize>>,
}

impl LongList {
    /// A list of lines in which that stands.
    pub fn of(texts: impl Fn() -> Vec<String> + Send + Sync + 'static) -> LongList {
        LongList::made(Box::new(texts))
    }

    fn made(texts: Box<dyn Fn() -> Vec<String> + Send + Sync>) -> LongList {
        let (search, most) = (RwSignal::new(String::new()), RwSignal::new(STEP));
        let texts =
            Memo::new(move |_| texts().iter().map(|text| text.to_lowercase()).collect::<Vec<String>>());
        let found = Memo::new(move |_| {
            let wanted = search.with(|search| search.trim().to_lowercase());
            texts.with(|texts| {
                (0..texts.len()).filter(|at| texts[*at].contains(&wanted)).collect::<Vec<usize>>()
            })
        });
        let all = Memo::new(move |_| texts.with(Vec::len));
        let shown = Memo::new(move |_| found.with(|found| found.iter().take(most.get()).copied().collect()));
        LongList { search, most, all, found, shown }
    }

    /// The lines that are shown, by their places.
    pub fn shown(self) -> Vec<usize> {
        self.shown.get()
    }

    /// Every line that is searched for, by its place.
    pub fn found(self) -> Vec<usize> {
        self.found.get()
    }

    /// The field to search by, and how many are shown; nothing where all are.
    pub fn field(self) -> AnyView {
        let i18n = use_i18n();
        let search = move |text: String| {
            self.most.set(STEP);
            self.search.set(text);
        };
        let said = move || {
            let shown = self.found.with(Vec::len).min(self.most.get());
            t!(i18n, "list-shown", shown = shown, all = self.all.get())
        };
        view! {
            <Show when=when(move || { self.all.get() > STEP || self.search.with(|text| !text.is_empty()) })>
                <div class="no-print list-search">
                    <SearchBox text=self.search hint="list-search-hint" on_search=search />
                    <p class="secondary" role="status">
                        {live(said)}
                    </p>
                </div>
            </Show>
        }
        .into_any()
    }

    /// The button that shows more, as long as there are.
    pub fn more(self) -> AnyView {
        let i18n = use_i18n();
        let more = move || self.found.with(Vec::len).saturating_sub(self.most.get()).min(STEP);
        view! {
            <Show when=when(move || { more() > 0 })>
                <div class="no-print">
                    <Button
                        label=Signal::derive(move || t!(i18n, "list-more", count = more()))
                        on_press=move |()| self.most.update(|most| *most += STEP)
                    />
                </div>
            </Show>
        }
        .into_any()
    }
}
