//! The files of the set: what they are, what is to be said about them, and a way to take them out again.

use std::hash::Hash;

use device_csv::{Diagnostic, FileId, FileKind, FileReport, Severity};
use leptos::{html, prelude::*};

use super::view::say;
use crate::components::{Button, Icon, IconView, Look, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::t;
use crate::tasks::{attach_sources, remove_file};
use crate::workspace::use_workspace;

/// A file as the list shows it.
#[derive(Clone, PartialEq)]
struct FileLine {
    report: FileReport,
    said: Vec<Diagnostic>,
    at_hand: bool,
}

impl FileLine {
    /// What it is known by in the list: another remark is another line, and so is what is known of it when all of it was read.
    fn key(&self) -> impl Eq + Hash + use<> {
        let said = self.said.iter().map(|diagnostic| (diagnostic.code, diagnostic.place.line));
        (self.report.id, self.at_hand, self.report.size, self.report.rows, said.collect::<Vec<_>>())
    }
}

#[component]
pub fn Files() -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let files = Memo::new(move |_| {
        let sources = workspace.sources.get();
        workspace.set.with(|set| {
            let said = set.file_diagnostics();
            set.files()
                .map(|report| FileLine {
                    said: said
                        .iter()
                        .filter(|diagnostic| diagnostic.place.file == report.id)
                        .cloned()
                        .collect(),
                    at_hand: sources.get(&report.id).is_none_or(|source| source.at_hand),
                    report: FileReport { diagnostics: Vec::new(), ..report.clone() },
                })
                .collect::<Vec<_>>()
        })
    });
    // Open by itself when a file as a whole is in trouble: it gave no devices that could show it.
    let trouble = Memo::new(move |_| {
        files.with(|files| {
            files.iter().any(|file| !file.at_hand || worst(&file.said) >= Some(Severity::Warning))
        })
    });
    view! {
        <details class="files card" prop:open=move || trouble.get()>
            <summary>{live(move || t!(i18n, "files", count = files.with(Vec::len)))}</summary>
            <ul class="file-list">
                <For each=move || files.get() key=FileLine::key let:file>
                    <File file />
                </For>
            </ul>
        </details>
    }
}

fn worst(said: &[Diagnostic]) -> Option<Severity> {
    said.iter().map(|diagnostic| diagnostic.severity).max()
}

/// What a file is, in a few words.
fn form(i18n: I18n, report: &FileReport) -> String {
    let encoding = report.encoding.label().to_uppercase();
    match report.kind {
        FileKind::Table => {
            let delimiter = match report.delimiter {
                Some(';') => t!(i18n, "delimiter-semicolon"),
                Some('\t') => t!(i18n, "delimiter-tab"),
                _ => t!(i18n, "delimiter-comma"),
            };
            t!(i18n, "file-kind-table", encoding = encoding, delimiter = delimiter)
        }
        FileKind::ReportExport => t!(i18n, "file-kind-report-export", encoding = encoding),
        FileKind::Oa3Report => t!(i18n, "file-kind-oa3-report", encoding = encoding),
        FileKind::CorporateIdentifiers => t!(i18n, "file-kind-corporate-identifiers"),
        FileKind::Unrecognised => t!(i18n, "file-kind-unrecognised"),
    }
}

#[component]
fn File(file: FileLine) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let FileLine { report, said, at_hand } = file;
    let id = report.id;
    let path = report.path.clone();
    let remove_path = report.path.clone();
    let report = StoredValue::new(report);
    let remove = move |()| {
        if remove_file(workspace, id) {
            workspace.toasts.done(t!(
                i18n,
                "file-removed",
                file = report.with_value(|report| report.path.clone())
            ));
        }
    };
    view! {
        <li class="file">
            <div class="file-facts">
                <strong class="file-name">{path}</strong>
                <span class="secondary">
                    {live(move || {
                        report
                            .with_value(|report| {
                                let language = i18n.language();
                                if report.kind == FileKind::Unrecognised {
                                    return form(i18n, report);
                                }
                                t!(
                                    i18n,
                                    "file-facts",
                                    form = form(i18n, report),
                                    size = format::bytes(language, report.size),
                                    rows = report.rows,
                                )
                            })
                    })}
                </span>
                {(!at_hand).then(|| view! { <Wanted id /> })}
                <Said said />
            </div>
            <Button
                label=Signal::derive(move || t!(i18n, "file-remove", file = remove_path.as_str()))
                icon=Icon::Close
                icon_only=true
                look=Look::Subtle
                reason=Signal::derive(move || workspace.still_arriving(id))
                on_press=remove
            />
        </li>
    }
}

/// What is to be said about a file as a whole.
#[component]
fn Said(said: Vec<Diagnostic>) -> impl IntoView {
    let i18n = use_i18n();
    let said = StoredValue::new(said);
    view! {
        <ul class="said">
            {live(move || {
                said.get_value()
                    .into_iter()
                    .map(|diagnostic| {
                        let (class, icon) = super::problems::look(Some(diagnostic.severity));
                        let line = diagnostic.place.line;
                        let text = say(i18n, &diagnostic);
                        let text = match line {
                            Some(line) => t!(i18n, "said-at-line", line = line, text = text),
                            None => text,
                        };
                        view! {
                            <li>
                                <span class=class>
                                    <IconView icon />
                                </span>
                                <span class="rule">{diagnostic.rule().id()}</span>
                                <span>{text}</span>
                            </li>
                        }
                    })
                    .collect_view()
            })}
        </ul>
    }
}

/// The request for a file that could not be kept.
#[component]
fn Wanted(id: FileId) -> impl IntoView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let input = NodeRef::<html::Input>::new();
    let path = move || super::view::path(workspace, id);
    view! {
        <div class="notice warning">
            <IconView icon=Icon::Warning />
            <p>{live(move || t!(i18n, "file-wanted", file = path()))}</p>
            <Button
                label=i18n.signal("file-choose-again")
                on_press=move |()| {
                    if let Some(input) = input.get_untracked() {
                        input.click();
                    }
                }
            />
            <input
                type="file"
                hidden
                node_ref=input
                on:change=move |_| {
                    let Some(input) = input.get_untracked() else { return };
                    if let Some(file) = input.files().and_then(|files| files.get(0)) {
                        attach_sources(workspace, id, &file);
                    }
                    // The same file may be chosen again.
                    input.set_value("");
                }
            />
        </div>
    }
}
