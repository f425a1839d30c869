//! Deciding about several requests at once.

use leptos::prelude::*;
use lifecycle::budget::{is_typed, to_type};
use outbox::{Decision, Ruling};

use super::Ticked;
use super::request::what;
use crate::components::{Button, Icon, live, number_field, when};
use crate::i18n::use_i18n;
use crate::pages::manage::denied;
use crate::queries::{ApprovalLists, chosen_requests};
use crate::t;
use crate::tasks::decide;
use crate::tenant::use_tenant;

/// What stands above the list where several wait: what is ticked, why it is decided so, and both decisions.
pub fn view(lists: Memo<ApprovalLists>, ticked: Ticked) -> AnyView {
    let several = when(move || lists.with(|lists| lists.waiting.len() > 1));
    view! { <Show when=several>{form(lists, ticked)}</Show> }.into_any()
}

fn form(lists: Memo<ApprovalLists>, ticked: Ticked) -> AnyView {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let (why, number) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // What can't be decided about any more, as somebody else was first, is ticked no longer.
    let chosen = Memo::new(move |_| {
        let lists = lists.get();
        tenant.records.with(|records| ticked.with(|ticked| chosen_requests(records, &lists, ticked)))
    });
    let count = move || chosen.with(|chosen| chosen.requests.len());
    let devices = move || chosen.with(|chosen| chosen.devices);
    let reason = move || match count() {
        0 => Some(t!(i18n, "approvals-none-ticked")),
        _ => why.with(|why| why.trim().is_empty()).then(|| t!(i18n, "approval-say-why")),
    };
    let no_approval = move || {
        let not_typed = || number.with(|number| is_typed(devices(), number)).err();
        reason().or_else(|| not_typed().map(|why| denied(i18n, why)))
    };
    let press = move |ruling: Ruling| {
        let records = tenant.records.get_untracked();
        let reason_given = why;
        let why = why.get_untracked().trim().to_owned();
        let requests = chosen.get_untracked().requests;
        let requests = requests.into_iter().filter_map(|at| records.approvals.requests.get(at));
        let decisions: Vec<Decision> = requests
            .map(|request| Decision {
                request: request.id.clone(),
                ruling,
                why: why.clone(),
                about: what(i18n, request),
            })
            .collect();
        decide(tenant, decisions, move |count| {
            ticked.update(Vec::clear);
            number.set(String::new());
            reason_given.set(String::new());
            if count > 0 {
                tenant.workspace.toasts.done(t!(i18n, "approvals-kept", count = count));
            }
        });
    };
    let tick_all = move |on: bool| {
        let requests = tenant.records.get_untracked().approvals.requests.clone();
        let lists = lists.get_untracked();
        let can = lists.waiting.iter().filter(|line| on && line.no_decision.is_none());
        ticked.set(can.filter_map(|line| requests.get(line.at).map(|request| request.id.clone())).collect());
    };
    let is_all = move || chosen.with(|chosen| chosen.all > 0 && chosen.requests.len() == chosen.all);
    let is_none = move || chosen.with(|chosen| chosen.all == 0);
    let said = move || (count() > 0).then(|| t!(i18n, "filter-selected", count = count()));
    view! {
        <div class="decide-many" role="group" aria-label=i18n.says("approvals-many")>
            <div class="approval-head">
                <label class="check-row">
                    <input
                        type="checkbox"
                        aria-disabled=move || is_none().then_some("true")
                        aria-description=move || is_none().then(|| t!(i18n, "approvals-tick-none"))
                        prop:checked=is_all
                        on:click=move |event| {
                            if untrack(is_none) {
                                event.prevent_default();
                            }
                        }
                        on:change:target=move |change| tick_all(change.target().checked())
                    />
                    {i18n.says("approvals-tick-all")}
                </label>
                <strong role="status">{live(said)}</strong>
            </div>
            <div class="field">
                <label for="why-many">{i18n.says("approvals-why")}</label>
                <input
                    id="why-many"
                    class="input"
                    type="text"
                    autocomplete="off"
                    maxlength=lifecycle::limits::JUSTIFICATION
                    prop:value=move || why.get()
                    on:input:target=move |input| why.set(input.target().value())
                />
            </div>
            {number_field("number-many", move || to_type(devices()), number)}
            <div class="actions">
                <Button
                    label=Signal::derive(move || t!(i18n, "approvals-approve", count = count()))
                    icon=Icon::Success
                    reason=Signal::derive(no_approval)
                    on_press=move |()| press(Ruling::Approve)
                />
                <Button
                    label=Signal::derive(move || t!(i18n, "approvals-reject", count = count()))
                    icon=Icon::Close
                    reason=Signal::derive(reason)
                    on_press=move |()| press(Ruling::Reject)
                />
            </div>
        </div>
    }
    .into_any()
}
