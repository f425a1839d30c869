//! What has to be done to take a device out of Apple's automated enrolment. Rule DEP-1.

use leptos::prelude::*;
use lifecycle::checklist::AppleStep;
use lifecycle::texts::Text;

use super::super::collect::copy;
use super::{APPLE, begin_form, head, made, mark};
use crate::components::{Button, Icon, Look};
use crate::i18n::{I18n, use_i18n};
use crate::queries::{apple_devices, begin_apple};
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

pub fn list(i18n: I18n, tenant: Tenant, name: &str, list: &Checklist) -> AnyView {
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
