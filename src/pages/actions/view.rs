//! What the page shows of actions: the list as filtered and sorted, and the action looked at.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::components::Sort;
use crate::queries::{ActionFilter, ActionLine, action_lines, actions_shown};
use crate::tenant::use_tenant;

/// The state of the page. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct ActionsView {
    /// Every action.
    pub lines: Memo<Arc<Vec<ActionLine>>>,
    /// Which are shown.
    pub filter: RwSignal<ActionFilter>,
    /// In what order.
    pub sort: RwSignal<Sort>,
    /// The keys of those shown, in order.
    pub shown: Memo<Arc<Vec<u64>>>,
    /// The keys of those ticked.
    pub selected: RwSignal<HashSet<u64>>,
    /// The key of the one that is shown in full.
    pub active: RwSignal<Option<u64>>,
    /// Whether the keyboard is to go on to it.
    pub entered: RwSignal<bool>,
}

impl ActionsView {
    /// The action that is shown in full.
    pub fn active_line(self) -> Option<ActionLine> {
        let key = self.active.get()?;
        self.lines.with(|lines| lines.iter().find(|line| line.key == key).cloned())
    }

    /// Those that are ticked; where none is, those shown.
    pub fn chosen(self) -> Vec<ActionLine> {
        let selected = self.selected.get();
        let lines = self.lines.get();
        let shown: HashSet<u64> = self.shown.get().iter().copied().collect();
        let is_chosen = |line: &&ActionLine| {
            if selected.is_empty() { shown.contains(&line.key) } else { selected.contains(&line.key) }
        };
        lines.iter().filter(is_chosen).cloned().collect()
    }
}

/// Makes the view of actions known to everything below. It outlives the page.
pub fn provide_actions_view() {
    let tenant = use_tenant();
    let lines = Memo::new_with_compare(
        move |_| {
            let server = tenant.server.get();
            Arc::new(tenant.records.with(|records| action_lines(records, server.as_deref())))
        },
        |_, _| true,
    );
    let filter = RwSignal::new(ActionFilter::default());
    let sort = RwSignal::new(Sort { column: 4, ascending: false });
    let shown = Memo::new(move |_| {
        let lines = lines.get();
        Arc::new(filter.with(|filter| actions_shown(&lines, filter, sort.get())))
    });
    provide_context(ActionsView {
        lines,
        filter,
        sort,
        shown,
        selected: RwSignal::new(HashSet::new()),
        active: RwSignal::new(None),
        entered: RwSignal::new(false),
    });
}

/// The view of actions.
pub fn use_actions_view() -> ActionsView {
    expect_context()
}
