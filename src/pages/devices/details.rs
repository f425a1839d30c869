//! One device: where it stands and what to do about it, its values and ids, what happened to it.

use std::cmp::Reverse;

use device_csv::order::sort_by_key;
use leptos::{html, prelude::*};
use lifecycle::Attention;
use outbox::{Action, Update};

use super::list::{name, tag_change};
use super::path::GuidedPath;
use super::view::use_tenant_view;
use super::words::{self, Problem, fact};
use crate::components::{Button, DetailsPane, Icon, IconView, Look, live};
use crate::format;
use crate::i18n::use_i18n;
use crate::pages::actions::use_actions_view;
use crate::pages::history::history_link;
use crate::pages::manage::happened;
use crate::queries::{Milestone, TENANT_COLUMNS, TenantLine, column, happenings, history, tag_offer};
use crate::t;
use crate::tasks::{retry_failed, set_group_tags};
use crate::tenant::{Records, use_tenant};

/// The columns that the details show as values, and those that they show as ids.
const VALUES: [usize; 7] = [
    column::MANUFACTURER,
    column::MODEL,
    column::USER,
    column::CONTACT,
    column::ENROLMENT,
    column::PROFILE,
    column::NAME,
];
const IDS: [usize; 5] = [column::SERIAL, column::AUTOPILOT, column::ENTRA, column::INTUNE, column::ORDER];

#[component]
pub fn Details() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    let model = move || {
        let model =
            |line: &TenantLine| format::model(&line.texts[column::MANUFACTURER], &line.texts[column::MODEL]);
        view.active_line().as_ref().map(model).unwrap_or_default()
    };
    let toasts = tenant.workspace.toasts;
    let facts = move |columns: &'static [usize], copies: bool| {
        live(move || {
            view.active_line().map(|line| {
                let fact = |at: &usize| {
                    let value = words::value(i18n, *at, &line.texts[*at]);
                    fact(i18n, toasts, TENANT_COLUMNS[*at], value, copies)
                };
                columns.iter().map(fact).collect::<Vec<AnyView>>()
            })
        })
    };
    let events = move || {
        view.active_line().map(|line| {
            let records = tenant.records.get();
            let lines = use_actions_view().lines.get();
            let asked = happenings(&records, &lines, &line.texts[column::INTUNE], line.serial());
            let asked = asked.into_iter().map(|it| (it.at * 1000, happened(i18n, &lines[it.line], &it)));
            let milestones = history(&records, &line).into_iter();
            let milestones = milestones.map(|it| (it.at, milestone(it, i18n.language())));
            let mut all: Vec<(i64, AnyView)> = milestones.chain(asked).collect();
            sort_by_key(&mut all, |(at, _)| Reverse(*at));
            all.into_iter().map(|(_, view)| view).collect::<Vec<AnyView>>()
        })
    };
    view! {
        <DetailsPane
            title=Signal::derive(move || name(i18n, view.active_line().as_ref()))
            subtitle=Signal::derive(model)
            active=view.active
            entered=view.entered
        >
            <Standing />
            <GuidedPath />
            <GroupTag />
            <section>
                <h3>{i18n.says("details-values")}</h3>
                <dl class="facts">{facts(&VALUES, false)}</dl>
            </section>
            <section>
                <h3>{i18n.says("details-ids")}</h3>
                <dl class="facts ids">{facts(&IDS, true)}</dl>
            </section>
            <section>
                <h3>{i18n.says("details-events")}</h3>
                <ol class="events">{live(events)}</ol>
                {history_link(move || name(i18n, view.active_line().as_ref()))}
            </section>
        </DetailsPane>
    }
}

/// Something that happened, and when.
fn milestone(milestone: Milestone, language: messages::Language) -> AnyView {
    let i18n = use_i18n();
    let Milestone { at, key, value } = milestone;
    let value = match key {
        "enrolment" => words::value(i18n, column::ENROLMENT, &value),
        "profile" => words::value(i18n, column::PROFILE, &value),
        _ => value,
    };
    view! {
        <li>
            <span class="secondary">{format::moment(language, at / 1000)}</span>
            <span>{t!(i18n, &format!("event-{key}"), value = value)}</span>
        </li>
    }
    .into_any()
}

/// Where the device stands, what that means, and what to do.
#[component]
fn Standing() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    let shown = move || {
        let line = view.active_line()?;
        let (class, icon) = words::look(&line);
        let elapsed = line.since.map(|since| {
            view! { <span class="secondary elapsed">{live(move || format::elapsed(view.now.get() - since))}</span> }
        });
        let hint = match line.attention {
            Some(Attention::Refused(_)) => None,
            Some(attention) => Some(t!(i18n, &format!("attention-{}-hint", attention.key()))),
            None => Some(t!(i18n, &format!("state-{}-hint", line.state.key()))),
        };
        Some(view! {
            <p class="status">
                <span class=class>
                    <IconView icon />
                </span>
                <strong>{words::state(i18n, &line)}</strong>
                {elapsed}
            </p>
            <p>{hint}</p>
        })
    };
    let change = move || {
        let line = view.active_line()?;
        let records = tenant.records.get();
        let intent = records.intents.get(line.change_refused?)?;
        let trouble = intent.trouble.as_ref()?;
        let again = match &intent.action {
            Action::Update(Update { group_tag: Some(tag), .. }) => {
                let change = tag_change(&line, tag);
                let press = move |()| set_group_tags(tenant, vec![change.clone()]);
                Some(view! { <Button label=i18n.signal("retry-one") icon=Icon::Redo on_press=press /> })
            }
            _ => None,
        };
        Some(view! {
            <p>{words::title(i18n, intent)}</p>
            {Problem::of_trouble(i18n, trouble).view(i18n, tenant.workspace.toasts)}
            <div class="actions">{again}</div>
        })
    };
    let elsewhere = move || {
        let line = view.active_line()?;
        let records = tenant.records.get();
        let import = records.imports.get(line.import?)?;
        let problem = Problem::of_import(i18n, import).map(|it| it.view(i18n, tenant.workspace.toasts));
        Some(view! {
            <p>{t!(i18n, "elsewhere")}</p>
            {problem}
        })
    };
    let refusal = move || {
        let line = view.active_line()?;
        let (error, (place, row_place)) = line.refusal.zip(line.row)?;
        let records = tenant.records.get();
        let intent = records.intents.get(place)?;
        let row = intent.rows().get(row_place)?;
        let problem = Problem::of_row(i18n, intent, row, error).view(i18n, tenant.workspace.toasts);
        let serial = row.serial.clone();
        let seq = intent.seq;
        let retry = error.can_retry().then(|| {
            let again = move |()| retry_failed(tenant, seq, Some(vec![serial.clone()]));
            view! { <Button label=i18n.signal("retry-one") icon=Icon::Redo on_press=again /> }
        });
        Some(view! {
            {problem}
            <div class="actions">{retry} {offer_tag(&records, &line)}</div>
        })
    };
    view! {
        <section>
            <h3>{i18n.says("column-status")}</h3>
            {live(shown)}
            {live(refusal)}
            {live(elsewhere)}
            {live(change)}
        </section>
    }
}

/// To register a registered device again leaves its group tag as it was: changes it instead.
fn offer_tag(records: &Records, line: &TenantLine) -> Option<AnyView> {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let tag = tag_offer(records, line)?;
    let (change, said) = (tag_change(line, tag), tag.to_owned());
    let press = move |()| set_group_tags(tenant, vec![change.clone()]);
    let label = Signal::derive(move || t!(i18n, "tag-instead", value = said.as_str()));
    Some(view! { <Button label icon=Icon::Tag on_press=press /> }.into_any())
}

/// The group tag, to be changed.
#[component]
fn GroupTag() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    let input = NodeRef::<html::Input>::new();
    let text = move |at: usize| view.active_line().map(|line| line.texts[at].clone());
    let value = Memo::new(move |_| text(column::TAG).unwrap_or_default());
    let asked = move || view.active_line().is_some_and(|line| line.tag_asked);
    let unregistered = move || view.active_line().is_none_or(|line| line.device.is_none());
    let no_service = move || tenant.server.with(Option::is_none);
    let reason = move || {
        let id = if unregistered() {
            "tag-not-registered"
        } else if no_service() {
            "refresh-no-service"
        } else {
            return None;
        };
        Some(t!(i18n, id))
    };
    // What was typed for one device is not for the next one.
    Effect::new(move || {
        view.active.track();
        if let Some(input) = input.get() {
            input.set_value(&value.get());
        }
    });
    let save = move || {
        let Some(wanted) = input.get_untracked().map(|input| input.value().trim().to_owned()) else { return };
        if let Some(line) = untrack(|| view.active_line())
            && wanted != value.get_untracked()
            && untrack(reason).is_none()
        {
            set_group_tags(tenant, vec![tag_change(&line, &wanted)]);
        }
    };
    view! {
        <form
            class="field tag-form"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <label for="device-tag">{i18n.says("column-tag")}</label>
            <div>
                <input
                    id="device-tag"
                    class="input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=input
                    prop:value=move || value.get()
                />
                <Button
                    label=i18n.signal("tag-change")
                    look=Look::Plain
                    reason=Signal::derive(reason)
                    on_press=move |()| save()
                />
            </div>
            <p class="secondary" role="status">{live(move || asked().then(|| t!(i18n, "tag-asked")))}</p>
        </form>
    }
}
