//! The set's name, and the other sets.

use leptos::{html, prelude::*};

use crate::components::{Button, Dialog, Icon, Look, Menu, MenuItem};
use crate::format;
use crate::i18n::use_i18n;
use crate::t;
use crate::tasks::{delete_set, new_set, open_set, rename_set};
use crate::workspace::use_workspace;

#[component]
pub fn Head() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let renaming = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    let items = move || {
        let sets = workspace.sets.get();
        let open = workspace.id.get();
        let mut items: Vec<MenuItem> = sets
            .into_iter()
            .filter(|set| Some(set.id) != open)
            .map(|set| {
                let (id, name, devices) = (set.id, set.name, u64::from(set.devices));
                MenuItem {
                    icon: Icon::Sets,
                    label: Signal::derive(move || {
                        let devices = format::count(i18n.language(), devices);
                        t!(i18n, "set-open", name = name.as_str(), devices = devices)
                    }),
                    on_choose: Callback::new(move |()| open_set(workspace, id)),
                }
            })
            .collect();
        let command = move |icon, id: &'static str, on_choose: Callback<()>| MenuItem {
            icon,
            label: Signal::derive(move || t!(i18n, id)),
            on_choose,
        };
        if open.is_some() {
            items.push(command(Icon::Add, "set-new", Callback::new(move |()| new_set(workspace))));
            items.push(command(Icon::Edit, "set-rename", Callback::new(move |()| renaming.set(true))));
            items.push(command(Icon::Delete, "set-delete", Callback::new(move |()| deleting.set(true))));
        }
        items
    };
    view! {
        <div class="page-head">
            <h1>{move || t!(i18n, "page-check")}</h1>
            <Show when=move || workspace.id.get().is_some()>
                <span class="set-name secondary">{move || workspace.name.get()}</span>
            </Show>
            <Show when=move || !items().is_empty()>
                <Menu
                    label=Signal::derive(move || t!(i18n, "set-switch"))
                    icon=Icon::Sets
                    items=Signal::derive(items)
                />
            </Show>
        </div>
        <RenameDialog open=renaming />
        <DeleteDialog open=deleting />
    }
}

#[component]
fn RenameDialog(open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let input = NodeRef::<html::Input>::new();
    let empty = RwSignal::new(false);
    let save = move || {
        let name = input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default();
        empty.set(name.is_empty());
        if let (Some(id), false) = (workspace.id.get_untracked(), name.is_empty()) {
            rename_set(workspace, id, name);
            open.set(false);
        }
    };
    view! {
        <Dialog open title=Signal::derive(move || t!(i18n, "set-rename-title"))>
            <form
                class="dialog-body"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <div class="field">
                    <label for="set-name">{move || t!(i18n, "set-name")}</label>
                    <input
                        id="set-name"
                        class="input"
                        type="text"
                        autocomplete="off"
                        node_ref=input
                        prop:value=workspace.name.get_untracked()
                        aria-invalid=move || empty.get().to_string()
                        aria-describedby="set-name-error"
                    />
                    <span id="set-name-error" class="field-error" role="alert">
                        {move || empty.get().then(|| t!(i18n, "set-name-empty"))}
                    </span>
                </div>
                <div class="dialog-actions">
                    <Button
                        label=Signal::derive(move || t!(i18n, "set-save"))
                        look=Look::Primary
                        on_press=move |()| save()
                    />
                    <Button label=Signal::derive(move || t!(i18n, "cancel")) on_press=move |()| open.set(false) />
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn DeleteDialog(open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let devices = move || workspace.set.with(|set| set.devices().count());
    let delete = move |()| {
        if let Some(id) = workspace.id.get_untracked() {
            delete_set(workspace, id, workspace.name.get_untracked());
        }
        open.set(false);
    };
    view! {
        <Dialog open title=Signal::derive(move || t!(i18n, "set-delete-title"))>
            <p>{move || t!(i18n, "set-delete-body", name = workspace.name.get(), devices = devices())}</p>
            <div class="dialog-actions">
                <Button
                    label=Signal::derive(move || t!(i18n, "set-delete-confirm"))
                    look=Look::Danger
                    on_press=delete
                />
                <Button label=Signal::derive(move || t!(i18n, "cancel")) on_press=move |()| open.set(false) />
            </div>
        </Dialog>
    }
}
