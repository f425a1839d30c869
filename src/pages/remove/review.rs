//! The plans, before they are confirmed: what is done where, what it needs and how it is proven; what goes, what stays, and what to
//! be warned of.

use leptos::prelude::*;
use lifecycle::removal::{Note, Plan, Step};
use lifecycle::texts::Text;

use super::view::use_remove_view;
use super::words;
use crate::components::{Icon, IconView, live};
use crate::i18n::{I18n, use_i18n};
use crate::pages::manage::outlook;
use crate::queries::RemovalTarget;
use crate::t;

/// Devices whose steps are shown one by one.
const MOST_PLANS: usize = 50;

pub fn view() -> AnyView {
    let i18n = use_i18n();
    view! {
        <section class="card no-print remove-review" aria-label=i18n.says("remove-plan")>
            <h2>{i18n.says("remove-plan")}</h2>
            {live(review)}
        </section>
    }
    .into_any()
}

fn review() -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let plan = view.plan.get();
    let candidates = view.candidates.get();
    let without = plan.cannot.iter().filter_map(|(at, denial)| {
        let name = candidates.get(*at)?.name();
        Some(view! { <li><strong>{name}</strong> " " {words::denial(i18n, denial)}</li> }.into_any())
    });
    let without = without.take(MOST_PLANS).collect::<Vec<AnyView>>();
    let count = plan.cannot.len();
    let without = (count > 0).then(|| {
        let more = count.saturating_sub(MOST_PLANS);
        let more = (more > 0).then(|| view! { <li>{t!(i18n, "waiting-more", count = more)}</li> });
        view! {
            <section>
                <h3>{t!(i18n, "remove-without-plan", count = count)}</h3>
                <ul class="warnings">{without} {more}</ul>
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
    // Of devices alike it is said once what is done.
    let mut alike: Vec<(Vec<String>, Vec<&RemovalTarget>)> = Vec::new();
    for target in &plan.can {
        let deeds: Vec<String> = target.plan.steps.iter().map(|step| words::deed(i18n, &step.deed)).collect();
        match alike.iter_mut().find(|(known, _)| *known == deeds) {
            Some((_, targets)) => targets.push(target),
            None => alike.push((deeds, vec![target])),
        }
    }
    let plans = alike.iter().map(|(deeds, targets)| {
        let said = t!(i18n, "remove-steps-alike", count = targets.len(), steps = deeds.join(" → "));
        let more = targets.len().saturating_sub(MOST_PLANS);
        let more =
            (more > 0).then(|| view! { <p class="secondary">{t!(i18n, "waiting-more", count = more)}</p> });
        let plans = targets.iter().take(MOST_PLANS).map(|target| target_plan(i18n, target));
        view! {
            <p>{said}</p>
            <div class="plans">{plans.collect::<Vec<AnyView>>()} {more}</div>
        }
        .into_any()
    });
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
        {plans.collect::<Vec<AnyView>>()}
    }
    .into_any()
}

fn target_plan(i18n: I18n, target: &RemovalTarget) -> AnyView {
    let steps = target.plan.steps.iter().map(|it| step(i18n, &target.plan, it)).collect::<Vec<AnyView>>();
    let (name, count) = (target.name.as_str(), target.plan.steps.len());
    view! {
        <details>
            <summary>{t!(i18n, "remove-steps-of", name = name, count = count)}</summary>
            <ol class="steps">{steps}</ol>
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
