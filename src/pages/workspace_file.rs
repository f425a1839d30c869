//! Saving the workspace to one encrypted file, and opening such a file.

use std::cell::Cell;
use std::rc::Rc;

use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use lifecycle::action::Action;
use workspace_file::FileError;

use super::connection::service_address;
use super::manage::action_name;
use crate::components::{Button, Dialog, Icon, Look, explain_storage, live};
use crate::format;
use crate::i18n::{I18n, use_i18n};
use crate::queries::{Strength, strength};
use crate::sealed::SealError;
use crate::store::{Manner, StoreError};
use crate::t;
use crate::tasks::{Course, Preview, WorkspaceError, WorkspaceFile, administrator, save_workspace};
use crate::tenant::use_tenant;
use crate::workspace::use_workspace;

/// How far a dialog is.
#[derive(Clone, Copy)]
struct Progress {
    open: RwSignal<bool>,
    /// What is being done, in words.
    busy: RwSignal<Option<String>>,
    error: RwSignal<Option<String>>,
    passphrase: RwSignal<String>,
    /// Set to stop what is being done.
    stop: StoredValue<Rc<Cell<bool>>, LocalStorage>,
}

impl Progress {
    fn new() -> Progress {
        let this = Progress {
            open: RwSignal::new(false),
            busy: RwSignal::new(None),
            error: RwSignal::new(None),
            passphrase: RwSignal::new(String::new()),
            stop: StoredValue::new_local(Rc::default()),
        };
        // Closed, it stops what it does and forgets what was typed.
        Effect::new(move || {
            if !this.open.get() {
                this.stop.with_value(|stop| stop.set(true));
                this.passphrase.set(String::new());
                this.error.set(None);
                this.busy.set(None);
            }
        });
        this
    }

    /// Begins something. `said` makes words of how far it is.
    fn begin(self, first: String, said: impl Fn(f64) -> String + 'static) -> Course {
        let stop = Rc::new(Cell::new(false));
        self.stop.set_value(Rc::clone(&stop));
        self.error.set(None);
        self.busy.set(Some(first));
        let is_stopped = Rc::clone(&stop);
        let told = move |done| {
            let said = said(done);
            if !is_stopped.get() && self.busy.with_untracked(|busy| busy.as_ref() != Some(&said)) {
                self.busy.set(Some(said));
            }
        };
        Course::new(stop, told)
    }
}

/// The card of the page Settings.
pub fn workspace_file() -> AnyView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let saving = Progress::new();
    let opening = Progress::new();
    let chosen = RwSignal::new_local(None::<web_sys::File>);
    let input = NodeRef::<html::Input>::new();
    let take = move || {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // Choosing the same file again must count as a change.
        input.set_value("");
        opening.open.set(file.is_some());
        chosen.set(file);
    };
    let not_kept = move || workspace.held.get().map(|_| t!(i18n, "register-not-kept"));
    view! {
        <section class="card" aria-label=i18n.says("wsfile")>
            <h2>{i18n.says("wsfile")}</h2>
            <p class="secondary">{i18n.says("wsfile-lead")}</p>
            <div class="actions">
                <Button
                    label=i18n.signal("wsfile-save")
                    icon=Icon::Download
                    on_press=move |()| saving.open.set(true)
                />
                <Button
                    label=i18n.signal("wsfile-open")
                    icon=Icon::Folder
                    reason=Signal::derive(not_kept)
                    on_press=move |()| {
                        if let Some(input) = input.get_untracked() {
                            input.click();
                        }
                    }
                />
                <input
                    type="file"
                    hidden
                    accept=".muster"
                    data-testid="choose-workspace"
                    node_ref=input
                    on:change=move |_| take()
                />
            </div>
        </section>
        <Dialog open=saving.open title=i18n.signal("wsfile-save-title")>
            {save_body(saving)}
        </Dialog>
        <Dialog open=opening.open title=i18n.signal("wsfile-open-title")>
            {open_body(opening, chosen)}
        </Dialog>
    }
    .into_any()
}

fn save_body(progress: Progress) -> AnyView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let again = RwSignal::new(String::new());
    let reason = move || {
        if progress.busy.with(Option::is_some) {
            return Some(t!(i18n, "register-busy"));
        }
        let judged = progress.passphrase.with(|passphrase| strength(passphrase));
        if !judged.suffices() {
            return Some(said_of(i18n, judged));
        }
        (progress.passphrase.get() != again.get()).then(|| t!(i18n, "wsfile-different"))
    };
    let save = move || {
        if untrack(reason).is_some() {
            return;
        }
        let passphrase = progress.passphrase.get_untracked();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes, to be shown")]
        let said =
            move |done: f64| t!(i18n, "wsfile-saving", size = format::bytes(i18n.language(), done as u64));
        let course = progress.begin(t!(i18n, "wsfile-key"), said);
        spawn_local(async move {
            match save_workspace(workspace, &passphrase, &course).await {
                Ok(file) => {
                    workspace.toasts.done(t!(i18n, "wsfile-saved", file = file));
                    progress.open.set(false);
                }
                Err(WorkspaceError::Cancelled) => workspace.toasts.done(t!(i18n, "wsfile-cancelled")),
                Err(error) => {
                    progress.busy.set(None);
                    progress.error.set(Some(explain(i18n, &error) + " " + &t!(i18n, "wsfile-not-saved")));
                }
            }
        });
    };
    let hint =
        move || progress.passphrase.with(|text| (!text.is_empty()).then(|| said_of(i18n, strength(text))));
    view! {
        <form
            class="dialog-body"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <p>{i18n.says("wsfile-hint")}</p>
            {secret("wsfile-passphrase", "new-password", progress.passphrase)}
            <p class="secondary" role="status">{live(hint)}</p>
            {secret("wsfile-again", "new-password", again)}
            {outcome(progress)}
            <div class="dialog-actions">
                <Button
                    label=i18n.signal("wsfile-save-confirm")
                    look=Look::Primary
                    reason=Signal::derive(reason)
                    on_press=move |()| save()
                />
                <Button label=i18n.signal("cancel") on_press=move |()| progress.open.set(false) />
            </div>
            <button type="submit" hidden></button>
        </form>
    }
    .into_any()
}

fn open_body(progress: Progress, chosen: RwSignal<Option<web_sys::File>, LocalStorage>) -> AnyView {
    let i18n = use_i18n();
    let workspace = use_workspace();
    let found = RwSignal::new(None::<Preview>);
    let file = StoredValue::new_local(None::<WorkspaceFile>);
    let (manner, with_settings) = (RwSignal::new(Manner::Add), RwSignal::new(false));
    let busy = move || progress.busy.with(Option::is_some).then(|| t!(i18n, "register-busy"));
    let failed = move |error: WorkspaceError| match error {
        WorkspaceError::Cancelled => workspace.toasts.done(t!(i18n, "wsfile-cancelled")),
        error => {
            progress.busy.set(None);
            progress.error.set(Some(explain(i18n, &error) + " " + &t!(i18n, "wsfile-not-opened")));
        }
    };
    let look = move || {
        let Some(chosen) = chosen.get_untracked().filter(|_| untrack(busy).is_none()) else { return };
        let passphrase = progress.passphrase.get_untracked();
        let said = move |done: f64| t!(i18n, "wsfile-reading", percent = (done * 100.0).floor().to_string());
        let course = progress.begin(t!(i18n, "wsfile-key"), said);
        spawn_local(async move {
            match WorkspaceFile::read(&chosen, &passphrase, &course).await {
                // Closed just now, nobody looks any more.
                Ok(_) if course.stop.get() => {}
                Ok(read) => {
                    found.set(Some(read.preview.clone()));
                    file.set_value(Some(read));
                    progress.busy.set(None);
                }
                Err(error) => failed(error),
            }
        });
    };
    let take_in = move || {
        let Some(read) = file.try_update_value(Option::take).flatten() else { return };
        let said = move |done: f64| t!(i18n, "wsfile-taking", percent = (done * 100.0).floor().to_string());
        let course = progress.begin(said(0.0), said);
        let (manner, with_settings) = (manner.get_untracked(), with_settings.get_untracked());
        workspace.keep(async move {
            match read.take_in(workspace, manner, with_settings, &course).await {
                Ok(preview) => {
                    let moment = format::moment(i18n.language(), preview.made);
                    workspace.toasts.done(t!(i18n, "wsfile-opened", moment = moment));
                    progress.open.set(false);
                }
                // What was read is spent: it begins with the passphrase again.
                Err(error) => {
                    found.try_set(None);
                    failed(error);
                }
            }
        });
    };
    let name = move || chosen.with(|file| file.as_ref().map(web_sys::File::name).unwrap_or_default());
    live(move || {
        match found.get() {
        None => view! {
            <form
                class="dialog-body"
                on:submit=move |event| {
                    event.prevent_default();
                    look();
                }
            >
                <p class="mono">{name()}</p>
                {secret("wsfile-passphrase", "current-password", progress.passphrase)}
                {outcome(progress)}
                <div class="dialog-actions">
                    <Button
                        label=i18n.signal("wsfile-look")
                        look=Look::Primary
                        reason=Signal::derive(busy)
                        on_press=move |()| look()
                    />
                    <Button label=i18n.signal("cancel") on_press=move |()| progress.open.set(false) />
                </div>
                <button type="submit" hidden></button>
            </form>
        }
        .into_any(),
        Some(preview) => view! {
            <div class="dialog-body">
                {inside(i18n, &preview, &name())}
                {ways(manner)}
                {settings(&preview, with_settings)}
                {(preview.intents.1 + preview.plans.1 > 0).then(|| view! { <p class="secondary">{t!(i18n, "wsfile-held-hint")}</p> })}
                {outcome(progress)}
                <div class="dialog-actions">
                    <Button
                        label=i18n.signal("wsfile-take-in")
                        look=Look::Primary
                        reason=Signal::derive(busy)
                        on_press=move |()| take_in()
                    />
                    <Button label=i18n.signal("cancel") on_press=move |()| progress.open.set(false) />
                </div>
            </div>
        }
        .into_any(),
    }
    })
}

/// What is in a file.
fn inside(i18n: I18n, preview: &Preview, name: &str) -> AnyView {
    let made = format::moment(i18n.language(), preview.made);
    let made = t!(i18n, "wsfile-made-by", moment = made, version = preview.program.as_str());
    let counted = |(count, open): (usize, usize)| t!(i18n, "wsfile-open-count", count = count, open = open);
    let (intents, plans) = (counted(preview.intents), counted(preview.plans));
    let each = |(action, count): &(Action, usize)| format!("{} ({count})", action_name(i18n, *action));
    let destroying = preview.destroying.iter().map(each).collect::<Vec<_>>().join(", ");
    let destroying = (!destroying.is_empty())
        .then(|| view! { <dt>{t!(i18n, "wsfile-destroying")}</dt> <dd>{destroying}</dd> });
    // The button that was pressed is gone: what came in its place is read from here.
    let heading = NodeRef::<html::H3>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            let focused = heading.focus();
            debug_assert!(focused.is_ok(), "a heading with a tab index takes focus");
        }
    });
    view! {
        <h3 node_ref=heading tabindex="-1">
            {t!(i18n, "wsfile-inside", file = name)}
        </h3>
        <dl class="facts">
            <dt>{t!(i18n, "wsfile-made")}</dt>
            <dd>{made}</dd>
            <dt>{t!(i18n, "settings-sets")}</dt>
            <dd>{preview.sets}</dd>
            <dt>{t!(i18n, "wsfile-intents")}</dt>
            <dd>{intents}</dd>
            {destroying}
            <dt>{t!(i18n, "wsfile-plans")}</dt>
            <dd>{plans}</dd>
            <dt>{t!(i18n, "wsfile-history")}</dt>
            <dd>{preview.history}</dd>
            <dt>{t!(i18n, "wsfile-checks")}</dt>
            <dd>{preview.checks}</dd>
        </dl>
    }
    .into_any()
}

/// Whether its service and its administrator are worked with from now on: what is sent goes there.
fn settings(preview: &Preview, with_settings: RwSignal<bool>) -> Option<AnyView> {
    let (i18n, tenant) = (use_i18n(), use_tenant());
    let here = tenant.server.get_untracked().unwrap_or_default();
    // A person couldn't name any other.
    let own = window().location().origin().unwrap_or_default();
    let is_one = service_address(&preview.service, &own).as_deref() == Ok(preview.service.as_str());
    if !is_one && !preview.service.is_empty() {
        return None;
    }
    let is_other = |theirs: &str, ours: &str| !theirs.is_empty() && theirs != ours;
    let by = administrator(tenant);
    if !is_other(&preview.service, &here) && !is_other(&preview.administrator, &by) {
        return None;
    }
    let none = || t!(i18n, "wsfile-none");
    let or_none = |text: &str| if text.is_empty() { none() } else { text.to_owned() };
    let label = t!(
        i18n,
        "wsfile-settings",
        service = or_none(&preview.service),
        name = or_none(&preview.administrator)
    );
    let hint = t!(i18n, "wsfile-settings-hint", service = or_none(&here), name = or_none(&by));
    Some(
        view! {
            <label class="check-row">
                <input
                    type="checkbox"
                    aria-describedby="wsfile-settings-hint"
                    prop:checked=move || with_settings.get()
                    on:change:target=move |change| with_settings.set(change.target().checked())
                />
                {label}
            </label>
            <p id="wsfile-settings-hint" class="secondary">{hint}</p>
        }
        .into_any(),
    )
}

/// What becomes of what is here.
fn ways(manner: RwSignal<Manner>) -> AnyView {
    let (i18n, workspace) = (use_i18n(), use_workspace());
    let way = move |this: Manner, label: &'static str, hint: String| {
        view! {
            <label class="check-row">
                <input
                    type="radio"
                    name="manner"
                    prop:checked=move || manner.get() == this
                    on:change=move |_| manner.set(this)
                />
                {t!(i18n, label)}
            </label>
            <p class="secondary">{hint}</p>
        }
        .into_any()
    };
    let sets = workspace.sets.with_untracked(Vec::len);
    view! {
        <fieldset class="choices">
            <legend class="visually-hidden">{t!(i18n, "wsfile-open-title")}</legend>
            {way(Manner::Add, "wsfile-add", t!(i18n, "wsfile-add-hint"))}
            {way(Manner::Replace, "wsfile-replace", t!(i18n, "wsfile-replace-hint", sets = sets))}
        </fieldset>
    }
    .into_any()
}

/// A field for a passphrase.
fn secret(label: &'static str, purpose: &'static str, text: RwSignal<String>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <div class="field">
            <label for=label>{i18n.says(label)}</label>
            <input
                id=label
                class="input"
                type="password"
                autocomplete=purpose
                spellcheck="false"
                prop:value=move || text.get()
                on:input:target=move |input| text.set(input.target().value())
            />
        </div>
    }
    .into_any()
}

/// What is being done, or why it wasn't.
fn outcome(progress: Progress) -> AnyView {
    view! {
        <p role="status" class="secondary">{live(move || progress.busy.get())}</p>
        <p role="alert" class="field-error">{live(move || progress.error.get())}</p>
    }
    .into_any()
}

fn said_of(i18n: I18n, strength: Strength) -> String {
    match strength {
        Strength::Short(left) => t!(i18n, "wsfile-strength-short", left = left),
        Strength::Weak => t!(i18n, "wsfile-strength-weak"),
        Strength::Fair => t!(i18n, "wsfile-strength-fair"),
        Strength::Strong => t!(i18n, "wsfile-strength-strong"),
    }
}

/// Why a file can't be saved or opened, and what to do.
fn explain(i18n: I18n, error: &WorkspaceError) -> String {
    let id = match error {
        WorkspaceError::Cancelled => "wsfile-cancelled",
        WorkspaceError::Store(StoreError::Conflict) => "wsfile-changed",
        WorkspaceError::Store(StoreError::Full) => "wsfile-full",
        WorkspaceError::Store(StoreError::NewerVersion) => "wsfile-newer",
        WorkspaceError::Store(error) => return explain_storage(i18n, error),
        WorkspaceError::File(SealError::NoCipher) => "wsfile-no-cipher",
        WorkspaceError::File(SealError::Browser(words)) => {
            return t!(i18n, "wsfile-browser", words = words.as_str());
        }
        WorkspaceError::File(SealError::File(error)) => match error {
            FileError::NotOurs => "wsfile-not-ours",
            FileError::Newer(_) => "wsfile-newer",
            FileError::Header => "wsfile-header",
            FileError::Truncated => "wsfile-truncated",
            FileError::Sealed { chunk: 0 } => "wsfile-sealed",
            FileError::Sealed { .. } => "wsfile-altered",
            FileError::Content => "wsfile-content",
        },
    };
    t!(i18n, id)
}
