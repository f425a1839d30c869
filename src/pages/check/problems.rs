//! What is said about a device, with its place and its fixes.

use std::cmp::Reverse;

use device_csv::order::sort_by_key;
use device_csv::{DeviceSet, Diagnostic, Fix, RowId, Severity};
use leptos::prelude::*;

use super::view::{path, say};
use crate::components::{Button, Icon, IconView, Look, live, when};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::t;
use crate::tasks::apply_fix;
use crate::workspace::use_workspace;

/// The class and the icon of a severity; of `None`: nothing is wrong.
pub fn look(severity: Option<Severity>) -> (&'static str, Icon) {
    match severity {
        Some(Severity::Error) => ("severity-error", Icon::Error),
        Some(Severity::Warning) => ("severity-warning", Icon::Warning),
        Some(Severity::Info) => ("severity-info", Icon::Info),
        None => ("severity-none", Icon::Success),
    }
}

/// Everything that is said about the rows of a device: the worst value first, and of that what can be mended at once.
pub fn problems(set: &DeviceSet, row: RowId) -> Vec<Diagnostic> {
    let said: Vec<Diagnostic> = match set.device_of(row) {
        Some(device) => {
            // What can't be written stays behind, however mild the rule that says so.
            let held_up_by = set.held_up_by(device);
            let said = device.rows().flat_map(|row| set.diagnostics_of(row));
            said.map(|mut diagnostic| {
                if held_up_by.contains(&diagnostic) {
                    diagnostic.severity = Severity::Error;
                }
                diagnostic
            })
            .collect()
        }
        None => Vec::new(),
    };
    // What is wrong with a value may be one thing said twice: the way out of it comes first.
    let worst_here = |here: &Diagnostic| {
        let place = |diagnostic: &Diagnostic| (diagnostic.place.row, diagnostic.place.field);
        said.iter().filter(|other| place(other) == place(here)).map(|other| other.severity).max()
    };
    let ranks: Vec<_> = said.iter().map(|here| (Reverse(worst_here(here)), here.fixes.is_empty())).collect();
    let mut ranked: Vec<_> = ranks.into_iter().zip(said).collect();
    sort_by_key(&mut ranked, |(rank, diagnostic)| (*rank, Reverse(diagnostic.severity)));
    ranked.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// The worst in one line, and how many more there are.
pub fn worst_problem(set: &DeviceSet, row: RowId, i18n: I18n) -> Option<String> {
    let said = problems(set, row);
    let text = say(i18n, said.first()?);
    let more = said.iter().skip(1).filter(|diagnostic| diagnostic.severity >= Severity::Warning).count();
    Some(if more == 0 { text } else { t!(i18n, "more-problems", text = text, count = more) })
}

/// The list of problems of a device.
#[component]
pub fn Problems(#[prop(into)] row: Signal<Option<RowId>>) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let said = Memo::new(move |_| {
        row.get().map(|row| workspace.set.with(|set| problems(set, row))).unwrap_or_default()
    });
    view! {
        <Show
            when=when(move || said.with(|said| !said.is_empty()))
            fallback=move || view! { <p class="secondary">{i18n.says("details-ready")}</p> }
        >
            <ul class="problems">
                {live(move || {
                    // A component does not follow what it reads: in another language these are made anew.
                    let _ = i18n.language();
                    said.get().into_iter().map(|diagnostic| view! { <Problem diagnostic /> }).collect_view()
                })}
            </ul>
        </Show>
    }
}

#[component]
fn Problem(diagnostic: Diagnostic) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let (class, icon) = look(Some(diagnostic.severity));
    let help = i18n
        .with(|messages| messages.help(&diagnostic, &|moment| format::moment(messages.language(), moment)));
    let place = diagnostic.place;
    let file = path(workspace, place.file);
    let at = match (place.line, place.column) {
        (Some(line), Some(column)) => {
            t!(i18n, "details-place-column", file = file, line = line, column = column)
        }
        (Some(line), None) => t!(i18n, "details-place", file = file, line = line),
        (None, _) => file,
    };
    let fixes = diagnostic
        .fixes
        .iter()
        .map(|fix| {
            let label = fix_label(i18n, &diagnostic, fix);
            let (code, fix) = (diagnostic.code, fix.clone());
            view! {
                <Button
                    label=Signal::stored(label)
                    icon=Icon::Fix
                    look=Look::Plain
                    on_press=move |()| {
                        apply_fix(workspace, code, &fix);
                    }
                />
            }
        })
        .collect_view();
    view! {
        <li class="problem">
            <span class=class>
                <IconView icon />
            </span>
            <div>
                <p>
                    <strong>{say(i18n, &diagnostic)}</strong>
                    " "
                    <span class="rule">{diagnostic.rule().id()}</span>
                </p>
                {help.map(|help| view! { <p>{help}</p> })}
                <p class="secondary place">{at}</p>
                <div class="fixes">{fixes}</div>
            </div>
        </li>
    }
}

/// What a fix does.
fn fix_label(i18n: I18n, diagnostic: &Diagnostic, fix: &Fix) -> String {
    i18n.with(|messages| {
        let time = |moment| format::moment(messages.language(), moment);
        messages.fix_of(diagnostic, fix, &time).unwrap_or_else(|| messages.text("fix-apply", &[]))
    })
}
