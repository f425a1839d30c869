//! What has to be done before a user is deleted. Rule USR-1.

use leptos::prelude::*;
use lifecycle::action::Action;
use lifecycle::checklist::BeforeUserGoes;
use lifecycle::texts::Text;

use super::super::manage::{Asked, Given, action_name, use_manage_view};
use super::{begin_form, head, made, mark};
use crate::components::{Button, Icon, IconView, Look};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{Leaver, begin_user, devices_of, leaver, to_do, users, with_new_devices};
use crate::t;
use crate::tasks::begin_checklist;
use crate::tenant::{Records, Tenant, use_tenant};
use crate::wire::{Checklist, ChecklistItem, PERSON, USER};

pub fn begin() -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let begin = move |user: &str| {
        let records = tenant.records.get_untracked();
        let server = tenant.server.get_untracked().unwrap_or_default();
        if devices_of(&records, user).next().is_none() || user.is_empty() {
            return Err(t!(i18n, "leaves-unknown"));
        }
        let list = begin_user(&records, user, &server, mark(tenant));
        begin_checklist(tenant, format!("{USER}{}", user.to_lowercase()), list);
        Ok(())
    };
    let proposals =
        |records: &Records| users(records).into_iter().map(|user| (user, String::new())).collect();
    begin_form("leaves-user", "leaves-user", proposals, begin)
}

pub fn list(
    i18n: I18n,
    tenant: Tenant,
    records: &Records,
    name: &str,
    user: &str,
    list: &Checklist,
) -> AnyView {
    let items = with_new_devices(records, list, user);
    let leaver = leaver(records, list, &items);
    let devices = items.iter().filter(|item| item.key != PERSON);
    let mut shown: Vec<AnyView> = devices.map(|item| user_item(i18n, records, list, item)).collect();
    let person = list.items.iter().find(|item| item.key == PERSON);
    shown.extend(person.map(|person| person_item(i18n, records, person, leaver)));
    let (said, class, icon) = match leaver {
        Leaver::NotYet => ("leaves-not-yet", "severity-warning", Icon::Warning),
        Leaver::CanGo => ("leaves-can-go", "severity-none", Icon::Success),
        Leaver::Gone => ("leaves-gone", "severity-none", Icon::Success),
        Leaver::TooEarly => ("leaves-too-early", "severity-error", Icon::Error),
    };
    view! {
        <section class="checklist">
            {head(i18n, tenant, user.to_owned(), name, list)}
            <ul class="waiting">{shown}</ul>
            <p class="status-line" role="status">
                <span class=class>
                    <IconView icon />
                </span>
                <strong>{t!(i18n, said, user = user)}</strong>
            </p>
        </section>
    }
    .into_any()
}

/// The last step: that the user is deleted, as far as that was seen.
fn person_item(i18n: I18n, records: &Records, person: &ChecklistItem, leaver: Leaver) -> AnyView {
    let known = records.people.users.iter().find(|user| user.id == person.name);
    let looked = known.and_then(|user| user.read).map(|read| format::moment(i18n.language(), read / 1000));
    let is_gone = matches!(leaver, Leaver::Gone | Leaver::TooEarly);
    let said = match (is_gone, &person.done, looked) {
        (true, Some(seen), _) => {
            t!(i18n, "leaves-seen-gone", moment = format::moment(i18n.language(), seen.at))
        }
        (true, None, _) => t!(i18n, "leaves-seen-gone-now"),
        (false, _, Some(moment)) => t!(i18n, "leaves-still-there", moment = moment),
        (false, _, None) => t!(i18n, "leaves-not-looked"),
    };
    let refused = records.people.refused.as_ref().filter(|_| known.is_some() && !is_gone);
    let refused = refused.map(|trouble| t!(i18n, "leaves-refused", code = trouble.code.as_str()));
    entry(i18n, is_gone, t!(i18n, "leaves-delete"), String::new(), refused.unwrap_or(said), Vec::new())
}

fn user_item(i18n: I18n, records: &Records, list: &Checklist, item: &ChecklistItem) -> AnyView {
    let view = use_manage_view();
    let name = if item.name.is_empty() { item.serial.clone() } else { item.name.clone() };
    let ask = |action: Action| {
        let device = item.key.clone();
        let press = move |()| {
            view.ask(Asked { action, code: String::new(), devices: vec![device.clone()], given: Given::New });
        };
        let label = t!(i18n, "ask-more", action = action_name(i18n, action));
        view! { <Button label=Signal::stored(label) look=Look::Plain on_press=press /> }.into_any()
    };
    let todo = to_do(records, list, &item.key);
    let said = match (&item.done, todo) {
        (Some(done), _) => i18n.text(&BeforeUserGoes::Nothing.text_id(), &[]) + " " + &made(i18n, done),
        (None, Some(BeforeUserGoes::Wait(action))) => {
            let action_name = action_name(i18n, action);
            i18n.text(&BeforeUserGoes::Wait(action).text_id(), &[("action", action_name.as_str().into())])
        }
        (None, Some(todo)) => i18n.text(&todo.text_id(), &[]),
        (None, None) => t!(i18n, "leaves-not-known"),
    };
    let buttons: Vec<AnyView> = match (&item.done, todo) {
        (None, Some(BeforeUserGoes::Choose { first, instead })) => {
            [Some(first), instead].into_iter().flatten().map(ask).collect()
        }
        (None, Some(BeforeUserGoes::DeleteOnly)) => vec![ask(Action::Delete)],
        _ => Vec::new(),
    };
    entry(i18n, item.done.is_some(), name, item.serial.clone(), said, buttons)
}

/// Something that is to be done, or is done.
fn entry(
    i18n: I18n,
    is_done: bool,
    name: String,
    serial: String,
    said: String,
    buttons: Vec<AnyView>,
) -> AnyView {
    let (class, icon, state) = if is_done {
        ("severity-none", Icon::Success, "checklist-done")
    } else {
        ("secondary", Icon::Clock, "checklist-open")
    };
    view! {
        <li>
            <span class="status-line">
                <span class=class>
                    <IconView icon />
                </span>
                <span class="visually-hidden">{t!(i18n, state)}</span>
                <strong>{name}</strong>
                <span class="secondary mono">{serial}</span>
            </span>
            <p>{said}</p>
            <div class="actions">{buttons}</div>
        </li>
    }
    .into_any()
}
