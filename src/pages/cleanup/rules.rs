//! The rules.

use leptos::prelude::*;
use lifecycle::cleanup::Scope;

use super::view::{Draft, use_cleanup_view};
use crate::components::{Button, Icon, Look, live};
use crate::i18n::use_i18n;
use crate::pages::devices::platform;
use crate::queries::{RuleLine, RuleWork};
use crate::t;
use crate::tasks::change_rule;
use crate::tenant::use_tenant;

/// The platforms that have no rule yet.
pub fn free(lines: &[RuleLine]) -> Vec<&'static str> {
    let is_free = |name: &&str| {
        let is_of_it = |line: &RuleLine| {
            !line.is_older && line.work != Some(RuleWork::Delete) && line.rule.platform == *name
        };
        !lines.iter().any(is_of_it)
    };
    Scope::names().filter(is_free).collect()
}

/// Whether every platform has its rule.
pub fn is_full(lines: &[RuleLine]) -> bool {
    free(lines).is_empty()
}

#[component]
pub fn Rules() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_cleanup_view();
    live(move || {
        let lines = view.rules.get();
        if lines.is_empty() {
            return view! { <p class="secondary">{t!(i18n, "cleanup-rules-none")}</p> }.into_any();
        }
        let items: Vec<AnyView> = lines.iter().map(item).collect();
        view! { <ul class="waiting">{items}</ul> }.into_any()
    })
}

fn item(line: &RuleLine) -> AnyView {
    let (i18n, tenant, view) = (use_i18n(), use_tenant(), use_cleanup_view());
    let rule = line.rule.clone();
    let name = platform(i18n, &rule.platform);
    let work = line.work.map(|work| match work {
        RuleWork::Make => t!(i18n, "cleanup-making"),
        RuleWork::Change => t!(i18n, "cleanup-changing"),
        RuleWork::Delete => t!(i18n, "cleanup-deleting"),
    });
    // One change after the other: what it will be is known only then.
    let reason = line
        .is_older
        .then(|| t!(i18n, "cleanup-older-fixed"))
        .or_else(|| line.work.map(|_| t!(i18n, "cleanup-busy")));
    let note = if line.is_older { Some(t!(i18n, "cleanup-older")) } else { None };
    let (changed, deleted) = (rule.clone(), rule.clone());
    let label = |id: &'static str| {
        let name = name.clone();
        Signal::stored(t!(i18n, id, platform = name))
    };
    let (change_label, delete_label) = (label("cleanup-change"), label("cleanup-delete"));
    view! {
        <li>
            <div class="waiting-head">
                <strong>{name.clone()}</strong>
                <span>{t!(i18n, "cleanup-after", days = rule.days)}</span>
                <span class="secondary">{rule.name.clone()}</span>
                <Button
                    label=change_label
                    icon=Icon::Edit
                    icon_only=true
                    look=Look::Subtle
                    reason=Signal::stored(reason.clone())
                    on_press=move |()| {
                        let rule = changed.clone();
                        view.draft
                            .set(
                                Some(Draft {
                                    platform: rule.platform.clone(),
                                    days: rule.days.to_string(),
                                    name: rule.name.clone(),
                                    rule: Some(rule),
                                }),
                            );
                    }
                />
                <Button
                    label=delete_label
                    icon=Icon::Delete
                    icon_only=true
                    look=Look::Subtle
                    reason=Signal::stored(reason)
                    on_press=move |()| change_rule(tenant, &deleted, None)
                />
            </div>
            <p class="secondary">{note} {work}</p>
        </li>
    }
    .into_any()
}
