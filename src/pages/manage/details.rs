//! One device: what it is at and what can be asked of it, its values and ids, what happened to it.

use leptos::prelude::*;
use lifecycle::action::{Action, why_not};
use lifecycle::texts::Text;

use super::commands::icon;
use super::list::name;
use super::view::{Asked, Given, use_manage_view};
use super::words;
use crate::components::{Button, DetailsPane, IconView, Look, live};
use crate::format;
use crate::i18n::use_i18n;
use crate::pages::actions::{progress, use_actions_view, whys};
use crate::pages::devices::fact;
use crate::pages::history::history_link;
use crate::queries::{
    Around, Doing, Impossible, MANAGED_COLUMNS, ManagedLine, happenings, life_of, managed_column as column,
};
use crate::t;
use crate::tenant::use_tenant;

/// The columns that the details show as values, and those that they show as ids.
const VALUES: [usize; 13] = [
    column::PLATFORM,
    column::VERSION,
    column::MANUFACTURER,
    column::MODEL,
    column::OWNER,
    column::USER,
    column::CONTACT,
    column::COMPLIANCE,
    column::ENROLMENT,
    column::ENROLLED,
    column::JOIN,
    column::CERTIFICATE,
    column::NAME,
];
const IDS: [usize; 3] = [column::SERIAL, column::INTUNE, column::ENTRA];

#[component]
pub fn Details() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_manage_view();
    let toasts = tenant.workspace.toasts;
    let model = move || {
        let model =
            |line: &ManagedLine| format::model(&line.texts[column::MANUFACTURER], &line.texts[column::MODEL]);
        view.active_line().as_ref().map(model).unwrap_or_default()
    };
    let facts = move |columns: &'static [usize], copies: bool| {
        live(move || {
            view.active_line().map(|line| {
                let fact = |at: &usize| {
                    fact(i18n, toasts, MANAGED_COLUMNS[*at], words::value(i18n, *at, &line), copies)
                };
                columns.iter().map(fact).collect::<Vec<AnyView>>()
            })
        })
    };
    view! {
        <DetailsPane
            title=Signal::derive(move || name(i18n, view.active_line().as_ref()))
            subtitle=Signal::derive(model)
            active=view.active
            entered=view.entered
        >
            <section>
                <h3>{i18n.says("column-status")}</h3>
                {live(doing)}
            </section>
            <section>
                <h3>{i18n.says("manage-can")}</h3>
                {offers()}
            </section>
            <section>
                <h3>{i18n.says("manage-under-way")}</h3>
                {live(under_way)}
                {whys(move |line| {
                    view.active_line().is_some_and(|active| active.texts[column::INTUNE] == line.device)
                })}
            </section>
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
                {history_link(move || view.active_line().map(|line| names(&line)).unwrap_or_default())}
            </section>
        </DetailsPane>
    }
}

/// How the device is doing.
fn doing() -> Option<AnyView> {
    let (i18n, view) = (use_i18n(), use_manage_view());
    let line = view.active_line()?;
    let (class, icon) = words::look(&line);
    // Below stands what is under way, in full.
    let said = match line.doing {
        Doing::State(state) => i18n.text(&state.text_id(), &[]),
        Doing::Asked(..) => words::doing(i18n, &line),
    };
    let shown = view! {
        <p class="status">
            <span class=class>
                <IconView icon />
            </span>
            <strong>{said}</strong>
            <span class="secondary">{t!(i18n, &format!("condition-{}", line.condition.key()))}</span>
        </p>
    };
    Some(shown.into_any())
}

/// A button for each action. They stay as long as nothing about them changes, and the focus with them.
fn offers() -> AnyView {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_manage_view());
    let offered = Memo::new(move |_| {
        let line = view.active_line()?;
        let records = tenant.records.get();
        let managed = records.managed.get(line.at)?;
        let around = Around::of(&records, tenant.server.get().as_deref());
        let device = life_of(&records, &around, managed);
        let why = |action: Action| match &device {
            None => Some(Impossible::Platform),
            Some(device) => why_not(action, device).map(Impossible::Refused),
        };
        Some((managed.id.clone(), Action::PLAIN.map(|action| (action, why(action))).to_vec()))
    });
    live(move || {
        let (id, actions) = offered.get()?;
        let offer = |(action, why): (Action, Option<Impossible>)| {
            let reason = why.map(|why| words::impossible(i18n, why));
            let id = id.clone();
            let ask = move |()| {
                view.ask(Asked { action, code: String::new(), devices: vec![id.clone()], given: Given::New });
            };
            let label = t!(i18n, "ask-more", action = words::action_name(i18n, action));
            let look = if action.is_destructive() { Look::Danger } else { Look::Plain };
            view! {
                <li>
                    <Button
                        label=Signal::stored(label)
                        icon=icon(action)
                        look
                        reason=Signal::stored(reason.clone())
                        on_press=ask
                    />
                    <span class="secondary">{reason}</span>
                </li>
            }
            .into_any()
        };
        let offers = actions.into_iter().map(offer).collect::<Vec<AnyView>>();
        Some(view! { <ul class="offers">{offers}</ul> }.into_any())
    })
}

/// What the device was asked for and hasn't ended, or what a person has to look at.
fn under_way() -> Option<AnyView> {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_manage_view());
    let line = view.active_line()?;
    let records = tenant.records.get();
    let lines = use_actions_view().lines.get();
    let is_shown = |stage: crate::queries::Stage| {
        use crate::queries::Stage as S;
        stage.is_open() || matches!(stage, S::Failed | S::Expired)
    };
    let id = &line.texts[column::INTUNE];
    let found = lines.iter().filter(|it| it.device == *id && is_shown(it.stage) && !it.was_repeated);
    let found: Vec<AnyView> = found.map(|action| progress(&records, action)).collect();
    Some(if found.is_empty() {
        view! { <p class="secondary">{t!(i18n, "manage-under-way-none")}</p> }.into_any()
    } else {
        view! { <ul class="under-way">{found}</ul> }.into_any()
    })
}

/// What happened to the device.
fn events() -> Option<Vec<AnyView>> {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_manage_view());
    let line = view.active_line()?;
    let records = tenant.records.get();
    let lines = use_actions_view().lines.get();
    let found = happenings(&records, &lines, &line.texts[column::INTUNE], "");
    Some(found.iter().map(|happening| words::happened(i18n, &lines[happening.line], happening)).collect())
}

/// What the history knows it by: its serial number, or its name where it has none.
fn names(line: &ManagedLine) -> String {
    let named = [column::SERIAL, column::NAME].into_iter().map(|at| &line.texts[at]);
    named.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default()
}
