//! Taking files in: through the worker into the set, and into the store.

use device_csv::{FileReport, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::manage_sets::{keep_set, list_sets};
use super::save_steps::touch;
use crate::components::Toasts;
use crate::format;
use crate::i18n::I18n;
use crate::ingest::{self, Event, FailReason, Source};
use crate::store::SetId;
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
    i18n: I18n,
    toasts: Toasts,
}

/// Reads files into the open set. What is being read already goes on to its end first: it is one after the other.
pub fn check_files(workspace: Workspace, sources: Vec<Source>) {
    let Workspace { i18n, toasts, .. } = workspace;
    if sources.is_empty() {
        return;
    }
    if workspace.reading.get_untracked().is_some() {
        toasts.failed(t!(i18n, "check-busy"));
        return;
    }
    workspace.reading.set(Some(Reading { files: sources.len(), ..Reading::default() }));
    spawn_local(async move {
        let day = format::moment(i18n.language(), format::now());
        let id = keep_set(workspace, &t!(i18n, "set-name-default", day = day)).await;
        // Stopped while the set was being made.
        if workspace.reading.get_untracked().is_none() {
            return;
        }
        let task = Task {
            workspace,
            id,
            started: js_sys::Date::now(),
            rows: StoredValue::new(0),
            files: StoredValue::new(0),
            pending: StoredValue::new_local((Vec::new(), 0.0)),
            i18n,
            toasts,
        };
        let first = workspace.set.with_untracked(device_csv::DeviceSet::next_file_id);
        let reading = ingest::start(sources, first, move |event| task.take(event));
        workspace.ingest.set_value(Some((reading, task)));
    });
}

/// Stops reading. Files that were read to their end stay.
pub fn cancel_reading(workspace: Workspace) {
    workspace.ingest.update_value(|ingest| {
        if let Some((ingest, task)) = ingest.take() {
            ingest.cancel();
            task.flush();
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
            Event::Failed { path, reason } => self.failed(&path, &reason),
            Event::Finished => self.finish(),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
    fn progress(self, bytes: u64, size: u64, rows: u32) {
        let seconds = (js_sys::Date::now() - self.started) / 1000.0;
        let rate = if seconds > 0.3 { bytes as f64 / seconds } else { 0.0 };
        let rows = self.rows.get_value() + u64::from(rows);
        self.workspace.reading.update(|reading| {
            if let Some(reading) = reading {
                *reading = Reading { bytes, size, rows, rate, ..*reading };
            }
        });
    }

    fn add(self, checked: Checked) {
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
        let (Some(store), Some(id)) = (self.workspace.store(), self.id) else { return };
        let touch = touch(self.workspace);
        let held = self.workspace.held;
        spawn_local(async move {
            for Checked { report, rows, digest, source } in files {
                if let Err(error) = store.add_file(id, &report, &rows, digest, Some(source), touch).await {
                    held.set(Some(error));
                }
            }
        });
    }

    fn failed(self, path: &str, reason: &FailReason) {
        let message = match reason {
            FailReason::Vanished => "read-vanished",
            FailReason::Unreadable(_) => "read-refused",
            FailReason::Crashed(_) | FailReason::NoWorker(_) => "read-crashed",
        };
        self.toasts.failed(t!(self.i18n, message, file = path));
    }

    fn finish(self) {
        self.flush();
        self.workspace.ingest.set_value(None);
        self.workspace.reading.set(None);
        let devices = self.workspace.set.with_untracked(|set| set.devices().count());
        let files = self.files.get_value();
        if files > 0 {
            self.toasts.done(t!(self.i18n, "check-done", files = files, devices = devices));
        }
        spawn_local(list_sets(self.workspace));
    }
}
