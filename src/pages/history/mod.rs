//! History: who asked for what, what was sent, what came back, what was seen; the newest first.

mod filters;
mod item;
mod view;

use leptos::prelude::*;
use outbox::Entry;

use crate::components::{Button, Icon, Look, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::route::Route;
use crate::t;
use crate::tasks::{HistoryFormat, export_history};
use crate::tenant::use_tenant;
use crate::workspace::use_workspace;
use filters::filters;
use item::item;
pub use view::{history_link, provide_history_view};
use view::{main, use_history_view};

/// The page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let tenant = use_tenant();
    let view = use_history_view();
    Effect::new(move || {
        view.filter.track();
        if workspace.loaded.get() {
            view.read(workspace, false);
        }
    });
    on_cleanup(move || view.stop());
    Effect::new(move |before: Option<()>| {
        tenant.records.track();
        if before.is_some() {
            view.read_new_soon(workspace);
        }
    });
    // As long as not all was looked through, there may be something.
    let nothing = move || {
        let is_empty = view.read.get() && view.rest.with(Option::is_none) && view.entries.with(Vec::is_empty);
        is_empty.then(|| t!(i18n, "export-nothing"))
    };
    let export = move |label: &'static str, format: HistoryFormat| {
        view! {
            <Button
                label=i18n.signal(label)
                icon=Icon::Download
                look=Look::Subtle
                reason=Signal::derive(nothing)
                on_press=move |()| export_history(workspace, view.filter.get_untracked(), format)
            />
        }
        .into_any()
    };
    let list = move || {
        let filter = view.filter.get_untracked();
        let item = |entry: &Entry| item(i18n, entry, &filter);
        view.entries.with(|entries| entries.iter().map(item).collect::<Vec<AnyView>>())
    };
    let state = move || {
        let count = view.entries.with(Vec::len);
        match (view.read.get(), count, view.rest.get()) {
            (false, ..) => None,
            (true, 0, None) => Some(t!(i18n, "history-none")),
            (true, _, Some(rest)) => {
                let moment = format::moment(i18n.language(), rest.moment() / 1000);
                Some(t!(i18n, "history-until", count = count, moment = moment))
            }
            _ => Some(t!(i18n, "history-all", count = count)),
        }
    };
    let has_more = move || view.rest.with(Option::is_some);
    let busy = move || view.busy.get().then(|| t!(i18n, "history-busy"));
    view! {
        <div class="page history-page">
            <h1>{live(move || t!(i18n, Route::History.title()))}</h1>
            <p class="secondary">{i18n.says("history-lead")}</p>
            <div class="command-bar" role="group" aria-label=i18n.says("commands")>
                {export("history-csv", HistoryFormat::Csv)}
                {export("history-json", HistoryFormat::JsonLines)}
            </div>
            {filters()}
            {live(device)}
            <p class="secondary" role="status">{live(state)}</p>
            <div class="history-new" role="status">{live(fresh)}</div>
            <ol class="history-list" aria-label=i18n.says("page-history")>{live(list)}</ol>
            <div class="actions">
                // It stays while it looks, and so does the focus.
                <Show when=when(has_more)>
                    <Button
                        label=i18n.signal("history-more")
                        reason=Signal::derive(busy)
                        on_press=move |()| view.read(workspace, true)
                    />
                </Show>
            </div>
        </div>
    }
}

/// The device that it is only about, and the way back to all of them.
fn device() -> Option<impl IntoView> {
    let (i18n, view) = (use_i18n(), use_history_view());
    let device = view.filter.with(|filter| filter.device.clone());
    (!device.is_empty()).then(|| {
        let press = move |()| view.filter.update(|filter| filter.device.clear());
        view! {
            <p class="history-device">
                {t!(i18n, "history-only", device = device)} " "
                <Button label=i18n.signal("history-every-device") look=Look::Subtle on_press=press />
            </p>
        }
    })
}

/// What is new, to be put on top.
fn fresh() -> Option<impl IntoView> {
    let (i18n, view) = (use_i18n(), use_history_view());
    let count = view.fresh.with(Vec::len);
    (count > 0).then(|| {
        let press = move |()| {
            view.show_new();
            if let Some(main) = main() {
                main.set_scroll_top(0);
                let _ = main.focus();
            }
        };
        let label = Signal::derive(move || t!(i18n, "history-new", count = count));
        view! { <Button label=label on_press=press /> }
    })
}
