//! The same group tag or user for many devices.

use device_csv::{Cause, Field, RowId};
use leptos::{html, prelude::*};

use crate::components::{Button, Dialog, DialogShape, Look, live};
use crate::i18n::use_i18n;
use crate::t;
use crate::tasks::set_values;
use crate::workspace::use_workspace;

#[component]
pub fn BulkDialog(open: RwSignal<bool>, rows: Memo<Vec<RowId>>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let (with_tag, with_user) = (RwSignal::new(true), RwSignal::new(false));
    let (tag, user) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let value = |input: NodeRef<html::Input>| {
        input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default()
    };
    let apply = move || {
        let mut values = Vec::new();
        if with_tag.get_untracked() {
            values.push((Field::GroupTag, value(tag)));
        }
        if with_user.get_untracked() {
            values.push((Field::AssignedUser, value(user)));
        }
        if values.is_empty() {
            return;
        }
        let rows = rows.get_untracked();
        // Where they had these values already, that is as good.
        if set_values(workspace, Cause::Bulk, &rows, &values)
            || untrack(|| workspace.any_arriving()).is_none()
        {
            workspace.toasts.done(t!(i18n, "bulk-done", count = rows.len()));
            open.set(false);
        }
    };
    let nothing = move || (!with_tag.get() && !with_user.get()).then(|| t!(i18n, "bulk-nothing"));
    view! {
        <Dialog
            open
            shape=DialogShape::FlyOut
            title=Signal::derive(move || t!(i18n, "bulk-title", count = rows.with(Vec::len)))
        >
            <form
                class="dialog-body"
                on:submit=move |event| {
                    event.prevent_default();
                    apply();
                }
            >
                <Choice id="bulk-tag" check="bulk-tag" label="bulk-tag-value" on=with_tag input=tag />
                <Choice id="bulk-user" check="bulk-user" label="bulk-user-value" on=with_user input=user />
                <p class="secondary">{i18n.says("bulk-hint")}</p>
                <div class="dialog-actions">
                    <Button
                        label=i18n.signal("bulk-apply")
                        look=Look::Primary
                        reason=Signal::derive(nothing)
                        on_press=move |()| apply()
                    />
                    <Button label=i18n.signal("cancel") on_press=move |()| open.set(false) />
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn Choice(
    id: &'static str,
    check: &'static str,
    label: &'static str,
    on: RwSignal<bool>,
    input: NodeRef<html::Input>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <fieldset class="choice">
            <label class="check-row">
                <input
                    type="checkbox"
                    prop:checked=move || on.get()
                    on:change:target=move |change| on.set(change.target().checked())
                />
                {live(move || t!(i18n, check))}
            </label>
            <div class="field">
                <label for=id>{i18n.says(label)}</label>
                <input
                    id=id
                    class="input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=input
                    prop:disabled=move || !on.get()
                />
            </div>
        </fieldset>
    }
}
