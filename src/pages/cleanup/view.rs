//! What the page shows: the rules, the one that is being written, and what all of them do.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use outbox::CleanupRule;

use crate::components::Sort;
use crate::format;
use crate::queries::{
    CleanupPreview, RuleLine, check_rule, cleanup_preview, cleanup_rules, cleanup_shown, rules_with,
};
use crate::tenant::use_tenant;

/// A rule that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The rule that is changed; `None`: it is a new one.
    pub rule: Option<CleanupRule>,
    /// The devices that it is about; empty: not chosen yet.
    pub platform: String,
    /// The days, as they are typed.
    pub days: String,
    /// Its name.
    pub name: String,
}

/// The state of the page. It is a handle: copies are the same view.
#[derive(Clone, Copy)]
pub struct CleanupView {
    /// The rules as they will be.
    pub rules: Memo<Arc<Vec<RuleLine>>>,
    /// The rule that is being written.
    pub draft: RwSignal<Option<Draft>>,
    /// What the rules do: with the one that is being written, as soon as it can be saved.
    pub preview: Memo<Arc<CleanupPreview>>,
    /// The bars of the chart that are chosen.
    pub spans: RwSignal<Vec<usize>>,
    /// What is searched for.
    pub text: RwSignal<String>,
    /// In what order the devices are.
    pub sort: RwSignal<Sort>,
    /// The keys of the devices shown, in order.
    pub shown: Memo<Arc<Vec<u64>>>,
    /// The keys of those ticked.
    pub selected: RwSignal<HashSet<u64>>,
    /// The row that was pressed last.
    pub active: RwSignal<Option<u64>>,
}

/// Makes the state known to everything below.
pub fn provide_cleanup_view() -> CleanupView {
    let tenant = use_tenant();
    let rules = Memo::new(move |_| {
        let server = tenant.server.get();
        Arc::new(tenant.records.with(|records| cleanup_rules(records, server.as_deref())))
    });
    let draft = RwSignal::new(None::<Draft>);
    let preview = Memo::new_with_compare(
        move |_| {
            let lines = rules.get();
            let draft = draft.get();
            let draft = draft.as_ref().and_then(|draft| {
                let days = check_rule(&lines, &draft.platform, &draft.days, draft.rule.is_none()).ok()?;
                (!draft.platform.is_empty()).then_some((draft.platform.as_str(), days))
            });
            let rules = rules_with(&lines, draft);
            Arc::new(tenant.records.with(|records| cleanup_preview(records, &rules, format::now())))
        },
        |_, _| true,
    );
    let (spans, text) = (RwSignal::new(Vec::new()), RwSignal::new(String::new()));
    let sort = RwSignal::new(Sort { column: 0, ascending: true });
    let shown = Memo::new(move |_| {
        let preview = preview.get();
        Arc::new(spans.with(|spans| text.with(|text| cleanup_shown(&preview, spans, text, sort.get()))))
    });
    let view = CleanupView {
        rules,
        draft,
        preview,
        spans,
        text,
        sort,
        shown,
        selected: RwSignal::new(HashSet::new()),
        active: RwSignal::new(None),
    };
    provide_context(view);
    view
}

/// The state of the page.
pub fn use_cleanup_view() -> CleanupView {
    expect_context()
}
