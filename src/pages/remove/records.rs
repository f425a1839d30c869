//! The devices that were chosen, each with all its records side by side; where it isn't clear which are its own, a person says so.

use std::sync::Arc;

use leptos::prelude::*;
use lifecycle::removal::{Match, Place, Record, RecordRef};
use lifecycle::texts::Text;

use super::view::{RemoveView, use_remove_view};
use super::words;
use crate::components::{Button, Icon, IconView, LongList, Look, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{Candidate, Chosen, Denial};
use crate::t;
use crate::tenant::use_tenant;

/// A chosen device in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    /// One of which nothing is left, by its place.
    Lost(usize),
    /// A candidate, by its place, and why it has no plan.
    There(usize, Option<Denial>),
}

pub fn view() -> AnyView {
    let i18n = use_i18n();
    let view = use_remove_view();
    let lines = Memo::new(move |_| Arc::new(lines(view)));
    let list = LongList::of(move || {
        let (candidates, stay) = (view.candidates.get(), view.stay.get());
        let text = |line: &Line| match line {
            Line::Lost(at) => text(&stay.chosen[*at].name, &stay.chosen[*at].serial),
            Line::There(at, _) => text(&candidates[*at].name(), candidates[*at].serial()),
        };
        lines.with(|lines| lines.iter().map(text).collect())
    });
    view! {
        <section class="card no-print" aria-label=i18n.says("remove-devices")>
            <div class="section-head">
                <h2>
                    {live(move || t!(i18n, "remove-devices-count", count = view.chosen.with(Vec::len)))}
                </h2>
                <Button
                    label=i18n.signal("remove-leave-all")
                    icon=Icon::Close
                    look=Look::Subtle
                    on_press=move |()| view.chosen.set(Vec::new())
                />
            </div>
            {list.field()}
            {live(move || devices(list, &lines.get()))}
            {list.more()}
        </section>
    }
    .into_any()
}

/// What a device is searched for by.
pub(super) fn text(name: &str, serial: &str) -> String {
    format!("{name}\n{serial}")
}

/// The chosen devices: those first that want something of a person.
fn lines(view: RemoveView) -> Vec<Line> {
    let (candidates, plan, stay) = (view.candidates.get(), view.plan.get(), view.stay.get());
    // They stand in the order of the candidates.
    let why = |at: usize| match plan.cannot.binary_search_by_key(&at, |(of, _)| *of) {
        Ok(found) => Some(plan.cannot[found].1.clone()),
        Err(_) if candidates[at].identity.is_err() => Some(Denial::Unclear),
        Err(_) => candidates[at].underway.map(|_| Denial::Underway),
    };
    let lost = stay.lost().filter_map(|lost| stay.chosen.iter().position(|it| it.at == lost.at));
    let mut lines: Vec<Line> = lost.map(Line::Lost).collect();
    lines.extend((0..candidates.len()).map(|at| Line::There(at, why(at))));
    lines.sort_by_key(|line| matches!(line, Line::There(_, None)));
    lines
}

fn devices(list: LongList, lines: &[Line]) -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let (candidates, stay, known) = (view.candidates.get(), view.stay.get(), view.known.get());
    let row = |at: usize| match &lines[at] {
        Line::Lost(at) => lost(&stay.chosen[*at], &stay.gone(&known, &stay.chosen[*at].at)),
        Line::There(at, denial) => {
            let gone = stay.gone(&known, &candidates[*at].chosen);
            device(&candidates, *at, denial.as_ref(), &gone)
        }
    };
    let rows = list.shown().into_iter().map(row).collect::<Vec<AnyView>>();
    let label = t!(i18n, "remove-devices");
    view! { <ul class="candidates" aria-label=label>{rows}</ul> }.into_any()
}

/// A chosen device of which nothing is left.
fn lost(chosen: &Chosen, gone: &[Place]) -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let name = [&chosen.name, &chosen.serial, &chosen.at.id].into_iter().find(|it| !it.is_empty());
    let name = name.cloned().unwrap_or_default();
    let at = chosen.at.clone();
    let leave = t!(i18n, "remove-leave", name = name.as_str());
    view! {
        <li>
            <div class="candidate">
                <strong>{name}</strong>
                <span class="mono">{chosen.serial.clone()}</span>
                <Button
                    label=Signal::stored(leave)
                    icon=Icon::Close
                    icon_only=true
                    look=Look::Subtle
                    on_press=move |()| view.leave_out(&at)
                />
            </div>
            {warning(t!(i18n, "remove-lost", places = places(i18n, gone)))}
        </li>
    }
    .into_any()
}

fn places(i18n: I18n, places: &[Place]) -> String {
    places.iter().map(|place| i18n.text(&place.text_id(), &[])).collect::<Vec<String>>().join(", ")
}

fn warning(text: String) -> AnyView {
    view! {
        <p class="status-line">
            <span class="severity-warning">
                <IconView icon=Icon::Warning />
            </span>
            <span>{text}</span>
        </p>
    }
    .into_any()
}

fn device(candidates: &Arc<Vec<Candidate>>, at: usize, denial: Option<&Denial>, gone: &[Place]) -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let (toggled, shown, place) = (candidates.clone(), candidates.clone(), at);
    let candidate = &candidates[at];
    let name = candidate.name();
    let at = candidate.chosen.clone();
    let is_open = {
        let at = at.clone();
        move || view.examined.with(|examined| examined.as_ref() == Some(&at))
    };
    let there: Vec<Place> = candidate.records.iter().map(|record| record.at.place).collect();
    let there = places(i18n, &there);
    let gone = (!gone.is_empty())
        .then(|| warning(t!(i18n, "remove-gone", places = places(i18n, gone), left = there.as_str())));
    let why = denial.map(|denial| warning(words::denial(i18n, denial)));
    let opened = is_open.clone();
    let label = t!(i18n, "remove-records-of", name = name.as_str());
    let leave = t!(i18n, "remove-leave", name = name.as_str());
    view! {
        <li>
            <div class="candidate">
                <button
                    type="button"
                    class="button subtle"
                    aria-expanded=move || is_open().to_string()
                    aria-label=label
                    on:click=move |_| view.examine(&toggled[place])
                >
                    <IconView icon=Icon::ChevronDown />
                    <strong>{name}</strong>
                </button>
                <span class="mono">{candidate.serial().to_owned()}</span>
                <span class="secondary">{there}</span>
                <Button
                    label=Signal::stored(leave)
                    icon=Icon::Close
                    icon_only=true
                    look=Look::Subtle
                    on_press=move |()| view.leave_out(&at)
                />
            </div>
            {gone}
            {why}
            {live(move || opened().then(|| records(&shown[place])))}
        </li>
    }
    .into_any()
}

/// All records of a device, side by side.
fn records(candidate: &Candidate) -> AnyView {
    let (i18n, view) = (use_i18n(), use_remove_view());
    let is_picked = view.picked.with(|picked| picked.contains_key(&candidate.chosen));
    let by_hand = candidate.identity.is_err() || is_picked;
    let why: Vec<AnyView> = candidate.identity.as_ref().err().map_or_else(Vec::new, |unclear| {
        unclear.why.iter().map(|why| view! { <p>{words::unclear(i18n, why)}</p> }.into_any()).collect()
    });
    let rows = candidate.records.iter().map(|record| row(i18n, candidate, record, by_hand));
    let rows = rows.collect::<Vec<AnyView>>();
    // Why a record is of the device is known once it is clear that it is.
    let of = candidate.identity.is_ok().then_some("column-of");
    let heads =
        ["column-place", "column-serial", "column-name", "column-user", "column-since", "column-contact"];
    let heads = heads.into_iter().chain(of).map(|id| view! { <th scope="col">{t!(i18n, id)}</th> });
    let heads = heads.collect::<Vec<_>>();
    let tick = by_hand.then(|| view! { <th scope="col">{t!(i18n, "column-is-it")}</th> });
    let tenant = use_tenant();
    let (chosen, undone) = (candidate.chosen.clone(), candidate.chosen.clone());
    let none = move || view.ticked.with(Vec::is_empty).then(|| t!(i18n, "remove-pick-none"));
    let choice = by_hand.then(|| {
        let undo = is_picked.then(|| {
            view! {
                <Button
                    label=i18n.signal("remove-pick-undo")
                    icon=Icon::Undo
                    look=Look::Subtle
                    on_press=move |()| {
                        view.picked.update(|picked| {
                            picked.remove(&undone);
                        });
                    }
                />
            }
        });
        view! {
            <p class="secondary">{t!(i18n, "remove-pick-hint")}</p>
            <div class="actions">
                <Button
                    label=i18n.signal("remove-pick")
                    icon=Icon::Success
                    look=Look::Primary
                    reason=Signal::derive(none)
                    on_press=move |()| view.pick(tenant, chosen.clone())
                />
                {undo}
            </div>
        }
    });
    view! {
        <div class="records" role="region" tabindex="0" aria-label=t!(i18n, "remove-records-of", name = candidate.name())>
            {why}
            <table>
                <thead>
                    <tr>{tick} {heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {choice}
        </div>
    }
    .into_any()
}

fn row(i18n: I18n, candidate: &Candidate, record: &Record, by_hand: bool) -> AnyView {
    let view = use_remove_view();
    let place = i18n.text(&record.at.place.text_id(), &[]);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let moment = |of: Option<i64>| of.map(|at| format::moment(i18n.language(), at));
    let box_ = by_hand.then(|| {
        let (at, changed) = (record.at.clone(), record.at.clone());
        let label = words::record(i18n, &record.at);
        view! {
            <td>
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=move || view.ticked.with(|ticked| ticked.contains(&at))
                    on:change:target=move |change| tick(view, &changed, change.target().checked())
                />
            </td>
        }
    });
    view! {
        <tr>
            {box_}
            <th scope="row">
                {place}
                <br />
                <span class="mono record-id">{record.at.id.clone()}</span>
            </th>
            <td class="mono">{text(&record.serial)}</td>
            <td>{text(&record.name)}</td>
            <td>{text(&record.user)}</td>
            <td>{moment(record.since)}</td>
            <td>{moment(record.last_seen)}</td>
            {candidate.identity.is_ok().then(|| view! { <td>{because(i18n, candidate, record)}</td> })}
        </tr>
    }
    .into_any()
}

fn tick(view: RemoveView, at: &RecordRef, is_ticked: bool) {
    view.ticked.update(|ticked| {
        ticked.retain(|other| other != at);
        if is_ticked {
            ticked.push(at.clone());
        }
    });
}

/// Why a record is of the device.
fn because(i18n: I18n, candidate: &Candidate, record: &Record) -> String {
    if record.is_pending {
        return t!(i18n, "match-pending");
    }
    let Ok(identity) = &candidate.identity else { return String::new() };
    let Some(member) = identity.members.iter().find(|member| member.record.at == record.at) else {
        return t!(i18n, "match-left-out");
    };
    match &member.by {
        Match::Chosen => t!(i18n, "match-chosen"),
        Match::Id(other) => {
            t!(i18n, "match-id", place = i18n.text(&other.place.text_id(), &[]))
        }
        Match::Serial(serial) => t!(i18n, "match-serial", serial = serial.as_str()),
        Match::Hand(tick) => {
            let moment = format::moment(i18n.language(), tick.at);
            if tick.by.is_empty() {
                t!(i18n, "match-hand", moment = moment)
            } else {
                t!(i18n, "match-hand-by", moment = moment, by = tick.by.as_str())
            }
        }
    }
}
