//! How far removals are: in numbers, and one by one.

use std::sync::Arc;

use leptos::prelude::*;
use lifecycle::budget::{Denied, to_type};
use lifecycle::removal::StepState;
use lifecycle::texts::Text;
use outbox::{Intent, State};

use super::print::print;
use super::records::text;
use super::view::use_remove_view;
use super::{receipt, removal, words};
use crate::components::{Button, Icon, IconView, LongList, Look, live, number_field, when};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::pages::devices::use_tenant_view;
use crate::pages::manage::denied as denied_words;
use crate::queries::{Course, Word, course, needs_person, to_confirm};
use crate::t;
use crate::tasks::{release, say_of_removals};
use crate::tenant::{Records, use_tenant};

/// A removal in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    seq: u32,
    name: String,
    serial: String,
    done: usize,
    all: usize,
    is_complete: bool,
    /// It goes on only when a person does something.
    needs_person: bool,
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
    let course = Memo::new(move |_| {
        let now = now.get() * 1000;
        tenant.records.with(|records| course(removals(records), now))
    });
    let any = move || rows.with(|rows| !rows.is_empty());
    // A row that was made stays, with what is focused in it, whatever is heard of the devices.
    let own = RwSignal::new(false);
    let wanted = Memo::new(move |_| {
        let is_wanted = |row: &&Row| !own.get() || row.needs_person;
        let wanted = |row: &Row| (row.seq, text(&row.name, &row.serial));
        rows.with(|rows| rows.iter().filter(is_wanted).map(wanted).collect::<Vec<(u32, String)>>())
    });
    let list = LongList::of(move || wanted.with(|rows| rows.iter().map(|(_, text)| text.clone()).collect()));
    let seqs = move |places: Vec<usize>| {
        wanted.with(|rows| places.into_iter().filter_map(|at| Some(rows.get(at)?.0)).collect::<Vec<u32>>())
    };
    let shown = move || seqs(list.shown());
    let has_own = move || own.get() || course.with(|course| course.look > 0 && course.devices > 1);
    let none = move || (!any()).then(|| view! { <p class="secondary">{t!(i18n, "remove-watch-none")}</p> });
    view! {
        <section class="card remove-watch" aria-label=i18n.says("remove-watch")>
            <h2 class="no-print">{i18n.says("remove-watch")}</h2>
            <Show when=when(any)>
                <div class="no-print">
                    <div role="status">{live(move || outcome(i18n, &course.get()))}</div>
                    {live(move || summary(i18n, &course.get(), now.get()))}
                    {held()}
                    {again()}
                    {receipt::exports(None, prints(rows, move || seqs(list.found())))}
                    <Show when=when(has_own)>
                        <label class="check-row">
                            <input
                                type="checkbox"
                                prop:checked=move || own.get()
                                on:change:target=move |event| own.set(event.target().checked())
                            />
                            {i18n.says("remove-watch-own")}
                        </label>
                    </Show>
                </div>
                {list.field()}
                <ul class="candidates" aria-label=i18n.says("remove-watch")>
                    <For each=shown key=|seq| *seq let:seq>
                        {row(rows, seq)}
                    </For>
                </ul>
                {list.more()}
            </Show>
            {live(none)}
        </section>
    }
    .into_any()
}

/// Prints the receipts of the removals that are ticked; where none is, of all that are listed.
fn prints(
    rows: Memo<Arc<Vec<Row>>>,
    listed: impl Fn() -> Vec<u32> + Copy + Send + Sync + 'static,
) -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let wanted = move || {
        // What was searched for when they were ticked is no matter.
        let marked = view.marked.with(|marked| {
            let seqs = |rows: &Arc<Vec<Row>>| rows.iter().map(|row| row.seq).collect::<Vec<u32>>();
            let seqs = if marked.is_empty() { Vec::new() } else { rows.with(seqs) };
            seqs.into_iter().filter(|seq| marked.contains(seq)).collect::<Vec<u32>>()
        });
        if marked.is_empty() { listed() } else { marked }
    };
    let none = move || wanted().is_empty().then(|| t!(i18n, "receipts-none"));
    view! {
        <Button
            label=Signal::derive(move || t!(i18n, "receipts-print", count = wanted().len()))
            icon=Icon::File
            look=Look::Subtle
            reason=Signal::derive(none)
            on_press=move |()| print(view, untrack(wanted))
        />
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
            needs_person: needs_person(removal, &states),
            at: at.map(|at| (at, states[at].clone())),
        })
    };
    removals(records).filter_map(row).collect()
}

/// Has those go on from here that came out of a file, where the service can't tell whether another place sends them. What they destroy
/// is confirmed again after that.
fn held() -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let held = Memo::new(move |_| {
        let is_held = |intent: &&Intent| intent.state == State::Held;
        let seqs = |records: &Records| removals(records).filter(is_held).map(|intent| intent.seq).collect();
        tenant.records.with(|records| -> Vec<u32> { seqs(records) })
    });
    let count = move || held.with(Vec::len);
    view! {
        <Show when=when(move || { count() > 0 })>
            <p>{live(move || t!(i18n, "remove-held", count = count()))}</p>
            <Button
                label=Signal::derive(move || t!(i18n, "release-count", count = count()))
                icon=Icon::Sync
                on_press=move |()| release(tenant, held.get_untracked())
            />
        </Show>
    }
    .into_any()
}

/// Confirms several at once that wait for a person's word once more, against their number, as the first time.
fn again() -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let now = use_tenant_view().now;
    let typed = RwSignal::new(String::new());
    let waiting = Memo::new(move |_| {
        let now = now.get() * 1000;
        let steps = |intent: &Intent| {
            let removal = intent.removal().filter(|_| !intent.is_over() && intent.state != State::Held)?;
            let steps = to_confirm(removal, &removal.states(now));
            (!steps.is_empty()).then_some((intent.seq, steps))
        };
        tenant.records.with(|records| removals(records).filter_map(steps).collect::<Vec<_>>())
    });
    let wanted = move || to_type(waiting.with(Vec::len));
    let reason = move || {
        let wanted = wanted()?;
        let denied = match typed.with(|typed| typed.trim().parse::<usize>()) {
            Ok(count) if count == wanted => return None,
            Err(_) if typed.with(|typed| typed.trim().is_empty()) => Denied::NotTyped { wanted },
            _ => Denied::Mistyped { wanted },
        };
        Some(denied_words(i18n, denied))
    };
    let press = move |()| {
        say_of_removals(tenant, waiting.get_untracked(), Word::Confirm);
        typed.set(String::new());
    };
    let count = move || waiting.with(Vec::len);
    view! {
        <Show when=when(move || wanted().is_some())>
            {number_field("again-typed", wanted, typed)}
            <Button
                label=Signal::derive(move || t!(i18n, "remove-confirm-all-again", count = count()))
                icon=Icon::Success
                look=Look::Danger
                reason=Signal::derive(reason)
                on_press=press
            />
        </Show>
    }
    .into_any()
}

/// How many are complete, and how many want a person: what is told by itself when it changes.
fn outcome(i18n: I18n, course: &Course) -> AnyView {
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
    }
    .into_any()
}

/// How far they are in all.
fn summary(i18n: I18n, course: &Course, now: i64) -> AnyView {
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
    view! {
        <ul class="course">{deeds}</ul>
        <ul class="course">{waits}</ul>
    }
    .into_any()
}

fn row(rows: Memo<Arc<Vec<Row>>>, seq: u32) -> AnyView {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_remove_view());
    let own = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.seq == seq).cloned()));
    let is_open = move || view.open.get() == Some(seq);
    let Some(first) = own.get_untracked() else { return ().into_any() };
    let name = if first.name.is_empty() { first.serial.clone() } else { first.name };
    let at = move || {
        let row = own.get()?;
        let (class, icon) = match &row.at {
            _ if row.is_complete => ("severity-none", Icon::Success),
            Some((_, state)) => words::look(state),
            None => ("secondary", Icon::Info),
        };
        let at = tenant.records.with_untracked(|records| said(i18n, records, &row));
        let counted = t!(i18n, "remove-steps-done", done = row.done, all = row.all);
        Some(view! {
            <span class="secondary">{counted}</span>
            <span class="status-line">
                <span class=class>
                    <IconView icon />
                </span>
                <span>{at}</span>
            </span>
        })
    };
    let label = {
        let name = name.clone();
        move || t!(i18n, "remove-steps-show", name = name.as_str())
    };
    let mark = {
        let name = name.clone();
        move || t!(i18n, "receipt-mark", name = name.as_str())
    };
    let marked = move |on: bool| {
        view.marked.update(|marked| {
            marked.retain(|other| *other != seq);
            marked.extend(on.then_some(seq));
        });
    };
    view! {
        <li>
            <div class="candidate no-print">
                <input
                    type="checkbox"
                    aria-label=mark
                    prop:checked=move || view.marked.with(|marked| marked.contains(&seq))
                    on:change:target=move |event| marked(event.target().checked())
                />
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
                <span class="mono">{first.serial}</span>
                {live(at)}
            </div>
            // It follows by itself what it shows.
            {live(move || is_open().then(|| untrack(|| removal::view(seq))))}
        </li>
    }
    .into_any()
}

/// At which step a removal is, and how far that is.
fn said(i18n: I18n, records: &Records, row: &Row) -> String {
    let intent = records.intents.iter().find(|it| it.seq == row.seq);
    let plan = intent.and_then(Intent::removal).map(|removal| &removal.plan);
    match (&row.at, plan) {
        _ if row.is_complete => t!(i18n, "remove-complete"),
        (Some((at, state)), Some(plan)) => {
            let name = plan.steps.get(*at).map(|step| words::deed(i18n, &step.deed)).unwrap_or_default();
            t!(i18n, "state-more", state = name, more = words::state(i18n, plan, *at, state))
        }
        _ => t!(i18n, "remove-ended"),
    }
}
