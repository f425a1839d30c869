//! The command bar.

use leptos::prelude::*;
use lifecycle::action::Action;

use super::view::{Asked, Given, use_manage_view};
use super::words;
use crate::components::{Button, Icon, Look, live};
use crate::i18n::use_i18n;
use crate::pages::bar::{command_bar, read_last, ticked_or_shown};
use crate::pages::remove::use_remove_view;
use crate::queries::{MANAGED_COLUMNS, ManagedLine, managed_column, managed_csv};
use crate::route::Route;
use crate::t;
use crate::tasks::export_managed;
use crate::tenant::use_tenant;

/// The icon of an action.
pub fn icon(action: Action) -> Icon {
    match action {
        Action::Restart => Icon::Redo,
        Action::Sync => Icon::Sync,
        Action::Wipe(_) => Icon::Close,
        Action::Retire => Icon::Undo,
        Action::Delete => Icon::Delete,
        Action::FreshStart { .. } => Icon::Fix,
    }
}

#[component]
pub fn Commands() -> impl IntoView {
    let i18n = use_i18n();
    let tenant = use_tenant();
    let view = use_manage_view();
    let remove = use_remove_view();
    let any = Memo::new(move |_| view.selected.with(|selected| !selected.is_empty()));
    let command = |action: Action| {
        let ask = move |()| {
            view.ask(Asked { action, code: String::new(), devices: view.selected_ids(), given: Given::New });
        };
        view! {
            <Button
                label=Signal::derive(move || t!(i18n, "ask-more", action = words::action_name(i18n, action)))
                icon=icon(action)
                look=Look::Subtle
                reason=Signal::derive(move || (!any.get()).then(|| t!(i18n, "bulk-none-selected")))
                on_press=ask
            />
        }
        .into_any()
    };
    let export = move |()| {
        let devices = view.devices.get_untracked();
        let keys = ticked_or_shown(&view.shown.get_untracked(), view.selected);
        let lines: Vec<_> = keys.into_iter().filter_map(|key| devices.get(key)).collect();
        let said = |at: usize, line: &ManagedLine| match at {
            managed_column::STATE => words::doing(i18n, line),
            _ => line.texts[at].clone(),
        };
        let text = managed_csv(&lines, &|at| t!(i18n, MANAGED_COLUMNS[at]), &said);
        export_managed(tenant, text, lines.len());
    };
    let read = move || read_last(i18n, tenant.records.with(|records| records.lists.managed.read));
    let more = view! {
        <span class="divider"></span>
        {Action::PLAIN.map(command).into_iter().collect::<Vec<AnyView>>()}
        <Button
            label=i18n.signal("remove-more")
            icon=Icon::Delete
            look=Look::Subtle
            reason=Signal::derive(move || (!any.get()).then(|| t!(i18n, "bulk-none-selected")))
            on_press=move |()| {
                remove.choose_managed(view.selected_ids());
                Route::Remove.go();
            }
        />
        <span class="divider"></span>
        <Button
            label=i18n.signal("export-list")
            icon=Icon::Download
            look=Look::Subtle
            reason=Signal::derive(move || {
                view.shown.with(|shown| shown.is_empty()).then(|| t!(i18n, "export-nothing"))
            })
            on_press=export
        />
    };
    command_bar(|_| (), more.into_any(), live(read))
}
