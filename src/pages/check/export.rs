//! The export: for whom, which devices, what stays behind and why.

use std::sync::Arc;

use device_csv::{Diagnostic, RowId, Target};
use leptos::prelude::*;

use super::view::{View, say, use_view};
use crate::components::{Button, Dialog, DialogShape, Icon, IconView, Look, live, when};
use crate::i18n::use_i18n;
use crate::queries::{Plan, Shown, plan_export};
use crate::t;
use crate::tasks::{Format, apply_safe_fixes, export_devices};
use crate::workspace::use_workspace;

/// Which devices are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All that weren't left out.
    All,
    /// Those in the list.
    Shown,
    /// Those that are ticked.
    Selected,
}

/// What the dialog says about an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// How many devices go.
    pub rows: usize,
    /// In how many files.
    pub files: usize,
    /// Those that stay behind, by their kept rows.
    pub left: Vec<RowId>,
    /// Why they do.
    reasons: Vec<String>,
    dropped_values: usize,
}

impl Scope {
    /// What is meant at first: what is ticked, if anything is.
    pub fn first(view: View) -> Scope {
        if view.selected.with_untracked(std::collections::HashSet::is_empty) {
            Scope::All
        } else {
            Scope::Selected
        }
    }
}

/// The devices of a scope, by their kept rows.
pub fn rows_of(view: View, scope: RwSignal<Scope>) -> Memo<Vec<RowId>> {
    Memo::new(move |_| match scope.get() {
        Scope::All => view.devices.with(|devices| {
            devices.all.iter().filter(|it| !it.excluded).map(|it| it.row).collect::<Vec<RowId>>()
        }),
        Scope::Shown => view.shown_rows(),
        Scope::Selected => view.selected_rows(),
    })
}

/// What writing these devices in that format comes to, and what is to be said of it.
pub fn plan_of(format: RwSignal<Format>, rows: Memo<Vec<RowId>>) -> (Memo<Arc<Plan>>, Memo<Outlook>) {
    let i18n = use_i18n();
    let workspace = use_workspace();
    // It is as new as the set: comparing two would take longer than to say what comes of it.
    let plan = Memo::new_with_compare(
        move |_| {
            let rows = rows.get();
            let plan = |set: &_| i18n.with(|messages| plan_export(set, messages, format.get(), &rows));
            Arc::new(workspace.set.with(plan))
        },
        |_, _| true,
    );
    let outlook = Memo::new(move |_| {
        let reason = |(problem, count): &(Diagnostic, usize)| {
            t!(i18n, "export-left-reason", count = *count, reason = say(i18n, problem))
        };
        plan.with(|plan| Outlook {
            rows: plan.rows,
            files: plan.files.len(),
            left: plan.left.clone(),
            reasons: plan.reasons.iter().map(reason).collect(),
            dropped_values: plan.dropped_values,
        })
    });
    (plan, outlook)
}

#[component]
pub fn ExportDialog() -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    view! {
        <Dialog
            open=view.exporting
            shape=DialogShape::FlyOut
            title=i18n.signal("export-title")
        >
            <Export />
        </Dialog>
    }
}

#[component]
fn Export() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let format = RwSignal::new(Format::Portal(workspace.target()));
    let scope = RwSignal::new(Scope::first(view));
    let busy = RwSignal::new(false);
    let rows = rows_of(view, scope);
    let (plan, outlook) = plan_of(format, rows);
    let nothing = move || (outlook.with(|outlook| outlook.rows) == 0).then(|| t!(i18n, "export-nothing"));
    let save = move |()| {
        if !busy.get_untracked() {
            export_devices(workspace, plan.get_untracked(), busy, view.exporting);
        }
    };
    view! {
        <div class="dialog-body">
            <fieldset class="choices">
                <legend>{i18n.says("export-target")}</legend>
                {Format::ALL.map(|choice| view! { <FormatChoice choice format /> })}
            </fieldset>
            <ScopeChoices scope />
            <Unfixed />
            <div role="status" class="outlook">
                <p>
                    <strong>
                        {live(move || {
                            outlook.with(|outlook| t!(i18n, "export-ready", rows = outlook.rows, files = outlook.files))
                        })}
                    </strong>
                </p>
                <Show when=when(move || { outlook.with(|outlook| outlook.dropped_values) > 0 })>
                    <p>
                        {live(move || {
                            t!(i18n, "export-dropped-values", count = outlook.with(|outlook| outlook.dropped_values))
                        })}
                    </p>
                </Show>
                <LeftBehind outlook format open=view.exporting />
            </div>
            <div class="dialog-actions">
                <Button
                    label=Signal::derive(move || {
                        if busy.get() { t!(i18n, "export-saving") } else { t!(i18n, "export-save") }
                    })
                    icon=Icon::Download
                    look=Look::Primary
                    reason=Signal::derive(nothing)
                    on_press=save
                />
                <Button
                    label=i18n.signal("cancel")
                    on_press=move |()| view.exporting.set(false)
                />
            </div>
        </div>
    }
}

#[component]
fn FormatChoice(choice: Format, format: RwSignal<Format>) -> impl IntoView {
    let i18n = use_i18n();
    let key = choice.key();
    let hint = format!("hint-{key}");
    view! {
        <div class="choice-row">
            <label class="check-row">
                <input
                    type="radio"
                    name="export-format"
                    aria-describedby=hint.clone()
                    prop:checked=move || format.get() == choice
                    on:change=move |_| format.set(choice)
                />
                {live(move || t!(i18n, &format!("target-{key}")))}
            </label>
            <p id=hint class="secondary">{live(move || t!(i18n, &format!("target-{key}-hint")))}</p>
        </div>
    }
}

/// Which devices are meant.
#[component]
pub fn ScopeChoices(scope: RwSignal<Scope>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <fieldset class="choices">
            <legend>{i18n.says("export-scope")}</legend>
            <ScopeChoice choice=Scope::All scope />
            <ScopeChoice choice=Scope::Shown scope />
            <ScopeChoice choice=Scope::Selected scope />
        </fieldset>
    }
}

#[component]
fn ScopeChoice(choice: Scope, scope: RwSignal<Scope>) -> impl IntoView {
    let i18n = use_i18n();
    let view = use_view();
    let label = move || match choice {
        Scope::All => t!(i18n, "export-scope-all"),
        Scope::Shown => t!(i18n, "export-scope-shown", count = view.shown.with(|shown| shown.len())),
        Scope::Selected => {
            t!(i18n, "export-scope-selected", count = view.selected.with(std::collections::HashSet::len))
        }
    };
    let empty = move || choice == Scope::Selected && view.selected.with(std::collections::HashSet::is_empty);
    view! {
        <Show when=when(move || !empty())>
            <label class="check-row">
                <input
                    type="radio"
                    name="export-scope"
                    prop:checked=move || scope.get() == choice
                    on:change=move |_| scope.set(choice)
                />
                {label}
            </label>
        </Show>
    }
}

/// Fixes that could be applied before.
#[component]
pub fn Unfixed() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let count = Memo::new(move |_| view.devices.with(|devices| devices.safe_fixes));
    view! {
        <Show when=when(move || { count.get() > 0 })>
            <div class="notice">
                <IconView icon=Icon::Fix />
                <p>{live(move || t!(i18n, "export-unfixed", count = count.get()))}</p>
                <Button
                    label=Signal::derive(move || t!(i18n, "export-fix-first", count = count.get()))
                    on_press=move |()| {
                        apply_safe_fixes(workspace);
                    }
                />
            </div>
        </Show>
    }
}

/// The devices that stay behind: why, and a way to see them.
#[component]
pub fn LeftBehind(
    outlook: Memo<Outlook>,
    format: RwSignal<Format>,
    /// The dialog that this stands in; closed to show them.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let show = move |()| {
        // The list shows what is wrong by the portal that it is checked for: make it this one.
        if let Format::Portal(target) = format.get_untracked()
            && target != workspace.target()
        {
            workspace.set_target(target);
        }
        view.clear_filters();
        let left = outlook.with_untracked(|outlook| outlook.left.iter().copied().collect());
        view.filter.update(|filter| filter.picked = Some(left));
        view.choice.set(Shown::All);
        open.set(false);
    };
    view! {
        <Show when=when(move || outlook.with(|outlook| !outlook.left.is_empty()))>
        <div class="notice warning">
            <IconView icon=Icon::Warning />
            <div>
                <p>
                    <strong>
                        {live(move || t!(i18n, "export-left", count = outlook.with(|outlook| outlook.left.len())))}
                    </strong>
                </p>
                <ul>
                    {live(move || {
                        outlook.with(|outlook| {
                            outlook.reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> }).collect_view()
                        })
                    })}
                </ul>
                <Button label=i18n.signal("export-left-show") on_press=show />
            </div>
        </div>
        </Show>
    }
}

/// The portal that the set is checked for, in the command bar.
#[component]
pub fn TargetChoice() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    view! {
        <label class="target">
            <span>{i18n.says("check-for")}</span>
            <select
                class="select"
                on:change:target=move |change| {
                    if let Some(target) = Target::from_key(&change.target().value()) {
                        workspace.set_target(target);
                    }
                }
            >
                {Target::ALL
                    .map(|target| {
                        view! {
                            <option value=target.key() prop:selected=move || workspace.target() == target>
                                {live(move || t!(i18n, &format!("target-{}", target.key())))}
                            </option>
                        }
                    })}
            </select>
        </label>
    }
}
