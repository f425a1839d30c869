//! The shell: top bar, navigation, the page of the route. Nothing else.

use leptos::{html, prelude::*};
use messages::{Language, Messages};

use crate::components::{
    Icon, IconView, StorageNotice, ToastArea, UpdatePrompt, live, provide_toasts, use_toasts,
};
use crate::i18n::{provide_i18n, use_i18n};
use crate::pages::{
    ActionsPage, ApprovalsPage, CheckPage, ChecklistsPage, CleanupPage, CollectPage, ConnectionIndicator,
    DevicesPage, HistoryPage, ManagePage, RemovePage, SettingsPage, provide_actions_view, provide_collect,
    provide_history_view, provide_manage_view, provide_remove_view, provide_tenant_view, provide_view,
    waiting_count,
};
use crate::rehearsal::rehearse;
use crate::route::{Route, use_route};
use crate::t;
use crate::tasks::choose_language;
use crate::tenant::provide_tenant;
use crate::theme::{Theme, provide_theme, use_theme};
use crate::workspace::provide_workspace;

/// The whole app.
#[component]
pub fn App(
    /// The texts in the language that it starts in.
    messages: Messages,
) -> impl IntoView {
    provide_i18n(messages);
    provide_theme();
    provide_toasts();
    provide_workspace();
    provide_tenant();
    provide_tenant_view();
    provide_manage_view();
    provide_actions_view();
    provide_remove_view();
    provide_view();
    provide_collect();
    provide_history_view();
    rehearse();
    let i18n = use_i18n();
    let route = use_route();
    let main = NodeRef::<html::Main>::new();
    let nav_open = RwSignal::new(false);

    Effect::new(move |before: Option<Route>| {
        let route = route.get();
        document().set_title(&format!("{} – Muster", t!(i18n, route.title())));
        // A new page starts at its top, and the keyboard with it; not at the first one, where focus is the browser's.
        if before.is_some_and(|before| before != route) {
            nav_open.set(false);
            if let Some(main) = main.get_untracked() {
                main.set_scroll_top(0);
                let focused = main.focus();
                debug_assert!(focused.is_ok(), "the main element takes focus");
            }
        }
        route
    });

    let skip = move |_| {
        if let Some(main) = main.get_untracked() {
            let focused = main.focus();
            debug_assert!(focused.is_ok(), "the main element takes focus");
        }
    };

    view! {
        <div class="app" class:nav-open=move || nav_open.get()>
            <button type="button" class="skip-link" on:click=skip>{i18n.says("skip-to-content")}</button>
            <TopBar nav_open />
            <Navigation route />
            <main class="content" node_ref=main tabindex="-1">
                <StorageNotice />
                {live(move || match route.get() {
                    Route::Check => view! { <CheckPage /> }.into_any(),
                    Route::Devices => view! { <DevicesPage /> }.into_any(),
                    Route::Manage => view! { <ManagePage /> }.into_any(),
                    Route::Actions => view! { <ActionsPage /> }.into_any(),
                    Route::Remove => view! { <RemovePage /> }.into_any(),
                    Route::Checklists => view! { <ChecklistsPage /> }.into_any(),
                    Route::History => view! { <HistoryPage /> }.into_any(),
                    Route::Cleanup => view! { <CleanupPage /> }.into_any(),
                    Route::Approvals => view! { <ApprovalsPage /> }.into_any(),
                    Route::Collect => view! { <CollectPage /> }.into_any(),
                    Route::Settings => view! { <SettingsPage /> }.into_any(),
                })}
            </main>
            <UpdatePrompt />
            <ToastArea />
        </div>
    }
}

#[component]
fn TopBar(nav_open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let theme = use_theme();
    let toasts = use_toasts();
    view! {
        <header class="top-bar">
            <button
                type="button"
                class="icon-button nav-toggle"
                aria-label=i18n.says("navigation-toggle")
                aria-expanded=move || nav_open.get().to_string()
                on:click=move |_| nav_open.update(|open| *open = !*open)
            >
                <IconView icon=Icon::Menu />
            </button>
            <span class="product">"Muster"</span>
            <ConnectionIndicator />
            <label class="top-bar-choice">
                <IconView icon=Icon::Language />
                <span class="visually-hidden">{i18n.says("language")}</span>
                <select
                    prop:value=move || i18n.language().tag()
                    on:change:target=move |change| {
                        if let Some(language) = Language::from_tag(&change.target().value()) {
                            choose_language(i18n, toasts, language);
                        }
                    }
                >
                    {Language::ALL
                        .map(|language| view! { <option value=language.tag() lang=language.tag() selected=i18n.language() == language>{language.name()}</option> })}
                </select>
            </label>
            <label class="top-bar-choice theme-choice">
                <IconView icon=Icon::Theme />
                <span class="visually-hidden">{i18n.says("theme")}</span>
                <select
                    prop:value=move || theme.get().key()
                    on:change:target=move |change| {
                        if let Some(chosen) = Theme::from_key(&change.target().value()) {
                            theme.set(chosen);
                        }
                    }
                >
                    {Theme::ALL
                        .map(|choice| {
                            view! {
                                <option value=choice.key() selected=theme.get_untracked() == choice>
                                    {live(move || t!(i18n, &format!("theme-{}", choice.key())))}
                                </option>
                            }
                        })}
                </select>
            </label>
        </header>
    }
}

fn route_icon(route: Route) -> Icon {
    match route {
        Route::Check => Icon::Check,
        Route::Devices => Icon::Device,
        Route::Manage => Icon::Managed,
        Route::Actions => Icon::Clock,
        Route::Remove => Icon::Delete,
        Route::Checklists => Icon::Success,
        Route::History => Icon::Files,
        Route::Cleanup => Icon::Sync,
        Route::Approvals => Icon::Person,
        Route::Collect => Icon::Collect,
        Route::Settings => Icon::Settings,
    }
}

#[component]
fn Navigation(route: ReadSignal<Route>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <nav class="side-nav" aria-label=i18n.says("navigation")>
            <ul>
                {Route::ALL
                    .map(|target| {
                        view! {
                            <li>
                                <a
                                    href=target.href()
                                    aria-current=move || (route.get() == target).then_some("page")
                                >
                                    <IconView icon=route_icon(target) />
                                    <span>{live(move || t!(i18n, target.title()))}</span>
                                    {(target == Route::Approvals).then(waiting_count)}
                                </a>
                            </li>
                        }
                    })}
            </ul>
        </nav>
    }
}
