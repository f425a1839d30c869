//! The plans, before they are confirmed: what is done where, what it needs and how it is proven; what goes, what stays, and what to
//! be warned of.

use std::sync::Arc;

use leptos::prelude::*;
use lifecycle::removal::{Deed, Note, Plan, Step};
use lifecycle::texts::Text;

use super::records::text;
use super::view::use_remove_view;
use super::words;
use crate::components::{Icon, IconView, LongList, live};
use crate::i18n::{I18n, use_i18n};
use crate::pages::manage::outlook;
use crate::queries::{RemovalPlan, RemovalTarget};
use crate::t;

pub fn view() -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let list = LongList::of(move || {
        let own =
            |target: &RemovalTarget| text(&target.name, target.plan.serial.as_deref().unwrap_or_default());
        view.plan.with(|plan| plan.can.iter().map(own).collect())
    });
    view! {
        <section class="card no-print remove-review" aria-label=i18n.says("remove-plan")>
            <h2>{i18n.says("remove-plan")}</h2>
            {live(review)}
            {list.field()}
            {live(move || plans(list, &view.plan.get()))}
            {list.more()}
        </section>
    }
    .into_any()
}

fn review() -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let plan = view.plan.get();
    let candidates = view.candidates.get();
    // Each stands with its reason among the chosen devices, too, where it can be searched for.
    let without = plan.cannot.iter().filter_map(|(at, denial)| {
        let name = candidates.get(*at)?.name();
        Some(view! { <li><strong>{name}</strong> " " {words::denial(i18n, denial)}</li> }.into_any())
    });
    let without = without.collect::<Vec<AnyView>>();
    let without = (!without.is_empty()).then(|| {
        view! {
            <section>
                <h3>{t!(i18n, "remove-without-plan", count = without.len())}</h3>
                <ul class="warnings plans" tabindex="0">{without}</ul>
            </section>
        }
    });
    if plan.can.is_empty() {
        return view! {
            <p role="status">{t!(i18n, "remove-no-plan")}</p>
            {without}
        }
        .into_any();
    }
    let notes = Note::ALL.into_iter().filter(|note| plan.can.iter().any(|it| it.plan.notes.contains(note)));
    let notes = notes.map(|note| view! { <li>{i18n.text(&note.text_id(), &[])}</li> }.into_any());
    let notes = notes.collect::<Vec<AnyView>>();
    let (reading, unread) = view.without_groups.get();
    let reading = (reading > 0)
        .then(|| view! { <p class="secondary">{t!(i18n, "remove-groups-reading", count = reading)}</p> });
    let unread = (unread > 0).then(|| {
        view! {
            <p class="status-line">
                <span class="severity-warning">
                    <IconView icon=Icon::Warning />
                </span>
                <span>{t!(i18n, "remove-groups-unread", count = unread)}</span>
            </p>
        }
    });
    view! {
        <p role="status">
            <strong>{t!(i18n, "remove-with-plan", count = plan.can.len())}</strong>
        </p>
        {without}
        {reading}
        {unread}
        {outlook::warnings(&plan.outlook)}
        {outlook::effects(&plan.outlook)}
        <ul class="notes">{notes}</ul>
        <h3>{t!(i18n, "remove-steps")}</h3>
    }
    .into_any()
}

/// The plans: of devices alike it is said once what is done.
fn plans(list: LongList, plan: &Arc<RemovalPlan>) -> AnyView {
    let i18n = use_i18n();
    let deeds = |at: usize| plan.can[at].plan.steps.iter().map(|step| &step.deed).collect::<Vec<&Deed>>();
    // By what they do: how many, and which of them are shown.
    let mut alike: Vec<(Vec<&Deed>, usize, Vec<AnyView>)> = Vec::new();
    let shown = list.shown();
    for at in 0..plan.can.len() {
        let own = deeds(at);
        let group = alike.iter().position(|(known, ..)| *known == own).unwrap_or_else(|| {
            alike.push((own, 0, Vec::new()));
            alike.len() - 1
        });
        alike[group].1 += 1;
        if shown.binary_search(&at).is_ok() {
            alike[group].2.push(target_plan(i18n, plan, at));
        }
    }
    let groups = alike.into_iter().map(|(deeds, count, plans)| {
        let steps: Vec<String> = deeds.into_iter().map(|deed| words::deed(i18n, deed)).collect();
        let said = t!(i18n, "remove-steps-alike", count = count, steps = steps.join(" → "));
        view! {
            <p>{said}</p>
            <div class="plans">{plans}</div>
        }
        .into_any()
    });
    groups.collect::<Vec<AnyView>>().into_any()
}

/// A plan, whose steps are made once they are looked at.
fn target_plan(i18n: I18n, plan: &Arc<RemovalPlan>, at: usize) -> AnyView {
    let target = &plan.can[at];
    let (name, count) = (target.name.as_str(), target.plan.steps.len());
    let said = t!(i18n, "remove-steps-of", name = name, count = count);
    let (plan, open) = (plan.clone(), RwSignal::new(false));
    let steps = move || {
        open.get().then(|| {
            let plan = &plan.can[at].plan;
            plan.steps.iter().map(|it| step(i18n, plan, it)).collect::<Vec<AnyView>>()
        })
    };
    view! {
        <details on:toggle:target=move |toggled| open.set(toggled.target().open())>
            <summary>{said}</summary>
            <ol class="steps">{live(steps)}</ol>
        </details>
    }
    .into_any()
}

fn step(i18n: I18n, plan: &Plan, step: &Step) -> AnyView {
    let needs: Vec<String> = step.needs.iter().map(|need| words::need(i18n, plan, *need)).collect();
    let needs = (!needs.is_empty()).then(|| t!(i18n, "step-needs", needs = needs.join("; ")));
    view! {
        <li>
            <strong>{words::deed(i18n, &step.deed)}</strong>
            <p class="mono record-id">{words::record(i18n, &step.record)}</p>
            <p class="secondary">{needs}</p>
            <p class="secondary">{words::proof(i18n, &step.proof)}</p>
        </li>
    }
    .into_any()
}
