//! The set's name, and the other sets.

use leptos::prelude::*;

use crate::components::{Icon, Menu, MenuItem, live, when};
use crate::format;
use crate::i18n::use_i18n;
use crate::pages::set_dialogs::{ChosenSet, DeleteDialog, RenameDialog};
use crate::t;
use crate::tasks::{new_set, open_set};
use crate::workspace::use_workspace;

#[component]
pub fn Head() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let renaming = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    // The list of sets may lag behind what is in this one.
    let set = Signal::derive(move || {
        let (id, name) = (workspace.id.get()?, workspace.name.get());
        Some(ChosenSet { id, name, devices: workspace.set.with(|set| set.devices().count()) })
    });
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
            label: i18n.signal(id),
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
            <h1>{i18n.says("page-check")}</h1>
            <Show when=when(move || workspace.id.get().is_some())>
                <span class="set-name secondary">{live(move || workspace.name.get())}</span>
                <Show when=when(move || workspace.held.with(Option::is_none))>
                    <span class="secondary">
                        {live(move || {
                            let kept = workspace.saving.get() == 0 && workspace.reading.with(Option::is_none);
                            i18n.text(if kept { "set-kept" } else { "set-keeping" }, &[])
                        })}
                    </span>
                </Show>
            </Show>
            <Show when=when(move || !items().is_empty())>
                <Menu
                    label=i18n.signal("set-switch")
                    icon=Icon::Sets
                    items=Signal::derive(items)
                />
            </Show>
        </div>
        <RenameDialog open=renaming set />
        <DeleteDialog open=deleting set />
    }
}
