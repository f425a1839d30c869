//! The command bar.

use leptos::prelude::*;

use super::view::use_actions_view;
use crate::components::{Button, Icon, Look, live};
use crate::format;
use crate::i18n::use_i18n;
use crate::pages::devices::use_tenant_view;
use crate::queries::actions_finished;
use crate::t;
use crate::tasks::{put_away, refresh, withdraw};
use crate::tenant::use_tenant;

#[component]
pub fn Commands() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_actions_view();
    let now = use_tenant_view().now;
    let no_server = move || tenant.server.with(Option::is_none).then(|| t!(i18n, "refresh-no-service"));
    // Of those that are ticked, if any is; of those shown otherwise.
    let finished =
        move || tenant.records.with(|records| actions_finished(records, &view.chosen(), now.get_untracked()));
    let unsent = move || {
        let records = tenant.records.get();
        let own = view.chosen().into_iter().filter_map(|line| records.intents.get(line.own?).cloned());
        own.filter(outbox::Intent::can_be_withdrawn).map(|intent| intent.seq).collect::<Vec<u32>>()
    };
    let (done_count, unsent_count) =
        (Memo::new(move |_| finished().len()), Memo::new(move |_| unsent().len()));
    let read = move || match tenant.records.get().lists.managed.read {
        Some(read) => t!(i18n, "synced", moment = format::moment(i18n.language(), read / 1000)),
        None => t!(i18n, "synced-never"),
    };
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
                label=Signal::derive(move || t!(i18n, "take-back-count", count = unsent_count.get()))
                icon=Icon::Undo
                look=Look::Subtle
                reason=Signal::derive(move || (unsent_count.get() == 0).then(|| t!(i18n, "take-back-none")))
                on_press=move |()| {
                    for seq in untrack(unsent) {
                        withdraw(tenant, seq);
                    }
                }
            />
            <Button
                label=Signal::derive(move || t!(i18n, "put-away-finished", count = done_count.get()))
                icon=Icon::Close
                look=Look::Subtle
                reason=Signal::derive(move || (done_count.get() == 0).then(|| t!(i18n, "actions-put-away-none")))
                on_press=move |()| put_away(tenant, untrack(finished))
            />
            <span class="synced secondary">{live(read)}</span>
        </div>
    }
}
