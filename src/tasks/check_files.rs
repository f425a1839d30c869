//! Taking files in: through the worker into the set, and into the store.

use device_csv::{FileReport, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attach_source::restore;
use super::change_values::raise;
use super::manage_sets::{catch_up, keep_set, list_sets};
use super::report::report;
use super::save_steps::touch;
use super::say_unread::say_unread;
use crate::components::Toasts;
use crate::format;
use crate::i18n::I18n;
use crate::ingest::{self, Event, FailReason, Source};
use crate::store::{SetId, StoreError};
use crate::t;
use crate::workspace::{Reading, SourceState, Workspace};

/// Milliseconds between two changes of the set: a thousand small files must not draw the page a thousand times.
const PAUSE: f64 = 250.0;

/// A file that was read.
struct Checked {
    report: FileReport,
    rows: Vec<Row>,
    digest: [u8; 32],
    source: web_sys::Blob,
}

/// What reading needs at hand as long as it lasts.
#[derive(Clone, Copy)]
pub(crate) struct Task {
    workspace: Workspace,
    id: Option<SetId>,
    started: f64,
    /// Rows of the files that are done.
    rows: StoredValue<u64>,
    files: StoredValue<usize>,
    /// Files that were read and are not in the set yet, and when files were last put there.
    pending: StoredValue<(Vec<Checked>, f64), LocalStorage>,
    /// Files that could not be read.
    unread: StoredValue<Vec<(String, FailReason)>, LocalStorage>,
    i18n: I18n,
    toasts: Toasts,
}

/// Reads files into the open set, after what is being read already, and not before the set was loaded.
pub fn check_files(workspace: Workspace, sources: Vec<Source>) {
    workspace.waiting.update_value(|waiting| waiting.extend(sources));
    start_reading(workspace);
}

/// Begins with the files that wait, if nothing is in their way.
pub(super) fn start_reading(workspace: Workspace) {
    let waits = !workspace.loaded.get_untracked() || workspace.opening.get_value();
    if waits || workspace.reading.get_untracked().is_some() {
        return;
    }
    let sources = workspace.waiting.try_update_value(std::mem::take).unwrap_or_default();
    if sources.is_empty() {
        return;
    }
    let Workspace { i18n, toasts, run, .. } = workspace;
    workspace.reading.set(Some(Reading { files: sources.len(), ..Reading::default() }));
    let this = next_run(workspace);
    spawn_local(async move {
        let day = format::moment(i18n.language(), format::now());
        let id = keep_set(workspace, &t!(i18n, "set-name-default", day = day)).await;
        // Stopped while the set was being made.
        if run.get_value() != this {
            return;
        }
        let task = Task {
            workspace,
            id,
            started: js_sys::Date::now(),
            rows: StoredValue::new(0),
            files: StoredValue::new(0),
            pending: StoredValue::new_local((Vec::new(), 0.0)),
            unread: StoredValue::new_local(Vec::new()),
            i18n,
            toasts,
        };
        let first = workspace.set.with_untracked(device_csv::DeviceSet::next_file_id);
        let reading = ingest::start(sources, first, move |event| task.take(event));
        workspace.ingest.set_value(Some((reading, task)));
    });
}

fn next_run(workspace: Workspace) -> u32 {
    workspace.run.update_value(|run| *run = run.wrapping_add(1));
    workspace.run.get_value()
}

/// Stops reading. Files that were read to their end stay.
pub fn cancel_reading(workspace: Workspace) {
    next_run(workspace);
    workspace.waiting.update_value(Vec::clear);
    workspace.ingest.update_value(|ingest| {
        if let Some((ingest, task)) = ingest.take() {
            ingest.cancel();
            task.flush();
            task.say_unread();
        }
    });
    workspace.reading.set(None);
}

impl Task {
    fn take(self, event: Event) {
        match event {
            Event::Started { .. } => {}
            Event::Progress { total_bytes, total_size, rows, .. } => {
                self.progress(total_bytes, total_size, rows);
            }
            Event::Checked { report, rows, digest, source } => {
                self.add(Checked { report, rows, digest, source });
            }
            Event::Failed { path, reason } => self.unread.update_value(|unread| unread.push((path, reason))),
            Event::Finished => self.finish(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
    fn progress(self, bytes: u64, size: u64, rows: u32) {
        let seconds = (js_sys::Date::now() - self.started) / 1000.0;
        let rate = if seconds > 0.3 { bytes as f64 / seconds } else { 0.0 };
        let rows = self.rows.get_value() + u64::from(rows);
        // A small file must not wait for the large one behind it.
        if self
            .pending
            .with_value(|(pending, last)| !pending.is_empty() && js_sys::Date::now() - *last > PAUSE)
        {
            self.flush();
        }
        self.workspace.reading.update(|reading| {
            if let Some(reading) = reading {
                *reading = Reading { bytes, size, rows, rate, ..*reading };
            }
        });
    }

    fn add(self, checked: Checked) {
        // A file that the set has lost is that one, not another.
        if !restore(self.workspace, &checked.digest, &checked.source).is_empty() {
            return;
        }
        self.rows.update_value(|total| *total += u64::from(checked.report.rows));
        self.files.update_value(|files| *files += 1);
        let now = js_sys::Date::now();
        let due = self.pending.try_update_value(|(pending, last)| {
            pending.push(checked);
            now - *last > PAUSE
        });
        if due == Some(true) {
            self.flush();
        }
    }

    /// Puts the files that were read into the set and into the store.
    fn flush(self) {
        let now = js_sys::Date::now();
        let files = self.pending.try_update_value(|pending| std::mem::replace(pending, (Vec::new(), now)).0);
        let files = files.unwrap_or_default();
        if files.is_empty() {
            return;
        }
        raise(self.workspace);
        self.workspace.sources.update(|sources| {
            sources.extend(
                files.iter().map(|file| (file.report.id, SourceState { digest: file.digest, at_hand: true })),
            );
        });
        self.workspace.set.update(|set| {
            for file in &files {
                set.add_file(file.report.clone(), file.rows.clone());
            }
        });
        let (Some(store), Some(id)) = (self.workspace.store(), self.id) else {
            // Without a place in the store, this page is all there is.
            return self.workspace.unkept.update_value(|unkept| {
                unkept.extend(files.into_iter().map(|file| (file.report.id, file.source)));
            });
        };
        let touch = touch(self.workspace);
        self.workspace.keep(async move {
            let mut overtaken = false;
            for Checked { report: file, rows, digest, source } in files {
                let path = file.path.as_str();
                match store.add_file(id, &file, &rows, digest, Some(source), touch).await {
                    Ok(true) => {}
                    Ok(false) => self.toasts.failed(t!(self.i18n, "file-not-kept", file = path)),
                    Err(StoreError::Conflict) => {
                        overtaken = true;
                        self.toasts.failed(t!(self.i18n, "read-overtaken", file = path));
                    }
                    Err(error) => report(self.workspace, error),
                }
            }
            list_sets(self.workspace).await;
            // Another tab has given a file the same id: what is stored is what counts.
            if overtaken {
                self.workspace.behind.set_value(true);
            }
        });
    }

    fn say_unread(self) {
        self.unread.with_value(|unread| say_unread(self.workspace, unread));
    }

    fn finish(self) {
        self.flush();
        self.say_unread();
        self.workspace.ingest.set_value(None);
        self.workspace.reading.set(None);
        let devices = self.workspace.set.with_untracked(|set| set.devices().count());
        let files = self.files.get_value();
        if files > 0 {
            self.toasts.done(t!(self.i18n, "check-done", files = files, devices = devices));
        }
        catch_up(self.workspace);
        start_reading(self.workspace);
    }
}
