//! The ways in: a drop, chosen files, a chosen folder, pasted text.

use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use super::view::use_view;
use crate::components::{Button, Dialog, Icon, Look, Menu, MenuItem};
use crate::i18n::use_i18n;
use crate::ingest::{self, FailReason};
use crate::t;
use crate::tasks::{check_files, say_unread};
use crate::workspace::{Workspace, use_workspace};

/// What the file dialog offers first; anything can be chosen.
const ACCEPT: &str = ".csv,.txt,.xml,.zip,text/csv,text/plain,text/xml,application/zip";

/// Takes what was dropped on the page.
pub fn take_drop(workspace: Workspace, data: &web_sys::DataTransfer) {
    // The browser empties the transfer when the handler returns: everything is taken out of it now.
    let dropped = ingest::Dropped::take(data);
    spawn_local(async move {
        let ingest::Found { sources, refused } = dropped.sources().await;
        if sources.is_empty() && refused.is_empty() {
            workspace.toasts.failed(t!(workspace.i18n, "drop-nothing"));
        }
        let refused = refused.into_iter().map(|path| (path, FailReason::Unreadable(String::new())));
        say_unread(workspace, &refused.collect::<Vec<_>>());
        check_files(workspace, sources);
    });
}

/// A button with the ways to add files.
#[component]
pub fn AddMenu(
    /// The button's style classes.
    class: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let files = NodeRef::<html::Input>::new();
    let folder = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(folder) = folder.get() {
            folder.set_webkitdirectory(true);
        }
    });
    let press = move |input: NodeRef<html::Input>| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |input: NodeRef<html::Input>| {
        let Some(input) = input.get_untracked() else { return };
        let chosen = input.files().map(|files| ingest::chosen(&files)).unwrap_or_default();
        // Choosing the same file again must count as a change.
        input.set_value("");
        check_files(workspace, chosen);
    };
    let item = move |icon, id: &'static str, on_choose: Callback<()>| MenuItem {
        icon,
        label: i18n.signal(id),
        on_choose,
    };
    let items = vec![
        item(Icon::Files, "add-files", Callback::new(move |()| press(files))),
        item(Icon::Folder, "add-folder", Callback::new(move |()| press(folder))),
        item(Icon::Paste, "add-paste", Callback::new(move |()| view.pasting.set(true))),
    ];
    view! {
        <Menu label=i18n.signal("add") icon=Icon::Add class items=Signal::stored(items) />
        <input
            type="file"
            multiple
            hidden
            accept=ACCEPT
            data-testid="choose-files"
            node_ref=files
            on:change=move |_| take(files)
        />
        <input
            type="file"
            hidden
            data-testid="choose-folder"
            node_ref=folder
            on:change=move |_| take(folder)
        />
    }
}

/// The dialog for pasted text.
#[component]
pub fn PasteDialog() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let text = NodeRef::<html::Textarea>::new();
    let check = move |()| {
        let pasted = text.get_untracked().map(|text| text.value()).unwrap_or_default();
        if pasted.trim().is_empty() {
            return;
        }
        let number = workspace.set.with_untracked(|set| set.files().count() + 1);
        view.pasting.set(false);
        check_files(workspace, ingest::pasted(&pasted, &t!(i18n, "paste-name", number = number)));
    };
    view! {
        <Dialog open=view.pasting title=i18n.signal("paste-title")>
            <div class="dialog-body">
                <div class="field">
                    <label for="paste-text">{i18n.says("paste-label")}</label>
                    <textarea id="paste-text" class="textarea mono" rows="10" spellcheck="false" node_ref=text></textarea>
                </div>
            </div>
            <div class="dialog-actions">
                <Button
                    label=i18n.signal("paste-check")
                    look=Look::Primary
                    on_press=check
                />
                <Button
                    label=i18n.signal("cancel")
                    on_press=move |()| view.pasting.set(false)
                />
            </div>
        </Dialog>
    }
}
