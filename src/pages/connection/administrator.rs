//! Who works here, for a service that goes by names.

use leptos::prelude::*;

use crate::components::{Button, live};
use crate::i18n::use_i18n;
use crate::t;
use crate::tasks::set_administrator;
use crate::tenant::use_tenant;

/// The name of the administrator, to be given, changed, or taken back.
#[component]
pub fn Administrator() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let typed = RwSignal::new(None::<String>);
    Effect::new(move || {
        if typed.with(|typed| {
            typed.as_ref().is_some_and(|typed| tenant.administrator.get() == typed.trim().to_lowercase())
        }) {
            typed.set(None);
        }
    });
    let is_wrong = move || typed.with(|typed| typed.as_deref().is_some_and(|typed| !is_name(typed)));
    let problem = move || is_wrong().then(|| t!(i18n, "administrator-wrong"));
    let save = move || {
        if let Some(name) = typed.get_untracked().filter(|name| is_name(name)) {
            set_administrator(tenant, &name);
        }
    };
    view! {
        <form
            class="field"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <label for="administrator">{i18n.says("administrator")}</label>
            <input
                id="administrator"
                class="input"
                type="text"
                autocomplete="username"
                spellcheck="false"
                placeholder="adele@contoso.com"
                aria-describedby="administrator-error administrator-hint"
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=move || typed.get().unwrap_or_else(|| tenant.administrator.get())
                on:input:target=move |input| typed.set(Some(input.target().value()))
            />
            <p id="administrator-error" class="field-error" role="alert">{live(problem)}</p>
            <p id="administrator-hint" class="secondary">{i18n.says("administrator-hint")}</p>
            <div class="actions">
                <Button
                    label=i18n.signal("administrator-save")
                    reason=Signal::derive(move || {
                        problem().or_else(|| typed.with(Option::is_none).then(|| t!(i18n, "administrator-same")))
                    })
                    on_press=move |()| save()
                />
            </div>
        </form>
    }
}

/// Whether it is a user principal name that a header can carry, or nothing.
fn is_name(typed: &str) -> bool {
    let typed = typed.trim();
    let is_plain = typed.len() <= 256 && typed.chars().all(|c| c.is_ascii_graphic());
    typed.is_empty()
        || (is_plain
            && typed.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.')))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names() {
        for (typed, wanted) in [
            ("", true),
            (" adele@contoso.com ", true),
            ("adele", false),
            ("@contoso.com", false),
            ("adele@contoso", false),
            ("ad ele@contoso.com", false),
            ("adèle@contoso.com", false),
        ] {
            assert_eq!(is_name(typed), wanted, "{typed}");
        }
    }
}
