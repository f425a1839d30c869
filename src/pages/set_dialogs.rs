//! Giving a set another name, and deleting it: what the pages that show sets have in common.

use leptos::{html, prelude::*};

use crate::components::{Button, Dialog, Look, live};
use crate::i18n::use_i18n;
use crate::store::SetId;
use crate::t;
use crate::tasks::{delete_set, rename_set};
use crate::workspace::use_workspace;

/// The set that a dialog is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenSet {
    /// Its id.
    pub id: SetId,
    /// Its name.
    pub name: String,
    /// Devices in it.
    pub devices: usize,
}

#[component]
pub fn RenameDialog(open: RwSignal<bool>, set: Signal<Option<ChosenSet>>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let input = NodeRef::<html::Input>::new();
    let empty = RwSignal::new(false);
    let save = move || {
        let name = input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default();
        empty.set(name.is_empty());
        if let (Some(set), false) = (set.get_untracked(), name.is_empty()) {
            rename_set(workspace, set.id, name);
            open.set(false);
        }
    };
    view! {
        <Dialog open title=i18n.signal("set-rename-title")>
            <form
                class="dialog-body"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <div class="field">
                    <label for="set-name">{i18n.says("set-name")}</label>
                    <input
                        id="set-name"
                        class="input"
                        type="text"
                        autocomplete="off"
                        node_ref=input
                        prop:value=set.get_untracked().map(|set| set.name).unwrap_or_default()
                        aria-invalid=move || empty.get().to_string()
                        aria-describedby="set-name-error"
                    />
                    <span id="set-name-error" class="field-error" role="alert">
                        {live(move || empty.get().then(|| t!(i18n, "set-name-empty")))}
                    </span>
                </div>
                <div class="dialog-actions">
                    <Button
                        label=i18n.signal("set-save")
                        look=Look::Primary
                        on_press=move |()| save()
                    />
                    <Button label=i18n.signal("cancel") on_press=move |()| open.set(false) />
                </div>
            </form>
        </Dialog>
    }
}

#[component]
pub fn DeleteDialog(open: RwSignal<bool>, set: Signal<Option<ChosenSet>>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let delete = move |()| {
        if let Some(ChosenSet { id, name, .. }) = set.get_untracked() {
            delete_set(workspace, id, name);
        }
        open.set(false);
    };
    let question = move || {
        let ChosenSet { name, devices, .. } = set.get()?;
        Some(t!(i18n, "set-delete-body", name = name, devices = devices))
    };
    view! {
        <Dialog open title=i18n.signal("set-delete-title")>
            <p>{question}</p>
            <div class="dialog-actions">
                <Button
                    label=i18n.signal("set-delete-confirm")
                    look=Look::Danger
                    on_press=delete
                />
                <Button label=i18n.signal("cancel") on_press=move |()| open.set(false) />
            </div>
        </Dialog>
    }
}
