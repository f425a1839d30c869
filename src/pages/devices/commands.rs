//! The command bar.

use leptos::prelude::*;

use super::view::use_tenant_view;
use super::words::synced;
use crate::components::{Button, Icon, Look};
use crate::i18n::use_i18n;
use crate::queries::{finished, retries};
use crate::t;
use crate::tasks::{export_list, put_away, refresh, retry_failed};
use crate::tenant::use_tenant;

#[component]
pub fn Commands() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_tenant_view();
    // Of those that are ticked, if any is.
    let to_retry = Memo::new(move |_| {
        let only = view.selected_serials();
        tenant.records.with(|records| retries(records, only.as_deref()))
    });
    let retry_count =
        move || to_retry.with(|all| all.iter().map(|(_, serials)| serials.len()).sum::<usize>());
    let done = Memo::new(move |_| tenant.records.with(|records| finished(records)));
    let no_server = move || tenant.server.with(Option::is_none).then(|| t!(i18n, "refresh-no-service"));
    view! {
        <div class="command-bar" role="group" aria-label=i18n.says("commands")>
            <Button
                label=i18n.signal("refresh")
                icon=Icon::Sync
                look=Look::Subtle
                reason=Signal::derive(no_server)
                on_press=move |()| refresh(tenant)
            />
            <span class="divider"></span>
            <Button
                label=Signal::derive(move || t!(i18n, "retry-failed", count = retry_count()))
                icon=Icon::Redo
                look=Look::Subtle
                reason=Signal::derive(move || (retry_count() == 0).then(|| t!(i18n, "retry-none")))
                on_press=move |()| {
                    for (seq, serials) in to_retry.get_untracked() {
                        retry_failed(tenant, seq, Some(serials));
                    }
                }
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
                    let keys = view.shown.get_untracked();
                    let ticked = view.selected.get_untracked();
                    let wanted = |key: &&u64| ticked.is_empty() || ticked.contains(*key);
                    let lines: Vec<_> = keys.iter().filter(wanted).filter_map(|key| devices.get(*key)).collect();
                    export_list(tenant, &lines);
                }
            />
            <Button
                label=Signal::derive(move || t!(i18n, "put-away-finished", count = done.with(Vec::len)))
                icon=Icon::Close
                look=Look::Subtle
                reason=Signal::derive(move || done.with(Vec::is_empty).then(|| t!(i18n, "put-away-none")))
                on_press=move |()| put_away(tenant, done.get_untracked())
            />
            <span class="synced secondary">{move || synced(i18n, tenant)}</span>
        </div>
    }
}
