//! Settings: how it looks, what is kept on this computer, whom it belongs to.

use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::Language;

use crate::components::{Button, Dialog, Icon, IconView, Look, live, use_toasts, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::pages::connection::ConnectionCard;
use crate::pages::manage::LimitsCard;
use crate::pages::set_dialogs::{ChosenSet, DeleteDialog, RenameDialog};
use crate::pages::workspace_file::workspace_file;
use crate::preferences::{self, Preference};
use crate::route::Route;
use crate::store::{self, Estimate, SetSummary};
use crate::t;
use crate::tasks::{choose_language, clear_everything, open_set, refresh_sets};
use crate::theme::{Theme, use_theme};
use crate::workspace::use_workspace;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="page settings">
            <h1>{i18n.says("page-settings")}</h1>
            <ConnectionCard />
            <Appearance />
            <Organisation />
            <LimitsCard />
            <Kept />
            {workspace_file()}
            <p class="secondary">
                {i18n.says("settings-private")} " "
                {live(move || t!(i18n, "settings-version", version = env!("CARGO_PKG_VERSION")))}
            </p>
        </div>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let theme = use_theme();
    view! {
        <section class="card">
            <h2>{i18n.says("settings-appearance")}</h2>
            <fieldset class="choices">
                <legend>{i18n.says("language")}</legend>
                {Language::ALL
                    .map(|language| {
                        view! {
                            <label class="check-row" lang=language.tag()>
                                <input
                                    type="radio"
                                    name="language"
                                    prop:checked=move || i18n.language() == language
                                    on:change=move |_| choose_language(i18n, toasts, language)
                                />
                                {language.name()}
                            </label>
                        }
                    })}
            </fieldset>
            <fieldset class="choices">
                <legend>{i18n.says("theme")}</legend>
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
                                {live(move || t!(i18n, &format!("theme-{}", choice.key())))}
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
            <h2>{i18n.says("settings-organisation")}</h2>
            <div class="field">
                <label for="domains">{i18n.says("settings-domains")}</label>
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
                <p id="domains-hint" class="secondary">{i18n.says("settings-domains-hint")}</p>
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
            <h2>{i18n.says("settings-storage")}</h2>
            <dl class="facts">
                <dt>{i18n.says("settings-sets")}</dt>
                <dd>{live(move || workspace.sets.with(Vec::len))}</dd>
                <dt>{i18n.says("settings-used")}</dt>
                <dd>{used}</dd>
                <dt>{i18n.says("settings-protection")}</dt>
                <dd>
                    {live(move || {
                        if persisted.get() { t!(i18n, "settings-protected") } else { t!(i18n, "settings-unprotected") }
                    })}
                </dd>
            </dl>
            <Sets />
            <div class="actions">
                <Show when=when(move || !persisted.get())>
                    <Button label=i18n.signal("settings-protect") on_press=protect />
                </Show>
                <Button
                    label=i18n.signal("settings-clear")
                    icon=Icon::Delete
                    look=Look::Danger
                    on_press=move |()| clearing.set(true)
                />
            </div>
        </section>
        <Dialog open=clearing title=i18n.signal("settings-clear-title")>
            <p>{i18n.says("settings-clear-body")}</p>
            <div class="dialog-actions">
                <Button
                    label=i18n.signal("settings-clear-confirm")
                    look=Look::Danger
                    on_press=move |()| {
                        clearing.set(false);
                        clear_everything(workspace);
                    }
                />
                <Button label=i18n.signal("cancel") on_press=move |()| clearing.set(false) />
            </div>
        </Dialog>
    }
}

/// The sets that are kept, and what can be done with each.
#[component]
fn Sets() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    // Once what is being written is there.
    Effect::new(move || {
        if workspace.saving.get() == 0 {
            refresh_sets(workspace);
        }
    });
    let (renaming, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(None::<ChosenSet>);
    view! {
        <ul class="sets">
            <For each=move || workspace.sets.get() key=Clone::clone let:set>
                {
                    let SetSummary { id, name, modified, devices, files, .. } = set;
                    let this = ChosenSet { id, name: name.clone(), devices: devices as usize };
                    let choose = move |dialog: RwSignal<bool>| {
                        let this = this.clone();
                        Callback::new(move |()| {
                            chosen.set(Some(this.clone()));
                            dialog.set(true);
                        })
                    };
                    let name_shown = name.clone();
                    let label = move |id: &'static str| {
                        let name = name.clone();
                        Signal::derive(move || t!(i18n, id, name = name.as_str()))
                    };
                    let facts = move || {
                        let modified = format::moment(i18n.language(), modified);
                        t!(i18n, "settings-set-facts", devices = devices, files = files, modified = modified)
                    };
                    let open = move |_| open_set(workspace, id);
                    view! {
                        <li>
                            <IconView icon=Icon::Sets />
                            <span class="set-facts">
                                <a href=Route::Check.href() on:click=open>
                                    {name_shown}
                                </a>
                                <span class="secondary">{facts}</span>
                            </span>
                            <Button
                                label=label("settings-set-rename")
                                icon=Icon::Edit
                                icon_only=true
                                look=Look::Subtle
                                on_press=choose(renaming)
                            />
                            <Button
                                label=label("settings-set-delete")
                                icon=Icon::Delete
                                icon_only=true
                                look=Look::Subtle
                                on_press=choose(deleting)
                            />
                        </li>
                    }
                }
            </For>
        </ul>
        <RenameDialog open=renaming set=chosen.into() />
        <DeleteDialog open=deleting set=chosen.into() />
    }
}
