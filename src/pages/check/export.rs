//! The export: for whom, which devices, what stays behind and why.

use device_csv::{RowId, Target};
use leptos::prelude::*;

use super::view::{say, use_view};
use crate::components::{Button, Dialog, DialogShape, Icon, IconView, Look};
use crate::i18n::use_i18n;
use crate::queries::{Shown, plan_export};
use crate::t;
use crate::tasks::{Format, apply_safe_fixes, export_devices};
use crate::workspace::use_workspace;

/// Which devices are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    All,
    Shown,
    Selected,
}

/// What the dialog says about an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Outlook {
    rows: usize,
    files: usize,
    left: Vec<RowId>,
    reasons: Vec<String>,
    dropped_values: usize,
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
    // What is ticked is what is meant, if anything is.
    let any_selected = view.selected.with_untracked(|selected| !selected.is_empty());
    let scope = RwSignal::new(if any_selected { Scope::Selected } else { Scope::All });
    let busy = RwSignal::new(false);
    let rows = Memo::new(move |_| match scope.get() {
        Scope::All => view.devices.with(|devices| {
            devices.lines.iter().filter(|line| !line.excluded).map(|line| line.row).collect::<Vec<RowId>>()
        }),
        Scope::Shown => view.shown_rows(),
        Scope::Selected => view.selected_rows(),
    });
    let outlook = Memo::new(move |_| {
        let plan = workspace
            .set
            .with(|set| i18n.with(|messages| plan_export(set, messages, format.get(), &rows.get())));
        let reason =
            |(problem, count)| t!(i18n, "export-left-reason", count = count, reason = say(i18n, &problem));
        Outlook {
            rows: plan.rows,
            files: plan.files.len(),
            left: plan.left,
            reasons: plan.reasons.into_iter().map(reason).collect(),
            dropped_values: plan.dropped_values,
        }
    });
    let nothing = move || (outlook.with(|outlook| outlook.rows) == 0).then(|| t!(i18n, "export-nothing"));
    let save = move |()| {
        if !busy.get_untracked() {
            export_devices(workspace, format.get_untracked(), rows.get_untracked(), busy, view.exporting);
        }
    };
    view! {
        <div class="dialog-body">
            <fieldset class="choices">
                <legend>{i18n.says("export-target")}</legend>
                {Format::ALL.map(|choice| view! { <FormatChoice choice format /> })}
            </fieldset>
            <fieldset class="choices">
                <legend>{i18n.says("export-scope")}</legend>
                <ScopeChoice choice=Scope::All scope />
                <ScopeChoice choice=Scope::Shown scope />
                <ScopeChoice choice=Scope::Selected scope />
            </fieldset>
            <Unfixed />
            <div role="status" class="outlook">
                <p>
                    <strong>
                        {move || {
                            outlook.with(|outlook| t!(i18n, "export-ready", rows = outlook.rows, files = outlook.files))
                        }}
                    </strong>
                </p>
                <Show when=move || { outlook.with(|outlook| outlook.dropped_values) > 0 }>
                    <p>
                        {move || {
                            t!(i18n, "export-dropped-values", count = outlook.with(|outlook| outlook.dropped_values))
                        }}
                    </p>
                </Show>
                <Show when=move || outlook.with(|outlook| !outlook.left.is_empty())>
                    <LeftBehind outlook format />
                </Show>
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
                {move || t!(i18n, &format!("target-{key}"))}
            </label>
            <p id=hint class="secondary">{move || t!(i18n, &format!("target-{key}-hint"))}</p>
        </div>
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
        <Show when=move || !empty()>
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
fn Unfixed() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let view = use_view();
    let count = Memo::new(move |_| view.devices.with(|devices| devices.safe_fixes));
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="notice">
                <IconView icon=Icon::Fix />
                <p>{move || t!(i18n, "export-unfixed", count = count.get())}</p>
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
fn LeftBehind(outlook: Memo<Outlook>, format: RwSignal<Format>) -> impl IntoView {
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
        view.exporting.set(false);
    };
    view! {
        <div class="notice warning">
            <IconView icon=Icon::Warning />
            <div>
                <p>
                    <strong>
                        {move || t!(i18n, "export-left", count = outlook.with(|outlook| outlook.left.len()))}
                    </strong>
                </p>
                <ul>
                    {move || {
                        outlook.with(|outlook| {
                            outlook.reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> }).collect_view()
                        })
                    }}
                </ul>
                <Button label=i18n.signal("export-left-show") on_press=show />
            </div>
        </div>
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
                                {move || t!(i18n, &format!("target-{}", target.key()))}
                            </option>
                        }
                    })}
            </select>
        </label>
    }
}
