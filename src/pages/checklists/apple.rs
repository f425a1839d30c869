//! What has to be done to take a device out of Apple's automated enrolment. Rule DEP-1.

use leptos::prelude::*;
use lifecycle::action::Action;
use lifecycle::checklist::AppleStep;
use lifecycle::texts::Text;

use super::super::collect::copy;
use super::super::manage::{
    Asked, Given, action_icon, action_name, refusal, stage_look, stage_words, use_manage_view,
};
use super::{APPLE, begin_form, head, made, mark};
use crate::components::{Button, Icon, IconView, Look};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{Retiring, action_lines, apple_devices, begin_apple, retiring};
use crate::t;
use crate::tasks::{begin_checklist, tick};
use crate::tenant::{Records, Tenant, use_tenant};
use crate::wire::{Checklist, ChecklistItem};

pub fn begin() -> AnyView {
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

/// What of a checklist was seen to be done, and isn't ticked yet.
pub fn seen(records: &Records, list: &Checklist, device: &str) -> Vec<String> {
    let retire = AppleStep::Retire.key();
    let is_open = list.items.iter().any(|item| item.key == retire && item.done.is_none());
    // Only then is it worth to look through all actions.
    let is_seen = || {
        let lines = action_lines(records, Some(&list.server));
        retiring(records, &lines, list, device).is_seen
    };
    if is_open && is_seen() { vec![retire.to_owned()] } else { Vec::new() }
}

pub fn list(
    i18n: I18n,
    tenant: Tenant,
    records: &Records,
    name: &str,
    device: &str,
    list: &Checklist,
) -> AnyView {
    let first = list.items.first();
    let (called, serial) = first.map(|item| (item.name.clone(), item.serial.clone())).unwrap_or_default();
    let title = if called.is_empty() { serial.clone() } else { format!("{called} ({serial})") };
    let steps: Vec<AnyView> = AppleStep::ALL
        .into_iter()
        .filter_map(|step| {
            let item = list.items.iter().find(|item| item.key == step.key())?;
            let more = (step == AppleStep::Retire).then(|| retire(i18n, records, list, device, item));
            Some(apple_step(i18n, tenant, name, list, item, step, more))
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
    more: Option<AnyView>,
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
            {more}
            {copied}
            {opened}
            <span class="secondary">{item.done.as_ref().map(|done| made(i18n, done))}</span>
        </li>
    }
    .into_any()
}

/// How far the device is with being retired, and what asks for that.
fn retire(i18n: I18n, records: &Records, list: &Checklist, device: &str, item: &ChecklistItem) -> AnyView {
    if item.done.is_some() {
        return ().into_any();
    }
    let view = use_manage_view();
    let lines = action_lines(records, Some(&list.server));
    let Retiring { asked, why_not, .. } = retiring(records, &lines, list, device);
    let is_open = asked.as_ref().is_some_and(|line| line.stage.is_open());
    let said = asked.map(|line| {
        let (class, icon) = stage_look(line.stage);
        let action = line.action.map(|action| action_name(i18n, action)).unwrap_or_default();
        let moment = format::moment(i18n.language(), line.asked);
        view! {
            <p class="status-line">
                <span class=class>
                    <IconView icon />
                </span>
                <strong>{action} ": " {stage_words(i18n, line.stage)}</strong>
                <span class="secondary">{moment}</span>
            </p>
            <p class="secondary">{t!(i18n, &format!("stage-{}-hint", line.stage.key()))}</p>
        }
    });
    let reason = why_not.map(|why| refusal(i18n, why));
    let device = device.to_owned();
    let press = move |()| {
        let (action, devices) = (Action::Retire, vec![device.clone()]);
        view.ask(Asked { action, code: String::new(), devices, given: Given::New });
    };
    let label = t!(i18n, "ask-more", action = action_name(i18n, Action::Retire));
    let button = (!is_open).then(|| {
        let (label, reason) = (Signal::stored(label), Signal::stored(reason));
        view! { <Button label icon=action_icon(Action::Retire) reason on_press=press /> }
    });
    view! { <div class="checklist-more">{said} <div class="actions">{button}</div></div> }.into_any()
}
