//! Settings: how it looks, what is kept on this computer, whom it belongs to.

use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::Language;

use crate::components::{Button, Dialog, Icon, IconView, Look};
use crate::format;
use crate::i18n::use_i18n;
use crate::preferences::{self, Preference};
use crate::store::{self, Estimate};
use crate::t;
use crate::tasks::clear_everything;
use crate::theme::{Theme, use_theme};
use crate::workspace::use_workspace;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="page settings">
            <h1>{move || t!(i18n, "page-settings")}</h1>
            <Appearance />
            <Organisation />
            <Kept />
            <p class="secondary">
                {move || t!(i18n, "settings-private")} " "
                {move || t!(i18n, "settings-version", version = env!("CARGO_PKG_VERSION"))}
            </p>
        </div>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let i18n = use_i18n();
    let theme = use_theme();
    view! {
        <section class="card">
            <h2>{move || t!(i18n, "settings-appearance")}</h2>
            <fieldset class="choices">
                <legend>{move || t!(i18n, "language")}</legend>
                {Language::ALL
                    .map(|language| {
                        view! {
                            <label class="check-row" lang=language.tag()>
                                <input
                                    type="radio"
                                    name="language"
                                    prop:checked=move || i18n.language() == language
                                    on:change=move |_| i18n.choose(language)
                                />
                                {language.name()}
                            </label>
                        }
                    })}
            </fieldset>
            <fieldset class="choices">
                <legend>{move || t!(i18n, "theme")}</legend>
                {Theme::ALL
                    .map(|choice| {
                        view! {
                            <label class="check-row">
                                <input
                                    type="radio"
                                    name="theme"
                                    prop:checked=move || theme.get() == choice
                                    on:change=move |_| theme.set(choice)
                                />
                                {move || t!(i18n, &format!("theme-{}", choice.key()))}
                            </label>
                        }
                    })}
            </fieldset>
        </section>
    }
}

#[component]
fn Organisation() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    view! {
        <section class="card">
            <h2>{move || t!(i18n, "settings-organisation")}</h2>
            <div class="field">
                <label for="domains">{move || t!(i18n, "settings-domains")}</label>
                <input
                    id="domains"
                    class="input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="contoso.com, contoso.onmicrosoft.com"
                    aria-describedby="domains-hint"
                    prop:value=preferences::read(Preference::Domains).unwrap_or_default()
                    on:change:target=move |change| workspace.set_domains(&change.target().value())
                />
                <p id="domains-hint" class="secondary">{move || t!(i18n, "settings-domains-hint")}</p>
            </div>
        </section>
    }
}

#[component]
fn Kept() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let clearing = RwSignal::new(false);
    let estimate = RwSignal::new(None::<Estimate>);
    let persisted = RwSignal::new(false);
    Effect::new(move || {
        // What is used changes with the sets.
        workspace.sets.track();
        spawn_local(async move {
            estimate.set(store::estimate().await);
            persisted.set(store::persisted().await);
        });
    });
    let protect = move |()| {
        spawn_local(async move {
            let agreed = store::persist().await;
            persisted.set(agreed);
            if !agreed {
                workspace.toasts.failed(t!(workspace.i18n, "settings-protect-refused"));
            }
        });
    };
    let used = move || {
        let language = i18n.language();
        estimate.get().map(|Estimate { usage, quota }| {
            t!(
                i18n,
                "settings-used-of",
                used = format::bytes(language, usage),
                quota = format::bytes(language, quota)
            )
        })
    };
    view! {
        <section class="card">
            <h2>{move || t!(i18n, "settings-storage")}</h2>
            <dl class="facts">
                <dt>{move || t!(i18n, "settings-sets")}</dt>
                <dd>{move || workspace.sets.with(Vec::len)}</dd>
                <dt>{move || t!(i18n, "settings-used")}</dt>
                <dd>{used}</dd>
                <dt>{move || t!(i18n, "settings-protection")}</dt>
                <dd>
                    {move || {
                        if persisted.get() { t!(i18n, "settings-protected") } else { t!(i18n, "settings-unprotected") }
                    }}
                </dd>
            </dl>
            <ul class="sets">
                {move || {
                    workspace
                        .sets
                        .get()
                        .into_iter()
                        .map(|set| {
                            let language = i18n.language();
                            view! {
                                <li>
                                    <IconView icon=Icon::Sets />
                                    <span>
                                        {set.name}
                                        <span class="secondary">
                                            {t!(
                                                i18n,
                                                "settings-set-facts",
                                                devices = set.devices,
                                                files = set.files,
                                                modified = format::moment(language, set.modified),
                                            )}
                                        </span>
                                    </span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <div class="actions">
                <Show when=move || !persisted.get()>
                    <Button label=Signal::derive(move || t!(i18n, "settings-protect")) on_press=protect />
                </Show>
                <Button
                    label=Signal::derive(move || t!(i18n, "settings-clear"))
                    icon=Icon::Delete
                    look=Look::Danger
                    on_press=move |()| clearing.set(true)
                />
            </div>
        </section>
        <Dialog open=clearing title=Signal::derive(move || t!(i18n, "settings-clear-title"))>
            <p>{move || t!(i18n, "settings-clear-body")}</p>
            <div class="dialog-actions">
                <Button
                    label=Signal::derive(move || t!(i18n, "settings-clear-confirm"))
                    look=Look::Danger
                    on_press=move |()| {
                        clearing.set(false);
                        clear_everything(workspace);
                    }
                />
                <Button label=Signal::derive(move || t!(i18n, "cancel")) on_press=move |()| clearing.set(false) />
            </div>
        </Dialog>
    }
}
