//! Approvals: what waits for a second administrator, and what was decided.

mod many;
mod request;

use std::collections::HashMap;

use leptos::prelude::*;

use crate::components::{live, when};
use crate::i18n::use_i18n;
use crate::pages::bar::command_bar;
use crate::pages::connection::changes;
use crate::pages::devices::synced;
use crate::pages::refused::{ReadList, refused};
use crate::queries::{approvals, approvals_waiting};
use crate::route::Route;
use crate::t;
use crate::tenant::use_tenant;
use request::{Item, item};

pub(super) use request::take_back_by_code;

/// The reasons that were typed and not sent yet, by the request.
type Typed = RwSignal<HashMap<String, String>>;

/// The requests that are ticked, by their ids.
type Ticked = RwSignal<Vec<String>>;

/// The page.
#[component]
pub fn ApprovalsPage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let typed: Typed = RwSignal::new(HashMap::new());
    let ticked: Ticked = RwSignal::new(Vec::new());
    let lists = Memo::new(move |_| {
        let administrator = tenant.administrator.get();
        tenant.records.with(|records| approvals(records, &administrator))
    });
    // An item is made anew when something of it has changed, and not while somebody types in it.
    let items = move |waiting: bool| -> Vec<Item> {
        let records = tenant.records.get();
        let lists = lists.get();
        let lines = if waiting { lists.waiting } else { lists.over };
        lines
            .into_iter()
            .filter_map(|line| {
                let request = records.approvals.requests.get(line.at)?.clone();
                Some(Item { line, request, language: i18n.language() })
            })
            .collect()
    };
    let who = move || {
        let is_ours = tenant.records.with(|records| records.status.server.is_some());
        let name = tenant.administrator.get();
        if !is_ours {
            return view! { <span>{t!(i18n, "approvals-by-token")}</span> }.into_any();
        }
        let said = if name.is_empty() {
            t!(i18n, "approvals-nobody")
        } else {
            t!(i18n, "approvals-as", name = name)
        };
        view! {
            <span>{said}</span>
            " "
            <a href=Route::Settings.href()>{t!(i18n, "approvals-name")}</a>
        }
        .into_any()
    };
    let list = move |waiting: bool, none: &'static str| {
        view! {
            <ul class="approvals">
                <For each=move || items(waiting) key=Item::key let:one>
                    {item(typed, ticked, one)}
                </For>
            </ul>
            <p class="secondary">
                {live(move || items(waiting).is_empty().then(|| t!(i18n, none)))}
            </p>
        }
        .into_any()
    };
    view! {
        <div class="page approvals-page">
            <div class="page-head">
                <h1>{live(move || t!(i18n, Route::Approvals.title()))}</h1>
            </div>
            <Show when=when(move || tenant.loaded.get())>
                {command_bar(|_| (), ().into_any(), live(move || synced(i18n, tenant)))}
                <p class="secondary">{i18n.says("approvals-lead")}</p>
                <p>{live(who)}</p>
                {refused(&[ReadList::Approvals])}
                {changes(i18n, tenant, |action| matches!(action, outbox::Action::Decision(_)))}
                <section class="card" aria-label=i18n.says("approvals-waiting")>
                    <h2 class="small-head">{i18n.says("approvals-waiting")}</h2>
                    {many::view(lists, ticked)}
                    {list(true, "approvals-waiting-none")}
                </section>
                <section class="card" aria-label=i18n.says("approvals-over")>
                    <h2 class="small-head">{i18n.says("approvals-over")}</h2>
                    {list(false, "approvals-over-none")}
                </section>
            </Show>
        </div>
    }
}

/// How many requests wait for who works here, for the navigation.
pub fn waiting_count() -> AnyView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let count = Memo::new(move |_| {
        let administrator = tenant.administrator.get();
        tenant.records.with(|records| approvals_waiting(records, &administrator))
    });
    live(move || {
        let count = count.get();
        (count > 0).then(|| {
            view! {
                <span class="badge">
                    <span aria-hidden="true">{count}</span>
                    <span class="visually-hidden">{t!(i18n, "approvals-badge", count = count)}</span>
                </span>
            }
        })
    })
}
