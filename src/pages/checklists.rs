//! Checklists: what has to be done before a user is deleted, and to take a device out of Apple's automated enrolment.

use leptos::{html, prelude::*};
use lifecycle::action::Action;
use lifecycle::checklist::{AppleStep, BeforeUserGoes};
use lifecycle::texts::Text;

use super::collect::copy;
use super::manage::{AskDialog, Asked, action_name, use_manage_view};
use super::refused::{ReadList, refused};
use crate::components::{Button, Icon, IconView, Look, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{
    Leaver, apple_devices, begin_apple, begin_user, devices_of, leaver, seen_gone, to_do, users,
    with_new_devices,
};
use crate::route::Route;
use crate::t;
use crate::tasks::{administrator, begin_checklist, put_checklist_away, tick};
use crate::tenant::{Records, Tenant, use_tenant};
use crate::wire::{Checklist, ChecklistItem, Mark, PERSON, USER};

/// How the names of checklists for Apple's devices begin in the storage.
const APPLE: &str = "apple ";

/// Now, by whoever works here.
fn mark(tenant: Tenant) -> Mark {
    Mark { at: format::now(), by: administrator(tenant) }
}

/// The page.
#[component]
pub fn ChecklistsPage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    // What was seen to be gone is ticked, with the moment at which that was seen.
    Effect::new(move || {
        let records = tenant.records.get();
        for (name, list) in records.checklists.iter().filter(|(name, _)| name.starts_with(USER)) {
            let gone = seen_gone(&records, list);
            if !gone.is_empty() {
                let seen = Mark { at: format::now(), by: String::new() };
                tick(tenant, name.clone(), list.clone(), gone, Some(seen));
            }
        }
    });
    view! {
        <div class="page checklists-page">
            <h1>{live(move || t!(i18n, Route::Checklists.title()))}</h1>
            {refused(&[ReadList::Managed])}
            <section class="card" aria-label=i18n.says("leaves")>
                <h2>{i18n.says("leaves")}</h2>
                <p class="secondary">{i18n.says("leaves-lead")}</p>
                {begin_user_form()}
                {live(move || lists(tenant, USER))}
            </section>
            <section class="card" aria-label=i18n.says("apple")>
                <h2>{i18n.says("apple")}</h2>
                <p class="secondary">{i18n.says("apple-lead")}</p>
                {begin_apple_form()}
                {live(move || lists(tenant, APPLE))}
            </section>
            <AskDialog />
        </div>
    }
}

fn lists(tenant: Tenant, kind: &'static str) -> Vec<AnyView> {
    let i18n = use_i18n();
    let records = tenant.records.get();
    let mut names: Vec<&String> = records.checklists.keys().filter(|name| name.starts_with(kind)).collect();
    device_csv::order::sort_by(&mut names, Ord::cmp);
    let one = |name: &String| {
        let list = &records.checklists[name];
        let of = name[kind.len()..].to_owned();
        if kind == USER {
            user_list(i18n, tenant, &records, name, &of, list)
        } else {
            apple_list(i18n, tenant, name, list)
        }
    };
    names.into_iter().map(one).collect()
}

/// A field with proposals, and the button that begins.
fn begin_form(
    id: &'static str,
    label: &'static str,
    proposals: impl Fn(&Records) -> Vec<(String, String)> + Send + 'static,
    begin: impl Fn(&str) -> Result<(), String> + Copy + Send + Sync + 'static,
) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let input = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    let submit = move || {
        let Some(input) = input.get_untracked() else { return };
        match begin(input.value().trim()) {
            Ok(()) => {
                problem.set(None);
                input.set_value("");
            }
            Err(why) => problem.set(Some(why)),
        }
    };
    let options = move || {
        let proposals = tenant.records.with(|records| proposals(records));
        proposals
            .into_iter()
            .map(|(value, label)| view! { <option value=value>{label}</option> })
            .collect_view()
    };
    let list = format!("{id}-list");
    view! {
        <form
            class="field tag-form"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <label for=id>{i18n.says(label)}</label>
            <div>
                <input
                    id=id
                    class="input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    list=list.clone()
                    node_ref=input
                    aria-describedby=format!("{id}-error")
                />
                <datalist id=list>{live(options)}</datalist>
                <Button label=i18n.signal("checklist-begin") on_press=move |()| submit() />
            </div>
            <p id=format!("{id}-error") class="field-error" role="alert">{live(move || problem.get())}</p>
        </form>
    }
    .into_any()
}

fn begin_user_form() -> AnyView {
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

fn begin_apple_form() -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let begin = move |serial: &str| {
        let records = tenant.records.get_untracked();
        let server = tenant.server.get_untracked().unwrap_or_default();
        let found =
            apple_devices(&records).into_iter().find(|device| outbox::same_serial(&device.serial, serial));
        let Some(device) = found else { return Err(t!(i18n, "apple-unknown")) };
        begin_checklist(tenant, format!("{APPLE}{}", device.id), begin_apple(device, &server, mark(tenant)));
        Ok(())
    };
    let proposals = |records: &Records| {
        apple_devices(records)
            .into_iter()
            .map(|device| (device.serial.clone(), device.name.clone()))
            .collect()
    };
    begin_form("apple-serial", "apple-serial", proposals, begin)
}

fn head(i18n: I18n, tenant: Tenant, title: String, name: &str, list: &Checklist) -> AnyView {
    let begun = t!(i18n, "checklist-begun", moment = format::moment(i18n.language(), list.begun.at));
    let name = name.to_owned();
    let away = move |()| put_checklist_away(tenant, name.clone());
    let label = t!(i18n, "checklist-away", name = title.as_str());
    view! {
        <div class="waiting-head">
            <h3>{title}</h3>
            <span class="secondary">{begun}</span>
            <Button label=Signal::stored(label) icon=Icon::Close icon_only=true look=Look::Subtle on_press=away />
        </div>
    }
    .into_any()
}

fn made(i18n: I18n, done: &Mark) -> String {
    let moment = format::moment(i18n.language(), done.at);
    if done.by.is_empty() { moment } else { t!(i18n, "check-made", moment = moment, name = done.by.as_str()) }
}

fn user_list(
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
            view.ask(Asked { action, code: String::new(), devices: vec![device.clone()], again: Vec::new() });
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

fn apple_list(i18n: I18n, tenant: Tenant, name: &str, list: &Checklist) -> AnyView {
    let first = list.items.first();
    let (device, serial) = first.map(|item| (item.name.clone(), item.serial.clone())).unwrap_or_default();
    let title = if device.is_empty() { serial.clone() } else { format!("{device} ({serial})") };
    let steps: Vec<AnyView> = AppleStep::ALL
        .into_iter()
        .filter_map(|step| {
            let item = list.items.iter().find(|item| item.key == step.key())?;
            Some(apple_step(i18n, tenant, name, list, item, step))
        })
        .collect();
    let is_done = list.items.iter().all(|item| item.done.is_some());
    view! {
        <section class="checklist">
            {head(i18n, tenant, title, name, list)}
            <ol class="waiting">{steps}</ol>
            <p role="status">{is_done.then(|| t!(i18n, "apple-done"))}</p>
        </section>
    }
    .into_any()
}

fn apple_step(
    i18n: I18n,
    tenant: Tenant,
    name: &str,
    list: &Checklist,
    item: &ChecklistItem,
    step: AppleStep,
) -> AnyView {
    let toasts = tenant.workspace.toasts;
    let said = i18n.text(&step.text_id(), &[("serial", item.serial.as_str().into())]);
    let (name, list, key) = (name.to_owned(), list.clone(), item.key.clone());
    let is_done = item.done.is_some();
    let toggle = move |_| {
        let mark = (!is_done).then(|| mark(tenant));
        tick(tenant, name.clone(), list.clone(), vec![key.clone()], mark);
    };
    let copied = step.copies(&item.serial).map(|serial| {
        let serial = serial.to_owned();
        let label = t!(i18n, "copy-value", name = t!(i18n, "column-serial"));
        let press = move |()| copy::copy(i18n, toasts, serial.clone());
        view! { <Button label=Signal::stored(label) icon=Icon::Copy look=Look::Subtle on_press=press /> }
    });
    let opened = step.address().map(|address| {
        view! {
            <a href=address target="_blank" rel="noreferrer">
                {address}
            </a>
        }
    });
    view! {
        <li>
            <label class="check-row">
                <input type="checkbox" prop:checked=is_done on:change=toggle />
                {said}
            </label>
            {copied}
            {opened}
            <span class="secondary">{item.done.as_ref().map(|done| made(i18n, done))}</span>
        </li>
    }
    .into_any()
}
