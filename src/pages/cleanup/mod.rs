//! Clean-up rules: which there are, and what they do before they are saved.

mod draft;
mod list;
mod preview;
mod rules;
mod view;

use leptos::prelude::*;

use crate::components::{Button, Icon, Look, live, when};
use crate::i18n::use_i18n;
use crate::pages::bar::{command_bar, no_server, ticked_or_shown};
use crate::pages::connection::changes;
use crate::pages::devices::synced;
use crate::pages::refused::{ReadList, refused};
use crate::route::Route;
use crate::t;
use crate::tasks::export_cleanup;
use crate::tenant::use_tenant;
use draft::DraftForm;
pub(crate) use list::{outcome as cleanup_outcome, stays as cleanup_stays};
use preview::Preview;
use rules::{Rules, is_full};
use view::{Draft, provide_cleanup_view};

/// The page.
#[component]
pub fn CleanupPage() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = provide_cleanup_view();
    let no_new = move || {
        no_server(i18n, tenant).or_else(|| is_full(&view.rules.get()).then(|| t!(i18n, "cleanup-new-none")))
    };
    // Another rule is another form.
    let which = Memo::new(move |_| {
        let id = |draft: &Draft| draft.rule.as_ref().map(|rule| rule.id.clone());
        view.draft.with(|draft| draft.as_ref().map(id))
    });
    let commands = move || {
        let export = move |()| {
            let preview = view.preview.get_untracked();
            let keys = ticked_or_shown(&view.shown.get_untracked(), view.selected);
            let lines: Vec<_> = keys.into_iter().filter_map(|key| preview.get(key)).collect();
            export_cleanup(tenant, &lines);
        };
        let more = view! {
            <span class="divider"></span>
            <Button
                label=i18n.signal("cleanup-new")
                icon=Icon::Add
                look=Look::Subtle
                reason=Signal::derive(no_new)
                on_press=move |()| view.draft.set(Some(Draft::default()))
            />
            <Button
                label=i18n.signal("cleanup-export")
                icon=Icon::Download
                look=Look::Subtle
                reason=Signal::derive(move || {
                    view.shown.with(|shown| shown.is_empty()).then(|| t!(i18n, "export-nothing"))
                })
                on_press=export
            />
        };
        command_bar(|_| (), more.into_any(), live(move || synced(i18n, tenant)))
    };
    view! {
        <div class="page devices-page cleanup-page">
            <div class="page-head">
                <h1>{live(move || t!(i18n, Route::Cleanup.title()))}</h1>
            </div>
            <Show when=when(move || tenant.loaded.get())>
                {commands()}
                <p class="secondary">{i18n.says("cleanup-lead")}</p>
                {refused(&[ReadList::Rules, ReadList::Managed, ReadList::Objects])}
                <Preview>
                    <section class="card rule-card" aria-label=i18n.says("cleanup-rules")>
                        <h2 class="small-head">{i18n.says("cleanup-rules")}</h2>
                        <Rules />
                        {changes(i18n, tenant, |action| matches!(action, outbox::Action::Rule(_)))}
                    </section>
                    {live(move || which.get().map(|_| view! { <DraftForm /> }))}
                </Preview>
            </Show>
        </div>
    }
}
