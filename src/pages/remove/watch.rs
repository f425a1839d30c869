//! How far removals are: in numbers, and step by step with what a person can do.

use std::sync::Arc;

use leptos::prelude::*;
use lifecycle::removal::{StepState, Wait};
use lifecycle::texts::Text;
use outbox::{Course as Step, Intent, State};

use super::view::use_remove_view;
use super::{receipt, words};
use crate::components::{Button, Icon, IconView, Look, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::actions::{put_away_reason, why};
use crate::pages::devices::{Problem, fact, use_tenant_view};
use crate::queries::{Course, Word, course, words_for};
use crate::t;
use crate::tasks::{put_away, say_of_removal, withdraw};
use crate::tenant::{Records, use_tenant};

/// Removals that are shown one by one.
const MOST_SHOWN: usize = 200;

/// A removal in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    seq: u32,
    name: String,
    serial: String,
    done: usize,
    all: usize,
    is_complete: bool,
    /// The step that it is at, if it is at any.
    at: Option<(usize, StepState)>,
}

pub fn view() -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let now = use_tenant_view().now;
    let rows = Memo::new(move |_| {
        let now = now.get() * 1000;
        Arc::new(tenant.records.with(|records| rows(records, now)))
    });
    let any = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        <section class="card remove-watch" aria-label=i18n.says("remove-watch")>
            <h2 class="no-print">{i18n.says("remove-watch")}</h2>
            {live(move || {
                if any.get() {
                    view! {
                        <div class="no-print">
                            <div role="status">{live(summary)}</div>
                            {receipt::exports(None)}
                        </div>
                        {live(move || list(&rows.get()))}
                    }
                    .into_any()
                } else {
                    view! { <p class="secondary">{t!(i18n, "remove-watch-none")}</p> }.into_any()
                }
            })}
        </section>
    }
    .into_any()
}

/// The removals of what is kept, the newest first.
fn removals(records: &Records) -> impl Iterator<Item = &Intent> {
    let is_shown = |it: &&Intent| it.removal().is_some() && it.state != State::Withdrawn;
    records.intents.iter().rev().filter(is_shown)
}

fn rows(records: &Records, now: i64) -> Vec<Row> {
    let row = |intent: &Intent| {
        let removal = intent.removal()?;
        let states = removal.states(now);
        let at = states.iter().position(|it| !it.is_done() && !matches!(it, StepState::GivenUp { .. }));
        Some(Row {
            seq: intent.seq,
            name: removal.name.clone(),
            serial: removal.serial.clone(),
            done: states.iter().filter(|state| state.is_done()).count(),
            all: states.len(),
            is_complete: removal.is_complete(now),
            at: at.map(|at| (at, states[at].clone())),
        })
    };
    removals(records).filter_map(row).collect()
}

/// How far they are in all.
fn summary() -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let now = use_tenant_view().now.get();
    let course: Course = tenant.records.with(|records| course(removals(records), now * 1000));
    let deeds = course.deeds.iter().map(|(key, done, all)| {
        let name = match *key {
            // Which user and which group differs from one to another.
            "assign-user" | "leave-group" => t!(i18n, &format!("deed-{key}")),
            key => i18n.text(&format!("life-step-{key}"), &[]),
        };
        view! { <li>{t!(i18n, "course-deed", name = name, done = *done, all = *all)}</li> }.into_any()
    });
    let deeds = deeds.collect::<Vec<AnyView>>();
    let waits = course.waits.iter().map(|(on, since, until, count)| {
        let since = format::moment(i18n.language(), *since);
        let what = i18n.text(&on.text_id(), &[]);
        let left = words::left(i18n, *on, *until, now);
        view! {
            <li>
                {t!(i18n, "course-wait", what = what, moment = since, count = *count)} " "
                <span>{left}</span>
            </li>
        }
        .into_any()
    });
    let waits = waits.collect::<Vec<AnyView>>();
    let look = (course.look > 0).then(|| {
        view! {
            <p class="status-line">
                <span class="severity-warning">
                    <IconView icon=Icon::Warning />
                </span>
                <strong>{t!(i18n, "course-look", count = course.look)}</strong>
            </p>
        }
    });
    view! {
        <p>
            <strong>{t!(i18n, "course-complete", done = course.complete, all = course.devices)}</strong>
        </p>
        {look}
        <ul class="course">{deeds}</ul>
        <ul class="course">{waits}</ul>
    }
    .into_any()
}

fn list(rows: &[Row]) -> AnyView {
    let i18n = use_i18n();
    let more = rows.len().saturating_sub(MOST_SHOWN);
    let more = (more > 0)
        .then(|| view! { <li class="secondary no-print">{t!(i18n, "waiting-more", count = more)}</li> });
    let label = t!(i18n, "remove-watch");
    let shown = rows.iter().take(MOST_SHOWN).map(|it| row(i18n, it)).collect::<Vec<AnyView>>();
    view! { <ul class="candidates" aria-label=label>{shown} {more}</ul> }.into_any()
}

fn row(i18n: I18n, row: &Row) -> AnyView {
    let (tenant, view) = (use_tenant(), use_remove_view());
    let seq = row.seq;
    let is_open = move || view.open.get() == Some(seq);
    let name = if row.name.is_empty() { row.serial.clone() } else { row.name.clone() };
    let (class, icon) = match &row.at {
        _ if row.is_complete => ("severity-none", Icon::Success),
        Some((_, state)) => words::look(state),
        None => ("secondary", Icon::Info),
    };
    let records = tenant.records.get_untracked();
    let plan = records.intents.iter().find(|it| it.seq == seq).and_then(Intent::removal).map(|it| &it.plan);
    let at = match (&row.at, plan) {
        _ if row.is_complete => t!(i18n, "remove-complete"),
        (Some((at, state)), Some(plan)) => {
            let name = plan.steps.get(*at).map(|step| words::deed(i18n, &step.deed)).unwrap_or_default();
            t!(i18n, "state-more", state = name, more = words::state(i18n, plan, *at, state))
        }
        _ => t!(i18n, "remove-ended"),
    };
    let counted = t!(i18n, "remove-steps-done", done = row.done, all = row.all);
    let label = t!(i18n, "remove-steps-show", name = name.as_str());
    view! {
        <li>
            <div class="candidate no-print">
                <button
                    type="button"
                    class="button subtle"
                    aria-expanded=move || is_open().to_string()
                    aria-label=label
                    on:click=move |_| view.open.set((!is_open()).then_some(seq))
                >
                    <IconView icon=Icon::ChevronDown />
                    <strong>{name}</strong>
                </button>
                <span class="mono">{row.serial.clone()}</span>
                <span class=class>
                    <IconView icon />
                </span>
                <span>{at}</span>
                <span class="secondary">{counted}</span>
            </div>
            {live(move || is_open().then(|| opened(seq)))}
        </li>
    }
    .into_any()
}

/// One removal, step by step, and its receipt.
fn opened(seq: u32) -> AnyView {
    let tenant = use_tenant();
    let i18n = use_i18n();
    let records = tenant.records.get();
    let Some(intent) = records.intents.iter().find(|intent| intent.seq == seq) else { return ().into_any() };
    let Some(removal) = intent.removal() else { return ().into_any() };
    let states = removal.states(format::now() * 1000);
    let steps = states.iter().enumerate().map(|(at, state)| step(i18n, intent, at, state));
    let steps = steps.collect::<Vec<AnyView>>();
    let unconfirmed: Vec<usize> = (0..states.len())
        .filter(|at| words_for(removal, *at, &states[*at]).contains(&Word::Confirm))
        .collect();
    let confirm = (!unconfirmed.is_empty()).then(|| {
        let label = t!(i18n, "remove-confirm-again", count = unconfirmed.len());
        button(label, Icon::Success, Look::Primary, move || {
            say_of_removal(tenant, seq, unconfirmed.clone(), Word::Confirm);
        })
    });
    let back = intent.can_be_withdrawn() && removal.errands.iter().all(|errand| errand.last_sent.is_none());
    let back =
        back.then(|| button(t!(i18n, "take-back"), Icon::Undo, Look::Subtle, move || withdraw(tenant, seq)));
    let away = intent.is_over().then(|| {
        let reason = Signal::stored(put_away_reason(i18n, intent, format::now()));
        let on_press = Callback::new(move |()| put_away(tenant, vec![seq]));
        let label = i18n.signal("put-away");
        view! { <Button label icon=Icon::Close look=Look::Subtle reason on_press /> }
    });
    let is_asked = |errand: &outbox::Errand| errand.course == Step::Approval && errand.approval.is_none();
    let why = removal.errands.iter().any(is_asked).then(|| why(seq));
    let trouble = intent.trouble.as_ref().filter(|_| intent.state != State::Done);
    let trouble = trouble.map(|it| Problem::of_trouble(i18n, it).view(i18n, tenant.workspace.toasts));
    view! {
        <div class="removal">
            <div class="no-print">
                {trouble}
                <ol class="steps">{steps}</ol>
                {why}
                <div class="actions">{confirm} {back} {away}</div>
            </div>
            {receipt::view(seq)}
        </div>
    }
    .into_any()
}

fn step(i18n: I18n, intent: &Intent, at: usize, state: &StepState) -> AnyView {
    let tenant = use_tenant();
    let now = use_tenant_view().now;
    let Some(removal) = intent.removal() else { return ().into_any() };
    let Some(step) = removal.plan.steps.get(at) else { return ().into_any() };
    let seq = intent.seq;
    let (class, icon) = words::look(state);
    let left = match state {
        StepState::Waiting { on, until, .. } if !matches!(on, Wait::Step(_)) => {
            let (on, until) = (*on, *until);
            Some(live(move || words::left(i18n, on, until, now.get())))
        }
        _ => None,
    };
    let said = words_for(removal, at, state).into_iter().filter(|word| *word != Word::Confirm);
    let buttons = said.map(|word| {
        let (id, icon) = match word {
            Word::Done => ("word-done", Icon::Success),
            Word::Again => ("word-again", Icon::Redo),
            Word::GiveUp | Word::Confirm => ("word-give-up", Icon::Close),
        };
        let label = t!(i18n, id);
        button(label, icon, Look::Subtle, move || say_of_removal(tenant, seq, vec![at], word))
    });
    let buttons = buttons.collect::<Vec<AnyView>>();
    let errand = removal.errands.get(at);
    let code = errand.and_then(|errand| errand.approval.as_ref()).filter(|_| !state.is_done());
    let code = code.map(|it| fact(i18n, tenant.workspace.toasts, "fact-approval", it.code.clone(), true));
    let trouble = errand.and_then(|errand| errand.trouble.as_ref()).filter(|_| !state.is_done());
    let trouble = trouble.map(|it| Problem::of_trouble(i18n, it).view(i18n, tenant.workspace.toasts));
    view! {
        <li>
            <strong>{words::deed(i18n, &step.deed)}</strong>
            <p class="mono record-id">{words::record(i18n, &step.record)}</p>
            <p class="status-line">
                <span class=class>
                    <IconView icon />
                </span>
                <span>{words::state(i18n, &removal.plan, at, state)} " " {left}</span>
            </p>
            {trouble}
            <dl class="facts">{code}</dl>
            <div class="actions">{buttons}</div>
        </li>
    }
    .into_any()
}

pub(super) fn button(
    label: String,
    icon: Icon,
    look: Look,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let on_press = Callback::new(move |()| press());
    view! { <Button label=Signal::stored(label) icon look on_press /> }.into_any()
}
