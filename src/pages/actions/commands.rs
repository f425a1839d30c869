//! The command bar.

use leptos::prelude::*;

use super::view::use_actions_view;
use crate::components::{Button, Icon, Look, Menu, MenuItem, live, when};
use crate::i18n::{I18n, use_i18n};
use crate::pages::bar::{command_bar, read_last};
use crate::pages::devices::use_tenant_view;
use crate::pages::manage::{Asked, Given, action_icon, action_name, chosen, use_manage_view};
use crate::queries::{Again, actions_finished, to_ask_again, to_release};
use crate::t;
use crate::tasks::{put_away, withdraw};
use crate::tenant::use_tenant;

#[component]
pub fn Commands() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_actions_view();
    let now = use_tenant_view().now;
    // Of those that are ticked, if any is; of those shown otherwise.
    let finished =
        move || tenant.records.with(|records| actions_finished(records, &view.chosen(), now.get_untracked()));
    let unsent = move || {
        let records = tenant.records.get();
        let own = view.chosen().into_iter().filter_map(|line| records.intents.get(line.own?).cloned());
        own.filter(outbox::Intent::can_be_withdrawn).map(|intent| intent.seq).collect::<Vec<u32>>()
    };
    // What failed or expired is confirmed again together, where the same was asked.
    let found = Memo::new(move |_| tenant.records.with(|records| to_ask_again(records, &view.chosen())));
    let again = move || together(i18n, "try-again-count", Icon::Redo, found.get(), Given::Again);
    // What came out of a file waits until a person has seen it.
    let held = Memo::new(move |_| tenant.records.with(|records| to_release(records, &view.chosen())));
    let any_held = move || held.with(|held| !held.is_empty());
    let release = move || together(i18n, "release-count", Icon::Sync, held.get(), Given::Released);
    let (done_count, unsent_count) =
        (Memo::new(move |_| finished().len()), Memo::new(move |_| unsent().len()));
    let read = move || read_last(i18n, tenant.records.with(|records| records.lists.managed.read));
    let more = view! {
        <span class="divider"></span>
        <Button
            label=Signal::derive(move || t!(i18n, "take-back-count", count = unsent_count.get()))
            icon=Icon::Undo
            look=Look::Subtle
            reason=Signal::derive(move || (unsent_count.get() == 0).then(|| t!(i18n, "take-back-none")))
            on_press=move |()| withdraw(tenant, untrack(unsent))
        />
        {live(again)}
        <Show when=when(any_held)>{live(release)}</Show>
        <Button
            label=Signal::derive(move || t!(i18n, "put-away-finished", count = done_count.get()))
            icon=Icon::Close
            look=Look::Subtle
            reason=Signal::derive(move || (done_count.get() == 0).then(|| t!(i18n, "actions-put-away-none")))
            on_press=move |()| put_away(tenant, untrack(finished))
        />
    };
    command_bar(|_| (), more.into_any(), live(read))
}

/// What a word is given for: at once where the same was asked of all, else by what was.
fn together(
    i18n: I18n,
    label: &'static str,
    icon: Icon,
    found: Vec<Again>,
    given: fn(Vec<u32>) -> Given,
) -> AnyView {
    let view = use_manage_view();
    let ask = move |again: Again| {
        let Again { action, code, seqs, devices } = again;
        view.ask(Asked { action, code, devices, given: given(seqs) });
    };
    let count: usize = found.iter().map(|again| again.seqs.len()).sum();
    let label = Signal::derive(move || t!(i18n, label, count = count));
    if found.len() < 2 {
        let reason = Signal::derive(move || (count == 0).then(|| t!(i18n, "try-again-none")));
        let press = move |()| found.first().cloned().into_iter().for_each(ask);
        return view! { <Button label icon look=Look::Subtle reason on_press=press /> }.into_any();
    }
    let item = |again: Again| {
        let (action, count) = (again.action, again.seqs.len());
        let label = move || {
            let mut words = vec![action_name(i18n, action)];
            words.extend(chosen(i18n, action));
            t!(i18n, "try-again-of", action = words.join(", "), count = count)
        };
        let on_choose = Callback::new(move |()| ask(again.clone()));
        MenuItem { icon: action_icon(action), label: Signal::derive(label), on_choose }
    };
    let items: Vec<MenuItem> = found.into_iter().map(item).collect();
    view! { <Menu label icon items=Signal::stored(items) /> }.into_any()
}
