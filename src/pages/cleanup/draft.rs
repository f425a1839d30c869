//! The rule that is being written. What it does is seen below before it is saved.

use leptos::{html, prelude::*};
use lifecycle::texts::Text;
use outbox::CleanupRule;

use super::rules::free;
use super::view::{CleanupView, Draft, use_cleanup_view};
use crate::components::{Button, Look, live};
use crate::i18n::{I18n, use_i18n};
use crate::pages::devices::platform;
use crate::queries::{check_rule, days};
use crate::t;
use crate::tasks::change_rule;
use crate::tenant::{Tenant, use_tenant};

#[component]
pub fn DraftForm() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_cleanup_view();
    let (from, to) = days();
    let first = view.draft.get_untracked().unwrap_or_default();
    let is_new = first.rule.is_none();
    let input = NodeRef::<html::Input>::new();
    let select = NodeRef::<html::Select>::new();
    Effect::new(move || {
        let focused = match (select.get(), input.get()) {
            (Some(select), _) if is_new => select.focus(),
            (_, Some(input)) => input.focus(),
            _ => return,
        };
        debug_assert!(focused.is_ok(), "a field takes focus");
    });
    let problem = move || problem(i18n, view);
    let is_wrong = move || {
        view.draft.with(|draft| draft.as_ref().is_some_and(|draft| !draft.days.is_empty()))
            && problem().is_some()
    };
    let save = move || save(tenant, i18n, view);
    let title = if is_new { "cleanup-new-title" } else { "cleanup-change-title" };
    let kind = if is_new { choice(i18n, view, select) } else { named(i18n, first.platform.clone()) };
    view! {
        <form
            class="card field rule-draft"
            aria-label=i18n.says(title)
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <h2 class="small-head">{i18n.says(title)}</h2>
            {kind}
            <label for="rule-days">{i18n.says("cleanup-days")}</label>
            <input
                id="rule-days"
                class="input"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                node_ref=input
                aria-describedby="rule-days-error rule-days-hint"
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=first.days.clone()
                on:input:target=move |event| {
                    let value = event.target().value();
                    change(view, |draft| draft.days.clone_from(&value));
                }
            />
            <p id="rule-days-error" class="field-error" role="alert">
                {live(move || is_wrong().then(problem).flatten())}
            </p>
            <p id="rule-days-hint" class="secondary">
                {live(move || t!(i18n, "cleanup-days-hint", from = from, to = to))}
            </p>
            <label for="rule-name">{i18n.says("cleanup-rule-name")}</label>
            <input
                id="rule-name"
                class="input"
                type="text"
                autocomplete="off"
                maxlength="128"
                prop:value=first.name.clone()
                on:input:target=move |event| {
                    let value = event.target().value();
                    change(view, |draft| draft.name.clone_from(&value));
                }
            />
            <p class="secondary">{i18n.says("cleanup-draft-hint")}</p>
            <div class="actions">
                <Button
                    label=i18n.signal("cleanup-save")
                    look=Look::Primary
                    reason=Signal::derive(problem)
                    on_press=move |()| save()
                />
                <Button label=i18n.signal("cancel") on_press=move |()| view.draft.set(None) />
            </div>
        </form>
    }
}

/// Why the draft can't be saved as it is.
fn problem(i18n: I18n, view: CleanupView) -> Option<String> {
    let draft = view.draft.get()?;
    if draft.platform.is_empty() {
        return Some(t!(i18n, "cleanup-platform-missing"));
    }
    let found = check_rule(&view.rules.get(), &draft.platform, &draft.days, draft.rule.is_none()).err()?;
    let (from, to) = days();
    Some(t!(i18n, &found.text_id(), from = from, to = to))
}

/// Saves the draft as an intent, unless something is wrong with it.
fn save(tenant: Tenant, i18n: I18n, view: CleanupView) {
    if untrack(|| problem(i18n, view)).is_some() {
        return;
    }
    let Some(draft) = view.draft.get_untracked() else { return };
    let days = draft.days.trim().parse().unwrap_or_default();
    let before = draft.rule.unwrap_or_default();
    let rule = CleanupRule { platform: draft.platform, name: draft.name.trim().to_owned(), ..before };
    change_rule(tenant, &rule, Some(days));
    view.draft.set(None);
}

/// Changes the rule that is being written.
fn change(view: CleanupView, change: impl Fn(&mut Draft)) {
    view.draft.update(|draft| {
        if let Some(draft) = draft {
            change(draft);
        }
    });
}

/// The platform of a rule that there is already.
fn named(i18n: I18n, name: String) -> AnyView {
    view! {
        <p>
            <strong>{live(move || platform(i18n, &name))}</strong>
        </p>
    }
    .into_any()
}

/// The choice of the platform: those that have no rule yet.
fn choice(i18n: I18n, view: CleanupView, select: NodeRef<html::Select>) -> AnyView {
    let platforms = free(&view.rules.get_untracked());
    view! {
        <label for="rule-platform">{i18n.says("cleanup-platform")}</label>
        <select
            id="rule-platform"
            class="select"
            node_ref=select
            aria-describedby="rule-platform-hint"
            on:change:target=move |event| {
                let value = event.target().value();
                change(view, |draft| draft.platform.clone_from(&value));
            }
        >
            <option value="">{i18n.says("cleanup-platform-choose")}</option>
            {platforms
                .into_iter()
                .map(|name| view! { <option value=name>{live(move || platform(i18n, name))}</option> })
                .collect_view()}
        </select>
        <p id="rule-platform-hint" class="secondary">{i18n.says("cleanup-platform-hint")}</p>
    }
    .into_any()
}
