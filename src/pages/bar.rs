//! What the pages that show the tenant have in common: their command bar, and what of their lists is ticked and looked at.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::components::{Button, Icon, Look};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::t;
use crate::tasks::refresh;
use crate::tenant::{Tenant, use_tenant};

/// Why the service can't be asked.
pub fn no_server(i18n: I18n, tenant: Tenant) -> Option<String> {
    tenant.server.with(Option::is_none).then(|| t!(i18n, "refresh-no-service"))
}

/// A command bar: the service is asked again by it, once what the page does before that is done; then what else there is, and what is
/// said at its end.
pub fn command_bar(before: fn(Tenant), more: AnyView, end: AnyView) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let press = move |()| {
        before(tenant);
        refresh(tenant);
    };
    view! {
        <div class="command-bar no-print" role="group" aria-label=i18n.says("commands")>
            <Button
                label=i18n.signal("refresh")
                icon=Icon::Sync
                look=Look::Subtle
                reason=Signal::derive(move || no_server(i18n, tenant))
                on_press=press
            />
            {more}
            <span class="synced secondary">{end}</span>
        </div>
    }
    .into_any()
}

/// When something was read last (milliseconds).
pub fn read_last(i18n: I18n, read: Option<i64>) -> String {
    match read {
        Some(read) => t!(i18n, "synced", moment = format::moment(i18n.language(), read / 1000)),
        None => t!(i18n, "synced-never"),
    }
}

/// What is gone from the list can't be ticked or looked at. What tells whether something is gone is asked for whenever the list changes.
pub fn keep_listed(
    selected: RwSignal<HashSet<u64>>,
    active: RwSignal<Option<u64>>,
    gone: impl Fn() -> Box<dyn Fn(&u64) -> bool> + 'static,
) {
    Effect::new(move || {
        let is_gone = gone();
        if selected.with_untracked(|selected| selected.iter().any(&is_gone)) {
            selected.update(|selected| selected.retain(|key| !is_gone(key)));
        }
        if active.get_untracked().as_ref().is_some_and(&is_gone) {
            active.set(None);
        }
    });
}

/// What goes out of a list: what is ticked of what is shown; all that is shown, where nothing is.
pub fn ticked_or_shown(shown: &[u64], selected: RwSignal<HashSet<u64>>) -> Vec<u64> {
    let wanted = |key: &u64, ticked: &HashSet<u64>| ticked.is_empty() || ticked.contains(key);
    selected.with_untracked(|ticked| shown.iter().filter(|key| wanted(key, ticked)).copied().collect())
}
