//! The command bar.

use std::collections::HashSet;

use leptos::prelude::*;

use super::list::tag_change;
use super::view::use_tenant_view;
use super::words::synced;
use crate::components::{Button, Icon, Look, live};
use crate::i18n::use_i18n;
use crate::pages::bar::{command_bar, ticked_or_shown};
use crate::pages::remove::use_remove_view;
use crate::queries::{TenantLine, finished, retries, tag_offers};
use crate::route::Route;
use crate::t;
use crate::tasks::{export_list, put_away, retry_failed, set_group_tags};
use crate::tenant::use_tenant;

#[component]
pub fn Commands() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    let remove = use_remove_view();
    // Of those that are ticked, if any is.
    let to_retry = move || retries(&tenant.records.get(), view.selected_serials().as_deref());
    let retry_count = Memo::new(move |_| to_retry().iter().map(|(_, serials)| serials.len()).sum::<usize>());
    let done_count = Memo::new(move |_| finished(&tenant.records.get()).len());
    let tag_changes = Memo::new(move |_| {
        let (records, devices, ticked) = (tenant.records.get(), view.devices.get(), view.selected.get());
        let wanted = |line: &TenantLine| ticked.is_empty() || ticked.contains(&line.key);
        let offers = tag_offers(&records, &devices, &wanted);
        offers.into_iter().map(|(line, tag)| tag_change(line, tag)).collect::<Vec<_>>()
    });
    let more = view! {
        <span class="divider"></span>
        <Button
            label=Signal::derive(move || t!(i18n, "retry-failed", count = retry_count.get()))
            icon=Icon::Redo
            look=Look::Subtle
            reason=Signal::derive(move || (retry_count.get() == 0).then(|| t!(i18n, "retry-none")))
            on_press=move |()| {
                for (seq, serials) in untrack(to_retry) {
                    retry_failed(tenant, seq, Some(serials));
                }
            }
        />
        <Button
            label=Signal::derive(move || t!(i18n, "tags-instead", count = tag_changes.with(Vec::len)))
            icon=Icon::Tag
            look=Look::Subtle
            reason=Signal::derive(move || tag_changes.with(Vec::is_empty).then(|| t!(i18n, "tags-none")))
            on_press=move |()| set_group_tags(tenant, tag_changes.get_untracked())
        />
        <Button
            label=i18n.signal("export-list")
            icon=Icon::Download
            look=Look::Subtle
            reason=Signal::derive(move || {
                view.shown.with(|shown| shown.is_empty()).then(|| t!(i18n, "export-nothing"))
            })
            on_press=move |()| {
                let devices = view.devices.get_untracked();
                let keys = ticked_or_shown(&view.shown.get_untracked(), view.selected);
                let lines: Vec<_> = keys.into_iter().filter_map(|key| devices.get(key)).collect();
                export_list(tenant, &lines);
            }
        />
        <Button
            label=Signal::derive(move || t!(i18n, "put-away-finished", count = done_count.get()))
            icon=Icon::Close
            look=Look::Subtle
            reason=Signal::derive(move || (done_count.get() == 0).then(|| t!(i18n, "put-away-none")))
            on_press=move |()| put_away(tenant, finished(&tenant.records.get_untracked()))
        />
        <span class="divider"></span>
        <Button
            label=i18n.signal("remove-more")
            icon=Icon::Delete
            look=Look::Subtle
            reason=Signal::derive(move || {
                view.selected.with(HashSet::is_empty).then(|| t!(i18n, "bulk-none-selected"))
            })
            on_press=move |()| {
                remove.choose_lines(&view.devices.get_untracked(), &view.selected.get_untracked());
                Route::Remove.go();
            }
        />
    };
    command_bar(|_| (), more.into_any(), live(move || synced(i18n, tenant)))
}
