//! What was chosen is kept until it is confirmed, and is there again after a reload.

use std::sync::Arc;

use leptos::prelude::*;
use lifecycle::removal::{First, Goal};

use super::view::{Before, GoalForm, GoalKind, RemoveView};
use crate::queries::{Chosen, Draft};
use crate::tasks::{keep_draft, read_draft};
use crate::tenant::Tenant;

/// Takes up what was chosen last, once it is known of which service; then keeps what is chosen from there on. `known` is given what was
/// known of the devices then.
pub fn follow(tenant: Tenant, view: RemoveView, known: RwSignal<Arc<Vec<Chosen>>>) {
    // Of which service what is chosen is known.
    let ready = RwSignal::new(None::<String>);
    Effect::new(move |before: Option<Option<String>>| {
        let server = tenant.server.get().filter(|_| tenant.loaded.get());
        let before = before.flatten();
        let Some(server) = server else { return before };
        if before.as_ref() == Some(&server) {
            return before;
        }
        // Records are known by their ids at one service alone.
        if before.is_some() {
            ready.set(None);
            view.chosen.set(Vec::new());
            view.picked.update(std::collections::HashMap::clear);
        }
        let of = server.clone();
        read_draft(tenant, server.clone(), move |draft| {
            if tenant.server.get_untracked().as_ref() != Some(&of) {
                return;
            }
            if let Some(draft) = draft.filter(|_| view.chosen.with_untracked(Vec::is_empty)) {
                take_up(view, draft, known);
            }
            ready.set(Some(of));
        });
        Some(server)
    });
    let draft = Memo::new(move |_| {
        let server = ready.get()?;
        let (goal, by_partner) = view.form.with(|form| (form.goal(), form.by_partner));
        let mut picked: Vec<_> =
            view.picked.with(|it| it.iter().map(|(at, it)| (at.clone(), it.clone())).collect());
        picked.sort_by(|(one, _), (other, _)| Ord::cmp(one, other));
        let chosen = view.stay.with(|stay| stay.chosen.clone());
        Some(Draft { server, chosen, picked, goal, by_partner })
    });
    Effect::new(move |before: Option<Option<Draft>>| {
        let draft = draft.get();
        // What was just taken up, or begins, is no change; what another tab keeps isn't written over by it.
        if let (Some(Some(before)), Some(draft)) = (&before, &draft)
            && before.server == draft.server
            && before != draft
        {
            keep_draft(tenant, draft.clone());
        }
        draft
    });
}

fn take_up(view: RemoveView, draft: Draft, known: RwSignal<Arc<Vec<Chosen>>>) {
    let chosen = draft.chosen.iter().map(|it| it.at.clone()).collect();
    known.set(Arc::new(draft.chosen));
    view.picked.set(draft.picked.into_iter().collect());
    if let Some(goal) = draft.goal {
        view.form.set(GoalForm { by_partner: draft.by_partner, ..form(goal) });
    }
    view.chosen.set(chosen);
}

/// What was filled in for a goal.
fn form(goal: Goal) -> GoalForm {
    let plain = GoalForm::default();
    match goal {
        Goal::Remove { with_objects } => GoalForm { kind: Some(GoalKind::Remove), with_objects, ..plain },
        Goal::Deregister { first, with_object } => {
            let (before, wipe) = match first {
                None => (Before::Nothing, plain.wipe),
                Some(First::Wipe(wipe)) => (Before::Wipe, wipe),
                Some(First::Retire) => (Before::Retire, plain.wipe),
            };
            GoalForm { kind: Some(GoalKind::Deregister), with_objects: with_object, before, wipe, ..plain }
        }
        Goal::HandOver { wipe, to } => {
            GoalForm { kind: Some(GoalKind::HandOver), wipe, to: to.unwrap_or_default(), ..plain }
        }
        Goal::Lost { wipe } => GoalForm { kind: Some(GoalKind::Lost), wipe, ..plain },
    }
}
