//! The command bar.

use device_csv::{Cause, RowId};
use leptos::prelude::*;

use super::add::AddMenu;
use super::bulk::BulkDialog;
use super::export::{ExportDialog, TargetChoice};
use super::register::{RegisterButton, RegisterDialog};
use super::view::use_view;
use crate::components::{Button, Icon, Look};
use crate::i18n::use_i18n;
use crate::t;
use crate::tasks::{apply_safe_fixes, exclude, redo, undo};
use crate::workspace::use_workspace;

#[component]
pub fn Commands() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let bulk = RwSignal::new(false);
    let selected: Memo<Vec<RowId>> = Memo::new(move |_| view.selected_rows());
    let fixes = Memo::new(move |_| view.devices.with(|devices| devices.safe_fixes));
    let all_excluded = Memo::new(move |_| {
        let selected = selected.get();
        !selected.is_empty() && workspace.set.with(|set| selected.iter().all(|row| set.is_excluded(*row)))
    });
    let none_selected = move || selected.with(Vec::is_empty).then(|| t!(i18n, "bulk-none-selected"));
    let fix_all = move |()| {
        let count = apply_safe_fixes(workspace);
        if count > 0 {
            workspace.toasts.done(t!(i18n, "fix-all-done", count = count));
        }
    };
    let leave_out = move |()| {
        exclude(workspace, Cause::Bulk, &selected.get_untracked(), !all_excluded.get_untracked());
        view.selected.update(std::collections::HashSet::clear);
    };
    view! {
        <div class="command-bar" role="group" aria-label=i18n.says("commands")>
            <AddMenu class="button subtle" />
            <Button
                label=i18n.signal("export")
                icon=Icon::Download
                look=Look::Primary
                reason=Signal::derive(move || {
                    workspace.set.with(|set| set.devices().next().is_none()).then(|| t!(i18n, "export-nothing"))
                })
                on_press=move |()| view.exporting.set(true)
            />
            <RegisterButton />
            <span class="divider"></span>
            <Button
                label=Signal::derive(move || t!(i18n, "fix-all", count = fixes.get()))
                icon=Icon::Fix
                look=Look::Subtle
                reason=Signal::derive(move || {
                    let none = (fixes.get() == 0).then(|| t!(i18n, "fix-all-none"));
                    none.or_else(|| workspace.any_arriving())
                })
                on_press=fix_all
            />
            <span class="divider"></span>
            <Button
                label=i18n.signal("undo")
                icon=Icon::Undo
                look=Look::Subtle
                reason=Signal::derive(move || {
                    workspace.set.with(|set| set.history().done().is_empty()).then(|| t!(i18n, "undo-none"))
                })
                on_press=move |()| undo(workspace)
            />
            <Button
                label=i18n.signal("redo")
                icon=Icon::Redo
                look=Look::Subtle
                reason=Signal::derive(move || {
                    workspace.set.with(|set| set.history().undone().is_empty()).then(|| t!(i18n, "redo-none"))
                })
                on_press=move |()| redo(workspace)
            />
            <span class="divider"></span>
            <Button
                label=i18n.signal("bulk")
                icon=Icon::Tag
                look=Look::Subtle
                reason=Signal::derive(none_selected)
                on_press=move |()| bulk.set(true)
            />
            <Button
                label=Signal::derive(move || {
                    if all_excluded.get() { t!(i18n, "include-selected") } else { t!(i18n, "exclude-selected") }
                })
                icon=Icon::Delete
                look=Look::Subtle
                reason=Signal::derive(none_selected)
                on_press=leave_out
            />
            <TargetChoice />
        </div>
        <BulkDialog open=bulk rows=selected />
        <ExportDialog />
        <RegisterDialog />
    }
}
